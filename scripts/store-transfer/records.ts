// What a store holds, as a stream of records that can be written to another store or to a file. Knows neither.

import { createHash } from 'node:crypto';
import type { Conversation } from '../../data/conversation.js';
import type { CustomerRecord } from '../../data/customer.js';
import { RapportError } from '../../data/errors.js';
import type { CustomerId } from '../../data/ids.js';
import type { StoreReader } from '../../data/lowdb/read-only.js';
import type { CollectionName, Erasure } from '../../data/ports.js';
import { createProgress } from '../progress.js';

export interface CustomerEntry {
  readonly kind: 'customer';
  readonly record: CustomerRecord;
  /** By id. */
  readonly archive: readonly Conversation[];
}

export interface ValueEntry {
  readonly kind: 'value';
  readonly collection: CollectionName;
  readonly key: string;
  readonly value: unknown;
}

export type Entry = CustomerEntry | ValueEntry | ({ readonly kind: 'erased' } & Erasure);

/** Every collection. The momentary ones are left out of backups: a session that was ended must not begin again by a restore. */
const COLLECTIONS: Readonly<Record<CollectionName, 'lasting' | 'momentary'>> = {
  sessions: 'momentary',
  presence: 'momentary',
  visits: 'lasting',
  uploads: 'lasting',
  gaps: 'lasting',
  proposals: 'lasting',
  'knowledge-versions': 'lasting',
  thresholds: 'lasting',
  satisfaction: 'lasting',
  promises: 'lasting',
  'handling-times': 'lasting',
  watchers: 'lasting',
  'agent-signs': 'momentary',
};
export const ALL_COLLECTIONS = Object.keys(COLLECTIONS) as readonly CollectionName[];
export const LASTING_COLLECTIONS = ALL_COLLECTIONS.filter((name) => COLLECTIONS[name] === 'lasting');

/** A customer's archive changes about once a conversation, so two looks in a row that differ are rare, twenty are not met. */
const LOOKS = 20;

/**
 * A customer in a state that was once stored, also while others write. A conversation is archived before the record lets go of
 * it; an archive that is the same before and after the record was read is therefore the record's own.
 */
export async function readCustomer(reader: StoreReader, id: CustomerId): Promise<CustomerEntry | undefined> {
  let before = await archiveOf(reader, id);
  for (let look = 1; ; look++) {
    const stored = await reader.customers.get(id);
    if (!stored) return undefined;
    const archive = await archiveOf(reader, id);
    // After the last look at worst a conversation is there twice, open and archived; none is ever missing.
    if (look === LOOKS || digestOf(archive) === digestOf(before)) {
      return { kind: 'customer', record: stored.value, archive };
    }
    before = archive;
  }
}

export async function archiveOf(reader: StoreReader, id: CustomerId): Promise<readonly Conversation[]> {
  const archived = await reader.archive.of(id);
  return [...archived].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Everything that is stored, the tombstones last, so that they name who was erased meanwhile too.
 * @param leaveOut is told of a customer whose record is broken.
 */
export async function* entriesOf(
  reader: StoreReader,
  collections: readonly CollectionName[],
  leaveOut: (fault: RapportError) => void,
): AsyncGenerator<Entry> {
  for await (const id of reader.customers.each()) {
    const customer = await readCustomer(reader, id).catch((error: unknown) => {
      if (!(error instanceof RapportError && error.code === 'RECORD_BROKEN')) throw error;
      leaveOut(error);
      return undefined;
    });
    if (customer) yield customer;
  }
  for (const collection of collections) {
    for (const { key, stored } of await reader.collection(collection).list()) {
      yield { kind: 'value', collection, key, value: stored.value };
    }
  }
  for await (const { id, at } of reader.customers.erased()) yield { kind: 'erased', id, at };
}

/** Tells on the way how many customers have gone by. @param customers about how many there are. */
export async function* countingProgress(
  entries: AsyncIterable<Entry>,
  customers: number,
): AsyncGenerator<Entry> {
  const progress = createProgress('reading', customers);
  let done = 0;
  for await (const entry of entries) {
    yield entry;
    if (entry.kind === 'customer') progress.at(++done);
  }
}

/** @returns whose it is, where a value of a collection belongs to a customer: an erased one's is not kept either. */
export function ownerOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('customerId' in value)) return undefined;
  return typeof value.customerId === 'string' ? value.customerId : undefined;
}

/** @returns SHA-256 of the canonical JSON, in which the order of an object's fields makes no difference. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, inOrder)).digest('hex');
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
