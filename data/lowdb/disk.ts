// The few steps that a durable write is made of. A test replaces one to see what its fault leaves behind.

import {
  close,
  closeSync,
  fdatasync,
  fsync,
  ftruncate,
  open,
  openSync,
  rename,
  unlink,
  writeFile,
} from 'node:fs';
import { promisify } from 'node:util';

export interface Disk {
  /** Writes a new file whole and flushes it before it returns; a full disk is a fault, never a shorter file. */
  create(file: string, content: string | Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** @throws ENOENT when it is not there. */
  remove(file: string): Promise<void>;
  /** Opens a new file to add to. @throws EEXIST when it is there. */
  openLog(file: string): Promise<AppendFile>;
  /** Flushes a folder's list of names: without it, a power loss may undo a rename. */
  syncFolder(folder: string): Promise<void>;
}

/** A file that grows at its end. */
export interface AppendFile {
  /** Adds at the end and flushes before it returns; after a fault, some of it may be there. */
  append(bytes: Uint8Array): Promise<void>;
  /** Cuts off all but the first so many bytes, and flushes. */
  cut(length: number): Promise<void>;
  close(): Promise<void>;
}

const openFile = promisify(open);
const fill = promisify(writeFile);
const flushData = promisify(fdatasync);
const flushAll = promisify(fsync);
const shorten = promisify(ftruncate);
const closeFile = promisify(close);

// Not write-file-atomic: 7.0.1 ignores how much was written, so that a full disk puts a cut file in the place of a whole one.
// What may wait for the disk goes through the thread pool; what only touches memory (a close, the opening of a folder in use)
// does not, because the trip costs more than the work.
export const localDisk: Disk = {
  async create(file, content) {
    const handle = await openFile(file, 'wx', 0o600);
    try {
      await fill(handle, content);
      await flushData(handle);
    } finally {
      closeSync(handle);
    }
  },
  rename: promisify(rename),
  remove: promisify(unlink),
  async openLog(file) {
    // 'ax': what is added after a cut stands at the new end.
    const handle = await openFile(file, 'ax', 0o600);
    return {
      async append(bytes) {
        await fill(handle, bytes);
        await flushData(handle);
      },
      async cut(length) {
        await shorten(handle, length);
        await flushAll(handle);
      },
      close: () => closeFile(handle),
    };
  },
  async syncFolder(folder) {
    // Windows opens no folders, and flushes their names with the file.
    if (process.platform === 'win32') return;
    const handle = openSync(folder, 'r');
    try {
      await flushAll(handle);
    } finally {
      closeSync(handle);
    }
  },
};
