// The connections to one database: prepared statements on a bounded pool with a limit on every wait. Knows no tables.

import { DatabaseError, Pool, type PoolClient, type QueryResultRow } from 'pg';
import { RapportError } from '../errors.js';
import { DatabaseFault, faultOf } from './faults.js';

/** Prepared once a connection, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export interface Answer<R> {
  readonly rows: readonly R[];
  /** Rows that were changed, or found. */
  readonly count: number;
}

export interface Database {
  /**
   * One round trip; a statement that changes something is its own transaction.
   * @throws DatabaseFault (STORE_UNAVAILABLE) that says whether it may have had its effect.
   */
  run<R extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Answer<R>>;
  /** Lets what runs end. Idempotent. */
  close(): Promise<void>;
}

export interface Limits {
  /** Connections at most; PostgreSQL allows 100 for all processes together, unless told otherwise. */
  readonly connections: number;
  /** Milliseconds to wait for a free or a new connection. */
  readonly connectMs: number;
  /** Milliseconds after which the server gives a statement up; our own end of the wait comes half as long after. */
  readonly statementMs: number;
}

/** A turn's two statements take a millisecond each; a customer is told after some seconds rather than left waiting. */
export const LIMITS: Limits = { connections: 10, connectMs: 5_000, statementMs: 5_000 };
const IDLE_MS = 30_000;

/** Connects when first asked. */
export function openDatabase(url: string, limits: Limits): Database {
  const pool = new Pool({
    connectionString: url,
    application_name: 'rapport',
    max: limits.connections,
    connectionTimeoutMillis: limits.connectMs,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: limits.statementMs,
    query_timeout: limits.statementMs * 1.5,
    keepAlive: true,
  });
  // Without a listener, a connection that breaks while nobody uses it ends the process. The pool replaces it by itself.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  let closing: Promise<void> | undefined;

  async function connect(): Promise<PoolClient> {
    if (closing) throw closed();
    try {
      return await pool.connect();
    } catch (error) {
      throw new DatabaseFault('none', error);
    }
  }

  return {
    async run<R extends QueryResultRow>({ name, text }: Statement, values: readonly unknown[]) {
      const client = await connect();
      try {
        const { rows, rowCount } = await client.query<R>({ name, text, values: [...values] });
        client.release();
        return { rows, count: rowCount ?? 0 };
      } catch (error) {
        // After anything but a plain error, nobody knows what the connection would answer next.
        client.release(!(error instanceof DatabaseError && error.severity === 'ERROR'));
        throw faultOf(error);
      }
    },
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

function closed(): RapportError {
  return new RapportError(
    'STORE_UNAVAILABLE',
    'the connection to the database is closed.',
    'Open it again to use it.',
  );
}

function ignore(): void {}
