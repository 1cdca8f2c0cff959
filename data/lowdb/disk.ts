// The few steps that a durable write is made of. A test replaces one to see what its fault leaves behind.

import { open, rename, unlink } from 'node:fs/promises';

export interface Disk {
  /** Writes a new file whole and flushes it before it returns; a full disk is a fault, never a shorter file. */
  create(file: string, content: string | Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** @throws ENOENT when it is not there. */
  remove(file: string): Promise<void>;
  /** Flushes a folder's list of names: without it, a power loss may undo a rename. */
  syncFolder(folder: string): Promise<void>;
}

// Not write-file-atomic: 7.0.1 ignores how much was written, so that a full disk puts a cut file in the place of a whole one.
export const localDisk: Disk = {
  async create(file, content) {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  },
  rename,
  remove: unlink,
  async syncFolder(folder) {
    // Windows opens no folders, and flushes their names with the file.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};
