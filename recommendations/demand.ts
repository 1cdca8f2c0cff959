// How briskly each product sells of late, against how it used to: seasons end, and what is sold out is bought by nobody. Knows no customers.

import type { ProductId } from '../data/ids.js';
import type { PurchaseColumns } from './purchases.js';

export interface Demand {
  /** Purchases of late over those to be expected from a longer time, about 1; above: rising. What the model says of a product is multiplied by it. */
  readonly trend: number;
  /** How briskly it sells just now, as a factor of its being bought again; above 0. */
  readonly again: number;
}

export type Demands = ReadonlyMap<ProductId, Demand>;

/**
 * A purchase fades by e in so many days. Chosen on Online Retail before 1 Oct 2010 (inner cuts of 1 June, 1 July and 23 July):
 * of 8 to 60 days for late and of 100 days to for ever for the longer time; neighbours are within .005 nDCG@10.
 */
const LATE_DAYS = 15;
const LONG_DAYS = 200;
/** Purchases that both sides are given: a product sold once a year does not look like a fashion, nor like the end of one. */
const PRIOR = 1;
/** Powers of the purchases that fade in 7, 15 and 30 days, and of all owners, each and one more; chosen at the same cuts by coordinate search. */
const AGAIN = { days: [7, 15, 30], powers: [0.3, 0.5, -0.3], owners: -0.15 } as const;

/** Days count from the newest purchase, so that yesterday's file says the same tomorrow. */
export function demandOf(purchases: PurchaseColumns): Demands {
  const [late, long] = [fading(purchases, LATE_DAYS), fading(purchases, LONG_DAYS)];
  const share = total(late) / Math.max(total(long), Number.MIN_VALUE);
  const paces = AGAIN.days.map((days) => fading(purchases, days));
  const owners = ownersOf(purchases);
  return new Map(
    purchases.items.map((id, i) => {
      const trend = ((late[i] ?? 0) + PRIOR) / ((long[i] ?? 0) * share + PRIOR);
      const pace = paces.reduce(
        (product, sums, k) => product * (1 + (sums[i] ?? 0)) ** (AGAIN.powers[k] ?? 0),
        1,
      );
      return [id, { trend, again: pace * (1 + (owners[i] ?? 0)) ** AGAIN.owners }];
    }),
  );
}

/** @returns of each item, its purchases, the older the less they count. */
function fading({ items, item, day }: PurchaseColumns, days: number): Float64Array {
  const newest = day.reduce((latest, each) => Math.max(latest, each), 0);
  const sums = new Float64Array(items.length);
  for (let row = 0; row < item.length; row++) {
    const its = item[row] ?? 0;
    sums[its] = (sums[its] ?? 0) + Math.exp(((day[row] ?? 0) - newest) / days);
  }
  return sums;
}

/** The rows of one customer and item stand together. */
function ownersOf({ items, customer, item }: PurchaseColumns): Int32Array {
  const owners = new Int32Array(items.length);
  for (let row = 0; row < item.length; row++) {
    const its = item[row] ?? 0;
    if (row === 0 || item[row - 1] !== its || customer[row - 1] !== customer[row])
      owners[its] = (owners[its] ?? 0) + 1;
  }
  return owners;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
