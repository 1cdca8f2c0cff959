// Keeps what is learned from a business's orders for its recommendations: popularity at once, the model from a thread, and anew each day. Knows no customer.

import type { Worker } from 'node:worker_threads';
import type { Business } from './data/business.js';
import { RapportError } from './data/errors.js';
import type { Day } from './data/ids.js';
import { startWorker } from './data/start-worker.js';
import {
  fitTaste,
  fittedTaste,
  PurchaseLedger,
  type Taste,
  tasteTask,
  unfittedTaste,
} from './recommendations/index.js';
import type { ToldPlace } from './told-place.js';

const DAY_MS = 86_400_000;
/** A fit takes seconds; one that takes longer than this is stuck. */
const TIME_LIMIT_MS = 15 * 60_000;
/** Up to here a fit takes some 30 ms, less than to start a thread. */
const SMALL = { products: 200, purchases: 5_000 };
/** Where models are kept between starts, from where the process runs. */
const MODELS = 'var/models';

/** What the thread is told. */
export interface TasteOrder {
  readonly folder: string;
  readonly today: Day;
  readonly modelFolder: string;
  readonly told: ToldPlace;
}

export interface TasteFitting {
  /** The newest; until the first fit has ended, popularity and demand alone. */
  readonly current: Taste;
  /** Fits now and each day from now on. @returns when the first fit has ended, well or not. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A fit that fails leaves the one before in force, and is told as a fault.
 * @param told where the orders are that came since the tables were read; left out, the tables have all.
 */
export function createTasteFitting(parts: {
  readonly business: Business;
  readonly today: () => Day;
  readonly told?: () => Promise<ToldPlace>;
  readonly onFault: (fault: Error) => void;
  readonly modelFolder?: string;
}): TasteFitting {
  const { business, onFault, modelFolder = MODELS } = parts;
  const ledger = new PurchaseLedger();
  for (const order of business.allOrders()) ledger.addOrder(order);
  const task = tasteTask(ledger.columns(), business.products);
  const small =
    task.purchases.items.length <= SMALL.products && task.purchases.item.length <= SMALL.purchases;
  const unfitted = unfittedTaste(task.purchases);
  let current = small ? fittedTaste(unfitted, fitTaste(task)) : unfitted;
  let thread: Worker | undefined;
  let fitting = false;
  let daily: NodeJS.Timeout | undefined;
  let closed = false;

  async function whereTold(): Promise<ToldPlace> {
    return (await parts.told?.()) ?? { kind: 'nowhere' };
  }

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
    const told = await whereTold();
    if (closed) return;
    thread = startWorker(new URL('./taste-worker.js', import.meta.url), {
      folder: business.folder,
      today: parts.today(),
      modelFolder,
      told,
    } satisfies TasteOrder);
    // A process that ends does not wait for it.
    thread.unref();
    const found = await outcomeOf(thread, onFault);
    thread = undefined;
    if (found) current = found;
    else if (!closed)
      onFault(
        new RapportError(
          'INTERNAL',
          'recommendations could not be learned from the orders.',
          'What is popular is recommended meanwhile, and it is tried again tomorrow. Check that memory is free.',
        ),
      );
  }

  return {
    get current() {
      return current;
    },
    async start() {
      if (closed) return;
      daily ??= setInterval(() => void refit(), DAY_MS).unref();
      // The tables of a small business were learned from at once.
      if (small && (await whereTold()).kind === 'nowhere') return;
      await refit();
    },
    async close() {
      closed = true;
      clearInterval(daily);
      await thread?.terminate();
    },
  };
}

/** @returns `undefined` when the thread ended without a word, or did not end in time. A word before a fault still counts. */
function outcomeOf(thread: Worker, onFault: (fault: Error) => void): Promise<Taste | undefined> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => void thread.terminate(), TIME_LIMIT_MS).unref();
    let found: Taste | undefined;
    thread.once('message', (message: Taste) => {
      found = message;
    });
    thread.on('error', onFault);
    thread.once('exit', () => {
      clearTimeout(limit);
      resolve(found);
    });
  });
}
