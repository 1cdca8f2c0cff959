// Delivers each customer's stored replies to Teams, one after the other, each visibly at most once. Knows nothing of dialogs or tokens.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import type { Logger } from 'pino';
import { changeCustomer } from '../../data/change-customer.js';
import type { TranscriptEntry } from '../../data/conversation.js';
import type { CustomerId } from '../../data/ids.js';
import type { ChangeFeed, Stores } from '../../data/ports.js';
import type { SendActivity, SendOutcome } from './connector.js';
import {
  type Claim,
  type Done,
  markInterrupted,
  type Next,
  type Step,
  settleAndClaim,
} from './outbox-record.js';
import { isTeamsConversation } from './sender.js';

/** Retries of one reply before it counts as refused: with the delays below about ten minutes, then it answers nobody's question. */
const ATTEMPTS_MAX = 10;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 120_000;
/** One process delivers for all; when it dies, another does after this time at most, and a little more. */
const LEASE = 'teams outbox';
const LEASE_SECONDS = 6;
const LEASE_EVERY_MS = 2_000;
/** An attempt of another process is over by then, even one that waited for its token and then for its answer. */
const FOREIGN_ATTEMPT_MS = 30_000;

export interface Outbox {
  /** Marks what the last run left in doubt, delivers what it left over, and follows the change feed. */
  start(): Promise<void>;
  /** Resolves when nothing is being delivered; what waits for a retry counts as being delivered. */
  idle(): Promise<void>;
  /** Ends waits, finishes the attempt under way, leaves the rest for the next start. */
  close(): Promise<void>;
}

export interface OutboxSettings {
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  /** Unique to the process. */
  readonly owner: string;
  readonly send: SendActivity;
  readonly toActivity: (entry: TranscriptEntry, reference: unknown) => Partial<Activity> | undefined;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** A number from 0 up to 1, for jitter. */
  readonly random: () => number;
  /** Resolves after `ms`, rejects when aborted. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** What one commit leaves for the next to settle. */
type After = Pick<Step, 'done' | 'foreign'>;

const NOTHING: Next = { kind: 'nothing' };

export function createOutbox(settings: OutboxSettings): Outbox {
  const { stores, feed, log } = settings;
  const wait = settings.wait ?? ((ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }));
  const closing = new AbortController();
  const working = new Map<CustomerId, Promise<void>>();
  const wokenMeanwhile = new Set<CustomerId>();
  let unsubscribe = (): void => {};
  let renewal: NodeJS.Timeout | undefined;
  let mine = false;

  function wake(id: CustomerId, interrupted = false): void {
    if (closing.signal.aborted || !mine) return;
    if (working.has(id)) {
      wokenMeanwhile.add(id);
      return;
    }
    const work = deliverAll(id, interrupted)
      .catch((error: unknown) => {
        log.error(
          { err: error, customerId: id },
          'delivery to Teams stopped; it goes on with the next reply or restart',
        );
      })
      .finally(() => {
        working.delete(id);
        if (wokenMeanwhile.delete(id)) wake(id);
      });
    working.set(id, work);
  }

  /** Takes or keeps the delivery for all processes; taken anew, it begins with what others left over. */
  async function takeOver(): Promise<void> {
    const before = mine;
    const alone = stores.sharing === undefined;
    mine = alone || (await stores.leases.take(LEASE, settings.owner, LEASE_SECONDS));
    if (!mine || before) return;
    // Among several processes, what is found being sent may well be: then its sender's time is waited for.
    for (const id of await stores.customers.withOpenWork()) wake(id, alone);
  }

  /** @param interrupted whether what is found `sending` was left so by a process that ended. */
  async function deliverAll(id: CustomerId, interrupted: boolean): Promise<void> {
    if (interrupted) await reportInterrupted(id);
    let after: After | undefined = {};
    while (after) {
      const next: Next = await commit(id, after);
      if (next.kind === 'nothing') return;
      after = next.kind === 'busy' ? await outlast(next.claim) : await attempt(id, next.claim, next.activity);
    }
  }

