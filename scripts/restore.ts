// `npm run restore -- <file> [--replace]`: writes a backup into a store. Whoever was erased since stays erased.

import { resolve } from 'node:path';
import { checkBackup, entriesIn } from './store-transfer/backup-file.js';
import { argumentsOf, runCommand } from './store-transfer/command.js';
import { openToWrite, storeNamed } from './store-transfer/open.js';
import { LASTING_COLLECTIONS } from './store-transfer/records.js';
import { Refusal } from './store-transfer/refusal.js';
import { transfer } from './store-transfer/transfer.js';

const USAGE = 'npm run restore -- <file> [--replace]';
const { env } = process;

await runCommand(async (signal) => {
  const { values, positionals } = argumentsOf(
    { allowPositionals: true, options: { replace: { type: 'boolean' } } },
    USAGE,
  );
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) {
    throw new Refusal('BAD_REQUEST', `${positionals.length} files are named.`, `Usage: ${USAGE}`);
  }
  const file = resolve(given);
  const store = storeNamed(env.STORE || 'lowdb', 'STORE');
  const { header, counts, erased } = await checkBackup(file);
  const target = await openToWrite(store, env);
  try {
    const source = {
      customers: counts.customers,
      collections: LASTING_COLLECTIONS,
      erased,
      entries: () => entriesIn(file),
    };
    const restored = await transfer(source, target, {
      others: values.replace ? 'replace' : 'refuse',
      remedy:
        'Name an empty store, or add --replace: then what is in the backup takes the place of what is there.',
      signal,
    });
    return {
      say: [
        `Restored from ${header.at} (${header.store}): ${restored.customers} customers with ${restored.conversations} ended conversations, ${restored.values} values; ${restored.present} of these were there already.`,
        `${restored.erased} erased customers stay erased; ${restored.stayErased} records of customers erased since were left out.`,
        `Compared by SHA-256: all are as in the backup.${restored.others > 0 ? ` ${restored.others} customers that it does not have stay as they were.` : ''}`,
      ].join('\n'),
      leftOut: 0,
    };
  } finally {
    await target.close();
  }
}, 'What was restored is whole; run it again to go on.');
