// Gamma-Gamma: what a customer's orders are worth on average. Knows nothing of how often they come.

import { minimiseFrom } from './minimise.js';
import { logGamma } from './special-functions.js';

/**
 * Fader, Hardie & Lee 2005, "RFM and CLV", with Fader & Hardie 2013, "The Gamma-Gamma model of monetary value": the value of one
 * order is Gamma(p, ν), ν differs between customers as Gamma(q, γ).
 */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

/** The orders of one customer: how many, and their mean value, both above 0. */
export interface Spending {
  readonly orders: number;
  readonly mean: number;
}

/** Below this the likelihood is all ridge. */
const LEAST_CUSTOMERS = 10;

/** @returns undefined with fewer than 10 customers, or where all spend the same, so that nothing tells customers from orders. */
export function fitGammaGamma(spendings: readonly Spending[]): GammaGamma | undefined {
  const usable = spendings.filter(({ orders, mean }) => orders > 0 && mean > 0 && Number.isFinite(mean));
  const typical = usable.reduce((sum, { mean }) => sum + mean, 0) / usable.length;
  if (usable.length < LEAST_CUSTOMERS || usable.every(({ mean }) => mean === usable[0]?.mean))
    return undefined;
  // Values over their mean: the fit is the same in pence and in pounds.
  const scaled = usable.map(({ orders, mean }) => ({ orders, mean: mean / typical }));
  const found = minimiseFrom(
    (at) => (at.some((v) => Math.abs(v) > LARGEST_LOG) ? Infinity : -logLikelihood(read(at), scaled)),
    STARTS.map((start) => start.map(Math.log)),
  );
  const { p, q, gamma } = read(found.at);
  return { p, q, gamma: gamma * typical };
}

const LARGEST_LOG = 12;
/** A poor start ends on a ridge with a huge p and a tiny γ: several, and the likeliest end counts. */
const STARTS = [
  [6, 4, 0.5],
  [1, 2, 1],
  [0.5, 10, 10],
  [20, 20, 1],
] as const;

function read(at: readonly number[]): GammaGamma {
  const [p = 1, q = 1, gamma = 1] = at.map(Math.exp);
  return { p, q, gamma };
}

function logLikelihood({ p, q, gamma }: GammaGamma, spendings: readonly Spending[]): number {
  let total = 0;
  for (const { orders, mean } of spendings)
    total +=
      logGamma(p * orders + q) -
      logGamma(p * orders) -
      logGamma(q) +
      q * Math.log(gamma) +
      (p * orders - 1) * Math.log(mean) +
      p * orders * Math.log(orders) -
      (p * orders + q) * Math.log(gamma + orders * mean);
  return total;
}

/** The mean value of this customer's orders to come: between the customer's own mean and that of all. */
export function expectedValue({ p, q, gamma }: GammaGamma, { orders, mean }: Spending): number {
  const weight = p * orders + q - 1;
  // With q below 1 the mean of all is infinite; a customer's own mean is then the only one there is.
  return weight <= 0 ? mean : (p * (gamma + orders * mean)) / weight;
}
