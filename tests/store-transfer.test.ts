// A business moves house, makes backups while customers talk, and restores them: nothing lost, nobody erased comes back.

import { execFile } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../data/ids.js';
import { openLowdbFolderReadOnly, type StoreReader } from '../data/lowdb/read-only.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import { checkBackup, entriesIn, writeBackup } from '../scripts/store-transfer/backup-file.js';
import { openToMove } from '../scripts/store-transfer/open.js';
import {
  ALL_COLLECTIONS,
  digestOf,
  type Entry,
  entriesOf,
  LASTING_COLLECTIONS,
  readCustomer,
} from '../scripts/store-transfer/records.js';
import { storeSource } from '../scripts/store-transfer/store-source.js';
import { type TransferOptions, transfer } from '../scripts/store-transfer/transfer.js';
import { testFolder } from './lowdb-folder.js';
import { openStores, postgresServer } from './postgres-server.js';
import { AT, conversation, customer, STRANGE_IDS } from './store-contract.js';

const postgres = postgresServer();
const run = promisify(execFile);
const MARA = 'mara' as CustomerId;
const NOEL = 'noel' as CustomerId;

/** Strange names, open work, ended conversations, values of every collection, an erased customer. */
async function fill(stores: Stores): Promise<void> {
  for (const id of ['mara', 'noel', ...STRANGE_IDS]) {
    const record = customer(id);
    record.name = `${id}\u2028\u0000`;
    record.conversations = [conversation('open', ['pending'])];
    await stores.customers.save(record, 0);
  }
  for (const id of ['b', 'a', '../c']) await stores.archive.add(MARA, conversation(id));
  for (const name of ALL_COLLECTIONS) await stores.collection(name).save('a/key', { of: name }, 0);
  await stores.customers.save(customer('olga'), 0);
  await stores.customers.erase('olga' as CustomerId, AT);
}

async function contentsOf(reader: StoreReader, collections = ALL_COLLECTIONS): Promise<readonly string[]> {
  const all: string[] = [];
  const intact = (fault: Error): never => {
    throw fault;
  };
  for await (const entry of entriesOf(reader, collections, intact)) all.push(digestOf(entry));
  return all.sort();
}

const refusing: TransferOptions = { others: 'refuse', remedy: 'R.', signal: new AbortController().signal };
const replacing: TransferOptions = { ...refusing, others: 'replace' };

async function move(from: Stores, to: Stores, options = refusing) {
  return transfer(await storeSource(from, () => undefined), to, options);
}

async function backUp(
  reader: StoreReader,
  file: string,
  signal = refusing.signal,
  entries: AsyncIterable<Entry> = entriesOf(reader, LASTING_COLLECTIONS, () => undefined),
) {
  return writeBackup(file, `${file}.partial`, { at: AT, store: 'test', customers: 1 }, entries, signal);
}

async function restore(file: string, to: Stores, options = refusing) {
  const { counts, erased } = await checkBackup(file);
  const entries = () => entriesIn(file);
  const { customers } = counts;
  return transfer({ customers, collections: LASTING_COLLECTIONS, erased, entries }, to, options);
}

/** The stores until the power goes: the write of that number, and every one after it, fails. */
function failingAt(stores: Stores, write: number): Stores {
  let writes = 0;
  const counted =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      ++writes >= write ? Promise.reject(new Error('the power is gone')) : work(...args);
  return {
    ...stores,
    customers: { ...stores.customers, save: counted(stores.customers.save), erase: stores.customers.erase },
    archive: { ...stores.archive, add: counted(stores.archive.add) },
  };
}

