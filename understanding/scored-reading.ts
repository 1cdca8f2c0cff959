// What a model makes of one sentence, and how the best of many scores are taken. Types, and a selection; knows no sentences.

import type { Discriminant } from './discriminant.js';
import type { Forms } from './lesson.js';

/** One subject and how likely it is among all, given that the sentence is in scope. */
export interface Likely {
  readonly label: number;
  readonly probability: number;
}

export interface ScoredReading {
  /** Best first; not all, where there are many. */
  readonly likely: readonly Likely[];
  /** Probability that it is in scope and the first is meant. */
  readonly confidence: number;
  readonly inScope: boolean;
  /**
   * The topic without an answer that a message out of scope is likelier about than about anything else. Of 676 development questions with an
   * answer none had one, of 291 without an answer 170.
   */
  readonly topic?: number;
  /** So likely right that a sentence vector would change nothing worth its price. */
  readonly sure: boolean;
}

/** Learnt from a business's sentences. */
export interface SentenceModel {
  /** What sentence vectors are turned into before `withVector` takes them; `undefined` where the model reads none. */
  readonly projection: Discriminant | undefined;
  read(message: Forms): FirstReading;
}

export interface FirstReading extends ScoredReading {
  /** @param vector of the message's words, as `projected` gives it. */
  withVector(vector: Float32Array): ScoredReading;
}

/** Share of messages that are out of scope, for the probabilities; the limit of scope does not depend on it. */
export const STRANGERS = 0.2;

/** @returns the greatest so many, best first; of equals the first. One pass, whatever the length. */
export function bestOf(scores: Float64Array, count: number): readonly number[] {
  const best: number[] = [];
  const scoreOf = (place: number | undefined) =>
    (place === undefined ? undefined : scores[place]) ?? -Infinity;
  for (let place = 0; place < scores.length; place++) {
    if (best.length === count && scoreOf(place) <= scoreOf(best[count - 1])) continue;
    let at = best.length;
    while (at > 0 && scoreOf(best[at - 1]) < scoreOf(place)) at--;
    best.splice(at, 0, place);
    if (best.length > count) best.pop();
  }
  return best;
}
