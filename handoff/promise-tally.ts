// How many first promises were kept and broken, by the hour, for the supervisors' figures. It knows no handoff: the truth about each
// stands in its record, and a crash loses a few seconds of counting.

import type { Clock, Instant } from '../data/ids.js';
import type { Stores } from '../data/ports.js';

const HOUR_MS = 3_600_000;
const SHOWN_HOURS = 24;
/** Counts of one moment are written together. */
const WRITTEN_AFTER_MS = 1_000;

export interface PromiseCount {
  readonly kept: number;
  readonly broken: number;
}

export interface PromiseTally {
  count(what: keyof PromiseCount): void;
  /** Of the last 24 hours, in all processes. */
  lastDay(): Promise<PromiseCount>;
  /** Writes down what was counted since the last time, and forgets what nobody is shown any more; a timer does it. */
  flush(): Promise<void>;
  /** Writes down what is left. */
  close(): Promise<void>;
}

export function createPromiseTally(parts: {
  readonly stores: Pick<Stores, 'collection'>;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}): PromiseTally {
  const stored = parts.stores.collection<PromiseCount>('promises');
  let unwritten = new Map<Instant, PromiseCount>();
  let timer: NodeJS.Timeout | undefined;

  function add(to: Map<Instant, PromiseCount>, hour: Instant, more: PromiseCount): void {
    const { kept, broken } = to.get(hour) ?? { kept: 0, broken: 0 };
    to.set(hour, { kept: kept + more.kept, broken: broken + more.broken });
  }

  /** @returns whether it is written; another process may have been quicker. */
  async function write(hour: Instant, more: PromiseCount): Promise<boolean> {
    const { value, version } = (await stored.get(hour)) ?? { value: { kept: 0, broken: 0 }, version: 0 };
    const sum = { kept: value.kept + more.kept, broken: value.broken + more.broken };
    return (await stored.save(hour, sum, version)) === 'saved';
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (unwritten.size === 0) return;
    const news = unwritten;
    unwritten = new Map();
    for (const [hour, count] of news) if (!(await write(hour, count))) add(unwritten, hour, count);
    const old = hourOf(new Date(parts.clock().getTime() - 2 * SHOWN_HOURS * HOUR_MS));
    for (const { key } of await stored.list()) if (key < old) await stored.remove(key);
  }

  return {
    flush,
    close: () => flush().catch(parts.onError),
    count(what) {
      add(unwritten, hourOf(parts.clock()), { kept: 0, broken: 0, [what]: 1 });
      timer ??= setTimeout(() => void flush().catch(parts.onError), WRITTEN_AFTER_MS).unref();
    },
    async lastDay() {
      const from = hourOf(new Date(parts.clock().getTime() - SHOWN_HOURS * HOUR_MS));
      const written = (await stored.list()).map(({ key, stored: { value } }) => [key, value] as const);
      const counts = [...written, ...unwritten].filter(([hour]) => hour > from).map(([, count]) => count);
      return {
        kept: counts.reduce((sum, { kept }) => sum + kept, 0),
        broken: counts.reduce((sum, { broken }) => sum + broken, 0),
      };
    },
  };
}

/** The beginning of the hour. */
function hourOf(at: Date): Instant {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS).toISOString();
}