describe('moving from one store to the other', () => {
  it('and back again leaves every record as it was', async () => {
    const [old, back] = [await (await testFolder()).open(), await (await testFolder()).open()];
    const database = await openStores(await postgres.fresh());
    await fill(old);

    const moved = await move(old, database);
    expect(moved).toMatchObject({
      customers: STRANGE_IDS.length + 2,
      conversations: 3,
      erased: 1,
      present: 0,
    });
    expect(await contentsOf(database)).toEqual(await contentsOf(old));
    await move(database, back);
    expect(await contentsOf(back)).toEqual(await contentsOf(old));
    expect(await back.customers.withOpenWork()).toHaveLength(STRANGE_IDS.length + 2);
    expect(await back.customers.save(customer('olga'), 0)).toBe('conflict');
  });

  it.each([1, 3, 12])('goes on where write %i was interrupted', async (write) => {
    const old = createMemoryStores();
    await fill(old);
    const database = await openStores(await postgres.fresh());
    await expect(move(old, failingAt(database, write))).rejects.toThrow('the power is gone');
    const there = await contentsOf(database);

    const { present } = await move(old, database);
    expect(present).toBeGreaterThanOrEqual(write === 12 ? 1 : 0);
    expect(await contentsOf(old)).toEqual(expect.arrayContaining([...there]));
    expect(await contentsOf(database)).toEqual(await contentsOf(old));
  });

  it('stops at once when it is told to, and goes on later', async () => {
    const [old, target] = [createMemoryStores(), createMemoryStores()];
    await fill(old);
    const stop = new AbortController();
    const archive = {
      ...target.archive,
      async add(...given: Parameters<Stores['archive']['add']>) {
        stop.abort();
        await target.archive.add(...given);
      },
    };
    const options = { ...refusing, signal: stop.signal };
    await expect(move(old, { ...target, archive }, options)).rejects.toThrow('abort');
    expect((await contentsOf(target)).length).toBeLessThan((await contentsOf(old)).length);
    await move(old, target);
    expect(await contentsOf(target)).toEqual(await contentsOf(old));
  });

  it('leaves a target with other data alone, unless it is told to go on', async () => {
    const [old, target] = [createMemoryStores(), createMemoryStores()];
    await fill(old);
    await target.customers.save({ ...customer(MARA), name: 'Another' }, 0);
    await target.archive.add(MARA, conversation('another'));
    await target.customers.save(customer('only here'), 0);
    const before = await contentsOf(target);

    await expect(move(old, target)).rejects.toThrow(
      'STORE_CONFLICT: the target holds other data: 2 customers and 0 values. R.',
    );
    expect(await contentsOf(target)).toEqual(before);
    expect(await move(old, target, replacing)).toMatchObject({ others: 1 });
    expect((await target.archive.of(MARA)).map(({ id }) => id).sort()).toEqual(['../c', 'a', 'b']);
  });

  it('is refused while a process has the folder', async () => {
    const folder = await testFolder();
    await folder.open();
    await expect(openToMove('lowdb', { DATA_DIR: folder.path })).rejects.toThrow(
      /^DATA_FOLDER_IN_USE: .* is in use by process/,
    );
  });

  it('says what is not equal afterwards', async () => {
    const [old, target] = [createMemoryStores(), createMemoryStores()];
    await fill(old);
    const forgetful = {
      ...target,
      customers: {
        ...target.customers,
        save: async (record: Parameters<Stores['customers']['save']>[0], version: number) =>
          record.id === NOEL ? ('saved' as const) : target.customers.save(record, version),
      },
    };
    await expect(move(old, forgetful)).rejects.toThrow(
      /1 records are not equal on both sides, the first: noel\./,
    );
  });
});

