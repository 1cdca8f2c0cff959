// The vectors of texts seen lately. It keeps digests of the texts, so that no customer's words outlive their record here.

import { createHash } from 'node:crypto';

export interface RecentVectors {
  /** @returns the caller's own copy, or `undefined`. */
  get(text: string): Float32Array | undefined;
  /** Keeps a copy. */
  set(text: string, vector: Float32Array): void;
}

/** @param limit how many are kept; the one unused for longest goes first. 2 KB each. */
export function createRecentVectors(limit: number): RecentVectors {
  // A Map keeps the order of insertion, so its first key is the oldest.
  const vectors = new Map<string, Float32Array>();
  return {
    get(text) {
      const key = digestOf(text);
      const vector = vectors.get(key);
      if (vector === undefined) return undefined;
      vectors.delete(key);
      vectors.set(key, vector);
      return vector.slice();
    },
    set(text, vector) {
      const key = digestOf(text);
      vectors.delete(key);
      vectors.set(key, vector.slice());
      const [oldest] = vectors.keys();
      if (vectors.size > limit && oldest !== undefined) vectors.delete(oldest);
    },
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