  /** @returns what the next commit has to settle; `undefined` when the outbox closes meanwhile. */
  async function attempt(
    id: CustomerId,
    claim: Claim,
    activity: Partial<Activity>,
  ): Promise<After | undefined> {
    const outcome = await settings.send(claim.reference, activity);
    const done = conclude(id, claim, outcome);
    if (outcome.outcome !== 'not-sent' || done.state !== 'pending') return { done };
    await commit(id, { done }, false);
    return (await paused(delayMs(claim.attempts, outcome.retryAfterMs))) ? {} : undefined;
  }

  async function outlast(foreign: Claim): Promise<After | undefined> {
    return (await paused(FOREIGN_ATTEMPT_MS)) ? { foreign } : undefined;
  }

  async function reportInterrupted(id: CustomerId): Promise<void> {
    const entries = await changeCustomer(stores, feed, id, async (record) => {
      const marked = record ? markInterrupted(record) : [];
      return { record: marked.length > 0 ? record : undefined, result: marked };
    });
    for (const entry of entries) {
      log.warn(
        { customerId: id, entry },
        'reply to Teams in doubt: the process ended while it was sent; not sent again',
      );
    }
  }

  function commit(id: CustomerId, after: After, claimNext = true): Promise<Next> {
    return changeCustomer(stores, feed, id, async (record) => {
      if (!record) return { result: NOTHING };
      const mayClaim = claimNext && !closing.signal.aborted;
      const { changed, next } = settleAndClaim(record, {
        ...after,
        mayClaim,
        toActivity: settings.toActivity,
      });
      return { record: changed ? record : undefined, result: next };
    });
  }

  function conclude(customerId: CustomerId, claim: Claim, outcome: SendOutcome): Done {
    const { entry, attempts } = claim;
    if (outcome.outcome === 'sent') return { entry, state: 'sent' };
    const about = { customerId, entry, attempts, why: outcome.why };
    switch (outcome.outcome) {
      case 'ambiguous':
        log.warn(about, 'reply to Teams in doubt: it may or may not have arrived; not sent again');
        return { entry, state: 'ambiguous' };
      case 'refused':
        log.warn(about, 'reply refused by Teams; the customer may have blocked or removed the bot');
        return { entry, state: 'refused' };
      case 'not-sent':
        if (attempts >= ATTEMPTS_MAX) {
          log.error(about, 'reply to Teams given up after its last retry');
          return { entry, state: 'refused' };
        }
        log.info(about, 'reply to Teams not sent yet; it is tried again');
        return { entry, state: 'pending' };
      default:
        return outcome satisfies never;
    }
  }

  /** Doubles with each attempt; up to half as much again at random, so that many threads do not come back at once. */
  function delayMs(attempts: number, retryAfterMs = 0): number {
    const backOff = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS);
    return Math.max(backOff, retryAfterMs) * (1 + settings.random() / 2);
  }

  /** @returns false when the outbox closes meanwhile. */
  async function paused(ms: number): Promise<boolean> {
    await wait(ms, closing.signal).catch((error: unknown) => {
      if (!closing.signal.aborted) throw error;
    });
    return !closing.signal.aborted;
  }

  async function idle(): Promise<void> {
    while (working.size > 0) await Promise.all(working.values());
  }

  return {
    async start() {
      unsubscribe = feed.subscribe((change) => {
        if (change.conversations.some((conversation) => isTeamsConversation(conversation.id)))
          wake(change.customerId);
      });
      await takeOver();
      renewal = setInterval(() => {
        takeOver().catch((error: unknown) => {
          mine = false;
          log.warn({ err: error }, 'delivery to Teams waits for the store');
        });
      }, LEASE_EVERY_MS);
      renewal.unref();
    },
    idle,
    async close() {
      unsubscribe();
      clearInterval(renewal);
      closing.abort();
      await idle();
      await stores.leases.release(LEASE, settings.owner).catch(() => undefined);
    },
  };
}
