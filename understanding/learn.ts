// From a business's sentences to a model that reads others: which way to learn, where it is learnt, and where vectors come from at reading.

import { type EncoderClient, NoEmbedding, startEncoderWorker } from './encoder/encoder-client.js';
import { openJointModel } from './joint-model.js';
import type { Lesson } from './lesson.js';
import { type Embed, type MeaningModel, openMeaning } from './meaning.js';
import type { SentenceModel } from './scored-reading.js';
import { trainSplitModel } from './split-model.js';
import { train } from './training.js';

export interface Learnt extends MeaningModel {
  /** Stops the encoder; readings go on by words alone. */
  close(): Promise<void>;
}

export interface LearningOptions {
  /** Where models are kept between starts; `undefined` keeps none. */
  readonly modelFolder?: string | undefined;
  /** Without sentence vectors; for programs that can't have a worker stay. */
  readonly wordsOnly?: boolean;
  readonly onFault: (fault: Error) => void;
  /** Hears of each message that words did not settle. */
  readonly onEmbed?: () => void;
  /** Ends learning before it is done; then it rejects. */
  readonly signal: AbortSignal;
}

/**
 * Sentences times subjects up to which one classifier learns all: 150 intents with 100 sentences each are 2.3 million. Beyond, the knowledge is
 * searched.
 */
const LEARNT_TOGETHER = 3_000_000;

export async function learn(lesson: Lesson, options: LearningOptions): Promise<Learnt> {
  const model = await modelFor(lesson, options);
  const encoder = model.projection
    ? startEncoderWorker({ onFault: options.onFault, projection: model.projection })
    : undefined;
  return {
    ...openMeaning(lesson, model, embedWith(encoder, options.onEmbed)),
    close: async () => encoder?.close(),
  };
}

async function modelFor(lesson: Lesson, options: LearningOptions): Promise<SentenceModel> {
  const { examples, subjects, answered } = lesson;
  if (examples.length * subjects.length > LEARNT_TOGETHER) return trainSplitModel(lesson);
  const task = {
    examples,
    classes: subjects.length,
    answered,
    withVectors: options.wordsOnly !== true && examples.length > 0,
  };
  const fit = await train(task, options.modelFolder, options.onFault, options.signal);
  return openJointModel(fit, lesson.isNamed);
}

function embedWith(encoder: EncoderClient | undefined, onEmbed: (() => void) | undefined): Embed {
  return async (text) => {
    onEmbed?.();
    try {
      return (await encoder?.embed([text]))?.[0];
    } catch (fault) {
      if (fault instanceof NoEmbedding) return undefined;
      throw fault;
    }
  };
}
