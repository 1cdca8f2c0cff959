// The tables over versions of the code: forward, one process at a time, and the same after an interruption.

import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../data/ids.js';
import { migrate } from '../data/postgres/migrate.js';
import { MIGRATIONS, type Migration } from '../data/postgres/migrations/index.js';
import { asOperator, openStores, postgresServer } from './postgres-server.js';
import { customer } from './store-contract.js';

const MARA = 'mara' as CustomerId;
const test = postgresServer();

/** @param then runs in the same transaction, after the column is there. */
function nextMigration(then = ''): readonly Migration[] {
  const sql = `ALTER TABLE customers ADD COLUMN region text; ${then}`;
  return [...MIGRATIONS, { number: MIGRATIONS.length + 1, name: 'region', sql }];
}

async function state(url: string) {
  return asOperator(url, async (client) => {
    const { rows } = await client.query<{ number: number; name: string }>(
      'SELECT number, name FROM migrations ORDER BY number',
    );
    const { rowCount } = await client.query(
      "SELECT 1 FROM information_schema.columns WHERE table_name = 'customers' AND column_name = 'region' AND table_schema = current_schema()",
    );
    return { migrations: rows.map(({ number, name }) => `${number} ${name}`), region: rowCount === 1 };
  });
}

describe('migrations', () => {
  it('are numbered from 1 without gaps', () => {
    expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, n) => n + 1));
  });

  it('run once, however often they are asked for', async () => {
    const url = await test.fresh();
    for (let n = 0; n < 3; n++) await migrate(url);
    expect(await state(url)).toEqual({ migrations: ['1 tables'], region: false });
  });

  it.each(MIGRATIONS)('$number can be run again over its own result', async ({ sql }) => {
    const url = await test.fresh();
    await migrate(url);
    await asOperator(url, (client) => client.query(sql));
  });

  it('run once when five processes start at the same time', async () => {
    const url = await test.fresh();
    await Promise.all(Array.from({ length: 5 }, () => migrate(url, nextMigration())));
    expect(await state(url)).toEqual({ migrations: ['1 tables', '2 region'], region: true });
  });

  it('keep what is stored, and old processes go on', async () => {
    const url = await test.fresh();
    const old = await openStores(url);
    await old.customers.save(customer(MARA), 0);
    await migrate(url, nextMigration());
    expect(await old.customers.save({ ...customer(MARA), name: 'Mara' }, 1)).toBe('saved');
    expect((await old.customers.get(MARA))?.value.name).toBe('Mara');
  });

  it.each([
    ['by a fault in the middle', 'SELECT 1 / 0;'],
    ['by a lost connection', 'SELECT pg_terminate_backend(pg_backend_pid());'],
  ])('interrupted %s never were, and run when asked again', async (_, fault) => {
    const url = await test.fresh();
    await expect(migrate(url, nextMigration(fault))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await state(url)).toEqual({ migrations: ['1 tables'], region: false });
    await migrate(url, nextMigration());
    expect(await state(url)).toEqual({ migrations: ['1 tables', '2 region'], region: true });
  });

  it('of a newer version than the code refuse to start, and say why', async () => {
    const url = await test.fresh();
    await migrate(url, nextMigration());
    await expect(openStores(url)).rejects.toThrow(
      "STORE_UNAVAILABLE: the database's tables have version 2, and this version of Rapport knows them up to 1.",
    );
  });
});
