// Learns from sentence vectors and their subjects which directions tell subjects apart, and turns vectors into those few. Knows numbers only.

import { BlockProducts } from './block-products.js';
import { choleskyOf, invertLower } from './positive-definite.js';
import { principal } from './principal-directions.js';
import { rowsTimes } from './row-products.js';

/**
 * Directions kept, at most. On held-out sentences of BANKING77's training split, with 5 and 10 a class 48 do as well as all 512; with 80 a class
 * 76 do better than 48 by .5 points.
 */
export const DIRECTIONS = 96;
/** How far the covariance is drawn towards a ball: its mean variance is added as much again. From .3 to 3 the differences are below .3 points. */
const SHRINKAGE = 1;
/** Vectors that are projected at once: their whitened forms take 4 MB. */
const AT_ONCE = 2_048;

/** Of one part of the vectors. */
interface View {
  readonly dimensions: number;
  readonly mean: Float32Array;
  /** L⁻¹ of the shrunk covariance within subjects, lower triangular, row by row. */
  readonly whitening: Float32Array;
  /** Direction by direction, of length 1 each. */
  readonly directions: Float32Array;
}

/** Plain arrays, so that it can be stored. */
export interface Discriminant {
  /** Of equal parts of the vectors, each learnt by itself: one for all would cost the cube of its length. */
  readonly views: readonly View[];
}

/**
 * Linear discriminant analysis with a shrunk covariance: what varies within subjects counts little (within-class covariance normalisation,
 * Hatch, Kajarekar & Stolcke 2006), and of what is left the directions in which the subjects' means differ most are kept.
 * @param views equal parts of which the vectors consist.
 */
export function fitDiscriminant(
  vectors: readonly Float32Array[],
  labels: readonly number[],
  classes: number,
  views = 1,
): Discriminant {
  return {
    views: Array.from({ length: views }, (_, at) =>
      fitView(
        vectors.map((vector) => partOf(vector, at, views)),
        labels,
        classes,
      ),
    ),
  };
}

/** @returns the vector along the directions kept of each view in turn, each at most 1 long: the rest lies where subjects do not differ. */
export function projected(vector: Float32Array, { views }: Discriminant): Float32Array {
  const along = views.map((view, at) => projectedView(partOf(vector, at, views.length), view));
  const all = new Float32Array(along.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const part of along) {
    all.set(part, from);
    from += part.length;
  }
  return all;
}

/** @returns what `projected` gives of each vector, up to rounding in single precision; faster for more than some fifty. */
export function projectedAll(
  vectors: readonly Float32Array[],
  discriminant: Discriminant,
): readonly Float32Array[] {
  const { views } = discriminant;
  const products = new BlockProducts(widestOf(views));
  const length = directionsOf(discriminant);
  const all = vectors.map(() => new Float32Array(length));
  let from = 0;
  for (const [at, { dimensions, mean, whitening, directions }] of views.entries()) {
    const count = directions.length / (dimensions || 1);
    for (let first = 0; first < vectors.length; first += AT_ONCE) {
      const parts = vectors.slice(first, first + AT_ONCE).map((vector) => partOf(vector, at, views.length));
      const white = whitenedAll(parts, mean, whitening, products);
      for (const [row, along] of products.times(directions, count, white).entries())
        all[first + row]?.set(along, from);
    }
    from += count;
  }
  return all;
}

function widestOf(views: readonly View[]): number {
  return views.reduce(
    (widest, { dimensions, directions }) =>
      Math.max(widest, dimensions, directions.length / (dimensions || 1)),
    0,
  );
}

/** @returns how many numbers `projected` gives. */
export function directionsOf({ views }: Discriminant): number {
  return views.reduce((sum, { directions, dimensions }) => sum + directions.length / (dimensions || 1), 0);
}

function partOf(vector: Float32Array, at: number, views: number): Float32Array {
  const length = vector.length / views;
  return vector.subarray(at * length, (at + 1) * length);
}

