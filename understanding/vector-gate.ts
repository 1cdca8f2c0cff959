// Whether a sentence vector would change what the words say of a message: learnt from held-out sentences, by what the words' own scores show.
// Knows numbers only.

import { type Step, sureFrom } from './calibration.js';
import { inverseOf } from './positive-definite.js';

/**
 * What tells that the words are sure by themselves, numbers from nought up: how far the score is from the limit of scope on either side, how far
 * ahead of the second, and how well the words match the subject. On the development questions three of ten need a vector by them, at the same
 * right answers as by the words' confidence, which asked for one with nearly every stranger: four of ten.
 */
export type Signs = readonly [fromLimit: number, ahead: number, matched: number];

/** Plain, so that it can be stored. */
export interface Gate {
  /** Of each sign: what it adds to the certainty that a vector changes nothing. */
  readonly weights: readonly number[];
  /** Certainty from which the words decide alone. */
  readonly sureFrom: number;
}

/** A held-out sentence, read by its words and with its vector. */
export interface Seconded {
  readonly signs: Signs;
  /** Whether the vector changed the subject, or whether the message is in scope. */
  readonly changed: boolean;
  /** For the subject named, and for the answer that would have been given: 1 where only the vector is right, −1 where only the words are, else 0. */
  readonly gains: readonly [named: number, answered: number];
  readonly weight: number;
}

const ROUNDS = 12;
/** Of the ridge on weights of signs that vary by 1. */
const RIDGE = 1;

export function isSure(signs: Signs, { weights, sureFrom: from }: Gate): boolean {
  return certaintyOf(signs, weights) >= from;
}

/** Where the words were sure of too much in either way, they are held to be sure of less. */
export function fitGate(rows: readonly Seconded[]): Gate {
  const weights = rows.length === 0 ? [0, 0, 0] : fitWeights(rows);
  const stepsFor = (way: 0 | 1): readonly Step[] =>
    rows.map(({ signs, gains, weight }) => ({
      certainty: certaintyOf(signs, weights),
      gain: gains[way],
      weight,
    }));
  return { weights, sureFrom: Math.max(sureFrom(stepsFor(0)), sureFrom(stepsFor(1))) };
}

function certaintyOf(signs: Signs, weights: readonly number[]): number {
  return signs.reduce((sum, sign, at) => sum + sign * (weights[at] ?? 0), 0);
}

/** Logistic regression of "nothing changed" by Newton's method; the constant is left out, for only the order counts. */
function fitWeights(rows: readonly Seconded[]): readonly number[] {
  const spreads = [0, 1, 2].map((at) => spreadOf(rows.map(({ signs }) => signs[at] ?? 0)));
  const scaled = rows.map(({ signs }) => [...signs.map((sign, at) => sign / (spreads[at] ?? 1)), 1]);
  const size = 4;
  let weights = [0, 0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight, at) => (at < size - 1 ? -RIDGE * weight : 0));
    const curvature = new Float64Array(size * size);
    for (let at = 0; at < size; at++) curvature[at * size + at] = RIDGE;
    for (const [place, { changed, weight }] of rows.entries()) {
      const signs = scaled[place] ?? [];
      const probability =
        1 / (1 + Math.exp(-signs.reduce((sum, sign, at) => sum + sign * (weights[at] ?? 0), 0)));
      const error = weight * (Number(!changed) - probability);
      const steepness = weight * probability * (1 - probability);
      for (let i = 0; i < size; i++) {
        gradient[i] = (gradient[i] ?? 0) + error * (signs[i] ?? 0);
        for (let j = 0; j < size; j++) {
          curvature[i * size + j] =
            (curvature[i * size + j] ?? 0) + steepness * (signs[i] ?? 0) * (signs[j] ?? 0);
        }
      }
    }
    const inverse = inverseOf(curvature, size);
    weights = weights.map((weight, i) =>
      gradient.reduce((sum, slope, j) => sum + inverse.entry(i, j) * slope, weight),
    );
  }
  return spreads.map((spread, at) => (weights[at] ?? 0) / spread);
}

function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
}
