// An owner who is there and does not answer one of their customers: the customer is told that it takes long, and in the end somebody else
// is asked; where nobody else is free, the customer may choose. It knows no console, which counts the same time down.

import type { AssignedHandoff } from '../data/handoff.js';
import { answerDue, waitingLeadsTo } from './answer-due.js';
import { putBackInLine } from './back-in-line.js';
import type { DeskCore } from './desk-parts.js';
import { works } from './line.js';
import { SETTLING_MS } from './lost-owner.js';
import { readyIn, teamOpenAt } from './offers.js';
import { type Opened, settleAssigned } from './owner-change.js';
import { unansweredIn } from './owner-facts.js';
import { hasRoom } from './places.js';

/**
 * Looks at all conversations from memory; only those whose time has come are read.
 * @param startedAt when this process began to hear who types and who is there.
 */
export async function sweepSilentOwners(core: DeskCore, startedAt: Date): Promise<void> {
  const now = core.clock();
  if (now.getTime() - startedAt.getTime() < SETTLING_MS) return;
  for (const { customerId, handoff, answer, places, promiseMinutes } of core.queue.all()) {
    if (handoff.status !== 'assigned' || !answer) continue;
    const leadsTo = (somebodyElse: boolean) =>
      waitingLeadsTo(handoff, answer, { somebodyElse, promiseMinutes, now });
    // Who is free is asked only where it is time: it takes longer than all the rest.
    if (leadsTo(true) === 'nothing' || leadsTo(isSomebodyElseFree(core, handoff, places)) === 'nothing')
      continue;
    // Who is not connected has their own time, and who writes is about to answer.
    if (core.presence.of(handoff.agentId) === 'offline' || core.typingLately(customerId)) continue;
    await settleAssigned(core, { customerId, handoffId: handoff.id }, settleUnanswered).catch(core.onError);
  }
}

function isSomebodyElseFree(core: DeskCore, { agentId }: AssignedHandoff, places: number): boolean {
  const teamOpen = teamOpenAt(core);
  return readyIn(core).some(
    ({ card, load }) =>
      card.id !== agentId && works(card, teamOpen) && hasRoom(places, { capacity: card.capacity, load }),
  );
}

/** @returns whether anything changed. */
function settleUnanswered(core: DeskCore, opened: Opened<AssignedHandoff>): boolean {
  const { record, conversation, handoff } = opened;
  const { places, promiseMinutes } = core.patienceFor(record);
  const due = answerDue(
    unansweredIn(conversation, handoff, core.courtesyIn),
    core.standstillFor(record).answerMinutes,
    handoff.snoozedUntil,
  );
  const now = core.clock();
  const somebodyElse = isSomebodyElseFree(core, handoff, places);
  const agent = core.agentName(handoff.agentId);
  const leadsTo = waitingLeadsTo(handoff, due, { somebodyElse, promiseMinutes, now });
  if (!due || leadsTo === 'nothing') return false;
  switch (leadsTo) {
    case 'tell': {
      record.handoff = { ...handoff, unanswered: { since: due.since, told: 'slow' } };
      const by = core.voice.time(new Date(due.by));
      core.voice.tell(record, conversation, 'desk.unanswered', { agent, by });
      return true;
    }
    case 'offer-choices':
      record.handoff = { ...handoff, unanswered: { since: due.since, told: 'choices' } };
      core.voice.tell(record, conversation, 'desk.unanswered_choices', { agent }, CHOICES);
      return true;
    case 'pass-on':
      putBackInLine(core, opened, core.presence.of(handoff.agentId) === 'away' ? 'away' : 'silent');
      return true;
  }
}

/** What a customer may choose while nobody answers and nobody else is free: keys of the texts. */
const CHOICES = [
  'handoff.choice_wait',
  'handoff.choice_callback',
  'handoff.choice_message',
  'desk.choice_bot',
] as const;
