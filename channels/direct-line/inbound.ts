// What a customer's client may post, and the Bot Framework activity that becomes of it. Who sends comes from the session alone.

import { type Activity, BotAdapter, TurnContext } from 'botbuilder-core';
import { z } from 'zod';
import type { AttachmentContent } from '../../data/conversation.js';
import { RapportError } from '../../data/errors.js';
import type { ActivityId, Clock } from '../../data/ids.js';
import type { Session } from './tokens.js';

/** Characters. Far beyond any message; the bot itself answers long ones with a sentence. */
const TEXT_LIMIT = 100_000;
/** Characters of a text that are kept: more than the bot reads, so that it still sees that there were too many. */
const KEPT_TEXT = 4_000;
/** Bytes of JSON that a client may attach for itself; it is kept with the message and sent back. */
const CHANNEL_DATA_LIMIT = 2_000;
/** Bytes of JSON in an event or a submitted card. */
const VALUE_LIMIT = 4_000;
/** Characters. */
const NAME_LIMIT = 100;

function jsonUpTo(limit: number) {
  return z
    .unknown()
    .optional()
    .refine(
      (value) => value === undefined || Buffer.byteLength(JSON.stringify(value)) <= limit,
      `is longer than ${limit} bytes`,
    );
}

/** By code points, so that no half character is kept. The ellipsis tells a reader that there was more. */
function cutToKept(text: string): string {
  if (text.length <= KEPT_TEXT) return text;
  const characters = [...text];
  return characters.length <= KEPT_TEXT ? text : `${characters.slice(0, KEPT_TEXT - 1).join('')}…`;
}

const posted = z.object({
  type: z.enum(['message', 'event', 'typing'], 'only message, event and typing are taken'),
  text: z.string().max(TEXT_LIMIT, `is longer than ${TEXT_LIMIT} characters`).transform(cutToKept).nullish(),
  textFormat: z.string().max(20).nullish(),
  // Events of the Bot Framework's own protocols come from the desk and the token service, never from a customer.
  name: z
    .string()
    .max(NAME_LIMIT)
    .regex(/^(?!handoff\.|tokens\/)/i, 'is reserved')
    .nullish(),
  value: jsonUpTo(VALUE_LIMIT),
  locale: z.string().max(35).nullish(),
  localTimezone: z.string().max(NAME_LIMIT).nullish(),
  channelData: jsonUpTo(CHANNEL_DATA_LIMIT),
  attachments: z.array(z.unknown()).nullish(),
});

export type PostedActivity = z.infer<typeof posted>;

/** @throws RapportError BAD_REQUEST naming the field that does not fit. */
export function parsePosted(body: unknown): PostedActivity {
  const checked = posted.safeParse(body);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new RapportError(
    'BAD_REQUEST',
    `the activity's ${issue?.path.join('.') || 'body'} ${issue?.message ?? 'does not fit'}.`,
    'Send a Bot Framework activity of type message or event.',
  );
}

/** As Teams calls it; the page says it of the last line that stood in view. */
const READ = 'read';
const readValue = z.object({ lastReadMessageId: z.string().min(1).max(NAME_LIMIT) });

/**
 * @returns the id of the line up to which the customer has read, where that is what was posted.
 * @throws RapportError BAD_REQUEST when it names none.
 */
export function readLineOf({ type, name, value }: PostedActivity): ActivityId | undefined {
  if (type !== 'event' || name !== READ) return undefined;
  const read = readValue.safeParse(value);
  if (read.success) return read.data.lastReadMessageId as ActivityId;
  throw new RapportError(
    'BAD_REQUEST',
    'an event "read" names no line.',
    'Send {"lastReadMessageId": "…"} as its value.',
  );
}

/** The turn captures replies and the transcript delivers them; a reply that arrives here would be seen by nobody. */
class CapturedReplies extends BotAdapter {
  override sendActivities(): Promise<never> {
    return this.#unreachable('sent');
  }
  override updateActivity(): Promise<never> {
    return this.#unreachable('updated');
  }
  override deleteActivity(): Promise<never> {
    return this.#unreachable('deleted');
  }
  override continueConversation(): Promise<never> {
    return this.#unreachable('continued');
  }
  async #unreachable(what: string): Promise<never> {
    throw new RapportError(
      'INTERNAL',
      `an activity was ${what} past the turn.`,
      'Let the turn capture replies.',
    );
  }
}
const adapter = new CapturedReplies();

interface Surroundings {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly botName: string;
}

/**
 * @param attachments files that were stored for this message; what the client itself names as attachments is not taken.
 * @returns the context of one turn; its activity's id is the client's own for this message, so that a second try has no second effect.
 */
export function messageContext(
  input: PostedActivity,
  attachments: readonly AttachmentContent[],
  session: Session,
  around: Surroundings,
): TurnContext {
  const { type, text, textFormat, name, value, locale, localTimezone, channelData } = input;
  return contextOf(session, around, {
    type,
    id: clientId(channelData) ?? around.newId(),
    text: text ?? (type === 'message' ? '' : undefined),
    textFormat: textFormat ?? undefined,
    name: name ?? undefined,
    value,
    locale: locale ?? undefined,
    ...(localTimezone ? { localTimezone } : {}),
    channelData,
    attachments: attachments.length > 0 ? [...attachments] : undefined,
  });
}

/** The turn in which the bot greets. Its id is the conversation's own: started twice at once, it greets once. */
export function startContext(
  session: Session,
  locale: string | undefined,
  around: Surroundings,
): TurnContext {
  return contextOf(session, around, {
    type: 'conversationUpdate',
    id: `start-${session.conversationId}`,
    locale,
    membersAdded: [{ id: session.user, name: session.name ?? '' }],
  });
}

function contextOf(session: Session, around: Surroundings, activity: Partial<Activity>): TurnContext {
  return new TurnContext(adapter, {
    ...activity,
    timestamp: around.clock(),
    channelId: 'directline',
    serviceUrl: '',
    from: { id: session.user, name: session.name ?? '', role: 'user' },
    recipient: { id: 'bot', name: around.botName, role: 'bot' },
    conversation: { id: session.conversationId, name: '', isGroup: false, conversationType: 'personal' },
  });
}

const withClientId = z.object({ clientActivityID: z.string().min(1).max(NAME_LIMIT) });

/** Web Chat names each message itself. */
function clientId(channelData: unknown): string | undefined {
  return withClientId.safeParse(channelData).data?.clientActivityID;
}
