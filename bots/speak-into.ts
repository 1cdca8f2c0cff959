// The bot speaks without a message of the customer: on a context of its own, into the draft of whoever asked it to.

import { type Activity, ActivityTypes, TurnContext } from 'botbuilder-core';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ActivityId } from '../data/ids.js';
import type { Turn } from '../dialogs/turn.js';
import { replyCollector } from './activity-content.js';
import { customerTurn } from './customer-turn.js';
import type { BotParts } from './parts.js';
import { SilentAdapter } from './silent-adapter.js';

/**
 * Runs `work` on a turn without words and appends what it said to the draft; the caller commits.
 * @param text words that the turn works on as if they had been said, where a task looks for a thing in them.
 */
export async function speakInto<T>(
  parts: BotParts,
  record: CustomerRecord,
  conversation: Conversation,
  work: (context: TurnContext, turn: Turn) => Promise<T>,
  text = '',
): Promise<T> {
  const now = parts.clock();
  const activityId = parts.services.newId() as ActivityId;
  const activity: Partial<Activity> = { type: ActivityTypes.Event, id: activityId };
  const context = new TurnContext(new SilentAdapter(), activity);
  const replies = replyCollector(context);
  const turn = customerTurn(parts.services, context, { record, conversation, now, text, activityId });
  const result = await work(context, turn);
  replies.appendTo(conversation, now, parts.services.newId);
  return result;
}
