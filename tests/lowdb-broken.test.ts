// A broken file: set aside, reported, and never mistaken for a customer who is new.

import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OpenHandoff } from '../data/handoff.js';
import type { CustomerId } from '../data/ids.js';
import type { BrokenReport } from '../data/lowdb/broken-shelf.js';
import type { Stores } from '../data/ports.js';
import { type TestFolder, testFolder } from './lowdb-folder.js';
import { AT, conversation, customer } from './store-contract.js';

const MARA = 'mara' as CustomerId;
const NOEL = 'noel' as CustomerId;
const FILE = 'customers/c8/mara.json';
const ASIDE = 'broken/customers/c8/mara.json.broken-1';
const whole = JSON.stringify({ version: 3, record: customer(MARA) });

interface Setting {
  readonly folder: TestFolder;
  readonly stores: Stores;
  readonly reports: BrokenReport[];
}

async function withFile(content: string | Uint8Array): Promise<Setting> {
  const folder = await testFolder();
  const reports: BrokenReport[] = [];
  const before = await folder.open();
  await before.customers.save(customer(MARA), 0);
  await before.customers.save(customer(NOEL), 0);
  const stores = await folder.reopen(before, { onBroken: (report) => reports.push(report) });
  await folder.write(FILE, content);
  return { folder, stores, reports };
}

describe('a broken customer', () => {
  it.each([
    { what: 'empty', content: '', reason: 'not JSON' },
    { what: 'not JSON', content: 'hello', reason: 'not JSON' },
    { what: 'cut short', content: whole.slice(0, -1), reason: 'not JSON' },
    { what: 'not UTF-8', content: Buffer.from([0x22, 0xff, 0x22]), reason: 'not UTF-8' },
    { what: 'null', content: 'null', reason: 'no object' },
    { what: 'a list', content: '[]', reason: 'version' },
    { what: 'a bare record', content: JSON.stringify(customer(MARA)), reason: 'version' },
    { what: 'version 0', content: JSON.stringify({ version: 0, record: customer(MARA) }), reason: 'version' },
    { what: 'without a record', content: '{"version":1}', reason: 'another kind' },
    {
      what: 'without conversations',
      content: '{"version":1,"record":{"id":"mara"}}',
      reason: 'another kind',
    },
    {
      what: "another's record",
      content: JSON.stringify({ version: 1, record: customer(NOEL) }),
      reason: 'belongs',
    },
  ])('$what: is set aside as it is, reported once, and refused from then on', async ({ content, reason }) => {
    const { folder, stores, reports } = await withFile(content);
    const refused = { code: 'RECORD_BROKEN', message: expect.stringContaining(ASIDE) };
    await expect(stores.customers.get(MARA)).rejects.toMatchObject(refused);
    expect(reports).toEqual([{ file: FILE, setAside: ASIDE, reason: expect.stringContaining(reason) }]);
    expect(Buffer.from(await folder.read(ASIDE))).toEqual(Buffer.from(Buffer.from(content).toString('utf8')));
    await expect(stores.customers.get(MARA)).rejects.toMatchObject(refused);
    await expect(stores.customers.save(customer(MARA), 0)).rejects.toMatchObject(refused);
    await stores.close();
    const again = await folder.open();
    await expect(again.customers.get(MARA)).rejects.toMatchObject(refused);
    expect(reports).toHaveLength(1);
    expect((await again.customers.get(NOEL))?.version).toBe(1);
  });

  it('is found by a save too, which then changes nothing', async () => {
    const { folder, stores } = await withFile('{');
    await expect(stores.customers.save(customer(MARA), 1)).rejects.toMatchObject({ code: 'RECORD_BROKEN' });
    expect(await folder.read(ASIDE)).toBe('{');
  });

  it('is set aside once by many who ask at the same time', async () => {
    const { stores, reports } = await withFile('{');
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => stores.customers.get(MARA)));
    expect(asked.every((a) => a.status === 'rejected')).toBe(true);
    expect(reports).toHaveLength(1);
  });

  it('is back when an operator moves the repaired file back', async () => {
    const { folder, stores } = await withFile('{');
    await expect(stores.customers.get(MARA)).rejects.toThrow('RECORD_BROKEN');
    await folder.write(ASIDE, whole);
    await rename(join(folder.path, ASIDE), join(folder.path, FILE));
    expect((await stores.customers.get(MARA))?.version).toBe(3);
  });

  it('begins afresh when an operator deletes what was set aside', async () => {
    const { folder, stores } = await withFile('{');
    await expect(stores.customers.get(MARA)).rejects.toThrow('RECORD_BROKEN');
    await rm(join(folder.path, ASIDE));
    expect(await stores.customers.get(MARA)).toBeUndefined();
    expect(await stores.customers.save(customer(MARA), 0)).toBe('saved');
  });

  it('that breaks twice is set aside twice, the first untouched', async () => {
    const { folder, stores } = await withFile('first');
    await expect(stores.customers.get(MARA)).rejects.toThrow('RECORD_BROKEN');
    await folder.write(FILE, 'second');
    await expect(stores.customers.get(MARA)).rejects.toThrow('broken-2');
    expect(await folder.read(ASIDE)).toBe('first');
    await rm(join(folder.path, ASIDE));
    await expect(stores.customers.get(MARA)).rejects.toThrow('broken-2');
  });

  it('is erased with everything that was set aside', async () => {
    const { folder, stores } = await withFile('{');
    await stores.archive.add(MARA, conversation('c1'));
    await expect(stores.customers.get(MARA)).rejects.toThrow('RECORD_BROKEN');
    await folder.write('archive/mara/c1.json', '{');
    await expect(stores.archive.of(MARA)).rejects.toThrow('RECORD_BROKEN');
    await stores.customers.erase(MARA, AT);
    await stores.archive.erase(MARA);
    expect(await folder.files()).toEqual([expect.stringMatching(/noel\.json$/), 'tombstones/mara']);
    expect(await stores.customers.get(MARA)).toBeUndefined();
  });
});

