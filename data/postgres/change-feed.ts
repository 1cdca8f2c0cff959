// The change feed across processes. What this process commits is told at once; what others commit is found by looking at the
// versions of the rows that matter here, each second, and sooner on a hint. Versions only grow, so no commit can be missed,
// whenever it became visible, and none is told twice.

import { createChangeFeed } from '../change-feed.js';
import type { CustomerId } from '../ids.js';
import type { ChangeFeed, CustomerChange, RecordState } from '../ports.js';
import { whatChanged } from '../record-state.js';
import type { PostgresCustomers, RowState } from './customers.js';
import type { Hint } from './hint-line.js';

/** Records that are read at the same time, so that turns find connections too. */
const READS_AT_ONCE = 3;

export interface SharedFeed extends ChangeFeed {
  /** Another process says that it has saved something. */
  hinted(hint: Hint): void;
  /** Looks for what others have committed; a timer does it too. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Looks after the customers with a listener of their own here and those with open work: their number, not that of all
 * customers, is what it costs.
 */
export function createSharedFeed(parts: {
  readonly customers: Pick<PostgresCustomers, 'get' | 'openWork' | 'newerThan'>;
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
}): SharedFeed {
  const { customers, onError } = parts;
  const local = createChangeFeed(onError);
  const followed = new Map<CustomerId, number>();
  /** The states that listeners here have been told of. */
  const told = new Map<CustomerId, RecordState>();
  const reading = new Map<CustomerId, Promise<void>>();
  let failing = false;
  let closed = false;

  /** One after the other for a customer, so that an older state is never told after a newer one. */
  function catchUp({ id, version }: RowState): Promise<void> {
    const next = (reading.get(id) ?? Promise.resolve()).then(() => readAndTell(id, version)).catch(failed);
    reading.set(id, next);
    return next.finally(() => {
      if (reading.get(id) === next) reading.delete(id);
    });
  }

  async function readAndTell(id: CustomerId, version: number): Promise<void> {
    if (closed || (told.get(id)?.version ?? 0) >= version) return;
    const stored = await customers.get(id);
    // Looked up after the read: a commit of our own may have been told meanwhile.
    const before = told.get(id);
    if (!stored) {
      told.delete(id);
      if (before) local.publish({ customerId: id, conversations: [], handoffChanged: true });
      return;
    }
    if (before && before.version >= stored.version) return;
    const change = whatChanged(before, stored.value, stored.version);
    if (change.after) told.set(id, change.after);
    local.publish(change);
  }

  async function look(): Promise<void> {
    const before = [...told.keys()];
    const open = await customers.openWork();
    const asked = [...new Set([...before, ...followed.keys()])];
    const newer =
      asked.length > 0
        ? await customers.newerThan(asked.map((id) => ({ id, version: told.get(id)?.version ?? 0 })))
        : [];
    const stillOpen = new Set(open.map(({ id }) => id));
    await inTurns([...newer, ...open.filter(({ id }) => !told.has(id))], catchUp);
    for (const id of before) if (!followed.has(id) && !stillOpen.has(id)) told.delete(id);
    failing = false;
  }

  /** A database that is down is told of once, not every second. */
  function failed(error: unknown): void {
    if (!failing && !closed) onError(error);
    failing = true;
  }

  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    if (!busy) lookOnce();
  }, parts.everyMs);
  timer.unref();
  let busy = false;
  function lookOnce(): Promise<void> {
    busy = true;
    looking = looking
      .then(() => (closed ? undefined : look()))
      .catch(failed)
      .finally(() => {
        busy = false;
      });
    return looking;
  }

  /** @returns whether our own commit follows upon what was told; if not, others have committed between, and are told first. */
  function keepUp({ customerId, after, handoffChanged }: CustomerChange): boolean {
    const known = told.get(customerId);
    if (!after || (known && after.version <= known.version)) return true;
    if (known && after.version > known.version + 1) return false;
    if (known || (handoffChanged && !followed.has(customerId))) told.set(customerId, after);
    return true;
  }

  return {
    publish(change) {
      if (keepUp(change)) local.publish(change);
      else void catchUp({ id: change.customerId, version: change.after?.version ?? 0 });
    },
    subscribe(listener, customerId) {
      const end = local.subscribe(listener, customerId);
      if (customerId === undefined) return end;
      followed.set(customerId, (followed.get(customerId) ?? 0) + 1);
      let ended = false;
      return () => {
        end();
        if (ended) return;
        ended = true;
        const left = (followed.get(customerId) ?? 1) - 1;
        if (left > 0) followed.set(customerId, left);
        else followed.delete(customerId);
      };
    },
    hinted(hint) {
      if (hint.open || followed.has(hint.id) || told.has(hint.id)) void catchUp(hint);
    },
    look: lookOnce,
    async close() {
      closed = true;
      clearInterval(timer);
      await looking;
      await Promise.all(reading.values());
    },
  };
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  async function worker(): Promise<void> {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  }
  await Promise.all(Array.from({ length: READS_AT_ONCE }, worker));
}
