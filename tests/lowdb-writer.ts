// A process that opens a data folder and saves one customer as fast as it can, saying each version that was acknowledged.

import { writeSync } from 'node:fs';
import { newCustomer } from '../data/customer.js';
import type { CustomerId } from '../data/ids.js';
import { openLowdbStores } from '../data/lowdb/lowdb-stores.js';

const MARA = 'mara' as CustomerId;

async function main(folder: string): Promise<void> {
  const stores = await openLowdbStores(folder);
  writeSync(1, 'open\n');
  for (;;) {
    const stored = await stores.customers.get(MARA);
    const version = stored?.version ?? 0;
    const record = stored?.value ?? newCustomer(MARA, 'known', '2026-03-02T09:00:00.000Z');
    await stores.customers.save({ ...record, name: 'x'.repeat(50_000) }, version);
    writeSync(1, `${version + 1}\n`);
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  writeSync(2, String(error));
  process.exitCode = 1;
});
