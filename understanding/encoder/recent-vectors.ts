// The vectors of texts seen lately. It knows numbers, not texts.

import { createRecent } from '../recent.js';

export interface RecentVectors {
  /** @returns the caller's own copy, or `undefined`. */
  get(text: string): Float32Array | undefined;
  /** Keeps a copy. */
  set(text: string, vector: Float32Array): void;
}

/** @param limit how many are kept; the one unused for longest goes first. */
export function createRecentVectors(limit: number): RecentVectors {
  const vectors = createRecent<Float32Array>(limit);
  return {
    get: (text) => vectors.get(text)?.slice(),
    set: (text, vector) => vectors.set(text, vector.slice()),
  };
}
