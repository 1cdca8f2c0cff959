// A linear score over hashed words and pieces of words: how much a comment reads like annoyance. It holds no words, only weights by number.

/** Numbers that features are hashed to; a power of two. */
export const BUCKETS = 2 ** 16;
/** Pieces of words, in characters; a word's ends count as one each. */
const SHORTEST_PIECE = 3;
const LONGEST_PIECE = 5;
/** Words beyond these say what a long story is about, not how it is told. */
const MAX_WORDS = 120;
/** Longer words are cut: links, pasted codes. */
const MAX_LETTERS = 24;

/**
 * Words, pairs of words and pieces of words as bucket numbers, each once.
 * @param normalised as `normalise` gives it.
 */
export function bucketsOf(normalised: string): Set<number> {
  const found = new Set<number>();
  let before = '';
  for (const whole of normalised.split(' ', MAX_WORDS)) {
    const word = whole.slice(0, MAX_LETTERS);
    if (word === '') continue;
    found.add(bucket(word, 1));
    found.add(bucket(`${before} ${word}`, 2));
    const padded = ` ${word} `;
    for (let length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
      for (let from = 0; from + length <= padded.length; from++) {
        found.add(bucket(padded.slice(from, from + length), 3));
      }
    }
    before = word;
  }
  return found;
}

/** FNV-1a over UTF-16 units, seeded by the kind of feature. */
function bucket(text: string, kind: number): number {
  let hash = 0x811c9dc5 ^ kind;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}

/** What training has learnt; `weights` are steps of `step`, one a bucket. */
export interface NgramWeights {
  readonly weights: Int8Array;
  readonly step: number;
  readonly bias: number;
}

/** @returns the log-odds that the comment is annoyed; the sum is divided by the root of its features, so that length alone says nothing. */
export function ngramScore(normalised: string, { weights, step, bias }: NgramWeights): number {
  const found = bucketsOf(normalised);
  let sum = 0;
  for (const number of found) sum += weights[number] ?? 0;
  return bias + (step * sum) / Math.sqrt(Math.max(1, found.size));
}
