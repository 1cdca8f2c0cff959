// Writes everything of a source to a store, once or again after an interruption, and compares the two. Knows no files.

import { RapportError } from '../../data/errors.js';
import type { CustomerId } from '../../data/ids.js';
import type { StoreReader } from '../../data/lowdb/read-only.js';
import type { CollectionName, Erasure, Stores } from '../../data/ports.js';
import { createProgress } from '../progress.js';
import { allOf } from './all-of.js';
import {
  archiveOf,
  type CustomerEntry,
  digestOf,
  type Entry,
  ownerOf,
  readCustomer,
  type ValueEntry,
} from './records.js';
import { Refusal } from './refusal.js';

export interface Source {
  /** About how many, for the progress. */
  readonly customers: number;
  readonly collections: readonly CollectionName[];
  readonly erased: readonly Erasure[];
  /** From the beginning, each time it is called. */
  entries(): AsyncIterable<Entry>;
}

export interface TransferOptions {
  /** `refuse`: a target that holds anything else is left alone. `replace`: the source's records take the place of the target's. */
  readonly others: 'refuse' | 'replace';
  /** What to do about a refusal. */
  readonly remedy: string;
  readonly signal: AbortSignal;
}

export interface Transferred {
  readonly customers: number;
  readonly conversations: number;
  readonly values: number;
  readonly erased: number;
  /** Customers and values that were there already, equal by their hashes. */
  readonly present: number;
  /** Customers and values that were left out because the customer was erased. */
  readonly stayErased: number;
  /** Customers in the target that the source does not have. */
  readonly others: number;
}

interface Kept {
  readonly digest: string;
  readonly version: number;
}

/**
 * Tombstones of both sides win over every record. Each record is one atomic save, the customer's own last, so an interruption
 * leaves whole records, and the next run goes on from there.
 * @throws Refusal before anything is changed, when the target holds other data; RapportError STORE_CONFLICT when the two are
 *   not equal afterwards, or somebody else writes to the target.
 */
export async function transfer(
  source: Source,
  target: Stores,
  { others, remedy, signal }: TransferOptions,
): Promise<Transferred> {
  const buried = await erasedIn(target);
  const graves = new Set([...buried, ...source.erased.map(({ id }) => id)]);
  if (others === 'refuse') await refuseOthers(source, target, graves, remedy, signal);

  for (const { id, at } of source.erased) {
    signal.throwIfAborted();
    if (buried.has(id)) continue;
    await target.customers.erase(id, at);
    await target.archive.erase(id);
  }
  await removeValuesOf(graves, source, target);

  const values = await valuesIn(target, source.collections);
  const counts = { customers: 0, conversations: 0, values: 0, present: 0, stayErased: 0 };
  const progress = createProgress('writing', source.customers);
  await allOf(source.entries(), signal, async (entry) => {
    if (entry.kind === 'erased') return;
    const outcome = isOfErased(entry, graves) ? 'erased' : await write(entry, target, values);
    if (outcome === 'present') counts.present += 1;
    if (outcome === 'erased') counts.stayErased += 1;
    else if (entry.kind === 'value') counts.values += 1;
    else {
      counts.customers += 1;
      counts.conversations += entry.archive.length;
    }
    if (entry.kind === 'customer') progress.at(counts.customers + counts.stayErased);
  });
  const extra = await compare(source, target, graves, signal);
  return { ...counts, erased: source.erased.length, others: extra };
}

async function write(
  entry: CustomerEntry | ValueEntry,
  target: Stores,
  values: ReadonlyMap<string, Kept>,
): Promise<'written' | 'present'> {
  return entry.kind === 'customer' ? writeCustomer(entry, target) : writeValue(entry, target, values);
}

async function writeCustomer(
  { record, archive }: CustomerEntry,
  target: Stores,
): Promise<'written' | 'present'> {
  const { id } = record;
  const stored = await target.customers.get(id);
  const found = await archiveOf(target, id);
  if (stored && digestOf([stored.value, found]) === digestOf([record, archive])) return 'present';

  const wanted = new Set(archive.map((conversation) => conversation.id));
  const hasOthers = found.some((conversation) => !wanted.has(conversation.id));
  if (hasOthers) await target.archive.erase(id);
  const there = new Set(hasOthers ? [] : found.map(digestOf));
  for (const conversation of archive) {
    if (!there.has(digestOf(conversation))) await target.archive.add(id, conversation);
  }
  if ((await target.customers.save(record, stored?.version ?? 0)) === 'conflict')
    throw inUse(`customer ${id}`);
  return 'written';
}

