// Reads money, days, times and numbers from a message in a worker that can be killed: the recognizers freeze on crafted input.

import type { Worker } from 'node:worker_threads';
import type { Day } from '../data/ids.js';
import { startWorker } from '../data/start-worker.js';
import { readable } from './normalise.js';
import { type Money, moneyIn } from './plain-entities.js';

export type EntityKind = 'money' | 'day' | 'time' | 'number';

export interface Entities {
  readonly money: readonly Money[];
  /** Resolved to the future. */
  readonly days: readonly Day[];
  /** `HH:MM`; "at 3" is 15:00, because shops are open then. */
  readonly times: readonly string[];
  readonly numbers: readonly number[];
}

export interface EntityReader {
  /**
   * Reads the first 250 characters, cut at a word, for the kinds asked for; other kinds stay empty.
   * Never rejects: what can't be read within the time limit is empty, as if nothing had been said.
   * @param reference now; its calendar day in the reader's time zone is "today".
   */
  read(text: string, kinds: readonly EntityKind[], reference: Date): Promise<Entities>;
  /** Idempotent; a read after it finds plain money only. */
  close(): Promise<void>;
}

/** What the worker is asked. */
export interface EntityRequest {
  readonly text: string;
  readonly kinds: readonly EntityKind[];
  /** Wall clock of the reference: year, month (1 to 12), day, hour, minute. */
  readonly today: readonly [number, number, number, number, number];
}

/** Plain text of 250 characters takes some 20 ms; crafted text of 500 took 1.2 s, of 3,000 minutes. */
const READ = 250;
/** The recognizers take 1 s to load on a busy machine; a start slower than this is a fault and reads as nothing. */
const START_LIMIT_MS = 15_000;

const NOTHING: Entities = { money: [], days: [], times: [], numbers: [] };

/**
 * @param options.timeLimitMs how long one message may take before the worker is replaced.
 * @param options.onFault hears of a worker that broke, which reads as nothing said; for the log.
 * @param options.timeZone IANA; the business's, so that "tomorrow" is its tomorrow.
 */
export function createEntityReader(
  options: {
    readonly timeLimitMs?: number;
    readonly timeZone?: string;
    readonly onFault?: (fault: Error) => void;
  } = {},
): EntityReader {
  const timeLimitMs = options.timeLimitMs ?? 1500;
  const wallClock = wallClockOf(options.timeZone ?? 'UTC');
  const onFault = options.onFault ?? (() => undefined);
  let line = new WorkerLine(onFault);
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

  const ask = async (request: EntityRequest): Promise<Entities> => {
    if (closed) return NOTHING;
    const answer = await line.ask(request, timeLimitMs);
    if (answer !== undefined) return answer;
    await line.end();
    line = new WorkerLine(onFault);
    return NOTHING;
  };

  return {
    async read(text, kinds, reference) {
      const read = cutAtWord(text);
      const plain = kinds.includes('money') ? moneyIn(read) : [];
      const wanted = kinds
        .filter((kind) => kind !== 'money' || plain.length === 0)
        .filter(() => mayHold(read));
      if (wanted.length === 0) return { ...NOTHING, money: plain };
      // One after the other, so that each has its whole time limit.
      const answer = turn.then(() => ask({ text: read, kinds: wanted, today: wallClock(reference) }));
      turn = answer;
      const entities = await answer;
      return plain.length > 0 ? { ...entities, money: plain } : entities;
    },
    async close() {
      closed = true;
      await line.end();
    },
  };
}

/** One worker, started at the first question, answering one question at a time. */
class WorkerLine {
  #worker: Worker | undefined;
  #ready: Promise<boolean> | undefined;
  readonly #onFault: (fault: Error) => void;

  constructor(onFault: (fault: Error) => void) {
    this.#onFault = onFault;
  }

  /** @returns `undefined` when the worker did not answer in time or broke; it is of no use afterwards. */
  async ask(request: EntityRequest, timeLimitMs: number): Promise<Entities | undefined> {
    this.#worker ??= startReader(this.#onFault);
    const worker = this.#worker;
    // Keeps the process alive while a customer waits, and not otherwise.
    worker.ref();
    this.#ready ??= nextMessage<true>(worker, START_LIMIT_MS).then((ready) => ready === true);
    try {
      if (!(await this.#ready)) return undefined;
      const answer = nextMessage<Entities>(worker, timeLimitMs);
      worker.postMessage(request);
      return await answer;
    } finally {
      worker.unref();
    }
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }
}

function startReader(onFault: (fault: Error) => void): Worker {
  const worker = startWorker(new URL('./entity-worker.js', import.meta.url));
  // Without a listener, a fault in the worker would end the process.
  worker.on('error', onFault);
  return worker;
}

function nextMessage<T>(worker: Worker, limitMs: number): Promise<T | undefined> {
  return new Promise((resolve) => {
    const finish = (value: T | undefined) => {
      clearTimeout(timer);
      worker.off('message', finish);
      worker.off('exit', fail);
      resolve(value);
    };
    const fail = () => finish(undefined);
    const timer = setTimeout(fail, limitMs);
    worker.on('message', finish);
    worker.on('exit', fail);
  });
}

function cutAtWord(text: string): string {
  const plain = readable(text).trim();
  if (plain.length <= READ) return plain;
  const cut = plain.slice(0, READ + 1);
  const blank = cut.lastIndexOf(' ');
  return blank > 0 ? cut.slice(0, blank) : cut.slice(0, READ);
}

/** A day, a time or a number has a digit or one of these words in it; most messages have neither and need no worker. */
function mayHold(text: string): boolean {
  return /\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen|half|couple|first|second|third|\w+th|mon|tues?|wed|thurs?|fri|sat|sun|\w+day|tomorrow|tonight|now|weekend|weeks?|months?|years?|noon|midnight|midday|morning|afternoon|evening|christmas|easter|eve|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|next|later|tomorow|tmrw?)\b/i.test(
    text,
  );
}

function wallClockOf(timeZone: string): (instant: Date) => EntityRequest['today'] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return [of('year'), of('month'), of('day'), of('hour'), of('minute')];
  };
}
