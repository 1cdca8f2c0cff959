// The products that learning directions is made of, against the plain sums they stand for.

import { describe, expect, test } from 'vitest';
import { AT_ONCE, addOuters, rowsTimes } from '../understanding/row-products.js';

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

describe('outer products', () => {
  test.each([0, 1, 2, AT_ONCE])('of %d vectors are added to the lower half', (count) => {
    const size = 5;
    const vectors = Array.from({ length: count }, (_, seed) => Float64Array.from(numbers(size, seed)));
    const matrix = new Float64Array(size * size).fill(1);
    addOuters(matrix, vectors, 2);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const sum = vectors.reduce((all, vector) => all + ((vector[i] ?? 0) * (vector[j] ?? 0)) / 2, 1);
        expect(matrix[i * size + j]).toBe(j <= i ? sum : 1);
      }
  });
});
