// One data folder and several processes: one at a time, none locked out by the dead, no acknowledged save lost to a kill.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, rmdir, utimes } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RapportError } from '../data/errors.js';
import type { CustomerId } from '../data/ids.js';
import { testFolder } from './lowdb-folder.js';
import { customer } from './store-contract.js';

const MARA = 'mara' as CustomerId;
let workshop: string;

beforeAll(async () => {
  workshop = await mkdtemp(join(tmpdir(), 'rapport-writer-'));
  // Bundled once: a dozen starts through a TypeScript loader would take a dozen seconds.
  await build({
    entryPoints: [join(import.meta.dirname, 'lowdb-writer.ts')],
    outfile: join(workshop, 'writer.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
});
afterAll(() => rm(workshop, { recursive: true, force: true }));

interface Writer {
  readonly process: ChildProcess;
  readonly lines: string[];
  /** Resolves with all that was said, once it has said so many lines and was killed. */
  killAfter(lines: number): Promise<readonly string[]>;
}

function startWriter(folder: string): Writer {
  const child = spawn(process.execPath, [join(workshop, 'writer.cjs'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout! });
  // Not before the system has cleared it away: until then its number still belongs to it.
  const ended = Promise.all([once(reader, 'close'), once(child, 'close')]);
  return {
    process: child,
    lines,
    async killAfter(count) {
      reader.on('line', (line) => {
        if (lines.push(line) === count) child.kill('SIGKILL');
      });
      await ended;
      return lines;
    },
  };
}

describe('a process killed while it saves', () => {
  it('loses no acknowledged save and leaves the folder open to the next at once, ten times in a row', async () => {
    const folder = await testFolder();
    let saved = 0;
    for (let kill = 1; kill <= 10; kill++) {
      // A different number of lines each time lets the kill fall into different steps of a save.
      const lines = await startWriter(folder.path).killAfter(2 + kill * 3);
      expect(lines[0]).toBe('open');
      const acknowledged = Number(lines.at(-1));
      expect(acknowledged).toBeGreaterThan(saved);

      const began = performance.now();
      const stores = await folder.open();
      expect(performance.now() - began).toBeLessThan(2000);
      const stored = await stores.customers.get(MARA);
      // One more than acknowledged: it was durable, but the kill came before it could be said.
      expect([acknowledged, acknowledged + 1]).toContain(stored?.version);
      expect(stored?.value.name).toHaveLength(50_000);
      saved = acknowledged;
      await stores.close();
    }
  });
});

describe('a second process', () => {
  it('is refused at once, by the name of the folder and the number of the first', async () => {
    const folder = await testFolder();
    const writer = startWriter(folder.path);
    await once(writer.process.stdout!, 'data');
    await expect(folder.open()).rejects.toMatchObject({
      code: 'DATA_FOLDER_IN_USE',
      message: expect.stringMatching(
        new RegExp(`${folder.path} is in use by process ${writer.process.pid} `),
      ),
    });
  });

  it('is refused within the same process too, until the first is closed', async () => {
    const folder = await testFolder();
    const first = await folder.open();
    await expect(folder.open()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    expect(await first.customers.save(customer(MARA), 0)).toBe('saved');
    await first.close();
    expect((await (await folder.open()).customers.get(MARA))?.version).toBe(1);
  });

  it('is the only one to get in of five that come at once after a crash', async () => {
    const folder = await testFolder();
    await startWriter(folder.path).killAfter(1);
    const opened = await Promise.allSettled(Array.from({ length: 5 }, () => folder.open()));
    expect(opened.filter((o) => o.status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a lock that was left behind', () => {
  /** @param age milliseconds since the last sign of life. */
  async function leftLock(
    age: number,
    owner: object | string,
  ): Promise<Awaited<ReturnType<typeof testFolder>>> {
    const folder = await testFolder();
    await mkdir(join(folder.path, 'lock'));
    const then = new Date(Date.now() - age);
    await utimes(join(folder.path, 'lock'), then, then);
    await folder.write('lock-owner.json', typeof owner === 'string' ? owner : JSON.stringify(owner));
    return folder;
  }

  /** An owner as this host writes it, with another process's number. */
  async function ownerWith(pid: number, startedAt = 1): Promise<object> {
    const probe = await testFolder();
    const stores = await probe.open();
    const { place } = JSON.parse(await probe.read('lock-owner.json')) as { place: string };
    await stores.close();
    expect(place).toContain(hostname());
    return { pid, startedAt, place };
  }

  it('whose number another program has now is believed while it is fresh, and not when it is stale', async () => {
    const fresh = await leftLock(0, await ownerWith(process.ppid));
    await expect(fresh.open()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    const stale = await leftLock(3500, await ownerWith(process.ppid));
    await expect(stale.open()).resolves.toBeDefined();
  });

  it('by an earlier process with our own number, as in a restarted container, is taken at once', async () => {
    const folder = await leftLock(0, await ownerWith(process.pid));
    await expect(folder.open()).resolves.toBeDefined();
  });

  it.each([
    ['on another host', { pid: 1, startedAt: 1, place: 'elsewhere' }],
    ['by nobody knows whom', '{"pid":'],
  ])('%s is taken as soon as it is stale', async (_, owner) => {
    const folder = await leftLock(2500, owner);
    await expect(folder.open()).resolves.toBeDefined();
  });
});

describe('a lock that is lost', () => {
  it('is told, and ends all reading and writing', async () => {
    const folder = await testFolder();
    let tell: (fault: RapportError) => void = () => undefined;
    const told = new Promise<RapportError>((resolve) => {
      tell = resolve;
    });
    const stores = await folder.open({ onLockLost: tell });
    await stores.customers.save(customer(MARA), 0);
    await rmdir(join(folder.path, 'lock'));
    expect((await told).code).toBe('DATA_FOLDER_IN_USE');
    const lost = { code: 'DATA_FOLDER_IN_USE' };
    await expect(stores.customers.get(MARA)).rejects.toMatchObject(lost);
    await expect(stores.customers.save(customer(MARA), 1)).rejects.toMatchObject(lost);
    await stores.close();
  });
});
