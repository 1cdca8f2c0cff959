// A business too large to be read at every start: its customers are imported once and found one at a time, just as in a small one.

import { appendFile, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CustomerId, Day } from '../data/ids.js';
import { importCustomers } from '../data/imported/import-customers.js';
import { loadBusiness } from '../data/load-business.js';
import { changed, TINY_BUSINESS, type TinyChanges, withTinyBusiness } from './tiny-business.js';

const TODAY = '2026-06-01' as Day;
const ANN = 'c-1' as CustomerId;

const importing = (folder: string, signal?: AbortSignal) =>
  importCustomers(folder, {
    productIds: new Set(['lamp-a', 'rug-b']),
    agentIds: new Set(['a-1', 'a-2']),
    asOf: TODAY,
    signal,
  });

test('is the same business after the import as before', async () => {
  await withTinyBusiness({}, async (folder) => {
    const before = await loadBusiness(folder, { today: TODAY });
    expect(await importing(folder)).toEqual({ customers: 2, orders: 2, remarks: [] });
    const after = await loadBusiness(folder, { today: TODAY });
    expect(new Map(after.customers)).toEqual(before.customers);
    expect(after.customers.size).toBe(2);
    for (const id of [...before.customers.keys(), 'c-3' as CustomerId]) {
      expect(after.customers.get(id)).toEqual(before.customers.get(id));
      expect(after.customers.has(id)).toBe(before.customers.has(id));
      expect(after.ordersOf(id)).toEqual(before.ordersOf(id));
    }
    expect([...after.allOrders()]).toEqual([...before.allOrders()]);
    expect(after.customerOnTeams('t-1')?.id).toBe(ANN);
    expect(before.customerOnTeams('t-1')?.id).toBe(ANN);
    expect(after.customerOnTeams('t-2')).toBeUndefined();
  });
});

test('moves the dates of a demo at every start, not at the import', async () => {
  const recorded = changed('business.yaml', 'locale: en-IE', 'locale: en-IE\nrecorded_on: 2026-06-01');
  await withTinyBusiness(recorded, async (folder) => {
    await importing(folder);
    const later = await loadBusiness(folder, { today: '2026-06-11' });
    expect(later.ordersOf(ANN)[1]?.placedOn).toBe('2026-05-11');
    expect(later.customers.get(ANN)?.customerSince).toBe('2026-01-20');
  });
});

test.each<[string, TinyChanges, string]>([
  [
    'an id twice',
    changed('customers.csv', '\nc-2,', '\nc-1,'),
    'customers.csv:3: id "c-1" already stands in line 2',
  ],
  [
    'an e-mail twice',
    changed('customers.csv', 'bob@mail.example', 'ANN@mail.example'),
    'customers.csv:3: email "ann@mail.example" already stands in line 2',
  ],
  [
    'an order of nobody',
    changed('orders.csv', '10002,c-1', '10002,c-9'),
    'orders.csv:4: customer_id "c-9" is not in customers.csv',
  ],
  [
    'an order of two customers',
    changed('orders.csv', '10002,c-1', '10001,c-2'),
    'orders.csv:4: customer_id "c-2" of order 10001 is "c-1" in another line',
  ],
  [
    'a product that is not sold',
    changed('orders.csv', 'lamp-a,2', 'lamp-x,2'),
    'orders.csv:2: product_id "lamp-x" is not in catalogue.csv',
  ],
  [
    'a cell that is no day',
    changed('orders.csv', '2026-05-28', '2026-02-30'),
    'orders.csv:4: placed_on "2026-02-30" is not a day of the calendar',
  ],
  ['an open quote', changed('customers.csv', 'Bob Late', '"Bob Late'), 'customers.csv:3: this is not CSV'],
  [
    'an unknown column',
    changed('customers.csv', 'address', 'addres'),
    'customers.csv:1: column "addres" is not known',
  ],
])('refuses %s, and leaves nothing behind', async (_, changes, fault) => {
  await withTinyBusiness(changes, async (folder) => {
    await expect(importing(folder)).rejects.toThrow(fault);
    expect((await readdir(folder)).filter((name) => name.startsWith('imported'))).toEqual([]);
  });
});

test('asks for another import when a table has changed', async () => {
  await withTinyBusiness({}, async (folder) => {
    await importing(folder);
    await appendFile(
      join(folder, 'customers.csv'),
      'c-3,Cleo New,cleo@mail.example,,2026-05-30,no,0,,0,,,\n',
    );
    await expect(loadBusiness(folder, { today: TODAY })).rejects.toThrow(
      'customers.csv:1: the tables have changed since they were imported. Run `npm run import-business',
    );
    await importing(folder);
    const { customers } = await loadBusiness(folder, { today: TODAY });
    expect(customers.get('c-3' as CustomerId)?.name).toBe('Cleo New');
  });
});

test('an interrupted import leaves the older one in force', async () => {
  await withTinyBusiness({}, async (folder) => {
    await importing(folder);
    const interrupted = AbortSignal.abort(new Error('interrupted'));
    await expect(importing(folder, interrupted)).rejects.toThrow('interrupted');
    expect(await readdir(folder)).not.toContain('imported.draft');
    expect((await loadBusiness(folder, { today: TODAY })).customers.get(ANN)?.name).toBe('Ann Early');
  });
});

test('a summary that was cut off counts as no import that could be trusted', async () => {
  await withTinyBusiness({}, async (folder) => {
    await importing(folder);
    const summary = join(folder, 'imported/summary.json');
    await truncate(summary, (await readFile(summary)).length - 5);
    await expect(loadBusiness(folder, { today: TODAY })).rejects.toThrow('changed since they were imported');
  });
});

test('tables too large to be read at every start are refused until they are imported', async () => {
  await withTinyBusiness({}, async (folder) => {
    await truncate(join(folder, 'orders.csv'), 17 * 1024 * 1024);
    await expect(loadBusiness(folder, { today: TODAY })).rejects.toThrow(
      /with orders\.csv it has 17 MB, too much to be read at every start\. Run `npm run import/,
    );
  });
});

test('finds each of some thousand customers, and nobody else', async () => {
  const ids = Array.from({ length: 3000 }, (_, i) => `x-${i}`);
  const rows = ids.map((id) => `${id},Name of ${id},${id}@mail.example,,2026-05-30,no,0,,0,,,teams-${id}`);
  const customers = `${TINY_BUSINESS['customers.csv']}${rows.join('\n')}\n`;
  await withTinyBusiness({ 'customers.csv': customers }, async (folder) => {
    await importing(folder);
    const business = await loadBusiness(folder, { today: TODAY });
    expect(ids.filter((id) => business.customers.get(id as CustomerId)?.name !== `Name of ${id}`)).toEqual(
      [],
    );
    expect(ids.filter((id) => business.customerOnTeams(`teams-${id}`)?.id !== id)).toEqual([]);
    expect(ids.filter((id) => business.customers.has(`no-${id}` as CustomerId))).toEqual([]);
    expect([...business.customers.keys()].sort()).toEqual(['c-1', 'c-2', ...ids].sort());
  });
});
