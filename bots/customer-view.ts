// The customer as an agent sees them beside the conversation. Sentences for agents.

import { dayIn } from '../data/calendar.js';
import type { CustomerRecord } from '../data/customer.js';
import { describePreference, describeSource } from '../dialogs/describe-preference.js';
import { contentsInWords } from '../dialogs/format.js';
import { reasonsInWords } from '../dialogs/level-words.js';
import { isOpen } from '../dialogs/order-status.js';
import type { Services } from '../dialogs/turn.js';
import type { CustomerView } from '../handoff/views.js';
import { levelName } from '../relationship/index.js';
import { purchasesInWords } from './purchases-in-words.js';
import { relationshipView } from './relationship-view.js';

/** Orders shown beside a conversation, newest first. */
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
  const orders = record.kind === 'known' ? business.ordersOf(record.id) : [];
  const bought = purchasesInWords(orders, wording);
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
    preferences: record.preferences.map((preference) => ({
      text: describePreference(preference, wording),
      source: describeSource(preference, wording),
    })),
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
      }))
      .reverse(),
  };
}
