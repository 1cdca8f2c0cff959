// Our own desk: agents see the queue, claim, talk and give back. Every change goes through the customer's record, alone and
// versioned, which is what makes one owner one owner.

import { appendEntry } from '../data/append-entry.js';
import type { AgentCard } from '../data/business.js';
import { changeCustomer } from '../data/change-customer.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { AssignedHandoff, ClosedHandoff, OpenHandoff } from '../data/handoff.js';
import type { ActivityId, AgentId, Clock } from '../data/ids.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import type { AgentDesk, ClaimOutcome, HandoffKey, OwnerOutcome } from './desk.js';
import { assign, conversationOf, endHandoff } from './lifecycle.js';
import { createPresence } from './presence.js';
import { createQueue, maySee, rowFor } from './queue.js';
import type { Patience } from './routing.js';
import { mayClaim } from './routing.js';
import { type DeskVoice, startSweeps } from './sweep.js';
import { lineOf } from './transcript-lines.js';
import type { ConsoleEvent, CustomerView, HandoffView, TranscriptLine } from './views.js';

export interface DeskParts {
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly agents: ReadonlyMap<AgentId, AgentCard>;
  readonly botName: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly patienceFor: (record: CustomerRecord) => Patience;
  /** Minutes after a handoff in which the same rule opens no other. */
  readonly settledMinutes: (record: CustomerRecord) => number;
  readonly voice: DeskVoice;
  readonly nameOf: (record: CustomerRecord) => string;
  readonly customerView: (record: CustomerRecord) => CustomerView;
  readonly deskOpen: (at: Date) => boolean;
  /** By when somebody answers a message that this customer leaves at that moment. */
  readonly callbackBy: (record: CustomerRecord, at: Date) => Date;
  /** The bot takes over again, within the same commit. */
  readonly onReturned: (record: CustomerRecord, conversation: Conversation) => Promise<void>;
  /** The bot asks how it was, within the same commit. */
  readonly onClosed: (
    record: CustomerRecord,
    conversation: Conversation,
    closed: ClosedHandoff,
  ) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface DeskLoad {
  /** Conversations that those online could take on, by their capacity. */
  readonly freePlaces: number;
  /** Customers in line. */
  readonly waiting: number;
}

export interface OurDesk extends AgentDesk {
  start(): Promise<void>;
  /** How busy the desk is now. */
  load(): DeskLoad;
  /** Routes on whatever has waited long enough; a timer does it, tests call it. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

export function createDesk(parts: DeskParts): OurDesk {
  const { stores, feed, clock, newId } = parts;
  const agentName = (agent: AgentId) => parts.agents.get(agent)?.name ?? agent;
  // Tells this process from others on the same data.
  const owner = newId();
  const presence = createPresence({ stores, owner, clock, onError: parts.onError });
  const queue = createQueue({
    customers: stores.customers,
    feed,
    nameOf: parts.nameOf,
    agentName,
    onError: parts.onError,
  });
  const sweeps = startSweeps({ ...parts, owner, queue, agentName });
  const moment = () => ({ now: clock(), newId });

  /** Runs `work` when the agent still owns the conversation, and commits. */
  async function asOwner(
    agent: AgentId,
    key: HandoffKey,
    epoch: number,
    work: (record: CustomerRecord, conversation: Conversation, handoff: AssignedHandoff) => Promise<void>,
  ): Promise<OwnerOutcome> {
    return changeCustomer<OwnerOutcome>(stores, feed, key.customerId, async (record) => {
      const handoff = record?.handoff;
      if (!record || handoff?.id !== key.handoffId) return { result: 'gone' };
      if (handoff.status !== 'assigned' || handoff.agentId !== agent || handoff.epoch !== epoch)
        return { result: 'stale' };
      const conversation = conversationOf(record, handoff);
      if (!conversation) return { result: 'gone' };
      await work(record, conversation, handoff);
      return { record, result: 'done' };
    });
  }

  async function claim(agent: AgentId, key: HandoffKey): Promise<ClaimOutcome> {
    return changeCustomer<ClaimOutcome>(stores, feed, key.customerId, async (record) => {
      const handoff = record?.handoff;
      const conversation = record && handoff && conversationOf(record, handoff);
      if (!record || !conversation || handoff?.id !== key.handoffId) return { result: { outcome: 'gone' } };
      if (handoff.status === 'assigned') {
        // The same agent again, say after a lost answer, owns it already.
        return {
          result:
            handoff.agentId === agent
              ? { outcome: 'claimed', epoch: handoff.epoch }
              : { outcome: 'taken', by: agentName(handoff.agentId) },
        };
      }
      if (!mayClaim(handoff, agent)) return { result: { outcome: 'not-yours' } };
      const assigned = assign(record, conversation, handoff, agent, moment());
      parts.voice.tell(record, conversation, 'handoff.joined', { agent: agentName(agent) });
      return { record, result: { outcome: 'claimed', epoch: assigned.epoch } };
    });
  }

