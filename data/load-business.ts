// The business's folder, read once at start: all of it is right, or every fault is told at once.

import { stat } from 'node:fs/promises';
import type { Business, Order } from './business.js';
import { businessInvalid, type Fault } from './business-faults.js';
import { daysBetween } from './calendar.js';
import type { CustomerId, Day } from './ids.js';
import { knowledgeVariables } from './knowledge-variables.js';
import { loadCatalogue } from './load-catalogue.js';
import { loadIntents } from './load-intents.js';
import { loadKnowledge } from './load-knowledge.js';
import { loadOrders } from './load-orders.js';
import { loadAgents, loadCustomers } from './load-people.js';
import { loadProfile } from './load-profile.js';

/**
 * Reads business.yaml, catalogue.csv, orders.csv, customers.csv, agents.csv, intents.yaml and knowledge/*.md.
 *
 * A demo's dates grow old. Where business.yaml has `recorded_on`, all dates of customers and orders were written as of that day
 * and are moved by (today − recorded_on) days: what was delivered 12 days ago stays delivered 12 days ago. Holidays are real days
 * and stay. Without `recorded_on` nothing moves.
 * @param options.today in the business's time zone.
 * @throws RapportError BUSINESS_INVALID that lists each fault as `file:line: what is wrong, with the value. What to do.`
 */
export async function loadBusiness(folder: string, options: { readonly today: Day }): Promise<Business> {
  const faults: Fault[] = [];
  const report = (fault: Fault): void => {
    faults.push(fault);
  };
  if (!(await isFolder(folder))) {
    report({ file: folder, line: 1, what: 'there is no such folder', remedy: 'Correct BUSINESS_DIR.' });
    throw businessInvalid(folder, faults);
  }

  const loaded = await loadProfile(folder, report);
  const asOf = loaded?.recordedOn ?? options.today;
  const moveDays = daysBetween(asOf, options.today);

  const catalogue = await loadCatalogue(folder, report);
  const agents = await loadAgents(folder, report);
  const customers = await loadCustomers(folder, { asOf, moveDays }, agents.ids, report);
  const orders = await loadOrders(
    folder,
    {
      productIds: catalogue.ids,
      customerIds: customers.ids,
      customersSince: customers.since,
      asOf,
      moveDays,
    },
    report,
  );
  const intents = await loadIntents(folder, report);
  const knowledge = await loadKnowledge(folder, loaded && knowledgeVariables(loaded.profile), report);

  if (!loaded || faults.length > 0) throw businessInvalid(folder, faults);
  const ordersByCustomer = byCustomer(orders);
  return {
    folder,
    profile: loaded.profile,
    products: catalogue.products,
    customers: customers.customers,
    agents: agents.agents,
    knowledge,
    intents,
    ordersOf: (customerId) => ordersByCustomer.get(customerId) ?? [],
    allOrders: () => orders,
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

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Missing or unreadable: the caller says so, with the path.
    return false;
  }
}
