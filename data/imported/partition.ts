// Parts the rows of a table that does not fit into memory by a key, into files that do. Knows no columns.

import { appendFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of a table; of a million customers some 4,000 come into one. */
const MOST_PARTS = 256;
/** Bytes of a table for which another part is worth its file. */
const A_PART = 1024 * 1024;
/** Characters that are held before they are written. */
const HELD = 64 * 1024;

/** @param bytes of all tables together; parts that are read side by side have to be as many. */
export function partsFor(bytes: number): number {
  return Math.min(MOST_PARTS, 1 + Math.floor(bytes / A_PART));
}

export class Partition {
  readonly #held: string[];

  constructor(
    private readonly folder: string,
    private readonly name: string,
    readonly parts: number,
  ) {
    this.#held = Array.from({ length: parts }, () => '');
  }

  /** Rows with the same key come into the same part. */
  add(key: string, row: unknown): void {
    const part = partOf(key, this.parts);
    this.#held[part] += `${JSON.stringify(row)}\n`;
    if ((this.#held[part] ?? '').length > HELD) this.#write(part);
  }

  /** @returns the rows of a part, in the order in which they came. The caller knows what it put in. */
  async rows<T>(part: number): Promise<readonly T[]> {
    this.#write(part);
    const text = await readFile(this.#file(part), 'utf8');
    return text.split('\n').flatMap((line) => (line === '' ? [] : (JSON.parse(line) as T)));
  }

  #write(part: number): void {
    appendFileSync(this.#file(part), this.#held[part] ?? '');
    this.#held[part] = '';
  }

  async remove(): Promise<void> {
    for (let part = 0; part < this.parts; part++) await rm(this.#file(part), { force: true });
  }

  #file(part: number): string {
    return join(this.folder, `${this.name}-${part}`);
  }
}

/** FNV-1a: even enough, and a fraction of the price of a cryptographic hash, of which there would be millions. */
function partOf(key: string, parts: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 8) % parts;
}
