// Keeps what was learnt from a lesson in a file named after the lesson, so that the same lesson is not learnt twice. Knows no workers.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { JointFit } from './joint-model.js';
import type { TrainingTask } from './training-task.js';

/** Counted up whenever the same lesson is learnt otherwise; older files are then passed over. */
const RECIPE = 10;
/** Models kept, the newest: a business that changes its sentences back finds its model again. */
const KEPT = 6;
const ENDING = '.model';

/** @returns what was learnt from just this; `undefined` where there is no such file or it can't be read: then it is learnt anew. */
export async function readFit(folder: string, task: TrainingTask): Promise<JointFit | undefined> {
  try {
    const [checksum, stored] = split(await readFile(fileOf(folder, task)));
    return checksum.equals(digest(stored)) ? (deserialize(stored) as JointFit) : undefined;
  } catch {
    // Whatever is wrong with a kept model, learning it anew is the cure.
    return undefined;
  }
}

export async function writeFit(folder: string, task: TrainingTask, fit: JointFit): Promise<void> {
  const stored = serialize(fit);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Several processes may keep the same model at once; the last one's stands, and the checksum tells a torn one.
  const file = fileOf(folder, task);
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

function fileOf(folder: string, task: TrainingTask): string {
  const key = createHash('sha256')
    .update(JSON.stringify([RECIPE, task]))
    .digest('hex');
  return join(folder, `${key}${ENDING}`);
}

const DIGEST_BYTES = 32;

function digest(stored: Buffer): Buffer {
  return createHash('sha256').update(stored).digest();
}

function split(file: Buffer): readonly [Buffer, Buffer] {
  return [file.subarray(0, DIGEST_BYTES), file.subarray(DIGEST_BYTES)];
}
