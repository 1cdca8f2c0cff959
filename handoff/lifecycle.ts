// What happens to a handoff, on the customer's draft record: opened, claimed, routed on, ended. Pure apart from the draft
// that it is given; whoever calls it commits.

import { appendEntry } from '../data/append-entry.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { DecisionReason } from '../data/decision.js';
import type {
  AssignedHandoff,
  Brief,
  ClosedHandoff,
  OpenHandoff,
  Route,
  WaitingHandoff,
} from '../data/handoff.js';
import type { ActivityId, AgentId, HandoffId, Instant } from '../data/ids.js';
import { agentOf, patienceFor, promiseFor, type RouteTimes } from './routing.js';

/** Ended handoffs that stay in the record; the transcript keeps them all. */
const PAST_KEPT = 20;

export interface Moment {
  readonly now: Date;
  readonly newId: () => string;
}

/** Opens a handoff on its first route. The caller has checked that none is open. */
export function openHandoff(
  record: CustomerRecord,
  conversation: Conversation,
  opening: {
    readonly reason: DecisionReason;
    readonly brief: Brief;
    readonly routes: readonly [Route, ...Route[]];
    readonly times: RouteTimes;
  },
  moment: Moment,
): WaitingHandoff {
  const { reason, brief, times } = opening;
  const [route, ...onward] = opening.routes;
  const promisedBy = promiseFor(route, times, moment.now).toISOString();
  const handoff: WaitingHandoff = {
    status: 'waiting',
    id: `h-${moment.newId()}` as HandoffId,
    conversationId: conversation.id,
    openedAt: moment.now.toISOString(),
    reason,
    brief,
    route,
    onward,
    asked: [],
    patienceUntil: earlier(patienceFor(route, times, moment.now).toISOString(), promisedBy),
    promisedBy,
    epoch: 0,
  };
  record.handoff = handoff;
  mark(conversation, 'handoff.initiate', { handoff: handoff.id, route, rule: reason.rule }, moment);
  return handoff;
}

/**
 * The next route: the first that is left, or a message where nothing is, the desk has closed meanwhile, or the promised time is over.
 * The promised time stays what the customer was told, unless it becomes a message, which has its own.
 */
export function routeOn(
  record: CustomerRecord,
  conversation: Conversation,
  waiting: WaitingHandoff,
  desk: { readonly open: boolean; readonly times: RouteTimes },
  moment: Moment,
): WaitingHandoff {
  const inTime = moment.now.toISOString() < waiting.promisedBy;
  const [next, ...left] = desk.open && inTime ? waiting.onward : [];
  const route: Route = next ?? { kind: 'message' };
  const asker = agentOf(waiting.route);
  const until = patienceFor(route, desk.times, moment.now).toISOString();
  const promisedBy = route.kind === 'message' ? until : waiting.promisedBy;
  const handoff: WaitingHandoff = {
    ...waiting,
    route,
    onward: left,
    asked: asker === undefined ? waiting.asked : [...waiting.asked, asker],
    promisedBy,
    // No route may wait past the promise, or the customer would find it broken before the next one is tried.
    patienceUntil: earlier(until, promisedBy),
  };
  record.handoff = handoff;
  mark(conversation, 'handoff.route', { handoff: handoff.id, route }, moment);
  return handoff;
}

/** One owner: the caller has the customer's lock and has checked that it waits. */
export function assign(
  record: CustomerRecord,
  conversation: Conversation,
  waiting: WaitingHandoff,
  agentId: AgentId,
  moment: Moment,
): AssignedHandoff {
  const { id, conversationId, openedAt, reason, brief } = waiting;
  const handoff: AssignedHandoff = {
    status: 'assigned',
    ...{ id, conversationId, openedAt, reason, brief },
    agentId,
    claimedAt: moment.now.toISOString(),
    epoch: waiting.epoch + 1,
  };
  record.handoff = handoff;
  mark(conversation, 'handoff.status', { handoff: id, state: 'accepted' }, moment);
  return handoff;
}

/** Back in line for the whole team, under a new epoch, because its owner can't answer any more. */
export function requeue(
  record: CustomerRecord,
  conversation: Conversation,
  assigned: AssignedHandoff,
  times: RouteTimes,
  moment: Moment,
): WaitingHandoff {
  const { id, conversationId, openedAt, reason, brief, agentId, epoch } = assigned;
  const route: Route = { kind: 'pool' };
  const promisedBy = promiseFor(route, times, moment.now).toISOString();
  const handoff: WaitingHandoff = {
    status: 'waiting',
    ...{ id, conversationId, openedAt, reason, brief, route, promisedBy },
    onward: [{ kind: 'message' }],
    asked: [agentId],
    patienceUntil: earlier(patienceFor(route, times, moment.now).toISOString(), promisedBy),
    epoch: epoch + 1,
  };
  record.handoff = handoff;
  mark(conversation, 'handoff.route', { handoff: id, route }, moment);
  return handoff;
}

/**
 * Ends the open handoff and resets what led to it, so that the old reason does not open another one at once.
 * @param settledUntil until when no threshold of the same rule opens a handoff again.
 */
export function endHandoff(
  record: CustomerRecord,
  conversation: Conversation | undefined,
  ending: { readonly outcome: ClosedHandoff['outcome']; readonly note?: string; readonly settledUntil: Date },
  moment: Moment,
): ClosedHandoff | undefined {
  const open = record.handoff;
  if (!open) return undefined;
  const { id, conversationId, openedAt, reason, brief } = open;
  const closed: ClosedHandoff = {
    status: 'closed',
    ...{ id, conversationId, openedAt, reason, brief },
    outcome: ending.outcome,
    closedAt: moment.now.toISOString(),
    ...(open.status === 'assigned' ? { agentId: open.agentId } : {}),
    ...(ending.note ? { note: ending.note } : {}),
  };
  record.handoff = undefined;
  record.pastHandoffs = [...record.pastHandoffs, closed].slice(-PAST_KEPT);
  if (conversation) {
    // What the bot asked before the person came was settled with them.
    conversation.pending = undefined;
    conversation.counters = {
      failures: 0,
      recentQuestions: [],
      settled: { rule: reason.rule, until: ending.settledUntil.toISOString() },
    };
    const state = ending.outcome === 'failed' ? 'failed' : 'completed';
    mark(conversation, 'handoff.status', { handoff: id, state, outcome: ending.outcome }, moment);
  }
  return closed;
}

function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

export function conversationOf(record: CustomerRecord, handoff: OpenHandoff): Conversation | undefined {
  return record.conversations.find(({ id }) => id === handoff.conversationId);
}

/** A boundary in the transcript, under the Bot Framework's names of handoff events. */
function mark(conversation: Conversation, name: string, value: unknown, moment: Moment): void {
  appendEntry(conversation, {
    id: moment.newId() as ActivityId,
    at: moment.now,
    from: { role: 'system' },
    activity: { type: 'event', name, value },
  });
}
