// How long somebody in line will probably wait, from how long conversations took of late; says nothing where that tells too little. Pure.

/** Fewer say nothing of how much they differ. */
const LEAST_MEASURED = 10;
/**
 * The mean of n measurements is off by about their spread over √n; a quarter is what still deserves a number. Conversations that
 * take about equally long need the ten above, such as spread like an exponential distribution sixteen.
 */
const MOST_OFF = 0.25;
/**
 * The 80 % quantile of a normal distribution. Where agents come, go and are interrupted it holds for fewer: for 76 % of the waits told in
 * `npm run evaluate -- desk`, so the sentence says "usually".
 */
const SURE = 0.84;

export interface LineNow {
  /** 1: next. */
  readonly position: number;
  /** Conversations that those online can have at once. */
  readonly atOnce: number;
  /** Seconds that each of the latest conversations took, from the claim to the end. */
  readonly handled: readonly number[];
}

/**
 * While all are busy, n conversations of mean length m end every m/n, and the k-th in line waits for k ends. The ends of several
 * conversations come like chance (Palm–Khintchine), so each gap spreads by its own length; those of a single agent by what the
 * conversations do, or more.
 * @returns whole minutes that most do not exceed; `undefined` where too little was measured, or it differs too much.
 */
export function estimateWait({ position, atOnce, handled }: LineNow): number | undefined {
  if (atOnce < 1 || position < 1 || handled.length < LEAST_MEASURED) return undefined;
  const mean = handled.reduce((sum, each) => sum + each, 0) / handled.length;
  if (mean <= 0) return undefined;
  const variance = handled.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (handled.length - 1);
  const spread = Math.sqrt(variance) / mean;
  const off = spread / Math.sqrt(handled.length);
  if (off > MOST_OFF) return undefined;
  const gap = mean / atOnce;
  const wait = position * gap;
  const chance = Math.sqrt(position) * gap * Math.max(1, spread);
  // Chance and an error of the mean are independent of each other.
  const seconds = wait + SURE * Math.hypot(chance, wait * off);
  return Math.max(1, Math.ceil(seconds / 60));
}
