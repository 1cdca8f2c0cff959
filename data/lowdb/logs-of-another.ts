// The logs of a data folder that another process is using: followed as they grow, turn over and vanish. Changes nothing.

import { open, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { HeldFiles, Newest } from './durable-files.js';
import { readFrames } from './journal-frames.js';
import { journalFolder, logNames } from './logs.js';
import { afterChanges } from './record-change.js';

interface Followed {
  /** Bytes that were read. */
  length: number;
  /** By file. */
  readonly changes: Map<string, string[]>;
}

/** What the logs held when `refresh` was last called. */
export class LogsOfAnother implements HeldFiles {
  /** In the order in which they were begun. */
  #logs = new Map<string, Followed>();

  constructor(private readonly root: string) {}

  /** To be called before files are read: what vanishes from the logs lies in its place by then. */
  async refresh(): Promise<void> {
    const folder = journalFolder(this.root);
    const logs = new Map<string, Followed>();
    for (const name of logNames(await namesIn(folder))) {
      const followed = await this.#follow(join(folder, name), this.#logs.get(name));
      if (followed) logs.set(name, followed);
    }
    this.#logs = logs;
  }

  stamp(file: string): string | undefined {
    const changes = this.#changesOf(file);
    return changes.length > 0 ? `held ${changes.length} ${changes.at(-1)?.slice(0, 40)}` : undefined;
  }

  newest(file: string): Newest | undefined {
    const changes = this.#changesOf(file);
    if (changes.length === 0) return undefined;
    return (placed) => {
      try {
        return afterChanges(placed?.toString('utf8'), changes);
      } catch {
        // Erased meanwhile, or broken: what lies in its place says which.
        return undefined;
      }
    };
  }

  *heldBelow(folder: string): Iterable<string> {
    const start = folder + sep;
    for (const { changes } of this.#logs.values())
      for (const file of changes.keys()) if (file.startsWith(start)) yield file.slice(start.length);
  }

  #changesOf(file: string): readonly string[] {
    return [...this.#logs.values()].flatMap(({ changes }) => changes.get(file) ?? []);
  }

  async #follow(path: string, known: Followed | undefined): Promise<Followed | undefined> {
    const bytes = await readFrom(path, known?.length ?? 0);
    if (!bytes) return undefined;
    const followed = known ?? { length: 0, changes: new Map() };
    const { frames, length } = readFrames(bytes);
    followed.length += length;
    for (const { name, text } of frames) {
      const file = join(this.root, name);
      const changes = followed.changes.get(file);
      if (changes) changes.push(text);
      else followed.changes.set(file, [text]);
    }
    return followed;
  }
}

/** @returns what stands from there on; `undefined` when the log is gone. */
async function readFrom(path: string, start: number): Promise<Buffer | undefined> {
  try {
    const log = await open(path, 'r');
    try {
      const { size } = await log.stat();
      const bytes = Buffer.alloc(Math.max(0, size - start));
      const { bytesRead } = await log.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    } finally {
      await log.close();
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
