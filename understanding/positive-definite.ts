// The inverse of a symmetric positive definite matrix by Cholesky's decomposition, in memory order. Knows numbers only.

/** The inverse of a matrix as the root of it, from which single entries and products are cheap: all of it is seldom needed. */
export interface Inverse {
  /** @returns row i, column j of the inverse. */
  entry(i: number, j: number): number;
  /** The inverse times a matrix of 0 and 1 with one 1 a row. @param groups the rows that have their 1 in each column. @returns n × groups, row by row. */
  timesGroups(groups: readonly (readonly number[])[]): Float64Array;
}

/**
 * Cholesky, then L⁻¹, about n³/3 multiplications; A⁻¹ is L⁻ᵀ·L⁻¹. A ridge on the diagonal keeps every pivot positive.
 * @param matrix n × n, row by row; left as it is.
 */
export function inverseOf(matrix: Float64Array, n: number): Inverse {
  const columns = invertLower(choleskyOf(matrix, n), n);
  return {
    entry(i, j) {
      const from = Math.max(i, j);
      return dot(columns, i * n + from, columns, j * n + from, n - from);
    },
    timesGroups(groups) {
      const products = new Float64Array(n * groups.length);
      for (const [column, rows] of groups.entries()) {
        const sum = new Float64Array(n);
        for (const row of rows) for (let k = row; k < n; k++) sum[k] = at(sum, k) + at(columns, row * n + k);
        for (let i = 0; i < n; i++)
          products[i * groups.length + column] = dot(columns, i * n + i, sum, i, n - i);
      }
      return products;
    },
  };
}

/** @returns L, lower triangular, with L·Lᵀ the matrix. */
export function choleskyOf(matrix: Float64Array, n: number): Float64Array {
  const lower = Float64Array.from(matrix);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = at(lower, i * n + j) - dot(lower, i * n, lower, j * n, j);
      lower[i * n + j] = i === j ? Math.sqrt(rest) : rest / at(lower, j * n + j);
    }
  }
  return lower;
}

/** @returns L⁻¹ by columns: row j of the result is column j, so that all inner loops run along memory. */
export function invertLower(lower: Float64Array, n: number): Float64Array {
  const columns = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    columns[j * n + j] = 1 / at(lower, j * n + j);
    for (let i = j + 1; i < n; i++) {
      columns[j * n + i] = -dot(lower, i * n + j, columns, j * n + j, i - j) / at(lower, i * n + i);
    }
  }
  return columns;
}

function dot(a: Float64Array, aFrom: number, b: Float64Array, bFrom: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += at(a, aFrom + k) * at(b, bFrom + k);
  return sum;
}

/** Reads a typed array at an index that is known to be inside it. */
function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
