// Every store of ours against the one contract.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLowdbStores } from '../data/lowdb/lowdb-stores.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import { describeStoreContract } from './store-contract.js';

describeStoreContract('memory', async () => {
  const stores = createMemoryStores();
  return { stores, reopen: async () => stores, dispose: () => stores.close() };
});

describeStoreContract('lowdb', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-store-'));
  let stores = await openLowdbStores(folder);
  return {
    stores,
    async reopen() {
      await stores.close();
      stores = await openLowdbStores(folder);
      return stores;
    },
    async dispose() {
      await stores.close();
      await rm(folder, { recursive: true });
    },
  };
});
