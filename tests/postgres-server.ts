// A PostgreSQL server for the tests of one file, and an empty database for each of them.

import { Client } from 'pg';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Stores } from '../data/ports.js';
import {
  openPostgresStores,
  type PostgresOptions,
  type PostgresStores,
} from '../data/postgres/postgres-stores.js';
import { type RunningPostgres, startPostgres } from '../scripts/postgres.js';

export interface TestServer {
  readonly server: RunningPostgres;
  /** A schema of its own, which a new database would take ten times as long to be. @returns its DATABASE_URL. */
  fresh(): Promise<string>;
}

export function postgresServer(): TestServer {
  let running: RunningPostgres | undefined;
  let schemas = 0;
  beforeAll(async () => {
    running = await startPostgres();
  }, 120_000);
  afterAll(() => running?.stop());
  return {
    get server() {
      if (!running) throw new Error('the server is there from beforeAll on');
      return running;
    },
    async fresh() {
      const name = `test_${++schemas}`;
      await asOperator(this.server.url, (client) => client.query(`CREATE SCHEMA ${name}`));
      return `${this.server.url}?options=${encodeURIComponent(`-c search_path=${name}`)}`;
    },
  };
}

/** Closed at the end of the test, if it is not already. */
export async function openStores(url: string, options?: PostgresOptions): Promise<PostgresStores> {
  const stores = await openPostgresStores(url, options);
  closeLater(stores);
  return stores;
}

function closeLater(stores: Stores): void {
  onTestFinished(() => stores.close());
}

export async function asOperator<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
