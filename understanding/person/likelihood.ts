// How likely a message is a wish for a person: what the rules found and how it is worded, weighed together. Learns nothing; knows no rule.

import { LEARNT } from './weights.js';
import { wishBucketsOf } from './wish-features.js';

export interface WishWeights {
  readonly bias: number;
  /** One for each of `SIGNS`. */
  readonly signs: readonly number[];
  readonly step: number;
  /** Steps, one a bucket. */
  readonly wording: Int8Array;
}

const WEIGHTS: WishWeights = {
  ...LEARNT,
  wording: new Int8Array(Buffer.from(LEARNT.wording.join(''), 'base64')),
};

/**
 * @param text respelt, with agents' names hidden.
 * @param signs what the rules found, one for each of `SIGNS`.
 * @returns log-odds, as `scripts/train-person.ts` fits them; linear in the text's length up to 60 words.
 */
export function likelihoodOfWish(text: string, signs: readonly boolean[], weights = WEIGHTS): number {
  const buckets = wishBucketsOf(text);
  let sum = 0;
  for (const bucket of buckets) sum += weights.wording[bucket] ?? 0;
  let odds = weights.bias + (weights.step * sum) / Math.sqrt(buckets.size);
  for (let at = 0; at < signs.length; at++) if (signs[at]) odds += weights.signs[at] ?? 0;
  return odds;
}
