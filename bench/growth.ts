// Flat cost as things grow: the CPU of a turn, memory and start of the product over made-up businesses of growing size.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customerIdAt, generateBusiness, type Size } from '../scripts/generate/business.js';
import { createRandom } from '../scripts/generate/random.js';
import { createProgress } from '../scripts/progress.js';
import { openDirectLine } from './direct-line-client.js';
import type { Figure } from './figures.js';
import { importAll, writeRecords } from './growth-customers.js';
import { linesFor } from './growth-lines.js';
import { load } from './load.js';
import { type MeasuredProcess, measure, ROOT } from './measured-process.js';
import { median } from './statistics.js';

const READY = /Agent console\s+(http:\S+)\/agent/;
const IDENTITY_SECRET = 'the secret of the site in a benchmark';
const DEMO = join(ROOT, 'data/business');
/** Imported from so many customers on; below, the tables are read at start. */
const IMPORTED_FROM = 10_000;
const SEED = 20261121;
/** A prime, so that steps of it visit every customer of any round number of them before one comes again. */
const STRIDE = 7919;

/** The smallest, against which all others are held. */
const STILL: Size = { customers: 1000, knowledge: 100, products: 100 };
/** One of its measures grows, the others stay. */
const CUSTOMERS = [10_000, 100_000, 1_000_000];
const SHORT_CUSTOMERS = [10_000];
const ENTRIES = [1000, 10_000];
/** Conversations a round, of other customers each time, and rounds, of which the median counts; starts, likewise. */
const FULL = { conversations: 20, rounds: 6, starts: 3 };
const SHORT = { conversations: 20, rounds: 2, starts: 1 };
type Effort = typeof FULL;

/** As bench/index.ts gives them. */
interface Options {
  readonly short: boolean;
  readonly progress: (text: string) => void;
}

interface Measured {
  readonly size: Size;
  /** Microseconds. */
  readonly cpuPerTurn: number;
  /** The same over that of the smallest business, whose rounds alternate with these. */
  readonly overSmallest: number;
  /** Bytes. */
  readonly rss: number;
  /** Milliseconds. */
  readonly readyAfter: number;
}

/** Figures by name; the bounds are those of the issue "Nothing lost, one owner, flat cost". Everything made up is removed again. */
export async function benchGrowth({ short, progress }: Options): Promise<readonly Figure[]> {
  const effort = short ? SHORT : FULL;
  const customers = short ? SHORT_CUSTOMERS : CUSTOMERS;
  if (short) progress('short: customers end at 10,000, so the bounds at a million are not shown');
  const sizes = [
    ...customers.map((count) => ({ ...STILL, customers: count })),
    ...ENTRIES.map((entries) => ({ ...STILL, knowledge: entries, products: entries })),
  ];
  // A benchmark that is interrupted would leave gigabytes otherwise.
  const interrupted = new AbortController();
  const onInterrupt = () => interrupted.abort();
  process.once('SIGINT', onInterrupt);
  const open = (size: Size) => openSite(size, effort, progress, interrupted.signal);
  const smallest = await open(STILL);
  try {
    const measured = [await against(smallest, smallest, effort)];
    const overall = createProgress('growth', sizes.length, progress);
    for (const [done, size] of sizes.entries()) {
      const site = await open(size);
      try {
        const one = await against(site, smallest, effort);
        measured.push(one);
        progress(`${inWords(size)}: ${Math.round(one.cpuPerTurn)} µs a turn`);
      } finally {
        await site.remove();
      }
      overall.at(done + 1);
    }
    return [...customerFigures(measured), ...entryFigures(measured)];
  } finally {
    await smallest.remove();
    process.off('SIGINT', onInterrupt);
  }
}

/** The product over a business of a size, running. */
interface Site {
  readonly size: Size;
  readonly process: MeasuredProcess;
  readonly readyAfter: number;
  readonly signal: AbortSignal;
  /** Another customer each time, from anywhere: a conversation that goes on costs more than one that begins. */
  nextCustomer(): string;
  /** Stops it, and removes all that was made for it. */
  remove(): Promise<void>;
}

