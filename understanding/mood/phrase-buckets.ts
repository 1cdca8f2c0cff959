// The words and pairs of words of a message as numbers, for weights learnt from our own examples. It holds no words.

/** Numbers that phrases are hashed to; a power of two. With about 2,000 phrases in use, one in eight shares its number. */
export const PHRASE_BUCKETS = 2 ** 14;
/** Words that are read; what comes later in a long story is seldom about the mood. */
const MAX_WORDS = 150;
/** Messages up to this many words count in full; a longer one has more of everything. */
const USUAL_WORDS = 15;

/** @param normalised as `normalise` gives it. @returns each number once. */
export function phraseBucketsOf(normalised: string): Set<number> {
  const words = normalised.split(' ', MAX_WORDS);
  const found = new Set<number>();
  for (let at = 0; at < words.length; at++) {
    const one = extend(0x811c9dc5, words[at] ?? '');
    found.add(folded(one));
    const two = extend(one, ` ${words[at + 1] ?? '$'}`);
    found.add(folded(two));
    if (at === 0) found.add(folded(extend(one, '^')));
  }
  return found;
}

/** By what the sum over `phraseBucketsOf` is multiplied. */
export function phraseScale(normalised: string): number {
  const words = Math.min(MAX_WORDS, normalised.split(' ').length);
  return Math.min(1, Math.sqrt(USUAL_WORDS / words));
}

/** FNV-1a, carried on. */
function extend(hash: number, text: string): number {
  let extended = hash;
  for (let at = 0; at < text.length; at++) extended = Math.imul(extended ^ text.charCodeAt(at), 0x01000193);
  return extended;
}

function folded(hash: number): number {
  return (hash ^ (hash >>> 15)) & (PHRASE_BUCKETS - 1);
}
