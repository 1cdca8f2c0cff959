// A folder in which the presence of a file says something: tombstones, open work. Knows not what.

import { join } from 'node:path';
import type { DurableFiles } from './durable-files.js';

export class Marks {
  readonly #names: Set<string>;

  private constructor(
    private readonly files: DurableFiles,
    private readonly folder: string,
    names: readonly string[],
  ) {
    this.#names = new Set(names);
  }

  /** Reads the names once; the lock on the data folder sees to it that they change by us alone. */
  static async open(files: DurableFiles, folder: string): Promise<Marks> {
    await files.makeFolder(folder);
    // A mark found here may have been written by a process that died before the folder was flushed.
    await files.flush(folder);
    return new Marks(files, folder, await files.names(folder));
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  names(): readonly string[] {
    return [...this.#names];
  }

  fileOf(name: string): string {
    return join(this.folder, name);
  }

  /** Durable when it returns; does nothing when it is there. */
  async add(name: string, content: string): Promise<void> {
    if (this.#names.has(name)) return;
    await this.files.replace(this.fileOf(name), content, undefined);
    this.#names.add(name);
  }

  async remove(name: string): Promise<void> {
    // Forgotten first: if the removal fails half-way, the next `add` writes the mark again instead of trusting it.
    if (this.#names.delete(name)) await this.files.remove(this.fileOf(name));
  }

  /** @returns the content, `undefined` when it is gone meanwhile. */
  async read(name: string): Promise<string | undefined> {
    return (await this.files.read(this.fileOf(name)))?.toString('utf8');
  }

  /** Takes note that the file was moved away. */
  forget(name: string): void {
    this.#names.delete(name);
  }
}
