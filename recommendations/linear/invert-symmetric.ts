// The inverse of a large symmetric positive definite matrix in single precision, block by block. Knows nothing of products.

import { invertPositiveDefinite } from './invert.js';
import { KERNEL } from './kernel-bytes.js';
import { Instance, Memory, Module } from './web-assembly.js';

/** Rows of a block: what is packed of one for 3,000 rows stays in a second-level cache of 1 MB. */
const BLOCK = 64;
/** The kernel's tile: rows and columns. */
const ROWS = 4;
const COLUMNS = 8;
const FLOAT = 4;
const PAGE = 65_536;

/** The function of kernel.wat; addresses and the stride are in bytes. */
interface Kernel {
  subtract(a: number, b: number, depth: number, strips: number, c: number, stride: number): void;
}

/**
 * The sweep operator (Goodnight 1979) over blocks: with D a block of the diagonal and W what stands below and beside it,
 * A ← A − W·D⁻¹·Wᵀ, W ← W·D⁻¹, D ← −D⁻¹. After every block has been swept, A is −A⁻¹. Only the lower half is computed,
 * about n³ / 2 operations, nearly all of them in the kernel.
 * @param matrix n × n, row by row, of which the lower half is read; left as it is.
 * @returns the lower half of the inverse; the upper is unspecified. Relative errors are about 10⁻⁵ for conditions up to 10⁴.
 * @throws RapportError INTERNAL when the matrix is not positive definite.
 */
export function invertSymmetric(matrix: Float32Array, n: number): Float32Array {
  const sweep = new Sweep(n);
  sweep.load(matrix);
  for (let start = 0; start < sweep.size; start += BLOCK) sweep.block(start);
  return sweep.inverse();
}

class Sweep {
  /** Rows with those that fill up the last block. */
  readonly size: number;
  readonly #n: number;
  readonly #a: Float32Array;
  /** W in the kernel's two forms, D⁻¹ as its second, and W·D⁻¹ row by row. */
  readonly #rowsOfW: Float32Array;
  readonly #columnsOfW: Float32Array;
  readonly #inverseOfD: Float32Array;
  readonly #product: Float32Array;
  readonly #kernel: Kernel;

  constructor(n: number) {
    this.#n = n;
    this.size = Math.ceil(n / BLOCK) * BLOCK;
    const lengths = [this.size * this.size, ...Array(3).fill(this.size * BLOCK), BLOCK * BLOCK] as const;
    const bytes = lengths.reduce((sum, length) => sum + length, 0) * FLOAT;
    const memory = new Memory({ initial: Math.ceil(bytes / PAGE) });
    const { exports } = new Instance(new Module(Buffer.from(KERNEL, 'base64')), { inverse: { memory } });
    this.#kernel = exports as unknown as Kernel;
    let top = 0;
    const take = (length: number) => {
      const taken = new Float32Array(memory.buffer, top, length);
      top += length * FLOAT;
      return taken;
    };
    this.#a = take(this.size * this.size);
    this.#rowsOfW = take(this.size * BLOCK);
    this.#columnsOfW = take(this.size * BLOCK);
    this.#product = take(this.size * BLOCK);
    this.#inverseOfD = take(BLOCK * BLOCK);
  }

  load(matrix: Float32Array): void {
    for (let i = 0; i < this.#n; i++)
      this.#a.set(matrix.subarray(i * this.#n, i * this.#n + i + 1), i * this.size);
    // The rows that fill up stand for themselves and touch no other.
    for (let i = this.#n; i < this.size; i++) this.#a[i * this.size + i] = 1;
  }

  block(start: number): void {
    const inverseOfD = this.#invertDiagonal(start);
    this.#packBeside(start);
    this.#multiply();
    this.#packProduct();
    const stride = this.size * FLOAT;
    for (let row = 0; row < this.size; row += ROWS) {
      if (row >= start && row < start + BLOCK) continue;
      const strips = Math.floor((row + ROWS - 1) / COLUMNS) + 1;
      const a = this.#rowsOfW.byteOffset + row * BLOCK * FLOAT;
      this.#kernel.subtract(a, this.#columnsOfW.byteOffset, BLOCK, strips, row * stride, stride);
    }
    this.#putBack(start, inverseOfD);
  }

  inverse(): Float32Array {
    const inverse = new Float32Array(this.#n * this.#n);
    for (let i = 0; i < this.#n; i++)
      for (let j = 0; j <= i; j++) inverse[i * this.#n + j] = -(this.#a[i * this.size + j] ?? 0);
    return inverse;
  }

  #invertDiagonal(start: number): Float64Array {
    const d = new Float64Array(BLOCK * BLOCK);
    for (let i = 0; i < BLOCK; i++)
      for (let j = 0; j <= i; j++) d[i * BLOCK + j] = this.#a[(start + i) * this.size + start + j] ?? 0;
    const inverse = invertPositiveDefinite(d, BLOCK);
    // Negative, because the kernel subtracts and the product is to be added.
    for (let k = 0; k < BLOCK; k++)
      for (let j = 0; j < BLOCK; j++)
        this.#inverseOfD[(j - (j % COLUMNS)) * BLOCK + k * COLUMNS + (j % COLUMNS)] = -(
          inverse[k * BLOCK + j] ?? 0
        );
    return inverse;
  }

  /** W: of the rows below as they stand, of those above from the other side of the diagonal, of the block itself nothing. */
  #packBeside(start: number): void {
    for (let row = 0; row < this.size; row++) {
      const within = row >= start && row < start + BLOCK;
      const [from, step] = row < start ? [start * this.size + row, this.size] : [row * this.size + start, 1];
      const toRows = (row - (row % ROWS)) * BLOCK + (row % ROWS);
      const toColumns = (row - (row % COLUMNS)) * BLOCK + (row % COLUMNS);
      for (let k = 0; k < BLOCK; k++) {
        const value = within ? 0 : (this.#a[from + k * step] ?? 0);
        this.#rowsOfW[toRows + k * ROWS] = value;
        this.#columnsOfW[toColumns + k * COLUMNS] = value;
      }
    }
  }

  #multiply(): void {
    this.#product.fill(0);
    for (let row = 0; row < this.size; row += ROWS) {
      const offset = row * BLOCK * FLOAT;
      const a = this.#rowsOfW.byteOffset + offset;
      const c = this.#product.byteOffset + offset;
      this.#kernel.subtract(a, this.#inverseOfD.byteOffset, BLOCK, BLOCK / COLUMNS, c, BLOCK * FLOAT);
    }
  }

  #packProduct(): void {
    for (let row = 0; row < this.size; row++) {
      const to = (row - (row % ROWS)) * BLOCK + (row % ROWS);
      for (let k = 0; k < BLOCK; k++) this.#rowsOfW[to + k * ROWS] = this.#product[row * BLOCK + k] ?? 0;
    }
  }

  #putBack(start: number, inverseOfD: Float64Array): void {
    for (let row = 0; row < this.size; row++) {
      const [to, step] = row < start ? [start * this.size + row, this.size] : [row * this.size + start, 1];
      if (row >= start && row < start + BLOCK) {
        for (let j = 0; j < BLOCK; j++) this.#a[to + j] = -(inverseOfD[(row - start) * BLOCK + j] ?? 0);
      } else for (let k = 0; k < BLOCK; k++) this.#a[to + k * step] = this.#product[row * BLOCK + k] ?? 0;
    }
  }
}
