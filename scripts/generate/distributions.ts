// Draws from the distributions that made-up customers follow. Knows nothing of customers.

import type { Random } from './random.js';

/** @returns waiting time of a process with this rate. */
export function exponential(random: Random, rate: number): number {
  return -Math.log(1 - random.unit()) / rate;
}

/** Box and Muller (1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}

/** @param median of it; @param spread standard deviation of its logarithm. */
export function lognormal(random: Random, median: number, spread: number): number {
  return median * Math.exp(spread * normal(random));
}

/** Marsaglia and Tsang (2000), with their boost for a shape below 1. */
export function gamma(random: Random, shape: number, rate: number): number {
  if (shape < 1) return gamma(random, shape + 1, rate) * random.unit() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.unit()) < x ** 2 / 2 + d - d * v + d * Math.log(v))
      return (d * v) / rate;
  }
}

export function beta(random: Random, a: number, b: number): number {
  const x = gamma(random, a, 1);
  return x / (x + gamma(random, b, 1));
}

/** @returns an index, drawn in proportion to the weights. */
export function weighted(random: Random, weights: readonly number[]): number {
  let left = random.unit() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [i, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return i;
  }
  return weights.length - 1;
}
