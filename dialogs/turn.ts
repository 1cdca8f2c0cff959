// What a task sees of the turn it runs in: the customer's draft record, the message, the services, and a voice.

import { ActivityTypes, type TurnContext } from 'botbuilder-core';
import type { Business, CustomerCard, Order } from '../data/business.js';
import type { ActivityContent, Conversation, SuggestedAction } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ActivityId, Day, ProductId } from '../data/ids.js';
import type { Stores, Texts, Tone } from '../data/ports.js';
import type { MessageSettings } from '../proactive/index.js';
import type { Taste } from '../recommendations/index.js';
import type { LevelRules, Outlook } from '../relationship/index.js';
import type { Entities, EntityKind, EntityReader, Vocabulary } from '../understanding/index.js';
import type { Understanding } from '../understanding/understanding.js';

/** What lives as long as the process. */
export interface Services {
  readonly business: Business;
  readonly texts: Texts;
  readonly stores: Stores;
  readonly levels: LevelRules;
  readonly entities: EntityReader;
  readonly vocabulary: Vocabulary;
  /** What was learned from the business's orders; it changes when they have been learned from anew, so read it in the turn. */
  readonly taste: Taste;
  /** What may be expected of customers' next orders; absent: nothing is. */
  readonly outlook?: Outlook;
  /** What may be told unasked, and how often; absent: nothing is. */
  readonly messages?: MessageSettings;
  readonly newId: () => string;
  /** Where a product's picture can be fetched; absent: cards have none. */
  readonly pictureOf?: (id: ProductId) => string | undefined;
}

/** A sentence by its key in the business's texts. */
export interface Sentence {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** A sentence with answers to tap; each is also understood when typed. */
export interface Question extends Sentence {
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
}

export interface Turn {
  readonly services: Services;
  /** The draft; it is committed once, after the turn. */
  readonly record: CustomerRecord;
  readonly conversation: Conversation;
  readonly card: CustomerCard | undefined;
  /** The customer's own orders, newest first. */
  readonly orders: readonly Order[];
  readonly now: Date;
  readonly today: Day;
  readonly tone: Tone;
  readonly text: string;
  readonly activityId: ActivityId;
  readonly understanding: Understanding | undefined;
  /** Another question of the same message is answered next, so that an open task does not ask again yet. */
  readonly moreToCome?: boolean;
  /** Reads entities of this turn's text. */
  readEntities(kinds: readonly EntityKind[]): Promise<Entities>;
  /** A sentence of the texts in this customer's tone, with the names filled in. */
  phrase(key: string, values?: Sentence['values']): string;
  say(question: Question, more?: Partial<ActivityContent>): Promise<void>;
}

const TURN = Symbol('the turn that a context belongs to');

export function attachTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(TURN, turn);
}

/** @throws when the context was never given a turn: a fault in the wiring. */
export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN);
  if (!turn) throw new Error('no turn is attached to this context; call attachTurn before running dialogs');
  return turn;
}

/** Says a text through the context, as every reply is said. */
export async function speak(
  context: TurnContext,
  text: string,
  choices: Question['choices'],
  more: Partial<ActivityContent> = {},
): Promise<void> {
  await context.sendActivity({
    type: ActivityTypes.Message,
    text,
    textFormat: 'plain',
    ...(choices && choices.length > 0
      ? { suggestedActions: { actions: choices.map(tappable), to: [] } }
      : {}),
    ...more,
  } as Parameters<TurnContext['sendActivity']>[0]);
}

function tappable({ title, value }: { title: string; value: string }): SuggestedAction {
  return { type: 'imBack', title, value };
}
