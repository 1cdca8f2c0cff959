// Learns from our own examples how much each signal, each phrase and the model of comments weigh for frustration; chooses by cross-validation.

import { type NgramWeights, ngramScore } from '../../understanding/mood/ngram-score.js';
import { PHRASE_BUCKETS, phraseBucketsOf, phraseScale } from '../../understanding/mood/phrase-buckets.js';
import { SIGNALS, signalsOf } from '../../understanding/mood/signals.js';
import { normalise } from '../../understanding/normalise.js';
import { areaUnderCurve, calibrationError, mixer, quantise, shuffled } from './figures.js';

export interface Example {
  readonly text: string;
  readonly frustrated: boolean;
}

interface Row {
  /** The signals, then the score of comments. */
  readonly dense: readonly number[];
  readonly phrases: readonly number[];
  readonly scale: number;
  readonly frustrated: boolean;
}

interface Model {
  readonly bias: number;
  readonly dense: Float64Array;
  readonly phrases: Float64Array;
}

/** How strongly weights are held near zero. */
interface Ridge {
  readonly dense: number;
  readonly phrases: number;
}

const FOLDS = 10;
const PASSES = 60;
/** The first step; a row is about 30 long, squared, so this is far from swinging. */
const STEP = 0.03;
/** Examples a phrase must be in. */
const FREQUENT = 3;
const RIDGES: readonly Ridge[] = [1, 3, 10].flatMap((dense) =>
  [1, 3, 6, 12].map((phrases) => ({ dense, phrases })),
);

/** Fits on all examples with the ridge that ranks held-out ones best, and calibrates on the held-out scores. */
export function trainFrustration(
  examples: readonly Example[],
  comments: NgramWeights,
  progress: (line: string) => void,
) {
  const rows = shuffled(examples, mixer()).map((example) => rowOf(example, comments));
  const truth = rows.map((row) => row.frustrated);
  const tried = RIDGES.map((ridge) => {
    const scores = heldOutScores(rows, ridge);
    return { ridge, scores, area: areaUnderCurve(scores, truth) };
  });
  const best = tried.reduce((a, b) => (b.area > a.area ? b : a));
  const slope = calibrate(best.scores, truth);
  const probabilities = best.scores.map((score) => 1 / (1 + Math.exp(-slope * score)));
  for (const { ridge, area } of tried)
    progress(`ridge ${ridge.dense} / ${ridge.phrases}: AUC ${area.toFixed(3)}`);
  progress(
    `chosen ${best.ridge.dense} / ${best.ridge.phrases}, ECE ${calibrationError(probabilities, truth).toFixed(3)}`,
  );
  for (const share of [0.1, 0.05, 0.02, 0.01]) progress(atFalseAlarms(probabilities, truth, share));
  const model = fitModel(rows, best.ridge);
  return {
    bias: round(model.bias),
    slope: round(slope),
    commentWeight: round(model.dense[SIGNALS.length] ?? 0),
    signals: SIGNALS.map((name, at) => ({ name, weight: round(model.dense[at] ?? 0) })),
    phrases: quantise(model.phrases),
  };
}

function rowOf({ text, frustrated }: Example, comments: NgramWeights): Row {
  const plain = normalise(text);
  return {
    dense: [...signalsOf(text, plain), ngramScore(plain, comments)],
    phrases: [...phraseBucketsOf(plain)],
    scale: phraseScale(plain),
    frustrated,
  };
}

function heldOutScores(rows: readonly Row[], ridge: Ridge): readonly number[] {
  const scores: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitModel(
      rows.filter((_, at) => at % FOLDS !== fold),
      ridge,
    );
    for (const [at, row] of rows.entries()) if (at % FOLDS === fold) scores[at] = scoreOf(row, model);
  }
  return scores;
}

/** Stochastic gradient descent with steps that shrink to nothing; rows keep their order, so the weights are the same each time. */
function fitModel(rows: readonly Row[], ridge: Ridge): Model {
  const known = frequentPhrases(rows);
  const dense = new Float64Array(SIGNALS.length + 1);
  const phrases = new Float64Array(PHRASE_BUCKETS);
  let bias = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const step = STEP * (1 - pass / PASSES);
    for (const row of rows) {
      const error = 1 / (1 + Math.exp(-scoreOf(row, { bias, dense, phrases }))) - Number(row.frustrated);
      bias -= step * error;
      for (const [at, value] of row.dense.entries()) dense[at] = (dense[at] ?? 0) - step * error * value;
      for (const bucket of row.phrases) {
        if (known.has(bucket)) phrases[bucket] = (phrases[bucket] ?? 0) - step * error * row.scale;
      }
    }
    shrink(dense, dense.keys(), 1 - step * ridge.dense);
    shrink(phrases, known, 1 - step * ridge.phrases);
  }
  return { bias, dense, phrases };
}

function shrink(weights: Float64Array, places: Iterable<number>, factor: number): void {
  for (const at of places) weights[at] = (weights[at] ?? 0) * factor;
}

function frequentPhrases(rows: readonly Row[]): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const row of rows) for (const bucket of row.phrases) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= FREQUENT).map(([bucket]) => bucket));
}

function scoreOf(row: Row, { bias, dense, phrases }: Model): number {
  let score = bias;
  for (let at = 0; at < row.dense.length; at++) score += (row.dense[at] ?? 0) * (dense[at] ?? 0);
  let words = 0;
  for (const bucket of row.phrases) words += phrases[bucket] ?? 0;
  return score + row.scale * words;
}

/** The factor on scores under which held-out examples are likeliest (Platt scaling without offset: both halves are equally large). */
function calibrate(scores: readonly number[], truth: readonly boolean[]): number {
  const lossAt = (slope: number) =>
    scores.reduce(
      (loss, score, at) => loss + Math.log1p(Math.exp(truth[at] ? -slope * score : slope * score)),
      0,
    );
  let best = 1;
  for (let slope = 0.3; slope < 3; slope += 0.02) if (lossAt(slope) < lossAt(best)) best = slope;
  return best;
}

/** From which probability few calm messages are taken for frustrated, and how many frustrated ones that finds. */
function atFalseAlarms(probabilities: readonly number[], truth: readonly boolean[], share: number): string {
  const calm = probabilities.filter((_, at) => !truth[at]).sort((a, b) => b - a);
  const limit = calm[Math.floor(share * calm.length)] ?? 1;
  const frustrated = probabilities.filter((_, at) => truth[at]);
  const found = frustrated.filter((probability) => probability > limit).length / frustrated.length;
  return `${share * 100} % of calm ones above ${limit.toFixed(2)}, with ${(100 * found).toFixed(0)} % of frustrated ones`;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}
