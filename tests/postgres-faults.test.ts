// PostgreSQL that goes away, comes back, answers too late or not at all: nothing acknowledged is lost, and nobody has to restart.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { changeCustomer } from '../data/change-customer.js';
import { newCustomer } from '../data/customer.js';
import type { CustomerId } from '../data/ids.js';
import type { PostgresStores } from '../data/postgres/postgres-stores.js';
import { openPostgresStores } from '../data/postgres/postgres-stores.js';
import { asOperator, openStores, postgresServer } from './postgres-server.js';
import { AT, customer } from './store-contract.js';

const MARA = 'mara' as CustomerId;
const NOEL = 'noel' as CustomerId;
const unavailable = { code: 'STORE_UNAVAILABLE' };
const test = postgresServer();
const WAIT = { timeout: 10_000 };

/** A turn in small: adds one line to what is stored. */
async function addLine(stores: PostgresStores, id: CustomerId, line: string): Promise<void> {
  await changeCustomer(stores, stores.feed, id, async (stored) => {
    const record = stored ?? newCustomer(id, 'known', AT);
    const done = record.reviews.some(({ at }) => at === line);
    if (!done) record.reviews.push({ at: line, level: 1, reasons: [], failedReviews: 0, rulesVersion: 1 });
    return { record: done ? undefined : record, result: undefined };
  });
}

async function linesOf(stores: PostgresStores, id: CustomerId): Promise<readonly string[]> {
  return (await stores.customers.get(id))?.value.reviews.map(({ at }) => at) ?? [];
}

describe('a server that is stopped at once and started again, five times under load', () => {
  it('loses nothing that was acknowledged, doubles nothing, and is used again without a restart', async () => {
    const stores = await openStores(await test.fresh(), { limits: { connectMs: 2000 } });
    const acknowledged = new Map<CustomerId, string[]>();
    let running = true;
    let refused = 0;
    const customers = Array.from({ length: 10 }, (_, n) => `c-${n}` as CustomerId);
    const load = customers.map(async (id) => {
      const own: string[] = [];
      acknowledged.set(id, own);
      for (let n = 0; running; n++) {
        // As a client does: the same message again until it is acknowledged.
        for (let sent = false; !sent && running; ) {
          try {
            await addLine(stores, id, `message ${n}`);
            own.push(`message ${n}`);
            sent = true;
          } catch (error) {
            expect(error).toMatchObject(unavailable);
            refused += 1;
            await sleep(20);
          }
        }
      }
    });
    const count = () => [...acknowledged.values()].reduce((sum, own) => sum + own.length, 0);
    for (let stop = 1; stop <= 5; stop++) {
      const before = count();
      await expect.poll(count, { timeout: 15_000 }).toBeGreaterThan(before + 50);
      await test.server.stopImmediately();
      if (stop === 5) await sleep(500);
      await test.server.start();
    }
    const before = count();
    await expect.poll(count, { timeout: 15_000 }).toBeGreaterThan(before + 50);
    running = false;
    await Promise.all(load);

    expect(refused).toBeGreaterThan(0);
    for (const id of customers) {
      const stored = await linesOf(stores, id);
      expect(new Set(stored).size).toBe(stored.length);
      expect(stored.slice(0, acknowledged.get(id)!.length)).toEqual(acknowledged.get(id));
    }
  }, 90_000);
});

describe('a save whose answer is lost', () => {
  /** Stands between the store and the server, and can swallow the answer to the next commit. */
  async function deafProxy(url: string) {
    const target = new URL(url);
    const port = Number(target.port);
    const pairs = new Set<Socket>();
    let swallow: ((request: Buffer) => boolean) | undefined;
    let lost = 0;
    const proxy = createServer((client) => {
      const server = connect(port, target.hostname);
      let deaf = false;
      for (const socket of [client, server]) {
        pairs.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          client.destroy();
          server.destroy();
        });
      }
      client.on('data', (request) => {
        if (swallow?.(request)) {
          swallow = undefined;
          deaf = true;
        }
        server.write(request);
      });
      server.on('data', (answer) => {
        if (!deaf) return void client.write(answer);
        // The server has answered, so it has committed; the client will never know from this connection.
        lost += 1;
        client.destroy();
      });
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    onTestFinished(() => {
      for (const socket of pairs) socket.destroy();
      proxy.close();
    });
    target.port = String((proxy.address() as { port: number }).port);
    return {
      url: target.href,
      /** Loses the answer to the next request that has these bytes in it. */
      loseAnswerTo(words: string) {
        swallow = (request) => request.includes(words);
      },
      lost: () => lost,
    };
  }

  it.each([0, 1])('over version %i is found to be saved, and was saved once', async (version) => {
    const url = await test.fresh();
    const proxy = await deafProxy(url);
    const stores = await openStores(proxy.url, { hints: false, lookEveryMs: 60_000 });
    if (version === 1) await stores.customers.save(customer(MARA), 0);
    proxy.loseAnswerTo('answer lost');
    expect(await stores.customers.save({ ...customer(MARA), name: 'answer lost' }, version)).toBe('saved');
    expect(proxy.lost()).toBe(1);
    expect(await stores.customers.get(MARA)).toMatchObject({
      version: version + 1,
      value: { name: 'answer lost' },
    });
  });

  it('is found to be saved also when another process has gone on from it meanwhile', async () => {
    const url = await test.fresh();
    const proxy = await deafProxy(url);
    const [here, there] = [await openStores(proxy.url, { hints: false }), await openStores(url)];
    await here.customers.save(customer(MARA), 0);
    proxy.loseAnswerTo('answer lost');
    const saving = here.customers.save({ ...customer(MARA), name: 'answer lost' }, 1);
    await expect.poll(async () => (await there.customers.get(MARA))?.version, WAIT).toBe(2);
    expect(await there.customers.save({ ...customer(MARA), name: 'went on' }, 2)).toBe('saved');
    expect(await saving).toBe('saved');
    expect(await there.customers.get(MARA)).toMatchObject({ version: 3, value: { name: 'went on' } });
  });

  it('is a conflict when another process had won before', async () => {
    const url = await test.fresh();
    const proxy = await deafProxy(url);
    const [here, there] = [await openStores(proxy.url, { hints: false }), await openStores(url)];
    await here.customers.save(customer(MARA), 0);
    await there.customers.save({ ...customer(MARA), name: 'first' }, 1);
    proxy.loseAnswerTo('answer lost');
    expect(await here.customers.save({ ...customer(MARA), name: 'answer lost' }, 1)).toBe('conflict');
    expect(proxy.lost()).toBe(1);
    expect((await there.customers.get(MARA))?.value.name).toBe('first');
  });

  it('of a collection is found too', async () => {
    const proxy = await deafProxy(await test.fresh());
    const stores = await openStores(proxy.url, { hints: false, lookEveryMs: 60_000 });
    proxy.loseAnswerTo('ten o clock');
    expect(await stores.collection<string>('visits').save('slot', 'ten o clock', 0)).toBe('saved');
    expect(await stores.collection<string>('visits').get('slot')).toEqual({
      value: 'ten o clock',
      version: 1,
    });
  });
});

