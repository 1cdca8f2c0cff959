// In which directions a few vectors differ most. Knows numbers only.

const ROUNDS = 10;

/**
 * The first principal directions of a few vectors, by orthogonal iteration from the vectors themselves.
 * @param most directions that are wanted; there are fewer than vectors.
 * @returns direction by direction, of length 1 each.
 */
export function principal(vectors: readonly Float64Array[], dimensions: number, most: number): Float32Array {
  const centre = new Float64Array(dimensions);
  for (const vector of vectors)
    for (let i = 0; i < dimensions; i++)
      centre[i] = (centre[i] as number) + (vector[i] as number) / vectors.length;
  const centred = vectors.map((vector) => vector.map((value, i) => value - (centre[i] as number)));
  const count = Math.max(0, Math.min(most, vectors.length - 1));
  let basis = orthonormal(spread(centred, count));
  for (let round = 0; round < ROUNDS; round++) {
    basis = orthonormal(
      basis.map((direction) => {
        const image = new Float64Array(dimensions);
        for (const vector of centred) {
          const along = dot(vector, direction);
          for (let i = 0; i < dimensions; i++)
            image[i] = (image[i] as number) + along * (vector[i] as number);
        }
        return image;
      }),
    );
  }
  const directions = new Float32Array(basis.length * dimensions);
  for (const [d, direction] of basis.entries()) directions.set(direction, d * dimensions);
  return directions;
}

/** Gram and Schmidt, twice over for the sake of rounding; what is left of nothing is left out. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = Float64Array.from(vector);
    for (let time = 0; time < 2; time++) {
      for (const direction of basis) {
        const along = dot(rest, direction);
        for (let i = 0; i < rest.length; i++)
          rest[i] = (rest[i] as number) - along * (direction[i] as number);
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    if (length > 1e-9 * Math.sqrt(dot(vector, vector)) && length > 0)
      basis.push(rest.map((value) => value / length));
  }
  return basis;
}

function spread<T>(list: readonly T[], count: number): readonly T[] {
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)] as T);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
