// What a training is given. Types only.

import type { Example } from './lesson.js';

export interface TrainingTask {
  readonly examples: readonly Example[];
  readonly classes: number;
  /** Whether sentence vectors are learnt from, too. */
  readonly withVectors: boolean;
}
