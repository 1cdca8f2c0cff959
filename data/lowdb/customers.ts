// The customers' records, one file each, and the marks that say who has open work and who was erased.

import { join } from 'node:path';
import type { CustomerRecord } from '../customer.js';
import type { CustomerId } from '../ids.js';
import { hasOpenWork } from '../memory/open-work.js';
import type { CustomerStore } from '../ports.js';
import { archiveFolder } from './archive.js';
import { inBatches } from './batches.js';
import { fileNameOf, shardOf } from './file-names.js';
import type { OpenFolder } from './open-folder.js';
import { RecordFile } from './record-file.js';

export function createCustomers(folder: OpenFolder): CustomerStore {
  const { queue, tombstones, openWork } = folder;

  function recordFile(name: string): RecordFile<CustomerRecord> {
    const fits = (record: unknown): record is CustomerRecord => isRecordOf(name, record);
    return new RecordFile(folder.files, folder.shelf, customerFile(folder, name), fits);
  }

  return {
    async get(id) {
      const name = fileNameOf(id);
      return queue.alone(keyOf(name), async () =>
        tombstones.has(name) ? undefined : recordFile(name).read(),
      );
    },

    async save(record, expectedVersion) {
      const name = fileNameOf(record.id);
      const kept = structuredClone(record);
      return queue.alone(keyOf(name), async () => {
        if (tombstones.has(name)) return 'conflict';
        const file = recordFile(name);
        if (((await file.read())?.version ?? 0) !== expectedVersion) return 'conflict';
        const open = hasOpenWork(kept);
        // The mark comes before the record that makes it true and goes after the one that makes it false: at worst, one too many.
        if (open) await openWork.add(name, JSON.stringify(kept.id));
        await file.write(kept, expectedVersion + 1);
        if (!open) await openWork.remove(name).catch(tooManyIsAllowed);
        return 'saved';
      });
    },

    async erase(id, at) {
      const name = fileNameOf(id);
      await queue.alone(keyOf(name), async () => {
        await tombstones.add(name, JSON.stringify({ at }));
        await eraseRecord(folder, name);
      });
    },

    async withOpenWork() {
      const ids = await inBatches(openWork.names(), (name) =>
        queue.alone(keyOf(name), () => customerMarked(folder, name)),
      );
      return ids.filter((id) => id !== undefined);
    },
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
