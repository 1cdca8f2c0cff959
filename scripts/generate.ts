// `npm run generate -- --to folder`: a made-up business of any size. `npm run generate -- --history file`: a made-up past to replay.

import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dayIn } from '../data/calendar.js';
import { RapportError } from '../data/errors.js';
import { loadFolder } from '../service/load-folder.js';
import { generateBusiness } from './generate/business.js';
import { historyInput, writeHistory } from './generate/write-history.js';
import { createProgress } from './progress.js';

const USAGE = `Usage: npm run generate -- --to <folder> [--customers 1000] [--knowledge 100] [--products 100] [--seed 1]
       npm run generate -- --history <file> [--decisions 10000] [--days 30] [--business data/business] [--seed 1]`;
const DEMO = join(import.meta.dirname, '../data/business');
const DAY = 86_400_000;

const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    customers: { type: 'string', default: '1000' },
    knowledge: { type: 'string', default: '100' },
    products: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    history: { type: 'string' },
    business: { type: 'string', default: DEMO },
    decisions: { type: 'string', default: '10000' },
    days: { type: 'string', default: '30' },
  },
});
const counts = [
  values.customers,
  values.knowledge,
  values.products,
  values.seed,
  values.decisions,
  values.days,
].map(Number);
const [customers = 0, knowledge = 0, products = 0, seed = 0, decisions = 0, days = 0] = counts;
const one = (values.to === undefined) !== (values.history === undefined);
if (!one || !counts.every((count) => Number.isSafeInteger(count) && count >= 1)) {
  console.error(USAGE);
  process.exit(2);
}
const to = resolve(values.to ?? values.history ?? '');
const taken = values.to === undefined ? to : join(to, 'business.yaml');
if (await isThere(taken)) {
  console.error(`There is something in ${to} already. Name another place, or remove it.`);
  process.exit(2);
}

const interrupted = new AbortController();
const { signal } = interrupted;
process.once('SIGINT', () => interrupted.abort());
try {
  if (values.to === undefined) await generateHistory();
  else await generateBusinessHere();
} catch (error) {
  if (!signal.aborted) {
    console.error(error instanceof RapportError ? error.message : error);
    process.exitCode = 1;
  } else {
    console.error(`Interrupted. What was written is in ${to}, and is not whole: remove it.`);
    process.exitCode = 130;
  }
}

async function generateBusinessHere(): Promise<void> {
  await generateBusiness(to, DEMO, { customers, knowledge, products }, { seed, signal });
  console.log(`A business with ${customers} customers is in ${to}; start with BUSINESS_DIR=${to}.`);
}

async function generateHistory(): Promise<void> {
  const now = Date.now();
  const folder = await loadFolder(resolve(values.business), DEMO, (zone) => dayIn(new Date(now), zone));
  const input = historyInput(folder, { from: now - days * DAY, to: now }, seed);
  await writeHistory(to, input, decisions, createProgress('decisions', decisions), signal);
  console.log(
    `${to}: a made-up past of ${decisions} decisions over ${days} days; npm run replay -- --history ${to} --since ${days}d reads it.`,
  );
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
