// Keeps what is learned from a business's orders for its recommendations: popularity at once, the model from a thread, and anew each day. Knows no customer.

import type { Business } from '../data/business.js';
import { RapportError } from '../data/errors.js';
import type { Day } from '../data/ids.js';
import {
  fitTaste,
  fittedTaste,
  PurchaseLedger,
  type Taste,
  tasteTask,
  unfittedTaste,
} from '../recommendations/index.js';
import { createDailyFitting } from './daily-fitting.js';
import type { ToldPlace } from './told-place.js';

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
  const whereTold = async (): Promise<ToldPlace> => (await parts.told?.()) ?? { kind: 'nowhere' };
  const fitting = createDailyFitting<Taste>({
    script: new URL('./taste-worker.js', import.meta.url),
    task: async (): Promise<TasteOrder> => ({
      folder: business.folder,
      today: parts.today(),
      modelFolder,
      told: await whereTold(),
    }),
    onFitted(found) {
      current = found;
    },
    failed: () =>
      new RapportError(
        'INTERNAL',
        'recommendations could not be learned from the orders.',
        'What is popular is recommended meanwhile, and it is tried again tomorrow. Check that memory is free.',
      ),
    onFault,
  });

  return {
    get current() {
      return current;
    },
    async start() {
      fitting.everyDay();
      // The tables of a small business were learned from at once.
      if (small && (await whereTold()).kind === 'nowhere') return;
      await fitting.now();
    },
    close: () => fitting.close(),
  };
}
