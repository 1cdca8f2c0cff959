// Universal Sentence Encoder lite's forward pass, from piece ids to a vector. It knows the model's shape, not texts or files.

import { Arithmetic } from './arithmetic.js';
import {
  DIMENSIONS,
  EMBEDDED,
  HIDDEN,
  type Norm,
  PARAMETER_BYTES,
  type Parameters,
  readParameters,
  VIEWS,
} from './parameters.js';
import type { WeightFiles } from './weight-files.js';

/** The model was trained on 128 pieces; it does not read what follows. */
const PIECES = 128;
const HEADS = 4;
/** Added to a variance before its root; the graph's own. */
const EPSILON = 1e-6;
/** Every buffer below, and the arithmetic's own. */
const BUFFER_BYTES = PIECES * (EMBEDDED + 3 * DIMENSIONS + 2 * HIDDEN + PIECES) * 4 + 64 * 1024;

export interface Transformer {
  /** @returns `VIEWS` unit vectors of its own, of `DIMENSIONS` floats each, one behind the other; of noughts for no pieces. */
  encode(pieces: readonly number[]): Float32Array;
}

/** Rejects where the weights are not those of the model. */
export async function loadTransformer(files: WeightFiles): Promise<Transformer> {
  const arithmetic = new Arithmetic(PARAMETER_BYTES + BUFFER_BYTES, [PIECES, HIDDEN]);
  return createTransformer(arithmetic, await readParameters(files, arithmetic));
}

function createTransformer(arithmetic: Arithmetic, parameters: Parameters): Transformer {
  const input = arithmetic.floats(PIECES * EMBEDDED);
  const state = arithmetic.floats(PIECES * DIMENSIONS);
  const normed = arithmetic.floats(PIECES * DIMENSIONS);
  const change = arithmetic.floats(PIECES * DIMENSIONS);
  const wide = arithmetic.floats(PIECES * HIDDEN);
  const scores = arithmetic.floats(PIECES * PIECES);
  const pooledWide = arithmetic.floats(HIDDEN);
  const pooled = arithmetic.floats(DIMENSIONS);
  const output = arithmetic.floats(2 * DIMENSIONS);

  /** Up to the hidden units of a layer's feed-forward network, in `wide`. */
  const attendAndWiden = (number: 0 | 1, rows: number) => {
    const layer = parameters.layers[number];
    normalise(number === 0 ? input : state, rows, layer.width, layer.attentionNorm, normed);
    arithmetic.multiply(normed, rows, layer.queriesKeysValues, wide);
    arithmetic.attend(wide, rows, layer.width, HEADS, scores, normed);
    arithmetic.multiply(normed, rows, layer.attended, change);
    add(change, state, rows * DIMENSIONS);
    normalise(state, rows, DIMENSIONS, layer.hiddenNorm, normed);
    arithmetic.multiply(normed, rows, layer.widen, wide, 0);
  };

  return {
    encode(pieces) {
      const rows = Math.min(pieces.length, PIECES);
      const views = new Float32Array(VIEWS * DIMENSIONS);
      if (rows === 0) return views;
      embed(pieces, rows, parameters, input);
      arithmetic.multiply(input, rows, parameters.residual, state);
      attendAndWiden(0, rows);
      arithmetic.multiply(wide, rows, parameters.layers[0].narrow, change);
      add(change, state, rows * DIMENSIONS);
      attendAndWiden(1, rows);
      // What follows is linear up to the mean over the pieces, so the mean comes first: a fifth of the work saved.
      average(wide, rows, HIDDEN, pooledWide);
      arithmetic.multiply(pooledWide, 1, parameters.layers[1].narrow, change);
      average(state, rows, DIMENSIONS, pooled);
      add(change, pooled, DIMENSIONS);
      arithmetic.multiply(pooled, 1, parameters.last, output);
      views.set(unit(output.subarray(0, DIMENSIONS).map(Math.tanh)));
      views.set(unit(folded(pooledWide)), DIMENSIONS);
      return views;
    },
  };
}

/** Twice the piece's embedding and its place as sines and cosines, as the graph adds them. */
function embed(
  pieces: readonly number[],
  rows: number,
  { embeddings, frequencies }: Parameters,
  input: Float32Array,
): void {
  const half = EMBEDDED / 2;
  for (let row = 0; row < rows; row++) {
    const from = (pieces[row] ?? 0) * EMBEDDED;
    const to = row * EMBEDDED;
    for (let at = 0; at < half; at++) {
      const angle = row * (frequencies[at] ?? 0);
      input[to + at] = 2 * (embeddings[from + at] ?? 0) + Math.sin(angle);
      input[to + half + at] = 2 * (embeddings[from + half + at] ?? 0) + Math.cos(angle);
    }
  }
}

function normalise(
  x: Float32Array,
  rows: number,
  width: number,
  { scale, bias }: Norm,
  y: Float32Array,
): void {
  for (let start = 0; start < rows * width; start += width) {
    let sum = 0;
    for (let at = 0; at < width; at++) sum += x[start + at] ?? 0;
    const mean = sum / width;
    let squares = 0;
    for (let at = 0; at < width; at++) squares += ((x[start + at] ?? 0) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / width + EPSILON);
    for (let at = 0; at < width; at++) {
      y[start + at] = ((x[start + at] ?? 0) - mean) * factor * (scale[at] ?? 0) + (bias[at] ?? 0);
    }
  }
}

function add(change: Float32Array, to: Float32Array, count: number): void {
  for (let at = 0; at < count; at++) to[at] = (to[at] ?? 0) + (change[at] ?? 0);
}

function average(x: Float32Array, rows: number, width: number, y: Float32Array): void {
  y.fill(0, 0, width);
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < width; at++) y[at] = (y[at] ?? 0) + (x[row * width + at] ?? 0) / rows;
  }
}

/** To the width of a vector, by sums with changing signs (a count sketch, Charikar, Chen & Farach-Colton 2002): angles stay about the same. */
function folded(hidden: Float32Array): Float32Array {
  const sums = new Float32Array(DIMENSIONS);
  for (const [at, unit] of hidden.entries()) {
    const to = at % DIMENSIONS;
    const sign = Math.floor(at / DIMENSIONS) % 2 === 0 ? 1 : -1;
    sums[to] = (sums[to] ?? 0) + sign * unit;
  }
  return sums;
}

function unit(x: Float32Array): Float32Array {
  const length = Math.sqrt(x.reduce((sum, number) => sum + number * number, 0));
  return x.map((number) => number / length);
}
