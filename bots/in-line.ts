// What a customer in line would rather do: wait, be called back, leave a message. Going on with the bot needs no word, and "cancel" is read
// elsewhere.

import type { WaitingHandoff } from '../data/handoff.js';
import type { Turn } from '../dialogs/turn.js';
import { answerLater, waitAfterAll } from '../handoff/answer-later.js';
import { type LineChoice, lineChoiceIn, phoneNumberIn, staysInChat } from '../understanding/line-choice.js';
import type { Understanding } from '../understanding/understanding.js';
import { QUOTED } from './brief.js';
import { routeTimes, spokenTime } from './desk-terms.js';
import { deskFacts } from './facts.js';
import type { BotParts } from './parts.js';
import { tellStillWaiting } from './still-waiting.js';

/** A person is awaited in this very conversation; one on another channel is another matter. */
export function waitingHere({ record, conversation }: Turn): WaitingHandoff | undefined {
  const { handoff } = record;
  return handoff?.status === 'waiting' && handoff.conversationId === conversation.id ? handoff : undefined;
}

/** @returns that everything was said, where the message was about waiting. */
export async function answerInLine(
  parts: BotParts,
  turn: Turn,
  understanding: Understanding,
): Promise<{ readonly kind: 'said' } | undefined> {
  const waiting = waitingHere(turn);
  if (!waiting) return undefined;
  if (!(await answerPending(turn, waiting, understanding))) {
    const choice = choiceIn(turn);
    if (!choice) return undefined;
    await carryOutChoice(parts, turn, waiting, choice);
  }
  return { kind: 'said' };
}

export async function carryOutChoice(
  parts: BotParts,
  turn: Turn,
  waiting: WaitingHandoff,
  choice: LineChoice,
): Promise<void> {
  switch (choice.kind) {
    case 'wait':
      return keepWaiting(parts, turn, waiting);
    case 'callback':
      return callBack(parts, turn, waiting, choice.number);
    case 'message':
      return takeMessage(parts, turn, waiting);
    case 'ask':
      return tellStillWaiting(parts, turn);
    default:
      choice satisfies never;
  }
}

/** A tap says the business's own words, which need not be among those that are understood. */
export function choiceIn(turn: Turn): LineChoice | undefined {
  const tapped = (['wait', 'callback', 'message'] as const).find(
    (kind) => turn.text.trim() === turn.phrase(`handoff.choice_${kind}`),
  );
  return tapped ? { kind: tapped } : lineChoiceIn(turn.text);
}

/** The number to call, or the message to keep; anything else is taken for itself. */
async function answerPending(turn: Turn, waiting: WaitingHandoff, { kind }: Understanding): Promise<boolean> {
  const { pending } = turn.conversation;
  if (pending?.kind !== 'callback-number' && pending?.kind !== 'message-for-person') return false;
  turn.conversation.pending = undefined;
  if (pending.kind === 'callback-number') {
    const number = phoneNumberIn(turn.text);
    if (number !== undefined) await noteNumber(turn, waiting, number);
    else if (staysInChat(turn.text) || kind === 'deny') await answerWith(turn, 'callback_here', waiting);
    else return false;
    return true;
  }
  if (kind === 'cancel' || kind === 'start-over' || choiceIn(turn)) return false;
  addSaid(turn, waiting);
  await answerWith(turn, 'message_kept', waiting);
  return true;
}

async function keepWaiting(parts: BotParts, turn: Turn, waiting: WaitingHandoff): Promise<void> {
  const again =
    waiting.chosen !== undefined && deskFacts(parts, turn).open
      ? waitAfterAll(turn.record, turn.conversation, waiting, routeTimes(parts, turn), momentOf(turn))
      : waiting;
  await answerWith(turn, 'wait_chosen', again);
}

async function callBack(
  parts: BotParts,
  turn: Turn,
  waiting: WaitingHandoff,
  number: string | undefined,
): Promise<void> {
  const later = answerLater(
    turn.record,
    turn.conversation,
    waiting,
    'callback',
    routeTimes(parts, turn),
    momentOf(turn),
  );
  if (number !== undefined) return noteNumber(turn, later, number);
  turn.conversation.pending = { kind: 'callback-number' };
  const here = turn.phrase('handoff.choice_here');
  await turn.say({
    key: 'handoff.callback_chosen',
    values: { by: spokenTime(turn, later.promisedBy) },
    choices: [{ title: here, value: here }],
  });
}

async function takeMessage(parts: BotParts, turn: Turn, waiting: WaitingHandoff): Promise<void> {
  const times = routeTimes(parts, turn);
  const later = answerLater(turn.record, turn.conversation, waiting, 'message', times, momentOf(turn));
  turn.conversation.pending = { kind: 'message-for-person' };
  await answerWith(turn, 'message_chosen', later);
}

/** For agents, so it is not among the customers' texts. */
const CALL_ON = 'Wants to be called back on';

async function noteNumber(turn: Turn, waiting: WaitingHandoff, number: string): Promise<void> {
  const { brief } = waiting;
  // Another number stands for the one before: an agent must not choose between two.
  const facts = [`${CALL_ON} ${number}`, ...brief.facts.filter((fact) => !fact.startsWith(CALL_ON))];
  turn.record.handoff = { ...waiting, brief: { ...brief, facts } };
  const by = spokenTime(turn, waiting.promisedBy);
  await turn.say({ key: 'handoff.callback_number', values: { number, by } });
}

function addSaid(turn: Turn, waiting: WaitingHandoff): void {
  const { brief } = waiting;
  const said = [...brief.said, turn.text].slice(-QUOTED);
  turn.record.handoff = { ...waiting, brief: { ...brief, said } };
}

function answerWith(
  turn: Turn,
  key: 'wait_chosen' | 'callback_here' | 'message_chosen' | 'message_kept',
  { promisedBy }: WaitingHandoff,
): Promise<void> {
  return turn.say({ key: `handoff.${key}`, values: { by: spokenTime(turn, promisedBy) } });
}

export function momentOf(turn: Turn) {
  return { now: turn.now, newId: turn.services.newId };
}
