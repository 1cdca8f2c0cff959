// Keeps the fit of customers' next orders: made in a thread once the bot is ready, and again each day. Knows no customer.

import { RapportError } from '../data/errors.js';
import type { Day } from '../data/ids.js';
import { LEAST_CUSTOMERS_SHOWN } from '../relationship/future/index.js';
import { createOutlook, type FittedFuture, type Outlook, tooFew } from '../relationship/index.js';
import { createDailyFitting } from './daily-fitting.js';
import type { ToldPlace } from './told-place.js';

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
  const fitting = createDailyFitting<FittedFuture>({
    script: new URL('./future-worker.js', import.meta.url),
    task: async (): Promise<FutureTask> => ({
      folder: parts.folder,
      today: parts.today(),
      told: (await parts.told?.()) ?? { kind: 'nowhere' },
    }),
    onFitted(found) {
      fitted = found;
    },
    failed: () =>
      new RapportError(
        'INTERNAL',
        'the probability of customers’ next orders could not be fitted.',
        'If no other fault stands before this one, it took longer than 15 minutes; it is tried again tomorrow.',
      ),
    onFault,
  });

  return {
    outlook: createOutlook(() => fitted),
    async start() {
      if (customers < LEAST_CUSTOMERS_SHOWN) return;
      fitting.everyDay();
      await fitting.now();
    },
    close: () => fitting.close(),
  };
}
