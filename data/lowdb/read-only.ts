// A data folder that another process may be using, opened for reading alone: no lock, and nothing in it is changed.

import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { RapportError } from '../errors.js';
import type { Archive, Collection, CollectionName, CustomerStore } from '../ports.js';
import { createArchive } from './archive.js';
import { type BrokenReport, BrokenShelf } from './broken-shelf.js';
import { createCollection } from './collection.js';
import { createCustomers } from './customers.js';
import type { Disk } from './disk.js';
import { DurableFiles } from './durable-files.js';
import { FileQueue } from './file-queue.js';
import { LogsOfAnother } from './logs-of-another.js';
import { Marks } from './marks.js';
import type { OpenFolder } from './open-folder.js';

/** What can be asked of stores without changing them; all stores can be taken for one. */
export interface StoreReader {
  readonly customers: Pick<CustomerStore, 'get' | 'each' | 'erased'>;
  readonly archive: Pick<Archive, 'of'>;
  collection(name: CollectionName): Pick<Collection<unknown>, 'list'>;
}

/** @throws RapportError NOT_FOUND when no store was ever opened in this folder. */
export async function mustBeDataFolder(folder: string): Promise<void> {
  try {
    await Promise.all(['tombstones', 'open-work'].map((name) => access(join(folder, name))));
  } catch (cause) {
    const what = `there is no store in ${folder}.`;
    throw new RapportError('NOT_FOUND', what, 'Set DATA_DIR to the data folder.', { cause });
  }
}

/**
 * Every file is replaced by a rename, so each read finds it as it was before a save or after it, never half of one. Two files
 * may be of different moments. Broken files are reported and stay where they are.
 * @throws RapportError NOT_FOUND when there is no store in the folder.
 */
export async function openLowdbFolderReadOnly(
  folder: string,
  onBroken: (report: BrokenReport) => void = () => undefined,
): Promise<StoreReader> {
  const root = resolve(folder);
  await mustBeDataFolder(root);
  const logs = new LogsOfAnother(root);
  const files = new DurableFiles(root, readingDisk, logs);
  const shelf = new ReadingShelf(files, onBroken);

  async function view(): Promise<OpenFolder> {
    const [openWork, tombstones] = await Promise.all([
      Marks.open(files, join(root, 'open-work')),
      Marks.open(files, join(root, 'tombstones')),
    ]);
    return { files, queue: new FileQueue(), shelf, openWork, tombstones };
  }

  const opened = await view();
  const { get, each } = createCustomers(opened);
  return {
    customers: {
      async get(id) {
        await logs.refresh();
        return get(id);
      },
      async *each() {
        await logs.refresh();
        yield* each();
      },
      async *erased() {
        // Looked up afresh: the names of tombstones are read once an opening, and others erase meanwhile.
        yield* createCustomers(await view()).erased();
      },
    },
    archive: createArchive(opened),
    collection: (name) => createCollection(opened, name),
  };
}

/** Flushing is for what one has written. */
const readingDisk: Disk = {
  create: refuse,
  rename: refuse,
  remove: refuse,
  openLog: refuse,
  syncFolder: async () => undefined,
};

async function refuse(file: string): Promise<never> {
  throw new Error(`${file} was to be changed in a folder that is open for reading alone`);
}

class ReadingShelf extends BrokenShelf {
  readonly #root: string;
  readonly #onBroken: (report: BrokenReport) => void;

  constructor(files: DurableFiles, onBroken: (report: BrokenReport) => void) {
    super(files, onBroken);
    this.#root = files.root;
    this.#onBroken = onBroken;
  }

  override async setAside(file: string, reason: string): Promise<RapportError> {
    const named = file.slice(this.#root.length + 1);
    this.#onBroken({ file: named, setAside: named, reason });
    return new RapportError(
      'RECORD_BROKEN',
      `${named} can't be read: ${reason}.`,
      'Repair it, or restore that file from a backup.',
    );
  }
}
