// Fits the weights of the wish for a person to examples, and judges weights by precision and recall. Reads and writes no files.

import type { WishWeights } from '../../understanding/person/likelihood.js';
import { BUCKETS } from '../../understanding/person/wish-features.js';
import { SURER_AT_END } from '../../understanding/person/wish-for-person.js';
import { mixer, quantise, shuffled } from '../train-mood/figures.js';
import type { Example, Seen } from './examples.js';

/** Chosen by the recall at a precision of .97 on messages that no rule was made from: passes, step and ridge matter little. */
const PASSES = 30;
const STEP = 0.3;
const BIAS_STEP = 0.02;
const RIDGE = 3e-4;
/**
 * Each example is learnt from once more without its signs. The rules were made from some of these examples and know them too well; without
 * this the weights trust them: recall on messages that no rule was made from was .81 instead of .90.
 */
const UNSIGNED = 0.5;

/** Logistic regression by AdaGrad; the same weights each time. */
export function fitWeights(examples: readonly Example[]): WishWeights {
  const open = examples.filter(({ decided }) => decided !== true);
  const rows = [
    ...open,
    ...open.map((row) => ({ ...row, signs: row.signs.map(() => false), weight: row.weight * UNSIGNED })),
  ];
  const wording = adaptive(BUCKETS);
  const signs = adaptive(open[0]?.signs.length ?? 0);
  const next = mixer();
  let bias = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const step = STEP * (1 - (0.9 * pass) / PASSES);
    for (const row of shuffled(rows, next)) {
      const odds = oddsOf(row, { bias, signs: signs.weights, wording: wording.weights, step: 1 });
      const error = (1 / (1 + Math.exp(-odds)) - Number(row.wants)) * row.weight;
      const scale = 1 / Math.sqrt(row.buckets.length);
      bias -= BIAS_STEP * error;
      for (const [at, found] of row.signs.entries()) if (found) signs.descend(at, error, step);
      for (const bucket of row.buckets) {
        wording.descend(bucket, error * scale + RIDGE * (wording.weights[bucket] ?? 0), step);
      }
    }
  }
  const quantised = quantise(wording.weights);
  return {
    bias: Number(bias.toFixed(5)),
    signs: Array.from(signs.weights, (weight) => Number(weight.toFixed(4))),
    step: quantised.step,
    wording: quantised.weights,
  };
}

/** Weights whose steps shrink with what they have been moved by. */
function adaptive(size: number) {
  const weights = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-3);
  return {
    weights,
    descend(at: number, gradient: number, step: number): void {
      const sum = (squares[at] ?? 0) + gradient * gradient;
      squares[at] = sum;
      weights[at] = (weights[at] ?? 0) - (step * gradient) / Math.sqrt(sum);
    },
  };
}

interface Linear {
  readonly bias: number;
  readonly signs: ArrayLike<number>;
  readonly step: number;
  readonly wording: ArrayLike<number>;
}

/** Log-odds, as `likelihoodOfWish` gives them. */
export function oddsOf(row: Seen, weights: Linear): number {
  let sum = 0;
  for (const bucket of row.buckets) sum += weights.wording[bucket] ?? 0;
  let odds = weights.bias + (weights.step * sum) / Math.sqrt(row.buckets.length);
  for (let at = 0; at < row.signs.length; at++) if (row.signs[at]) odds += weights.signs[at] ?? 0;
  return odds;
}

export interface Judged {
  readonly odds: number;
  readonly wants: boolean;
}

/** What a rule decides has the highest odds or the lowest; otherwise a story's end counts where it is likelier. */
export function judge(rows: readonly Example[], weights: Linear): readonly Judged[] {
  const judged = (seen: Seen) =>
    seen.decided === undefined ? oddsOf(seen, weights) : seen.decided ? Number.MAX_VALUE : -Number.MAX_VALUE;
  return rows.map((row) => ({
    odds:
      row.decided !== undefined || row.end === undefined
        ? judged(row)
        : Math.max(judged(row), judged(row.end) - SURER_AT_END),
    wants: row.wants,
  }));
}

export function precisionAndRecall(judged: readonly Judged[], from: number) {
  const heard = judged.filter(({ odds }) => odds >= from);
  const right = heard.filter(({ wants }) => wants).length;
  return { precision: right / heard.length, recall: right / judged.filter(({ wants }) => wants).length };
}
