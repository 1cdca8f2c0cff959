// The bot's front door: a customer's turn from the inbound activity to the commit, its steps in order, readable in one place.

import { type Activity, ActivityTypes, TurnContext } from 'botbuilder-core';
import { DialogContextError } from 'botbuilder-dialogs/lib/dialogContextError.js';
import type { Sender, TurnHandler, TurnResult } from '../channels/turn.js';
import { appendEntry, markHandled, noteDecision } from '../data/append-entry.js';
import { changeCustomer } from '../data/change-customer.js';
import type { Conversation, TranscriptEntry } from '../data/conversation.js';
import { type CustomerRecord, newCustomer } from '../data/customer.js';
import { RapportError } from '../data/errors.js';
import type { ClosedHandoff } from '../data/handoff.js';
import type { ActivityId, CustomerId, HandoffId } from '../data/ids.js';
import type { Archive } from '../data/ports.js';
import { takeSegment } from '../data/transcript-segments.js';
import { withdraw } from '../dialogs/stop-messages.js';
import { takeWishForm, wishForm } from '../dialogs/wish-answers.js';
import type { BotForAgents } from '../handoff/agent-tools.js';
import { heardFromCustomer } from '../handoff/customer-signs.js';
import { contentOf, replyCollector } from './activity-content.js';
import { offeredActions, runAction } from './agent-actions.js';
import { answerMessage, textOf } from './answer-message.js';
import { adoptAsked, hearForAgent } from './asked-task.js';
import { settleConsent } from './consent-event.js';
import { type Conversant, createConversant } from './conversant.js';
import { customerTurn } from './customer-turn.js';
import { greet } from './greet.js';
import { stopsMessages } from './notice-meaning.js';
import { openConversation } from './open-conversation.js';
import type { BotParts } from './parts.js';
import { replyValues } from './reply-values.js';
import { askAfterHandoff, resumeAfterHandoff } from './resume.js';
import { suggestAnswers } from './suggest-answers.js';
import { chooseWhileUnanswered } from './unanswered-choice.js';
import { type NoticeOutcome, noteRead, noteTimeZone, writeNotices } from './write-notices.js';

export { courtesyIn } from './courtesy.js';
export { namesFor, toneFor } from './customer-turn.js';
export { customerName, customerView } from './customer-view.js';
export { patienceOf } from './desk-terms.js';
export { levelInForce } from './facts.js';
export { mentionsIn } from './focus.js';
export { type Joined, joinGuest } from './join-guest.js';
export type { BotParts } from './parts.js';
export type { NoticeOutcome } from './write-notices.js';

export interface Bot {
  readonly turn: TurnHandler;
  /** A person gave the customer back: the bot goes on where it was, in the same commit. */
  onReturned(record: CustomerRecord, conversation: Conversation): Promise<void>;
  /** A person ended the talk: the bot asks how it was, in the same commit. */
  onClosed(record: CustomerRecord, conversation: Conversation, closed: ClosedHandoff): Promise<void>;
  /** Tells a customer what they agreed to be told, where there is something and it may be told now. */
  writeNotices(customer: CustomerId): Promise<NoticeOutcome>;
  /** What it does for a person who has the conversation. */
  readonly forAgents: BotForAgents;
}

export function createBot(parts: BotParts): Bot {
  const conversant = createConversant(parts);
  return {
    turn: (context, sender) => runTurn(parts, conversant, context, sender),
    onReturned(record, conversation) {
      adoptAsked(conversation);
      return resumeAfterHandoff(parts, conversant, record, conversation);
    },
    onClosed(record, conversation, closed) {
      delete conversation.asked;
      return askAfterHandoff(parts, record, conversation, closed);
    },
    writeNotices: (customer) => writeNotices({ ...parts }, customer),
    forAgents: {
      replyValues: (record, conversation, agentName) =>
        replyValues(parts.services, record, conversation, agentName),
      suggest: (conversation) => suggestAnswers(parts, conversant, conversation),
      offered: (record, conversation, handoff) => offeredActions(parts, record, conversation, handoff),
      run: (record, conversation, request) =>
        runAction({ ...parts }, conversant, record, conversation, request),
    },
  };
}

async function runTurn(
  live: BotParts,
  conversant: Conversant,
  context: TurnContext,
  sender: Sender,
): Promise<TurnResult> {
  // What the business changes meanwhile, thresholds most of all, stays as it is for the length of a turn.
  const parts: BotParts = { ...live };
  const { stores } = parts.services;
  const activityId = context.activity.id as ActivityId;
  const replies = replyCollector(context);

  return changeCustomer(stores, parts.feed, sender.customerId, async (stored) => {
    const now = parts.clock();
    const record = stored ?? newCustomer(sender.customerId, sender.kind, now.toISOString());
    record.kind = sender.kind;
    if (sender.name) record.name = sender.name;

    const conversation = await openConversation(record, sender, now, stores.archive);
    if (isRepeated(conversation, context.activity)) return { result: { activityId, duplicate: true } };
    await shelveOlderLines(stores.archive, record, conversation);
    keepReference(conversation, context.activity);

    const stage = { record, conversation, now, context, activityId };
    replies.clear();
    try {
      await respond(parts, conversant, stage);
    } catch (thrown) {
      const error = causeOf(thrown);
      // A fault of the store means that nothing may be acknowledged; a fault of ours must not lose what the customer said.
      if (error instanceof RapportError && error.code.startsWith('STORE_')) throw error;
      parts.onError(error);
      return apologise(parts, stage, (await stores.customers.get(sender.customerId))?.value, sender);
    }

    noteTimeZone(record, context.activity.localTimezone);
    replies.appendTo(conversation, now, parts.services.newId);
    return { record, result: { activityId, duplicate: false } };
  });
}

