// One message of the customer: understand, decide, act.

import type { TurnContext } from 'botbuilder';
import type { DialogState, DialogStateManagerConfiguration } from 'botbuilder-dialogs';
import { DialogContext } from 'botbuilder-dialogs/lib/dialogContext.js';
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { DecisionRecord } from '../data/decision.js';
import type { ActivityId } from '../data/ids.js';
import { TASKS } from '../dialogs/index.js';
import { SlotDialog } from '../dialogs/slot-dialog.js';
import type { Turn } from '../dialogs/turn.js';
import { type Act, accept, type Decision, decide, type Facts } from '../escalation/index.js';
import { MAX_TEXT, type Understanding } from '../understanding/understanding.js';
import { carryOut, type Stage } from './carry-out.js';
import { customerTurn } from './customer-turn.js';
import { gatherFacts, isFailure, type OpenSlot, questionOf } from './facts.js';
import type { BotParts } from './parts.js';
import { settlePending } from './pending.js';
import { reviewOnceADay } from './review-level.js';
import { wordAnswer } from './word-answer.js';

/** Questions kept to notice a repetition. */
const RECENT = 5;

/** What lives as long as the bot: its tasks, and the knowledge by id. */
export interface Conversant {
  readonly dialogs: DialogSet;
  readonly tasks: ReadonlyMap<string, SlotDialog>;
  readonly knowledge: Stage['knowledge'];
}

export function createConversant(parts: BotParts): Conversant {
  const tasks = new Map(TASKS.map((task) => [task.id, new SlotDialog(task)]));
  const dialogs = new DialogSet();
  for (const task of tasks.values()) dialogs.add(task);
  return {
    dialogs,
    tasks,
    knowledge:
      parts.knowledge ?? new Map(parts.services.business.knowledge.map((entry) => [entry.id, entry])),
  };
}

export async function answerMessage(
  parts: BotParts,
  conversant: Conversant,
  stage: {
    readonly record: CustomerRecord;
    readonly conversation: Conversation;
    readonly now: Date;
    readonly context: TurnContext;
    readonly activityId: ActivityId;
  },
): Promise<DecisionRecord | undefined> {
  const { record, conversation, context, now } = stage;
  const text = textOf(context);
  reviewOnceADay(parts, record, now);

  const understanding = await parts.understander.understand(text, {
    channel: conversation.channel,
    recentQuestions: conversation.counters.recentQuestions,
    failures: conversation.counters.failures,
  });
  const turn = customerTurn(parts.services, context, {
    ...stage,
    text: text.slice(0, MAX_TEXT),
    understanding,
  });
  if (text.trim() === '' && (context.activity.attachments?.length ?? 0) > 0) {
    await turn.say({ key: 'decline.attachment' });
    return undefined;
  }

  const dc = dialogContext(conversant, context, conversation);
  const settled = await settlePending(turn, understanding);
  if (settled?.kind === 'said') {
    if (dc.activeDialog) await dc.repromptDialog();
    keepDialogs(conversation, dc);
    return undefined;
  }

  const slot = await openSlot(conversant, turn, dc);
  const facts = gatherFacts(parts, turn, understanding, slot);
  const decision = settled ? settledDecision(parts, facts, settled) : decide(facts, parts.thresholds);
  count(turn, understanding, slot, decision);
  const { knowledge } = conversant;
  const wording = await wordAnswer(parts, knowledge, turn, decision);
  await carryOut({ parts, turn, dc, knowledge, wording }, decision, decision.reason);
  keepDialogs(conversation, dc);
  return {
    kind: decision.kind,
    at: now.toISOString(),
    reason: decision.reason,
    facts,
    ...(wording ? { phrasing: wording.record } : {}),
  };
}

/** The words of a message; a card's button says them in its data. */
function textOf(context: TurnContext): string {
  const { text, value } = context.activity;
  if (text) return text;
  const said = (value as { say?: unknown } | undefined)?.say;
  return typeof said === 'string' ? said : '';
}

/** Where botbuilder-dialogs keeps it for the length of a turn. */
const MEMORY_CONFIGURATION = 'DialogStateManagerConfiguration';
let memoryConfiguration: DialogStateManagerConfiguration | undefined;

/** The stack of tasks as it was stored; a task that this version no longer has is dropped. */
export function dialogContext(
  conversant: Conversant,
  context: TurnContext,
  conversation: Conversation,
): DialogContext {
  const stored = conversation.dialogs as DialogState | undefined;
  const dialogStack = (stored?.dialogStack ?? []).filter(({ id }) => conversant.tasks.has(id));
  // Found there, it is not put together anew for every turn; nothing in it belongs to one.
  if (memoryConfiguration) context.turnState.set(MEMORY_CONFIGURATION, memoryConfiguration);
  const dc = new DialogContext(conversant.dialogs, context, { dialogStack });
  memoryConfiguration ??= context.turnState.get(MEMORY_CONFIGURATION);
  return dc;
}

export function keepDialogs(conversation: Conversation, dc: DialogContext): void {
  conversation.dialogs = dc.stack.length > 0 ? { dialogStack: dc.stack } : undefined;
}

async function openSlot(
  conversant: Conversant,
  turn: Turn,
  dc: DialogContext,
): Promise<OpenSlot | undefined> {
  const instance = dc.activeDialog;
  const peeked = instance && (await conversant.tasks.get(instance.id)?.peek(turn, instance));
  if (!instance || !peeked) return undefined;
  const { slot, reading } = peeked;
  return {
    dialog: instance.id,
    reading: reading.kind,
    freeText: slot.freeText ?? false,
    absorbs: slot.absorbs ?? [],
    tapped: reading.kind === 'filled' && wasOffered(turn),
  };
}

function wasOffered({ conversation, text }: Turn): boolean {
  const asked = conversation.transcript.findLast(({ from }) => from.role === 'bot');
  return asked?.activity.suggestedActions?.actions.some(({ value }) => value === text.trim()) ?? false;
}

/** An answer to the bot's own question leads where the question pointed; it is a decision like any other. */
function settledDecision(
  { thresholds }: BotParts,
  facts: Facts,
  settled: Exclude<NonNullable<Awaited<ReturnType<typeof settlePending>>>, { kind: 'said' }>,
): Decision {
  if (settled.kind === 'person') return accept(settled.rule, facts, thresholds);
  return {
    ...settled.act,
    reason: { rule: settled.rule, value: true, thresholdsVersion: thresholds.version },
  };
}

/** Failures and repetitions, for the thresholds that look at them. */
function count(turn: Turn, understood: Understanding, slot: OpenSlot | undefined, decision: Act): void {
  const { counters } = turn.conversation;
  const failed = isFailure(understood, slot);
  const subject = understood.kind === 'intent' || understood.kind === 'answer' || slot?.reading === 'filled';
  const asked = slot?.reading === 'filled' ? [] : [questionOf(turn.text)];
  turn.conversation.counters = {
    ...counters,
    failures:
      decision.kind === 'escalate' ? 0 : failed ? counters.failures + 1 : subject ? 0 : counters.failures,
    recentQuestions: [...counters.recentQuestions, ...asked].slice(-RECENT),
    ...(counters.messagesSinceDeclinedOffer === undefined
      ? {}
      : { messagesSinceDeclinedOffer: counters.messagesSinceDeclinedOffer + 1 }),
  };
}
