// What the business's orders say about its products: who bought what, and how many did. Cancelled and returned pieces say nothing.

import type { Order } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import type { Basket } from './ease.js';

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
