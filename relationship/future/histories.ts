// Orders to purchase histories: which days each customer bought on. Bad orders are left out and named, never repaired in silence.

import type { Order } from '../../data/business.js';
import type { Day } from '../../data/ids.js';

/** Days since 1970-01-01. */
export type DayNumber = number;

/** One order as the models see it. */
export interface Purchase {
  readonly customer: string;
  /** The order's number; one that comes twice counts once. */
  readonly order: string;
  readonly day: Day;
  /** Kept pieces times price; what came back is netted out. */
  readonly value: number;
  readonly pieces: number;
  /** Absent: the business's own. */
  readonly currency?: string;
  /** The first day on which an order of this customer can be. */
  readonly customerSince?: Day;
}

export interface PurchaseHistory {
  readonly customer: string;
  /** The days with an order, each once, in order; never empty. */
  readonly days: readonly DayNumber[];
  /** All orders together, in the commonest currency. */
  readonly value: number;
  readonly orders: number;
}

export type FindingKind =
  | 'no-orders'
  | 'bad-day'
  | 'in-the-future'
  | 'before-the-customer'
  | 'no-pieces'
  | 'counted-before'
  | 'other-currency';

export interface Finding {
  readonly kind: FindingKind;
  /** Orders that it concerns. */
  readonly count: number;
  /** For the business: what was found, with the first of them, and what was done. */
  readonly message: string;
}

export interface Histories {
  readonly histories: readonly PurchaseHistory[];
  readonly findings: readonly Finding[];
}

const DAY_MS = 86_400_000;

/** @returns NaN for what is no day. */
export function dayNumber(day: Day): DayNumber {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** Orders of the business as purchases; cancelled ones are none. */
export function* purchasesOf(orders: Iterable<Order>): Iterable<Purchase> {
  for (const order of orders) {
    if (order.status === 'cancelled') continue;
    yield {
      customer: order.customerId,
      order: order.number,
      day: order.placedOn,
      value: order.lines.reduce((sum, line) => sum + (line.quantity - line.returned) * line.unitPrice, 0),
      pieces: order.lines.reduce((sum, line) => sum + line.quantity, 0),
      ...(order.currency === undefined ? {} : { currency: order.currency }),
    };
  }
}

/** @param today the first day that is not known yet: orders on it or later are in the future. */
export function historiesOf(purchases: Iterable<Purchase>, today: Day): Histories {
  const findings = new Map<FindingKind, { count: number; first: Purchase }>();
  const found = (kind: FindingKind, purchase: Purchase) => {
    const known = findings.get(kind);
    if (known) known.count++;
    else findings.set(kind, { count: 1, first: purchase });
  };
  const kept: Purchase[] = [];
  const seen = new Set<string>();
  for (const purchase of purchases) {
    const key = `${purchase.customer} ${purchase.order}`;
    const fault = faultOf(purchase, today, seen.has(key));
    if (fault) found(fault, purchase);
    else {
      seen.add(key);
      kept.push(purchase);
    }
  }
  const currency = commonest(kept.map((purchase) => purchase.currency ?? ''));
  const foreign = (purchase: Purchase) => (purchase.currency ?? '') !== currency;
  for (const purchase of kept) if (foreign(purchase)) found('other-currency', purchase);
  const byCustomer = new Map<string, Purchase[]>();
  for (const purchase of kept) {
    const own = byCustomer.get(purchase.customer);
    if (own) own.push(purchase);
    else byCustomer.set(purchase.customer, [purchase]);
  }
  const histories = [...byCustomer].map(([customer, own]) => ({
    customer,
    days: [...new Set(own.map((purchase) => dayNumber(purchase.day)))].sort((a, b) => a - b),
    value: own.reduce((sum, purchase) => sum + (foreign(purchase) ? 0 : purchase.value), 0),
    orders: own.length,
  }));
  const named = [...findings].map(([kind, { count, first }]) => finding(kind, count, first, currency));
  if (histories.length === 0)
    named.push({
      kind: 'no-orders',
      count: 0,
      message: 'There is no usable order: nothing can be predicted yet.',
    });
  return { histories, findings: named };
}

function faultOf(purchase: Purchase, today: Day, again: boolean): FindingKind | undefined {
  if (Number.isNaN(dayNumber(purchase.day))) return 'bad-day';
  if (purchase.day >= today) return 'in-the-future';
  if (purchase.customerSince !== undefined && purchase.day < purchase.customerSince)
    return 'before-the-customer';
  if (!(purchase.pieces > 0)) return 'no-pieces';
  return again ? 'counted-before' : undefined;
}

function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ['', 0] as const)[0];
}

function finding(kind: FindingKind, count: number, first: Purchase, currency: string): Finding {
  const others = count === 1 ? '' : ` and ${count - 1} more`;
  const said: Readonly<Record<FindingKind, string>> = {
    'no-orders': '',
    'bad-day': 'a day that does not exist; left out. Correct the day.',
    'in-the-future': 'in the future; left out until then. Correct the day if it is wrong.',
    'before-the-customer':
      'before the customer existed; left out. Correct the day, or since when the customer is one.',
    'no-pieces': 'no piece, or a negative number of them; left out. Enter returns as returned pieces.',
    'counted-before': 'came a second time; counted once.',
    'other-currency': `not in ${currency || 'the currency of the business'}; counted, but without its value.`,
  };
  return {
    kind,
    count,
    message: `Order ${first.order} of ${first.customer} on ${first.day}${others}: ${said[kind]}`,
  };
}
