// What a training is given. Types only.

import type { Example } from './lesson.js';

export interface TrainingTask {
  readonly examples: readonly Example[];
  readonly classes: number;
  /** The first so many classes are meant to be found; the others are there to be told apart from; all where absent. */
  readonly answered?: number;
  /** Whether sentence vectors are learnt from, too. */
  readonly withVectors: boolean;
}

/** What the worker is told. */
export interface TrainingOrder {
  readonly task: TrainingTask;
  /** Where sentence vectors are kept between trainings; `undefined` keeps none. */
  readonly folder: string | undefined;
}
