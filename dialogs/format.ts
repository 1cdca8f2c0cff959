// How amounts, days and lists read in the business's locale.

import type { BusinessProfile, Order, Product } from '../data/business.js';
import type { Day } from '../data/ids.js';
import type { Turn } from './turn.js';

const formatters = new Map<string, unknown>();

/** Making a formatter costs many times what using it does; there are as many as locales and forms. */
function once<T>(key: string, make: () => T): T {
  const known = formatters.get(key) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  formatters.set(key, made);
  return made;
}

/** @param amount in the business's currency, major units; whole amounts are shown without decimals. */
export function money(amount: number, profile: BusinessProfile): string {
  const { locale, currency } = profile;
  const minimumFractionDigits = Number.isInteger(amount) ? 0 : 2;
  return once(`money ${locale} ${currency} ${minimumFractionDigits}`, () => {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits });
  }).format(amount);
}

/** "Thursday 26 November"; the year is added where it is not this one. */
export function dayInWords(day: Day, today: Day, profile: BusinessProfile): string {
  const { locale } = profile;
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return once(`day ${locale} ${sameYear}`, () => {
    const year = sameYear ? undefined : 'numeric';
    return new Intl.DateTimeFormat(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year,
      timeZone: 'UTC',
    });
  }).format(new Date(`${day}T12:00:00Z`));
}

/** "14:30", with the day in front where it is not today. */
export function timeInWords(at: Date, now: Date, profile: BusinessProfile): string {
  const part = (options: Intl.DateTimeFormatOptions, when: Date) =>
    once(`at ${profile.locale} ${profile.timeZone} ${Object.keys(options)}`, () => {
      return new Intl.DateTimeFormat(profile.locale, { ...options, timeZone: profile.timeZone });
    }).format(when);
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);
  const date: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  return part(date, at) === part(date, now) ? time : `${part(date, at)}, ${time}`;
}

export function listInWords(
  items: readonly string[],
  locale: string,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return once(`list ${locale} ${type}`, () => new Intl.ListFormat(locale, { type })).format(items);
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
