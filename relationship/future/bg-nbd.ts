// BG/NBD and its sibling MBG/NBD: customers buy at random rates and may leave for good after a purchase. Pure mathematics on any clock.

import { type Minimum, minimiseFrom } from './minimise.js';
import { hypergeometric, logAddExp, logGamma } from './special-functions.js';
import type { Summaries, Summary } from './summary.js';

/**
 * BG/NBD: Fader, Hardie & Lee 2005, "Counting your customers the easy way". MBG/NBD (Batislam, Denizel & Filiztekin 2007) lets
 * a customer leave after the first purchase too, so that one-time buyers are not all alive.
 * Rates are Gamma(r, α), the probability to leave after a purchase is Beta(a, b); α is in the clock's unit.
 */
export interface BetaGeometric {
  readonly kind: 'bg-nbd' | 'mbg-nbd';
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

export interface Fit<P> {
  readonly parameters: P;
  readonly logLikelihood: number;
  readonly converged: boolean;
}

/** @param first tried first, for example the parameters of last night. */
export function fitBetaGeometric(
  kind: BetaGeometric['kind'],
  data: Summaries,
  first?: BetaGeometric,
): Fit<BetaGeometric> {
  const scale = meanTime(data);
  const starts = first
    ? [[first.r, first.alpha, first.a, first.b].map(Math.log)]
    : STARTS.map(([r, alpha, a, b]) => [r, alpha * scale, a, b].map(Math.log));
  const counts = distinctCounts(data.x);
  const read = (at: readonly number[]) => parametersAt(kind, at);
  const found: Minimum = minimiseFrom((at) => {
    if (at.some((v) => Math.abs(v) > LARGEST_LOG)) return Infinity;
    return -logLikelihood(read(at), data, counts);
  }, starts);
  return { parameters: read(found.at), logLikelihood: -found.value, converged: found.converged };
}

/** A parameter outside e^±16 says that the data do not carry the model. */
const LARGEST_LOG = 16;

/** α as a share of the mean time observed. */
const STARTS = [
  [0.5, 0.3, 0.5, 2],
  [1, 1, 1, 1],
  [0.2, 0.1, 1, 3],
  [2, 0.5, 0.2, 2],
  [0.7, 0.5, 0.1, 0.5],
] as const;

function parametersAt(kind: BetaGeometric['kind'], at: readonly number[]): BetaGeometric {
  const [r = 1, alpha = 1, a = 1, b = 1] = at.map(Math.exp);
  return { kind, r, alpha, a, b };
}

export function logLikelihood(
  { kind, r, alpha, a, b }: BetaGeometric,
  { x, tx, T, weight }: Summaries,
  counts = distinctCounts(x),
): number {
  const modified = kind === 'mbg-nbd';
  // What depends on the count alone is worked out once a count: alive, and the log odds of having left.
  const alive = new Float64Array(counts.values.length);
  const left = new Float64Array(counts.values.length);
  const constant = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
  counts.values.forEach((n, i) => {
    const m = modified ? n + 1 : n;
    alive[i] = constant + logGamma(r + n) + logGamma(b + m) - logGamma(a + b + m);
    left[i] = m === 0 ? -Infinity : Math.log(a) - Math.log(b + m - 1);
  });
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const n = r + (x[i] ?? 0);
    const count = counts.index[i] ?? 0;
    const stays = -n * Math.log(alpha + (T[i] ?? 0));
    const leaves = (left[count] ?? 0) - n * Math.log(alpha + (tx[i] ?? 0));
    total += (weight[i] ?? 0) * ((alive[count] ?? 0) + logAddExp(stays, leaves));
  }
  return total;
}

/** The probability that the customer has not left. For BG/NBD it is 1 for every one-time buyer: never show it alone. */
export function probabilityAlive(model: BetaGeometric, { x, tx, T }: Summary): number {
  return aliveOf(model, x, tx, T);
}

/** P(at least one purchase in the next `time`) = P(alive) · (1 − ((α+T)/(α+T+time))^(r+x)). */
export function probabilityOfPurchase(model: BetaGeometric, { x, tx, T }: Summary, time: number): number {
  return purchaseOf(model, x, tx, T, time);
}

/** The same on plain numbers, for scoring a million customers. */
export function purchaseOf(model: BetaGeometric, x: number, tx: number, T: number, time: number): number {
  if (time <= 0) return 0;
  const none = -(model.r + x) * Math.log1p(time / (model.alpha + T));
  return aliveOf(model, x, tx, T) * -Math.expm1(none);
}

function aliveOf(model: BetaGeometric, x: number, tx: number, T: number): number {
  const m = model.kind === 'mbg-nbd' ? x + 1 : x;
  if (m === 0) return 1;
  const odds = (model.r + x) * Math.log((model.alpha + T) / (model.alpha + tx));
  return 1 / (1 + (model.a / (model.b + m - 1)) * Math.exp(odds));
}

/** The number of purchases to be expected in the next `time` (Fader, Hardie & Lee 2005, equation 10). */
export function expectedPurchases(model: BetaGeometric, customer: Summary, time: number): number {
  if (time <= 0) return 0;
  const { r, alpha, b } = model;
  // The formula divides by a − 1, and is smooth there.
  const a = Math.abs(model.a - 1) < 1e-5 ? 1 + 1e-5 : model.a;
  const n = model.kind === 'mbg-nbd' ? customer.x + 1 : customer.x;
  const now = alpha + customer.T;
  const rate = r + customer.x;
  const shape = a + b + n - 1;
  const bought = 1 - (now / (now + time)) ** rate * hypergeometric(rate, b + n, shape, time / (now + time));
  const expected = (shape / (a - 1)) * bought * probabilityAlive(model, customer);
  // With huge counts the difference above drowns in rounding: then nobody leaves within the time, to all that matters.
  const most = (rate / now) * time;
  return Number.isFinite(expected) ? Math.min(Math.max(expected, 0), most) : most;
}

interface Counts {
  readonly values: readonly number[];
  /** For each customer, where its count stands in `values`. */
  readonly index: Int32Array;
}

function distinctCounts(x: Float64Array): Counts {
  const places = new Map<number, number>();
  const index = Int32Array.from(x, (n) => {
    const known = places.get(n);
    if (known !== undefined) return known;
    places.set(n, places.size);
    return places.size - 1;
  });
  return { values: [...places.keys()], index };
}

function meanTime({ T, weight }: Summaries): number {
  const total = T.reduce((sum, t, i) => sum + t * (weight[i] ?? 0), 0);
  return Math.max(
    total /
      Math.max(
        1,
        weight.reduce((sum, w) => sum + w, 0),
      ),
    1e-3,
  );
}
