// Flat cost as things grow: the CPU of a turn, memory and start of the product over made-up businesses of growing size.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayIn } from '../data/calendar.js';
import { importCustomers } from '../data/imported/import-customers.js';
import { loadCatalogue } from '../data/load-catalogue.js';
import { loadAgents } from '../data/load-people.js';
import { loadProfile } from '../data/load-profile.js';
import { customerIdAt, generateBusiness, questionsAt, type Size } from '../scripts/generate/business.js';
import { createRandom } from '../scripts/generate/random.js';
import { createProgress } from '../scripts/progress.js';
import { openDirectLine } from './direct-line-client.js';
import type { Figure } from './figures.js';
import { writeRecords } from './growth-customers.js';
import type { Line } from './lines.js';
import { load } from './load.js';
import { type MeasuredProcess, measure, ROOT } from './measured-process.js';
import { median } from './statistics.js';

const READY = /Agent console\s+(http:\S+)\/agent/;
const IDENTITY_SECRET = 'the secret of the site in a benchmark';
const DEMO = join(ROOT, 'data/business');
/** Imported from so many customers on; below, the tables are read at start. */
const IMPORTED_FROM = 10_000;
const SEED = 20261121;

/** The sizes along each road; the first is what the last is held against. */
const CUSTOMERS = [1000, 10_000, 100_000, 1_000_000];
const ENTRIES = [100, 1000, 10_000];
/** What is not growing. */
const STILL = { customers: 1000, knowledge: 100, products: 100 };
const SHORT_CUSTOMERS = [1000, 10_000];
/** Conversations a round, of other customers each time, and rounds: the median round counts, so that noise doesn't. */
const FULL = { conversations: 30, rounds: 7, starts: 3 };
const SHORT = { conversations: 20, rounds: 3, starts: 1 };
type Effort = typeof FULL;

/** As bench/index.ts gives them. */
interface Options {
  readonly short: boolean;
  readonly progress: (text: string) => void;
}

interface Measured {
  /** Microseconds. */
  readonly cpuPerTurn: number;
  /** Bytes. */
  readonly rss: number;
  /** Milliseconds. */
  readonly readyAfter: number;
}

/** Figures by name; the bounds are those of the issue "Nothing lost, one owner, flat cost". Everything made up is removed again. */
export async function benchGrowth({ short, progress }: Options): Promise<readonly Figure[]> {
  const effort = short ? SHORT : FULL;
  const roads = [
    ...(short ? SHORT_CUSTOMERS : CUSTOMERS).map((customers) => ({ ...STILL, customers })),
    ...ENTRIES.slice(1).map((entries) => ({ ...STILL, knowledge: entries, products: entries })),
  ];
  if (short) progress('short: customers end at 10,000, so the bounds at a million are not shown');
  const measured = new Map<Size, Measured>();
  const overall = createProgress('growth', roads.length, progress);
  for (const [done, size] of roads.entries()) {
    measured.set(size, await measureSize(size, effort, progress));
    overall.at(done + 1);
  }
  return [...customerFigures(measured), ...entryFigures(measured)];
}

