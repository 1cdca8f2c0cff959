// A shop whose truth is known: customers by BG/NBD on a seasonal clock, from a seeded generator. For tests of the purchase models.

import type { PurchaseHistory } from '../relationship/future/index.js';

/** Mulberry32: small, seeded, good enough to draw customers from. @returns 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Marsaglia & Tsang 2000, with rate 1. */
export function gammaDraw(shape: number, random: () => number): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return d * v;
  }
}

export interface Truth {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** Times of the purchases of one customer after the first one, in the clock's unit, up to `until`. */
export function repeatsOf({ r, alpha, a, b }: Truth, until: number, random: () => number): number[] {
  const rate = gammaDraw(r, random) / alpha;
  const [one, other] = [gammaDraw(a, random), gammaDraw(b, random)];
  const leaves = one / (one + other);
  const times: number[] = [];
  for (let t = 0; random() >= (times.length > 0 ? leaves : 0); times.push(t)) {
    t -= Math.log(1 - random()) / rate;
    if (t > until) break;
  }
  return times;
}

/**
 * A shop that has been open for `burnIn` days before the file begins, so that the file's first weeks show old customers as new.
 * @param season orders on a day over the mean day. @returns what the file shows, from `from` to below `to`.
 */
export function shopHistories(
  truth: Truth,
  options: {
    readonly from: number;
    readonly to: number;
    readonly burnIn: number;
    readonly newADay: number;
    readonly season: (day: number) => number;
  },
  random: () => number,
): readonly PurchaseHistory[] {
  const opened = options.from - options.burnIn;
  const elapsed = [0];
  for (let day = opened; day < options.to; day++) elapsed.push((elapsed.at(-1) ?? 0) + options.season(day));
  const end = elapsed.at(-1) ?? 0;
  const dayAt = (time: number) => {
    let [low, high] = [0, elapsed.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((elapsed[middle] ?? 0) <= time) low = middle;
      else high = middle;
    }
    return opened + low;
  };
  const histories: PurchaseHistory[] = [];
  for (let birth = 0; birth < end; birth += -Math.log(1 - random()) / options.newADay) {
    const times = [0, ...repeatsOf(truth, end - birth, random)].map((time) => dayAt(birth + time));
    const days = [...new Set(times)].filter((day) => day >= options.from && day < options.to);
    if (days.length > 0)
      histories.push({
        customer: `c${histories.length}`,
        days,
        value: 20 * days.length,
        orders: days.length,
      });
  }
  return histories;
}
