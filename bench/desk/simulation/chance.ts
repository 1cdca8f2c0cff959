// Chance from a seed, in the shapes that people's times have. The same seed gives the same course of things.

import { pick, type Random, seeded } from '../../recommendations/made-up-shop.js';

export interface Chance {
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** Between the two, each as likely. */
  between(low: number, high: number): number;
  /** A time between things that happen independently of each other. @param mean in whatever unit. */
  exponential(mean: number): number;
  /** A person's time for something. @param median in whatever unit; @param sigma of its logarithm. */
  lognormal(median: number, sigma: number): number;
  /** How often until it stops, at least once. */
  geometric(mean: number): number;
  one<T>(of: readonly T[]): T;
}

/** @param stream tells the independent courses of one seed apart: a customer's, an agent's. */
export function createChance(seed: number, stream: number): Chance {
  // A step away from each other in the seed would be a step away in the numbers: mixed first (the finaliser of MurmurHash3).
  const random: Random = seeded(1 + (mixed(Math.imul(seed, 0x9e37_79b1) ^ mixed(stream)) % 2_147_483_645));
  return {
    happens: (probability) => random() < probability,
    between: (low, high) => low + (high - low) * random(),
    exponential: (mean) => -mean * Math.log(1 - random()),
    lognormal: (median, sigma) => median * Math.exp(sigma * normal(random)),
    geometric: (mean) => 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - 1 / mean)),
    one: (of) => pick(of, random),
  };
}

/** Box and Muller's. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function mixed(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85eb_ca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2_ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
