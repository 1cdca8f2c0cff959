// A customer who comes back after the talk was closed for their silence: it goes on with the same agent, first in line, with all that
// was said. Nobody has to explain anything again.

import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import { isDeskOpen } from '../data/desk-hours.js';
import type { ClosedHandoff, WaitingHandoff } from '../data/handoff.js';
import type { Turn } from '../dialogs/turn.js';
import { thresholdsFor } from '../escalation/index.js';
import { openHandoff } from '../handoff/lifecycle.js';
import { agentOf, routesFor } from '../handoff/routing.js';
import type { Understanding } from '../understanding/understanding.js';
import { atDesk, routeTimes, spokenTime } from './desk-terms.js';
import { levelInForce } from './facts.js';
import type { BotParts } from './parts.js';

/** What the brief says before the first reason, however often the talk was closed and went on. */
const AGAIN = 'Wrote again after the talk was closed for silence. Before: ';

/** Customer's lines that the brief quotes; as many as an opened handoff's. */
const QUOTED = 6;

/**
 * @returns whether the message belongs to a talk that was closed for silence and goes back to a person. A word of thanks or farewell
 *   does not: that customer is done.
 */
export function belongsToSilentTalk(
  parts: BotParts,
  record: CustomerRecord,
  conversation: Conversation,
  now: Date,
  understanding: Understanding,
): boolean {
  if (record.handoff || !endedSilently(record, conversation)) return false;
  const closedAt = record.pastHandoffs.at(-1)?.closedAt ?? '';
  const { reopen_minutes } = thresholdsFor(levelInForce(record), parts.thresholds);
  const inTime = now.getTime() - Date.parse(closedAt) <= reopen_minutes * 60_000;
  return inTime && !isFarewell(understanding);
}

function endedSilently(record: CustomerRecord, { id }: Conversation): boolean {
  const last = record.pastHandoffs.at(-1);
  return last?.outcome === 'silent' && last.conversationId === id;
}

function isFarewell(understanding: Understanding): boolean {
  if (understanding.kind === 'wordless') return understanding.reaction === 'positive';
  return (
    understanding.kind === 'small-talk' &&
    (understanding.talk === 'thanks' || understanding.talk === 'goodbye')
  );
}

/** Opens it anew; the caller has checked that it may. */
export async function reopenTalk(parts: BotParts, turn: Turn): Promise<void> {
  const closed = turn.record.pastHandoffs.at(-1);
  if (!closed) return;
  const handoff = reopen(parts, turn, closed);
  const agentId = agentOf(handoff.route);
  const values = { by: spokenTime(turn, handoff.promisedBy) };
  const agent = agentId === undefined ? undefined : parts.services.business.agents.get(agentId)?.name;
  if (agent !== undefined) await turn.say({ key: 'desk.reopened_agent', values: { ...values, agent } });
  else await turn.say({ key: 'desk.reopened_team', values });
}

function reopen(parts: BotParts, turn: Turn, closed: ClosedHandoff): WaitingHandoff {
  const { record, conversation, now } = turn;
  const { profile, agents } = parts.services.business;
  const opened = openHandoff(
    record,
    conversation,
    {
      reason: closed.reason,
      brief: {
        ...closed.brief,
        trigger: `${AGAIN}${closed.brief.trigger.replace(AGAIN, '')}`,
        said: [...closed.brief.said, turn.text].slice(-QUOTED),
      },
      routes: routesFor('pool', {
        ...(closed.agentId ? { previous: closed.agentId } : {}),
        agents,
        deskOpen: isDeskOpen(profile, now),
      }),
      times: routeTimes(parts, turn),
      atDesk: atDesk(parts, now),
    },
    { now, newId: parts.services.newId },
  );
  const first: WaitingHandoff = {
    ...opened,
    first: true,
    ...(closed.notes ? { notes: closed.notes } : {}),
  };
  record.handoff = first;
  return first;
}