function fitView(vectors: readonly Float32Array[], labels: readonly number[], classes: number): View {
  const dimensions = vectors[0]?.length ?? 0;
  const products = new BlockProducts(dimensions);
  const mean = Float32Array.from(meanOf(vectors, dimensions));
  const covariance = covarianceWithin(vectors, labels, dimensions, products);
  let trace = 0;
  for (let i = 0; i < dimensions; i++) trace += covariance[i * dimensions + i] as number;
  const ridge = (SHRINKAGE * trace) / (dimensions || 1) || 1;
  for (let i = 0; i < dimensions; i++)
    covariance[i * dimensions + i] = (covariance[i * dimensions + i] as number) + ridge;
  const whitening = lowerOf(invertLower(choleskyOf(covariance, dimensions), dimensions), dimensions);
  const white = whitenedAll(vectors, mean, whitening, products);
  const between = classMeans(white, labels, classes, dimensions);
  return { dimensions, mean, whitening, directions: principal(between, dimensions, DIRECTIONS) };
}

function projectedView(
  vector: Float32Array,
  { dimensions, mean, whitening, directions }: View,
): Float32Array {
  const white = whitened(vector, mean, whitening);
  return Float32Array.from(rowsTimes(directions, directions.length / (dimensions || 1), white, false));
}

function whitened(vector: Float32Array, mean: Float32Array, whitening: Float32Array): Float64Array {
  const white = rowsTimes(whitening, mean.length, Float64Array.from(difference(vector, mean)), true);
  scaleToOne(white);
  return white;
}

function whitenedAll(
  vectors: readonly Float32Array[],
  mean: Float32Array,
  whitening: Float32Array,
  products: BlockProducts,
): readonly Float32Array[] {
  const off = vectors.map((vector) => difference(vector, mean));
  const white = products.times(whitening, mean.length, off);
  for (const vector of white) scaleToOne(vector);
  return white;
}

/** In place; noughts stay. */
function scaleToOne(vector: Float32Array | Float64Array): void {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += (vector[i] as number) * (vector[i] as number);
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / length;
}

/** By hand: `Float32Array.from` with a function takes a tenth of all that is done with a vector. */
function difference(vector: Float32Array, mean: Float32Array | Float64Array): Float32Array {
  const off = new Float32Array(mean.length);
  for (let i = 0; i < off.length; i++) off[i] = (vector[i] as number) - (mean[i] as number);
  return off;
}

function meanOf(vectors: readonly Float32Array[], dimensions: number): Float64Array {
  const mean = new Float64Array(dimensions);
  for (const vector of vectors)
    for (let i = 0; i < dimensions; i++) mean[i] = (mean[i] as number) + (vector[i] as number);
  return mean.map((sum) => sum / (vectors.length || 1));
}

function classMeans(
  vectors: readonly Float32Array[],
  labels: readonly number[],
  classes: number,
  dimensions: number,
): readonly Float64Array[] {
  const members: Float32Array[][] = Array.from({ length: classes }, () => []);
  for (const [row, vector] of vectors.entries()) members[labels[row] ?? -1]?.push(vector);
  return members.filter((own) => own.length > 0).map((own) => meanOf(own, dimensions));
}

/** Of what is left of the vectors when each subject's mean is taken away, over the degrees of freedom. */
function covarianceWithin(
  vectors: readonly Float32Array[],
  labels: readonly number[],
  dimensions: number,
  products: BlockProducts,
): Float64Array {
  const members = new Map<number, Float32Array[]>();
  for (const [row, vector] of vectors.entries()) {
    const own = members.get(labels[row] ?? -1);
    if (own) own.push(vector);
    else members.set(labels[row] ?? -1, [vector]);
  }
  const freedom = Math.max(1, vectors.length - members.size);
  const off = [...members.values()].flatMap((own) => {
    const mean = meanOf(own, dimensions);
    return own.map((vector) => difference(vector, mean));
  });
  return products.outerSum(off).map((sum) => sum / freedom);
}

/** `invertLower` gives columns as rows; here the rows themselves are wanted. */
function lowerOf(columns: Float64Array, n: number): Float32Array {
  const rows = new Float32Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) rows[i * n + j] = columns[j * n + i] as number;
  return rows;
}
