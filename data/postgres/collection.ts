// A business-wide collection, one row a key. Knows not what the values mean.

import type { Collection, CollectionName } from '../ports.js';
import type { Database, Statement } from './database.js';
import { type GuardedRow, guardedSave, WRITES_KEPT } from './guarded-save.js';
import { keyOf } from './keys.js';

const ROW: GuardedRow = {
  create: {
    name: 'collection-create',
    text: `INSERT INTO collections (name, key, write_ids, value, version) VALUES ($1, $2, ARRAY[$3::text], $4, 1)
      ON CONFLICT (name, key) DO NOTHING`,
  },
  replace: {
    name: 'collection-replace',
    text: `UPDATE collections SET write_ids = (ARRAY[$3::text] || write_ids)[1:${WRITES_KEPT}], value = $4,
      version = version + 1 WHERE name = $1 AND key = $2 AND version = $5`,
  },
  look: {
    name: 'collection-look',
    text: 'SELECT version, write_ids FROM collections WHERE name = $1 AND key = $2',
  },
};
const GET: Statement = {
  name: 'collection-get',
  text: 'SELECT version, value FROM collections WHERE name = $1 AND key = $2',
};
const REMOVE: Statement = {
  name: 'collection-remove',
  text: 'DELETE FROM collections WHERE name = $1 AND key = $2',
};
const LIST: Statement = {
  name: 'collection-list',
  text: 'SELECT version, value FROM collections WHERE name = $1',
};

interface Row {
  readonly version: string;
  readonly value: string;
}

/** The key stands in the value because that of the table may be a hash. */
interface Keyed<T> {
  readonly key: string;
  readonly value: T;
}

export function createCollection<T>(
  database: Database,
  newId: () => string,
  name: CollectionName,
): Collection<T> {
  function read({ value, version }: Row) {
    const keyed = JSON.parse(value) as Keyed<T>;
    return { key: keyed.key, stored: { value: keyed.value, version: Number(version) } };
  }

  return {
    async get(key) {
      const [row] = (await database.run<Row>(GET, [name, keyOf(key)])).rows;
      return row && read(row).stored;
    },
    async save(key, value, expectedVersion) {
      const keyed: Keyed<T> = { key, value };
      return guardedSave(database, ROW, {
        key: [name, keyOf(key)],
        content: [JSON.stringify(keyed)],
        expectedVersion,
        writeId: newId(),
      });
    },
    async remove(key) {
      await database.run(REMOVE, [name, keyOf(key)]);
    },
    async list() {
      return (await database.run<Row>(LIST, [name])).rows.map(read);
    },
  };
}
