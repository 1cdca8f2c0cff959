// Nobody waits in limbo: what has waited out its patience goes to the next route, and the customer is told in one sentence.

import { appendEntry } from '../data/append-entry.js';
import type { AgentCard } from '../data/business.js';
import { changeCustomer } from '../data/change-customer.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ActivityId, AgentId, Clock, CustomerId } from '../data/ids.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import { conversationOf, endHandoff, requeue, routeOn } from './lifecycle.js';
import type { Queue } from './queue.js';
import { agentOf, type Patience } from './routing.js';

const SWEEP_EVERY_MS = 1000;
/** One process sweeps for all; when it dies, another does after this time. */
const LEASE = 'desk sweep';
const LEASE_SECONDS = 5;

/** How the desk speaks to the customer: in the bot's name, from the business's texts. */
export interface DeskVoice {
  tell(
    record: CustomerRecord,
    conversation: Conversation,
    key: string,
    values?: Readonly<Record<string, string>>,
  ): void;
  /** A time as this customer reads it. */
  time(at: Date): string;
}

export interface SweepParts {
  readonly agents: ReadonlyMap<AgentId, AgentCard>;
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly patienceFor: (record: CustomerRecord) => Patience;
  readonly deskOpen: (at: Date) => boolean;
  /** By when somebody answers a message that this customer leaves at that moment. */
  readonly callbackBy: (record: CustomerRecord, at: Date) => Date;
  readonly voice: DeskVoice;
  readonly queue: Queue;
  /** Unique to the process. */
  readonly owner: string;
  readonly agentName: (agent: AgentId) => string;
  readonly onError: (error: unknown) => void;
}

export function startSweeps(parts: SweepParts): { sweep(): Promise<void>; close(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();

  async function sweep(): Promise<void> {
    const now = parts.clock().toISOString();
    const due = parts.queue
      .all()
      .filter(({ handoff }) => handoff.status === 'waiting' && handoff.patienceUntil <= now);
    for (const { customerId } of due) await advance(customerId, parts).catch(parts.onError);
    const orphaned = parts.queue
      .all()
      .filter(({ handoff }) => handoff.status === 'assigned' && !parts.agents.has(handoff.agentId));
    for (const { customerId } of orphaned) await takeBack(customerId, parts).catch(parts.onError);
  }

  async function sweepForAll(): Promise<void> {
    if (await parts.stores.leases.take(LEASE, parts.owner, LEASE_SECONDS)) await sweep();
  }

  const timer = setInterval(() => {
    running = running.then(sweepForAll).catch(parts.onError);
  }, SWEEP_EVERY_MS);
  timer.unref();

  return {
    sweep,
    async close() {
      clearInterval(timer);
      await running;
      await parts.stores.leases.release(LEASE, parts.owner).catch(parts.onError);
    },
  };
}

/** The business took the owner off its list: nobody could sign in as them, and the customer would wait for ever. */
async function takeBack(customerId: CustomerId, parts: SweepParts): Promise<void> {
  await changeCustomer(parts.stores, parts.feed, customerId, async (record) => {
    const handoff = record?.handoff;
    const conversation = record && handoff && conversationOf(record, handoff);
    if (!record || !conversation || handoff?.status !== 'assigned' || parts.agents.has(handoff.agentId)) {
      return { result: undefined };
    }
    const moment = { now: parts.clock(), newId: parts.newId };
    const times = { patience: parts.patienceFor(record), callbackBy: parts.callbackBy(record, moment.now) };
    const { promisedBy } = requeue(record, conversation, handoff, times, moment);
    parts.voice.tell(record, conversation, 'handoff.requeued', {
      by: parts.voice.time(new Date(promisedBy)),
    });
    return { record, result: undefined };
  });
}

async function advance(customerId: CustomerId, parts: SweepParts): Promise<void> {
  await changeCustomer(parts.stores, parts.feed, customerId, async (record) => {
    const moment = { now: parts.clock(), newId: parts.newId };
    const handoff = record?.handoff;
    // Read again under the lock: an agent may have claimed it since.
    if (!record || handoff?.status !== 'waiting' || handoff.patienceUntil > moment.now.toISOString()) {
      return { result: undefined };
    }
    const conversation = conversationOf(record, handoff);
    if (!conversation) return { result: undefined };
    if (handoff.route.kind === 'message') {
      endHandoff(record, conversation, { outcome: 'failed', settledUntil: moment.now }, moment);
      parts.voice.tell(record, conversation, 'handoff.failed');
      return { record, result: undefined };
    }
    const times = { patience: parts.patienceFor(record), callbackBy: parts.callbackBy(record, moment.now) };
    const desk = { open: parts.deskOpen(moment.now), times };
    const onward = routeOn(record, conversation, handoff, desk, moment);
    const agent = agentOf(onward.route);
    parts.voice.tell(record, conversation, `handoff.onward_${onward.route.kind}`, {
      agent: agent ? parts.agentName(agent) : '',
      by: parts.voice.time(new Date(onward.promisedBy)),
    });
    return { record, result: undefined };
  });
}

/** The desk's voice over the business's texts. */
export function createVoice(parts: {
  readonly say: (record: CustomerRecord, key: string, values?: Readonly<Record<string, string>>) => string;
  readonly time: (at: Date) => string;
  readonly clock: Clock;
  readonly newId: () => string;
}): DeskVoice {
  return {
    time: parts.time,
    tell(record, conversation, key, values) {
      appendEntry(conversation, {
        id: parts.newId() as ActivityId,
        at: parts.clock(),
        from: { role: 'bot' },
        activity: { type: 'message', text: parts.say(record, key, values), textFormat: 'plain' },
      });
    },
  };
}
