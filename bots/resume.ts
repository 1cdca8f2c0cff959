// The bot after a person: it goes on where it was, or asks how it was. It speaks within the commit of whoever ended the handoff.

import { type Activity, ActivityTypes, TurnContext } from 'botbuilder-core';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ClosedHandoff } from '../data/handoff.js';
import type { ActivityId } from '../data/ids.js';
import { replyCollector } from './activity-content.js';
import { SCORES } from './carry-out.js';
import { type Conversant, dialogContext, keepDialogs } from './conversant.js';
import { customerTurn } from './customer-turn.js';
import type { BotParts } from './parts.js';
import { SilentAdapter } from './silent-adapter.js';

export async function resumeAfterHandoff(
  parts: BotParts,
  conversant: Conversant,
  record: CustomerRecord,
  conversation: Conversation,
): Promise<void> {
  await speakInto(parts, record, conversation, async (context, turn) => {
    const dc = dialogContext(conversant, context, conversation);
    if (!dc.activeDialog) return turn.say({ key: 'handoff.anything_else' });
    await dc.repromptDialog();
    keepDialogs(conversation, dc);
  });
}

export async function askAfterHandoff(
  parts: BotParts,
  record: CustomerRecord,
  conversation: Conversation,
  closed: ClosedHandoff,
): Promise<void> {
  conversation.pending = { kind: 'satisfaction', about: 'agent', handoffId: closed.id };
  await speakInto(parts, record, conversation, async (_context, turn) => {
    await turn.say({ key: 'satisfaction.agent', choices: SCORES });
  });
}

/** Runs `work` on a context of its own and appends what it said to the draft. */
async function speakInto(
  parts: BotParts,
  record: CustomerRecord,
  conversation: Conversation,
  work: (context: TurnContext, turn: ReturnType<typeof customerTurn>) => Promise<void>,
): Promise<void> {
  const now = parts.clock();
  const activityId = parts.services.newId() as ActivityId;
  const activity: Partial<Activity> = { type: ActivityTypes.Event, id: activityId };
  const context = new TurnContext(new SilentAdapter(), activity);
  const replies = replyCollector(context);
  await work(
    context,
    customerTurn(parts.services, context, { record, conversation, now, text: '', activityId }),
  );
  replies.appendTo(conversation, now, parts.services.newId);
}
