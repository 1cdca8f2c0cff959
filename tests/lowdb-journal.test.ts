// The log of changed customers: what a crash, a cut and damage leave of it, and what others read while it is in use.

import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendEntry } from '../data/append-entry.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ActivityId, CustomerId } from '../data/ids.js';
import { type Disk, localDisk } from '../data/lowdb/disk.js';
import { DurableFiles } from '../data/lowdb/durable-files.js';
import { framesOf, readFrames } from '../data/lowdb/journal-frames.js';
import { Placing } from '../data/lowdb/placing.js';
import { openLowdbFolderReadOnly } from '../data/lowdb/read-only.js';
import { type TestFolder, testFolder } from './lowdb-folder.js';
import { AT, conversation, customer } from './store-contract.js';

const MARA = 'mara' as CustomerId;
const LOG = 'journal/000000001.log';
const FILE = 'customers/c8/mara.json';

function say(record: CustomerRecord, text: string): CustomerRecord {
  if (record.conversations.length === 0) record.conversations.push(conversation('c1'));
  appendEntry(record.conversations[0]!, {
    id: text as ActivityId,
    at: new Date(AT),
    from: { role: 'customer' },
    activity: { type: 'message', text },
  });
  return record;
}

function saidIn(record: CustomerRecord | undefined): (string | undefined)[] | undefined {
  return record?.conversations[0]?.transcript.map(({ activity }) => activity.text);
}

/** What a process that is killed now leaves behind. */
async function killed(folder: TestFolder): Promise<TestFolder> {
  const left = await testFolder();
  await cp(folder.path, left.path, {
    recursive: true,
    filter: (path) => !path.endsWith('lock') && !path.endsWith('lock-owner.json'),
  });
  return left;
}

describe('after a kill', () => {
  it('every acknowledged change is there, whether it has reached its file or not', async () => {
    const folder = await testFolder();
    const before = await folder.open();
    await before.customers.save(say(customer(MARA), 'one'), 0);
    const stores = await folder.reopen(before);
    for (const [text, version] of [
      ['two', 1],
      ['three', 2],
    ] as const)
      await stores.customers.save(say((await stores.customers.get(MARA))!.value, text), version);
    const left = await killed(folder);
    expect(JSON.parse(await left.read('customers/c8/mara.json')).version).toBe(1);
    const again = await left.open();
    const stored = await again.customers.get(MARA);
    expect([stored?.version, saidIn(stored?.value)]).toEqual([3, ['one', 'two', 'three']]);
    expect(JSON.parse(await left.read('customers/c8/mara.json')).version).toBe(3);
  });

  it('a change that was cut off in the middle is gone, and those before it are there', async () => {
    const folder = await testFolder();
    const stores = await folder.open();
    await stores.customers.save(say(customer(MARA), 'one'), 0);
    await stores.customers.save(say((await stores.customers.get(MARA))!.value, 'two'), 1);
    const log = await folder.read(LOG);
    for (const cut of [1, 20, log.length - log.lastIndexOf('\n', log.length - 2)]) {
      const left = await killed(folder);
      await left.write(LOG, log.slice(0, -cut));
      const reports: unknown[] = [];
      const again = await left.open({ onBroken: (report) => reports.push(report) });
      expect(saidIn((await again.customers.get(MARA))?.value)).toEqual(['one']);
      expect(reports).toEqual([]);
    }
  });

  it('a log that is damaged in the middle is set aside and reported, and what can be read is kept', async () => {
    const folder = await testFolder();
    const stores = await folder.open();
    await stores.customers.save(say(customer('noel'), 'hello'), 0);
    await stores.customers.save(say(customer(MARA), 'one'), 0);
    const left = await killed(folder);
    await left.write(LOG, (await left.read(LOG)).replace('hello', 'jello'));
    const reports: { readonly file: string }[] = [];
    const again = await left.open({ onBroken: (report) => reports.push(report) });
    expect(reports.map(({ file }) => file)).toEqual([LOG]);
    expect(saidIn((await again.customers.get(MARA))?.value)).toEqual(['one']);
    expect(await again.customers.get('noel' as CustomerId)).toBeUndefined();
  });

  it('an erased customer stays erased though the log still speaks of them', async () => {
    const folder = await testFolder();
    const stores = await folder.open();
    await stores.customers.save(say(customer(MARA), 'one'), 0);
    await stores.customers.save(say((await stores.customers.get(MARA))!.value, 'two'), 1);
    await stores.customers.erase(MARA, AT);
    const reports: unknown[] = [];
    const again = await (await killed(folder)).open({ onBroken: (report) => reports.push(report) });
    expect(await again.customers.get(MARA)).toBeUndefined();
    expect(reports).toEqual([]);
  });
});

