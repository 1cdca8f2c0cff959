// The special functions that purchase models are made of. Numbers only; knows nothing of customers.

const LANCZOS_G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/**
 * The logarithm of the gamma function, by Lanczos' approximation (g = 7, n = 9): about 15 digits.
 * @param z above 0.
 */
export function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const shifted = z - 1;
  let series: number = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) series += (LANCZOS[i] ?? 0) / (shifted + i);
  const t = shifted + LANCZOS_G + 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}

/** ln(eᵃ + eᵇ), without overflow. */
export function logAddExp(a: number, b: number): number {
  const high = Math.max(a, b);
  if (high === -Infinity) return -Infinity;
  return high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

/** Beyond this the series is cut; at z = 0.999 its tail is then below 1e-8 of the sum. */
const MAX_TERMS = 20_000;

/**
 * The Gauss hypergeometric function ₂F₁(a, b; c; z), by its series.
 * @param z from 0 to below 1. @param c above 0.
 * @returns Infinity where the sum exceeds a double.
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let total = 1;
  for (let n = 0; n < MAX_TERMS; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    total += term;
    if (Math.abs(term) < 1e-13 * Math.abs(total) || !Number.isFinite(total)) break;
  }
  return total;
}
