// How amounts, days and lists read in the business's locale.

import type { BusinessProfile, Order, Product } from '../data/business.js';
import type { Day } from '../data/ids.js';
import type { Turn } from './turn.js';

/** @param amount in the business's currency, major units; whole amounts are shown without decimals. */
export function money(amount: number, profile: BusinessProfile): string {
  return new Intl.NumberFormat(profile.locale, {
    style: 'currency',
    currency: profile.currency,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);
}

/** "Thursday 26 November"; the year is added where it is not this one. */
export function dayInWords(day: Day, today: Day, profile: BusinessProfile): string {
  return new Intl.DateTimeFormat(profile.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`));
}

/** "14:30", with the day in front where it is not today. */
export function timeInWords(at: Date, now: Date, profile: BusinessProfile): string {
  const part = (options: Intl.DateTimeFormatOptions, when: Date) =>
    new Intl.DateTimeFormat(profile.locale, { ...options, timeZone: profile.timeZone }).format(when);
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);
  const date: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  return part(date, at) === part(date, now) ? time : `${part(date, at)}, ${time}`;
}

export function listInWords(
  items: readonly string[],
  locale: string,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(locale, { type }).format(items);
}

/** "Ember table lamp and 2 more". */
export function contentsInWords(order: Order, turn: Pick<Turn, 'services'>): string {
  const names = order.lines.map((line) => productName(line.productId, turn));
  const [first = '', ...others] = names;
  return others.length < 2
    ? listInWords(names, turn.services.business.profile.locale)
    : `${first} + ${others.length}`;
}

export function productName(id: Product['id'], turn: Pick<Turn, 'services'>): string {
  return turn.services.business.products.get(id)?.name ?? id;
}
