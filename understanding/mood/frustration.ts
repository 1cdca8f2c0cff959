// How likely it is that a message is frustrated, from its text alone: signals, words and a model of annoyed comments, weighed together. Knows no dialogue.

import { type NgramWeights, ngramScore } from './ngram-score.js';
import { PHRASE_BUCKETS, phraseBucketsOf, phraseScale } from './phrase-buckets.js';
import { signalsOf } from './signals.js';
import { LEARNT } from './weights.js';

const COMMENTS: NgramWeights = { ...LEARNT.comments, weights: bytes(LEARNT.comments.weights) };
const PHRASES = bytes(LEARNT.phrases.weights);

/**
 * @param raw as typed.
 * @param normalised as `normalise` gives it.
 * @returns a probability: what share of messages with this score were frustrated, where half of all messages are (held out while training,
 *   scripts/train-mood.ts). Linear in the text's length.
 */
export function frustrationOf(raw: string, normalised: string): number {
  if (normalised === '') return 0;
  let score = LEARNT.bias + LEARNT.commentWeight * ngramScore(normalised, COMMENTS);
  const signals = signalsOf(raw, normalised);
  for (let at = 0; at < signals.length; at++) score += (signals[at] ?? 0) * (LEARNT.signals[at] ?? 0);
  let phrases = 0;
  for (const bucket of phraseBucketsOf(normalised)) phrases += PHRASES[bucket % PHRASE_BUCKETS] ?? 0;
  score += LEARNT.phrases.step * phrases * phraseScale(normalised);
  return 1 / (1 + Math.exp(-LEARNT.slope * score));
}

function bytes(base64: readonly string[]): Int8Array {
  return new Int8Array(Buffer.from(base64.join(''), 'base64'));
}
