// The open handoffs of all customers, kept in memory for quick answers; the truth is in the customers' records, from which
// it is built at start and after each change.

import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { OpenHandoff, Route } from '../data/handoff.js';
import type { AgentId, CustomerId } from '../data/ids.js';
import type { ChangeFeed, CustomerChange, CustomerStore } from '../data/ports.js';
import { mayClaim } from './routing.js';
import { preview } from './transcript-lines.js';
import type { QueueRow } from './views.js';

export interface Waiting {
  readonly customerId: CustomerId;
  readonly handoff: OpenHandoff;
  /** The row, apart from what depends on who looks at it. */
  readonly row: Omit<QueueRow, 'claimable' | 'mine'>;
}

export interface Queue {
  all(): readonly Waiting[];
  of(customerId: CustomerId): Waiting | undefined;
  /** Reads what is open; to be awaited before the first question. */
  start(): Promise<void>;
  /** Told after each change of the queue. @returns a function that ends it. */
  onChange(listener: () => void): () => void;
  close(): void;
}

export function createQueue(parts: {
  readonly customers: CustomerStore;
  readonly feed: ChangeFeed;
  readonly nameOf: (record: CustomerRecord) => string;
  readonly agentName: (agent: AgentId) => string;
  readonly onError: (error: unknown) => void;
}): Queue {
  const open = new Map<CustomerId, Waiting>();
  const listeners = new Set<() => void>();
  const reading = new Map<CustomerId, Promise<void>>();

  /** One read at a time for each customer, in order, so that an older state never overwrites a newer one. */
  function refresh(id: CustomerId): Promise<void> {
    const next = (reading.get(id) ?? Promise.resolve()).then(() => read(id)).catch(parts.onError);
    reading.set(id, next);
    void next.then(() => {
      if (reading.get(id) === next) reading.delete(id);
    });
    return next;
  }

  async function read(id: CustomerId): Promise<void> {
    const record = (await parts.customers.get(id))?.value;
    if (record?.handoff) open.set(id, waitingOf(record, record.handoff, parts));
    else if (!open.delete(id)) return;
    for (const listener of listeners) listener();
  }

  const stop = parts.feed.subscribe((change: CustomerChange) => {
    if (change.handoffChanged || open.has(change.customerId)) void refresh(change.customerId);
  });

  return {
    all: () => [...open.values()].sort((a, b) => (a.row.openedAt < b.row.openedAt ? -1 : 1)),
    of: (id) => open.get(id),
    async start() {
      for (const id of await parts.customers.withOpenWork()) await refresh(id);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: stop,
  };
}

/** What this agent sees of a row. */
export function rowFor(agent: AgentId, { handoff, row }: Waiting): QueueRow {
  const { lastMessage, ...open } = row;
  return {
    ...open,
    ...(lastMessage && maySee(agent, handoff) ? { lastMessage } : {}),
    claimable: handoff.status === 'waiting' && mayClaim(handoff, agent),
    mine: handoff.status === 'assigned' && handoff.agentId === agent,
  };
}

/** Whether this agent may read the conversation: it is theirs, or they may claim it. */
export function maySee(agent: AgentId, handoff: OpenHandoff): boolean {
  return handoff.status === 'assigned' ? handoff.agentId === agent : mayClaim(handoff, agent);
}

function waitingOf(
  record: CustomerRecord,
  handoff: OpenHandoff,
  parts: { nameOf: (record: CustomerRecord) => string; agentName: (agent: AgentId) => string },
): Waiting {
  const conversation = record.conversations.find(({ id }) => id === handoff.conversationId);
  const lastMessage = conversation && lastMessageOf(conversation);
  return {
    customerId: record.id,
    handoff,
    row: {
      customerId: record.id,
      handoffId: handoff.id,
      status: handoff.status,
      customerName: parts.nameOf(record),
      level: record.reviews.at(-1)?.level ?? 0,
      channel: conversation?.channel ?? 'web',
      trigger: handoff.brief.trigger,
      routeSentence:
        handoff.status === 'assigned'
          ? `With ${parts.agentName(handoff.agentId)}`
          : routeSentence(handoff.route, parts.agentName),
      openedAt: handoff.openedAt,
      ...(handoff.status === 'waiting' ? { promisedBy: handoff.promisedBy } : {}),
      ...(lastMessage ? { lastMessage } : {}),
    },
  };
}

function lastMessageOf(conversation: Conversation): QueueRow['lastMessage'] {
  const entry = conversation.transcript.findLast(({ activity }) => activity.type === 'message');
  return (
    entry && {
      from: entry.from.role,
      text: preview(entry.activity.text, entry.activity.attachments),
      at: entry.at,
    }
  );
}

function routeSentence(route: Route, agentName: (agent: AgentId) => string): string {
  switch (route.kind) {
    case 'dedicated':
      return `Waiting for ${agentName(route.agentId)}, their dedicated agent`;
    case 'deputy':
      return `Waiting for ${agentName(route.agentId)}, deputy of ${agentName(route.for)}`;
    case 'previous':
      return `Waiting for ${agentName(route.agentId)}, who helped last time`;
    case 'pool':
      return 'Waiting for anybody in the team';
    case 'message':
      return 'Left a message: whoever is free answers';
  }
}
