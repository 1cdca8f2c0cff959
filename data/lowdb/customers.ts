// The customers' records, one file each, and the marks that say who has open work and who was erased.

import { basename, join } from 'node:path';
import type { CustomerRecord } from '../customer.js';
import { RapportError } from '../errors.js';
import type { CustomerId } from '../ids.js';
import { hasOpenWork } from '../memory/open-work.js';
import type { CustomerStore, Erasure } from '../ports.js';
import { archiveFolder } from './archive.js';
import { inBatches } from './batches.js';
import { CommittedRecords } from './committed-records.js';
import { fileNameOf, idOfName, shardOf } from './file-names.js';
import type { OpenFolder } from './open-folder.js';
import { isRecordFile, RecordFile } from './record-file.js';

const REMEMBERED = 10_000;

/** @param remembered bytes of records that are kept in memory; by default as many as a busy day needs. */
export function createCustomers(folder: OpenFolder, remembered?: number): CustomerStore {
  const { queue, tombstones, openWork, journal } = folder;
  const committed = new CommittedRecords(remembered);
  const fileOf = remembering((name) => customerFile(folder, name));
  const nameOf = remembering(fileNameOf);
  if (journal) {
    journal.onFiled = (file) => committed.restamp(basename(file, '.json'), folder.files.stamp(file));
  }

  function recordFile(name: string): RecordFile<CustomerRecord> {
    const fits = (record: unknown): record is CustomerRecord => isRecordOf(name, record);
    return new RecordFile(folder.files, folder.shelf, fileOf(name), fits);
  }

  function stampOf(name: string): string | undefined {
    return folder.files.stamp(fileOf(name));
  }

  return {
    async get(id) {
      const name = nameOf(id);
      const held = queue.isFree(keyOf(name)) ? folder.files.heldStamp(fileOf(name)) : undefined;
      const known = held === undefined || tombstones.has(name) ? undefined : committed.get(name, held);
      if (known) return known;
      return queue.alone(keyOf(name), async () => {
        if (tombstones.has(name)) return undefined;
        const stamp = stampOf(name);
        const kept = committed.get(name, stamp);
        if (kept) return kept;
        const stored = await recordFile(name).read();
        if (stored) committed.adopt(name, stored, stamp);
        return stored;
      });
    },

    async save(record, expectedVersion) {
      const name = nameOf(record.id);
      const { id } = record;
      const open = hasOpenWork(record);
      const draft = committed.draftOf(name, record);
      return queue.alone(keyOf(name), async () => {
        if (tombstones.has(name)) return 'conflict';
        const stored = committed.versionOf(name, stampOf(name)) ?? (await recordFile(name).read())?.version;
        if ((stored ?? 0) !== expectedVersion) return 'conflict';
        // The mark comes before the record that makes it true and goes after the one that makes it false: at worst, one too many.
        if (open) await openWork.add(name, JSON.stringify(id));
        const version = expectedVersion + 1;
        const log = draft.change(name, version);
        committed.forget(name);
        await journal?.add(fileOf(name), { log, whole: () => committed.fileOf(name, version) });
        committed.keep(name, draft, version, stampOf(name));
        if (!open) await openWork.remove(name).catch(tooManyIsAllowed);
        return 'saved';
      });
    },

    async erase(id, at) {
      const name = nameOf(id);
      await queue.alone(keyOf(name), async () => {
        // Where the name is a hash, only the tombstone can tell whose it is.
        await tombstones.add(name, JSON.stringify({ at, ...(idOfName(name) === undefined ? { id } : {}) }));
        committed.forget(name);
        await eraseRecord(folder, name);
      });
    },

    async *each() {
      const root = join(folder.files.root, 'customers');
      for (const shard of await folder.files.namesWithHeld(root)) {
        const names = (await folder.files.namesWithHeld(join(root, shard))).filter(isRecordFile);
        for (const name of names.map((file) => file.slice(0, -'.json'.length))) {
          const id =
            idOfName(name) ?? (await queue.alone(keyOf(name), () => recordFile(name).read()))?.value.id;
          if (id !== undefined && !tombstones.has(name)) yield id as CustomerId;
        }
      }
    },

    async *erased() {
      for (const name of tombstones.names()) yield readTombstone(name, (await tombstones.read(name)) ?? '');
    },

    async withOpenWork() {
      const ids = await inBatches(openWork.names(), (name) =>
        queue.alone(keyOf(name), () => customerMarked(folder, name)),
      );
      return ids.filter((id) => id !== undefined);
    },
  };
}

/** Names and paths hold escapes and hashes, and a turn asks for them several times. */
function remembering(make: (of: string) => string): (of: string) => string {
  const made = new Map<string, string>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known;
    if (made.size >= REMEMBERED) made.clear();
    const fresh = make(of);
    made.set(of, fresh);
    return fresh;
  };
}

/**
 * Deletes what lies in the folder of customers with a tombstone: an erasure was interrupted, or an older backup restored.
 */
export async function sweepErased(folder: OpenFolder): Promise<void> {
  await inBatches(folder.tombstones.names(), (name) =>
    folder.queue.alone(keyOf(name), async () => {
      await eraseRecord(folder, name);
      const archived = archiveFolder(folder, name);
      await folder.files.removeFolder(archived);
      await folder.shelf.eraseFolder(archived);
    }),
  );
}

async function eraseRecord(folder: OpenFolder, name: string): Promise<void> {
  const file = customerFile(folder, name);
  await folder.journal?.forget(file);
  await folder.files.remove(file);
  await folder.shelf.erase(file);
  await folder.openWork.remove(name);
  await folder.shelf.erase(folder.openWork.fileOf(name));
}

async function customerMarked(
  { openWork, shelf }: OpenFolder,
  name: string,
): Promise<CustomerId | undefined> {
  const content = await openWork.read(name);
  if (content === undefined) return undefined;
  const id = parseId(content);
  if (id !== undefined && fileNameOf(id) === name) return id;
  // Reported, not thrown: everybody else's open work must go on.
  await shelf.setAside(openWork.fileOf(name), 'it does not name its customer');
  openWork.forget(name);
  return undefined;
}

function readTombstone(name: string, content: string): Erasure {
  const { at, id = idOfName(name) } = JSON.parse(content) as { at: string; id?: string };
  if (id !== undefined) return { id: id as CustomerId, at };
  throw new RapportError(
    'RECORD_BROKEN',
    `tombstones/${name} does not say whose it is.`,
    'Add the id of the customer to it as "id".',
  );
}

function parseId(content: string): CustomerId | undefined {
  try {
    const id: unknown = JSON.parse(content);
    // A store is one of the places where ids are made.
    return typeof id === 'string' ? (id as CustomerId) : undefined;
  } catch {
    return undefined;
  }
}

function isRecordOf(name: string, record: unknown): record is CustomerRecord {
  if (typeof record !== 'object' || record === null) return false;
  const { id, conversations } = record as Partial<CustomerRecord>;
  return typeof id === 'string' && fileNameOf(id) === name && Array.isArray(conversations);
}

function customerFile({ files }: OpenFolder, name: string): string {
  return join(files.root, 'customers', shardOf(name), `${name}.json`);
}

function keyOf(name: string): string {
  return `customers/${name}`;
}

/** The record is saved, so its caller must hear so; the next save tries again to remove the mark. */
function tooManyIsAllowed(): void {}
