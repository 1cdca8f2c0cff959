// All orders as models learn from them: those of the business's tables, with what the shop told since. Knows neither models nor stores.

import type { Business, Order } from './business.js';
import type { CustomerId, OrderNumber } from './ids.js';
import type { CustomerStore } from './ports.js';
import { ordersWith, type ShopRecord } from './shop-events.js';

/** What the shop told of each customer; who was told nothing of has no entry. */
export type ToldOrders = ReadonlyMap<CustomerId, ShopRecord>;

/** Goes through all records: for a thread. Of a declined relationship nothing is learned. */
export async function toldOrders(customers: Pick<CustomerStore, 'each' | 'get'>): Promise<ToldOrders> {
  const told = new Map<CustomerId, ShopRecord>();
  for await (const id of customers.each()) {
    // A broken record is told of where it is used; here its orders are missing, as before they were told.
    const record = (await customers.get(id).catch(() => undefined))?.value;
    const { shop } = record ?? {};
    if (shop && record?.consent.relationship === 'open' && shop.orders.length + shop.returns.length > 0)
      told.set(id, { seen: [], events: [], orders: shop.orders, returns: shop.returns });
  }
  return told;
}

/** @returns each order once, by its number; where both know it, as `ordersWith` has it. */
export function* allOrdersWith(
  told: ToldOrders,
  business: Pick<Business, 'allOrders' | 'ordersOf'>,
): Iterable<Order> {
  const numbers = new Set<OrderNumber>();
  const met = new Set<CustomerId>();
  for (const order of business.allOrders()) {
    if (told.size > 0) numbers.add(order.number);
    if (told.has(order.customerId)) met.add(order.customerId);
    else yield order;
  }
  const tablesOf = (id: CustomerId) => (met.has(id) ? business.ordersOf(id) : []);
  // Of very many customers a sample stands for all; whoever is told of must not be in it more often than others.
  const isSample = [...told.keys()].some((id) => !met.has(id) && business.ordersOf(id).length > 0);
  for (const [id, shop] of told) {
    if (isSample && !met.has(id)) continue;
    const own = new Set(tablesOf(id).map(({ number }) => number));
    for (const order of ordersWith(shop, tablesOf(id))) {
      // The tables are right about whose an order is.
      if (own.has(order.number) || !numbers.has(order.number)) yield order;
      numbers.add(order.number);
    }
  }
}
