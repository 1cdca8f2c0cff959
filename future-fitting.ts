// Keeps the fit of customers' next orders: made in a thread once the bot is ready, and again each day. Knows no customer.

import type { Worker } from 'node:worker_threads';
import { RapportError } from './data/errors.js';
import type { Day } from './data/ids.js';
import { startWorker } from './data/start-worker.js';
import { LEAST_CUSTOMERS_SHOWN } from './relationship/future/index.js';
import { createOutlook, type FittedFuture, type Outlook, tooFew } from './relationship/index.js';
import type { ToldPlace } from './told-place.js';

const DAY_MS = 86_400_000;
/** A fit takes seconds; one that takes longer than this is stuck. */
const TIME_LIMIT_MS = 15 * 60_000;

/** What the thread is told. */
export interface FutureTask {
  readonly folder: string;
  readonly today: Day;
  readonly told: ToldPlace;
}

export interface FutureFitting {
  readonly outlook: Outlook;
  /** Fits now and each day from now on. @returns when the first fit has ended, well or not. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A fit that fails leaves the one before in force, and is told as a fault.
 * @param told where the orders are that came since the tables were read; left out, the tables have all.
 * @param customers of the business; below 500 nothing is fitted, since nothing of it would be shown.
 */
export function createFutureFitting(parts: {
  readonly folder: string;
  readonly customers: number;
  readonly today: () => Day;
  readonly told?: () => Promise<ToldPlace>;
  readonly onFault: (fault: Error) => void;
}): FutureFitting {
  const { customers, onFault } = parts;
  let fitted: FittedFuture | undefined = customers < LEAST_CUSTOMERS_SHOWN ? tooFew(customers) : undefined;
  let thread: Worker | undefined;
  let fitting = false;
  let daily: NodeJS.Timeout | undefined;
  let closed = false;

  async function refit(): Promise<void> {
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
    const told: ToldPlace = (await parts.told?.()) ?? { kind: 'nowhere' };
    if (closed) return;
    thread = startWorker(new URL('./future-worker.js', import.meta.url), {
      folder: parts.folder,
      today: parts.today(),
      told,
    } satisfies FutureTask);
    // A process that ends does not wait for it.
    thread.unref();
    const found = await outcomeOf(thread, onFault);
    thread = undefined;
    if (found) fitted = found;
    else if (!closed)
      onFault(
        new RapportError(
          'INTERNAL',
          'the probability of customers’ next orders could not be fitted.',
          'If no other fault stands before this one, it took longer than 15 minutes; it is tried again tomorrow.',
        ),
      );
  }

  return {
    outlook: createOutlook(() => fitted),
    async start() {
      if (customers < LEAST_CUSTOMERS_SHOWN) return;
      daily ??= setInterval(() => void refit(), DAY_MS).unref();
      await refit();
    },
    async close() {
      closed = true;
      clearInterval(daily);
      await thread?.terminate();
    },
  };
}

/** @returns `undefined` when the thread ended without a word, or did not end in time. */
function outcomeOf(thread: Worker, onFault: (fault: Error) => void): Promise<FittedFuture | undefined> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => void thread.terminate(), TIME_LIMIT_MS).unref();
    let found: FittedFuture | undefined;
    thread.once('message', (message: FittedFuture) => {
      found = message;
    });
    thread.on('error', onFault);
    thread.once('exit', () => {
      clearTimeout(limit);
      resolve(found);
    });
  });
}
