// What the business's shop tells of a customer between two copies of its tables: seen products, orders and returns, and how they change a
// record. Pure: who may tell, and where it is stored, are others' matters.

import { z } from 'zod';
import type { Order, OrderStatus } from './business.js';
import { isDay } from './calendar.js';
import type { CustomerId, Instant, OrderNumber, ProductId } from './ids.js';

/** An order's way; it goes no step back, so an old event that comes late changes nothing. */
const WAY = [
  'processing',
  'shipped',
  'out-for-delivery',
  'delivered',
  'cancelled',
] as const satisfies readonly OrderStatus[];

const id = z.string().regex(/^[\w.@:-]{1,100}$/, 'has to be 1 to 100 letters, digits, or . @ : _ -');
const day = z.string().refine(isDay, 'has to be a day of the calendar as YYYY-MM-DD');
const product = id.transform((text) => text as ProductId);
const order = id.transform((text) => text as OrderNumber);
const pieces = z.int().min(1).max(100_000);
const every = {
  /** The same event sent again has the same id. */
  id,
  customer: id.transform((text) => text as CustomerId),
  at: z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
};

export const shopEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...every, kind: z.enum(['view', 'add-to-cart']), product }),
  z.strictObject({
    ...every,
    kind: z.literal('order'),
    order,
    placedOn: day,
    promisedOn: day,
    /** Absent: as promised. */
    expectedOn: day.optional(),
    deliveredOn: day.optional(),
    status: z.enum(WAY).default('processing'),
    lines: z
      .array(z.strictObject({ product, quantity: pieces, unitPrice: z.number().min(0).max(1e9) }))
      .min(1)
      .max(500),
  }),
  z.strictObject({ ...every, kind: z.literal('return'), order, product, quantity: pieces }),
]);
export type ShopEvent = z.output<typeof shopEventSchema>;
type OrderEvent = Extract<ShopEvent, { kind: 'order' }>;
type ReturnEvent = Extract<ShopEvent, { kind: 'return' }>;

export interface SeenProduct {
  readonly kind: 'view' | 'add-to-cart';
  readonly product: ProductId;
  readonly at: Instant;
}

export interface ShopReturn {
  readonly event: string;
  readonly order: OrderNumber;
  readonly product: ProductId;
  readonly quantity: number;
}

/** Part of the customer's record. Every list is bounded, newest last. */
export interface ShopRecord {
  readonly seen: readonly SeenProduct[];
  readonly orders: readonly Order[];
  readonly returns: readonly ShopReturn[];
  /** Ids of the events taken last; an older one that comes again changes nothing either, but for what was seen. */
  readonly events: readonly string[];
}

/** A record is read and saved whole in every turn; what is older stands in the business's tables. */
export const KEPT = { seen: 50, orders: 500, returns: 500, events: 500 } as const;

export type Refusal = 'unknown-order' | 'not-in-order' | 'too-many-returned' | 'wrong-days';

export type Applied =
  | { readonly kind: 'taken'; readonly shop: ShopRecord }
  | { readonly kind: 'duplicate' }
  /** The relationship is declined: what was merely looked at is not kept. */
  | { readonly kind: 'not-kept' }
  | { readonly kind: 'refused'; readonly why: Refusal };

const EMPTY: ShopRecord = { seen: [], orders: [], returns: [], events: [] };

