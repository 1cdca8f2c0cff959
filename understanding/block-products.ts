// The products in which learning directions spends its time, for many vectors at once with the encoder's kernel. Knows numbers only.

import type { Kernel } from './encoder/arithmetic.js';
import { KERNEL } from './encoder/kernel-bytes.js';
import { Instance, Memory, Module } from './encoder/web-assembly.js';

const FLOAT = 4;
const PAGE = 65_536;
/** The kernel's columns come in so many. */
const COLUMNS = 16;
/** Vectors of a block, at least: a product of fewer is all overhead. */
const LEAST = 128;
/** Between the ends of rows and the next: rows a power of two apart would share their places in the cache. */
const PADDING = COLUMNS;

/** Three square matrices in memory that the kernel reaches, in single precision; nothing of a call outlives it. */
export class BlockProducts {
  readonly #size: number;
  /** Between the beginnings of two rows of the right matrix and of the product, in floats. */
  readonly #stride: number;
  readonly #left: Float32Array;
  readonly #right: Float32Array;
  readonly #product: Float32Array;
  /** y = weights · v, with `rows` the width of the weights, too. */
  readonly #kernel: Pick<Kernel, 'blend'>;

  /** @param widest the greatest length of a vector, and the most rows of a matrix. */
  constructor(widest: number) {
    this.#size = Math.max(LEAST, Math.ceil(widest / COLUMNS) * COLUMNS);
    this.#stride = this.#size + PADDING;
    const length = this.#size * this.#stride;
    const memory = new Memory({ initial: Math.ceil((3 * length * FLOAT) / PAGE) });
    const { exports } = new Instance(new Module(Buffer.from(KERNEL, 'base64')), { encoder: { memory } });
    this.#kernel = exports as unknown as Kernel;
    const at = (place: number) => new Float32Array(memory.buffer, place * length * FLOAT, length);
    [this.#left, this.#right, this.#product] = [at(0), at(1), at(2)];
  }

  /**
   * @param matrix `rows` rows, row by row, each as long as a vector.
   * @returns the matrix times each vector: `rows` numbers each.
   */
  times(matrix: Float32Array, rows: number, vectors: readonly Float32Array[]): readonly Float32Array[] {
    const width = vectors[0]?.length ?? 0;
    this.#right.fill(0);
    for (let row = 0; row < rows; row++)
      for (let i = 0; i < width; i++) this.#right[i * this.#stride + row] = matrix[row * width + i] as number;
    const products: Float32Array[] = [];
    for (let from = 0; from < vectors.length; from += this.#size) {
      const block = vectors.slice(from, from + this.#size);
      this.#left.fill(0);
      for (const [row, vector] of block.entries()) this.#left.set(vector, row * this.#size);
      this.#multiply(rows);
      for (const row of block.keys())
        products.push(this.#product.slice(row * this.#stride, row * this.#stride + rows));
    }
    return products;
  }

  /** @returns the sum of x·xᵀ over the vectors: a square matrix, row by row. */
  outerSum(vectors: readonly Float32Array[]): Float64Array {
    const width = vectors[0]?.length ?? 0;
    const sum = new Float64Array(width * width);
    for (let from = 0; from < vectors.length; from += this.#size) {
      this.#left.fill(0);
      this.#right.fill(0);
      for (const [row, vector] of vectors.slice(from, from + this.#size).entries()) {
        this.#right.set(vector, row * this.#stride);
        for (let i = 0; i < width; i++) this.#left[i * this.#size + row] = vector[i] as number;
      }
      this.#multiply(width);
      for (let i = 0; i < width; i++)
        for (let j = 0; j < width; j++)
          sum[i * width + j] =
            (sum[i * width + j] as number) + (this.#product[i * this.#stride + j] as number);
    }
    return sum;
  }

  /** The first columns of left times right, a panel at a time: that stays in a first-level cache of 48 KB for vectors of 512. */
  #multiply(columns: number): void {
    const stride = this.#stride * FLOAT;
    const panel = COLUMNS * FLOAT;
    for (let at = 0; at < columns * FLOAT; at += panel)
      this.#kernel.blend(
        this.#left.byteOffset,
        this.#right.byteOffset + at,
        this.#size,
        stride,
        panel,
        this.#product.byteOffset + at,
        stride,
      );
  }
}
