// The gaps as they are kept: counts a question into the one that it is like, or opens a new one. Knows no turns and no business.

import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Gap, GapReason } from '../../data/gap.js';
import type { Clock, CustomerId, Instant } from '../../data/ids.js';
import type { ChangeOutcome, GapsView, GapView } from '../../data/learning-desk.js';
import type { Collection, Stored } from '../../data/ports.js';
import { createAlikeIndex, isComparable } from './alike.js';

/** A question to be counted. */
export interface Question {
  /** Of the message, so that one that is told twice counts once. */
  readonly message: string;
  /** Masked; absent where no sentence may be kept. */
  readonly text: string | undefined;
  /** To find its gap by; it is not kept. */
  readonly asked: string;
  readonly customerId: CustomerId;
  readonly at: Instant;
  readonly reason: GapReason;
}

/** What is known of whose sentence it is: whether it may stay. */
export type MayKeep = (customerId: CustomerId) => Promise<boolean>;

export interface GapBook {
  count(question: Question): Promise<void>;
  view(): Promise<GapsView>;
  get(id: string): Promise<Gap | undefined>;
  set(id: string, state: Gap['state']): Promise<ChangeOutcome>;
  /** Drops the sentences of customers who were erased or declined meanwhile; the counts stay. */
  forget(mayKeep: MayKeep): Promise<void>;
}

const EXAMPLES = 8;
/** Marks of counted messages a gap; repetitions come within seconds. */
const COUNTED = 100;
/** Beyond, what was asked once and longest ago makes room. */
export const MOST_GAPS = 1_000;
/** Most frequent gaps that are shown; whoever answers these sees the next. */
const SHOWN = 200;
/** How old may be what is known of gaps that other processes write, too. */
const READ_AGAIN_MS = 10_000;
/** Where those are counted of whom no sentence is kept. */
const WITHOUT_SENTENCE = 'without-sentence';
const ATTEMPTS = 20;

/**
 * @param shared other processes write the same gaps, so they are read again from time to time.
 * @param rarity of a word in what the business writes.
 */
