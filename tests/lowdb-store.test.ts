// What the embedded store leaves on the disk: its names, its layout and the order of its writes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerRecord } from '../data/customer.js';
import type { OpenHandoff } from '../data/handoff.js';
import type { CustomerId } from '../data/ids.js';
import { fileNameOf } from '../data/lowdb/file-names.js';
import { testFolder, watchedDisk } from './lowdb-folder.js';
import { AT, conversation, customer, STRANGE_IDS } from './store-contract.js';

const MARA = 'mara' as CustomerId;
const open: CustomerRecord = { ...customer(MARA), handoff: { status: 'waiting' } as OpenHandoff };
const MARA_FILE = 'customers/c8/mara.json';

describe('file names', () => {
  it.each([
    ['mara', 'mara'],
    ['mara-2_b', 'mara-2_b'],
    ['Mara', '=4dara'],
    ['../x', '=2e=2e=2fx'],
    ['a=b', 'a=3db'],
    ['con', '=63on'],
    ['lpt9', '=6cpt9'],
    ['console', 'console'],
    ['x'.repeat(120), 'x'.repeat(120)],
    ['x'.repeat(121), expect.stringMatching(/^~[0-9a-f]{64}$/)],
    ['', expect.stringMatching(/^~[0-9a-f]{64}$/)],
    ['\ud83e', expect.stringMatching(/^~[0-9a-f]{64}$/)],
  ])('%j is kept as %s', (id, name) => {
    expect(fileNameOf(id)).toEqual(name);
  });

  it('are safe everywhere and never shared, whatever the ids', () => {
    const ids = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(...STRANGE_IDS, '\ud83e', '\udd8a', '\ufffd', '\u0000', ''),
    );
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        expect(fileNameOf(a)).toMatch(/^[a-z0-9_=~-]{1,120}$/);
        if (a !== b) expect(fileNameOf(a)).not.toBe(fileNameOf(b));
      }),
    );
  });
});

describe('the folder', () => {
  it('holds one file for each thing, and marks for open work and erasures', async () => {
    const folder = await testFolder();
    const stores = await folder.open();
    await stores.customers.save(open, 0);
    await stores.archive.add(MARA, conversation('c1'));
    await stores.collection('visits').save('v/1', 'at ten', 0);
    await stores.customers.erase('noel' as CustomerId, AT);
    await stores.close();
    expect(await folder.files()).toEqual([
      'archive/mara/c1.json',
      'collections/visits/v=2f1.json',
      MARA_FILE,
      'open-work/mara',
      'tombstones/noel',
    ]);
    expect(JSON.parse(await folder.read(MARA_FILE))).toEqual({ version: 1, record: open });
    expect(JSON.parse(await folder.read('tombstones/noel'))).toEqual({ at: AT });
  });

  it('flushes a mark before the record that needs it, and drops it after the record that does not', async () => {
    const folder = await testFolder();
    const steps: string[] = [];
    const disk = watchedDisk((step, path) => {
      if (step !== 'create') steps.push(`${step} ${path.slice(folder.path.length + 1) || '.'}`);
    });
    const stores = await folder.open({ disk });
    steps.length = 0;
    await stores.customers.save(open, 0);
    const log = 'journal/000000001.log';
    expect(steps).toEqual([
      'rename open-work/mara',
      'syncFolder open-work',
      `openLog ${log}`,
      'syncFolder journal',
      `append ${log}`,
    ]);
    steps.length = 0;
    await stores.customers.save(customer(MARA), 1);
    expect(steps.slice(0, 2)).toEqual([`append ${log}`, 'remove open-work/mara']);
    steps.length = 0;
    await stores.close();
    expect(steps).toEqual([
      'syncFolder .',
      'syncFolder customers',
      `rename ${MARA_FILE}`,
      'syncFolder customers/c8',
      `remove ${log}`,
      'syncFolder journal',
    ]);
  });

  it('throws away the draft of a write that a crash cut off, and reads the record before it', async () => {
    const folder = await testFolder();
    const before = await folder.open();
    await before.customers.save({ ...customer(MARA), name: 'before' }, 0);
    await before.close();
    await folder.write(
      'drafts/7.json',
      JSON.stringify({ version: 2, record: { ...customer(MARA), name: 'cut' } }),
    );
    const stores = await folder.open();
    expect((await stores.customers.get(MARA))?.value.name).toBe('before');
    expect(await folder.files()).toEqual([MARA_FILE]);
  });

  it('frees what an erasure left undone, or a backup brought back', async () => {
    const folder = await testFolder();
    const before = await folder.open();
    await before.customers.save(open, 0);
    await before.customers.save(customer('noel'), 0);
    await before.archive.add(MARA, conversation('c1'));
    await before.close();
    await folder.write('tombstones/mara', JSON.stringify({ at: AT }));
    const stores = await folder.open();
    expect(await folder.files()).toEqual([expect.stringMatching(/noel\.json$/), 'tombstones/mara']);
    expect(await stores.customers.get(MARA)).toBeUndefined();
    expect(await stores.customers.withOpenWork()).toEqual([]);
  });

  it('refuses everything once it is closed', async () => {
    const stores = await (await testFolder()).open();
    await stores.close();
    const closed = /^STORE_UNAVAILABLE: the store in .* is closed/;
    await expect(stores.customers.get(MARA)).rejects.toThrow(closed);
    await expect(stores.customers.save(customer(MARA), 0)).rejects.toThrow(closed);
    await expect(stores.archive.of(MARA)).rejects.toThrow(closed);
    await expect(stores.collection('visits').list()).rejects.toThrow(closed);
  });
});
