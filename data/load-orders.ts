// orders.csv: one row an order line; rows with the same number make one order.

import { join } from 'node:path';
import { z } from 'zod';
import type { Order, OrderStatus } from './business.js';
import type { Report } from './business-faults.js';
import { addDays } from './calendar.js';
import { amount, currency, day, id, oneOf, optional, wholeNumber } from './csv-cells.js';
import type { CustomerId, Day, OrderNumber, ProductId } from './ids.js';
import { type Row, readCsv } from './read-csv.js';
import { reportDangling, reportRepeated } from './table-checks.js';

export const ORDERS = 'orders.csv';
const STATUSES = [
  'processing',
  'shipped',
  'out-for-delivery',
  'delivered',
  'cancelled',
] as const satisfies readonly OrderStatus[];

export const orderColumns = z.object({
  number: id.transform((t) => t as OrderNumber),
  customer_id: id.transform((t) => t as CustomerId),
  placed_on: day,
  status: oneOf(STATUSES),
  promised_on: day,
  expected_on: day,
  delivered_on: optional(day),
  product_id: id.transform((t) => t as ProductId),
  quantity: wholeNumber(1),
  unit_price: amount,
  returned: wholeNumber(0),
  currency: optional(currency),
});
/** An order line's row as read, before its dates are moved. */
export type OrderRow = z.output<typeof orderColumns>;

/** What all rows of one order have in common. */
const SHARED = [
  'customer_id',
  'placed_on',
  'status',
  'promised_on',
  'expected_on',
  'delivered_on',
  'currency',
] as const;

/** What an order is checked against; see `writtenIn` for the ids. */
export interface OrderContext {
  readonly productIds: ReadonlySet<string> | undefined;
  readonly customerIds: ReadonlySet<string> | undefined;
  readonly customersSince: ReadonlyMap<CustomerId, Day>;
  /** The day as of which the dates were written; what has happened can't lie after it. */
  readonly asOf: Day;
  /** Added to every date, so that a demo is always current; 0 for real data. */
  readonly moveDays: number;
  /** The business's own currency, which orders need not name. */
  readonly currency?: string | undefined;
}

/** @returns every order without a fault, newest first; faults are reported. */
export async function loadOrders(
  folder: string,
  context: OrderContext,
  report: Report,
): Promise<readonly Order[]> {
  const table = await readCsv(join(folder, ORDERS), orderColumns, ORDERS, report);
  if (!table) return [];
  reportRepeated(table, ['number', 'product_id'], ORDERS, report);

  checkOrders(table.rows, context, report);
  return ordersFrom(
    table.rows.map(({ value }) => value),
    context,
  );
}

/** Reports what is wrong with orders, beyond the single cells. @param rows all of each order. */
export function checkOrders(rows: readonly Row<OrderRow>[], context: OrderContext, report: Report): void {
  for (const { line, value } of rows) {
    const place = { file: ORDERS, line };
    const { product_id, customer_id, quantity, returned } = value;
    reportDangling(
      { ...place, column: 'product_id' },
      product_id,
      context.productIds,
      'catalogue.csv',
      report,
    );
    reportDangling(
      { ...place, column: 'customer_id' },
      customer_id,
      context.customerIds,
      'customers.csv',
      report,
    );
    if (returned > quantity) {
      report({
        ...place,
        what: `returned ${returned} is more than quantity ${quantity}`,
        remedy: 'Correct one of them.',
      });
    }
  }
  for (const [first, ...further] of grouped(rows, ({ value }) => value.number)) {
    for (const row of further) reportDifferences(first, row, report);
    reportDates(first, context, report);
  }
}

/** @returns the orders that the lines make, newest first. */
export function ordersFrom(
  rows: readonly OrderRow[],
  context: Pick<OrderContext, 'moveDays' | 'currency'>,
): readonly Order[] {
  return [...grouped(rows, ({ number }) => number)].map((lines) => orderOf(lines, context)).sort(newestFirst);
}

const byNumber = new Intl.Collator('en', { numeric: true });

function newestFirst(a: Order, b: Order): number {
  if (a.placedOn !== b.placedOn) return a.placedOn < b.placedOn ? 1 : -1;
  return byNumber.compare(b.number, a.number);
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Iterable<readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups.values();
}

function reportDifferences(first: Row<OrderRow>, row: Row<OrderRow>, report: Report): void {
  for (const column of SHARED) {
    if (row.value[column] === first.value[column]) continue;
    report({
      file: ORDERS,
      line: row.line,
      what: `${column} ${JSON.stringify(row.value[column] ?? '')} of order ${row.value.number} is ${JSON.stringify(first.value[column] ?? '')} in line ${first.line}`,
      remedy: 'Write the same in all rows of one order.',
    });
  }
}

function reportDates({ line, value }: Row<OrderRow>, context: OrderContext, report: Report): void {
  const fault = (what: string, remedy: string) => report({ file: ORDERS, line, what, remedy });
  const { placed_on, promised_on, expected_on, delivered_on, status } = value;
  const since = context.customersSince.get(value.customer_id);

  if (placed_on > context.asOf) {
    fault(`placed_on "${placed_on}" lies in the future, after ${context.asOf}`, 'Correct it.');
  }
  if (since !== undefined && placed_on < since) {
    fault(
      `placed_on "${placed_on}" is before the customer existed (customer_since "${since}")`,
      'Correct one of them.',
    );
  }
  for (const [column, on] of Object.entries({ promised_on, expected_on, delivered_on })) {
    if (on !== undefined && on < placed_on) {
      fault(`${column} "${on}" is before placed_on "${placed_on}"`, 'Correct one of them.');
    }
  }
  if (delivered_on !== undefined && delivered_on > context.asOf) {
    fault(
      `delivered_on "${delivered_on}" lies in the future, after ${context.asOf}`,
      'Correct it or leave it empty.',
    );
  }
  if (delivered_on !== undefined && status !== 'delivered') {
    fault(
      `delivered_on "${delivered_on}" with status "${status}"`,
      'Write delivered, or leave the day empty.',
    );
  }
  if (delivered_on === undefined && status === 'delivered') {
    fault(
      'status "delivered" without delivered_on',
      'Write the day; the time to return things counts from it.',
    );
  }
}

function orderOf(
  rows: readonly [OrderRow, ...OrderRow[]],
  { moveDays, currency }: Pick<OrderContext, 'moveDays' | 'currency'>,
): Order {
  const [order] = rows;
  const isForeign = order.currency !== undefined && order.currency !== currency;
  return {
    number: order.number,
    customerId: order.customer_id,
    placedOn: addDays(order.placed_on, moveDays),
    status: order.status,
    promisedOn: addDays(order.promised_on, moveDays),
    expectedOn: addDays(order.expected_on, moveDays),
    deliveredOn: order.delivered_on && addDays(order.delivered_on, moveDays),
    ...(isForeign ? { currency: order.currency } : {}),
    lines: rows.map((row) => ({
      productId: row.product_id,
      quantity: row.quantity,
      unitPrice: row.unit_price,
      returned: row.returned,
    })),
  };
}
