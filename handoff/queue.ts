// The open handoffs of all customers, kept in memory for quick answers; the truth is in the customers' records, from which
// it is built at start and after each change.

import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ClosedHandoff, OpenHandoff, WaitingHandoff } from '../data/handoff.js';
import type { AgentId, CustomerId } from '../data/ids.js';
import type { ChangeFeed, CustomerChange, CustomerStore } from '../data/ports.js';
import { type AnswerDue, type AnswerMinutes, answerDue } from './answer-due.js';
import { compareInLine, turnOf } from './line.js';
import { type CourtesyReader, type OwnerFacts, ownerFacts } from './owner-facts.js';
import { createReadAgain } from './read-again.js';
import { agentOf, mayClaim, type Patience } from './routing.js';
import { preview } from './transcript-lines.js';
import type { QueueRow } from './views.js';
import { watcherOf } from './watchers.js';

export interface Waiting {
  readonly customerId: CustomerId;
  readonly handoff: OpenHandoff;
  /** The row, apart from what depends on who looks at it. */
  readonly row: Omit<QueueRow, 'claimable' | 'mine'>;
  /** For whoever has it; absent while it waits. */
  readonly owner?: OwnerFacts;
  /** Places of an agent's capacity that it takes. */
  readonly places: number;
  /** By which it stands in line, from `turnOf`; of one that somebody has, by which it is listed. */
  readonly turn: number;
  /** How long the customer may be silent before they are asked. */
  readonly nudgeMinutes: number | 'never';
  /** By when whoever has it has to answer; absent: the customer waits for nothing. */
  readonly answer?: AnswerDue;
  /** As long as anybody at this level is told to wait for a person. */
  readonly promiseMinutes: number;
}

export interface Queue {
  /** Those who wait, in line, before those who are with somebody, by when they came. The same list until the next change. */
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
  readonly patienceFor: (record: CustomerRecord) => Patience;
  readonly nudgeMinutes: (record: CustomerRecord) => number | 'never';
  /** How long an owner may leave the customer without an answer; absent: for ever. */
  readonly answerMinutes?: (record: CustomerRecord) => AnswerMinutes;
  readonly courtesyIn?: CourtesyReader | undefined;
  /** Told of each handoff that has ended. */
  readonly onClosed?: (closed: ClosedHandoff) => void;
  readonly onError: (error: unknown) => void;
}): Queue {
  const open = new Map<CustomerId, Waiting>();
  /** Asked for many times a second; a new one with each change, in which only that one is put in its place. */
  let sorted: readonly Waiting[] | undefined;
  const listeners = new Set<() => void>();
  const reading = new Map<CustomerId, Promise<void>>();
  const again = createReadAgain((id) => void refresh(id));

  /** One read at a time for each customer, in order, so that an older state never overwrites a newer one. */
  function refresh(id: CustomerId): Promise<void> {
    const next = (reading.get(id) ?? Promise.resolve())
      .then(() => read(id))
      .catch((error: unknown) => {
        parts.onError(error);
        again.later(id);
      });
    reading.set(id, next);
    void next.then(() => {
      if (reading.get(id) === next) reading.delete(id);
    });
    return next;
  }

  async function read(id: CustomerId): Promise<void> {
    const record = (await parts.customers.get(id))?.value;
    const before = open.get(id);
    const now = record?.handoff && waitingOf(record, record.handoff, parts);
    again.done(id);
    if (now) open.set(id, now);
    else {
      if (!open.delete(id)) return;
      const closed = record?.pastHandoffs.findLast((past) => past.id === before?.handoff.id);
      if (closed) parts.onClosed?.(closed);
    }
    sorted &&= replaced(sorted, before, now);
    for (const listener of listeners) listener();
  }

  const stop = parts.feed.subscribe((change: CustomerChange) => {
    if (change.handoffChanged || open.has(change.customerId)) void refresh(change.customerId);
  });

  return {
    all() {
      sorted ??= [...open.values()].sort(byLine);
      return sorted;
    },
    of: (id) => open.get(id),
    async start() {
      for (const id of await parts.customers.withOpenWork()) await refresh(id);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      stop();
      again.close();
    },
  };
}

/** @returns a copy of the sorted list with one for another, for somebody may be reading the old one. */
function replaced(
  sorted: readonly Waiting[],
  before: Waiting | undefined,
  now: Waiting | undefined,
): readonly Waiting[] {
  const others = before ? sorted.filter((each) => each !== before) : sorted;
  if (!now) return others;
  let [from, to] = [0, others.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    const there = others[middle];
    if (there && byLine(there, now) <= 0) from = middle + 1;
    else to = middle;
  }
  return others.toSpliced(from, 0, now);
}