async function openSite(
  size: Size,
  { starts }: Effort,
  progress: Options['progress'],
  signal: AbortSignal,
): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-growth-'));
  try {
    progress(`${inWords(size)}: generating`);
    const business = join(folder, 'business');
    const data = join(folder, 'data');
    await generateBusiness(business, DEMO, size, { seed: SEED, say: progress, signal });
    if (size.customers >= IMPORTED_FROM) await importAll(business, progress, signal);
    await writeRecords(data, size.customers, progress, signal);
    const start = () => measure('dist/index.js', READY, environment(business, data));
    const ready: number[] = [];
    for (let n = 1; n < starts; n++) {
      const tried = await start();
      ready.push(tried.readyAfter);
      await tried.stop();
    }
    const running = await start();
    let begun = 0;
    return {
      nextCustomer: () => customerIdAt((STRIDE * ++begun) % size.customers),
      size,
      signal,
      process: running,
      readyAfter: median([...ready, running.readyAfter]),
      async remove() {
        await running.stop();
        progress(`${inWords(size)}: removing`);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function environment(business: string, data: string): Readonly<Record<string, string>> {
  return {
    PORT: '0',
    LOG_LEVEL: 'warn',
    TRUST_PROXY: 'true',
    BUSINESS_DIR: business,
    DATA_DIR: data,
    SECRET: 'the secret of the server in a benchmark',
    IDENTITY_SECRET,
  };
}

/** Rounds of both in turn, so that what else the machine does hits both. */
async function against(site: Site, smallest: Site, effort: Effort): Promise<Measured> {
  const costs: number[] = [];
  const smallestCosts: number[] = [];
  for (let round = 0; round <= effort.rounds; round++) {
    site.signal.throwIfAborted();
    // The same kinds of questions for both.
    const cost = await oneRound(site, effort, SEED + round);
    const smallestCost = site === smallest ? cost : await oneRound(smallest, effort, SEED + round);
    // The first only warms up.
    if (round === 0) continue;
    costs.push(cost);
    smallestCosts.push(smallestCost);
  }
  const { rss } = await site.process.memory();
  const cpuPerTurn = median(costs);
  return {
    size: site.size,
    cpuPerTurn,
    overSmallest: cpuPerTurn / median(smallestCosts),
    rss,
    readyAfter: site.readyAfter,
  };
}

/** Conversations at once. @returns microseconds a turn. */
async function oneRound(site: Site, { conversations }: Effort, seed: number): Promise<number> {
  const { whole } = createRandom(seed);
  const scripts = [];
  for (let n = 0; n < conversations; n++) {
    const customer = { id: site.nextCustomer(), name: 'Somebody' };
    const talk = await openDirectLine(site.process.url, { customer, identitySecret: IDENTITY_SECRET });
    scripts.push({ talk, lines: linesFor(whole(site.size.knowledge), whole(site.size.knowledge)) });
  }
  const { cpuPerTurn } = await load(site.process, scripts);
  for (const { talk } of scripts) await talk.close();
  return cpuPerTurn;
}

function inWords({ customers, knowledge }: Size): string {
  return `${customers} customers, ${knowledge} entries and products`;
}

function customerFigures(measured: readonly Measured[]): readonly Figure[] {
  const rows = measured.filter(({ size }) => size.knowledge === STILL.knowledge);
  return rows.flatMap(({ size: { customers }, ...row }): readonly Figure[] => {
    const largest = customers === 1_000_000;
    const bounds = largest ? { cpu: { max: 1.2 }, ready: { max: 5000 } } : {};
    const over = customers === STILL.customers ? undefined : 'over-1000';
    return figuresOf(`growth.customers.${customers}`, over, row, bounds);
  });
}

function entryFigures(measured: readonly Measured[]): readonly Figure[] {
  const rows = measured.filter(({ size }) => size.knowledge > STILL.knowledge);
  return rows.flatMap(({ size: { knowledge }, ...row }) =>
    figuresOf(
      `growth.entries.${knowledge}`,
      'over-100',
      row,
      knowledge === 10_000 ? { cpu: { max: 2 } } : {},
    ),
  );
}

function figuresOf(
  name: string,
  over: string | undefined,
  { cpuPerTurn, overSmallest, rss, readyAfter }: Omit<Measured, 'size'>,
  bounds: { readonly cpu?: { readonly max: number }; readonly ready?: { readonly max: number } },
): readonly Figure[] {
  return [
    { name: `${name}.cpu`, value: cpuPerTurn, unit: 'µs a turn' },
    ...(over ? [{ name: `${name}.cpu.${over}`, value: overSmallest, unit: 'times', ...bounds.cpu }] : []),
    { name: `${name}.memory`, value: rss / 1024 / 1024, unit: 'MB' },
    { name: `${name}.ready`, value: readyAfter, unit: 'ms', ...bounds.ready },
  ];
}
