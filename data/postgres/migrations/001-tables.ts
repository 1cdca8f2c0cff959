// The first tables. See docs/postgres.md for what each is for.

import type { Migration } from './migration.js';

// The records are text, not jsonb: the database never looks into them, and text keeps every field in its order and costs it no
// parsing. Keys compare by bytes ("C"), so that an update of the system's languages can't upset an index. The room left in each
// page lets a turn's update stay in it and spare the index.
export const tables: Migration = {
  number: 1,
  name: 'tables',
  sql: `
    CREATE TABLE IF NOT EXISTS customers (
      customer_id text COLLATE "C" PRIMARY KEY,
      version bigint NOT NULL,
      open_work boolean NOT NULL,
      erased_at text,
      updated_at timestamptz NOT NULL,
      write_ids text[] NOT NULL,
      kept_for text,
      kept_until timestamptz,
      record text
    ) WITH (fillfactor = 80);
    CREATE INDEX IF NOT EXISTS customers_open_work ON customers (customer_id) WHERE open_work;
    CREATE INDEX IF NOT EXISTS customers_erased ON customers (customer_id) WHERE erased_at IS NOT NULL;

    CREATE TABLE IF NOT EXISTS conversations (
      customer_id text COLLATE "C" NOT NULL,
      conversation_id text COLLATE "C" NOT NULL,
      record text NOT NULL,
      PRIMARY KEY (customer_id, conversation_id)
    );

    CREATE TABLE IF NOT EXISTS collections (
      name text COLLATE "C" NOT NULL,
      key text COLLATE "C" NOT NULL,
      version bigint NOT NULL,
      write_ids text[] NOT NULL,
      value text NOT NULL,
      PRIMARY KEY (name, key)
    );

    CREATE TABLE IF NOT EXISTS leases (
      name text COLLATE "C" PRIMARY KEY,
      owner text NOT NULL,
      ends_at timestamptz NOT NULL
    );
  `,
};
