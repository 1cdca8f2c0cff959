// Tables that are saved while the product runs: prices, stock and orders are taken, faults are not, and what is new waits for the next start.

import { cp, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CustomerId, ProductId } from '../data/ids.js';
import { loadBusiness } from '../data/load-business.js';
import { openLiveCatalogue, type TableRead } from '../service/live-catalogue.js';

const KETTLE = 'kitchen-kettle' as ProductId;
const MAYA = 'c-1002' as CustomerId;

async function running() {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-tables-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(resolve('data/business'), folder, { recursive: true });
  const taken: TableRead[] = [];
  const refused: unknown[] = [];
  const live = await openLiveCatalogue({
    business: await loadBusiness(folder, { today: '2026-11-21' }),
    today: () => '2026-11-21',
    onRefused: (error) => refused.push(error),
  });
  live.onTaken((table) => taken.push(table));
  onTestFinished(() => live.close());
  let saves = 0;

  async function save(file: string, change: (text: string) => string): Promise<void> {
    const path = join(folder, file);
    await writeFile(`${path}.new`, change(await readFile(path, 'utf8')));
    // Two saves within one tick of a coarse clock would look like one.
    await utimes(`${path}.new`, new Date(), new Date(Date.now() + 1000 * ++saves));
    await rename(`${path}.new`, path);
    await live.look();
  }
  return { live, taken, refused, save, folder };
}

const rowOf = (id: string, change: (row: string) => string) => (text: string) =>
  text.replace(new RegExp(`^${id},.*$`, 'm'), change);

test('a price and a stock are in force at the next look, and nothing else of the row', async () => {
  const { live, taken, refused, save } = await running();
  const before = live.business.products;
  expect(before.get(KETTLE)).toMatchObject({ price: 66, stock: 0 });
  await save(
    'catalogue.csv',
    rowOf(KETTLE, (row) =>
      row
        .replace('Heron stove kettle', 'Stork kettle')
        .replace(',66,', ',59.50,')
        .replace('1.6 l,0,', '1.6 l,3,'),
    ),
  );
  expect(live.business.products.get(KETTLE)).toMatchObject({
    name: 'Heron stove kettle',
    price: 59.5,
    stock: 3,
  });
  expect(before.get(KETTLE)).toMatchObject({ price: 66, stock: 0 });
  expect(taken).toEqual([{ file: 'catalogue.csv', changed: 1, later: 0 }]);
  expect(refused).toEqual([]);
});

test('saved as it was, the catalogue stays the same one', async () => {
  const { live, taken, save } = await running();
  const before = live.business.products;
  await save('catalogue.csv', (text) => text);
  expect(live.business.products).toBe(before);
  expect(taken).toEqual([{ file: 'catalogue.csv', changed: 0, later: 0 }]);
});

test('products that are new or gone count from the next start on', async () => {
  const { live, taken, save } = await running();
  await save(
    'catalogue.csv',
    rowOf(KETTLE, (row) => row.replace(KETTLE, 'kitchen-pot').replace('Heron', 'Crane')),
  );
  expect(live.business.products.has(KETTLE)).toBe(true);
  expect(taken).toEqual([{ file: 'catalogue.csv', changed: 0, later: 2 }]);
});

test('a fault is told with its line, once, and what was known stays', async () => {
  const { live, taken, refused, save } = await running();
  await save(
    'catalogue.csv',
    rowOf(KETTLE, (row) => row.replace(',66,', ',cheap,')),
  );
  await live.look();
  expect(refused.map(String).join('\n')).toMatch(/catalogue\.csv:\d+: price .*cheap/);
  expect(refused).toHaveLength(1);
  expect(live.business.products.get(KETTLE)?.price).toBe(66);
  await save(
    'catalogue.csv',
    rowOf(KETTLE, (row) => row.replace(',cheap,', ',60,')),
  );
  expect(live.business.products.get(KETTLE)?.price).toBe(60);
  expect(taken).toHaveLength(1);
});

test('a file that an editor has taken away for a moment is no change', async () => {
  const { live, taken, refused, folder } = await running();
  await rename(join(folder, 'catalogue.csv'), join(folder, 'away.csv'));
  await live.look();
  await rename(join(folder, 'away.csv'), join(folder, 'catalogue.csv'));
  await live.look();
  expect({ taken, refused }).toEqual({ taken: [], refused: [] });
});

test('an order that is sent is known at the next look; a fault in it is not taken', async () => {
  const { live, taken, refused, save } = await running();
  const status = () =>
    live.business.ordersOf(MAYA).find(({ number }) => number === ('10307' as never))?.status;
  expect(status()).toBe('processing');
  await save('orders.csv', (text) => text.replaceAll(/^(10307,.*),processing,/gm, '$1,shipped,'));
  expect(status()).toBe('shipped');
  expect(taken).toEqual([{ file: 'orders.csv', changed: 'all' }]);
  await save('orders.csv', (text) => text.replace(/^(10307,.*),shipped,/m, '$1,lost,'));
  expect(status()).toBe('shipped');
  expect(String(refused[0])).toContain('lost');
});

test('a table of orders that is too large to be read in passing waits for the next start, and it is said', async () => {
  const { live, taken, save } = await running();
  await save('orders.csv', (text) => `${text}${'\n'.repeat(1024 * 1024)}`);
  expect(taken).toEqual([{ file: 'orders.csv', changed: 'too-large' }]);
  expect(live.business.ordersOf(MAYA)).toHaveLength(3);
});
