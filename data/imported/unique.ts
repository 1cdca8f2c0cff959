// What may stand only once among all customers, whichever part of the import they are in.

import type { Report } from '../business-faults.js';
import { ORDERS } from '../load-orders.js';
import { CUSTOMERS } from '../load-people.js';
import { reportRepeated } from '../table-checks.js';

/** A cell of a customer that nobody else has, or the customer of an order. */
export type Unique =
  | { readonly line: number; readonly value: Readonly<Record<string, string>> }
  | { readonly line: number; readonly number: string; readonly owner: string };

/** @param rows all that share a key. */
export function checkUnique(rows: readonly Unique[], report: Report): void {
  const cells = rows.flatMap((row) => ('value' in row ? row : []));
  for (const column of ['email', 'teams_id']) {
    reportRepeated({ rows: [], written: cells }, [column], CUSTOMERS, report);
  }
  const owners = new Map<string, string>();
  for (const row of rows) {
    if ('value' in row) continue;
    const first = owners.get(row.number) ?? row.owner;
    owners.set(row.number, first);
    if (first === row.owner) continue;
    report({
      file: ORDERS,
      line: row.line,
      what: `customer_id ${JSON.stringify(row.owner)} of order ${row.number} is ${JSON.stringify(first)} in another line`,
      remedy: 'Write the same in all rows of one order.',
    });
  }
}
