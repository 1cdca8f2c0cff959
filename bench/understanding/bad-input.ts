// How long one message may hold up everybody else's: every reader of messages over five hundred that were made to be slow. Judges no answers.

import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import type { Business } from '../../data/business.js';
import type { Preference } from '../../data/customer.js';
import type { ActivityId } from '../../data/ids.js';
import { loadBusiness } from '../../data/load-business.js';
import {
  createEntityReader,
  createUnderstander,
  type EntityReader,
  extractCritique,
  extractPreferences,
  extractWish,
  matchCatalogue,
  matchPreference,
  matchProducts,
  orderNumbersIn,
  pickFrom,
  retractions,
  type Understander,
  vocabularyOf,
} from '../../understanding/index.js';
import type { Figure } from '../figures.js';
import { median } from '../statistics.js';
import { slowPatterns } from './slow-patterns.js';

const DEMO = fileURLToPath(new URL('../../data/business', import.meta.url));
const TODAY = new Date('2026-01-01T12:00:00Z');
/** The machine is not ours alone: a stall that was another's is not there in most of three rounds. */
const ROUNDS = 3;
/** Patterns read before any is measured. */
const WARM_UP = 40;
/** In a short evaluation one of so many patterns. */
const SPARSE = 5;

interface Reader {
  readonly name: string;
  /** @returns for how long the event loop could do nothing else, in ms. */
  stall(text: string): Promise<number>;
}

interface Worst {
  readonly ms: number;
  readonly where: string;
}

export async function badInputFigures(
  short: boolean,
  progress: (text: string) => void,
): Promise<readonly Figure[]> {
  const business = await loadBusiness(DEMO, { today: TODAY.toISOString().slice(0, 10) });
  const understander = createUnderstander(business);
  const entities = createEntityReader();
  await understander.ready;
  const patterns = slowPatterns().filter((_, at) => !short || at % SPARSE === 0);
  let worst: Worst = { ms: 0, where: 'nowhere' };
  for (const reader of [
    ...plainReaders(business),
    reading('understand', understander),
    entityReading(entities),
  ]) {
    for (const { text } of patterns.slice(0, WARM_UP)) await reader.stall(text);
    for (const { name, text } of patterns) {
      const stalls: number[] = [];
      for (let round = 0; round < ROUNDS; round++) stalls.push(await reader.stall(text));
      const ms = median(stalls);
      if (ms > worst.ms) worst = { ms, where: `${reader.name}: ${name}` };
    }
  }
  await Promise.all([understander.close(), entities.close()]);
  progress(`the longest stall over ${patterns.length} slow patterns was ${worst.where}`);
  return [{ name: 'bad-input.event-loop.max', value: worst.ms, unit: 'ms', max: 50 }];
}

/** What reads a message on the main thread at once, as tasks call it. */
function plainReaders({ products }: Business): readonly Reader[] {
  const vocabulary = vocabularyOf(products.values());
  const few = [...products.values()].slice(0, 10);
  const options = few.map(({ id, name }) => ({ id, label: name }));
  // A sum that is there already, so that limits spelt out are looked for.
  const found = { money: [{ amount: 80 }] };
  const reads: Readonly<Record<string, (text: string) => unknown>> = {
    extractPreferences: (text) => extractPreferences(text, vocabulary, found),
    extractWish: (text) => extractWish(text, vocabulary, found),
    extractCritique: (text) => extractCritique(text, vocabulary, found),
    retractions,
    matchCatalogue: (text) => matchCatalogue(text, vocabulary, 5),
    matchProducts: (text) => matchProducts(text, few, 5),
    matchPreference: (text) => matchPreference(text, KEPT, vocabulary),
    pickFrom: (text) => pickFrom(text, options),
    orderNumbersIn,
  };
  return Object.entries(reads).map(([name, read]) => ({
    name,
    stall: (text) => stallOf(async () => read(text)),
  }));
}

function reading(name: string, understander: Understander): Reader {
  return {
    name,
    stall: (text) =>
      stallOf(() => understander.understand(text, { channel: 'web', recentQuestions: [text], failures: 2 })),
  };
}

function entityReading(entities: EntityReader): Reader {
  return {
    name: 'entities',
    stall: (text) => stallOf(() => entities.read(text, ['money', 'day', 'time', 'number'], TODAY)),
  };
}

/**
 * All stretches on the main thread together, though others have their turn between two. Time while another process had the processor is no
 * stall of ours, so it is at most the processor time of all our threads.
 */
async function stallOf(work: () => Promise<unknown>): Promise<number> {
  const loop = performance.eventLoopUtilization();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return Math.min(performance.eventLoopUtilization(loop).active, (user + system) / 1000);
}

/** One of each kind that "forget …" may mean. */
const KEPT = (
  [
    { kind: 'attribute', attribute: 'material', value: 'wool' },
    { kind: 'max-price', amount: 80 },
    { kind: 'vegan' },
  ] as const
).map(
  (subject): Preference => ({
    id: subject.kind,
    subject,
    strength: 'must',
    source: { kind: 'said', activityId: 'said' as ActivityId, words: 'no wool, nothing over 80, vegan' },
    at: TODAY.toISOString(),
  }),
);
