// The products that learning directions is made of, against the plain sums they stand for.

import { describe, expect, test } from 'vitest';
import { BlockProducts } from '../understanding/block-products.js';
import { rowsTimes } from '../understanding/row-products.js';

/** Small whole numbers, so that every order of adding comes to the same. */
const numbers = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => ((i * 7 + seed * 5) % 11) - 5);

describe('rows times a vector', () => {
  test.each([0, 1, 3, 4, 5, 9])('%d rows and columns', (size) => {
    const matrix = Float32Array.from(numbers(size * size, 1));
    const vector = Float64Array.from(numbers(size, 2));
    const row = (at: number, end: number) =>
      vector.slice(0, end).reduce((sum, value, i) => sum + value * (matrix[at * size + i] ?? 0), 0);
    const places = [...vector.keys()];
    expect([...rowsTimes(matrix, size, vector, false)]).toEqual(places.map((at) => row(at, size)));
    const lower = matrix.map((value, i) => (i % (size || 1) > Math.floor(i / (size || 1)) ? 0 : value));
    expect([...rowsTimes(lower, size, vector, true)]).toEqual(places.map((at) => row(at, at + 1)));
  });

  test('fewer rows than columns', () => {
    expect([...rowsTimes(Float32Array.of(1, 2, 3, 4, 5, 6), 2, Float64Array.of(1, 1, 1), false)]).toEqual([
      6, 15,
    ]);
  });
});

describe('products of many vectors at once', () => {
  // A block has 128 vectors here; 150 of them are one and a part.
  const products = new BlockProducts(20);
  const COUNTS = [0, 1, 127, 128, 129, 150];

  test.each(COUNTS)('a matrix times each of %d vectors', (count) => {
    const [rows, width] = [5, 20];
    const matrix = Float32Array.from(numbers(rows * width, 1));
    const vectors = Array.from({ length: count }, (_, seed) => Float32Array.from(numbers(width, seed)));
    const all = products.times(matrix, rows, vectors);
    expect(all.map((each) => [...each])).toEqual(
      vectors.map((vector) => [...rowsTimes(matrix, rows, Float64Array.from(vector), false)]),
    );
  });

  test.each(COUNTS)('the sum of the outer products of %d vectors', (count) => {
    const width = 17;
    const vectors = Array.from({ length: count }, (_, seed) => Float32Array.from(numbers(width, seed)));
    const sum = products.outerSum(vectors);
    expect(sum).toHaveLength(count === 0 ? 0 : width * width);
    for (const [at, value] of sum.entries()) {
      const [i, j] = [Math.floor(at / width), at % width];
      expect(value).toBe(vectors.reduce((all, vector) => all + (vector[i] ?? 0) * (vector[j] ?? 0), 0));
    }
  });

  test('what an earlier call left behind counts for nothing', () => {
    const matrix = Float32Array.from(numbers(8 * 20, 4));
    products.times(matrix, 8, [Float32Array.from(numbers(20, 3))]);
    expect([...(products.times(Float32Array.of(2), 1, [Float32Array.of(3)])[0] ?? [])]).toEqual([6]);
  });
});
