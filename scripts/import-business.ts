// `npm run import-business -- <folder>`: makes a large business's customers and orders ready to be read one at a time.

import { resolve } from 'node:path';
import { businessInvalid, type Fault } from '../data/business-faults.js';
import { dayIn } from '../data/calendar.js';
import { RapportError } from '../data/errors.js';
import { importCustomers } from '../data/imported/import-customers.js';
import { loadCatalogue } from '../data/load-catalogue.js';
import { loadAgents } from '../data/load-people.js';
import { loadProfile } from '../data/load-profile.js';
import { createProgress } from './progress.js';

const STEPS = 1000;

const [given] = process.argv.slice(2);
if (given === undefined) {
  console.error('Usage: npm run import-business -- <folder>');
  process.exit(2);
}
const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
try {
  await importBusiness(resolve(given), interrupted.signal);
} catch (error) {
  if (interrupted.signal.aborted) {
    console.error('Interrupted; nothing was changed.');
    process.exitCode = 130;
  } else {
    console.error(error instanceof RapportError ? error.message : error);
    process.exitCode = 1;
  }
}

async function importBusiness(folder: string, signal: AbortSignal): Promise<void> {
  const faults: Fault[] = [];
  const report = (fault: Fault) => faults.push(fault);
  const profile = await loadProfile(folder, report);
  const catalogue = await loadCatalogue(folder, report);
  const agents = await loadAgents(folder, report);
  if (!profile || faults.length > 0) throw businessInvalid(folder, faults);
  const progress = createProgress('import', STEPS);
  const { customers, orders, remarks } = await importCustomers(folder, {
    productIds: catalogue.ids,
    agentIds: agents.ids,
    currency: profile.profile.currency,
    asOf: profile.recordedOn ?? dayIn(new Date(), profile.profile.timeZone),
    signal,
    progress: (share) => progress.at(Math.floor(STEPS * share)),
  });
  for (const remark of remarks) console.error(`Note: ${remark}`);
  console.log(
    `${customers} customers with ${orders} orders are imported. Import again when the tables change.`,
  );
}
