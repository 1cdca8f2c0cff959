// One log that is added to. What was never acknowledged is cut off before more is added. Knows nothing of what stands in it.

import { dirname } from 'node:path';
import type { AppendFile, Disk } from './disk.js';

export class LogFile {
  /** Bytes that are known to be whole. */
  #length = 0;
  /** After a fault, something may stand after them. */
  #torn = false;

  private constructor(
    readonly path: string,
    private readonly file: AppendFile,
  ) {}

  /** Durably there when it resolves; when it rejects, there is none. @param path of a new file in a folder that is there. */
  static async open(path: string, disk: Disk): Promise<LogFile> {
    const file = await disk.openLog(path);
    try {
      await disk.syncFolder(dirname(path));
    } catch (fault) {
      await file.close().catch(() => undefined);
      await disk.remove(path).catch(() => undefined);
      throw fault;
    }
    return new LogFile(path, file);
  }

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  /** Durable when it resolves. While what a fault left can't be cut off, nothing new is taken. */
  async append(bytes: Uint8Array): Promise<void> {
    if (this.#torn) await this.#mend();
    try {
      await this.file.append(bytes);
    } catch (fault) {
      this.#torn = true;
      await this.#mend().catch(() => undefined);
      throw fault;
    }
    this.#length += bytes.length;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  async #mend(): Promise<void> {
    await this.file.cut(this.#length);
    this.#torn = false;
  }
}
