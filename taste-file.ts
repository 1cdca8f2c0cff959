// Keeps what was learned from a business's orders in a file named after them, so that the same orders are not learned from twice. Fits nothing.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { FittedTaste, TasteTask } from './recommendations/index.js';

/** Counted up whenever the same orders are learned from otherwise; older files are then passed over. */
const RECIPE = 1;
/** The newest; one of 3,000 products takes 36 MB. */
const KEPT = 2;
const ENDING = '.taste';
const DIGEST_BYTES = 32;

/** @returns what was learned from just this; `undefined` where there is no such file or it can't be read: then it is learned anew. */
export async function readTaste(folder: string, task: TasteTask): Promise<FittedTaste | undefined> {
  try {
    const file = await readFile(fileOf(folder, task));
    const stored = file.subarray(DIGEST_BYTES);
    return digest(stored).equals(file.subarray(0, DIGEST_BYTES))
      ? (deserialize(stored) as FittedTaste)
      : undefined;
  } catch {
    // Whatever is wrong with a kept model, fitting it anew is the cure.
    return undefined;
  }
}

/** The weights are written as the binary floats that they are. */
export async function writeTaste(folder: string, task: TasteTask, fitted: FittedTaste): Promise<void> {
  const stored = serialize(fitted);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = fileOf(folder, task);
  // Several processes may keep the same model at once; the last one's stands, and the checksum tells a torn one.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, Buffer.concat([digest(stored), stored]), { mode: 0o600 });
  await rename(draft, file);
  await forgetOldest(folder);
}

async function forgetOldest(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(ENDING));
  const dated = await Promise.all(
    files.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = dated.sort((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
}

function fileOf(folder: string, { purchases, attributes }: TasteTask): string {
  const key = createHash('sha256').update(JSON.stringify([RECIPE, purchases.items, attributes]));
  for (const column of [purchases.customer, purchases.item, purchases.day]) key.update(column);
  return join(folder, `${key.digest('hex')}${ENDING}`);
}

function digest(stored: Uint8Array): Buffer {
  return createHash('sha256').update(stored).digest();
}
