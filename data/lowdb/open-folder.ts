// An opened data folder: what the customers', archive's and collections' files are read and written with. Knows no records.

import { join } from 'node:path';
import { type BrokenReport, BrokenShelf } from './broken-shelf.js';
import type { Disk } from './disk.js';
import { DurableFiles } from './durable-files.js';
import { FileQueue } from './file-queue.js';
import { Marks } from './marks.js';

export interface OpenFolder {
  readonly files: DurableFiles;
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
): Promise<OpenFolder> {
  const files = new DurableFiles(root, disk);
  await files.clearDrafts();
  return {
    files,
    queue: new FileQueue(),
    shelf: new BrokenShelf(files, onBroken),
    openWork: await Marks.open(files, join(root, 'open-work')),
    tombstones: await Marks.open(files, join(root, 'tombstones')),
  };
}
