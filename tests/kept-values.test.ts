// What took long to make is kept in files; the folder holds the few that were used last.

import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readKept, writeKept } from '../data/kept-values.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Keeps a value as if that had been so many minutes ago. */
async function kept(name: string, minutesAgo: number): Promise<void> {
  await writeKept(folder, name, { name }, 9);
  const then = new Date(Date.now() - minutesAgo * 60_000);
  await utimes(join(folder, name), then, then);
}

test('what is read stays, though others were made after it', async () => {
  await kept('daily.model', 30);
  await kept('once.model', 20);
  await kept('twice.model', 10);
  expect(await readKept(join(folder, 'daily.model'))).toEqual({ name: 'daily.model' });
  await writeKept(folder, 'new.model', {}, 2);
  expect((await readdir(folder)).sort()).toEqual(['daily.model', 'new.model']);
});

test('each ending has its own number', async () => {
  await kept('a.model', 30);
  await kept('b.taste', 20);
  await writeKept(folder, 'c.taste', {}, 1);
  expect((await readdir(folder)).sort()).toEqual(['a.model', 'c.taste']);
});

test('a torn file is not there, and none is none', async () => {
  await writeFile(join(folder, 'torn.model'), 'half of it');
  expect(await readKept(join(folder, 'torn.model'))).toBeUndefined();
  expect(await readKept(join(folder, 'none.model'))).toBeUndefined();
});
