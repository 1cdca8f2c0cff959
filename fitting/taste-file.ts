// Keeps what was learned from a business's orders in a file named after them, so that the same orders are not learned from twice. Fits nothing.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readKept, writeKept } from '../data/kept-values.js';
import type { FittedTaste, TasteTask } from '../recommendations/index.js';

/** Counted up whenever the same orders are learned from otherwise; older files are then passed over. */
const RECIPE = 1;
/** The newest; one of 3,000 products takes 36 MB. */
const KEPT = 2;
const ENDING = '.taste';

export async function readTaste(folder: string, task: TasteTask): Promise<FittedTaste | undefined> {
  return readKept(join(folder, nameOf(task)));
}

/** The weights are written as the binary floats that they are. */
export async function writeTaste(folder: string, task: TasteTask, fitted: FittedTaste): Promise<void> {
  await writeKept(folder, nameOf(task), fitted, KEPT);
}

function nameOf({ purchases, attributes }: TasteTask): string {
  const key = createHash('sha256').update(JSON.stringify([RECIPE, purchases.items, attributes]));
  for (const column of [purchases.customer, purchases.item, purchases.day]) key.update(column);
  return `${key.digest('hex')}${ENDING}`;
}
