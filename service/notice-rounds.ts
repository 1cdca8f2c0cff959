// Looks after the customers who agreed to be told of something: soon after anything of theirs changes, when the catalogue changes, and when
// what held a message back is over. It may look too often or twice, never too seldom: what is told is settled in the customer's record.

import type { NoticeOutcome } from '../bots/index.js';
import type { Clock, CustomerId } from '../data/ids.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import { auditsOf, type NoticeAudit } from './notice-audit.js';

const ROUND_EVERY_MS = 1000;
/** After a change: what changes together is told together. */
const TOGETHER_MS = 3000;
/** One process goes through all of them; when it dies, another does after this time. */
const LEASE = 'notices';
const LEASE_SECONDS = 15;
const LEASE_EVERY_MS = 5000;
/** What another process left undone, a date that has come, a record that was moved here: found at the latest after so long. */
const EVERYBODY_EVERY_MS = 15 * 60_000;
/** Customers at a time: the store orders its writes itself. */
const AT_A_TIME = 8;
/** After a fault of the store. */
const AGAIN_MS = 30_000;

export interface NoticeRounds {
  start(): Promise<void>;
  /** The catalogue or the orders are others than before. */
  worldChanged(): void;
  /** Does what is due now; a timer does it too. */
  round(): Promise<void>;
  close(): Promise<void>;
}

/** @param parts.write looks at one customer, and tells them what may be told. */
export function createNoticeRounds(parts: {
  readonly stores: Pick<Stores, 'collection' | 'leases'>;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  /** Unique to the process. */
  readonly owner: string;
  readonly write: (id: CustomerId) => Promise<NoticeOutcome>;
  readonly onAudit: (audited: NoticeAudit) => void;
  readonly onError: (error: unknown) => void;
}): NoticeRounds {
  const { stores, feed, clock, write, onAudit, onError } = parts;
  const watchers = stores.collection<object>('watchers');
  /** Whom to look at, and when, in milliseconds. */
  const agenda = new Map<CustomerId, number>();
  /** What was found waiting, to notice what is no news any more. */
  const waiting = new Map<CustomerId, readonly NoticeAudit[]>();
  let everybodyAt = 0;
  let leaseUntil = 0;
  let mine = false;
  /** Heard of by the feed: a mark that another process took away meanwhile is set again. */
  const heard = new Set<CustomerId>();
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  let unsubscribe = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function lookAt(id: CustomerId, at: number): void {
    agenda.set(id, Math.min(agenda.get(id) ?? at, at));
  }

  function round(): Promise<void> {
    running = running.then(roundNow).catch(onError);
    return running;
  }

  async function roundNow(): Promise<void> {
    await takeLease();
    const now = clock().getTime();
    if (mine && everybodyAt <= now) {
      everybodyAt = now + EVERYBODY_EVERY_MS;
      for (const { key } of await watchers.list()) lookAt(key as CustomerId, now);
    }
    const due = [...agenda].filter(([, at]) => at <= now).map(([id]) => id);
    for (let from = 0; from < due.length && !closed; from += AT_A_TIME)
      await Promise.all(due.slice(from, from + AT_A_TIME).map(look));
  }

  async function takeLease(): Promise<void> {
    const now = performance.now();
    if (now < leaseUntil) return;
    leaseUntil = now + LEASE_EVERY_MS;
    const before = mine;
    mine = await stores.leases.take(LEASE, parts.owner, LEASE_SECONDS);
    // What the one before had on its agenda is not known here.
    if (mine && !before) everybodyAt = 0;
  }

  async function look(id: CustomerId): Promise<void> {
    agenda.delete(id);
    try {
      const outcome = await write(id);
      if (heard.delete(id) && outcome.kind !== 'nobody') await watchers.save(id, {}, 0);
      await settle(id, outcome);
    } catch (error) {
      onError(error);
      lookAt(id, clock().getTime() + AGAIN_MS);
    }
  }

  async function settle(id: CustomerId, outcome: NoticeOutcome): Promise<void> {
    const { told, waiting: left } = auditsOf(id, waiting.get(id) ?? [], outcome);
    if (left.length > 0) waiting.set(id, left);
    else waiting.delete(id);
    if (outcome.kind === 'waits' && outcome.until) lookAt(id, outcome.until.getTime());
    if (outcome.kind === 'nobody') await watchers.remove(id);
    told.forEach(onAudit);
  }

  return {
    async start() {
      unsubscribe = feed.subscribe(({ customerId, watching }) => {
        if (watching) heard.add(customerId);
        // Who withdrew while something waited is looked at once more, so that it is told what became of it.
        else if (!waiting.has(customerId)) return;
        lookAt(customerId, clock().getTime() + TOGETHER_MS);
      });
      timer = setInterval(() => {
        // One that takes longer than a second is not followed by all that it missed.
        if (busy) return;
        busy = true;
        void round().finally(() => {
          busy = false;
        });
      }, ROUND_EVERY_MS);
      timer.unref();
    },
    worldChanged() {
      everybodyAt = Math.min(everybodyAt, clock().getTime() + TOGETHER_MS);
    },
    round,
    async close() {
      closed = true;
      unsubscribe();
      clearInterval(timer);
      await running;
      await stores.leases.release(LEASE, parts.owner).catch(onError);
    },
  };
}
