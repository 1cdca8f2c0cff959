// Hears of commits and notes in the book what was asked and answered, a moment later and outside of any turn; and has the book forget
// whoever was erased. Reads no figures.

import { dayIn } from './calendar.js';
import type { CustomerRecord } from './customer.js';
import type { CustomerId, Day } from './ids.js';
import type { ChangeFeed, Stores } from './ports.js';
import type { SatisfactionBook, SatisfactionEntry, SatisfactionNews } from './satisfaction-book.js';

/** Milliseconds in which answers are gathered, so that a busy hour does not write one file an answer. */
const GATHER_MS = 1_000;
/** Customers that may wait to be looked at; a flood beyond is not counted. */
const MOST_WAITING = 10_000;
/** Newest answers of a record that are looked at: one changes in a turn, a visitor who signs in may bring another. */
const LOOKED_AT = 3;
/** Between two looks at who was erased. */
const FORGET_EVERY_MS = 3_600_000;

export interface SatisfactionListener {
  start(): void;
  /** Once all that was heard is noted. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

type Entries = Map<Day, Map<string, SatisfactionEntry>>;

/** @param onNews of what this process was the first to note. */
export function createSatisfactionListener(parts: {
  readonly customers: Pick<Stores['customers'], 'get' | 'erased'>;
  readonly feed: ChangeFeed;
  readonly book: SatisfactionBook;
  readonly timeZone: string;
  readonly onNews?: ((news: SatisfactionNews) => void) | undefined;
  readonly onError: (error: unknown) => void;
}): SatisfactionListener {
  let waiting = new Set<CustomerId>();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let end: (() => void) | undefined;
  let rounds: NodeJS.Timeout | undefined;

  /** Nobody tells of an erasure; the tombstones do. */
  async function forgetErased(): Promise<void> {
    const erased = new Set<CustomerId>();
    for await (const { id } of parts.customers.erased()) erased.add(id);
    await parts.book.forget(erased);
  }

  function forgetSoon(): void {
    working = working.then(forgetErased).catch(parts.onError);
  }

  function hear(id: CustomerId): void {
    if (waiting.size < MOST_WAITING) waiting.add(id);
    timer ??= setTimeout(work, GATHER_MS).unref();
  }

  function work(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = new Set();
    if (batch.size > 0) working = working.then(() => noteAll(batch));
  }

  async function noteAll(batch: ReadonlySet<CustomerId>): Promise<void> {
    const entries: Entries = new Map();
    for (const id of batch) {
      try {
        const record = (await parts.customers.get(id))?.value;
        if (record) gather(record, entries);
      } catch (error) {
        parts.onError(error);
      }
    }
    for (const [day, fresh] of entries) {
      try {
        for (const news of await parts.book.note(day, fresh)) parts.onNews?.(news);
      } catch (error) {
        parts.onError(error);
      }
    }
  }

  function gather(record: CustomerRecord, entries: Entries): void {
    for (const { id, at, entry } of entriesOf(record)) {
      const day = dayIn(new Date(at), parts.timeZone);
      entries.set(day, (entries.get(day) ?? new Map()).set(id, entry));
    }
  }

  return {
    start() {
      forgetSoon();
      rounds ??= setInterval(forgetSoon, FORGET_EVERY_MS).unref();
      end ??= parts.feed.subscribe(({ customerId, satisfactionChanged }) => {
        if (satisfactionChanged) hear(customerId);
      });
    },
    async settled() {
      work();
      await working;
    },
    async stop() {
      clearInterval(rounds);
      rounds = undefined;
      end?.();
      end = undefined;
      work();
      await working;
    },
  };
}

/** The newest question and the newest answers; a question that was answered is told by its answer, which comes later. */
function entriesOf({ id: customer, satisfaction, satisfactionAsked }: CustomerRecord) {
  const questions = satisfactionAsked
    ? [{ ...satisfactionAsked, entry: { about: satisfactionAsked.about } as SatisfactionEntry }]
    : [];
  const answers = satisfaction.slice(-LOOKED_AT).flatMap(({ asked, about, at, score, comment }) => {
    if (!asked) return [];
    const entry: SatisfactionEntry = {
      about,
      at,
      score,
      ...(comment === undefined ? {} : { commentOf: customer }),
    };
    return [{ ...asked, entry }];
  });
  return [...questions, ...answers];
}
