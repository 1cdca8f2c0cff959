// Recency, frequency and monetary value of a customer as an agent reads them: `Bought 4 times, last 3 weeks ago, €320 in all.`

import type { Order } from '../data/business.js';
import type { Wording } from '../dialogs/describe-preference.js';
import { money } from '../dialogs/format.js';
import { eventsOfParty, measure } from '../relationship/index.js';

/** Days to a unit, the coarsest first, and from how many days on it is used. */
const UNITS = [
  { unit: 'year', days: 365.25, from: 730 },
  { unit: 'month', days: 30.44, from: 60 },
  { unit: 'week', days: 7, from: 14 },
  { unit: 'day', days: 1, from: 0 },
] as const;

/**
 * @param orders of one customer; cancelled ones don't count, and what came back is not in the value.
 * @returns nothing without an order. A value in another currency is in no sum, and the sentence says so.
 */
export function purchasesInWords(orders: readonly Order[], wording: Wording): string | undefined {
  const { services, tone, today } = wording;
  const { profile } = services.business;
  const { signals } = measure(eventsOfParty({ card: undefined, orders }), today);
  if (signals.daysSinceOrder === undefined) return undefined;
  const elsewhere = orders.filter(
    ({ currency, status }) => currency !== undefined && status !== 'cancelled',
  ).length;
  const bought = services.texts.say('level.agent.bought', tone, {
    count: signals.orders,
    ago: agoInWords(signals.daysSinceOrder, profile.locale),
    value: money(signals.netValue, profile),
  });
  if (elsewhere === 0) return bought;
  return `${bought} ${services.texts.say('level.agent.bought_elsewhere', tone, { count: elsewhere })}`;
}

function agoInWords(days: number, locale: string): string {
  const { unit, days: each } = UNITS.find(({ from }) => days >= from) ?? UNITS[3];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(days / each), unit);
}