function byLine(a: Waiting, b: Waiting): number {
  const [one, other] = [a.handoff, b.handoff];
  if (one.status === 'waiting' && other.status === 'waiting')
    return compareInLine({ handoff: one, turn: a.turn }, { handoff: other, turn: b.turn });
  if (one.status !== other.status) return one.status === 'waiting' ? -1 : 1;
  return a.turn - b.turn;
}

/** What this agent sees of a row. */
export function rowFor(agent: AgentId, { handoff, row, owner, answer }: Waiting): QueueRow {
  const { lastMessage, ...open } = row;
  const mine = handoff.status === 'assigned' && handoff.agentId === agent;
  const watching = watcherOf(handoff, agent)?.as;
  return {
    ...open,
    ...(lastMessage && maySee(agent, handoff) ? { lastMessage } : {}),
    claimable: handoff.status === 'waiting' && mayClaim(handoff, agent),
    mine,
    ...(handoff.status === 'waiting' ? offeredUntil(agent, handoff) : {}),
    ...(watching ? { watching } : {}),
    ...(mine && owner ? { unread: owner.unread } : {}),
    ...(answer && (mine || watching) ? { answer } : {}),
  };
}

/** Whose turn it is: by name for the route's patience, in the pool for an offer's. */
function offeredUntil(agent: AgentId, handoff: WaitingHandoff): Pick<QueueRow, 'offeredUntil'> {
  const { route, patienceUntil, offered } = handoff;
  if (agentOf(route) === agent) return { offeredUntil: patienceUntil };
  return offered?.agentId === agent ? { offeredUntil: offered.until } : {};
}

/** Whether this agent may read the conversation: it is theirs, they watch it, or they may claim it. */
export function maySee(agent: AgentId, handoff: OpenHandoff): boolean {
  if (handoff.status === 'waiting') return mayClaim(handoff, agent);
  return handoff.agentId === agent || watcherOf(handoff, agent) !== undefined;
}

function waitingOf(
  record: CustomerRecord,
  handoff: OpenHandoff,
  parts: Omit<Parameters<typeof createQueue>[0], 'customers' | 'feed' | 'onClosed' | 'onError'>,
): Waiting {
  const conversation = record.conversations.find(({ id }) => id === handoff.conversationId);
  const lastMessage = conversation && lastMessageOf(conversation);
  const owner = conversation && ownerFacts(conversation, handoff, parts.courtesyIn);
  const snoozed = handoff.status === 'assigned' ? handoff.snoozedUntil : undefined;
  const answer = parts.answerMinutes && answerDue(owner?.unanswered, parts.answerMinutes(record), snoozed);
  const patience = parts.patienceFor(record);
  return {
    customerId: record.id,
    handoff,
    ...(owner ? { owner } : {}),
    ...(answer ? { answer } : {}),
    places: patience.places,
    turn: handoff.status === 'waiting' ? turnOf(handoff, patience) : Date.parse(handoff.openedAt),
    nudgeMinutes: parts.nudgeMinutes(record),
    promiseMinutes: patience.promiseMinutes,
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
          : routeSentence(handoff, parts.agentName),
      openedAt: handoff.openedAt,
      ...(handoff.status === 'waiting' ? { promisedBy: handoff.promisedBy } : {}),
      ...(handoff.status === 'waiting' && handoff.first ? { first: handoff.first } : {}),
      ...(handoff.status === 'assigned' && handoff.snoozedUntil
        ? { snoozedUntil: handoff.snoozedUntil }
        : {}),
      ...(handoff.status === 'assigned' && handoff.lostSince ? { ownerLostSince: handoff.lostSince } : {}),
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

function routeSentence({ route, chosen }: WaitingHandoff, agentName: (agent: AgentId) => string): string {
  switch (route.kind) {
    case 'dedicated':
      return `Waiting for ${agentName(route.agentId)}, their dedicated agent`;
    case 'deputy':
      return `Waiting for ${agentName(route.agentId)}, deputy of ${agentName(route.for)}`;
    case 'previous':
      return `Waiting for ${agentName(route.agentId)}, who helped last time`;
    case 'colleague':
      return `Waiting for ${agentName(route.agentId)}, to whom it was passed on`;
    case 'pool':
      return route.skill === undefined
        ? 'Waiting for anybody in the team'
        : `Waiting for anybody who knows ${route.skill}`;
    case 'message':
      return chosen === 'callback'
        ? 'Wants to be called back: whoever is free calls'
        : 'Left a message: whoever is free answers';
  }
}