  function end(
    record: CustomerRecord,
    conversation: Conversation,
    outcome: 'returned' | 'completed',
    note?: string,
  ) {
    const at = moment();
    const settledUntil = new Date(at.now.getTime() + parts.settledMinutes(record) * 60_000);
    return endHandoff(record, conversation, { outcome, settledUntil, ...(note ? { note } : {}) }, at);
  }

  function linesOf(record: CustomerRecord, entries: Conversation['transcript']): readonly TranscriptLine[] {
    const names = { customer: parts.nameOf(record), bot: parts.botName };
    return entries.flatMap((entry) => lineOf(entry, names) ?? []);
  }

  async function view(agent: AgentId, key: HandoffKey): Promise<HandoffView | undefined> {
    const record = (await stores.customers.get(key.customerId))?.value;
    const handoff = record?.handoff;
    const waiting = queue.of(key.customerId);
    if (!record || handoff?.id !== key.handoffId || !waiting || !maySee(agent, handoff)) return undefined;
    return {
      ...rowFor(agent, { ...waiting, handoff }),
      epoch: handoff.epoch,
      brief: handoff.brief,
      customer: parts.customerView(record),
      transcript: linesOf(record, conversationOf(record, handoff)?.transcript ?? []),
    };
  }

  function follow(agent: AgentId, listener: (event: ConsoleEvent) => void): () => void {
    const sendQueue = () =>
      listener({ type: 'queue', rows: queue.all().map((waiting) => rowFor(agent, waiting)) });
    sendQueue();
    const stopQueue = queue.onChange(sendQueue);
    const stopLines = feed.subscribe((change) => {
      const waiting = queue.of(change.customerId);
      const told = change.conversations.find(({ id }) => id === waiting?.handoff.conversationId);
      if (!waiting || !told || !maySee(agent, waiting.handoff)) return;
      const names = { customer: waiting.row.customerName, bot: parts.botName };
      const lines = told.entries.flatMap((entry) => lineOf(entry, names) ?? []);
      listener({ type: 'lines', handoffId: waiting.handoff.id, customerId: change.customerId, lines });
    });
    return () => {
      stopQueue();
      stopLines();
    };
  }

  function load(): DeskLoad {
    const open = queue.all();
    const places = [...parts.agents.values()]
      .filter(({ id }) => presence.of(id) === 'online')
      .map(({ id, capacity }) => capacity - open.filter(({ handoff }) => isWith(id, handoff)).length);
    return {
      freePlaces: places.reduce((sum, free) => sum + Math.max(0, free), 0),
      waiting: open.filter(({ handoff }) => handoff.status === 'waiting').length,
    };
  }

  return {
    queue: async (agent) => queue.all().map((waiting) => rowFor(agent, waiting)),
    view,
    claim,
    say: (agent, key, message) =>
      asOwner(agent, key, message.epoch, async (_record, conversation) => {
        const sentBefore = conversation.transcript.some(
          ({ from, activity }) =>
            from.role === 'agent' &&
            (activity.channelData as { clientId?: string } | undefined)?.clientId === message.clientId,
        );
        if (sentBefore) return;
        appendEntry(conversation, {
          id: newId() as ActivityId,
          at: clock(),
          from: { role: 'agent', agentId: agent, name: agentName(agent) },
          activity: {
            type: 'message',
            text: message.text,
            textFormat: 'plain',
            channelData: { clientId: message.clientId },
          },
        });
      }),
    giveBack: (agent, key, epoch, note) =>
      asOwner(agent, key, epoch, async (record, conversation) => {
        end(record, conversation, 'returned', note);
        parts.voice.tell(record, conversation, 'handoff.returned', { agent: agentName(agent) });
        await parts.onReturned(record, conversation);
      }),
    close: (agent, key, epoch, note) =>
      asOwner(agent, key, epoch, async (record, conversation) => {
        const closed = end(record, conversation, 'completed', note);
        parts.voice.tell(record, conversation, 'handoff.closed', { agent: agentName(agent) });
        if (closed) await parts.onClosed(record, conversation, closed);
      }),
    setPresence: presence.set,
    presenceOf: presence.of,
    load,
    follow,
    async start() {
      await presence.start();
      await queue.start();
    },
    sweep: sweeps.sweep,
    async stop() {
      queue.close();
      await sweeps.close();
      await presence.close();
    },
  };
}

function isWith(agent: AgentId, handoff: OpenHandoff): boolean {
  return handoff.status === 'assigned' && handoff.agentId === agent;
}
