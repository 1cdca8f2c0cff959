// Lets one piece of work at a time at a customer, in the order in which it came. Knows nothing of records.

import AsyncLock from 'async-lock';
import type { CustomerId } from '../ids.js';

/** The `exclusively` of a store, for every store that lives in one process. */
export interface CustomerQueue {
  exclusively<T>(id: CustomerId, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing runs and nothing waits any more. */
  idle(): Promise<void>;
}

export function createCustomerQueue(): CustomerQueue {
  // The package's own limit of 1000 waiting would lose work in a burst; a queue of turns has no limit of its own.
  const lock = new AsyncLock({ maxPending: Number.POSITIVE_INFINITY });
  const pending = new Set<Promise<unknown>>();
  return {
    async exclusively(id, work) {
      // A closure without parameters: the package takes a function with one for callback style.
      const done = lock.acquire(id, () => work());
      pending.add(done);
      try {
        return await done;
      } finally {
        pending.delete(done);
      }
    },
    async idle() {
      while (pending.size > 0) await Promise.allSettled(pending);
    },
  };
}