describe('the log', () => {
  it('takes of a long conversation just what was added to it', async () => {
    const folder = await testFolder();
    const stores = await folder.open();
    for (let n = 0; n < 20; n++) {
      const record = (await stores.customers.get(MARA))?.value ?? customer(MARA);
      await stores.customers.save(say(record, `message ${n}`), n);
    }
    const written = (await folder.read(LOG)).match(/message \d+/g);
    // Twice each: in the text and as the id.
    expect(written).toHaveLength(40);
  });

  it('turns over when it is full, and puts each customer once in their place', async () => {
    const folder = await testFolder();
    const stores = await folder.open({ journal: { fileAfter: 60_000, logBytes: 10_000 } });
    let version = 0;
    for (; version < 60; version++)
      await stores.customers.save({ ...customer(MARA), name: 'x'.repeat(1000) + version }, version);
    await expect.poll(async () => (await folder.files()).length).toBe(1);
    expect((await stores.customers.get(MARA))?.version).toBe(60);
    expect(await stores.customers.save(customer(MARA), 59)).toBe('conflict');
    const again = await folder.reopen(stores);
    expect((await again.customers.get(MARA))?.value.name).toMatch(/59$/);
  });

  it('puts the last of a rush in its place too, though it came while others were being put there and nobody writes again', async () => {
    const folder = await testFolder();
    let begun = false;
    let letGo = () => {};
    const gate = new Promise<void>((done) => {
      letGo = done;
    });
    const disk: Disk = {
      ...localDisk,
      async rename(from, to) {
        if (to.includes('customers')) begun = true;
        await gate;
        await localDisk.rename(from, to);
      },
    };
    const stores = await folder.open({ disk, journal: { fileAfter: 5, logBytes: 1 } });
    await stores.customers.save(customer(MARA), 0);
    await expect.poll(() => begun).toBe(true);
    await stores.customers.save(customer('noel'), 0);
    letGo();
    await expect.poll(() => folder.files()).toEqual(['customers/1f/noel.json', 'customers/c8/mara.json']);
  });

  it('is read along by who only reads, while it grows and turns over', async () => {
    const folder = await testFolder();
    const stores = await folder.open({ journal: { fileAfter: 60_000, logBytes: 2_000 } });
    await stores.customers.save(say(customer(MARA), 'message 0'), 0);
    const reader = await openLowdbFolderReadOnly(folder.path);
    for (let n = 1; n < 30; n++) {
      await stores.customers.save(say((await stores.customers.get(MARA))!.value, `message ${n}`), n);
      const seen = await reader.customers.get(MARA);
      expect([seen?.version, saidIn(seen?.value)?.at(-1)]).toEqual([n + 1, `message ${n}`]);
    }
    const ids: string[] = [];
    for await (const id of reader.customers.each()) ids.push(id);
    expect(ids).toEqual([MARA]);
  });
});

