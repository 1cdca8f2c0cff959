// Lets one operation at a time at a file, tells disk faults apart from bugs, and ends it all in order. Knows no records.

import AsyncLock from 'async-lock';
import { RapportError } from '../errors.js';

export class FileQueue {
  readonly #lock = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  readonly #running = new Set<Promise<unknown>>();
  #refusal: RapportError | undefined;
  #halt: RapportError | undefined;

  /**
   * Runs `work` while no other work with this key runs.
   * @throws RapportError STORE_UNAVAILABLE with the file system's error as its cause; or the fault of `refuse` or `halt`.
   */
  async alone<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (this.#refusal) throw this.#refusal;
    const done = this.#lock.acquire(key, () => this.#attempt(key, work));
    this.#running.add(done);
    try {
      return await done;
    } finally {
      this.#running.delete(done);
    }
  }

  /**
   * Whether nobody works with this key, so that what is known of it without the disk may be believed.
   * @throws the fault of `refuse` or `halt`.
   */
  isFree(key: string): boolean {
    if (this.#refusal) throw this.#refusal;
    return !this.#lock.isBusy(key);
  }

  /** From now on nothing new is taken; what waits is still done. @param fault what later callers get. */
  refuse(fault: RapportError): void {
    this.#refusal ??= fault;
  }

  /** From now on nothing begins, not even what waits already. @param fault what its callers get. */
  halt(fault: RapportError): void {
    this.#halt ??= fault;
    this.refuse(fault);
  }

  /** Resolves when nothing runs and nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #attempt<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (this.#halt) throw this.#halt;
    try {
      return await work();
    } catch (error) {
      if (error instanceof RapportError || !isSystemError(error)) throw error;
      throw new RapportError(
        'STORE_UNAVAILABLE',
        `the disk refused work on ${key} (${error.code}).`,
        'Check free space, permissions and health of the disk; nothing was changed, so it can be tried again.',
        { cause: error },
      );
    }
  }
}

function isSystemError(error: unknown): error is Error & { code: string } {
  // `syscall` tells the operating system's errors from Node's own, which are bugs of ours.
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
