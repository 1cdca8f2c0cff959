// The stores in one folder of small lowdb files, for one process. Puts the parts together.

import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RapportError } from '../errors.js';
import { createCustomerQueue } from '../memory/customer-queue.js';
import { createLeases } from '../memory/leases.js';
import type { Stores } from '../ports.js';
import { createArchive } from './archive.js';
import type { BrokenReport } from './broken-shelf.js';
import { createCollection } from './collection.js';
import { createCustomers, sweepErased } from './customers.js';
import { type Disk, localDisk } from './disk.js';
import { lockFolder } from './folder-lock.js';
import type { Journal, JournalLimits } from './journal.js';
import { type OpenFolder, openFolder } from './open-folder.js';

/** The part of a pino logger that is used here. */
export interface StoreLog {
  error(details: object, message: string): void;
}

export interface LowdbOptions {
  /** Told of every file that was set aside; its `get` throws RECORD_BROKEN until somebody puts it right. */
  readonly onBroken?: (report: BrokenReport) => void;
  /** Told when another process may have taken the folder; nothing is read or written any more. The process should end. */
  readonly onLockLost?: (fault: RapportError) => void;
  readonly log?: StoreLog;
  /** When changes leave the log for their places; for tests. */
  readonly journal?: JournalLimits;
  /** Characters of customers' records that are remembered between turns; for tests. */
  readonly remembered?: number;
  /** Another disk, for tests of faults. */
  readonly disk?: Disk;
}

/**
 * Opens the folder, making it if need be, and keeps other processes out until `close`.
 * `close` waits for all work begun with `exclusively`, so it must not be called from within it.
 * @throws RapportError DATA_FOLDER_IN_USE when another process has it; STORE_UNAVAILABLE when the disk refuses it.
 */
export async function openLowdbStores(folder: string, options: LowdbOptions = {}): Promise<Stores> {
  const root = resolve(folder);
  const onBroken = (report: BrokenReport): void => {
    options.log?.error(report, `${report.file} is broken and was set aside`);
    options.onBroken?.(report);
  };
  let opened: WritableFolder | undefined;
  let lost: RapportError | undefined;
  const onLost = (cause: Error): void => {
    lost = lockLost(root, cause);
    opened?.queue.halt(lost);
    options.log?.error({ err: lost }, lost.message);
    options.onLockLost?.(lost);
  };

  const release = await makeAndLock(root, onLost);
  try {
    opened = await openFolder(root, options.disk ?? localDisk, onBroken, options.journal);
    if (lost) throw lost;
    await sweepErased(opened);
  } catch (error) {
    await release().catch(() => undefined);
    throw error instanceof RapportError ? error : cantOpen(root, error);
  }
  return createStores(opened, release, () => lost !== undefined, options.remembered);
}

type WritableFolder = OpenFolder & { readonly journal: Journal };

function createStores(
  folder: WritableFolder,
  release: () => Promise<void>,
  isLost: () => boolean,
  remembered: number | undefined,
): Stores {
  const customerQueue = createCustomerQueue();
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await customerQueue.idle();
    folder.queue.refuse(closed(folder.files.root));
    await folder.queue.idle();
    if (isLost()) return folder.journal.abandon();
    await folder.journal.close();
    await release();
  }

  return {
    customers: createCustomers(folder, remembered),
    archive: createArchive(folder),
    leases: createLeases(),
    collection: (name) => createCollection(folder, name),
    exclusively: customerQueue.exclusively,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

async function makeAndLock(root: string, onLost: (cause: Error) => void): Promise<() => Promise<void>> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
    return await lockFolder(root, onLost);
  } catch (error) {
    throw error instanceof RapportError ? error : cantOpen(root, error);
  }
}

function cantOpen(root: string, cause: unknown): RapportError {
  const what = `the data folder ${root} can't be opened.`;
  return new RapportError(
    'STORE_UNAVAILABLE',
    what,
    'Check that it exists and that this process may write to it.',
    {
      cause,
    },
  );
}

function closed(root: string): RapportError {
  return new RapportError('STORE_UNAVAILABLE', `the store in ${root} is closed.`, 'Open it again to use it.');
}

function lockLost(root: string, cause: Error): RapportError {
  return new RapportError(
    'DATA_FOLDER_IN_USE',
    `this process lost its lock on ${root}, so another may be using it; it stopped reading and writing.`,
    'Restart it, and look for a second process on the same folder or for hands that removed the lock.',
    { cause },
  );
}