async function writeValue(
  { collection, key, value }: ValueEntry,
  target: Stores,
  values: ReadonlyMap<string, Kept>,
): Promise<'written' | 'present'> {
  const kept = values.get(nameOf(collection, key));
  if (kept?.digest === digestOf(value)) return 'present';
  const outcome = await target.collection(collection).save(key, value, kept?.version ?? 0);
  if (outcome === 'conflict') throw inUse(`${collection}/${key}`);
  return 'written';
}

/** What an interrupted run has left is equal to the source's, so it is not "other". */
async function refuseOthers(
  source: Source,
  target: Stores,
  graves: ReadonlySet<CustomerId>,
  remedy: string,
  signal: AbortSignal,
): Promise<void> {
  const customers = await customersIn(target);
  const values = await valuesIn(target, source.collections);
  if (customers + values.size === 0) return;
  const equal = await equalIn(source, target, graves, signal);
  const otherCustomers = customers - equal.customers;
  const otherValues = values.size - equal.values;
  if (otherCustomers + otherValues === 0) return;
  throw new Refusal(
    'STORE_CONFLICT',
    `the target holds other data: ${otherCustomers} customers and ${otherValues} values.`,
    remedy,
  );
}

/** @returns how many customers the target has besides. @throws RapportError STORE_CONFLICT that names what is not equal. */
async function compare(
  source: Source,
  target: Stores,
  graves: ReadonlySet<CustomerId>,
  signal: AbortSignal,
): Promise<number> {
  const equal = await equalIn(source, target, graves, signal);
  const buried = await erasedIn(target);
  const differing = [...equal.differing, ...[...graves].filter((id) => !buried.has(id))];
  if (differing.length === 0) return (await customersIn(target)) - equal.customers;
  throw new RapportError(
    'STORE_CONFLICT',
    `${differing.length} records are not equal on both sides, the first: ${differing.slice(0, 5).join(', ')}.`,
    'Somebody wrote meanwhile: stop every process on both stores and run it again.',
  );
}

async function equalIn(source: Source, target: Stores, graves: ReadonlySet<CustomerId>, signal: AbortSignal) {
  const values = await valuesIn(target, source.collections);
  const equal = { customers: 0, values: 0 };
  const differing: string[] = [];
  const progress = createProgress('comparing', source.customers);
  await allOf(source.entries(), signal, async (entry) => {
    if (entry.kind === 'erased' || isOfErased(entry, graves)) return;
    if (entry.kind === 'value') {
      const name = nameOf(entry.collection, entry.key);
      if (values.get(name)?.digest === digestOf(entry.value)) equal.values += 1;
      else differing.push(name);
      return;
    }
    const found = await readCustomer(target, entry.record.id);
    if (found && digestOf(found) === digestOf(entry)) equal.customers += 1;
    else differing.push(entry.record.id);
    progress.at(equal.customers + differing.length);
  });
  return { ...equal, differing };
}

async function removeValuesOf(
  graves: ReadonlySet<CustomerId>,
  source: Source,
  target: Stores,
): Promise<void> {
  for (const collection of source.collections) {
    for (const { key, stored } of await target.collection(collection).list()) {
      const owner = ownerOf(stored.value);
      if (owner !== undefined && graves.has(owner as CustomerId))
        await target.collection(collection).remove(key);
    }
  }
}

function isOfErased(entry: CustomerEntry | ValueEntry, graves: ReadonlySet<CustomerId>): boolean {
  const owner = entry.kind === 'customer' ? entry.record.id : ownerOf(entry.value);
  return owner !== undefined && graves.has(owner as CustomerId);
}

async function valuesIn(target: Stores, collections: readonly CollectionName[]): Promise<Map<string, Kept>> {
  const values = new Map<string, Kept>();
  for (const collection of collections) {
    for (const { key, stored } of await target.collection(collection).list()) {
      values.set(nameOf(collection, key), { digest: digestOf(stored.value), version: stored.version });
    }
  }
  return values;
}

async function erasedIn(target: Stores): Promise<Set<CustomerId>> {
  const ids = new Set<CustomerId>();
  for await (const { id } of target.customers.erased()) ids.add(id);
  return ids;
}

export async function customersIn(stores: Pick<StoreReader, 'customers'>): Promise<number> {
  let count = 0;
  for await (const _ of stores.customers.each()) count += 1;
  return count;
}

function nameOf(collection: CollectionName, key: string): string {
  return `${collection}/${key}`;
}

function inUse(what: string): RapportError {
  return new RapportError(
    'STORE_CONFLICT',
    `${what} was changed in the target by somebody else.`,
    'Stop every process on it and run this again.',
  );
}
