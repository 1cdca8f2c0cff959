// A fit made in a thread, when asked for and each day: one at a time, given up when it is stuck. Knows nothing of what is fitted.

import type { Worker } from 'node:worker_threads';
import type { RapportError } from '../data/errors.js';
import { startWorker } from '../data/start-worker.js';

const DAY_MS = 86_400_000;
/** A fit takes seconds; one that takes longer than this is stuck. */
const TIME_LIMIT_MS = 15 * 60_000;

export interface DailyFitting {
  /** From now on each day; asking again changes nothing. */
  everyDay(): void;
  /** @returns when the fit has ended, well or not; at once while one is going on. */
  now(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A fit that fails leaves the one before in force, and is told as a fault.
 * @param script sends the fit as its one message.
 * @param task what the thread is told; asked for before each fit.
 * @param failed what is told when the thread ended without a fit.
 */
export function createDailyFitting<T>(parts: {
  readonly script: URL;
  readonly task: () => Promise<object>;
  readonly onFitted: (fitted: T) => void;
  readonly failed: () => RapportError;
  readonly onFault: (fault: Error) => void;
}): DailyFitting {
  const { onFault } = parts;
  let thread: Worker | undefined;
  let fitting = false;
  let daily: NodeJS.Timeout | undefined;
  let closed = false;

  async function now(): Promise<void> {
    if (closed || fitting) return;
    fitting = true;
    try {
      await fitAnew();
    } catch (error) {
      onFault(error as Error);
    } finally {
      fitting = false;
    }
  }

  async function fitAnew(): Promise<void> {
    const task = await parts.task();
    if (closed) return;
    thread = startWorker(parts.script, task);
    // A process that ends does not wait for it.
    thread.unref();
    const found = await outcomeOf<T>(thread, onFault);
    thread = undefined;
    if (found) parts.onFitted(found);
    else if (!closed) onFault(parts.failed());
  }

  return {
    now,
    everyDay() {
      if (!closed) daily ??= setInterval(() => void now(), DAY_MS).unref();
    },
    async close() {
      closed = true;
      clearInterval(daily);
      await thread?.terminate();
    },
  };
}

/** @returns `undefined` when the thread ended without a word, or did not end in time. A word before a fault still counts. */
function outcomeOf<T>(thread: Worker, onFault: (fault: Error) => void): Promise<T | undefined> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => void thread.terminate(), TIME_LIMIT_MS).unref();
    let found: T | undefined;
    thread.once('message', (message: T) => {
      found = message;
    });
    thread.on('error', onFault);
    thread.once('exit', () => {
      clearTimeout(limit);
      resolve(found);
    });
  });
}
