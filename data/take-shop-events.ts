// Takes the shop's events into the customers' records: each customer's in one commit, each event once. Keeps nothing in memory.

import type { Business } from './business.js';
import { changeCustomer } from './change-customer.js';
import { type CustomerRecord, newCustomer } from './customer.js';
import type { Clock, CustomerId } from './ids.js';
import type { ChangeFeed, Stores } from './ports.js';
import { applyShopEvent, type Refusal, type ShopEvent, shopEventSchema } from './shop-events.js';

/** Events in one request. */
export const MOST_EVENTS = 500;
/** Milliseconds that a shop's clock may be ahead of ours. */
const AHEAD = 24 * 60 * 60 * 1000;
/** Customers at a time: the store orders its writes itself. */
const AT_A_TIME = 8;

export interface RefusedEvent {
  /** Place in the request, from 0. */
  readonly index: number;
  /** As far as one could be read. */
  readonly id?: string;
  readonly code: 'invalid' | 'unknown-customer' | 'unknown-product' | 'in-the-future' | Refusal;
  readonly message: string;
}

export interface TakenEvents {
  readonly taken: number;
  /** Taken before, under the same id. */
  readonly duplicates: number;
  /** Not kept, because the customer declined the relationship. */
  readonly notKept: number;
  readonly refused: readonly RefusedEvent[];
}

interface Placed {
  readonly index: number;
  readonly event: ShopEvent;
}

/**
 * Takes each event, or says why not; a refused one does not keep the others. When the store fails, some customers' events are taken and
 * others not: sent again, the first are duplicates.
 * @param events as they came, in the order in which they happened; at most `MOST_EVENTS`.
 * @throws RapportError STORE_UNAVAILABLE or STORE_CONFLICT: send the request again.
 */
export async function takeShopEvents(
  parts: {
    readonly stores: Stores;
    readonly feed: ChangeFeed;
    readonly business: Business;
    readonly clock: Clock;
  },
  events: readonly unknown[],
): Promise<TakenEvents> {
  const refused: RefusedEvent[] = [];
  const byCustomer = new Map<CustomerId, Placed[]>();
  events.forEach((given, index) => {
    const read = readEvent(given, index, parts);
    if ('code' in read) refused.push(read);
    else byCustomer.set(read.event.customer, [...(byCustomer.get(read.event.customer) ?? []), read]);
  });
  let [taken, duplicates, notKept] = [0, 0, 0];
  const customers = [...byCustomer];
  for (let from = 0; from < customers.length; from += AT_A_TIME) {
    const results = await Promise.all(
      customers.slice(from, from + AT_A_TIME).map(([id, own]) => takeOf(parts, id, own)),
    );
    for (const result of results) {
      taken += result.taken;
      duplicates += result.duplicates;
      notKept += result.notKept;
      refused.push(...result.refused);
    }
  }
  return { taken, duplicates, notKept, refused: refused.sort((a, b) => a.index - b.index) };
}

function readEvent(
  given: unknown,
  index: number,
  { business, clock }: { readonly business: Business; readonly clock: Clock },
): Placed | RefusedEvent {
  const parsed = shopEventSchema.safeParse(given);
  const told = (given as { readonly id?: unknown } | null)?.id;
  const named = typeof told === 'string' ? { id: told.slice(0, 100) } : {};
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') || 'the event';
    return { index, ...named, code: 'invalid', message: `${field}: ${issue?.message ?? 'does not fit'}.` };
  }
  const event = parsed.data;
  const refuse = (code: RefusedEvent['code'], message: string): RefusedEvent => ({
    index,
    ...named,
    code,
    message,
  });
  if (!business.customers.has(event.customer)) {
    return refuse('unknown-customer', `"${event.customer}" is no customer of customers.csv.`);
  }
  if (Date.parse(event.at) > clock().getTime() + AHEAD) {
    return refuse('in-the-future', `at is ${event.at}, more than a day ahead. Check the shop's clock.`);
  }
  const unknown = productsOf(event).find((product) => !business.products.has(product));
  if (unknown !== undefined) return refuse('unknown-product', `"${unknown}" is no product of catalogue.csv.`);
  return { index, event };
}

function productsOf(event: ShopEvent) {
  // What comes back may be sold no more.
  if (event.kind === 'return') return [];
  return event.kind === 'order' ? event.lines.map(({ product }) => product) : [event.product];
}

async function takeOf(
  { stores, feed, business, clock }: Parameters<typeof takeShopEvents>[0],
  customer: CustomerId,
  own: readonly Placed[],
): Promise<TakenEvents> {
  const inTables = business.ordersOf(customer);
  return changeCustomer(stores, feed, customer, async (stored) => {
    const record: CustomerRecord = stored ?? newCustomer(customer, 'known', clock().toISOString());
    const refused: RefusedEvent[] = [];
    let [taken, duplicates, notKept] = [0, 0, 0];
    for (const { index, event } of own) {
      const applied = applyShopEvent(record, event, inTables);
      switch (applied.kind) {
        case 'taken':
          record.shop = applied.shop;
          taken += 1;
          break;
        case 'duplicate':
          duplicates += 1;
          break;
        case 'not-kept':
          notKept += 1;
          break;
        case 'refused':
          refused.push({ index, id: event.id, code: applied.why, message: MESSAGES[applied.why] });
      }
    }
    const result: TakenEvents = { taken, duplicates, notKept, refused };
    return taken > 0 ? { record, result } : { result };
  });
}

const MESSAGES: Readonly<Record<Refusal, string>> = {
  'unknown-order': 'This customer has no order of that number. Send the order first.',
  'not-in-order': 'The order has no such product.',
  'too-many-returned': 'More pieces would come back than were bought.',
  'wrong-days':
    'A day lies before placedOn, or deliveredOn and the status "delivered" are not there together.',
};
