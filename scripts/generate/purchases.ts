// When and what a made-up customer buys: BG/NBD for the days, a season over the year, a cluster of taste for the things.

import { beta, exponential, gamma, weighted } from './distributions.js';
import type { Random } from './random.js';

/**
 * Buying: a customer's rate is gamma distributed, and after each purchase they leave for good with a probability that is beta
 * distributed (Fader, Hardie and Lee 2005). Weeks; chosen so that a customer of four years orders about three times.
 */
const RATE = { shape: 0.55, rate: 9 };
const LEAVES = { a: 0.8, b: 2.6 };
const WEEK = 7;
/** A year of a home and outdoor shop: garden in spring, presents before Christmas. January first; the highest is 1. */
const SEASON = [0.55, 0.55, 0.65, 0.75, 0.8, 0.7, 0.6, 0.6, 0.65, 0.75, 0.95, 1];
/** Nobody orders more often than this in one shop. */
const MOST_ORDERS = 60;

/**
 * @param since the day of the first purchase, in days since 1970; @param until the last day.
 * @returns days of purchase, oldest first, the first among them.
 */
export function purchaseDays(random: Random, since: number, until: number): readonly number[] {
  // Over the year the season takes its share; the rate is what is left when it takes none.
  const rate = gamma(random, RATE.shape, RATE.rate);
  const leaves = beta(random, LEAVES.a, LEAVES.b);
  const days = [since];
  for (let day = since; days.length < MOST_ORDERS; ) {
    if (random.chance(leaves)) break;
    day = nextDay(random, day, rate, until);
    if (day > until) break;
    days.push(Math.floor(day));
  }
  return days;
}

/** Thinning (Lewis and Shedler 1979): what comes out of season comes with less probability. */
function nextDay(random: Random, after: number, rate: number, until: number): number {
  let day = after;
  do day += exponential(random, rate) * WEEK;
  while (day <= until && !random.chance(seasonOn(day)));
  return day;
}

export function seasonOn(day: number): number {
  return SEASON[new Date(day * 86_400_000).getUTCMonth()] ?? 1;
}

/** Tastes: each likes some categories much more than others. */
const CLUSTERS = 6;
/** Share of purchases within one's own taste. */
const OWN = 0.8;

export interface Shelf<T> {
  /** @returns something that this customer would buy; what stands first in its category is bought most. */
  pick(random: Random, cluster: number): T;
}

/** @returns which taste a customer has. */
export function clusterOf(random: Random): number {
  return random.whole(CLUSTERS);
}

export function createShelf<T>(things: readonly T[], categoryOf: (thing: T) => string): Shelf<T> {
  const categories = [...new Set(things.map(categoryOf))];
  const inCategory = categories.map((name) => things.filter((thing) => categoryOf(thing) === name));
  const ofCluster = Array.from({ length: CLUSTERS }, (_, cluster) =>
    inCategory.filter(
      (_, i) => i % CLUSTERS === cluster % Math.max(1, Math.min(CLUSTERS, inCategory.length)),
    ),
  );
  return {
    pick(random, cluster) {
      const own = ofCluster[cluster] ?? [];
      const from = own.length > 0 && random.chance(OWN) ? own : inCategory;
      return popular(random, random.of(from));
    },
  };
}

/** About Zipf's law, without adding up weights: the log of the rank is even. */
function popular<T>(random: Random, things: readonly T[]): T {
  const rank = Math.floor(things.length ** random.unit()) - 1;
  return things[Math.min(things.length - 1, Math.max(0, rank))] ?? random.of(things);
}

/** @returns how many different things an order has. */
export function linesOfOrder(random: Random): number {
  return 1 + weighted(random, [0.7, 0.22, 0.08]);
}
