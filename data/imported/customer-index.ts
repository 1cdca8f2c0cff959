// Imported customers and their orders, read one at a time when asked for. Memory and start are the same for a thousand and a million.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomerCard, Order } from '../business.js';
import { RapportError } from '../errors.js';
import type { CustomerId } from '../ids.js';
import { type OrderContext, ordersFrom } from '../load-orders.js';
import { cardOf } from '../load-people.js';
import {
  companyKey,
  customerKey,
  IMPORTED,
  type ImportedCustomer,
  RECORDS,
  SLOTS,
  type Summary,
  teamsKey,
} from './layout.js';
import { type Place, placesOf } from './slots.js';

/** Customers last asked for that are kept: a turn asks several times for the same. */
const KEPT = 200;
/** What the tables leave to be known: days that are added to every date, and the business's own currency. */
type Written = Pick<OrderContext, 'moveDays' | 'currency'>;

/** Customers whose orders stand for all, where all orders are asked for; the records lie in the order of a hash, so the first are any. */
const SAMPLED = 10_000;
/** Bytes read at once when all are read. */
const CHUNK = 256 * 1024;

interface Known {
  readonly card: CustomerCard;
  readonly orders: readonly Order[];
}

export interface ImportedCustomers {
  readonly customers: ReadonlyMap<CustomerId, CustomerCard>;
  ordersOf(id: CustomerId): readonly Order[];
  onTeams(teamsId: string): CustomerCard | undefined;
  contactsOf(company: string): readonly CustomerCard[];
  /** Of a sample of the customers. */
  sampledOrders(): Iterable<Order>;
  close(): void;
}

/**
 * Reads synchronously: a record is a kilobyte in the system's cache or one read away, which takes less than waiting would.
 */
export function openCustomerIndex(folder: string, summary: Summary, written: Written): ImportedCustomers {
  const slots = openSync(join(folder, IMPORTED, SLOTS), 'r');
  const records = openSync(join(folder, IMPORTED, RECORDS), 'r');
  const slotBytes = fstatSync(slots).size;
  const kept = new Map<CustomerId, Known>();

  function find(key: string, isIt: (row: ImportedCustomer['customer']) => boolean): Known | undefined {
    for (const place of placesOf(slots, slotBytes, key)) {
      const imported = parsed(bytesAt(records, place), folder);
      if (isIt(imported.customer)) return knownOf(imported, written);
    }
    return undefined;
  }

  function get(id: CustomerId): Known | undefined {
    const known = kept.get(id) ?? find(customerKey(id), (row) => row.id === id);
    if (!known) return undefined;
    kept.delete(id);
    kept.set(id, known);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return known;
  }

  function* each(): Generator<Known> {
    for (const line of linesOf(records)) yield knownOf(parsed(line, folder), written);
  }

  return {
    customers: new Cards(summary.customers, (id) => get(id)?.card, each),
    ordersOf: (id) => get(id)?.orders ?? [],
    onTeams: (teamsId) => find(teamsKey(teamsId), (row) => row.teams_id === teamsId)?.card,
    contactsOf(company) {
      const found: CustomerCard[] = [];
      for (const place of placesOf(slots, slotBytes, companyKey(company))) {
        const { card } = knownOf(parsed(bytesAt(records, place), folder), written);
        if (card.company === company) found.push(card);
      }
      return found;
    },
    *sampledOrders() {
      let customers = 0;
      for (const { orders } of each()) {
        yield* orders;
        customers += 1;
        if (customers === SAMPLED) return;
      }
    },
    close() {
      closeSync(slots);
      closeSync(records);
    },
  };
}

/** Looks like a map; whoever goes through all of it reads the whole file. */
class Cards implements ReadonlyMap<CustomerId, CustomerCard> {
  constructor(
    readonly size: number,
    private readonly find: (id: CustomerId) => CustomerCard | undefined,
    private readonly all: () => Iterable<Known>,
  ) {}

  get(id: CustomerId): CustomerCard | undefined {
    return this.find(id);
  }

  has(id: CustomerId): boolean {
    return this.find(id) !== undefined;
  }

  *values(): MapIterator<CustomerCard> {
    for (const { card } of this.all()) yield card;
  }

  *keys(): MapIterator<CustomerId> {
    for (const { id } of this.values()) yield id;
  }

  *entries(): MapIterator<[CustomerId, CustomerCard]> {
    for (const card of this.values()) yield [card.id, card];
  }

  [Symbol.iterator](): MapIterator<[CustomerId, CustomerCard]> {
    return this.entries();
  }

  forEach(
    visit: (card: CustomerCard, id: CustomerId, map: ReadonlyMap<CustomerId, CustomerCard>) => void,
  ): void {
    for (const card of this.values()) visit(card, card.id, this);
  }
}

function knownOf({ customer, orders }: ImportedCustomer, written: Written): Known {
  return { card: cardOf(customer, written.moveDays), orders: ordersFrom(orders, written) };
}

function bytesAt(file: number, { offset, length }: Place): string {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, offset);
  return bytes.toString('utf8');
}

function parsed(line: string, folder: string): ImportedCustomer {
  try {
    return JSON.parse(line) as ImportedCustomer;
  } catch (cause) {
    const what = `the imported customers in ${join(folder, IMPORTED)} can't be read.`;
    throw new RapportError('BUSINESS_INVALID', what, 'Import them again: npm run import-business.', {
      cause,
    });
  }
}

function* linesOf(file: number): Generator<string> {
  const chunk = Buffer.alloc(CHUNK);
  let rest = Buffer.alloc(0);
  let offset = 0;
  for (
    let read = readSync(file, chunk, 0, CHUNK, 0);
    read > 0;
    read = readSync(file, chunk, 0, CHUNK, offset)
  ) {
    offset += read;
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    let from = 0;
    for (let end = bytes.indexOf(10, from); end >= 0; end = bytes.indexOf(10, from)) {
      yield bytes.toString('utf8', from, end);
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
}
