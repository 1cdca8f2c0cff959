// `npm run generate -- --customers N --knowledge N --products N --to folder`: a made-up business of any size, for tests of scale.

import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generateBusiness } from './generate/business.js';

const USAGE =
  'Usage: npm run generate -- --to <folder> [--customers 1000] [--knowledge 100] [--products 100] [--seed 1]';
const DEMO = join(import.meta.dirname, '../data/business');

const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    customers: { type: 'string', default: '1000' },
    knowledge: { type: 'string', default: '100' },
    products: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const counts = [values.customers, values.knowledge, values.products, values.seed].map(Number);
const [customers = 0, knowledge = 0, products = 0, seed = 0] = counts;
if (values.to === undefined || !counts.every((count) => Number.isSafeInteger(count) && count >= 1)) {
  console.error(USAGE);
  process.exit(2);
}
const to = resolve(values.to);
if (await isThere(join(to, 'business.yaml'))) {
  console.error(`There is a business in ${to} already. Name another folder, or remove it.`);
  process.exit(2);
}

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
try {
  await generateBusiness(to, DEMO, { customers, knowledge, products }, { seed, signal: interrupted.signal });
  console.log(`A business with ${customers} customers is in ${to}; start with BUSINESS_DIR=${to}.`);
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
  console.error(`Interrupted. What was written is in ${to}, and is not whole: remove it.`);
  process.exitCode = 130;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
