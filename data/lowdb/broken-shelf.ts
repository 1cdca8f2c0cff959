// Where broken files go: set aside under `broken/`, never deleted, never overwritten, and never taken for "not there".

import { basename, dirname, join, relative } from 'node:path';
import { RapportError } from '../errors.js';
import type { DurableFiles } from './durable-files.js';

/** Paths are relative to the data folder. */
export interface BrokenReport {
  readonly file: string;
  readonly setAside: string;
  readonly reason: string;
}

export class BrokenShelf {
  constructor(
    private readonly files: DurableFiles,
    private readonly onBroken: (report: BrokenReport) => void,
  ) {}

  /** Sets the file aside and reports it. @returns the error to throw. */
  async setAside(file: string, reason: string): Promise<RapportError> {
    const number = 1 + Math.max(0, ...(await this.#numbers(file)));
    const place = join(this.#folderOf(file), `${basename(file)}.broken-${number}`);
    await this.files.move(file, place);
    this.onBroken({ file: this.#named(file), setAside: this.#named(place), reason });
    return this.#fault(file, place, reason);
  }

  /** @throws RapportError RECORD_BROKEN when this missing file is missing because it was set aside. */
  async refuseIfSetAside(file: string): Promise<void> {
    const numbers = await this.#numbers(file);
    if (numbers.length === 0) return;
    const place = join(this.#folderOf(file), `${basename(file)}.broken-${Math.max(...numbers)}`);
    throw this.#fault(file, place, 'it was broken');
  }

  /** @throws RapportError RECORD_BROKEN when any file of this folder is set aside. */
  async refuseIfAnySetAside(folder: string): Promise<void> {
    const [name] = await this.files.names(this.#mirrorOf(folder));
    if (name === undefined) return;
    const file = join(folder, name.replace(/\.broken-\d+$/, ''));
    throw this.#fault(file, join(this.#mirrorOf(folder), name), 'it was broken');
  }

  /** Deletes what was set aside of this file, for an erasure. */
  async erase(file: string): Promise<void> {
    for (const number of await this.#numbers(file)) {
      await this.files.remove(join(this.#folderOf(file), `${basename(file)}.broken-${number}`));
    }
  }

  /** Deletes what was set aside of this folder, for an erasure. */
  async eraseFolder(folder: string): Promise<void> {
    await this.files.removeFolder(this.#mirrorOf(folder));
  }

  async #numbers(file: string): Promise<readonly number[]> {
    const start = `${basename(file)}.broken-`;
    const names = await this.files.names(this.#folderOf(file));
    return names
      .filter((name) => name.startsWith(start))
      .map((name) => Number(name.slice(start.length)))
      .filter(Number.isSafeInteger);
  }

  #folderOf(file: string): string {
    return this.#mirrorOf(dirname(file));
  }

  #mirrorOf(folder: string): string {
    return join(this.files.root, 'broken', relative(this.files.root, folder));
  }

  #named(file: string): string {
    return relative(this.files.root, file);
  }

  #fault(file: string, place: string, reason: string): RapportError {
    return new RapportError(
      'RECORD_BROKEN',
      `${this.#named(file)} can't be read: ${reason}. It was set aside as ${this.#named(place)}.`,
      `Repair it and move it back to ${this.#named(file)}, or restore that file from a backup; deleting it begins afresh.`,
    );
  }
}
