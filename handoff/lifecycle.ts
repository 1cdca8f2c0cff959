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
  HandoffNote,
  OpenHandoff,
  Route,
  WaitingHandoff,
} from '../data/handoff.js';
import type { ActivityId, AgentId, HandoffId, Instant } from '../data/ids.js';
import {
  type AtDesk,
  agentOf,
  firstManned,
  onwardFrom,
  patienceFor,
  promiseFor,
  type RouteTimes,
} from './routing.js';

/** Ended handoffs that stay in the record; the transcript keeps them all. */
const PAST_KEPT = 20;

export interface Moment {
  readonly now: Date;
  readonly newId: () => string;
}

/** Opens a handoff on its first route that somebody is there for. The caller has checked that none is open. */
export function openHandoff(
  record: CustomerRecord,
  conversation: Conversation,
  opening: {
    readonly reason: DecisionReason;
    readonly brief: Brief;
    readonly routes: readonly [Route, ...Route[]];
    readonly times: RouteTimes;
    readonly atDesk: AtDesk;
  },
  moment: Moment,
): WaitingHandoff {
  const { reason, brief, times } = opening;
  const { route, onward, skipped } = firstManned(opening.routes, opening.atDesk);
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
    ...(skipped.length > 0 ? { skipped } : {}),
    patienceUntil: earlier(patienceFor(route, times, moment.now).toISOString(), promisedBy),
    promisedBy,
    firstPromise: promisedBy,
    epoch: 0,
  };
  record.handoff = handoff;
  mark(conversation, 'handoff.initiate', { handoff: handoff.id, route, rule: reason.rule }, moment);
  return handoff;
}

/**
 * The next route: the first that is left and manned, or a message where nothing is, the desk has closed meanwhile, or the promised time is over.
 * The promised time stays what the customer was told, unless it becomes a message, which has its own.
 */
export function routeOn(
  record: CustomerRecord,
  conversation: Conversation,
  waiting: WaitingHandoff,
  desk: { readonly open: boolean; readonly times: RouteTimes; readonly atDesk: AtDesk },
  moment: Moment,
): WaitingHandoff {
  const inTime = moment.now.toISOString() < waiting.promisedBy;
  const { route, onward, skipped } = firstManned(desk.open && inTime ? waiting.onward : [], desk.atDesk);
  const asker = agentOf(waiting.route);
  const until = patienceFor(route, desk.times, moment.now).toISOString();
  const promisedBy = route.kind === 'message' ? until : waiting.promisedBy;
  const handoff: WaitingHandoff = {
    ...waiting,
    route,
    onward,
    asked: asker === undefined ? waiting.asked : [...waiting.asked, asker],
    ...(skipped.length > 0 ? { skipped: [...(waiting.skipped ?? []), ...skipped] } : {}),
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
  const handoff: AssignedHandoff = {
    status: 'assigned',
    ...baseOf(waiting),
    agentId,
    claimedAt: moment.now.toISOString(),
    epoch: waiting.epoch + 1,
  };
  record.handoff = handoff;
  mark(conversation, 'handoff.status', { handoff: waiting.id, state: 'accepted' }, moment);
  return handoff;
}

/**
 * Back in line, from an owner under a new epoch, with everything that is known of it: its owner can't answer any more, or passed it on.
 * Whoever had it, or was meant to take it, may still take it.
 * @param again `route`: for whom; absent: the whole team. `first`: before all others in line.
 */
export function requeue(
  record: CustomerRecord,
  conversation: Conversation,
  open: OpenHandoff,
  times: RouteTimes,
  moment: Moment,
  again: { readonly route?: Route; readonly first: boolean; readonly note?: HandoffNote },
): WaitingHandoff {
  const route: Route = again.route ?? { kind: 'pool' };
  // A time that was told and is not over stays, or a customer who waits would be put off.
  const told =
    open.status === 'waiting' && moment.now.toISOString() < open.promisedBy ? open.promisedBy : undefined;
  const promisedBy = told ?? promiseFor(route, times, moment.now).toISOString();
  const handoff: WaitingHandoff = {
    status: 'waiting',
    ...baseOf(open),
    ...(again.note ? { notes: [...(open.notes ?? []), again.note] } : {}),
    route,
    onward: onwardFrom(route),
    asked: open.status === 'assigned' ? [open.agentId] : open.asked,
    promisedBy,
    patienceUntil: earlier(patienceFor(route, times, moment.now).toISOString(), promisedBy),
    ...(again.first ? { first: true } : {}),
    // Of one that still waits, nobody's words can be stale, and its first promise is still to be kept.
    epoch: open.epoch + (open.status === 'assigned' ? 1 : 0),
  };
  record.handoff = handoff;
  mark(conversation, 'handoff.route', { handoff: open.id, route }, moment);
  return handoff;
}

/**
 * Ends the open handoff and resets what led to it, so that the old reason does not open another one at once.
 * @param settledUntil until when no threshold of the same rule opens a handoff again.
 */
export function endHandoff(
  record: CustomerRecord,
  conversation: Conversation | undefined,
  ending: {
    readonly outcome: ClosedHandoff['outcome'];
    readonly note?: string;
    readonly wrapUp?: string;
    readonly settledUntil: Date;
  },
  moment: Moment,
): ClosedHandoff | undefined {
  const open = record.handoff;
  if (!open) return undefined;
  const closed: ClosedHandoff = {
    status: 'closed',
    ...baseOf(open),
    outcome: ending.outcome,
    closedAt: moment.now.toISOString(),
    ...(open.status === 'assigned' ? { agentId: open.agentId, claimedAt: open.claimedAt } : {}),
    ...(ending.note ? { note: ending.note } : {}),
    ...(ending.wrapUp ? { wrapUp: ending.wrapUp } : {}),
  };
  record.handoff = undefined;
  record.pastHandoffs = [...record.pastHandoffs, closed].slice(-PAST_KEPT);
  if (conversation) {
    // What the bot asked before the person came was settled with them.
    conversation.pending = undefined;
    conversation.counters = {
      failures: 0,
      recentQuestions: [],
      settled: { rule: open.reason.rule, until: ending.settledUntil.toISOString() },
    };
    const state = ending.outcome === 'failed' ? 'failed' : 'completed';
    mark(conversation, 'handoff.status', { handoff: open.id, state, outcome: ending.outcome }, moment);
  }
  return closed;
}

/** What stays the same from the opening to the end. */
function baseOf({ id, conversationId, openedAt, reason, brief, notes, firstPromise }: OpenHandoff) {
  return {
    ...{ id, conversationId, openedAt, reason, brief },
    ...(notes ? { notes } : {}),
    ...(firstPromise ? { firstPromise } : {}),
  };
}

export function earlier(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}

export function conversationOf(record: CustomerRecord, handoff: OpenHandoff): Conversation | undefined {
  return record.conversations.find(({ id }) => id === handoff.conversationId);
}

/** A boundary in the transcript, under the Bot Framework's names of handoff events. */
export function mark(conversation: Conversation, name: string, value: unknown, moment: Moment): void {
  appendEntry(conversation, {
    id: moment.newId() as ActivityId,
    at: moment.now,
    from: { role: 'system' },
    activity: { type: 'event', name, value },
  });
}
