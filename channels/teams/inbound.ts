// What an activity of Teams asks for: a turn of the bot, nothing, or something we don't do. Checks its shape; trusts nothing in it.

import type { Activity } from 'botbuilder';
import { z } from 'zod';

const Account = z.looseObject({
  id: z.string().min(1),
  name: z.string().optional(),
  aadObjectId: z.string().min(1).optional(),
});

const Mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
});

const CardAction = z.object({
  action: z.object({ type: z.literal('Action.Execute'), data: z.record(z.string(), z.unknown()).optional() }),
  trigger: z.string().optional(),
});

/** The field of a button's data that holds what its click says, for clients that cannot write it into the chat. */
export const SPOKEN = 'say';
const Spoken = z.object({ [SPOKEN]: z.string() });

/** Teams repeats the words of a message as an attachment of this type: that is no file of the customer's. */
const HTML_COPY = 'text/html';

const TeamsActivitySchema = z.looseObject({
  type: z.string().min(1),
  id: z.string().min(1).optional(),
  channelId: z.string(),
  serviceUrl: z.string().min(1),
  from: Account,
  recipient: Account,
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  text: z.string().nullish(),
  name: z.string().nullish(),
  attachments: z.array(z.looseObject({ contentType: z.string() })).nullish(),
  entities: z.array(z.unknown()).nullish(),
  membersAdded: z.array(Account).nullish(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).nullish(),
});
export type TeamsActivity = z.infer<typeof TeamsActivitySchema>;

/** @returns `undefined` for anything that is not an activity. */
export function parseActivity(body: unknown): TeamsActivity | undefined {
  return TeamsActivitySchema.safeParse(body).data;
}

export type Inbound =
  | { readonly kind: 'turn'; readonly activity: Partial<Activity>; readonly answer: Answer }
  | { readonly kind: 'nothing'; readonly answer: Answer };

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const OK: Answer = { status: 200 };
/** Adaptive Cards, "Universal Action Model": the action was handled, and the card stays as it is. */
const CARD_ACTION_DONE: Answer = {
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' },
};
const NOT_IMPLEMENTED: Answer = { status: 501 };

/**
 * @param newId names an activity that came without an id; it cannot be recognised when it comes twice.
 */
export function readInbound(activity: TeamsActivity, newId: () => string): Inbound {
  const written = activity.from.id !== activity.recipient.id;
  switch (activity.type) {
    case 'message':
      return written ? turn(activity, message(activity), newId) : { kind: 'nothing', answer: OK };
    case 'conversationUpdate':
      return bringsSomebodyNew(activity) ? turn(activity, {}, newId) : { kind: 'nothing', answer: OK };
    case 'invoke':
      return invoke(activity, newId);
    default:
      return { kind: 'nothing', answer: OK };
  }
}

function turn(
  activity: TeamsActivity,
  changes: Partial<Activity>,
  newId: () => string,
  answer = OK,
): Inbound {
  // Replies go through the outbox, so a caller cannot ask for them in the answer.
  const { deliveryMode: _, ...rest } = activity as TeamsActivity & Partial<Activity>;
  return { kind: 'turn', activity: { ...rest, id: activity.id ?? newId(), ...changes }, answer };
}

function message(activity: TeamsActivity): Partial<Activity> {
  const value: unknown = activity.value;
  const spoken = Spoken.safeParse(value).data?.[SPOKEN];
  const text = spoken ?? (activity.text ? withoutMention(activity, activity.text) : undefined);
  const attachments = (activity.attachments ?? []).filter((a) => a.contentType !== HTML_COPY);
  return {
    ...(text ? { text } : {}),
    attachments: attachments as Activity['attachments'],
    // A button that only writes text comes with an empty value; a card that was filled in never does.
    value: spoken !== undefined || isEmptyObject(value) ? undefined : value,
  };
}

function withoutMention(activity: TeamsActivity, text: string): string {
  let rest = text;
  for (const entity of activity.entities ?? []) {
    const mention = Mention.safeParse(entity).data;
    if (mention?.mentioned.id === activity.recipient.id) rest = rest.replaceAll(mention.text, '');
  }
  return rest.trim();
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** In a team or a group only the bot's own arrival counts: greeting each new member would speak to everybody. */
function bringsSomebodyNew(activity: TeamsActivity): boolean {
  const added = activity.membersAdded ?? [];
  return isPersonal(activity)
    ? added.length > 0
    : added.some((member) => member.id === activity.recipient.id);
}

function isPersonal(activity: TeamsActivity): boolean {
  return (activity.conversation.conversationType ?? 'personal') === 'personal';
}

/** A click on `Action.Execute` says the same as one on `Action.Submit`, so the bot reads it as a message with a value. */
function invoke(activity: TeamsActivity, newId: () => string): Inbound {
  const click =
    activity.name === 'adaptiveCard/action' ? CardAction.safeParse(activity.value).data : undefined;
  if (!click) return { kind: 'nothing', answer: NOT_IMPLEMENTED };
  if (click.trigger === 'automatic') return { kind: 'nothing', answer: CARD_ACTION_DONE };
  const changes: Partial<Activity> = { type: 'message', name: undefined, value: click.action.data ?? {} };
  return turn(activity, changes, newId, CARD_ACTION_DONE);
}
