// Fits the weights of wishes to examples and judges weights by exact matches. Reads and writes no files.

import { BUCKETS } from '../../understanding/preferences/surroundings.js';
import { COLUMNS, SAID, weighed } from '../../understanding/preferences/weighing.js';
import { mixer, quantise, shuffled } from '../train-mood/figures.js';
import type { Example } from './examples.js';

/** With each author left out in turn, steps of 3 read .01 better than of 6, and 6 to 20 passes are alike within .005 of F1. */
const PASSES = 12;
const STEP = 3;
/** What is seen less often says nothing of unseen sentences, and shares its number with what does. */
const LEAST_SEEN = 5;

/** Two logistic regressions by gradient descent: what is said (over all things) and for how long (over what is wished). Always the same. */
export function fitWeights(examples: readonly Example[]): Int8Array {
  const seen = new Int32Array(BUCKETS);
  for (const { surroundings } of examples)
    for (const bucket of surroundings) seen[bucket] = (seen[bucket] ?? 0) + 1;
  const rows = examples.map((example) => ({
    buckets: Int32Array.from([...example.surroundings].filter((bucket) => (seen[bucket] ?? 0) >= LEAST_SEEN)),
    said: SAID.indexOf(example.said),
    lasting: Number(example.scope === 'lasting'),
    weight: example.weight,
  }));
  const weights = new Float64Array(BUCKETS * COLUMNS);
  const next = mixer();
  const steps = PASSES * rows.length;
  let done = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    for (const { buckets, said, lasting, weight } of shuffled(rows, next)) {
      const scale = 1 / Math.sqrt(Math.max(1, buckets.length));
      const errors = errorsOf(sumsOf(buckets, weights, scale), said, lasting);
      const step = STEP * (1 - done / steps) * weight * scale;
      for (const bucket of buckets)
        for (let column = 0; column < COLUMNS; column++) {
          const at = bucket * COLUMNS + column;
          weights[at] = (weights[at] ?? 0) - step * (errors[column] ?? 0);
        }
      done++;
    }
  }
  return quantise(weights).weights;
}

function sumsOf(buckets: Int32Array, weights: Float64Array, scale: number): Float64Array {
  const sums = new Float64Array(COLUMNS);
  for (const bucket of buckets)
    for (let column = 0; column < COLUMNS; column++)
      sums[column] = (sums[column] ?? 0) + scale * (weights[bucket * COLUMNS + column] ?? 0);
  return sums;
}

function errorsOf(sums: Float64Array, said: number, lasting: number): Float64Array {
  const errors = new Float64Array(COLUMNS);
  const top = Math.max(...sums.subarray(0, SAID.length));
  let total = 0;
  for (let each = 0; each < SAID.length; each++) total += Math.exp((sums[each] ?? 0) - top);
  for (let each = 0; each < SAID.length; each++)
    errors[each] = Math.exp((sums[each] ?? 0) - top) / total - Number(each === said);
  // Only of a wish is it said for how long; what is asked for is for now, what is owned for good.
  if (said > SAID.indexOf('owned'))
    errors[SAID.length] = 1 / (1 + Math.exp(-(sums[SAID.length] ?? 0))) - lasting;
  return errors;
}

export interface Judged {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly faults: readonly string[];
}

/** Exact matches of what is said and for how long; what says nothing counts only where something was read. */
export function judge(examples: readonly Example[], weights: Int8Array): Judged {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  const faults: string[] = [];
  for (const example of examples) {
    const read = weighed(example.surroundings, weights);
    const is = outcomeOf(example.said, example.scope, example.isPlainlyNothing);
    const got = outcomeOf(read.said, read.scope, example.isPlainlyNothing);
    if (is === got) right += Number(is !== '');
    else {
      missed += Number(is !== '');
      wrong += Number(got !== '');
      faults.push(`${example.text} [${example.word}] ${is || 'nothing'}, read ${got || 'nothing'}`);
    }
  }
  return { right, wrong, missed, faults };
}

function outcomeOf(said: string, scope: string, isPlainlyNothing: boolean): string {
  if (said === 'nothing' || (said === 'plain' && isPlainlyNothing)) return '';
  return said === 'plain' || said === 'owned' ? said : `${said} ${scope}`;
}

export function f1Of({ right, wrong, missed }: Omit<Judged, 'faults'>): number {
  return (2 * right) / Math.max(1, 2 * right + wrong + missed);
}
