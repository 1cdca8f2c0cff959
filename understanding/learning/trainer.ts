// Learns a changed knowledge beside the one in force. A port, and ours behind it; how learning works is no matter of learning from gaps.

import { join } from 'node:path';
import type { IntentExamples, KnowledgeEntry, UnansweredTopic } from '../../data/business.js';
import { englishWords } from '../english-words.js';
import { createUnderstander } from '../index.js';
import { learn } from '../learn.js';
import { lessonOf } from '../lesson.js';
import { normalise } from '../normalise.js';
import type { Understander } from '../understanding.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Read } from './checks.js';

export interface Sentences {
  readonly intents: readonly IntentExamples[];
  readonly knowledge: readonly KnowledgeEntry[];
}

export interface Trainer {
  /** @param signal ends it; then it rejects. @returns once it has learnt; whoever takes it closes it. */
  retrain(sentences: Sentences, signal: AbortSignal): Promise<Understander>;
  /** Learns by words alone, which takes a fraction of the time, to compare two sets of sentences. */
  reader(sentences: Sentences, signal: AbortSignal): Promise<{ readonly read: Read; close(): Promise<void> }>;
}

export function createTrainer(parts: {
  readonly vocabulary: Vocabulary;
  /** What has no answer, on both sides of a comparison. */
  readonly unanswered?: readonly UnansweredTopic[] | undefined;
  /** Where models are kept; by default with the one of the start, which is found again by the next start. */
  readonly modelFolder?: string;
  readonly onFault: (fault: Error) => void;
}): Trainer {
  const { vocabulary, unanswered = [], onFault, modelFolder } = parts;
  return {
    async retrain(sentences, signal) {
      const understander = createUnderstander({
        ...sentences,
        unanswered,
        vocabulary,
        onFault,
        ...(modelFolder === undefined ? {} : { modelFolder }),
      });
      const end = () => void understander.close();
      signal.addEventListener('abort', end, { once: true });
      try {
        await understander.ready;
        signal.throwIfAborted();
      } catch (error) {
        await understander.close();
        throw error;
      } finally {
        signal.removeEventListener('abort', end);
      }
      return understander;
    },

    async reader({ intents, knowledge }, signal) {
      const learnt = await learn(lessonOf(intents, knowledge, vocabulary, await englishWords(), unanswered), {
        wordsOnly: true,
        modelFolder: join(modelFolder ?? 'var/models', 'held-out'),
        onFault,
        signal,
      });
      return {
        async read(text) {
          const { candidates, inScope } = await learnt.read(normalise(text));
          return inScope ? candidates[0]?.target : undefined;
        },
        close: () => learnt.close(),
      };
    },
  };
}
