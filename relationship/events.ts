// What happened between a customer and the business, as dated events: the one form in which orders, cards and records are measured.

import type { CustomerCard, Order } from '../data/business.js';
import type { CustomerRecord } from '../data/customer.js';
import type { Handoff } from '../data/handoff.js';
import type { Day, Instant } from '../data/ids.js';
import { satisfactionShare } from '../data/satisfaction.js';

/** Without `on`, it is known that it happened, and not when: it counts at any time, as what came first. */
export type RelationshipEvent =
  | { readonly kind: 'customer-since'; readonly on: Day }
  | {
      readonly kind: 'order';
      readonly id: string;
      readonly on: Day;
      readonly pieces: number;
      /** Paid for all pieces, those that came back included. */
      readonly value: number;
      /** ISO 4217; absent: the business's own. */
      readonly currency?: string;
    }
  | {
      readonly kind: 'return';
      /** Of the order. */
      readonly id: string;
      readonly on?: Day;
      readonly pieces: number;
      readonly value: number;
    }
  | { readonly kind: 'complaint-opened'; readonly id: string; readonly on?: Day }
  | { readonly kind: 'complaint-closed'; readonly id: string; readonly on: Day }
  /** 0 (bad) to 1 (good). */
  | { readonly kind: 'satisfaction'; readonly on?: Day; readonly at?: Instant; readonly share: number }
  | { readonly kind: 'membership'; readonly on?: Day; readonly member: boolean }
  | { readonly kind: 'preference'; readonly id: string; readonly on: Day }
  | { readonly kind: 'review'; readonly id: string; readonly on?: Day }
  | { readonly kind: 'contribution'; readonly on: Day };

/** One identity: what the business knows of it, and what it ordered. */
export interface Party {
  readonly card: CustomerCard | undefined;
  readonly orders: readonly Order[];
}

/** Rules that pass a customer on because something went wrong: an open handoff by one of them is an open complaint. */
const COMPLAINTS: ReadonlySet<string> = new Set([
  'complaint',
  'anger',
  'late-deliveries',
  'days-late',
  'value-at-stake',
  'open-complaint',
  'trouble',
]);

/** @param dayOf the business's calendar day of an instant. */
export function eventsOfRecord(
  record: CustomerRecord,
  dayOf: (at: Instant) => Day,
): readonly RelationshipEvent[] {
  return [
    { kind: 'customer-since', on: dayOf(record.createdAt) },
    ...record.satisfaction.map(({ at, score, scale = 'csat' }) => ({
      kind: 'satisfaction' as const,
      on: dayOf(at),
      at,
      share: satisfactionShare(scale, score),
    })),
    ...record.preferences
      .filter(({ source }) => source.kind !== 'order')
      .map(({ id, at }) => ({ kind: 'preference' as const, id, on: dayOf(at) })),
    ...complaintsIn(record, dayOf),
  ];
}

/** What stands in the business's own tables. The card's satisfaction, complaints, reviews and membership have no day there. */
export function eventsOfParty({ card, orders }: Party): readonly RelationshipEvent[] {
  const placed = orders.filter(({ status }) => status !== 'cancelled').flatMap(eventsOfOrder);
  if (!card) return placed;
  return [
    { kind: 'customer-since', on: card.customerSince },
    { kind: 'membership', member: card.member },
    ...several(card, card.reviews).map((id) => ({ kind: 'review' as const, id })),
    ...complaintsOn(card),
    ...(card.satisfaction === undefined
      ? []
      : [{ kind: 'satisfaction' as const, share: satisfactionShare('csat', card.satisfaction) }]),
    ...card.contributions.map((on) => ({ kind: 'contribution' as const, on })),
    ...placed,
  ];
}

/** Those that the business's tables hold as open. */
export function complaintsOn(card: CustomerCard): readonly RelationshipEvent[] {
  return several(card, card.openComplaints).map((id) => ({ kind: 'complaint-opened' as const, id }));
}

function several({ id }: CustomerCard, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${id} ${i + 1}`);
}

function eventsOfOrder({ number, placedOn, currency, lines }: Order): RelationshipEvent[] {
  const sum = (of: (line: Order['lines'][number]) => number) =>
    lines.reduce((total, line) => total + of(line), 0);
  const pieces = sum((line) => line.returned);
  return [
    {
      kind: 'order',
      id: number,
      on: placedOn,
      pieces: sum((line) => line.quantity),
      value: sum((line) => line.quantity * line.unitPrice),
      ...(currency === undefined ? {} : { currency }),
    },
    ...(pieces > 0
      ? [{ kind: 'return' as const, id: number, pieces, value: sum((l) => l.returned * l.unitPrice) }]
      : []),
  ];
}

/** Settled once a person has dealt with the customer, or the customer needed nobody any more; one whom nobody answered still waits. */
export function complaintsIn(
  record: CustomerRecord,
  dayOf: (at: Instant) => Day,
): readonly RelationshipEvent[] {
  const handoffs: readonly Handoff[] = [...record.pastHandoffs, ...(record.handoff ? [record.handoff] : [])];
  return handoffs.flatMap((handoff): RelationshipEvent[] => {
    if (!COMPLAINTS.has(handoff.reason.rule)) return [];
    const { id } = handoff;
    const end = record.pastHandoffs.find(
      ({ outcome, closedAt }) => outcome !== 'failed' && closedAt >= handoff.openedAt,
    );
    return [
      { kind: 'complaint-opened', id, on: dayOf(handoff.openedAt) },
      ...(end ? [{ kind: 'complaint-closed' as const, id, on: dayOf(end.closedAt) }] : []),
    ];
  });
}