describe('a customer whom the memory let go', () => {
  it('is what the file and the log say together, and is put in place from both', async () => {
    const folder = await testFolder();
    const before = await folder.open();
    await before.customers.save(say(customer(MARA), 'one'), 0);
    const stores = await folder.reopen(before, { remembered: 2_000 });
    for (const [text, version] of [
      ['two', 1],
      ['three', 2],
    ] as const)
      await stores.customers.save(say((await stores.customers.get(MARA))!.value, text), version);
    await stores.customers.save({ ...customer('noel'), name: 'x'.repeat(2_000) }, 0);
    expect(JSON.parse(await folder.read(FILE)).version).toBe(1);
    expect(saidIn((await stores.customers.get(MARA))?.value)).toEqual(['one', 'two', 'three']);
    await stores.close();
    const { version, record } = JSON.parse(await folder.read(FILE));
    expect([version, saidIn(record)]).toEqual([3, ['one', 'two', 'three']]);
  });

  it('is refused when hands took the file away, and what was logged is set aside and reported', async () => {
    const folder = await testFolder();
    const before = await folder.open();
    await before.customers.save(say(customer(MARA), 'one'), 0);
    const reports: { readonly file: string }[] = [];
    const stores = await folder.reopen(before, {
      remembered: 2_000,
      journal: { fileAfter: 60_000, logBytes: 5_000 },
      onBroken: (report) => reports.push(report),
    });
    const known = (await stores.customers.get(MARA))!;
    await stores.customers.save(say(known.value, 'two'), 1);
    await stores.customers.save({ ...customer('noel'), name: 'x'.repeat(2_000) }, 0);
    await rm(join(folder.path, FILE));
    const refused = { code: 'RECORD_BROKEN', message: expect.stringContaining('does not go on') };
    await expect(stores.customers.get(MARA)).rejects.toMatchObject(refused);
    // Others fill the log, whereupon it is to be emptied.
    await stores.customers.save({ ...customer('noel'), name: 'x'.repeat(3_000) }, 1);
    await expect.poll(() => reports.map(({ file }) => file)).toEqual([LOG]);
    expect((await stores.customers.get('noel' as CustomerId))?.version).toBe(2);
    expect((await folder.files()).filter((name) => name.startsWith('customers/'))).toEqual([
      'customers/1f/noel.json',
    ]);
  });
});

describe('files on their way to their places', () => {
  it.each([
    { isBehind: false, most: 2 },
    { isBehind: true, most: 20 },
  ])('are few at once, and more when the log grows faster (%o)', async ({ isBehind, most }) => {
    const folder = await testFolder();
    const placing = new Placing(new DurableFiles(folder.path, localDisk), localDisk);
    let now = 0;
    let highest = 0;
    const newest = async () => {
      now += 1;
      highest = Math.max(highest, now);
      await setImmediate();
      now -= 1;
      return undefined;
    };
    const files = Array.from({ length: 100 }, (_, n) => `${n}`);
    await placing.all(files.values(), newest, { atOnce: 2, isBehind: () => isBehind });
    expect(isBehind ? highest >= most : highest === most).toBe(true);
  });
});

describe('frames', () => {
  const frame = fc.record({
    name: fc.stringMatching(/^[a-z/.~=]{1,40}$/),
    text: fc.string({ unit: 'binary', maxLength: 200 }),
  });

  it('are read back as they were written, up to wherever the log is cut', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 6 }), fc.nat(), (frames, cut) => {
        const whole = frames.map((each) =>
          Buffer.from(framesOf([{ name: each.name, text: [Buffer.from(each.text)] }]).bytes),
        );
        const log = Buffer.concat(whole);
        const end = log.length === 0 ? 0 : cut % (log.length + 1);
        let left = end;
        const complete = whole.filter(({ length }) => {
          left -= length;
          return left >= 0;
        }).length;
        const read = readFrames(log.subarray(0, end));
        expect(read.isDamaged).toBe(false);
        expect(
          read.frames.map(({ name, text }) => ({ name, text: Buffer.from(text).toString('utf8') })),
        ).toEqual(
          frames
            .slice(0, complete)
            .map(({ name, text }) => ({ name, text: Buffer.from(text).toString('utf8') })),
        );
      }),
    );
  });

  it('written together are told apart', () => {
    const added = [
      { name: 'a', text: [Buffer.from('{"one":'), Buffer.from('"€"}')] },
      { name: 'b', text: [] },
      { name: 'c', text: [Buffer.from('three')] },
    ];
    const { bytes, texts } = framesOf(added);
    expect(texts.map((text) => Buffer.from(text).toString())).toEqual(['{"one":"€"}', '', 'three']);
    expect(readFrames(Buffer.from(bytes)).frames.map(({ name, text }) => `${name} ${text}`)).toEqual([
      'a {"one":"€"}',
      'b ',
      'c three',
    ]);
  });
});
