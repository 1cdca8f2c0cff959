// `npm run backup -- <file>`: everything of the store in one file, also while the product is running.

import { resolve } from 'node:path';
import { writeBackup } from './store-transfer/backup-file.js';
import { argumentsOf, runCommand } from './store-transfer/command.js';
import { openToRead, setAsideIn, storeNamed } from './store-transfer/open.js';
import { countingProgress, entriesOf, LASTING_COLLECTIONS } from './store-transfer/records.js';
import { Refusal } from './store-transfer/refusal.js';
import { customersIn } from './store-transfer/transfer.js';

const USAGE = 'npm run backup -- <file>';
const { env } = process;

await runCommand(async (signal) => {
  const { positionals } = argumentsOf({ allowPositionals: true }, USAGE);
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) {
    throw new Refusal('BAD_REQUEST', `${positionals.length} files are named.`, `Usage: ${USAGE}`);
  }
  const file = resolve(given);
  const store = storeNamed(env.STORE || 'lowdb', 'STORE');
  const { reader, close } = await openToRead(store, env);
  try {
    const customers = await customersIn(reader);
    const setAside = await setAsideIn(store, env);
    let leftOut = 0;
    const entries = entriesOf(reader, LASTING_COLLECTIONS, ({ message }) => {
      console.error(message);
      leftOut += 1;
    });
    const head = { at: new Date().toISOString(), store, customers };
    const draft = `${file}.${process.pid}.partial`;
    const counts = await writeBackup(file, draft, head, countingProgress(entries, customers), signal);
    return {
      say: `${file}: ${counts.customers} customers with ${counts.conversations} ended conversations, ${counts.values} values, ${counts.erased} erased.`,
      leftOut: leftOut + setAside,
    };
  } finally {
    await close();
  }
}, 'Nothing was written.');