describe('a pool that is exhausted', () => {
  it('refuses within its limit, and serves again when a connection is free', async () => {
    const url = await test.fresh();
    const stores = await openStores(url, { limits: { connections: 1, connectMs: 300 }, lookEveryMs: 60_000 });
    await stores.customers.save(customer(MARA), 0);
    await asOperator(url, async (operator) => {
      await operator.query('BEGIN');
      await operator.query('SELECT * FROM customers FOR UPDATE');
      const waiting = stores.customers.save({ ...customer(MARA), name: 'waited' }, 1);
      const began = performance.now();
      await expect(stores.customers.get(NOEL)).rejects.toMatchObject(unavailable);
      expect(performance.now() - began).toBeLessThan(2000);
      await operator.query('COMMIT');
      expect(await waiting).toBe('saved');
    });
    expect(await stores.customers.get(NOEL)).toBeUndefined();
  });

  it('is not held by a statement that takes too long: it is given up, and has no effect', async () => {
    const url = await test.fresh();
    const stores = await openStores(url, { limits: { statementMs: 200 }, lookEveryMs: 60_000 });
    await stores.customers.save(customer(MARA), 0);
    await asOperator(url, async (operator) => {
      await operator.query('BEGIN');
      await operator.query('SELECT * FROM customers FOR UPDATE');
      const save = stores.customers.save({ ...customer(MARA), name: 'too late' }, 1);
      await expect(save).rejects.toMatchObject({ ...unavailable, effect: 'none' });
    });
    expect((await stores.customers.get(MARA))?.version).toBe(1);
  });
});

describe('connections that the server ends', () => {
  it('are replaced, and end no process', async () => {
    const url = await test.fresh();
    const stores = await openStores(url);
    await stores.customers.save(customer(MARA), 0);
    const ended = await asOperator(url, (operator) =>
      operator.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'rapport%'",
      ),
    );
    expect(ended.rowCount).toBeGreaterThanOrEqual(1);
    await expect
      .poll(() => stores.customers.get(MARA).catch(() => undefined), WAIT)
      .toMatchObject({ version: 1 });
  });
});

describe('a start', () => {
  it('without a server is refused with its reason', async () => {
    const nowhere = 'postgresql://rapport:secret@127.0.0.1:1/nowhere';
    const opening = openPostgresStores(nowhere);
    await expect(opening).rejects.toMatchObject(unavailable);
    await expect(opening).rejects.toThrow(/ECONNREFUSED/);
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  it('on a server that loses commits is refused', async () => {
    const url = `${test.server.url}?options=${encodeURIComponent('-c synchronous_commit=off')}`;
    await expect(openPostgresStores(url)).rejects.toThrow(/STORE_UNAVAILABLE: the database loses commits/);
  });

  it('with something that is no address is refused without showing it', async () => {
    await expect(openPostgresStores('my password')).rejects.toThrow(
      /^CONFIG_INVALID: DATABASE_URL is no address\. Write/,
    );
  });
});

describe('a process killed in the middle of its turn', () => {
  it('keeps nobody else from the customer for more than fifteen seconds', async () => {
    const url = await test.fresh();
    const stores = await openStores(url);
    await addLine(stores, MARA, 'before');
    const child: ChildProcess = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'postgres-turn.ts'), url],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    // It says so when it is in its turn, with the customer kept for itself.
    await once(child.stdout!, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const began = performance.now();
    await addLine(stores, MARA, 'after');
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await linesOf(stores, MARA)).toEqual(['before', 'after']);
  }, 60_000);
});
