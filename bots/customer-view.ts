// The customer as an agent sees them beside the conversation. Sentences for agents.

import { dayIn } from '../data/calendar.js';
import type { CustomerRecord } from '../data/customer.js';
import { SATISFACTION_SCALES } from '../data/satisfaction.js';
import { ordersWith } from '../data/shop-events.js';
import { describePreference, describeSource } from '../dialogs/describe-preference.js';
import { contentsInWords, productName } from '../dialogs/format.js';
import { reasonsInWords } from '../dialogs/level-words.js';
import { subjectInWords } from '../dialogs/notice-consent.js';
import { isOpen } from '../dialogs/order-status.js';
import { describeNoted } from '../dialogs/stated-wishes.js';
import type { Services, Turn } from '../dialogs/turn.js';
import type { CustomerView } from '../handoff/views.js';
import { levelName } from '../relationship/index.js';
import { purchasesInWords } from './purchases-in-words.js';
import { relationshipView } from './relationship-view.js';

/** Orders, and so on, shown beside a conversation, newest first. */
const SHOWN = 8;

export function customerName(record: CustomerRecord, services: Services): string {
  return services.business.customers.get(record.id)?.name ?? record.name ?? `Visitor ${record.id.slice(-4)}`;
}

export function customerView(record: CustomerRecord, services: Services, now: Date): CustomerView {
  const { business, levels } = services;
  const today = dayIn(now, business.profile.timeZone);
  const review = record.reviews.at(-1);
  const level = review?.level ?? 0;
  const name = customerName(record, services);
  const wording = { services, tone: 'plain' as const, today };
  const orders = record.kind === 'known' ? ordersWith(record.shop, business.ordersOf(record.id)) : [];
  const bought = purchasesInWords(orders, wording);
  const registered = registeredHere(record, services);
  const agreed = agreedTo(record, services);
  const satisfaction = record.consent.relationship === 'open' ? satisfactionOf(record) : [];
  return {
    id: record.id,
    name,
    kind: record.kind,
    level,
    levelName: levelName(level, levels),
    levelReasons: review ? reasonsInWords(review, wording) : [],
    ...(review?.inputs
      ? {
          relationship: {
            ...relationshipView({ name, reviews: record.reviews }, review, wording),
            ...(bought ? { bought } : {}),
          },
        }
      : {}),
    consent: record.consent.relationship,
    ...(record.consent.at ? { consentSince: record.consent.at } : {}),
    ...(agreed.length > 0 ? { agreed } : {}),
    preferences: [
      ...record.preferences.map((preference) => ({
        text: describePreference(preference, wording),
        source: describeSource(preference, wording),
      })),
      ...(record.notedWishes ?? []).map((wish) => ({
        text: describeNoted(wish, wording),
        source: describeSource(wish, wording),
      })),
    ],
    orders: orders.slice(0, SHOWN).map((order) => ({
      number: order.number,
      placedOn: order.placedOn,
      status: order.status,
      summary: contentsInWords(order, wording),
      late: isOpen(order)
        ? order.expectedOn > order.promisedOn
        : (order.deliveredOn ?? '') > order.promisedOn,
    })),
    pastHandoffs: record.pastHandoffs
      .map((past) => ({
        at: past.closedAt,
        trigger: past.brief.trigger,
        outcome: past.outcome,
        ...(past.agentId ? { agentName: business.agents.get(past.agentId)?.name ?? past.agentId } : {}),
        ...(past.note ? { note: past.note } : {}),
        ...(past.wrapUp ? { wrapUp: reasonNamed(past.wrapUp, services) } : {}),
      }))
      .reverse(),
    ...(registered.length > 0 ? { registered } : {}),
    ...(satisfaction.length > 0 ? { satisfaction } : {}),
  };
}

/** The business may have renamed or dropped a reason since. */
function reasonNamed(id: string, { business }: Services): string {
  return business.deskWords?.reasons.find((reason) => reason.id === id)?.title ?? id;
}

function agreedTo({ notices }: CustomerRecord, services: Services): NonNullable<CustomerView['agreed']> {
  const phrase: Turn['phrase'] = (key, values) => services.texts.say(key, 'plain', values);
  return (notices?.consents ?? []).map((consent) => ({
    at: consent.at,
    text: `May be told ${subjectInWords(consent, { phrase, services })}`,
  }));
}

function registeredHere(record: CustomerRecord, services: Services): NonNullable<CustomerView['registered']> {
  const { stores } = services.business.profile;
  return [
    ...record.returns.map(({ number, order, product, reason, at }) => ({
      at,
      text: `Return ${number}: ${productName(product, { services })} of order ${order} (“${reason}”)`,
    })),
    ...record.visits.map(({ reference, storeId, day, time, at }) => ({
      at,
      text: `Visit ${reference}: ${stores.find(({ id }) => id === storeId)?.name ?? storeId}, ${day} at ${time}`,
    })),
  ]
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .slice(0, SHOWN);
}

function satisfactionOf({ satisfaction }: CustomerRecord): NonNullable<CustomerView['satisfaction']> {
  return satisfaction
    .map(({ at, score, scale, about, comment }) => ({
      at,
      text: `${score} of ${SATISFACTION_SCALES[scale ?? 'csat'][1]}, about ${about === 'agent' ? 'a person' : 'the bot'}`,
      ...(comment ? { comment } : {}),
    }))
    .slice(-SHOWN)
    .reverse();
}