async function measureSize(size: Size, effort: Effort, progress: Options['progress']): Promise<Measured> {
  const name = `${size.customers} customers, ${size.knowledge} entries and products`;
  const folder = await mkdtemp(join(tmpdir(), 'rapport-growth-'));
  // A benchmark that is interrupted leaves gigabytes otherwise.
  const interrupted = new AbortController();
  const onInterrupt = () => interrupted.abort();
  process.once('SIGINT', onInterrupt);
  try {
    progress(`${name}: generating`);
    const business = join(folder, 'business');
    const data = join(folder, 'data');
    await generateBusiness(business, DEMO, size, { seed: SEED, say: progress, signal: interrupted.signal });
    if (size.customers >= IMPORTED_FROM) await importAll(business, progress, interrupted.signal);
    await writeRecords(data, size.customers, progress, interrupted.signal);
    const measured = await measureProduct(business, data, size, effort, interrupted.signal);
    progress(
      `${name}: ${Math.round(measured.cpuPerTurn)} µs a turn, ready after ${Math.round(measured.readyAfter)} ms`,
    );
    return measured;
  } finally {
    process.off('SIGINT', onInterrupt);
    if (size.customers > 100_000) progress(`${name}: removing`);
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureProduct(
  business: string,
  data: string,
  size: Size,
  effort: Effort,
  signal: AbortSignal,
): Promise<Measured> {
  const env = {
    PORT: '0',
    LOG_LEVEL: 'warn',
    TRUST_PROXY: 'true',
    BUSINESS_DIR: business,
    DATA_DIR: data,
    SECRET: 'the secret of the server in a benchmark',
    IDENTITY_SECRET,
  };
  const starts: number[] = [];
  for (let start = 1; start < effort.starts; start++) {
    const process = await measure('dist/index.js', READY, env);
    starts.push(process.readyAfter);
    await process.stop();
  }
  const process = await measure('dist/index.js', READY, env);
  starts.push(process.readyAfter);
  try {
    const random = createRandom(SEED);
    const costs: number[] = [];
    for (let round = 0; round <= effort.rounds; round++) {
      signal.throwIfAborted();
      const cost = await oneRound(process, size, effort, random.whole);
      // The first only warms up.
      if (round > 0) costs.push(cost);
    }
    const { rss } = await process.memory();
    return { cpuPerTurn: median(costs), rss, readyAfter: median(starts) };
  } finally {
    await process.stop();
  }
}

/** Conversations of random customers. @returns microseconds a turn. */
async function oneRound(
  process: MeasuredProcess,
  size: Size,
  { conversations }: Effort,
  whole: (below: number) => number,
): Promise<number> {
  const scripts = [];
  for (let n = 0; n < conversations; n++) {
    const customer = { id: customerIdAt(whole(size.customers)), name: 'Somebody' };
    const talk = await openDirectLine(process.url, { customer, identitySecret: IDENTITY_SECRET });
    scripts.push({ talk, lines: linesFor(whole(size.knowledge), whole(size.knowledge)) });
  }
  const { cpuPerTurn } = await load(process, scripts);
  for (const { talk } of scripts) await talk.close();
  return cpuPerTurn;
}

const ANY = /\S/;

/** A usual talk: two questions of the knowledge, one in other words, orders, a wish, a search and something out of scope. */
function linesFor(first: number, second: number): readonly Line[] {
  const [question] = questionsAt(first);
  const [, , third] = questionsAt(second);
  return [
    'where is my order',
    question,
    `hello, ${third.toLowerCase()}`,
    'what would suit my living room under 80 euros?',
    'something cheaper',
    'I love oak, but no wool please',
    'do you have a reading lamp in stock?',
    'who won the football last night?',
  ].map((text) => ({ text, reply: ANY }));
}

async function importAll(business: string, say: (line: string) => void, signal: AbortSignal): Promise<void> {
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

function customerFigures(measured: ReadonlyMap<Size, Measured>): readonly Figure[] {
  const rows = [...measured].filter(([{ knowledge }]) => knowledge === STILL.knowledge);
  const first = rows[0]?.[1].cpuPerTurn ?? Number.NaN;
  return rows.flatMap(([{ customers }, { cpuPerTurn, rss, readyAfter }], at): readonly Figure[] => {
    const name = `growth.customers.${customers}`;
    const largest = customers === 1_000_000;
    return [
      { name: `${name}.cpu`, value: cpuPerTurn, unit: 'µs a turn' },
      ...(at === 0
        ? []
        : [
            {
              name: `${name}.cpu.over-1000`,
              value: cpuPerTurn / first,
              unit: 'times',
              ...(largest ? { max: 1.2 } : {}),
            },
          ]),
      { name: `${name}.memory`, value: rss / 1024 / 1024, unit: 'MB' },
      { name: `${name}.ready`, value: readyAfter, unit: 'ms', ...(largest ? { max: 5000 } : {}) },
    ];
  });
}

function entryFigures(measured: ReadonlyMap<Size, Measured>): readonly Figure[] {
  const rows = [...measured].filter(([{ customers }]) => customers === STILL.customers);
  const first = rows[0]?.[1].cpuPerTurn ?? Number.NaN;
  return rows.slice(1).flatMap(([{ knowledge }, { cpuPerTurn, rss, readyAfter }]): readonly Figure[] => {
    const name = `growth.entries.${knowledge}`;
    return [
      { name: `${name}.cpu`, value: cpuPerTurn, unit: 'µs a turn' },
      {
        name: `${name}.cpu.over-100`,
        value: cpuPerTurn / first,
        unit: 'times',
        ...(knowledge === 10_000 ? { max: 2 } : {}),
      },
      { name: `${name}.memory`, value: rss / 1024 / 1024, unit: 'MB' },
      { name: `${name}.ready`, value: readyAfter, unit: 'ms' },
    ];
  });
}
