// Replaces, moves and removes whole files so that neither a crash nor a fault leaves half of a change. Knows no records.

import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { RapportError } from '../errors.js';
import type { Disk } from './disk.js';

/** How many folders are remembered as made; more are just made sure of again. */
const REMEMBERED_FOLDERS = 1000;

/** Files whose newest text is durable elsewhere and not yet in its place. */
export interface HeldFiles {
  /** Tells one held content from the next; `undefined` when the file lies in its place. */
  stamp(file: string): string | undefined;
  /** To be asked before the file is read, which may be put in its place meanwhile; `undefined` when the newest lies there. */
  newest(file: string): Newest | undefined;
  /** Paths relative to the folder. */
  heldBelow(folder: string): Iterable<string>;
}

/**
 * @param placed what lies in the file's place.
 * @returns the newest text; `undefined` when it lies there. @throws RapportError RECORD_BROKEN when the two do not fit.
 */
export type Newest = (placed: Buffer | undefined) => string | undefined;

const NOTHING_HELD: HeldFiles = { stamp: () => undefined, newest: () => undefined, heldBelow: () => [] };

/**
 * Callers keep two changes of one file apart.
 * All methods take absolute paths inside `root`, and throw the file system's own errors.
 */
export class DurableFiles {
  readonly #drafts: string;
  #draft = 0;
  /** Folders that are durable, as far as this process made sure. */
  readonly #made = new Set<string>();
  /** Files whose change failed and could not be taken back: nobody may believe them before the next start. */
  readonly #inDoubt = new Set<string>();

  constructor(
    readonly root: string,
    private readonly disk: Disk,
    private readonly held: HeldFiles = NOTHING_HELD,
  ) {
    this.#drafts = join(root, 'drafts');
  }

  /** Throws away what an interrupted write left; drafts never lie beside records, so none is read as one. */
  async clearDrafts(): Promise<void> {
    await rm(this.#drafts, { recursive: true, force: true });
    await mkdir(this.#drafts, { recursive: true, mode: 0o700 });
  }

  /** @returns the newest content, in its place or not; `undefined` when there is no such file. */
  async read(file: string): Promise<Buffer | undefined> {
    const newest = this.held.newest(file);
    const placed = await this.placed(file);
    const text = newest?.(placed);
    return text === undefined ? placed : Buffer.from(text);
  }

  /** @returns what lies in the file's place, be it the newest or not. */
  async placed(file: string): Promise<Buffer | undefined> {
    if (this.#inDoubt.has(file)) {
      throw new RapportError(
        'STORE_UNAVAILABLE',
        `the last change of ${file} failed and could not be taken back.`,
        'Repair the disk, then restart.',
      );
    }
    return ifThere(() => readFile(file));
  }

  /**
   * Tells one content of a file from the next, also where hands changed it. It waits for no disk: the system knows by heart what
   * it was just asked about, and a trip to its thread pool would cost ten times as much.
   * @returns `undefined` when there is no such file.
   */
  stamp(file: string): string | undefined {
    const held = this.heldStamp(file);
    if (held !== undefined) return held;
    const found = statSync(file, { throwIfNoEntry: false });
    return found && `${found.ino} ${found.mtimeMs} ${found.size}`;
  }

  /** @returns the stamp of a file that is not in its place yet; for that, nobody asks the disk. */
  heldStamp(file: string): string | undefined {
    return this.held.stamp(file);
  }

  /**
   * Puts `content` in the place of the file, durably, or changes nothing and throws.
   * @param previous what the file held, `undefined` if there was none: it is put back when the folder
   *   can't be flushed.
   */
  async replace(file: string, content: string, previous: Uint8Array | undefined): Promise<void> {
    await this.makeFolder(dirname(file));
    await this.#put(file, content);
    try {
      await this.disk.syncFolder(dirname(file));
    } catch (fault) {
      await this.#takeBack(file, previous);
      throw fault;
    }
  }

  /**
   * Puts `content` in the place of the file; durable once the folder that it returns is flushed. For what is durable elsewhere
   * until then.
   */
  async place(file: string, content: string | Uint8Array): Promise<string> {
    const folder = dirname(file);
    await this.makeFolder(folder);
    await this.#put(file, content);
    return folder;
  }

  async move(from: string, to: string): Promise<void> {
    await this.makeFolder(dirname(to));
    await this.disk.rename(from, to);
    await this.disk.syncFolder(dirname(to));
    await this.disk.syncFolder(dirname(from));
  }

  /** Durable; does nothing when there is no such file. */
  async remove(file: string): Promise<void> {
    const there = await ifThere(async () => {
      await this.disk.remove(file);
      return true;
    });
    if (there) await this.disk.syncFolder(dirname(file));
  }

  /** Durable, with everything in it; does nothing when there is no such folder. */
  async removeFolder(folder: string): Promise<void> {
    this.#made.delete(folder);
    if ((await ifThere(() => readdir(folder))) === undefined) return;
    await rm(folder, { recursive: true, force: true });
    await this.disk.syncFolder(dirname(folder));
  }

  /** @returns the names in a folder; none when there is no such folder. */
  async names(folder: string): Promise<readonly string[]> {
    return (await ifThere(() => readdir(folder))) ?? [];
  }

  /** @returns also the names of what is not in its place yet. */
  async namesWithHeld(folder: string): Promise<readonly string[]> {
    const names = new Set(await this.names(folder));
    for (const path of this.held.heldBelow(folder)) names.add(path.split(sep, 1)[0] ?? path);
    return [...names];
  }

  /** Makes durable which names are in a folder. */
  async flush(folder: string): Promise<void> {
    await this.disk.syncFolder(folder);
  }

  /** Makes the folder and everything above it up to the root, durably. */
  async makeFolder(folder: string): Promise<void> {
    if (folder === this.root || this.#made.has(folder)) return;
    const parent = dirname(folder);
    await this.makeFolder(parent);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Also when it was there: whoever made it may have died before this.
    await this.disk.syncFolder(parent);
    if (this.#made.size >= REMEMBERED_FOLDERS) this.#made.clear();
    this.#made.add(folder);
  }

  async #put(file: string, content: string | Uint8Array): Promise<void> {
    this.#draft += 1;
    const draft = join(this.#drafts, `${this.#draft}.json`);
    try {
      await this.disk.create(draft, content);
      await this.disk.rename(draft, file);
    } catch (fault) {
      // Best effort: what stays is thrown away at the next start.
      await rm(draft, { force: true }).catch(() => undefined);
      throw fault;
    }
  }

  async #takeBack(file: string, previous: Uint8Array | undefined): Promise<void> {
    try {
      if (previous === undefined) await this.disk.remove(file);
      else await this.#put(file, previous);
    } catch {
      this.#inDoubt.add(file);
    }
  }
}

/** @returns `undefined` when the file system says that it is not there. */
async function ifThere<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
