// A customer whose agent does not answer, while nobody else is free, may choose: to wait, to be called back, to leave a message, to go on
// with the bot. Whatever else they say is for the agent.

import type { TurnContext } from 'botbuilder';
import type { AssignedHandoff } from '../data/handoff.js';
import type { Turn } from '../dialogs/turn.js';
import { endHandoff, requeue } from '../handoff/lifecycle.js';
import { adoptAsked } from './asked-task.js';
import type { Conversant } from './conversant.js';
import { customerTurn, type TurnInput } from './customer-turn.js';
import { routeTimes } from './desk-terms.js';
import { carryOutChoice, choiceIn, momentOf } from './in-line.js';
import type { BotParts } from './parts.js';
import { resumeAfterHandoff } from './resume.js';
import { speakInto } from './speak-into.js';

/** @returns whether the message was such a choice; then everything was said. */
export async function chooseWhileUnanswered(
  parts: BotParts,
  conversant: Conversant,
  context: TurnContext,
  input: Omit<TurnInput, 'understanding'>,
): Promise<boolean> {
  const { handoff } = input.record;
  if (handoff?.status !== 'assigned' || handoff.unanswered?.told !== 'choices') return false;
  const turn = customerTurn(parts.services, context, input);
  if (turn.text.trim() === turn.phrase('desk.choice_bot')) {
    await goOnWithBot(parts, conversant, turn, handoff);
    return true;
  }
  const choice = choiceIn(turn);
  // How long it takes, nobody but the agent knows.
  if (choice === undefined || choice.kind === 'ask') return false;
  if (choice.kind === 'wait') {
    await turn.say({ key: 'desk.unanswered_wait', values: { agent: nameOf(turn, handoff) } });
    return true;
  }
  const { record, conversation } = turn;
  const times = routeTimes(parts, turn);
  const waiting = requeue(record, conversation, handoff, times, momentOf(turn), { first: true });
  await carryOutChoice(parts, turn, waiting, choice);
  return true;
}

async function goOnWithBot(
  parts: BotParts,
  conversant: Conversant,
  turn: Turn,
  handoff: AssignedHandoff,
): Promise<void> {
  const { record, conversation } = turn;
  const values = { agent: nameOf(turn, handoff) };
  endHandoff(record, conversation, { outcome: 'withdrawn', settledUntil: turn.now }, momentOf(turn));
  // Before what the bot says next, which is written at once.
  await speakInto(parts, record, conversation, (_context, own) =>
    own.say({ key: 'desk.bot_chosen', values }),
  );
  adoptAsked(conversation);
  await resumeAfterHandoff(parts, conversant, record, conversation);
}

function nameOf({ services }: Turn, { agentId }: AssignedHandoff): string {
  return services.business.agents.get(agentId)?.name ?? agentId;
}
