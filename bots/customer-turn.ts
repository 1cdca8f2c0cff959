// Builds the turn that tasks work with: the draft, the message, the tone, and a voice that fills in the names.

import type { TurnContext } from 'botbuilder';
import { dayIn } from '../data/calendar.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ActivityId } from '../data/ids.js';
import type { Tone } from '../data/ports.js';
import { ordersWith } from '../data/shop-events.js';
import { attachTurn, type Services, speak, type Turn } from '../dialogs/turn.js';
import { toneOf } from '../relationship/index.js';
import type { Entities } from '../understanding/index.js';
import type { Understanding } from '../understanding/understanding.js';

export interface TurnInput {
  readonly record: CustomerRecord;
  readonly conversation: Conversation;
  readonly now: Date;
  readonly text: string;
  readonly activityId: ActivityId;
  readonly understanding?: Understanding;
}

export function customerTurn(services: Services, context: TurnContext, input: TurnInput): Turn {
  const { record, now, text } = input;
  const { business } = services;
  const read = new Map<string, Promise<Entities>>();
  const card = record.kind === 'known' ? business.customers.get(record.id) : undefined;
  const tone = toneFor(record, services);
  const names = namesFor(record, services);
  const phrase: Turn['phrase'] = (key, values) => services.texts.say(key, tone, { ...names, ...values });
  const turn: Turn = {
    ...input,
    understanding: input.understanding,
    services,
    card,
    orders: record.kind === 'known' ? ordersWith(record.shop, business.ordersOf(record.id)) : [],
    today: dayIn(now, business.profile.timeZone),
    tone,
    phrase,
    say: ({ key, values, choices }, more) => speak(context, phrase(key, values), choices, more),
    readEntities(kinds) {
      const key = kinds.join(' ');
      const entities = read.get(key) ?? services.entities.read(text, kinds, now);
      read.set(key, entities);
      return entities;
    },
  };
  attachTurn(context, turn);
  return turn;
}

export function toneFor(record: CustomerRecord, services: Services): Tone {
  return toneOf(record.reviews.at(-1)?.level ?? 0, services.levels);
}

/** Values that every sentence may use. */
export function namesFor(record: CustomerRecord, services: Services): Readonly<Record<string, string>> {
  const { business } = services;
  const name = business.customers.get(record.id)?.name ?? record.name ?? '';
  return { name: name.split(' ')[0] ?? '', bot: business.profile.botName, business: business.profile.name };
}
