// Tells one outsider of handoffs, each customer's in order, each event until it is taken: at least once, told apart by its id.
// Where it stands is in the customers' records, so a restart goes on where it was. Knows nothing of what is told.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { changeCustomer } from '../../data/change-customer.js';
import type { Outsider } from '../../data/conversation.js';
import type { CustomerRecord } from '../../data/customer.js';
import type { Clock, CustomerId } from '../../data/ids.js';
import type { ChangeFeed, Stores } from '../../data/ports.js';
import { type Message, type Posted, post, type Receiver } from './post.js';
import { createSlots } from './slots.js';
import { nextUntold, noteTold, type Told, type Untold } from './untold.js';

/** An event that nobody has taken by then is given up, and the next one is told. */
export const GIVE_UP_HOURS = 24;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 300_000;
/** Requests at a time, so that a receiver that comes back is not overrun. */
const AT_A_TIME = 8;
/** One process tells for all; when it dies, another does after this time at most, and a little more. */
const LEASE_SECONDS = 6;
const LEASE_EVERY_MS = 2_000;

export interface Teller {
  /** Tells what the last run left over, and follows the change feed. */
  start(): Promise<void>;
  /** Resolves when nothing is left to tell; what waits for a retry counts as left. */
  idle(): Promise<void>;
  /** Cuts attempts and waits short; what is left is told after the next start. */
  close(): Promise<void>;
}

export interface TellerSettings {
  readonly outsider: Outsider;
  readonly receiver: Receiver;
  readonly activityFor: (record: CustomerRecord, untold: Untold) => Message;
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  /** Unique to the process. */
  readonly owner: string;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly fetch: typeof fetch;
  /** A number from 0 up to 1, for jitter. */
  readonly random: () => number;
  /** Resolves after `ms`, rejects when aborted. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

type Step = 'nothing-left' | 'told' | { readonly again: number };

export function createTeller(settings: TellerSettings): Teller {
  const { outsider, stores, feed, log, clock } = settings;
  const wait = settings.wait ?? ((ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }));
  const lease = `telling ${outsider}`;
  const inSlot = createSlots(AT_A_TIME);
  const closing = new AbortController();
  const working = new Map<CustomerId, Promise<void>>();
  const wokenMeanwhile = new Set<CustomerId>();
  /** With an open handoff, so that what is said counts; of all others only a change of the handoff does. */
  const followed = new Set<CustomerId>();
  let unsubscribe = (): void => {};
  let renewal: NodeJS.Timeout | undefined;
  let mine = false;

  const goesOn = () => mine && !closing.signal.aborted;

  function wake(id: CustomerId): void {
    if (!goesOn()) return;
    // Before the record is read, so that nothing falls between the two.
    followed.add(id);
    if (working.has(id)) {
      wokenMeanwhile.add(id);
      return;
    }
    const work = tellAll(id).finally(() => {
      working.delete(id);
      if (wokenMeanwhile.delete(id)) wake(id);
    });
    working.set(id, work);
  }

  async function tellAll(id: CustomerId): Promise<void> {
    for (let failures = 0; goesOn(); ) {
      const step = await tellNext(id).catch((error: unknown): Step => {
        log.error({ err: error, customerId: id, outsider }, 'telling of a handoff waits for the store');
        return { again: 0 };
      });
      if (step === 'nothing-left') return;
      failures = step === 'told' ? 0 : failures + 1;
      if (step !== 'told') await pause(delayMs(failures, step.again));
    }
  }

  async function tellNext(id: CustomerId): Promise<Step> {
    const record = (await stores.customers.get(id))?.value;
    const untold = record && nextUntold(record, outsider);
    if (!record || !untold) {
      if (!record?.handoff) followed.delete(id);
      if (record && noteTold(record, outsider)) await note(id);
      return 'nothing-left';
    }
    const { conversation, entry } = untold;
    const message = settings.activityFor(record, untold);
    const posted = await inSlot(() =>
      post(settings.receiver, message, { clock, fetch: settings.fetch, ending: closing.signal }),
    );
    if (!concluded(id, untold, posted))
      return { again: posted.outcome === 'again' ? (posted.after ?? 0) : 0 };
    await note(id, { conversationId: conversation.id, sequence: entry.sequence });
    return 'told';
  }

  /** @returns whether the next event may be told. */
  function concluded(customerId: CustomerId, { entry, handoffId }: Untold, posted: Posted): boolean {
    if (posted.outcome === 'taken') return true;
    if (closing.signal.aborted) return false;
    const about = { outsider, customerId, handoffId, event: entry.id, why: posted.why };
    if (posted.outcome === 'refused') {
      log.error(about, 'an event of a handoff was refused for good, and is not sent again');
      return true;
    }
    const givenUp = clock().getTime() - Date.parse(entry.at) >= GIVE_UP_HOURS * 3_600_000;
    if (givenUp) log.error(about, `an event of a handoff was given up after ${GIVE_UP_HOURS} hours`);
    else log.warn(about, 'an event of a handoff was not taken; it is sent again');
    return givenUp;
  }

  async function note(id: CustomerId, told?: Told): Promise<void> {
    await changeCustomer(stores, feed, id, async (record) => ({
      ...(record && noteTold(record, outsider, told) ? { record } : {}),
      result: undefined,
    }));
  }

  /** Doubles with each failure; up to half as much again at random, so that many customers do not come back at once. */
  function delayMs(failures: number, asked: number): number {
    const backOff = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS);
    return Math.max(backOff, asked) * (1 + settings.random() / 2);
  }

  async function pause(ms: number): Promise<void> {
    if (closing.signal.aborted) return;
    await wait(ms, closing.signal).catch((error: unknown) => {
      if (!closing.signal.aborted) throw error;
    });
  }

  /** Takes or keeps the job for all processes; taken anew, it begins with what others left over. */
  async function takeOver(): Promise<void> {
    const before = mine;
    mine = stores.sharing === undefined || (await stores.leases.take(lease, settings.owner, LEASE_SECONDS));
    if (!mine || before) return;
    for (const id of await stores.customers.withOpenWork()) wake(id);
  }

  async function idle(): Promise<void> {
    while (working.size > 0) await Promise.all(working.values());
  }

  return {
    async start() {
      unsubscribe = feed.subscribe(({ customerId, conversations, handoffChanged }) => {
        // Our own notes are no reason: they change neither.
        if (handoffChanged || (conversations.length > 0 && followed.has(customerId))) wake(customerId);
      });
      await takeOver();
      renewal = setInterval(() => {
        takeOver().catch((error: unknown) => {
          mine = false;
          log.warn({ err: error, outsider }, 'telling of handoffs waits for the store');
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
      await stores.leases.release(lease, settings.owner).catch(() => undefined);
    },
  };
}
