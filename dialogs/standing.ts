// Where one customer stands: the business's tables, the record and the expected future to one review of the level. Stores nothing.

import type { CustomerCard } from '../data/business.js';
import { dayIn } from '../data/calendar.js';
import type { CustomerRecord, LevelReview } from '../data/customer.js';
import type { Instant } from '../data/ids.js';
import type { PreviousReview } from '../data/level-review.js';
import { ordersWith } from '../data/shop-events.js';
import { reviewLevel, signalsOf } from '../relationship/index.js';
import type { Services } from './turn.js';

/**
 * Reviews the level of one customer; a contact of a company has the company's. A customer who declined the relationship is not
 * reviewed: that is for the caller.
 * @param previous the review before; left out, it is the first.
 */
export function reviewOf(
  record: CustomerRecord,
  previous: PreviousReview | undefined,
  at: Instant,
  { business, levels, outlook }: Services,
): LevelReview {
  const { timeZone } = business.profile;
  const dayOf = (instant: Instant) => dayIn(new Date(instant), timeZone);
  const card = record.kind === 'known' ? business.customers.get(record.id) : undefined;
  const orders = card || record.kind === 'known' ? ordersWith(record.shop, business.ordersOf(record.id)) : [];
  const today = dayOf(at);
  const signals = signalsOf({
    card,
    orders,
    record,
    today,
    dayOf,
    ...accountOf(card, business),
    ...(orders.length > 0 ? { orderProbability: outlook?.probabilityFor(orders, today) } : {}),
  });
  return reviewLevel(signals, levels, previous, at);
}

function accountOf(card: CustomerCard | undefined, { contactsOf, ordersOf }: Services['business']) {
  if (card?.company === undefined) return {};
  const others = contactsOf(card.company)
    .filter(({ id }) => id !== card.id)
    .map((contact) => ({ card: contact, orders: ordersOf(contact.id) }));
  return { account: { company: card.company, others } };
}
