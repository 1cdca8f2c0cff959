// The retail trade's usual year, for the weeks of which a business has no year of its own yet. Knows no business.

import type { DayNumber } from './histories.js';

/**
 * Orders by month over the mean month, January first: the shape of mail-order and online retail, rounded by hand. It rises to
 * Christmas and is flat otherwise. Only a stand-in until the business's own year is known; not fitted to any set.
 */
const MONTHS = [0.96, 0.89, 0.98, 0.93, 0.94, 0.92, 0.92, 0.94, 0.93, 1.0, 1.15, 1.42] as const;

const MONTH_DAYS = 30.4;
const DAY_MS = 86_400_000;

/**
 * Days by which a business may be ahead of its trade: who sells to shops, or what is bought to be given away, sees Christmas one or
 * two months before the shops do. Which of them a business is can't be told before its first Christmas, so each counts the same.
 */
const LEADS = [0, 30, 60] as const;

/** Orders on that day over those of the mean day. */
export function retailYear(day: DayNumber): number {
  return LEADS.reduce<number>((sum, lead) => sum + shopsYear(day + lead), 0) / LEADS.length;
}

/** A line from the middle of each month to the next. */
function shopsYear(day: DayNumber): number {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth();
  const offset = (date.getUTCDate() - 15) / MONTH_DAYS;
  const neighbour = (month + (offset < 0 ? 11 : 1)) % 12;
  const share = Math.min(1, Math.abs(offset));
  return (MONTHS[month] ?? 1) * (1 - share) + (MONTHS[neighbour] ?? 1) * share;
}