describe('other broken files', () => {
  it('an archived conversation is never silently missing', async () => {
    const { folder, stores } = await withFile(whole);
    await stores.archive.add(MARA, conversation('c1'));
    await stores.archive.add(MARA, conversation('c2'));
    await folder.write('archive/mara/c1.json', '{');
    for (const _ of [1, 2]) {
      await expect(stores.archive.of(MARA)).rejects.toThrow(/^RECORD_BROKEN: archive\/mara\/c1\.json/);
    }
    expect(await folder.read('broken/archive/mara/c1.json.broken-1')).toBe('{');
  });

  it('a value of a collection is left out of the list, and refused by its key', async () => {
    const { folder, stores, reports } = await withFile(whole);
    const visits = stores.collection<number>('visits');
    await visits.save('a', 1, 0);
    await visits.save('b', 2, 0);
    await folder.write('collections/visits/a.json', '{"version":1,"record":{"key":"b","value":2}}');
    expect((await visits.list()).map((l) => l.key)).toEqual(['b']);
    expect(reports.map((r) => r.file)).toEqual(['collections/visits/a.json']);
    await expect(visits.get('a')).rejects.toMatchObject({ code: 'RECORD_BROKEN' });
    await expect(visits.save('a', 1, 0)).rejects.toMatchObject({ code: 'RECORD_BROKEN' });
  });

  it('a mark of open work does not stop the others, and comes back with the next save', async () => {
    const { folder, stores, reports } = await withFile(whole);
    const handoff = { status: 'waiting' } as OpenHandoff;
    await stores.customers.save({ ...customer(MARA), handoff }, 3);
    await stores.customers.save({ ...customer(NOEL), handoff }, 1);
    await folder.write('open-work/mara', '"some');
    expect(await stores.customers.withOpenWork()).toEqual([NOEL]);
    expect(reports.map((r) => r.file)).toEqual(['open-work/mara']);
    await stores.customers.save({ ...customer(MARA), handoff }, 4);
    expect([...(await stores.customers.withOpenWork())].sort()).toEqual([MARA, NOEL]);
  });
});
