// The inverse of a small symmetric positive definite matrix by Cholesky's decomposition. Knows nothing of products.

import { RapportError } from '../../data/errors.js';

/**
 * Inverts A = L·Lᵀ as L⁻ᵀ·L⁻¹, in about n³ / 2 operations of full precision; `invertSymmetric` is quicker for many rows.
 * @param matrix n × n, row by row, of which the lower half is read; left as it is.
 * @throws RapportError INTERNAL when the matrix is not positive definite.
 */
export function invertPositiveDefinite(matrix: Float64Array, n: number): Float64Array {
  const inverseOfL = invertLower(decompose(matrix, n), n);
  const inverse = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i <= k; i++) {
      const factor = at(inverseOfL, k * n + i);
      if (factor === 0) continue;
      for (let j = 0; j <= i; j++)
        inverse[i * n + j] = at(inverse, i * n + j) + factor * at(inverseOfL, k * n + j);
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) inverse[j * n + i] = at(inverse, i * n + j);
  return inverse;
}

/** @returns L, lower triangular, with L·Lᵀ the matrix. */
function decompose(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = at(matrix, i * n + j);
      for (let k = 0; k < j; k++) rest -= at(lower, i * n + k) * at(lower, j * n + k);
      if (i !== j) lower[i * n + j] = rest / at(lower, j * n + j);
      else if (rest > 0) lower[i * n + i] = Math.sqrt(rest);
      else {
        throw new RapportError(
          'INTERNAL',
          `row ${i} of a matrix of ${n} rows is not positive definite (${rest}).`,
          'Fit the model with a greater lambda.',
        );
      }
    }
  }
  return lower;
}

/** By forward substitution, a row at a time, so that memory is read in order. */
function invertLower(lower: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const pivot = at(lower, i * n + i);
    for (let k = 0; k < i; k++) {
      const factor = at(lower, i * n + k) / pivot;
      if (factor === 0) continue;
      for (let j = 0; j <= k; j++)
        inverse[i * n + j] = at(inverse, i * n + j) - factor * at(inverse, k * n + j);
    }
    inverse[i * n + i] = 1 / pivot;
  }
  return inverse;
}

/** Every index above is within n × n. */
function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