/** A dialog wraps what was thrown in it, together with the customer's slots, which are for no log. */
function causeOf(thrown: unknown): unknown {
  return thrown instanceof DialogContextError ? causeOf(thrown.error) : thrown;
}

/** Whoever talks with the customer sees all of it, so nothing goes while a handoff is open. */
async function shelveOlderLines(
  archive: Archive,
  record: CustomerRecord,
  conversation: Conversation,
): Promise<void> {
  const segment = record.handoff ? undefined : takeSegment(conversation);
  if (segment) await archive.add(record.id, segment);
}

interface TurnStage {
  readonly record: CustomerRecord;
  readonly conversation: Conversation;
  readonly now: Date;
  readonly context: TurnContext;
  readonly activityId: ActivityId;
}

/** Who speaks next: nobody where a person has the conversation, else the bot. What the customer said comes first in any case. */
async function respond(parts: BotParts, conversant: Conversant, stage: TurnStage): Promise<void> {
  const { record, conversation, context } = stage;
  switch (context.activity.type) {
    case ActivityTypes.ConversationUpdate:
      if (conversation.transcript.length === 0) await greet(parts, stage);
      return;
    case ActivityTypes.Message: {
      const said = appendCustomer(stage);
      noteRead(record);
      const handoffId = personsHandoff(record, conversation);
      const form = wishForm(context.activity.value);
      if (form) {
        const turn = customerTurn(parts.services, context, { ...stage, text: '' });
        return takeWishForm(turn, form, handoffId !== undefined);
      }
      if (handoffId !== undefined) {
        heardFromCustomer(record);
        if (stopsMessages(conversation, textOf(context))) withdraw({ ...stage, text: textOf(context) });
        const heard = { ...stage, handoffId, text: textOf(context) };
        if (await chooseWhileUnanswered(parts, conversant, context, heard)) return;
        return hearForAgent(parts, conversant, context, heard);
      }
      adoptAsked(conversation);
      const decision = await answerMessage(parts, conversant, stage);
      if (decision) noteDecision(conversation, said.id, decision);
      return;
    }
    case ActivityTypes.Event:
      await settleConsent(parts, stage, personsHandoff(record, conversation) !== undefined);
  }
}

/** @returns the handoff of the person who has this conversation. */
function personsHandoff({ handoff }: CustomerRecord, conversation: Conversation): HandoffId | undefined {
  return handoff?.status === 'assigned' && handoff.conversationId === conversation.id
    ? handoff.id
    : undefined;
}

function appendCustomer({ conversation, activityId, now, context }: TurnStage): TranscriptEntry {
  const activity = contentOf(context.activity);
  return appendEntry(conversation, { id: activityId, at: now, from: { role: 'customer' }, activity });
}

/** The web reads its replies from the transcript; Teams is sent to, at the newest address that was verified. */
function keepReference(conversation: Conversation, activity: Activity): void {
  if (conversation.channel === 'msteams')
    conversation.reference = TurnContext.getConversationReference(activity);
}

/** The same activity again, or a card's button pressed twice. */
function isRepeated(conversation: Conversation, activity: Activity): boolean {
  if (!markHandled(conversation, activity.id ?? '')) return true;
  const nonce = (activity.value as { nonce?: unknown } | undefined)?.nonce;
  return typeof nonce === 'string' && !markHandled(conversation, `nonce ${nonce}`);
}

/** Starts from what is stored, so that nothing half-done stays, and keeps the message with an honest word about it. */
async function apologise(
  parts: BotParts,
  stage: TurnStage,
  stored: CustomerRecord | undefined,
  sender: Sender,
) {
  const { now, activityId, context } = stage;
  const { newId, stores, texts } = parts.services;
  const record = stored ?? newCustomer(sender.customerId, sender.kind, now.toISOString());
  const conversation = await openConversation(record, sender, now, stores.archive);
  isRepeated(conversation, context.activity);
  keepReference(conversation, context.activity);
  appendCustomer({ ...stage, record, conversation });
  // A person who has the conversation reads it, and answers.
  if (personsHandoff(record, conversation) !== undefined) heardFromCustomer(record);
  else {
    appendEntry(conversation, {
      id: newId() as ActivityId,
      at: now,
      from: { role: 'bot' },
      activity: { type: 'message', text: texts.say('decline.trouble', 'plain'), textFormat: 'plain' },
    });
  }
  return { record, result: { activityId, duplicate: false } };
}
