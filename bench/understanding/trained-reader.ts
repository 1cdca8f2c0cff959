// Reads labelled sentences with the product's own classifier, trained on others, the way a customer's message is read. Chooses nothing.

import { englishWords } from '../../understanding/english-words.js';
import { learn } from '../../understanding/learn.js';
import { lessonOf } from '../../understanding/lesson.js';
import { normalise } from '../../understanding/normalise.js';
import { withoutCourtesy } from '../../understanding/phrases.js';
import { vocabularyOf } from '../../understanding/vocabulary.js';
import type { Labelled } from './labelled.js';
import type { Judged } from './measures.js';

export interface TrainedReader {
  readonly trainingSeconds: number;
  read(rows: readonly Labelled[]): Promise<readonly Judged[]>;
  close(): Promise<void>;
}

/**
 * Each intent's name counts as one more example, as a task's title does in the product.
 * @param modelFolder where the model is kept, where it is; then the training time says nothing.
 */
export async function trainedOn(rows: readonly Labelled[], modelFolder?: string): Promise<TrainedReader> {
  const examples = new Map<string, string[]>();
  for (const { text, intent } of rows) {
    if (intent === '') continue;
    const own = examples.get(intent);
    if (own) own.push(text);
    else examples.set(intent, [text]);
  }
  const intents = [...examples].map(([intent, own]) => ({ intent, title: inWords(intent), examples: own }));
  const before = performance.now();
  const model = await learn(lessonOf(intents, [], vocabularyOf([]), await englishWords()), {
    modelFolder,
    onFault: (fault) => {
      throw fault;
    },
    signal: new AbortController().signal,
  });
  return {
    trainingSeconds: (performance.now() - before) / 1000,
    async read(asked) {
      const judged: Judged[] = [];
      for (const { text, intent } of asked) {
        const plain = normalise(text);
        const core = withoutCourtesy(plain);
        const { candidates, confidence, inScope } = await model.read(core === '' ? plain : core);
        judged.push({
          text,
          intent,
          predicted: candidates[0]?.target.slice('intent:'.length) ?? '',
          score: confidence,
          accepted: inScope,
          probability: candidates[0]?.score ?? 0,
        });
      }
      return judged;
    },
    close: () => model.close(),
  };
}

/** `100_NIGHT_TRIAL` and `cardArrival` as words. */
function inWords(intent: string): string {
  return intent
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\W]+/g, ' ')
    .trim()
    .toLowerCase();
}