describe('a backup', () => {
  /** Talks until it is told to stop: turn after turn, and each conversation is archived before the record lets go of it. */
  async function talk(stores: Stores, id: CustomerId, stop: AbortSignal): Promise<void> {
    let version = 0;
    for (let ended = 0; !stop.aborted; ended++) {
      const record = { ...customer(id), conversations: [conversation(`talk ${ended}`)] };
      for (let turn = 0; turn < 4; turn++) {
        await stores.customers.save({ ...record, name: `${ended} ended` }, version++);
      }
      await stores.archive.add(id, conversation(`talk ${ended}`));
    }
  }

  it.each(['lowdb', 'postgres'])('of %s is of a state that was there, while customers talk', async (name) => {
    const folder = await testFolder();
    const talking = name === 'lowdb' ? await folder.open() : await openStores(await postgres.fresh());
    const reader = name === 'lowdb' ? () => openLowdbFolderReadOnly(folder.path) : async () => talking;
    const stop = new AbortController();
    const talks = [MARA, NOEL].map((id) => talk(talking, id, stop.signal));
    for (const id of [MARA, NOEL]) while ((await talking.archive.of(id)).length === 0);

    const files = [1, 2, 3].map((n) => join(folder.path, `${n}.gz`));
    for (const file of files) await backUp(await reader(), file);
    stop.abort();
    await Promise.all(talks);

    for (const file of files) {
      const restored = createMemoryStores();
      expect(await restore(file, restored)).toMatchObject({ customers: 2 });
      for (const id of [MARA, NOEL]) {
        const ended = Number.parseInt((await restored.customers.get(id))?.value.name ?? '', 10);
        const archived = (await restored.archive.of(id)).length;
        // One more: it is archived, and the record has not let go of it yet.
        expect([ended, ended + 1]).toContain(archived);
      }
    }
    // The writers' drafts and lock are theirs; reading has added nothing and removed nothing.
    if (name === 'lowdb') expect(await contentsOf(await reader())).toEqual(await contentsOf(talking));
  });

  it.each(['record', 'archive'])(
    'looks again when a customer goes on after the read of the %s',
    async (read) => {
      const stores = createMemoryStores();
      let ended = 0;
      async function turn(): Promise<void> {
        if (ended > 0) await stores.archive.add(MARA, conversation(`talk ${ended}`));
        await stores.customers.save({ ...customer(MARA), name: `${ended} ended` }, ended);
        ended += 1;
      }
      await turn();
      /** Three times somebody is quick enough to end two conversations between two reads. */
      async function meanwhile<T>(which: string, value: T): Promise<T> {
        if (which === read && ended < 6) for (const _ of [1, 2]) await turn();
        return value;
      }
      const busy: StoreReader = {
        ...stores,
        customers: {
          ...stores.customers,
          get: async (id) => meanwhile('record', await stores.customers.get(id)),
        },
        archive: { of: async (id) => meanwhile('archive', await stores.archive.of(id)) },
      };
      const found = await readCustomer(busy, MARA);
      expect(found?.record.name).toBe('6 ended');
      expect(found?.archive).toHaveLength(6);
    },
  );

  it('has everything but sessions and presence, and is for its owner alone', async () => {
    const folder = await testFolder();
    const stores = await folder.open();
    await fill(stores);
    const file = join(folder.path, 'backup.gz');
    await backUp(stores, file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const restored = createMemoryStores();
    await restore(file, restored);
    expect(await contentsOf(restored)).toEqual(await contentsOf(stores, LASTING_COLLECTIONS));
    expect(await restore(file, restored)).toMatchObject({
      present: STRANGE_IDS.length + 2 + LASTING_COLLECTIONS.length,
    });
  });

  it('that is interrupted leaves the one before as it was, and nothing else', async () => {
    const folder = await testFolder();
    const stores = createMemoryStores();
    await fill(stores);
    const file = join(folder.path, 'backup.gz');
    await writeFile(file, 'the one before');
    const stop = new AbortController();
    async function* interrupted(): AsyncGenerator<Entry> {
      for await (const entry of entriesOf(stores, LASTING_COLLECTIONS, () => undefined)) {
        yield entry;
        stop.abort();
      }
    }
    await expect(backUp(stores, file, stop.signal, interrupted())).rejects.toThrow('abort');
    expect(await readdir(folder.path)).toEqual(['backup.gz']);
    expect(await readFile(file, 'utf8')).toBe('the one before');
  });
});

describe('an erased customer', () => {
  it('stays erased when an older backup is restored, with all that was theirs', async () => {
    const folder = await testFolder();
    const stores = await folder.open();
    await fill(stores);
    await stores.collection('visits').save('visit', { customerId: MARA }, 0);
    const file = join(folder.path, 'backup.gz');
    await backUp(stores, file);
    await stores.customers.erase(MARA, AT);
    await stores.archive.erase(MARA);
    await stores.collection('visits').remove('visit');

    expect(await restore(file, stores, replacing)).toMatchObject({ stayErased: 2 });
    expect(await stores.customers.get(MARA)).toBeUndefined();
    expect(await stores.archive.of(MARA)).toEqual([]);
    expect(await stores.collection('visits').get('visit')).toBeUndefined();
  });

  it('stays erased in a new store, and goes from one where they still are', async () => {
    const [stores, behind] = [createMemoryStores(), createMemoryStores()];
    await behind.customers.save(customer('olga'), 0);
    await behind.collection('uploads').save('file', { customerId: 'olga' }, 0);
    await fill(stores);
    const folder = await testFolder();
    const file = join(folder.path, 'backup.gz');
    await backUp(stores, file);
    await restore(file, behind, replacing);
    expect(await behind.customers.save(customer('olga'), 0)).toBe('conflict');
    expect(await behind.collection('uploads').get('file')).toBeUndefined();
  });
});

describe('a file that is no whole backup is refused', () => {
  const lines = (bytes: Buffer): string => gunzipSync(bytes).toString('utf8');
  const cases: readonly (readonly [string, (whole: Buffer) => Buffer, RegExp])[] = [
    ['no gzip', () => Buffer.from('hello'), /not compressed by gzip/],
    ['empty', () => Buffer.alloc(0), /RECORD_BROKEN/],
    ['another program’s', () => gzipSync('{"a":1}\n{"b":2}\n'), /not a backup of Rapport/],
    ['cut short', (whole) => whole.subarray(0, whole.length - 40), /cut short/],
    ['cut by a line', (whole) => gzipSync(lines(whole).replace(/\n[^\n]*\n$/, '\n')), /cut short/],
    ['changed', (whole) => gzipSync(lines(whole).replace('"noel"', '"nora"')), /hash does not fit/],
    [
      'of a later version',
      (whole) => gzipSync(lines(whole).replace('"version":1', '"version":2')),
      /reads 1/,
    ],
  ];

  it.each(cases)('%s', async (_, spoil, reason) => {
    const folder = await testFolder();
    const stores = createMemoryStores();
    await fill(stores);
    const file = join(folder.path, 'backup.gz');
    await backUp(stores, file);
    await writeFile(file, spoil(await readFile(file)));
    await expect(checkBackup(file)).rejects.toThrow(reason);
  });
});

describe('the commands', () => {
  async function command(name: string, args: readonly string[], env: Record<string, string>) {
    const given = ['--import', 'tsx', `scripts/${name}.ts`, ...args];
    const options = { cwd: join(import.meta.dirname, '..'), env: { PATH: process.env.PATH, ...env } };
    const done = run(process.execPath, given, options).then(({ stdout }) => ({ code: 0, said: stdout }));
    return done.catch(({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }));
  }

  it('back up while the folder is in use, refuse a spoilt file and change nothing, and restore a whole one', async () => {
    const [from, to] = [await testFolder(), await testFolder()];
    await fill(await from.open());
    const file = join(from.path, 'backup.gz');
    expect(await command('backup', [file], { DATA_DIR: from.path })).toMatchObject({ code: 0 });

    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length - 20));
    const refused = await command('restore', [file], { DATA_DIR: to.path });
    expect(refused).toMatchObject({ code: 2, said: expect.stringMatching(/^RECORD_BROKEN: .* cut short/) });
    expect(await to.files()).toEqual([]);

    await writeFile(file, whole);
    const restored = await command('restore', [file], { DATA_DIR: to.path });
    expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('all are as in the backup') });
  });

  it.each([
    ['migrate-store', ['--from', 'lowdb', '--to', 'mongo'], /^BAD_REQUEST: --to is "mongo"/],
    ['migrate-store', ['--from', 'postgres', '--to', 'lowdb'], /^CONFIG_INVALID: .* needs DATABASE_URL/],
    ['backup', ['x.gz'], /^NOT_FOUND: there is no store in/],
    ['restore', ['nowhere.gz'], /^NOT_FOUND: there is no .*nowhere\.gz/],
  ])('%s %j is refused with 2', async (name, args, said) => {
    const folder = await testFolder();
    const answer = await command(name, args, { DATA_DIR: folder.path });
    expect(answer).toMatchObject({ code: 2, said: expect.stringMatching(said) });
    expect(await folder.files()).toEqual([]);
  });
});
