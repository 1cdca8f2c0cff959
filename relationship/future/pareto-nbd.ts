// Pareto/NBD: customers buy at random rates and leave at a random time, whether they buy or not. Pure mathematics on any clock.

import type { Fit } from './bg-nbd.js';
import { minimiseFrom } from './minimise.js';
import { hypergeometric, logGamma } from './special-functions.js';
import type { Summaries, Summary } from './summary.js';

/**
 * Schmittlein, Morrison & Colombo 1987, in the notation of Fader & Hardie 2005, "A note on deriving the Pareto/NBD model":
 * purchase rates are Gamma(r, α), rates of leaving Gamma(s, β).
 */
export interface ParetoNbd {
  readonly kind: 'pareto-nbd';
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

export function fitParetoNbd(data: Summaries): Fit<ParetoNbd> {
  const scale = Math.max(
    1e-3,
    data.T.reduce((most, t) => Math.max(most, t), 0),
  );
  const found = minimiseFrom(
    (at) =>
      at.some((v) => Math.abs(v) > LARGEST_LOG) ? Infinity : -paretoLogLikelihood(parametersAt(at), data),
    STARTS.map(([r, alpha, s, beta]) => [r, alpha * scale, s, beta * scale].map(Math.log)),
  );
  return { parameters: parametersAt(found.at), logLikelihood: -found.value, converged: found.converged };
}

const LARGEST_LOG = 16;

/** Times as a share of the longest observation. */
const STARTS = [
  [0.5, 0.3, 0.5, 0.3],
  [1, 1, 1, 1],
  [0.3, 0.1, 0.3, 1],
] as const;

function parametersAt(at: readonly number[]): ParetoNbd {
  const [r = 1, alpha = 1, s = 1, beta = 1] = at.map(Math.exp);
  return { kind: 'pareto-nbd', r, alpha, s, beta };
}

export function paretoLogLikelihood(model: ParetoNbd, { x, tx, T, weight }: Summaries): number {
  let total = 0;
  for (let i = 0; i < x.length; i++)
    total += (weight[i] ?? 0) * logLikelihoodOf(model, x[i] ?? 0, tx[i] ?? 0, T[i] ?? 0);
  return total;
}

function logLikelihoodOf(model: ParetoNbd, x: number, tx: number, T: number): number {
  const { r, alpha, s, beta } = model;
  const shared = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + s * Math.log(beta);
  const stays = -(r + x) * Math.log(alpha + T) - s * Math.log(beta + T);
  return shared + stays + Math.log1p(leftOdds(model, x, tx, T));
}

/** P(left before T) over P(alive at T), given the history: never negative. */
function leftOdds({ r, alpha, s, beta }: ParetoNbd, x: number, tx: number, T: number): number {
  const all = r + s + x;
  const upper = Math.max(alpha, beta);
  const parameter = alpha >= beta ? s + 1 : r + x;
  const apart = Math.abs(alpha - beta);
  // Each term stands over the likelihood of being alive, so that nothing underflows for huge counts.
  const alive = (r + x) * Math.log(alpha + T) + s * Math.log(beta + T);
  const term = (t: number) =>
    Math.exp(alive - all * Math.log(upper + t)) *
    hypergeometric(all, parameter, all + 1, apart / (upper + t));
  const odds = (s / all) * (term(tx) - term(T));
  return Number.isNaN(odds) ? 0 : Math.min(Math.max(0, odds), Number.MAX_VALUE);
}

export function paretoAlive(model: ParetoNbd, { x, tx, T }: Summary): number {
  return 1 / (1 + leftOdds(model, x, tx, T));
}

/** The number of purchases to be expected in the next `time`. */
export function paretoExpected(model: ParetoNbd, customer: Summary, time: number): number {
  const { r, alpha, s, beta } = model;
  const rate = (r + customer.x) / (alpha + customer.T);
  const now = beta + customer.T;
  const growth = Math.log1p(time / now);
  // (1 − e^(−(s−1)g)) / (s−1), which is g at s = 1.
  const lasting = Math.abs(s - 1) < 1e-9 ? growth : -Math.expm1(-(s - 1) * growth) / (s - 1);
  return rate * now * lasting * paretoAlive(model, customer);
}

/** P(at least one purchase in the next `time`): the first one's density, integrated over the time by Simpson's rule. */
export function paretoProbability(model: ParetoNbd, customer: Summary, time: number): number {
  if (time <= 0) return 0;
  const { r, alpha, s, beta } = model;
  const shape = r + customer.x;
  const density = (u: number) =>
    (shape / (alpha + customer.T)) *
    Math.exp(-(shape + 1) * Math.log1p(u / (alpha + customer.T)) - s * Math.log1p(u / (beta + customer.T)));
  // On a logarithmic scale of time, for the density falls by a power; 200 panels give 8 digits.
  const whole = Math.log1p((shape * time) / (alpha + customer.T));
  const stretch = (alpha + customer.T) / shape;
  const step = whole / PANELS;
  let total = 0;
  for (let i = 0; i <= PANELS; i++) {
    const v = i * step;
    const weight = i === 0 || i === PANELS ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * density(stretch * Math.expm1(v)) * stretch * Math.exp(v);
  }
  return Math.min(1, ((total * step) / 3) * paretoAlive(model, customer));
}

const PANELS = 200;
