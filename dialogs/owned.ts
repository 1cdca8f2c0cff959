// What a customer owns, from their orders.

import type { Order } from '../data/business.js';
import type { Day, OrderNumber, ProductId } from '../data/ids.js';

/**
 * @param goingBack products whose return is registered: not owned any more, though the shop does not know it yet.
 * @returns each product of which a piece was kept, with the newest order it came with and how many did.
 */
export function ownedBy(
  orders: readonly Order[],
  goingBack: ReadonlySet<ProductId>,
): ReadonlyMap<ProductId, { order: OrderNumber; placedOn: Day; times: number }> {
  const owned = new Map<ProductId, { order: OrderNumber; placedOn: Day; times: number }>();
  const oldestFirst = [...orders].reverse();
  for (const order of oldestFirst) {
    if (order.status === 'cancelled') continue;
    for (const line of order.lines) {
      if (line.quantity <= line.returned || goingBack.has(line.productId)) continue;
      const times = (owned.get(line.productId)?.times ?? 0) + 1;
      owned.set(line.productId, { order: order.number, placedOn: order.placedOn, times });
    }
  }
  return owned;
}
