// A made-up business of any size with a record of each of its customers, as if all had talked with the bot before. Knows no figures.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayIn } from '../data/calendar.js';
import { type CustomerRecord, newCustomer } from '../data/customer.js';
import type { ActivityId, CustomerId } from '../data/ids.js';
import { importCustomers } from '../data/imported/import-customers.js';
import { loadCatalogue } from '../data/load-catalogue.js';
import { loadAgents } from '../data/load-people.js';
import { loadProfile } from '../data/load-profile.js';
import { fileNameOf, shardOf } from '../data/lowdb/file-names.js';
import { customerIdAt } from '../scripts/generate/business.js';
import { createProgress } from '../scripts/progress.js';

/** Files written at once. */
const AT_ONCE = 64;

/**
 * Writes the embedded store's files without its locks and flushes, so a million in minutes; only into a folder that nobody has open.
 * @param say takes a line about how far it is.
 */
export async function writeRecords(
  dataDir: string,
  customers: number,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let shard = 0; shard < 256; shard++) {
    await mkdir(join(dataDir, 'customers', shard.toString(16).padStart(2, '0')), { recursive: true });
  }
  const progress = createProgress(`records of ${customers} customers`, customers, say);
  let [next, written] = [0, 0];
  const writer = async (): Promise<void> => {
    while (next < customers) {
      signal.throwIfAborted();
      const record = recordOf(customerIdAt(next++));
      const name = fileNameOf(record.id);
      const file = join(dataDir, 'customers', shardOf(name), `${name}.json`);
      await writeFile(file, JSON.stringify({ version: 1, record }));
      progress.at(++written);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
}

/** Somebody with likings and a past, between two conversations. */
function recordOf(id: string): CustomerRecord {
  const at = '2026-10-01T09:00:00.000Z';
  const activityId = `activity of ${id}` as ActivityId;
  return {
    ...newCustomer(id as CustomerId, 'known', at),
    preferences: [
      {
        id: `oak ${id}`,
        subject: { kind: 'attribute', attribute: 'material', value: 'oak' },
        strength: 'like',
        source: { kind: 'said', activityId, words: 'I love oak' },
        at,
      },
    ],
    satisfaction: [{ at, score: 4, about: 'bot' }],
  };
}

/** What `npm run import-business` does. */
export async function importAll(
  business: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const nothing = () => undefined;
  const profile = await loadProfile(business, nothing);
  const { ids: productIds } = await loadCatalogue(business, nothing);
  const { ids: agentIds } = await loadAgents(business, nothing);
  const progress = createProgress('import', 1000, say);
  await importCustomers(business, {
    productIds,
    agentIds,
    asOf: profile?.recordedOn ?? dayIn(new Date(), 'UTC'),
    signal,
    progress: (share) => progress.at(Math.floor(1000 * share)),
  });
}
