// What the embedded store makes of disk faults and power cuts, at each step of its writes.

import { describe, expect, it } from 'vitest';
import type { CustomerRecord } from '../data/customer.js';
import type { OpenHandoff } from '../data/handoff.js';
import type { CustomerId } from '../data/ids.js';
import type { Stores } from '../data/ports.js';
import { type DiskStep, diskError, testFolder, watchedDisk } from './lowdb-folder.js';
import { AT, customer } from './store-contract.js';

const MARA = 'mara' as CustomerId;
const open: CustomerRecord = { ...customer(MARA), handoff: { status: 'waiting' } as OpenHandoff };

describe('a disk fault', () => {
  const rows: { step: DiskStep; code: string; where: 'journal' | 'open-work' | 'drafts' }[] = [
    { step: 'create', code: 'ENOSPC', where: 'drafts' },
    { step: 'rename', code: 'EACCES', where: 'open-work' },
    { step: 'syncFolder', code: 'EIO', where: 'open-work' },
    { step: 'openLog', code: 'ENOSPC', where: 'journal' },
    { step: 'syncFolder', code: 'EIO', where: 'journal' },
    { step: 'append', code: 'ENOSPC', where: 'journal' },
  ];

  it.each(rows)('$code at $step in $where leaves nothing of the save', async ({ step, code, where }) => {
    const folder = await testFolder();
    let armed = false;
    const disk = watchedDisk((at, path) => {
      if (armed && at === step && path.includes(where)) {
        armed = false;
        throw diskError(code);
      }
    });
    const before = await folder.open();
    await before.customers.save(customer(MARA), 0);
    const stores = await folder.reopen(before, { disk });
    armed = true;
    const saving = stores.customers.save({ ...open, name: 'never' }, 1);
    await expect(saving).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { code } });
    expect(armed).toBe(false);
    expect(await stores.customers.get(MARA)).toEqual({ value: customer(MARA), version: 1 });
    await stores.close();
    const again = await folder.open();
    expect(await again.customers.get(MARA)).toEqual({ value: customer(MARA), version: 1 });
    expect(await again.customers.save({ ...open, name: 'later' }, 1)).toBe('saved');
    expect(await again.customers.withOpenWork()).toEqual([MARA]);
  });

  it('leaves nothing of a first save', async () => {
    const folder = await testFolder();
    let armed = false;
    const disk = watchedDisk((step) => {
      if (armed && step === 'append') throw diskError('EIO');
    });
    const stores = await folder.open({ disk });
    armed = true;
    await expect(stores.customers.save(customer(MARA), 0)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    armed = false;
    expect(await stores.customers.get(MARA)).toBeUndefined();
    expect(await stores.customers.save(customer(MARA), 0)).toBe('saved');
  });

  it('while a mark is dropped does not make the save fail, nor the next mark be missing', async () => {
    const folder = await testFolder();
    let armed = false;
    const disk = watchedDisk((step, path) => {
      if (armed && step === 'syncFolder' && path.endsWith('open-work')) throw diskError('EIO');
    });
    const stores = await folder.open({ disk });
    await stores.customers.save(open, 0);
    armed = true;
    expect(await stores.customers.save(customer(MARA), 1)).toBe('saved');
    armed = false;
    await stores.customers.save(open, 2);
    await stores.close();
    expect(await (await folder.open()).customers.withOpenWork()).toEqual([MARA]);
  });

  it('that can not be taken back lets nothing more be taken until it can', async () => {
    const folder = await testFolder();
    const broken = new Set<DiskStep>();
    const disk = watchedDisk((step) => {
      if (broken.has(step)) throw diskError('EIO');
    });
    const stores = await folder.open({ disk });
    await stores.customers.save(customer(MARA), 0);
    const save = (name: string) => stores.customers.save({ ...customer(MARA), name }, 1);
    broken.add('append').add('cut');
    await expect(save('lost')).rejects.toThrow('STORE_UNAVAILABLE');
    broken.delete('append');
    await expect(save('refused')).rejects.toThrow('STORE_UNAVAILABLE');
    broken.delete('cut');
    expect(await save('kept')).toBe('saved');
    await stores.close();
    expect((await (await folder.open()).customers.get(MARA))?.value.name).toBe('kept');
  });

  it('while records are put in their places loses none and is tried again', async () => {
    const folder = await testFolder();
    const tried: string[] = [];
    let full = true;
    const disk = watchedDisk((step, path) => {
      if (step !== 'rename' || !path.includes('customers')) return;
      tried.push(path);
      if (full) throw diskError('ENOSPC');
    });
    const stores = await folder.open({ disk, journal: { fileAfter: 1, logBytes: 1 } });
    expect(await stores.customers.save({ ...customer(MARA), name: 'first' }, 0)).toBe('saved');
    await expect.poll(() => tried.length).toBeGreaterThan(0);
    expect(await stores.customers.save({ ...customer(MARA), name: 'second' }, 1)).toBe('saved');
    expect((await stores.customers.get(MARA))?.value.name).toBe('second');
    await stores.close();
    expect(await folder.files()).toEqual([]);
    full = false;
    const again = await folder.open({ disk });
    expect(await folder.files()).toEqual(['customers/c8/mara.json']);
    expect((await again.customers.get(MARA))?.value.name).toBe('second');
  });
});

