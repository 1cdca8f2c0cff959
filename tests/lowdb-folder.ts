// A data folder for one test, and the disks that fail it. Knows nothing of what the tests expect.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AppendFile, type Disk, localDisk } from '../data/lowdb/disk.js';
import { type LowdbOptions, openLowdbStores } from '../data/lowdb/lowdb-stores.js';
import type { Stores } from '../data/ports.js';

export interface TestFolder {
  readonly path: string;
  /** Opens it; whatever is open at the end of the test is closed. */
  open(options?: LowdbOptions): Promise<Stores>;
  /** Closes what is open, whereupon every record lies in its own file, and opens it again. */
  reopen(stores: Stores, options?: LowdbOptions): Promise<Stores>;
  /** Paths of all files in it, relative and sorted, without those of the lock and of the log. */
  files(): Promise<readonly string[]>;
  read(file: string): Promise<string>;
  write(file: string, content: string | Uint8Array): Promise<void>;
}

export async function testFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'rapport-lowdb-'));
  const opened: Stores[] = [];
  onTestFinished(async () => {
    for (const stores of opened) await stores.close();
    await rm(path, { recursive: true, force: true });
  });
  async function open(options?: LowdbOptions): Promise<Stores> {
    const stores = await openLowdbStores(path, options);
    opened.push(stores);
    return stores;
  }

  return {
    path,
    open,
    async reopen(stores, options) {
      await stores.close();
      return open(options);
    },
    async files() {
      const all = await readdir(path, { recursive: true, withFileTypes: true });
      return all
        .filter((entry) => entry.isFile() && entry.name !== 'lock-owner.json' && !entry.name.endsWith('.log'))
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
        .sort();
    },
    read: (file) => readFile(join(path, file), 'utf8'),
    write: (file, content) => writeFile(join(path, file), content),
  };
}

export type DiskStep = keyof Disk | keyof AppendFile;

export function diskError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code, syscall: 'write' });
}

/** The local disk, with a look at every step before it is done; a look that throws is the step's fault. */
export function watchedDisk(look: (step: DiskStep, path: string) => void): Disk {
  return {
    async create(file, content) {
      look('create', file);
      await localDisk.create(file, content);
    },
    async rename(from, to) {
      look('rename', to);
      await localDisk.rename(from, to);
    },
    async remove(file) {
      look('remove', file);
      await localDisk.remove(file);
    },
    async openLog(file) {
      look('openLog', file);
      const log = await localDisk.openLog(file);
      return {
        async append(bytes) {
          look('append', file);
          await log.append(bytes);
        },
        async cut(length) {
          look('cut', file);
          await log.cut(length);
        },
        close: () => log.close(),
      };
    },
    async syncFolder(folder) {
      look('syncFolder', folder);
      await localDisk.syncFolder(folder);
    },
  };
}
