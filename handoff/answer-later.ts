// A customer in line who would rather be answered later, or waits after all: what becomes of the handoff, on the draft record. Pure apart
// from that draft.

import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { Route, WaitingHandoff } from '../data/handoff.js';
import type { Instant } from '../data/ids.js';
import { earlier, type Moment, mark } from './lifecycle.js';
import { onwardFrom, patienceFor, promiseFor, type RouteTimes } from './routing.js';

/**
 * The customer would rather be answered later than wait: the time becomes one by the desk's hours, unless they were told such a
 * time already, and is the one that counts. Whoever is free before may still take it.
 */
export function answerLater(
  record: CustomerRecord,
  conversation: Conversation,
  waiting: WaitingHandoff,
  chosen: 'callback' | 'message',
  { callbackBy }: RouteTimes,
  moment: Moment,
): WaitingHandoff {
  const told = waiting.route.kind === 'message' ? waiting.promisedBy : undefined;
  const promisedBy = told ?? callbackBy.toISOString();
  const firstPromise = judgedBy(waiting, promisedBy, moment);
  const times = { promisedBy, firstPromise, patienceUntil: promisedBy };
  const handoff: WaitingHandoff = { ...waiting, chosen, route: { kind: 'message' }, onward: [], ...times };
  record.handoff = handoff;
  mark(conversation, 'handoff.route', { handoff: handoff.id, route: handoff.route, chosen }, moment);
  return handoff;
}

/** The customer waits after all, having chosen to be answered later: for everybody, under a new promise. */
export function waitAfterAll(
  record: CustomerRecord,
  conversation: Conversation,
  { chosen: _later, ...waiting }: WaitingHandoff,
  times: RouteTimes,
  moment: Moment,
): WaitingHandoff {
  const route: Route = { kind: 'pool' };
  const promisedBy = promiseFor(route, times, moment.now).toISOString();
  const patienceUntil = earlier(patienceFor(route, times, moment.now).toISOString(), promisedBy);
  const onward = onwardFrom(route);
  const handoff: WaitingHandoff = {
    ...waiting,
    route,
    onward,
    patienceUntil,
    promisedBy,
    firstPromise: judgedBy(waiting, promisedBy, moment),
  };
  record.handoff = handoff;
  mark(conversation, 'handoff.route', { handoff: handoff.id, route }, moment);
  return handoff;
}

/** The customer agreed to another time; one that was broken before they did stays broken. */
function judgedBy(
  { firstPromise }: Pick<WaitingHandoff, 'firstPromise'>,
  agreed: Instant,
  { now }: Moment,
): Instant {
  return firstPromise !== undefined && firstPromise < now.toISOString() ? firstPromise : agreed;
}
