// The price of a turn: the product beside the Bot Framework's stock echo bot, in rounds that alternate so that noise hits both.

import { performance } from 'node:perf_hooks';
import type { BenchOptions, Figure } from './figures.js';
import { type HeapReading, slopeFigure } from './heap-slope.js';
import { KINDS, type Line, MIX } from './lines.js';
import { load, type Round, type Script } from './load.js';
import { median, percentile } from './statistics.js';
import { type Subject, type Subjects, startSubjects } from './subjects.js';

/** Conversations at once in the rounds that are compared. */
const MANY = 50;
const MESSAGES = MIX.length;
/**
 * `warmUp`: rounds of a thousand turns before those that count. A bot runs for weeks; for its first fifteen thousand turns the
 * compiler works on it beside, a tenth of the cost of a turn, and on an echo bot for a tenth as long.
 * `pace`: milliseconds from one message of a customer to the next in the thousand conversations; 5 s is somebody who types quickly.
 */
const FULL = {
  warmUp: 20,
  rounds: 6,
  starts: 5,
  messages: MESSAGES,
  thousand: 1000,
  pace: 5000,
  kinds: 80,
  whole: true,
};
const SHORT = {
  warmUp: 1,
  rounds: 2,
  starts: 1,
  messages: 6,
  thousand: 200,
  pace: 2000,
  kinds: 20,
  whole: false,
};
type Size = typeof FULL;

/** Figures by name; the bounds are those of the issue "Nothing lost, one owner, flat cost". */
export async function benchTurns({ short, progress }: BenchOptions): Promise<readonly Figure[]> {
  const size = short ? SHORT : FULL;
  const subjects = await startSubjects({ short, databaseUrl: process.env.DATABASE_URL });
  const faults: string[] = [];
  try {
    progress('start of the demo');
    const figures = [await startFigure(subjects, size)];
    progress('warm-up');
    const run = (conversations: number, rounds: number) =>
      sideBySide(subjects, { conversations, lines: MIX, messages: size.messages }, rounds, faults, progress);
    const first = await run(MANY, size.warmUp);
    figures.push(...compared(await run(MANY, size.rounds)), fresh(first));
    figures.push(...alone(await run(1, size.rounds)));
    figures.push(...(await kindFigures(subjects, size, faults, progress)));
    figures.push(...(await thousandFigures(subjects.product[0], size, faults, progress)));
    for (const fault of faults.slice(0, 10)) progress(`FAULT ${fault}`);
    figures.push({
      name: 'turns.faults',
      value: faults.length,
      unit: 'lost, doubled, crossed or wrong',
      max: 0,
    });
    return figures;
  } finally {
    await subjects.stop();
  }
}

async function startFigure(subjects: Subjects, { starts }: Size): Promise<Figure> {
  const times: number[] = [];
  for (let n = 0; n < starts; n++) times.push(await subjects.startDemo());
  return { name: 'start.demo', value: median(times), unit: 'ms', max: 2000 };
}

type Rounds = ReadonlyMap<Subject, readonly Round[]>;

async function sideBySide(
  { stock, echo, product }: Subjects,
  plan: Plan,
  rounds: number,
  faults: string[],
  progress: BenchOptions['progress'],
): Promise<Rounds> {
  const all = [stock, ...product, echo];
  const measured = new Map<Subject, Round[]>(all.map((subject) => [subject, []]));
  for (let n = 1; n <= rounds; n++) {
    for (const subject of n % 2 === 0 ? [...all].reverse() : all) {
      const round = await once(subject, plan, faults);
      measured.get(subject)?.push(round);
      progress(`${plan.conversations} at once, round ${n} of ${rounds}, ${subject.name}: ${inWords(round)}`);
    }
  }
  return measured;
}

interface Plan {
  readonly conversations: number;
  readonly lines: readonly Line[];
  readonly messages: number;
}

async function once(subject: Subject, plan: Plan, faults: string[]): Promise<Round> {
  const scripts = await subject.begin(plan.conversations, plan.lines, plan.messages);
  const round = await load(subject.process, scripts);
  faults.push(...(await finish(subject, scripts)));
  return round;
}

async function finish(subject: Subject, scripts: readonly Script[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { talk } of scripts) {
    faults.push(...(await talk.audit()).map((fault) => `${subject.name}: ${fault}`));
    await talk.close();
  }
  return faults;
}

/** The rounds of one kind, with the ratios of the embedded store's to the stock bot's of the same round. */
function compared(measured: Rounds): readonly Figure[] {
  const figures = [...measured].flatMap(([{ name }, rounds]) => [
    { name: `turns.${MANY}.${name}.cpu`, value: median(rounds.map((r) => r.cpuPerTurn)), unit: 'µs a turn' },
    {
      name: `turns.${MANY}.${name}.rate`,
      value: median(rounds.map((r) => r.turnsPerSecond)),
      unit: 'turns/s',
    },
    ...latency(`turns.${MANY}.${name}`, rounds),
    {
      name: `turns.${MANY}.${name}.loop-delay`,
      value: median(rounds.map((r) => r.delayP99)),
      unit: 'ms p99',
    },
  ]);
  return [
    ...figures,
    { name: 'turns.cpu.over-stock', value: overStock(measured, (r) => r.cpuPerTurn), unit: '', max: 1 },
    { name: 'turns.rate.over-stock', value: overStock(measured, (r) => r.turnsPerSecond), unit: '', min: 1 },
  ];
}

