// A matrix times a vector, several rows side by side. Knows numbers only.

/**
 * Each row of a matrix times a vector, four rows side by side: the processor need not wait for one addition before the next.
 * @param lower whether nothing but noughts stands above the diagonal.
 */
export function rowsTimes(
  matrix: Float32Array,
  rows: number,
  vector: Float64Array,
  lower: boolean,
): Float64Array {
  const width = vector.length;
  const products = new Float64Array(rows);
  const inFours = rows - (rows % 4);
  for (let row = 0; row < inFours; row += 4) {
    let [first, second, third, fourth] = [0, 0, 0, 0];
    const end = lower ? Math.min(row + 4, width) : width;
    for (let i = 0, a = row * width, b = a + width, c = b + width, d = c + width; i < end; i++) {
      const value = vector[i] as number;
      first += (matrix[a++] as number) * value;
      second += (matrix[b++] as number) * value;
      third += (matrix[c++] as number) * value;
      fourth += (matrix[d++] as number) * value;
    }
    products[row] = first;
    products[row + 1] = second;
    products[row + 2] = third;
    products[row + 3] = fourth;
  }
  for (let row = inFours; row < rows; row++) {
    let sum = 0;
    for (let i = 0, at = row * width; i < width; i++, at++)
      sum += (matrix[at] as number) * (vector[i] as number);
    products[row] = sum;
  }
  return products;
}
