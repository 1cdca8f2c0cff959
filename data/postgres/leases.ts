// Which process does a job that one has to do for all. The database's clock alone says when a lease has run out.

import type { Leases } from '../ports.js';
import type { Database, Statement } from './database.js';

const TAKE: Statement = {
  name: 'lease-take',
  text: `INSERT INTO leases AS present (name, owner, ends_at) VALUES ($1, $2, now() + make_interval(secs => $3))
    ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, ends_at = excluded.ends_at
    WHERE present.owner = excluded.owner OR present.ends_at <= now()`,
};
const RELEASE: Statement = {
  name: 'lease-release',
  text: 'DELETE FROM leases WHERE name = $1 AND owner = $2',
};

export function createLeases(database: Database): Leases {
  return {
    async take(name, owner, seconds) {
      return (await database.run(TAKE, [name, owner, seconds])).count === 1;
    },
    async release(name, owner) {
      await database.run(RELEASE, [name, owner]);
    },
  };
}
