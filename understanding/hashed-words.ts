// Words and their combinations as numbers, for classifiers whose weights lie in buckets. Knows no words.

/** Of FNV-1a, 32 bits. */
export const PRIME = 0x01000193;
export const OFFSET = 0x811c9dc5;

/**
 * FNV-1a over UTF-16 units.
 * @param kind the same text of another kind is another number.
 */
export function hash(text: string, kind: number): number {
  let extended = OFFSET ^ kind;
  for (let at = 0; at < text.length; at++) extended = Math.imul(extended ^ text.charCodeAt(at), PRIME);
  return extended;
}

/** In this order: "a b" is not "b a". */
export function joined(a: number, b: number): number {
  return Math.imul(Math.imul(a, PRIME) ^ b, PRIME) ^ (a >>> 15);
}

/** @param buckets a power of two. @returns the number's bucket. */
export function folded(mixed: number, buckets: number): number {
  const once = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  return (once ^ (once >>> 13)) & (buckets - 1);
}