export function createGapBook(parts: {
  readonly gaps: Collection<Gap>;
  readonly shared: boolean;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly rarity: (word: string) => number;
}): GapBook {
  const { gaps, newId } = parts;
  const known = new Map<string, Stored<Gap>>();
  const index = createAlikeIndex(parts.rarity);
  /** Milliseconds since 1970 of the last reading; what others write meanwhile shows as a conflict. */
  let read = Number.NEGATIVE_INFINITY;
  let working: Promise<unknown> = Promise.resolve();

  /** One after the other: the index and the store must not run apart. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const done = working.then(work);
    working = done.catch(() => undefined);
    return done;
  }

  async function all(): Promise<Map<string, Stored<Gap>>> {
    const good = parts.shared ? READ_AGAIN_MS : Number.POSITIVE_INFINITY;
    if (parts.clock().getTime() - read >= good || read === Number.NEGATIVE_INFINITY) await readAll();
    return known;
  }

  /** Only what is new is taken apart into words, and other work gets its turn in between. */
  async function readAll(): Promise<void> {
    const kept = new Map((await gaps.list()).map(({ key, stored }) => [key, stored]));
    for (const key of known.keys()) if (!kept.has(key)) hold(key, undefined);
    for (const [key, stored] of kept) {
      if (known.get(key)?.version === stored.version) continue;
      hold(key, stored);
      await setImmediate();
    }
    read = parts.clock().getTime();
  }

  function hold(key: string, stored: Stored<Gap> | undefined): void {
    index.remove(key);
    known.delete(key);
    if (!stored) return;
    known.set(key, stored);
    for (const { text } of stored.value.examples) index.add(key, text);
  }

  /** @returns `false` when somebody else changed it meanwhile; then all is read anew. */
  async function save(gap: Gap, version: number): Promise<boolean> {
    if ((await gaps.save(gap.id, gap, version)) === 'conflict') {
      read = Number.NEGATIVE_INFINITY;
      return false;
    }
    hold(gap.id, { value: gap, version: version + 1 });
    return true;
  }

  async function remove(id: string): Promise<void> {
    await gaps.remove(id);
    hold(id, undefined);
  }

  async function countOnce(question: Question): Promise<boolean> {
    const held = await all();
    const mark = markOf(question);
    const id = index.nearest(question.asked) ?? (question.text === undefined ? WITHOUT_SENTENCE : newId());
    const stored = held.get(id);
    // Of the same message told twice the second may be nearer to another gap, which the first has opened.
    if ([...held.values()].some(({ value }) => value.counted.includes(mark))) return true;
    const gap = counted(stored?.value ?? emptyGap(id, question.at), question, mark);
    if (!(await save(gap, stored?.version ?? 0))) return false;
    if (held.size > MOST_GAPS) await makeRoom(held);
    return true;
  }

  async function makeRoom(held: ReadonlyMap<string, Stored<Gap>>): Promise<void> {
    const [least] = [...held.values()]
      .map(({ value }) => value)
      .filter(({ id }) => id !== WITHOUT_SENTENCE)
      .sort((a, b) => a.count - b.count || (a.lastSeen < b.lastSeen ? -1 : 1));
    if (least) await remove(least.id);
  }

  async function change(id: string, to: (gap: Gap) => Gap): Promise<ChangeOutcome> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = (await all()).get(id);
      if (!stored) return 'gone';
      if (await save(to(stored.value), stored.version)) return 'done';
    }
    return 'stale';
  }

  async function addWithoutSentence(gap: Gap): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = (await all()).get(WITHOUT_SENTENCE);
      const rest = stored?.value ?? emptyGap(WITHOUT_SENTENCE, gap.firstSeen);
      const sum = { ...rest, count: rest.count + gap.count, lastSeen: later(rest.lastSeen, gap.lastSeen) };
      if (await save(sum, stored?.version ?? 0)) return;
    }
  }

  return {
    count(question) {
      if (!isComparable(question.asked)) return Promise.resolve();
      return alone(async () => {
        for (let attempt = 0; attempt < ATTEMPTS; attempt++) if (await countOnce(question)) return;
      });
    },

    view: () =>
      alone(async () => {
        if (parts.shared) await readAll();
        const held = [...(await all()).values()].map(({ value }) => value);
        return {
          gaps: held
            .filter(({ id }) => id !== WITHOUT_SENTENCE)
            .sort((a, b) => b.count - a.count || (a.lastSeen < b.lastSeen ? 1 : -1))
            .slice(0, SHOWN)
            .map(viewOf),
          withoutSentence: held.find(({ id }) => id === WITHOUT_SENTENCE)?.count ?? 0,
        };
      }),

    get: (id) => alone(async () => (id === WITHOUT_SENTENCE ? undefined : (await all()).get(id)?.value)),

    set: (id, state) => alone(() => change(id, (gap) => ({ ...gap, state }))),

    forget: (mayKeep) =>
      alone(async () => {
        for (const { value } of [...(await all()).values()]) await forgetIn(value, mayKeep);
      }),
  };

  async function forgetIn(value: Gap, mayKeep: MayKeep): Promise<void> {
    const whose = [...new Set(value.examples.map(({ customerId }) => customerId))];
    const gone = new Set<CustomerId>();
    for (const id of whose) if (!(await mayKeep(id))) gone.add(id);
    if (gone.size === 0) return;
    const left = value.examples.filter(({ customerId }) => !gone.has(customerId));
    if (left.length > 0) {
      await change(value.id, (gap) => ({
        ...gap,
        examples: gap.examples.filter(({ customerId }) => !gone.has(customerId)),
      }));
    } else {
      await addWithoutSentence(value);
      await remove(value.id);
    }
  }
}

function emptyGap(id: string, at: Instant): Gap {
  return { id, state: 'open', count: 0, reasons: {}, firstSeen: at, lastSeen: at, examples: [], counted: [] };
}

function counted(gap: Gap, question: Question, mark: string): Gap {
  const { text, customerId, at, reason } = question;
  const others = gap.examples.filter((example) => example.text !== text);
  return {
    ...gap,
    state: gap.state === 'answered' ? 'open' : gap.state,
    count: gap.count + 1,
    reasons: { ...gap.reasons, [reason]: (gap.reasons[reason] ?? 0) + 1 },
    lastSeen: later(gap.lastSeen, at),
    examples: text === undefined ? gap.examples : [...others, { customerId, text, at }].slice(-EXAMPLES),
    counted: [...gap.counted, mark].slice(-COUNTED),
  };
}

function viewOf(gap: Gap): GapView {
  const reasons = Object.entries(gap.reasons) as [GapReason, number][];
  return {
    id: gap.id,
    state: gap.state,
    count: gap.count,
    reasons: reasons.map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count),
    firstSeen: gap.firstSeen,
    lastSeen: gap.lastSeen,
    examples: [...new Set(gap.examples.map(({ text }) => text))].reverse(),
  };
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}

/** Short enough to lead back to no message. */
function markOf({ message, reason }: Question): string {
  return createHash('sha256').update(`${message} ${reason}`).digest('base64url').slice(0, 8);
}