/** @param inTables the customer's orders as the business's tables have them. */
export function applyShopEvent(
  record: { readonly shop?: ShopRecord; readonly consent: { readonly relationship: 'open' | 'declined' } },
  event: ShopEvent,
  inTables: readonly Order[],
): Applied {
  const shop = record.shop ?? EMPTY;
  if (shop.events.includes(event.id) || shop.returns.some((each) => each.event === event.id)) {
    return { kind: 'duplicate' };
  }
  const taken = (change: Partial<ShopRecord>): Applied => ({
    kind: 'taken',
    shop: { ...shop, ...change, events: [...shop.events, event.id].slice(-KEPT.events) },
  });
  switch (event.kind) {
    case 'view':
    case 'add-to-cart': {
      if (record.consent.relationship === 'declined') return { kind: 'not-kept' };
      const { kind, product: seen, at } = event;
      return taken({ seen: [...shop.seen, { kind, product: seen, at }].slice(-KEPT.seen) });
    }
    case 'order': {
      const why = faultOf(event);
      if (why) return { kind: 'refused', why };
      const known = shop.orders.find(({ number }) => number === event.order);
      const others = shop.orders.filter((each) => each !== known);
      return taken({ orders: [...others, furthest(known, orderOf(event))].slice(-KEPT.orders) });
    }
    case 'return': {
      const why = refusalOf(event, ordersWith(shop, inTables));
      if (why) return { kind: 'refused', why };
      const { id: told, order: number, product: back, quantity } = event;
      const returned = { event: told, order: number, product: back, quantity };
      return taken({ returns: [...shop.returns, returned].slice(-KEPT.returns) });
    }
  }
}

function faultOf({ placedOn, promisedOn, expectedOn, deliveredOn, status }: OrderEvent): Refusal | undefined {
  const before = [promisedOn, expectedOn, deliveredOn].some((each) => each !== undefined && each < placedOn);
  return before || (deliveredOn !== undefined) !== (status === 'delivered') ? 'wrong-days' : undefined;
}

function refusalOf(event: ReturnEvent, orders: readonly Order[]): Refusal | undefined {
  const found = orders.find(({ number }) => number === event.order);
  if (!found) return 'unknown-order';
  const line = found.lines.find(({ productId }) => productId === event.product);
  if (!line) return 'not-in-order';
  return line.returned + event.quantity > line.quantity ? 'too-many-returned' : undefined;
}

function orderOf(event: OrderEvent): Order {
  const { order: number, customer, placedOn, promisedOn, expectedOn, deliveredOn, status, lines } = event;
  return {
    number,
    customerId: customer,
    placedOn,
    status,
    promisedOn,
    expectedOn: expectedOn ?? promisedOn,
    ...(deliveredOn === undefined ? {} : { deliveredOn }),
    lines: lines.map(({ product: productId, quantity, unitPrice }) => ({
      productId,
      quantity,
      unitPrice,
      returned: 0,
    })),
  };
}

/** Of two states of one order the one further along; of equal ones the second. */
function furthest(a: Order | undefined, b: Order): Order {
  return a && WAY.indexOf(a.status) > WAY.indexOf(b.status) ? a : b;
}

/** @returns the customer's orders, newest first: those of the tables, with what the shop told since. */
export function ordersWith(shop: ShopRecord | undefined, inTables: readonly Order[]): readonly Order[] {
  if (!shop || (shop.orders.length === 0 && shop.returns.length === 0)) return inTables;
  const told = new Map(shop.orders.map((each) => [each.number, each]));
  const known = new Set(inTables.map(({ number }) => number));
  const all = [
    ...shop.orders.filter(({ number }) => !known.has(number)).reverse(),
    ...inTables.map((each) => {
      const since = told.get(each.number);
      // The tables have what was bought and sent back; the shop tells how far it is.
      return since ? { ...furthest(each, since), lines: each.lines } : each;
    }),
  ];
  return all
    .map((each) => withReturns(each, shop.returns))
    .toSorted((a, b) => (a.placedOn < b.placedOn ? 1 : a.placedOn > b.placedOn ? -1 : 0));
}

function withReturns(found: Order, returns: readonly ShopReturn[]): Order {
  const own = returns.filter((each) => each.order === found.number);
  if (own.length === 0) return found;
  const lines = found.lines.map((line) => {
    const back = own
      .filter((each) => each.product === line.productId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    return { ...line, returned: Math.min(line.quantity, Math.max(line.returned, back)) };
  });
  return { ...found, lines };
}

/** The newest of what was put into the basket and not bought since, each product once. */
export function inBasket(shop: ShopRecord | undefined, since: Instant): readonly SeenProduct[] {
  const newest = new Map<ProductId, SeenProduct>();
  for (const each of shop?.seen ?? []) {
    if (each.kind === 'add-to-cart' && each.at >= since) newest.set(each.product, each);
  }
  return [...newest.values()];
}
