// Adds up compared conversations, in parts that can be added to each other: each worker has one. Knows nothing of how it is shown.

import type { Thresholds } from '../thresholds.js';
import { CHANGES, type Change, compare, type Pair, type Parting, subjectOf } from './compare.js';
import type { PastConversation, Writer } from './past.js';

export type Counts = Readonly<Record<Change, number>>;
/** The same changes, told apart by what the business looks for. */
export const VIEWS = ['level', 'topic', 'rule'] as const;
export type View = (typeof VIEWS)[number];

export interface Example {
  readonly change: Change;
  readonly conversation: string;
  readonly at: string;
  /** As the customer wrote them, until `shown` masks them. */
  readonly words: string;
  readonly writer?: Writer;
  readonly level: number;
  readonly topic: string;
  readonly rule: string;
  readonly value: string | number | boolean;
}

export interface Tally {
  conversations: number;
  decisions: number;
  replayed: number;
  unknown: number;
  drifted: number;
  unreadable: number;
  offers: number;
  accepted: number;
  first: string;
  last: string;
  changes: Record<Change, number>;
  by: Record<View, Map<string, Record<Change, number>>>;
  /** Milliseconds since 1970, of people who come to the desk; `maybe`: if they accept the offer. */
  arrivals: { now: number[]; proposed: number[]; maybe: number[] };
  /** Minutes of handoffs, as they were. */
  handled: { count: number; minutes: number };
  examples: Example[];
}

/** Of each change; enough to see what it is about. */
export const EXAMPLES = 5;
/** Characters of a message that an example shows, once it is masked. */
const SHOWN = 160;
/** Characters that are kept until then: what is masked becomes shorter. */
const KEPT = 4 * SHOWN;

export function newTally(): Tally {
  return {
    conversations: 0,
    decisions: 0,
    replayed: 0,
    unknown: 0,
    drifted: 0,
    unreadable: 0,
    offers: 0,
    accepted: 0,
    first: '',
    last: '',
    changes: noChanges(),
    by: { level: new Map(), topic: new Map(), rule: new Map() },
    arrivals: { now: [], proposed: [], maybe: [] },
    handled: { count: 0, minutes: 0 },
    examples: [],
  };
}

function noChanges(): Record<Change, number> {
  return Object.fromEntries(CHANGES.map((change) => [change, 0])) as Record<Change, number>;
}

/** Adds one conversation. */
export function add(tally: Tally, conversation: PastConversation, pair: Pair): void {
  const { decisions, handled, unreadable } = conversation;
  tally.conversations += 1;
  tally.decisions += decisions.length + unreadable;
  tally.unreadable += unreadable;
  for (const minutes of handled) {
    tally.handled.count += 1;
    tally.handled.minutes += minutes;
  }
  const first = decisions[0]?.at ?? '';
  const last = decisions.at(-1)?.at ?? '';
  if (first !== '' && (tally.first === '' || first < tally.first)) tally.first = first;
  if (last > tally.last) tally.last = last;

  const compared = compare(conversation, pair);
  for (const count of ['replayed', 'unknown', 'drifted', 'offers', 'accepted'] as const)
    tally[count] += compared[count];
  for (const { at } of compared.now) tally.arrivals.now.push(at);
  for (const { at, sure } of compared.proposed) tally.arrivals[sure ? 'proposed' : 'maybe'].push(at);
  if (compared.parting) note(tally, conversation, compared.parting, pair.proposed);
}

function note(
  tally: Tally,
  { id: conversation, writer }: PastConversation,
  parting: Parting,
  thresholds: Thresholds,
): void {
  const { change, decision, rule, value } = parting;
  const { level } = decision.facts;
  const topic = subjectOf(decision, thresholds);
  tally.changes[change] += 1;
  const names: Record<View, string> = { level: String(level), topic, rule };
  for (const view of VIEWS) countsOf(tally.by[view], names[view])[change] += 1;
  const words = kept((decision.words ?? '').replace(/\s+/g, ' '));
  const whose = writer ? { writer } : {};
  tally.examples.push({ change, conversation, at: decision.at, words, ...whose, level, topic, rule, value });
  // Now and then, so that it costs nothing.
  if (tally.examples.length >= MANY_EXAMPLES) tally.examples = fewest(tally.examples);
}

/** Never half a word, which may be half a name or half a number. */
function kept(words: string): string {
  return words.length <= KEPT ? words : words.slice(0, KEPT).replace(/\S*$/, '');
}

/**
 * @param mask takes out of a customer's words what says who it is.
 * @returns examples as they may be read; without it they are for nobody's eyes.
 */
export function shown(
  examples: readonly Example[],
  mask: (words: string, writer: Writer | undefined) => string,
): Example[] {
  return examples.map(({ writer, ...example }) => ({
    ...example,
    words: mask(example.words, writer).slice(0, SHOWN),
  }));
}

const MANY_EXAMPLES = 20 * EXAMPLES * CHANGES.length;

/** Newest of each change, at most one a conversation by their nature, told apart by rule before date: variety shows more. */
function fewest(examples: readonly Example[]): Example[] {
  const newest = examples.toSorted((a, b) =>
    a.at === b.at ? (a.conversation < b.conversation ? -1 : 1) : a.at < b.at ? 1 : -1,
  );
  return CHANGES.flatMap((change) => {
    const own = newest.filter((example) => example.change === change);
    const firsts = own.filter(({ rule }, i) => own.findIndex((other) => other.rule === rule) === i);
    return [...firsts, ...own.filter((example) => !firsts.includes(example))].slice(0, EXAMPLES);
  });
}

function countsOf(view: Map<string, Record<Change, number>>, name: string): Record<Change, number> {
  const known = view.get(name);
  if (known) return known;
  const none = noChanges();
  view.set(name, none);
  return none;
}

/** @returns the sum of all parts; the order of the parts makes no difference to it. */
export function sumOf(parts: readonly Tally[]): Tally {
  const sum = newTally();
  for (const part of parts) {
    for (const count of COUNTS) sum[count] += part[count];
    if (part.first !== '' && (sum.first === '' || part.first < sum.first)) sum.first = part.first;
    if (part.last > sum.last) sum.last = part.last;
    addChanges(sum.changes, part.changes);
    for (const view of VIEWS)
      for (const [name, changes] of part.by[view]) addChanges(countsOf(sum.by[view], name), changes);
    for (const side of ['now', 'proposed', 'maybe'] as const)
      sum.arrivals[side] = sum.arrivals[side].concat(part.arrivals[side]);
    sum.handled.count += part.handled.count;
    sum.handled.minutes += part.handled.minutes;
    sum.examples.push(...part.examples);
  }
  for (const side of ['now', 'proposed', 'maybe'] as const) sum.arrivals[side].sort((a, b) => a - b);
  sum.examples = fewest(sum.examples);
  return sum;
}

const COUNTS = [
  'conversations',
  'decisions',
  'replayed',
  'unknown',
  'drifted',
  'unreadable',
  'offers',
  'accepted',
] as const;

function addChanges(to: Record<Change, number>, from: Counts): void {
  for (const change of CHANGES) to[change] += from[change];
}
