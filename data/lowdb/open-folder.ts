// An opened data folder: what the customers', archive's and collections' files are read and written with. Knows no records.

import { basename, join } from 'node:path';
import { type BrokenReport, BrokenShelf } from './broken-shelf.js';
import type { Disk } from './disk.js';
import { DurableFiles } from './durable-files.js';
import { FileQueue } from './file-queue.js';
import { Journal, type JournalLimits } from './journal.js';
import { Marks } from './marks.js';
import { afterChanges } from './record-change.js';

export interface OpenFolder {
  readonly files: DurableFiles;
  /** Through which customers' records are written. Absent where nothing is written. */
  readonly journal?: Journal;
  readonly queue: FileQueue;
  readonly shelf: BrokenShelf;
  readonly openWork: Marks;
  readonly tombstones: Marks;
}

/** Only under the folder's lock. */
export async function openFolder(
  root: string,
  disk: Disk,
  onBroken: (report: BrokenReport) => void,
  limits?: JournalLimits,
): Promise<OpenFolder & { readonly journal: Journal }> {
  const journal = new Journal(root, (held) => new DurableFiles(root, disk, held), afterChanges, disk, limits);
  const { files } = journal;
  const shelf = new BrokenShelf(files, onBroken);
  await files.clearDrafts();
  const tombstones = await Marks.open(files, join(root, 'tombstones'));
  const isErased = (file: string) => tombstones.has(basename(file, '.json'));
  await journal.recover(isErased, async (log, reason) => {
    await shelf.setAside(log, reason);
  });
  return {
    files,
    journal,
    queue: new FileQueue(),
    shelf,
    openWork: await Marks.open(files, join(root, 'open-work')),
    tombstones,
  };
}
