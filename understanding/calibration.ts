// Turns raw class scores into probabilities and a limit of what is in scope, from held-out scores alone; knows no sentences.

/** A held-out score, and whether it was a good one: right, rather than wrong or a stranger's. */
export interface Outcome {
  readonly score: number;
  readonly good: boolean;
  /** How much it counts in `fitProbability`; 1 where absent. */
  readonly weight?: number;
}

/** @returns the probability that a score is a good one. */
export type Probability = (score: number) => number;

/** A `Probability` that can be stored: logistic(slope · score + offset). */
export interface Sigmoid {
  readonly slope: number;
  readonly offset: number;
}

/**
 * One-dimensional logistic regression (Platt 1999), with Platt's smoothed targets so that a clean split stays finite.
 */
export function fitSigmoid(outcomes: readonly Outcome[]): Sigmoid {
  const total = (kind: boolean) =>
    outcomes.reduce((sum, { good: is, weight }) => sum + (is === kind ? (weight ?? 1) : 0), 0);
  const good = total(true);
  const bad = total(false);
  const targetGood = (good + 1) / (good + 2);
  const targetBad = 1 / (bad + 2);
  let slope = 0;
  let offset = Math.log((good + 1) / (bad + 1));
  for (let round = 0; round < 30; round++) {
    // Newton's step on the two parameters, with a little ridge where the curvature vanishes.
    let [gs, go, hss, hso, hoo] = [0, 0, 1e-6, 0, 1e-6];
    for (const outcome of outcomes) {
      const p = logistic(slope * outcome.score + offset);
      const share = outcome.weight ?? 1;
      const error = share * (p - (outcome.good ? targetGood : targetBad));
      const weight = share * p * (1 - p);
      gs += error * outcome.score;
      go += error;
      hss += weight * outcome.score * outcome.score;
      hso += weight * outcome.score;
      hoo += weight;
    }
    const determinant = hss * hoo - hso * hso;
    if (!(determinant > 1e-12)) break;
    slope -= (hoo * gs - hso * go) / determinant;
    offset -= (hss * go - hso * gs) / determinant;
  }
  return { slope, offset };
}

export function probabilityAt({ slope, offset }: Sigmoid, score: number): number {
  return logistic(slope * score + offset);
}

export function fitProbability(outcomes: readonly Outcome[]): Probability {
  const sigmoid = fitSigmoid(outcomes);
  return (score) => probabilityAt(sigmoid, score);
}

/**
 * Share of messages that may be read worse for want of the second step, in all. With .006 a vector is asked for with .21 of the demo's development
 * questions, and .917 of the strangers are refused; with twice as much, .905 are.
 */
const FORGONE = 0.006;
/**
 * And share of what the second step gains. Without it, where many sentences of a subject leave the vectors little to gain, the words decided all: on
 * all of BANKING77's training split a gain of 1.3 points was given away. With a quarter to a tenth, .3 to .1 points are; of the demo's gain of 5.8
 * points a quarter is more than `FORGONE`.
 */
const FORGONE_OF_GAIN = 0.25;

/** A held-out sentence: how sure the first step is of it, and what the second would change. */
export interface Step {
  readonly certainty: number;
  /** 1 where only the second step is right, −1 where only the first is, else 0. */
  readonly gain: number;
  readonly weight: number;
}

/**
 * @returns the certainty down to which the second step would have gained at most `FORGONE` of the sentences, and `FORGONE_OF_GAIN` of what it gains in
 *   all, wherever one stops before.
 */
export function sureFrom(steps: readonly Step[]): number {
  const whole = steps.reduce((sum, { weight }) => sum + weight, 0);
  const gain = steps.reduce((sum, step) => sum + step.gain * step.weight, 0);
  const forgone = Math.min(FORGONE * whole, Math.max(0, FORGONE_OF_GAIN * gain));
  let [gained, limit] = [0, Number.POSITIVE_INFINITY];
  for (const step of [...steps].sort((a, b) => b.certainty - a.certainty)) {
    gained += step.gain * step.weight;
    if (gained > forgone) break;
    limit = step.certainty;
  }
  return limit;
}

/**
 * How many bad scores may be let through for a good one refused, in shares. Chosen on held-out training sentences, where a wrong answer costs
 * what a right one is worth and one message in five is a stranger, half of them of held-out subjects and half of another business: best are 2 on
 * SOFMattress, 1.5 on its subset and 2 on BANKING77 with 10 a class. On the demo's development questions it is 2 to 3: real strangers are farther
 * off than subjects that were held out.
 */
const LENIENCE = 2;
/** Good held-out scores from which a limit can be learnt. */
const ENOUGH = 20;

/**
 * The score from which a message counts as in scope: where the share of bad scores let through is `lenience` times the share of good
 * ones refused (1 would be the equal error rate). It moves smoothly with the data, unlike the best point of a curve.
 * @returns a score between the two groups; 0 where there is nothing to learn from.
 */
export function scopeLimit(outcomes: readonly Outcome[], lenience = LENIENCE): number {
  const sorted = [...outcomes].sort((a, b) => a.score - b.score);
  const good = sorted.filter((outcome) => outcome.good).length;
  const bad = sorted.length - good;
  if (good === 0 || bad === 0) return 0;
  // So little proves nothing: whatever is as near as the farthest of the good ones may be meant.
  if (good < ENOUGH) return sorted.find((outcome) => outcome.good)?.score ?? 0;
  let [goodBelow, badBelow] = [0, 0];
  for (const [i, outcome] of sorted.entries()) {
    if (outcome.good) goodBelow++;
    else badBelow++;
    if ((lenience * goodBelow) / good >= 1 - badBelow / bad)
      return (outcome.score + (sorted[i + 1]?.score ?? outcome.score)) / 2;
  }
  return 0;
}

/**
 * The sharpness at which a softmax over held-out scores gives the right class the greatest likelihood (temperature scaling, Guo et al.
 * 2017, fitted by trying a geometric grid; the likelihood has one peak).
 *
 * One for all sentences. A sharpness of each sentence's own, by how near it is to the examples and the mean of its subject, how long it is, how
 * much of it is known and whether both steps agree, was tried on training sentences (5 to 40 a class of BANKING77, drawn at random or from one
 * corner of each subject, against the rest; the demo against its development questions): at best the calibration error falls from .035 to .029,
 * and from .22 to .18 where sentences come from one corner; on SOFMattress's training sentences it comes to one for all. Holding out groups of
 * alike sentences makes it far too modest (by .14 and .21 with 10 and 20 a class, by .58 on the demo).
 */
export function fitSharpness(
  rows: readonly { readonly scores: Float64Array; readonly label: number }[],
): number {
  let best = { sharpness: 1, loss: Number.POSITIVE_INFINITY };
  for (let sharpness = 0.1; sharpness < 100; sharpness *= 1.2) {
    let loss = 0;
    for (const { scores, label } of rows)
      loss += logSum(scores, sharpness) - sharpness * (scores[label] ?? 0);
    if (loss < best.loss) best = { sharpness, loss };
  }
  return best.sharpness;
}

/** @returns probabilities that sum to 1. */
export function softmax(scores: Float64Array, sharpness: number): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) top = Math.max(top, score);
  const shares = scores.map((score) => Math.exp(sharpness * (score - top)));
  let sum = 0;
  for (const share of shares) sum += share;
  return shares.map((share) => share / sum);
}

function logSum(scores: Float64Array, sharpness: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) top = Math.max(top, score);
  let sum = 0;
  for (const score of scores) sum += Math.exp(sharpness * (score - top));
  return sharpness * top + Math.log(sum);
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
