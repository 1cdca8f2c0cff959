// What may be said about a customer's next order: the fitted model's probability, or why none is shown.

import type { Order } from '../data/business.js';
import type { Day } from '../data/ids.js';
import {
  backtest,
  dayNumber,
  type FutureModel,
  fitFuture,
  historiesOf,
  LEAST_CUSTOMERS_SHOWN,
  type Purchase,
  probabilityOfOrder,
  purchasesOf,
  rollingOrigins,
  type Showing,
  showing,
} from './future/index.js';

/** The result of a fit; plain JSON, so that it passes between threads. */
export interface FittedFuture {
  readonly showing: Showing;
  /** Present where the percentage may be shown. */
  readonly model?: FutureModel;
}

/** Not fitted yet, or shown or hidden as the backtest on the business's own orders says. */
export type OutlookState = Showing | { readonly kind: 'hidden'; readonly because: 'not-fitted' };

export interface Outlook {
  /** Days ahead that a probability is about. */
  readonly horizon: number;
  state(): OutlookState;
  /**
   * @param orders of one customer or account, in any order.
   * @returns 0 to 1; `undefined` where it may not be shown, or without an order before `today`.
   */
  probabilityFor(orders: readonly Order[], today: Day): number | undefined;
}

/** The horizon, in days: a season ahead. */
export const HORIZON_DAYS = 90;

/** @param fitted the newest fit; asked for each time, since it is fitted again while the bot runs. */
export function createOutlook(fitted: () => FittedFuture | undefined): Outlook {
  return {
    horizon: HORIZON_DAYS,
    state: () => fitted()?.showing ?? { kind: 'hidden', because: 'not-fitted' },
    probabilityFor(orders, today) {
      const found = fitted();
      if (found?.showing.kind !== 'shown' || !found.model) return undefined;
      const own = [...purchasesOf(orders)].map((purchase) => ({ ...purchase, customer: '' }));
      const [history] = historiesOf(own, today).histories;
      return history && probabilityOfOrder(found.model, history, HORIZON_DAYS, dayNumber(today));
    },
  };
}

/** Looking back at the newest half year of origins costs as many fits, and older ones say less. */
const ORIGINS = 6;
const ORIGIN_EVERY_DAYS = 30;
/** Days of orders that a fit needs before the first origin. */
const LEAST_HISTORY_DAYS = 120;

/**
 * Fits the model on a business's orders and asks it about its own past. Takes seconds for ten thousand customers: never in a turn.
 * @param today the first day that is not known.
 */
export function fitOutlook(purchases: Iterable<Purchase>, today: Day): FittedFuture {
  const { histories } = historiesOf(purchases, today);
  const customers = histories.length;
  if (customers < LEAST_CUSTOMERS_SHOWN) return tooFew(customers);
  const now = dayNumber(today);
  const origins = rollingOrigins({
    from: histories.reduce((first, { days }) => Math.min(first, days[0] ?? now), now),
    today: now,
    horizon: HORIZON_DAYS,
    every: ORIGIN_EVERY_DAYS,
    leastHistory: LEAST_HISTORY_DAYS,
  });
  const tested = backtest(histories, {
    origins: origins.slice(0, ORIGINS),
    horizon: HORIZON_DAYS,
    today: now,
  });
  const shown = showing(customers, tested);
  if (shown.kind === 'hidden') return { showing: shown };
  const fit = fitFuture(histories, { today: now, horizon: HORIZON_DAYS });
  if (fit.kind !== 'fitted') return { showing: { kind: 'hidden', because: 'too-little-history' } };
  return { showing: shown, model: fit.model };
}

/** @returns what holds for a business with too few customers, without a fit. */
export function tooFew(customers: number): FittedFuture {
  return { showing: { kind: 'hidden', because: 'too-few-customers', customers } };
}
