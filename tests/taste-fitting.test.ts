// What is learned from a business's orders: popularity at once, the model from a thread, and from its file the next time.

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadBusiness } from '../data/load-business.js';
import { createTasteFitting } from '../fitting/taste-fitting.js';

const DEMO = new URL('../data/business', import.meta.url).pathname;
const TODAY = '2026-11-18';
let place = '';

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'taste-'));
  await cp(DEMO, join(place, 'business'), { recursive: true });
  const [head = '', ...rows] = (await readFile(join(DEMO, 'catalogue.csv'), 'utf8')).trim().split('\n');
  const [orderHead = ''] = (await readFile(join(DEMO, 'orders.csv'), 'utf8')).split('\n');
  const more = Array.from({ length: 240 }, (_, i) =>
    rows[1]?.replace(/^[^,]*,[^,]*/, `extra-${i},Extra ${i}`),
  );
  await writeFile(join(place, 'business', 'catalogue.csv'), `${[head, ...rows, ...more].join('\n')}\n`);
  const orders = Array.from({ length: 480 }, (_, line) => {
    const order = Math.floor(line / 6);
    const head = `${90_000 + order},c-${1010 + (order % 30)},2026-11-1${order % 8},delivered`;
    return `${head},2026-11-18,2026-11-18,2026-11-18,extra-${(line * 7) % 240},1,20,0`;
  });
  await writeFile(join(place, 'business', 'orders.csv'), `${[orderHead, ...orders].join('\n')}\n`);
});

afterAll(() => rm(place, { recursive: true }));

const faults: Error[] = [];
async function fittingOf(folder: string) {
  const business = await loadBusiness(folder, { today: TODAY });
  return createTasteFitting({
    business,
    today: () => TODAY,
    onFault: (fault) => faults.push(fault),
    modelFolder: join(place, 'models'),
  });
}

test('a small business is learned from at once', async () => {
  const fitting = await fittingOf(DEMO);
  expect(fitting.current.model.items.length).toBeGreaterThan(50);
  await fitting.start();
  await fitting.close();
});

test('a larger one shows what is popular until a thread has learned; the next start takes the file', async () => {
  const first = await fittingOf(join(place, 'business'));
  expect(first.current.model.items).toEqual([]);
  expect(first.current.popularity.size).toBeGreaterThan(200);
  await first.start();
  expect(faults).toEqual([]);
  const { model } = first.current;
  expect(model.items.length).toBeGreaterThan(200);
  expect(model.weights).toHaveLength(model.items.length ** 2);
  await first.close();
  const [file = '', ...others] = await readdir(join(place, 'models'));
  expect(others).toEqual([]);

  // A file that is whole is taken, one that is torn is learned anew.
  for (const change of [(bytes: Buffer) => bytes, (bytes: Buffer) => bytes.subarray(0, 999)]) {
    const path = join(place, 'models', file);
    await writeFile(path, change(await readFile(path)));
    const next = await fittingOf(join(place, 'business'));
    await next.start();
    expect(next.current.model.weights).toEqual(model.weights);
    await next.close();
  }
  expect(faults).toEqual([]);
}, 60_000);

test('a folder that is gone is a fault, and what is popular stays', async () => {
  const fitting = await fittingOf(join(place, 'business'));
  await rm(join(place, 'business'), { recursive: true });
  await fitting.start();
  expect(fitting.current.popularity.size).toBeGreaterThan(200);
  expect(faults.at(-1)).toMatchObject({ message: expect.stringContaining('could not be learned') });
  await fitting.close();
}, 60_000);
