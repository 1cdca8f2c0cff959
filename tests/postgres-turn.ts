// A process in the middle of a turn that never ends: it has read the customer, has the row kept for itself, and says so.

import { writeSync } from 'node:fs';
import type { CustomerId } from '../data/ids.js';
import { openPostgresStores } from '../data/postgres/postgres-stores.js';

const MARA = 'mara' as CustomerId;

async function main(url: string): Promise<void> {
  const stores = await openPostgresStores(url);
  await stores.exclusively(MARA, async () => {
    // As after two lost attempts: the strongest hold that a turn can have.
    await stores.sharing.pause(MARA, 2);
    await stores.customers.get(MARA);
    writeSync(1, 'in the turn\n');
    await new Promise(() => setInterval(() => undefined, 1000));
  });
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  writeSync(2, String(error));
  process.exitCode = 1;
});
