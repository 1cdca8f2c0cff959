// A task that an agent asked the bot to do while having the conversation. The bot hears the customer's answers to its own question,
// and nothing else; it falls silent as soon as the agent writes. Decides by the same rules as without a person.

import type { TurnContext } from 'botbuilder';
import type { DialogContext } from 'botbuilder-dialogs';
import type { Conversation } from '../data/conversation.js';
import type { HandoffId } from '../data/ids.js';
import type { Turn } from '../dialogs/turn.js';
import { decide } from '../escalation/index.js';
import { MAX_TEXT } from '../understanding/understanding.js';
import { type Conversant, dialogContext, keepDialogs, openSlot } from './conversant.js';
import { customerTurn, type TurnInput } from './customer-turn.js';
import { gatherFacts } from './facts.js';
import type { BotParts } from './parts.js';

/** Where the tasks of a conversation are kept: the customer's own, or those that an agent asked for. */
interface Stack {
  dialogs?: unknown;
}

export interface AskedTask {
  /** The tasks' id, the open one. */
  readonly task: string;
  /** `paused`: the agent has written since. */
  readonly state: 'running' | 'paused';
}

/** @returns `undefined` where no task is open that was asked for in this handoff. */
export function askedTask(conversation: Conversation, handoff: HandoffId): AskedTask | undefined {
  const { asked } = conversation;
  const task = asked?.handoffId === handoff ? openTaskOf(asked) : undefined;
  if (!asked || task === undefined) return undefined;
  const wrote = conversation.transcript.some(
    ({ from, sequence }) => from.role === 'agent' && sequence > asked.since,
  );
  return { task, state: wrote ? 'paused' : 'running' };
}

function openTaskOf({ dialogs }: Stack): string | undefined {
  return idsOf(dialogs).at(-1);
}

function idsOf(dialogs: unknown): readonly string[] {
  return stackOf(dialogs).map(({ id }) => id);
}

function stackOf(dialogs: unknown): readonly { readonly id: string; state?: object }[] {
  return (dialogs as { dialogStack?: { id: string; state?: object }[] } | undefined)?.dialogStack ?? [];
}

/**
 * Begins the task, or takes it up where it was: paused, or left by the customer when the person came.
 * @param asked the handoff it is asked in, and the sequence of the transcript from which on the agent's words pause it.
 * @param anew begins it whatever was open.
 */
export async function beginAsked(
  conversant: Conversant,
  context: TurnContext,
  turn: Turn,
  task: string,
  asked: { readonly handoffId: HandoffId; readonly since: number; readonly anew: boolean },
): Promise<void> {
  const { conversation } = turn;
  const open = asked.anew ? [] : leftOpen(conversation, task, asked.handoffId);
  conversation.dialogs = without(conversation.dialogs, task);
  const stack: Stack = { dialogs: open.length > 0 ? { dialogStack: open } : undefined };
  const dc = dialogContext(conversant, context, stack);
  if (dc.activeDialog) await dc.repromptDialog();
  else await dc.beginDialog(task);
  keep(conversation, dc, asked);
}

/** The task as it stands; what was asked too often to be asked again by itself is asked again, since somebody wants it. */
function leftOpen(conversation: Conversation, task: string, handoff: HandoffId) {
  const asked = conversation.asked?.handoffId === handoff ? stackOf(conversation.asked.dialogs) : [];
  const found = [...asked, ...stackOf(conversation.dialogs)].find(({ id }) => id === task);
  return found ? [{ ...found, state: { ...found.state, asides: 0 } }] : [];
}

function without(dialogs: unknown, task: string): unknown {
  const dialogStack = stackOf(dialogs).filter(({ id }) => id !== task);
  return dialogStack.length > 0 ? { dialogStack } : undefined;
}

function keep(
  conversation: Conversation,
  dc: DialogContext,
  { handoffId, since }: { readonly handoffId: HandoffId; readonly since: number },
): void {
  const stack: Stack = {};
  keepDialogs(stack, dc);
  if (stack.dialogs === undefined) delete conversation.asked;
  else conversation.asked = { handoffId, since, dialogs: stack.dialogs };
}

/**
 * The customer's message while a person has the conversation: answers the running task's question, or is for the person alone.
 * What the bot would not take for an answer without a person, it does not take here.
 */
export async function hearForAgent(
  parts: BotParts,
  conversant: Conversant,
  context: TurnContext,
  input: Omit<TurnInput, 'understanding'> & { readonly handoffId: HandoffId },
): Promise<void> {
  const { conversation, handoffId, text } = input;
  const { asked } = conversation;
  if (!asked || text.trim() === '' || text.length > MAX_TEXT) return;
  if (askedTask(conversation, handoffId)?.state !== 'running') return;
  const understanding = await parts.understander.understand(text, {
    channel: conversation.channel,
    recentQuestions: [],
    failures: 0,
  });
  const turn = customerTurn(parts.services, context, { ...input, understanding });
  const dc = dialogContext(conversant, context, asked);
  const slot = await openSlot(conversant, turn, dc);
  const decision = decide(gatherFacts(parts, turn, understanding, slot), parts.thresholds);
  if (decision.kind !== 'continue-dialog') return;
  if (decision.control) {
    await dc.cancelAllDialogs();
    await turn.say({ key: 'task.cancelled' });
  } else if (slot && slot.reading !== 'unread') await dc.continueDialog();
  else return;
  keep(conversation, dc, asked);
}

/**
 * No person has the conversation any more: a question that the customer was just asked stays open, now as the bot's own.
 * A task that the agent had paused is theirs, and goes with them.
 */
export function adoptAsked(conversation: Conversation): void {
  const { asked } = conversation;
  if (!asked) return;
  const running = askedTask(conversation, asked.handoffId)?.state === 'running';
  delete conversation.asked;
  if (!running) return;
  const adopted = stackOf(asked.dialogs);
  const own = stackOf(conversation.dialogs).filter(({ id }) => !adopted.some((each) => each.id === id));
  conversation.dialogs = { dialogStack: [...own, ...adopted] };
}
