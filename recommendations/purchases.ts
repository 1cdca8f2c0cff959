// What the business's orders say about its products: who bought what, when, and how many did. Cancelled and returned pieces say nothing.

import type { Order } from '../data/business.js';
import type { CustomerId, ProductId } from '../data/ids.js';

/** One product that one customer bought; repetitions add nothing. */
export interface Basket {
  readonly customerId: CustomerId;
  readonly productId: ProductId;
}

/** Purchases as columns, so that a million go to a worker in 12 MB: each product of a customer once a day, in a fixed order. */
export interface PurchaseColumns {
  /** By id. */
  readonly items: readonly ProductId[];
  /** Customers are numbered from 0. */
  readonly customers: number;
  readonly customer: Int32Array;
  /** Places in `items`. */
  readonly item: Int32Array;
  /** Days since 1970. */
  readonly day: Int32Array;
}

/** @returns one row for each product kept of an order, for `fitEase`. */
export function* basketsOf(orders: Iterable<Order>): Generator<Basket> {
  for (const { customerId, status, lines } of orders) {
    if (status === 'cancelled') continue;
    for (const { productId, quantity, returned } of lines) {
      if (quantity > returned) yield { customerId, productId };
    }
  }
}

/** @returns the number of customers who bought and kept each product. */
export function popularityOf(orders: Iterable<Order>): ReadonlyMap<ProductId, number> {
  const buyers = new Map<ProductId, Set<string>>();
  for (const { customerId, productId } of basketsOf(orders)) {
    const known = buyers.get(productId) ?? new Set();
    buyers.set(productId, known.add(customerId));
  }
  return new Map([...buyers].map(([product, customers]) => [product, customers.size]));
}

const DAY_MS = 86_400_000;

/** @returns NaN for what is no day. */
export function dayNumber(day: string): number {
  return Date.parse(day) / DAY_MS;
}

/** Takes purchases one by one, in any order; the same one twice counts once. */
export class PurchaseLedger {
  readonly #customers = new Map<string, number>();
  readonly #items = new Map<ProductId, number>();
  /** Of each customer, item and day in turn. */
  readonly #rows: number[] = [];

  /** Orders without a readable day are passed over. */
  addOrder(order: Order): void {
    const day = dayNumber(order.placedOn);
    if (Number.isNaN(day)) return;
    for (const { customerId, productId } of basketsOf([order])) this.add(customerId, productId, day);
  }

  add(customerId: string, productId: ProductId, day: number): void {
    this.#rows.push(
      placeOf(this.#customers, customerId),
      placeOf(this.#items, productId),
      Math.max(0, Math.floor(day)),
    );
  }

  /** However the purchases came in, the columns are the same: their hash names a model. */
  columns(): PurchaseColumns {
    const items = [...this.#items.keys()].toSorted();
    const itemPlaces = ranksOf(this.#items, items);
    const customerPlaces = ranksOf(this.#customers, [...this.#customers.keys()].toSorted());
    const rows = this.#rows;
    const days = 2 ** 17;
    const keys = new Float64Array(rows.length / 3);
    for (let i = 0; i < keys.length; i++) {
      const customer = customerPlaces[rows[3 * i] ?? 0] ?? 0;
      const item = itemPlaces[rows[3 * i + 1] ?? 0] ?? 0;
      keys[i] = (customer * items.length + item) * days + (rows[3 * i + 2] ?? 0);
    }
    const distinct = withoutRepeats(keys.sort());
    const pairs = distinct.map((key) => Math.floor(key / days));
    return {
      items,
      customers: this.#customers.size,
      customer: Int32Array.from(pairs, (pair) => Math.floor(pair / items.length)),
      item: Int32Array.from(pairs, (pair) => pair % items.length),
      day: Int32Array.from(distinct, (key) => key % days),
    };
  }
}

function placeOf<K>(places: Map<K, number>, key: K): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, places.size);
  return places.size - 1;
}

/** @returns for each place of first appearance, the place in the sorted list. */
function ranksOf<K>(places: ReadonlyMap<K, number>, sorted: readonly K[]): Int32Array {
  const ranks = new Int32Array(sorted.length);
  sorted.forEach((key, rank) => {
    ranks[places.get(key) ?? 0] = rank;
  });
  return ranks;
}

function withoutRepeats(sorted: Float64Array): Float64Array {
  let kept = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i] ?? 0;
  return sorted.slice(0, kept);
}