describe('a power cut', () => {
  /** The disk ends for good before its step number `at`; `finished` when the work needed no more steps than that. */
  async function cutAt(at: number, work: (stores: Stores) => Promise<unknown>): Promise<CutResult> {
    const folder = await testFolder();
    const before = await folder.open();
    await before.customers.save({ ...open, name: 'before' }, 0);
    await before.customers.save(customer('noel'), 0);
    await before.close();
    let left = Number.POSITIVE_INFINITY;
    const disk = watchedDisk(() => {
      left -= 1;
      if (left < 0) throw diskError('EIO');
    });
    const stores = await folder.open({ disk });
    left = at;
    const acknowledged = await work(stores).then(
      () => true,
      () => false,
    );
    await stores.close();
    return { stores: await folder.open(), acknowledged, finished: left >= 0 };
  }

  interface CutResult {
    readonly stores: Stores;
    readonly acknowledged: boolean;
    readonly finished: boolean;
  }

  async function everyCut(
    work: (stores: Stores) => Promise<unknown>,
    check: (after: CutResult) => Promise<void>,
  ): Promise<void> {
    let at = 0;
    let finished = false;
    while (!finished) {
      const after = await cutAt(at, work);
      await check(after);
      finished = after.finished;
      at += 1;
    }
    expect(at).toBeGreaterThan(3);
  }

  it('at any step of a save keeps the old record or the new, and never forgets open work', async () => {
    const noel = 'noel' as CustomerId;
    await everyCut(
      (stores) => stores.customers.save({ ...open, id: noel, name: 'after' }, 1),
      async ({ stores, acknowledged }) => {
        const stored = await stores.customers.get(noel);
        expect([undefined, 'after']).toContain(stored?.value.name);
        if (acknowledged) expect(stored?.value.name).toBe('after');
        const marked = await stores.customers.withOpenWork();
        expect(marked).toContain(MARA);
        if (stored?.value.handoff) expect(marked).toContain(noel);
      },
    );
  });

  it('at any step of a save that closes the last work keeps the mark at least as long as the work', async () => {
    await everyCut(
      (stores) => stores.customers.save({ ...customer(MARA), name: 'after' }, 1),
      async ({ stores, acknowledged }) => {
        const stored = await stores.customers.get(MARA);
        if (acknowledged) expect(stored?.value.name).toBe('after');
        if (stored?.value.handoff) expect(await stores.customers.withOpenWork()).toEqual([MARA]);
      },
    );
  });

  it('at any step of an erasure leaves the customer whole or gone, never new', async () => {
    await everyCut(
      (stores) => stores.customers.erase(MARA, AT),
      async ({ stores, acknowledged }) => {
        const stored = await stores.customers.get(MARA);
        if (acknowledged) expect(stored).toBeUndefined();
        if (!stored) expect(await stores.customers.save(customer(MARA), 0)).toBe('conflict');
        else expect(stored.value.name).toBe('before');
      },
    );
  });
});
