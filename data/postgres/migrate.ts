// Brings the tables to the version of this code, one process at a time. Knows not what is in them.

import { Client } from 'pg';
import { RapportError } from '../errors.js';
import { DatabaseFault } from './faults.js';
import { MIGRATIONS, type Migration } from './migrations/index.js';

/** Any number that no other program on this database uses: "rapport" in letters of a telephone. */
const LOCK = 7_277_678;
const CONNECT_MS = 5_000;
/** A table that is in use for longer keeps others waiting behind us. */
const LOCK_TIMEOUT = '10s';

/**
 * Each migration and its note are one transaction: interrupted, it never was, and the next start goes on from there.
 * @throws RapportError STORE_UNAVAILABLE when the database can't be reached, or its tables are newer than this code.
 */
export async function migrate(url: string, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const client = new Client({
    connectionString: url,
    application_name: 'rapport migration',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: 0,
  });
  // A lost connection is told by the statement that waits for it; without a listener it would end the process as well.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await refuseForgetful(client);
    while (await step(client, migrations)) {}
  } catch (error) {
    throw error instanceof RapportError ? error : new DatabaseFault('none', error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @returns whether there may be more to do. */
async function step(client: Client, migrations: readonly Migration[]): Promise<boolean> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migrations (number int PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await client.query<{ number: number }>(
      'SELECT coalesce(max(number), 0) AS number FROM migrations',
    );
    const present = rows[0]?.number ?? 0;
    const latest = migrations.at(-1)?.number ?? 0;
    if (present > latest) throw tooNew(present, latest);
    const next = migrations.find(({ number }) => number > present);
    if (next) {
      await client.query(next.sql);
      await client.query('INSERT INTO migrations (number, name) VALUES ($1, $2)', [next.number, next.name]);
    }
    await client.query('COMMIT');
    return next !== undefined;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Saved has to mean durable: a server set so would lose the last half second of acknowledged messages in a crash. */
async function refuseForgetful(client: Client): Promise<void> {
  const { rows } = await client.query<{ commit: string; fsync: string }>(
    `SELECT current_setting('synchronous_commit') AS commit, current_setting('fsync', true) AS fsync`,
  );
  const [{ commit, fsync } = { commit: 'on', fsync: 'on' }] = rows;
  if (commit !== 'off' && fsync !== 'off') return;
  throw new RapportError(
    'STORE_UNAVAILABLE',
    `the database loses commits in a crash (synchronous_commit=${commit}, fsync=${fsync}).`,
    'Set both to on, for this database or for the role of DATABASE_URL.',
  );
}

function tooNew(present: number, latest: number): RapportError {
  return new RapportError(
    'STORE_UNAVAILABLE',
    `the database's tables have version ${present}, and this version of Rapport knows them up to ${latest}.`,
    'Start the newer version of Rapport that was used with them, or restore a backup from before it.',
  );
}
