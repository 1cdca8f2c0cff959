// Nobody waits in limbo: what has waited out its patience, or for somebody who left, goes to the next route, and the customer is told in
// one sentence. Who is asked in the pool is decided elsewhere; here it is only set going.

import { changeCustomer } from '../data/change-customer.js';
import type { Route, WaitingHandoff } from '../data/handoff.js';
import type { CustomerId } from '../data/ids.js';
import type { DeskCore } from './desk-parts.js';
import { conversationOf, endHandoff, requeue, routeOn } from './lifecycle.js';
import { SETTLING_MS } from './lost-owner.js';
import { atDeskOf, dueOffers, writeOffer } from './offers.js';
import { timesFor } from './route-times.js';
import { type AtDesk, agentOf, isEverybody, isManned } from './routing.js';

const SWEEP_EVERY_MS = 1000;
/** One process sweeps for all; when it dies, another does after this time. */
const LEASE = 'desk sweep';
const LEASE_SECONDS = 5;

export interface SweepParts extends DeskCore {
  /** Unique to the process. */
  readonly owner: string;
  /** What else is looked at in each round: those who have an owner. */
  readonly alsoSweep: () => Promise<void>;
  /** Nobody came by the time that a customer was told. */
  readonly onBroken: () => void;
}

export function startSweeps(parts: SweepParts): { sweep(): Promise<void>; close(): Promise<void> } {
  const startedAt = parts.clock().getTime();
  let running: Promise<void> = Promise.resolve();
  let looking = false;
  let sweeping = false;
  let closed = false;

  async function sweep(): Promise<void> {
    const now = parts.clock();
    // After a start, consoles have to come back before anybody counts as gone.
    const settled = now.getTime() - startedAt >= SETTLING_MS;
    const atDesk = settled ? atDeskOf(parts) : undefined;
    for (const { customerId, handoff } of parts.queue.all()) {
      if (handoff.status === 'waiting' && isDue(handoff, now, atDesk))
        await advance(customerId, parts, settled).catch(parts.onError);
      else if (handoff.status === 'assigned' && !parts.agents.has(handoff.agentId))
        await takeBack(customerId, parts).catch(parts.onError);
    }
    await parts.alsoSweep();
    await offer();
  }

  async function offer(): Promise<void> {
    for (const change of dueOffers(parts)) await writeOffer(parts, change).catch(parts.onError);
  }

  async function asSweeper(work: () => Promise<void>): Promise<void> {
    if (await parts.stores.leases.take(LEASE, parts.owner, LEASE_SECONDS)) await work();
  }

  /** Somebody came, left, or has a place free again: whoever waits should not wait for the next round. */
  function offerSoon(): void {
    if (looking || closed) return;
    looking = true;
    running = running
      .then(async () => {
        looking = false;
        if (!closed && dueOffers(parts).length > 0) await asSweeper(offer);
      })
      .catch(parts.onError);
  }

  const timer = setInterval(() => {
    // One that takes longer than a round is not followed by all that it missed.
    if (sweeping) return;
    sweeping = true;
    running = running
      .then(() => asSweeper(sweep))
      .catch(parts.onError)
      .finally(() => {
        sweeping = false;
      });
  }, SWEEP_EVERY_MS);
  timer.unref();
  const stop = [parts.queue.onChange(offerSoon), parts.presence.onChange(offerSoon)];

  return {
    sweep,
    async close() {
      closed = true;
      clearInterval(timer);
      for (const end of stop) end();
      await running;
      await parts.stores.leases.release(LEASE, parts.owner).catch(parts.onError);
    },
  };
}

/** @param atDesk absent: nobody counts as gone yet. */
function isDue({ patienceUntil, route }: WaitingHandoff, now: Date, atDesk: AtDesk | undefined): boolean {
  return patienceUntil <= now.toISOString() || (atDesk !== undefined && !isManned(route, atDesk));
}

/** The business took the owner off its list: nobody could sign in as them, and the customer would wait for ever. */
async function takeBack(customerId: CustomerId, parts: SweepParts): Promise<void> {
  await changeCustomer(parts.stores, parts.feed, customerId, async (record) => {
    const handoff = record?.handoff;
    const conversation = record && handoff && conversationOf(record, handoff);
    if (!record || !conversation || handoff?.status !== 'assigned' || parts.agents.has(handoff.agentId)) {
      return { result: undefined };
    }
    const moment = parts.moment();
    const open = parts.deskOpen(moment.now);
    const times = timesFor(parts, record, moment.now);
    const { promisedBy } = requeue(record, conversation, handoff, times, moment, {
      first: true,
      ...(open ? {} : { route: { kind: 'message' } }),
    });
    parts.voice.tell(record, conversation, open ? 'handoff.requeued' : 'handoff.requeued_closed', {
      by: parts.voice.time(new Date(promisedBy)),
    });
    return { record, result: undefined };
  });
}

async function advance(customerId: CustomerId, parts: SweepParts, settled: boolean): Promise<void> {
  const outcome = await changeCustomer(parts.stores, parts.feed, customerId, async (record) => {
    const moment = parts.moment();
    const atDesk = atDeskOf(parts);
    const handoff = record?.handoff;
    // Read again under the lock: an agent may have claimed it since.
    if (
      !record ||
      handoff?.status !== 'waiting' ||
      !isDue(handoff, moment.now, settled ? atDesk : undefined)
    ) {
      return { result: 'nothing' };
    }
    const conversation = conversationOf(record, handoff);
    if (!conversation) return { result: 'nothing' };
    if (handoff.route.kind === 'message') {
      endHandoff(record, conversation, { outcome: 'failed', settledUntil: moment.now }, moment);
      parts.voice.tell(record, conversation, 'handoff.failed');
      return { record, result: 'broken' };
    }
    const times = timesFor(parts, record, moment.now);
    const desk = { open: parts.deskOpen(moment.now), times, atDesk };
    const onward = routeOn(record, conversation, handoff, desk, moment);
    const agent = agentOf(onward.route);
    parts.voice.tell(record, conversation, `handoff.onward_${wordOf(onward.route)}`, {
      agent: agent ? parts.agentName(agent) : '',
      by: parts.voice.time(new Date(onward.promisedBy)),
    });
    return { record, result: 'onward' };
  });
  // Once it is stored: the change above may be tried several times.
  if (outcome === 'broken') parts.onBroken();
}

/** How the customer knows a route. */
function wordOf(route: Route): string {
  return route.kind === 'pool' && !isEverybody(route) ? 'skilled' : route.kind;
}
