// The known sentences nearest to another one, among tens of thousands, at a bounded cost. Knows vectors only.

import type { SparseVector } from './features.js';

export interface Neighbour {
  readonly row: number;
  /** Cosine, for vectors of length 1. */
  readonly similarity: number;
}

/** Entries of lists that one search reads: the common features' lists are long and tell little. */
const READ = 6000;
/** Rows whose similarity is then computed in full. */
const WEIGHED = 60;
/** Heights into which sums are sorted to find the greatest. */
const STEPS = 256;

/** An inverted index that reads the lists with the greatest promise first (impact order, as in Moffat & Zobel 1996). */
export class SentenceIndex {
  /** Where the list of each feature begins; one more at the end. */
  readonly #starts: Int32Array;
  readonly #rows: Int32Array;
  readonly #values: Float32Array;
  readonly #sums: Float32Array;

  constructor(
    private readonly vectors: readonly SparseVector[],
    features: number,
  ) {
    this.#starts = new Int32Array(features + 1);
    for (const { indices } of vectors) for (const feature of indices) bump(this.#starts, feature + 1, 1);
    for (let f = 1; f <= features; f++) bump(this.#starts, f, this.#starts[f - 1] ?? 0);
    const next = this.#starts.slice();
    const size = this.#starts[features] ?? 0;
    this.#rows = new Int32Array(size);
    this.#values = new Float32Array(size);
    for (const [row, { indices, values }] of vectors.entries()) {
      for (const [k, feature] of indices.entries()) {
        const place = next[feature] ?? 0;
        this.#rows[place] = row;
        this.#values[place] = values[k] ?? 0;
        next[feature] = place + 1;
      }
    }
    this.#sums = new Float32Array(vectors.length);
  }

  /**
   * @param isIn leaves out the rows for which it says no.
   * @returns at most `count` rows, nearest first. A row that shares nothing but common features may be missed.
   */
  nearest(
    vector: SparseVector,
    count: number,
    isIn: (row: number) => boolean = () => true,
  ): readonly Neighbour[] {
    const query = new Map<number, number>();
    for (const [k, feature] of vector.indices.entries()) query.set(feature, vector.values[k] ?? 0);
    return this.#candidates(query, isIn)
      .map((row) => ({ row, similarity: this.#similarity(row, query) }))
      .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
      .slice(0, count);
  }

  #candidates(query: ReadonlyMap<number, number>, isIn: (row: number) => boolean): readonly number[] {
    const sums = this.#sums;
    const touched: number[] = [];
    let left = READ;
    // The rarest first: their lists are the shortest and their weights the greatest.
    for (const [feature, weight] of [...query].sort(([a], [b]) => this.#length(a) - this.#length(b))) {
      left -= this.#length(feature);
      if (left < 0) break;
      for (let place = this.#starts[feature] ?? 0; place < (this.#starts[feature + 1] ?? 0); place++) {
        const row = this.#rows[place] ?? 0;
        if (sums[row] === 0) touched.push(row);
        bump(sums, row, weight * (this.#values[place] ?? 0));
      }
    }
    const best = topOf(touched.filter(isIn), sums, WEIGHED);
    for (const row of touched) sums[row] = 0;
    return best;
  }

  #length(feature: number): number {
    return (this.#starts[feature + 1] ?? 0) - (this.#starts[feature] ?? 0);
  }

  #similarity(row: number, query: ReadonlyMap<number, number>): number {
    const vector = this.vectors[row];
    if (!vector) return 0;
    let sum = 0;
    for (let k = 0; k < vector.indices.length; k++) {
      sum += (vector.values[k] ?? 0) * (query.get(vector.indices[k] ?? -1) ?? 0);
    }
    return sum;
  }
}

/** The rows with the greatest sums, roughly so many: thousands are touched and few are kept, so they are counted by height, not sorted. */
function topOf(rows: readonly number[], sums: Float32Array, count: number): readonly number[] {
  if (rows.length <= count) return rows;
  let most = 0;
  for (const row of rows) most = Math.max(most, sums[row] ?? 0);
  const steps = new Int32Array(STEPS + 1);
  const stepOf = (row: number) => Math.floor(((sums[row] ?? 0) / most) * STEPS);
  for (const row of rows) bump(steps, stepOf(row), 1);
  let least = STEPS;
  for (let above = steps[least] ?? 0; least > 0; above += steps[least] ?? 0) {
    if (above + (steps[least - 1] ?? 0) > count && above > 0) break;
    least--;
  }
  return rows.filter((row) => stepOf(row) >= least).slice(0, 2 * count);
}

function bump(array: Int32Array | Float32Array, at: number, by: number): void {
  array[at] = (array[at] ?? 0) + by;
}
