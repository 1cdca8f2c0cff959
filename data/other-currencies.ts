// Orders that are not in the business's currency, told once in words. Pure; adds nothing up, and keeps two orders at most.

import type { Business, Order } from './business.js';

type OrderInCurrency = Pick<Order, 'number' | 'customerId' | 'currency'>;

export interface CurrencyWatch {
  /** @param orders all of one customer. */
  take(orders: readonly OrderInCurrency[]): void;
  /** @returns one sentence, or none where all orders were in the business's currency. */
  told(): readonly string[];
}

/** @param own the business's currency. */
export function watchCurrencies(own: string): CurrencyWatch {
  /** `beside`: an order of the same customer in the business's currency, the better example. */
  let example: { readonly foreign: OrderInCurrency; readonly beside?: OrderInCurrency } | undefined;
  let count = 0;
  return {
    take(orders) {
      const isForeign = ({ currency }: OrderInCurrency) => currency !== undefined && currency !== own;
      const [foreign, ...others] = orders.filter(isForeign);
      if (!foreign) return;
      count += 1 + others.length;
      const beside = orders.find((order) => !isForeign(order));
      if (!example || (beside && !example.beside)) example = { foreign, beside };
    },
    told() {
      if (!example) return [];
      const { foreign, beside } = example;
      const other = beside ? `, and order ${beside.number} of the same customer in ${own}` : '';
      const all = `${count === 1 ? 'one order is' : `${count} orders are`} not in ${own}`;
      return [
        `orders.csv: order ${foreign.number} of ${foreign.customerId} is in ${foreign.currency}${other}; in all, ${all}. They count as orders, and their value is added to no other. Correct the column currency if that is wrong.`,
      ];
    },
  };
}

/** The same for a business whose orders are in memory. */
export function otherCurrencies(
  { customers, ordersOf }: Pick<Business, 'customers' | 'ordersOf'>,
  own: string,
): readonly string[] {
  const watch = watchCurrencies(own);
  for (const id of customers.keys()) watch.take(ordersOf(id));
  return watch.told();
}
