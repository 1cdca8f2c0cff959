// An owner who is gone: they keep the conversation for a while, since most come back; then it goes back in line, first, with all that
// was said, and the customer is told. So it does when the owner is away and the customer waits for an answer.

import type { AssignedHandoff } from '../data/handoff.js';
import { putBackInLine } from './back-in-line.js';
import type { DeskCore } from './desk-parts.js';
import { type Opened, settleAssigned } from './owner-change.js';
import { unansweredIn } from './owner-facts.js';

/** After a start all consoles have to come back first; a browser tries every few seconds. */
export const SETTLING_MS = 15_000;

/**
 * Looks at everybody who has a conversation, from memory, and changes only where something did.
 * @param startedAt when this process began to hear who is there.
 */
export async function sweepLostOwners(core: DeskCore, startedAt: Date): Promise<void> {
  const now = core.clock();
  if (now.getTime() - startedAt.getTime() < SETTLING_MS) return;
  for (const { customerId, handoff, owner } of core.queue.all()) {
    if (handoff.status !== 'assigned') continue;
    const concerns =
      isGone(core, handoff, now) ||
      handoff.lostSince !== undefined ||
      (owner?.unanswered !== undefined && isAway(core, handoff, now));
    if (concerns)
      await settleAssigned(core, { customerId, handoffId: handoff.id }, settleRecord).catch(core.onError);
  }
}

/** Whoever put a conversation aside for tomorrow may go home; it is theirs until then. */
function isGone(core: DeskCore, { agentId, snoozedUntil }: AssignedHandoff, now: Date): boolean {
  if (snoozedUntil !== undefined && snoozedUntil > now.toISOString()) return false;
  return core.agents.has(agentId) && core.presence.of(agentId) === 'offline';
}

function isAway(core: DeskCore, { agentId, snoozedUntil }: AssignedHandoff, now: Date): boolean {
  if (snoozedUntil !== undefined && snoozedUntil > now.toISOString()) return false;
  return core.presence.of(agentId) === 'away';
}

/** @returns whether anything changed. */
function settleRecord(core: DeskCore, opened: Opened<AssignedHandoff>): boolean {
  const { record, conversation, handoff } = opened;
  const now = core.clock();
  const past = (since: string, milliseconds: number) => now.getTime() - Date.parse(since) >= milliseconds;
  const { lostSince, ...found } = handoff;
  if (!isGone(core, handoff, now)) {
    const waiting = unansweredIn(conversation, handoff, core.courtesyIn)?.since;
    // As long as anybody is told to wait for a person.
    const patience = core.patienceFor(record).promiseMinutes * 60_000;
    if (waiting !== undefined && isAway(core, handoff, now) && past(waiting, patience)) {
      putBackInLine(core, opened, 'away');
      return true;
    }
    record.handoff = found;
    return lostSince !== undefined;
  }
  if (lostSince === undefined) {
    record.handoff = { ...found, lostSince: now.toISOString() };
    return true;
  }
  if (!past(lostSince, core.standstillFor(record).graceSeconds * 1000)) return false;
  putBackInLine(core, opened, 'lost');
  return true;
}
