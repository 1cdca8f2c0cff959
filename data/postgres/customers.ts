// The customers' records, one row each. An erased customer's row stays as the tombstone. Every statement of a turn names one
// customer and touches that customer's row alone, so that the table can be spread over a cluster by its key.

import type { CustomerRecord } from '../customer.js';
import { RapportError } from '../errors.js';
import type { CustomerId } from '../ids.js';
import { hasOpenWork } from '../memory/open-work.js';
import type { CustomerStore } from '../ports.js';
import type { Database, Statement } from './database.js';
import { type GuardedRow, guardedSave, WRITES_KEPT } from './guarded-save.js';
import { idOf, keyOf } from './keys.js';

/** Customers that a walk over all of them reads at a time. */
const PAGE = 500;

const ROW: GuardedRow = {
  create: {
    name: 'customer-create',
    text: `INSERT INTO customers (customer_id, write_ids, record, open_work, version, updated_at)
      VALUES ($1, ARRAY[$2::text], $3, $4, 1, now()) ON CONFLICT (customer_id) DO NOTHING`,
  },
  replace: {
    name: 'customer-replace',
    text: `UPDATE customers SET write_ids = (ARRAY[$2::text] || write_ids)[1:${WRITES_KEPT}], record = $3, open_work = $4,
      version = version + 1, updated_at = now(), kept_for = NULL, kept_until = NULL
      WHERE customer_id = $1 AND version = $5 AND erased_at IS NULL
        AND (kept_until IS NULL OR kept_for = $6 OR kept_until < now())`,
  },
  look: {
    name: 'customer-look',
    text: 'SELECT version, write_ids FROM customers WHERE customer_id = $1',
  },
};
const GET: Statement = {
  name: 'customer-get',
  text: 'SELECT version, record FROM customers WHERE customer_id = $1 AND erased_at IS NULL',
};
const ERASE: Statement = {
  name: 'customer-erase',
  text: `INSERT INTO customers AS present (customer_id, record, erased_at, write_ids, open_work, version, updated_at)
    VALUES ($1, $2, $3, '{}', false, 1, now()) ON CONFLICT (customer_id) DO UPDATE
    SET record = $2, erased_at = $3, write_ids = '{}', open_work = false, version = present.version + 1, updated_at = now()
    WHERE present.erased_at IS NULL`,
};
/** The record is read only where the key is a hash and does not tell the id. */
const NAMED = `customer_id, CASE WHEN customer_id LIKE '~%' THEN record END AS record`;
const OPEN: Statement = {
  name: 'customers-open',
  text: `SELECT ${NAMED}, version FROM customers WHERE open_work`,
};
const NEWER: Statement = {
  name: 'customers-newer',
  text: `SELECT ${NAMED}, version FROM customers
    JOIN unnest($1::text[], $2::bigint[]) AS known (id, seen) ON customer_id = known.id AND version > known.seen`,
};
const EACH: Statement = {
  name: 'customers-each',
  text: `SELECT ${NAMED} FROM customers WHERE customer_id > $1 AND erased_at IS NULL ORDER BY customer_id LIMIT ${PAGE}`,
};
const ERASED: Statement = {
  name: 'customers-erased',
  text: `SELECT customer_id, record, erased_at FROM customers
    WHERE customer_id > $1 AND erased_at IS NOT NULL ORDER BY customer_id LIMIT ${PAGE}`,
};

interface Named {
  readonly customer_id: string;
  readonly record: string | null;
}

/** A customer's row as it stands, without its record. */
export interface RowState {
  readonly id: CustomerId;
  readonly version: number;
}

export interface PostgresCustomers extends CustomerStore {
  openWork(): Promise<readonly RowState[]>;
  /** @returns those that now have a higher version than the one given, the erased among them. */
  newerThan(known: readonly RowState[]): Promise<readonly RowState[]>;
}

/** @param onSaved is told what has just become durable. */
export function createCustomers(parts: {
  readonly database: Database;
  readonly newId: () => string;
  /** This process, which the row may be kept for. */
  readonly origin: string;
  readonly onSaved: (saved: RowState & { readonly open: boolean }) => void;
}): PostgresCustomers {
  const { database } = parts;

  async function* pages<R extends Named>(statement: Statement): AsyncGenerator<R> {
    let last = '';
    for (;;) {
      const { rows } = await database.run<R>(statement, [last]);
      yield* rows;
      const end = rows.at(-1);
      if (!end || rows.length < PAGE) return;
      last = end.customer_id;
    }
  }

  async function openWork(): Promise<readonly RowState[]> {
    return (await database.run<Named & { version: string }>(OPEN, [])).rows.map(stateOf);
  }

  return {
    openWork,

    async get(id) {
      const [row] = (await database.run<{ version: string; record: string }>(GET, [keyOf(id)])).rows;
      return row && { value: parse(id, row.record), version: Number(row.version) };
    },

    async save(record, expectedVersion) {
      const { id } = record;
      const open = hasOpenWork(record);
      const outcome = await guardedSave(database, ROW, {
        key: [keyOf(id)],
        content: [JSON.stringify(record), open],
        expectedVersion,
        guard: [parts.origin],
        writeId: parts.newId(),
      });
      if (outcome === 'saved') parts.onSaved({ id, version: expectedVersion + 1, open });
      return outcome;
    },

    async erase(id, at) {
      const key = keyOf(id);
      await database.run(ERASE, [key, key === id ? null : JSON.stringify({ id }), at]);
    },

    async withOpenWork() {
      return (await openWork()).map(({ id }) => id);
    },

    async newerThan(known) {
      const values = [known.map(({ id }) => keyOf(id)), known.map(({ version }) => version)];
      return (await database.run<Named & { version: string }>(NEWER, values)).rows.map(stateOf);
    },

    async *each() {
      for await (const { customer_id, record } of pages(EACH)) yield idOf<CustomerId>(customer_id, record);
    },

    async *erased() {
      for await (const row of pages<Named & { erased_at: string }>(ERASED)) {
        yield { id: idOf<CustomerId>(row.customer_id, row.record), at: row.erased_at };
      }
    },
  };
}

function stateOf({ customer_id, record, version }: Named & { readonly version: string }): RowState {
  return { id: idOf<CustomerId>(customer_id, record), version: Number(version) };
}

function parse(id: CustomerId, record: string): CustomerRecord {
  try {
    return JSON.parse(record) as CustomerRecord;
  } catch {
    throw new RapportError(
      'RECORD_BROKEN',
      `the record of customer "${id}" is no JSON.`,
      'Somebody wrote to the table customers by hand; restore this row from a backup.',
    );
  }
}
