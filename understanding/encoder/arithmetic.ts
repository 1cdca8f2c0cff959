// The encoder's arithmetic over WebAssembly memory: matrices in 16 bits, everything else in floats. It knows no model.

import { KERNEL } from './kernel-bytes.js';
import { Instance, Memory, Module } from './web-assembly.js';

/** The functions of kernel.wat; every argument but floors, limits, counts and strides is an address in bytes. */
export interface Kernel {
  multiply(
    x: number,
    xScale: number,
    rows: number,
    depth: number,
    w: number,
    wScale: number,
    bias: number,
    columns: number,
    floor: number,
    y: number,
  ): void;
  quantise(x: number, rows: number, depth: number, limit: number, q: number, scale: number): void;
  score(q: number, k: number, rows: number, stride: number, width: number, scores: number): void;
  blend(
    weights: number,
    v: number,
    rows: number,
    stride: number,
    width: number,
    y: number,
    yStride: number,
  ): void;
}

/** Weights and bias, packed for the kernel. */
export interface Matrix {
  readonly depth: number;
  readonly columns: number;
  readonly packed: Int16Array;
  readonly scale: Float32Array;
  readonly bias: Float32Array;
  /** The largest whole number that its inputs are rounded to, so that no sum leaves 32 bits. */
  readonly inputLimit: number;
}

const PAGE = 65_536;
const FLOAT = 4;
/** Columns of a panel, as kernel.wat reads them. */
const PANEL = 16;
/**
 * Weights are rounded to ±2047 a column, inputs to as much as then fits (2,400 to 11,700 here):
 * cosine to the unrounded result ≥.99999, where 8-bit weights came to .9991 at no gain in speed.
 */
const WEIGHT_LIMIT = 2047;
const SUM_LIMIT = 2 ** 31 - 1;

/** Numbers live in one fixed memory: allocate once, at load; nothing is freed. */
export class Arithmetic {
  readonly #memory: InstanceType<typeof Memory>;
  readonly #kernel: Kernel;
  readonly #quantised: Int16Array;
  readonly #rowScale: Float32Array;
  #top = PAGE;

  /**
   * @param bytes for everything that will be allocated.
   * @param largest the most rows times the greatest depth of a product, as `[rows, depth]`; rows are even.
   */
  constructor(bytes: number, [rows, depth]: readonly [number, number]) {
    this.#memory = new Memory({ initial: Math.ceil(bytes / PAGE) + 1 });
    const module = new Module(Buffer.from(KERNEL, 'base64'));
    const { exports } = new Instance(module, { encoder: { memory: this.#memory } });
    this.#kernel = exports as unknown as Kernel;
    this.#quantised = new Int16Array(this.#memory.buffer, this.#take(rows * depth * 2), rows * depth);
    this.#rowScale = this.floats(rows);
  }

  /** @returns `count` floats that the kernel can reach. */
  floats(count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, this.#take(count * FLOAT), count);
  }

  /**
   * @param weights depth × columns, row by row; columns a multiple of 16, depth of 8.
   * @param bias one number a column.
   */
  matrix(weights: Float32Array, bias: Float32Array): Matrix {
    const columns = bias.length;
    const depth = weights.length / columns;
    const packed = new Int16Array(this.#memory.buffer, this.#take(weights.length * 2), weights.length);
    const scale = this.floats(columns);
    const kept = this.floats(columns);
    kept.set(bias);
    measureColumns(weights, scale);
    const largestSum = pack(weights, scale, packed);
    const inputLimit = Math.min(32_767, Math.floor(SUM_LIMIT / largestSum));
    return { depth, columns, packed, scale, bias: kept, inputLimit };
  }

  /**
   * y = max(floor, x · matrix + bias). An odd number of rows also overwrites the row of y that follows.
   * @param x rows × depth; it and y come from `floats`.
   */
  multiply(x: Float32Array, rows: number, matrix: Matrix, y: Float32Array, floor = -Infinity): void {
    const { depth, columns, packed, scale, bias, inputLimit } = matrix;
    const q = this.#quantised.byteOffset;
    const rowScale = this.#rowScale.byteOffset;
    this.#kernel.quantise(x.byteOffset, rows, depth, inputLimit, q, rowScale);
    this.#kernel.multiply(
      q,
      rowScale,
      rows + (rows % 2),
      depth,
      packed.byteOffset,
      scale.byteOffset,
      bias.byteOffset,
      columns,
      floor,
      y.byteOffset,
    );
  }

  /**
   * Scaled dot-product attention (Vaswani et al. 2017), head by head.
   * @param qkv rows of queries, keys, values, each `width` floats.
   * @param scores room for rows × rows.
   * @param y rows × width.
   */
  attend(
    qkv: Float32Array,
    rows: number,
    width: number,
    heads: number,
    scores: Float32Array,
    y: Float32Array,
  ): void {
    const headWidth = width / heads;
    const bytes = headWidth * FLOAT;
    const stride = 3 * width * FLOAT;
    const scale = 1 / Math.sqrt(headWidth);
    for (let head = 0; head < heads; head++) {
      const q = qkv.byteOffset + head * bytes;
      const k = q + width * FLOAT;
      const v = k + width * FLOAT;
      this.#kernel.score(q, k, rows, stride, bytes, scores.byteOffset);
      for (let row = 0; row < rows; row++) softmax(scores, row * rows, rows, scale);
      const to = y.byteOffset + head * bytes;
      this.#kernel.blend(scores.byteOffset, v, rows, stride, bytes, to, width * FLOAT);
    }
  }

  #take(bytes: number): number {
    const at = this.#top;
    // A cache line, so that no vector straddles two.
    this.#top = Math.ceil((at + bytes) / 64) * 64;
    return at;
  }
}

/** Fills `scale` with what one unit of a column's rounded weights stands for. */
function measureColumns(weights: Float32Array, scale: Float32Array): void {
  scale.fill(1e-9);
  for (let start = 0; start < weights.length; start += scale.length) {
    for (let column = 0; column < scale.length; column++) {
      const size = Math.abs(weights[start + column] ?? 0) / WEIGHT_LIMIT;
      if (size > (scale[column] ?? 0)) scale[column] = size;
    }
  }
}

/**
 * Rounds weights into the panels that kernel.wat reads.
 * @returns the greatest sum of a column's rounded sizes.
 */
function pack(weights: Float32Array, scale: Float32Array, packed: Int16Array): number {
  const columns = scale.length;
  const depth = weights.length / columns;
  const sums = new Float64Array(columns);
  for (let k = 0; k < depth; k++) {
    const pair = (k >> 1) * PANEL * 2 + (k & 1);
    for (let column = 0; column < columns; column++) {
      const rounded = Math.round((weights[k * columns + column] ?? 0) / (scale[column] ?? 1));
      const within = column % PANEL;
      packed[(column - within) * depth + pair + within * 2] = rounded;
      sums[column] = (sums[column] ?? 0) + Math.abs(rounded);
    }
  }
  return sums.reduce((largest, sum) => Math.max(largest, sum), 1);
}

/** In place, on `count` numbers from `start`, each first multiplied by `scale`. */
function softmax(numbers: Float32Array, start: number, count: number, scale: number): void {
  let peak = -Infinity;
  for (let at = start; at < start + count; at++) peak = Math.max(peak, numbers[at] ?? 0);
  let sum = 0;
  for (let at = start; at < start + count; at++) {
    const power = Math.exp(((numbers[at] ?? 0) - peak) * scale);
    numbers[at] = power;
    sum += power;
  }
  for (let at = start; at < start + count; at++) numbers[at] = (numbers[at] ?? 0) / sum;
}
