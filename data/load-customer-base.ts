// The business's customers and their orders: in memory while they are few, else read one at a time from what was imported.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Business, CustomerCard, Order } from './business.js';
import type { Report } from './business-faults.js';
import type { CustomerId, Day } from './ids.js';
import { openCustomerIndex } from './imported/customer-index.js';
import { IMPORTED, readSummary } from './imported/layout.js';
import { loadOrders, ORDERS } from './load-orders.js';
import { CUSTOMERS, loadCustomers } from './load-people.js';

/** Bytes of customers.csv and orders.csv that are read at each start, 1 to 2 s: some 50,000 customers with three orders each. */
const READ_AT_START = 16 * 1024 * 1024;

export type CustomerBase = Pick<
  Business,
  'customers' | 'ordersOf' | 'allOrders' | 'customerOnTeams' | 'contactsOf'
>;

/** What the tables are checked against; see `writtenIn` for the ids. */
export interface CustomerBaseContext {
  readonly productIds: ReadonlySet<string> | undefined;
  readonly agentIds: ReadonlySet<string> | undefined;
  readonly asOf: Day;
  /** Added to every date; 0 for real data. */
  readonly moveDays: number;
  /** The business's own. */
  readonly currency?: string | undefined;
}

/** Once imported, customers come from there, and a change to the tables asks for another import. */
export async function loadCustomerBase(
  folder: string,
  context: CustomerBaseContext,
  report: Report,
): Promise<CustomerBase> {
  const summary = await readSummary(folder);
  if (summary === 'stale') {
    const remedy = `Run \`npm run import-business -- ${folder}\`; or remove the folder "${IMPORTED}" if the tables are small.`;
    report({ file: CUSTOMERS, line: 1, what: 'the tables have changed since they were imported', remedy });
    return inMemory(new Map(), []);
  }
  if (summary) {
    const { customers, ordersOf, sampledOrders, onTeams, contactsOf } = openCustomerIndex(
      folder,
      summary,
      context,
    );
    return { customers, ordersOf, allOrders: sampledOrders, customerOnTeams: onTeams, contactsOf };
  }
  const bytes = (await sizeOf(join(folder, CUSTOMERS))) + (await sizeOf(join(folder, ORDERS)));
  if (bytes > READ_AT_START) {
    const what = `with ${ORDERS} it has ${Math.round(bytes / 1024 / 1024)} MB, too much to be read at every start`;
    report({ file: CUSTOMERS, line: 1, what, remedy: `Run \`npm run import-business -- ${folder}\` once.` });
    return inMemory(new Map(), []);
  }
  const { asOf, moveDays, productIds, currency } = context;
  const loaded = await loadCustomers(folder, { asOf, moveDays }, context.agentIds, report);
  const orders = await loadOrders(
    folder,
    { productIds, customerIds: loaded.ids, customersSince: loaded.since, asOf, moveDays, currency },
    report,
  );
  return inMemory(loaded.customers, orders);
}

function inMemory(customers: ReadonlyMap<CustomerId, CustomerCard>, orders: readonly Order[]): CustomerBase {
  const ordersByCustomer = byCustomer(orders);
  const linked = new Map(
    [...customers.values()].flatMap((card) => (card.teamsId ? [[card.teamsId, card]] : [])),
  );
  const contacts = new Map<string, CustomerCard[]>();
  for (const card of customers.values()) {
    if (card.company !== undefined) contacts.set(card.company, [...(contacts.get(card.company) ?? []), card]);
  }
  return {
    customers,
    contactsOf: (company) => contacts.get(company) ?? [],
    ordersOf: (customerId) => ordersByCustomer.get(customerId) ?? [],
    allOrders: () => orders,
    customerOnTeams: (teamsId) => linked.get(teamsId),
  };
}

function byCustomer(orders: readonly Order[]): ReadonlyMap<CustomerId, readonly Order[]> {
  const grouped = new Map<CustomerId, Order[]>();
  for (const order of orders) {
    const theirs = grouped.get(order.customerId);
    if (theirs) theirs.push(order);
    else grouped.set(order.customerId, [order]);
  }
  return grouped;
}

/** @returns 0 for a file that is not there: its reader says so. */
async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
