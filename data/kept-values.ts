// Keeps what takes long to make in files named after what it was made from, those used last. A file that can't be read is not there.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

const DIGEST_BYTES = 32;

/** @returns what was kept there; `undefined` where there is no such file or it can't be read: then it is made anew. */
export async function readKept<T>(file: string): Promise<T | undefined> {
  try {
    const bytes = await readFile(file);
    const stored = bytes.subarray(DIGEST_BYTES);
    if (!digest(stored).equals(bytes.subarray(0, DIGEST_BYTES))) return undefined;
    const value = deserialize(stored) as T;
    const now = new Date();
    // Or what is used every day would be forgotten for what was made once.
    await utimes(file, now, now).catch(() => undefined);
    return value;
  } catch {
    // Whatever is wrong with a kept value, making it anew is the cure.
    return undefined;
  }
}

/** @param count how many of this kind, told by the file's ending, stay in the folder: those read or written last. */
export async function writeKept(folder: string, name: string, value: unknown, count: number): Promise<void> {
  const stored = serialize(value);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  // Several processes may keep the same value at once; the last one's stands, and the checksum tells a torn one.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, Buffer.concat([digest(stored), stored]), { mode: 0o600 });
  await rename(draft, file);
  await forgetOldest(folder, extname(name), count);
}

async function forgetOldest(folder: string, ending: string, count: number): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(ending));
  const dated = await Promise.all(
    files.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  );
  const old = dated.sort((a, b) => b.at - a.at).slice(count);
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
}

function digest(stored: Uint8Array): Buffer {
  return createHash('sha256').update(stored).digest();
}