/** The same of the first rounds, in which much of the product runs for the first time. */
function fresh(warmUp: Rounds): Figure {
  const first = new Map([...warmUp].map(([subject, rounds]) => [subject, rounds.slice(0, FRESH)]));
  return { name: 'turns.cpu.over-stock.fresh', value: overStock(first, (r) => r.cpuPerTurn), unit: '' };
}
const FRESH = 4;

/** The embedded store's rounds over the stock bot's of the same time. */
function overStock(measured: Rounds, value: (round: Round) => number): number {
  const stock = roundsOf(measured, 'stock');
  const ours = roundsOf(measured, 'lowdb');
  return median(ours.map((round, n) => value(round) / (stock[n] ? value(stock[n]) : Number.NaN)));
}

function roundsOf(measured: Rounds, name: string): readonly Round[] {
  return [...measured].find(([subject]) => subject.name === name)?.[1] ?? [];
}

function alone(measured: Rounds): readonly Figure[] {
  return [...measured].flatMap(([{ name }, rounds]) => latency(`turns.1.${name}`, rounds));
}

function latency(name: string, rounds: readonly Round[], max?: number): readonly Figure[] {
  const all = rounds.flatMap(({ latencies }) => latencies);
  return [
    { name: `${name}.p50`, value: percentile(all, 0.5), unit: 'ms' },
    { name: `${name}.p99`, value: percentile(all, 0.99), unit: 'ms', ...(max === undefined ? {} : { max }) },
  ];
}

async function kindFigures(
  { product: [lowdb] }: Subjects,
  { kinds }: Size,
  faults: string[],
  progress: BenchOptions['progress'],
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [kind, lines] of Object.entries(KINDS)) {
    const plan = { conversations: kinds, lines, messages: lines.length };
    const { cpuPerTurn: value } = await once(lowdb, plan, faults);
    progress(`${kind}: ${Math.round(value)} µs`);
    figures.push({ name: `turns.kind.${kind}.cpu`, value, unit: 'µs a turn' });
  }
  return figures;
}

/**
 * Many people at once: first as fast as the replies come, which no crowd of people types and which fills the store's memory for customers,
 * as it is full on any day but the first; then others, each at a person's pace.
 */
async function thousandFigures(
  subject: Subject,
  { thousand, messages, pace, whole }: Size,
  faults: string[],
  progress: BenchOptions['progress'],
): Promise<readonly Figure[]> {
  const plan = { conversations: thousand, lines: MIX, messages };
  const rush = whole ? await rushFigures(subject, plan, faults) : [];
  const empty = await subject.process.memory();
  const scripts = await subject.begin(thousand, MIX, messages);
  const total = thousand * messages;
  const heap: Promise<HeapReading>[] = [];
  const begun = performance.now();
  const paced = await load(subject.process, scripts, {
    pace,
    onTurn(turns) {
      if (whole && turns >= total / 2 && turns % Math.floor(total / READINGS) === 0)
        heap.push(
          subject.process.memory().then(({ heapUsed }) => ({ at: performance.now() - begun, heapUsed })),
        );
    },
  });
  progress(`${thousand} conversations, a message every ${pace / 1000} s: ${inWords(paced)}`);
  const full = await subject.process.memory();
  faults.push(...(await finish(subject, scripts)));
  const each = (bytes: number) => bytes / thousand / 1024;
  return [
    ...latency(`turns.${thousand}`, [paced], 1000),
    { name: `turns.${thousand}.cpu`, value: paced.cpuPerTurn, unit: 'µs a turn' },
    { name: `turns.${thousand}.loop-delay`, value: paced.delayP99, unit: 'ms p99' },
    ...(whole ? [slopeFigure(`turns.${thousand}.heap-slope`, await Promise.all(heap))] : []),
    {
      name: `turns.${thousand}.heap`,
      value: each(full.heapUsed - empty.heapUsed),
      unit: 'KB a conversation',
    },
    { name: `turns.${thousand}.rss`, value: each(full.rss - empty.rss), unit: 'KB a conversation' },
    ...rush,
  ];
}

/** Looks at the heap over all messages; those of the last half count. */
const READINGS = 40;
async function rushFigures(subject: Subject, plan: Plan, faults: string[]): Promise<readonly Figure[]> {
  const round = await once(subject, plan, faults);
  const name = `turns.${plan.conversations}.at-once`;
  return [...latency(name, [round]), { name: `${name}.rate`, value: round.turnsPerSecond, unit: 'turns/s' }];
}

function inWords({ cpuPerTurn, turnsPerSecond, latencies }: Round): string {
  const p99 = percentile(latencies, 0.99);
  return `${Math.round(cpuPerTurn)} µs, ${Math.round(turnsPerSecond)} turns/s, p99 ${Math.round(p99)} ms`;
}
