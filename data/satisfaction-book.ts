// The satisfaction of all customers, one record a day: which questions were asked and what came of each, and once the day is over, what it
// comes to. Knows no records of customers.

import { addDays } from './calendar.js';
import { RapportError } from './errors.js';
import type { CustomerId, Day, Instant } from './ids.js';
import type { Collection } from './ports.js';

/** What is kept of one question, under its id. */
export interface SatisfactionEntry {
  readonly about: 'bot' | 'agent';
  /** When it was answered; absent: it was not. */
  readonly at?: Instant;
  readonly score?: number;
  /** Whose record has the comment; absent: there is none. */
  readonly commentOf?: CustomerId;
}

export interface SatisfactionCounts {
  readonly asked: number;
  /** Answers of 1, 2, 3, 4 and 5. */
  readonly scores: readonly [number, number, number, number, number];
}

/** Where a comment is found. */
export interface SatisfactionRemark {
  readonly ask: string;
  readonly of: CustomerId;
  readonly at: Instant;
}

export interface SatisfactionTotals {
  readonly bot: SatisfactionCounts;
  readonly agent: SatisfactionCounts;
  /** Newest first. */
  readonly remarks: readonly SatisfactionRemark[];
}

export type SatisfactionDay =
  | { readonly entries: Readonly<Record<string, SatisfactionEntry>> }
  | { readonly totals: SatisfactionTotals };

/** What was new to the day's record. */
export interface SatisfactionNews {
  readonly about: 'bot' | 'agent';
  /** The score that was given first; absent: the question was asked. */
  readonly score?: number;
}

export interface SatisfactionBook {
  /**
   * Notes it once, however often it is told and whoever tells it; the newest answer holds. A day that is over takes nothing more.
   * @param day on which the question was asked.
   * @returns what was new.
   * @throws RapportError STORE_CONFLICT when other processes won every attempt.
   */
  note(day: Day, entries: ReadonlyMap<string, SatisfactionEntry>): Promise<readonly SatisfactionNews[]>;
  of(day: Day): Promise<SatisfactionTotals>;
  /**
   * Forgets whose the comments of erased customers were; the scores stay, which name nobody. Part of erasing a customer. Reads the whole
   * book: for rare occasions only. Idempotent.
   * @throws RapportError STORE_CONFLICT when other processes won every attempt.
   */
  forget(erased: ReadonlySet<CustomerId>): Promise<void>;
}

/** Days after the question in which an answer still counts; a card may be pressed weeks later. */
const OPEN_DAYS = 3;
/** Days that are looked at to be closed, when a new one begins; where nobody was asked for longer, one stays as it is and counts all the same. */
const CLOSED_BACK = 10;
/** Comments of a day that can be found when it is over. */
const REMARKS_KEPT = 50;
/** Another process that notes at the same moment wins some of them. */
const ATTEMPTS = 20;
/** Days whose totals stay in memory: more than a year. */
const REMEMBERED = 500;

