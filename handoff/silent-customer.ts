// A customer who owes an answer and is silent: asked twice, then the talk is closed in a way that a later word brings it back.

import type { AssignedHandoff } from '../data/handoff.js';
import type { Instant } from '../data/ids.js';
import type { DeskCore, Standstill } from './desk-parts.js';
import { type Opened, settleAssigned } from './owner-change.js';
import { end } from './owner-ending.js';
import { silentSince } from './owner-facts.js';

/** Asked so often, a customer who is there has seen it. */
export const NUDGES = 2;

/** What a silence leads to now; pure. */
export function silenceLeadsTo(
  { nudged, snoozedUntil, lostSince }: AssignedHandoff,
  since: Instant | undefined,
  nudgeMinutes: Standstill['nudgeMinutes'],
  now: Date,
): 'nothing' | 'nudge' | 'close' {
  if (since === undefined || nudgeMinutes === 'never' || lostSince !== undefined) return 'nothing';
  if (snoozedUntil !== undefined && snoozedUntil > now.toISOString()) return 'nothing';
  const times = nudged && nudged.at >= since ? nudged.times : 0;
  const from = nudged && times > 0 ? nudged.at : since;
  if (now.getTime() - Date.parse(from) < nudgeMinutes * 60_000) return 'nothing';
  return times < NUDGES ? 'nudge' : 'close';
}

/** Looks at all conversations from memory; only those whose time has come are read. */
export async function sweepSilentCustomers(core: DeskCore): Promise<void> {
  const now = core.clock();
  for (const { customerId, handoff, owner, nudgeMinutes } of core.queue.all()) {
    if (handoff.status !== 'assigned') continue;
    if (silenceLeadsTo(handoff, owner?.silentSince, nudgeMinutes, now) === 'nothing') continue;
    await settleAssigned(core, { customerId, handoffId: handoff.id }, settleSilence).catch(core.onError);
  }
}

/** @returns whether anything changed. */
function settleSilence(core: DeskCore, { record, conversation, handoff }: Opened<AssignedHandoff>): boolean {
  const now = core.clock();
  const { nudgeMinutes, reopenMinutes } = core.standstillFor(record);
  const since = silentSince(conversation, handoff, core.courtesyIn);
  const agent = core.agentName(handoff.agentId);
  const after = (minutes: number) => core.voice.time(new Date(now.getTime() + minutes * 60_000));
  switch (silenceLeadsTo(handoff, since, nudgeMinutes, now)) {
    case 'nothing':
      return false;
    case 'nudge': {
      const times = handoff.nudged && since && handoff.nudged.at >= since ? handoff.nudged.times + 1 : 1;
      record.handoff = { ...handoff, nudged: { times, at: now.toISOString() } };
      const by = nudgeMinutes === 'never' ? '' : after(nudgeMinutes);
      core.voice.tell(record, conversation, `desk.nudge_${times}`, { agent, by });
      return true;
    }
    case 'close':
      end(core, { record, conversation, handoff }, 'silent', {});
      core.voice.tell(record, conversation, 'desk.silent', { agent, by: after(reopenMinutes) });
      return true;
  }
}
