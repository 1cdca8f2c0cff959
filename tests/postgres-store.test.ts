// PostgreSQL against the contract of every store, and what it alone has to do: several processes, one winner.

import { describe, expect, it } from 'vitest';
import { changeCustomer } from '../data/change-customer.js';
import { newCustomer } from '../data/customer.js';
import type { OpenHandoff } from '../data/handoff.js';
import type { CustomerId } from '../data/ids.js';
import { openPostgresStores } from '../data/postgres/postgres-stores.js';
import { asOperator, openStores, postgresServer } from './postgres-server.js';
import { AT, customer, describeStoreContract } from './store-contract.js';

const MARA = 'mara' as CustomerId;
const test = postgresServer();

describeStoreContract('postgres', async () => {
  const url = await test.fresh();
  let stores = await openPostgresStores(url);
  return {
    stores,
    async reopen() {
      await stores.close();
      stores = await openPostgresStores(url);
      return stores;
    },
    dispose: () => stores.close(),
  };
});

describe('several processes on one database', () => {
  it('let one of eight win each of five hundred rounds for a handoff', async () => {
    const url = await test.fresh();
    const desks = [
      await openStores(url),
      await openStores(url),
      await openStores(url),
      await openStores(url),
    ];
    const agents = Array.from({ length: 8 }, (_, n) => ({
      name: `agent ${n}`,
      stores: desks[n % desks.length]!,
    }));
    let version = 0;
    for (let round = 1; round <= 500; round++) {
      const read = version;
      const outcomes = await Promise.all(
        agents.map(({ name, stores }) =>
          stores.customers.save({ ...customer(MARA), name: `${round}: ${name}` }, read),
        ),
      );
      const winners = agents.filter((_, n) => outcomes[n] === 'saved');
      expect(winners, `round ${round}`).toHaveLength(1);
      version += 1;
      if (round % 50 === 0) {
        const stored = await desks[round % 4]!.customers.get(MARA);
        expect(stored).toMatchObject({ version, value: { name: `${round}: ${winners[0]!.name}` } });
      }
    }
  }, 60_000);

  it('do every change of one customer, none lost and none twice, in an order that all see', async () => {
    const url = await test.fresh();
    const processes = await Promise.all(Array.from({ length: 4 }, () => openStores(url)));
    await Promise.all(
      processes.flatMap((stores, process) =>
        Array.from({ length: 25 }, (_, n) =>
          changeCustomer(stores, stores.feed, MARA, async (stored) => {
            const record = stored ?? newCustomer(MARA, 'known', AT);
            record.reviews.push({
              at: `${process}/${n}`,
              level: 1,
              reasons: [],
              failedReviews: 0,
              rulesVersion: 1,
            });
            return { record, result: undefined };
          }),
        ),
      ),
    );
    const stored = (await processes[0]!.customers.get(MARA))!;
    expect(stored.version).toBe(100);
    const done = stored.value.reviews.map(({ at }) => at);
    expect(new Set(done).size).toBe(100);
    for (const process of ['0', '1', '2', '3']) {
      const own = done.filter((line) => line.startsWith(process)).map((line) => Number(line.split('/')[1]));
      expect(own).toEqual(Array.from({ length: 25 }, (_, n) => n));
    }
  }, 60_000);

  it('tell a customer who was erased elsewhere from one who is busy, at once', async () => {
    const url = await test.fresh();
    const [here, there] = [await openStores(url), await openStores(url)];
    await there.customers.erase(MARA, AT);
    let tries = 0;
    const change = changeCustomer(here, here.feed, MARA, async () => {
      tries += 1;
      return { record: customer(MARA), result: undefined };
    });
    await expect(change).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect(tries).toBe(1);
  });
});

describe('the rows', () => {
  it('keep an erased customer as a tombstone with nothing in it', async () => {
    const url = await test.fresh();
    const stores = await openStores(url);
    await stores.customers.save({ ...customer(MARA), handoff: { status: 'waiting' } as OpenHandoff }, 0);
    await stores.customers.erase(MARA, AT);
    const { rows } = await asOperator(url, (client) => client.query('SELECT * FROM customers'));
    expect(rows).toEqual([
      {
        customer_id: 'mara',
        record: null,
        erased_at: AT,
        open_work: false,
        version: '2',
        write_ids: [],
        kept_for: null,
        kept_until: null,
        updated_at: expect.any(Date),
      },
    ]);
  });

  it.each(['\ud83e', 'a\u0000b', '~', `~${'0'.repeat(64)}`, 'x'.repeat(5000), '🦊'.repeat(2000)])(
    'hold the id %j and its tombstone',
    async (id) => {
      const stores = await openStores(await test.fresh());
      expect(await stores.customers.save({ ...customer(id), name: 'a\u0000b' }, 0)).toBe('saved');
      expect((await stores.customers.get(id as CustomerId))?.value).toMatchObject({ id, name: 'a\u0000b' });
      await stores.customers.erase(id as CustomerId, AT);
      const erased: unknown[] = [];
      for await (const erasure of stores.customers.erased()) erased.push(erasure);
      expect(erased).toEqual([{ id, at: AT }]);
      expect(await stores.customers.get(id as CustomerId)).toBeUndefined();
    },
  );

  it('say so when one was broken by hand', async () => {
    const url = await test.fresh();
    const stores = await openStores(url);
    await stores.customers.save(customer(MARA), 0);
    await asOperator(url, (client) => client.query(`UPDATE customers SET record = '{"id":'`));
    await expect(stores.customers.get(MARA)).rejects.toMatchObject({ code: 'RECORD_BROKEN' });
  });
});