/** @param today the business's calendar day. */
export function createSatisfactionBook(
  days: Collection<SatisfactionDay>,
  today: () => Day,
): SatisfactionBook {
  const remembered = new Map<Day, SatisfactionTotals>();
  const isOver = (day: Day) => day < addDays(today(), -OPEN_DAYS);

  async function closeBefore(day: Day): Promise<void> {
    for (let back = 1; back <= OPEN_DAYS + CLOSED_BACK; back++) {
      const old = addDays(day, -back);
      const stored = isOver(old) ? await days.get(old) : undefined;
      // Refused, because another process was faster, it is closed as well.
      if (stored && 'entries' in stored.value)
        await days.save(old, { totals: totalsOf(stored.value) }, stored.version);
    }
  }

  /** @returns whether nothing of them is left in it. */
  async function forgetIn(day: Day, erased: ReadonlySet<CustomerId>): Promise<boolean> {
    const stored = await days.get(day);
    const value = stored && withoutErased(stored.value, erased);
    return !value || (await days.save(day, value, stored.version)) === 'saved';
  }

  return {
    async forget(erased) {
      if (erased.size === 0) return;
      for (const { key, stored } of await days.list()) {
        if (!withoutErased(stored.value, erased)) continue;
        let attempts = 1;
        while (!(await forgetIn(key, erased))) if (++attempts > ATTEMPTS) throw conflict(key);
      }
      remembered.clear();
    },

    async note(day, entries) {
      if (isOver(day)) return [];
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const stored = await days.get(day);
        const kept = stored?.value;
        if (kept && 'totals' in kept) return [];
        const before = kept?.entries ?? {};
        const fresh = [...entries].filter(([id, entry]) => isNews(before[id], entry));
        if (fresh.length === 0) return [];
        const value = { entries: { ...before, ...Object.fromEntries(fresh) } };
        if ((await days.save(day, value, stored?.version ?? 0)) === 'conflict') continue;
        if (!stored) await closeBefore(day);
        return fresh.flatMap(([id, entry]) => newsOf(before[id], entry));
      }
      throw conflict(day);
    },

    async of(day) {
      const known = remembered.get(day);
      if (known) return known;
      const totals = totalsOf((await days.get(day))?.value ?? { entries: {} });
      if (isOver(day)) {
        if (remembered.size >= REMEMBERED) remembered.clear();
        remembered.set(day, totals);
      }
      return totals;
    },
  };
}

/** @returns `undefined` where nothing of them is in it. */
function withoutErased(day: SatisfactionDay, erased: ReadonlySet<CustomerId>): SatisfactionDay | undefined {
  if ('totals' in day) {
    const remarks = day.totals.remarks.filter(({ of }) => !erased.has(of));
    return remarks.length < day.totals.remarks.length ? { totals: { ...day.totals, remarks } } : undefined;
  }
  const isTheirs = ({ commentOf }: SatisfactionEntry) => commentOf !== undefined && erased.has(commentOf);
  if (!Object.values(day.entries).some(isTheirs)) return undefined;
  const entries = Object.entries(day.entries).map(([id, entry]) => {
    const { commentOf, ...nameless } = entry;
    return [id, isTheirs(entry) ? nameless : entry] as const;
  });
  return { entries: Object.fromEntries(entries) };
}

function conflict(day: Day): RapportError {
  return new RapportError(
    'STORE_CONFLICT',
    `the satisfaction of ${day} was changed by others up to ${ATTEMPTS} times in a row.`,
    'Some answers of that moment are missing in the figures; the customers’ records have them.',
  );
}

/** What another process read a moment ago must not replace what was said since. */
function isNews(before: SatisfactionEntry | undefined, entry: SatisfactionEntry): boolean {
  if (!before) return true;
  if ((entry.at ?? '') < (before.at ?? '')) return false;
  return entry.at !== before.at || entry.score !== before.score || entry.commentOf !== before.commentOf;
}

function newsOf(
  before: SatisfactionEntry | undefined,
  { about, score }: SatisfactionEntry,
): readonly SatisfactionNews[] {
  return [
    ...(before ? [] : [{ about }]),
    ...(score !== undefined && before?.score === undefined ? [{ about, score }] : []),
  ];
}

function totalsOf(day: SatisfactionDay): SatisfactionTotals {
  if ('totals' in day) return day.totals;
  const entries = Object.entries(day.entries);
  const about = (whom: 'bot' | 'agent') =>
    countsOf(entries.map(([, e]) => e).filter((e) => e.about === whom));
  const remarks = entries
    .flatMap(([ask, { commentOf: of, at }]) => (of && at ? [{ ask, of, at }] : []))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, REMARKS_KEPT);
  return { bot: about('bot'), agent: about('agent'), remarks };
}

function countsOf(entries: readonly SatisfactionEntry[]): SatisfactionCounts {
  const counted = (score: number) => entries.filter((entry) => entry.score === score).length;
  return {
    asked: entries.length,
    scores: [counted(1), counted(2), counted(3), counted(4), counted(5)],
  };
}
