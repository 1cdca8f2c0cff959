// The business's own clock: it runs fast when everybody buys and slowly when nobody does, so that models see one even year.

import type { DayNumber, PurchaseHistory } from './histories.js';
import { retailYear } from './retail-year.js';

/** Serialisable. On a flat clock one day is one unit; on a seasonal one the mean day of the history is. */
export type Clock =
  | { readonly kind: 'flat' }
  | {
      readonly kind: 'seasonal';
      readonly start: DayNumber;
      /** Time from `start` to the beginning of each day after it; beyond its end a day is a unit. */
      readonly elapsed: readonly number[];
      /** Whether the days ahead were read from the business's own last year, or from the trade's. */
      readonly ahead: 'own-year' | 'retail-year';
    };

/** How far ahead a clock is made. */
export const DAYS_AHEAD = 400;

/** The same weekday of last year. */
const YEAR_DAYS = 364;
/** Below this a season can't be told from the first customers arriving. */
const LEAST_DAYS = 56;
/** A file whose first weeks have less than this share of the usual orders shows a business that just began. */
const ESTABLISHED_SHARE = 0.5;
/** At least this share of customers came in the last quarter; otherwise it is one cohort, whose decline is no season. */
const ARRIVING_SHARE = 0.02;
/** Half-widths of the moving average, in days: the narrowest whose window holds enough orders. */
const HALF_WIDTHS = [3, 7, 14] as const;
const ORDERS_IN_WINDOW = 100;
/** Orders of an even year that each window is blended with. */
const EVEN_ORDERS = 10;
/** e-folds, in days, of what past weeks say about the level now; each counts the same, since none is known to be the right one. */
const LEVEL_DAYS = [15, 30, 60] as const;
/** Days of overlap with last year at which its growth is half believed. */
const GROWTH_DAYS = 56;

/**
 * The season is the shape of all orders, first ones included: the file of an established business begins in the middle of its life, so
 * its early customers seem new and loyal, and a season read from repeat orders alone would tilt downwards through the first year.
 * Growth from year to year is taken out; days ahead are those of the year before, else the level now times the trade's year.
 * @param today the first day that is not known.
 * @returns a flat clock for short histories, for a business that just began, and for a single cohort.
 */
export function clockOf(histories: readonly PurchaseHistory[], today: DayNumber): Clock {
  const daily = dailyOrders(histories, today);
  if (!daily || !isEstablished(histories, daily, today)) return { kind: 'flat' };
  const { start, counts } = daily;
  const smoothed = detrended(smooth(counts), counts);
  const usual = mean(smoothed);
  const level = levelNow(start, counts);
  const intensity = [...smoothed];
  for (let i = counts.length; i < counts.length + DAYS_AHEAD; i++)
    intensity.push(ownYears(intensity, i) ?? level * retailYear(start + i));
  const elapsed = [0];
  for (const orders of intensity) elapsed.push((elapsed.at(-1) ?? 0) + orders / usual);
  const ahead = counts.length >= YEAR_DAYS ? 'own-year' : 'retail-year';
  return { kind: 'seasonal', start, elapsed, ahead };
}

/** @returns the clock's time at the beginning of a day. */
export function timeAt(clock: Clock, day: DayNumber): number {
  if (clock.kind === 'flat') return day;
  const { elapsed, start } = clock;
  const last = elapsed.length - 1;
  const place = day - start;
  if (place < 0) return place;
  return place <= last ? (elapsed[place] ?? 0) : (elapsed[last] ?? 0) + place - last;
}

function dailyOrders(
  histories: readonly PurchaseHistory[],
  today: DayNumber,
): { readonly start: DayNumber; readonly counts: readonly number[] } | undefined {
  const start = histories.reduce((first, { days }) => Math.min(first, days[0] ?? first), Infinity);
  if (!(today - start >= LEAST_DAYS)) return undefined;
  const counts = new Array<number>(today - start).fill(0);
  for (const { days } of histories)
    for (const day of days) counts[day - start] = (counts[day - start] ?? 0) + 1;
  return { start, counts };
}

function isEstablished(
  histories: readonly PurchaseHistory[],
  { start, counts }: { readonly start: DayNumber; readonly counts: readonly number[] },
  today: DayNumber,
): boolean {
  const lastQuarter = start + 0.75 * (today - start);
  const arriving = histories.filter(({ days }) => (days[0] ?? 0) >= lastQuarter).length;
  const early = mean(counts.slice(0, LEAST_DAYS));
  return early >= ESTABLISHED_SHARE * mean(counts) && arriving >= ARRIVING_SHARE * histories.length;
}

/** A moving average, blended with an even year where orders are few. */
function smooth(counts: readonly number[]): number[] {
  const usual = mean(counts);
  const half = HALF_WIDTHS.find((width) => usual * (2 * width + 1) >= ORDERS_IN_WINDOW) ?? 14;
  return counts.map((_, i) => {
    const window = counts.slice(Math.max(0, i - half), i + half + 1);
    return (usual * (sum(window) + EVEN_ORDERS)) / (usual * window.length + EVEN_ORDERS);
  });
}

/** The growth over the same days of the year before, believed the more the longer they are. */
function detrended(smoothed: readonly number[], counts: readonly number[]): number[] {
  const overlap = counts.length - YEAR_DAYS;
  if (overlap <= 0) return [...smoothed];
  const now = sum(counts.slice(YEAR_DAYS));
  const before = sum(counts.slice(0, overlap));
  const belief = overlap / (overlap + GROWTH_DAYS);
  const yearly = now > 0 && before > 0 ? belief * Math.log(now / before) : 0;
  return smoothed.map((orders, i) => orders * Math.exp((-yearly * (i - counts.length)) / YEAR_DAYS));
}

/** The mean of the same day in all years before. */
function ownYears(intensity: readonly number[], place: number): number | undefined {
  const years: number[] = [];
  for (let i = place - YEAR_DAYS; i >= 0; i -= YEAR_DAYS) years.push(intensity[i] ?? 0);
  return years.length === 0 ? undefined : mean(years);
}

/** Orders a day over the trade's year: the mean of the weeks, newer ones counting more; a week without an order was closed. */
function levelNow(start: DayNumber, counts: readonly number[]): number {
  const weeks: { readonly ratio: number; readonly ago: number }[] = [];
  for (let end = counts.length; end >= 7; end -= 7) {
    const orders = sum(counts.slice(end - 7, end));
    const usual = sum(Array.from({ length: 7 }, (_, i) => retailYear(start + end - 7 + i)));
    if (orders > 0) weeks.push({ ratio: orders / usual, ago: counts.length - end });
  }
  if (weeks.length === 0) return 0;
  const levels = LEVEL_DAYS.map((days) => {
    const weights = weeks.map(({ ago }) => Math.exp(-ago / days));
    return sum(weeks.map(({ ratio }, i) => ratio * (weights[i] ?? 0))) / sum(weights);
  });
  return mean(levels);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
