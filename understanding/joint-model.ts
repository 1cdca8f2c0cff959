// Reads a sentence with classifiers over all intents and knowledge entries, so that their scores compare: by words and their pieces first,
// and with a sentence vector beside them where one is given. Knows no workers and no files.

import {
  fitSharpness,
  fitSigmoid,
  type Outcome,
  probabilityAt,
  type Sigmoid,
  scopeLimit,
  softmax,
  sureFrom,
} from './calibration.js';
import { type Discriminant, fitDiscriminant, projected } from './discriminant.js';
import {
  type FeatureTable,
  type Featuriser,
  fitFeatures,
  openFeatures,
  type SparseVector,
} from './features.js';
import { foldsOf } from './held-out.js';
import type { Example } from './lesson.js';
import { addScores, type LinearWeights, trainLogistic } from './logistic-regression.js';
import { bestOf, type ScoredReading, type SentenceModel, STRANGERS } from './scored-reading.js';

/** More than are ever shown; the rest is not likely enough to matter. */
const KEPT = 10;

/** Held-out sentences below which the scores' own sharpness stands: that of a logistic regression is about right as it is. */
const FEW = 20;

/** How scores are read, learnt from sentences and subjects that were held out. */
interface Calibration {
  readonly sharpness: number;
  /** Score from which a message is in scope. */
  readonly limit: number;
  /** Probability that it is in scope and the first is right, by the score of the first. */
  readonly surety: Sigmoid;
}

interface Reader {
  readonly features: FeatureTable;
  readonly byWords: LinearWeights;
  readonly withVector: { readonly weights: LinearWeights; readonly discriminant: Discriminant } | undefined;
}

/** What was learnt, as plain arrays, so that a worker can hand it over and a file can keep it. */
export interface JointFit extends Reader {
  readonly calibrations: {
    readonly byWords: Calibration;
    readonly withVector: Calibration | undefined;
    /** Certainty of the words from which a vector would seldom change what is read first. */
    readonly sureFrom: number;
  };
}

export interface JointLesson {
  readonly examples: readonly Example[];
  readonly classes: number;
  /** Of each example's words; left out, words decide alone. */
  readonly vectors: readonly Float32Array[] | undefined;
}

export function fitJointModel(lesson: JointLesson): JointFit {
  return { ...fitReader(lesson), calibrations: calibrate(lesson) };
}

export function openJointModel(fit: JointFit): SentenceModel {
  const features = openFeatures(fit.features);
  const { byWords, withVector, sureFrom } = fit.calibrations;
  return {
    readsVectors: withVector !== undefined,
    read({ kinds }, vector) {
      if (withVector && vector)
        return { ...reading(scoresOf(fit, features, kinds, vector), withVector), sure: true };
      const read = reading(scoresOf(fit, features, kinds, undefined), byWords);
      return { ...read, sure: certainty(read) >= sureFrom };
    },
  };
}

function reading(scores: Float64Array, calibration: Calibration): Omit<ScoredReading, 'sure'> {
  const probabilities = softmax(scores, calibration.sharpness);
  const best = bestOf(scores, KEPT);
  const top = scores[best[0] ?? -1] ?? Number.NEGATIVE_INFINITY;
  return {
    likely: best.map((label) => ({ label, probability: probabilities[label] ?? 0 })),
    confidence: best.length === 0 ? 0 : probabilityAt(calibration.surety, top),
    inScope: top >= calibration.limit,
  };
}

/** Near to what is known, and far from what else is known. */
function certainty({ confidence, likely }: Omit<ScoredReading, 'sure'>): number {
  return confidence * (likely[0]?.probability ?? 0);
}

function fitReader({ examples, classes, vectors }: JointLesson): Reader {
  const features = fitFeatures(examples.map(({ kinds }) => kinds));
  const rows = examples.map(({ kinds, label }) => ({ vector: features.vector(kinds), label }));
  const byWords = trainLogistic(rows, classes, features.size);
  if (!vectors || examples.length === 0) return { features: features.table, byWords, withVector: undefined };
  // What is told is worded otherwise than what is asked, and would blur what varies within a subject.
  const asked = [...examples.keys()].filter((row) => examples[row]?.from === 'question');
  const discriminant = fitDiscriminant(
    asked.flatMap((row) => vectors[row] ?? []),
    asked.flatMap((row) => examples[row]?.label ?? []),
    classes,
  );
  const joined = rows.map(({ vector, ...row }, at) => ({
    ...row,
    vector: beside(vector, features.size, projected(vectors[at] ?? new Float32Array(), discriminant)),
  }));
  const directions = discriminant.directions.length / discriminant.dimensions;
  const weights = trainLogistic(joined, classes, features.size + directions);
  return { features: features.table, byWords, withVector: { weights, discriminant } };
}

function scoresOf(
  { byWords, withVector }: Reader,
  features: Featuriser,
  sentence: string,
  vector: Float32Array | undefined,
): Float64Array {
  const scores = new Float64Array(byWords.classes);
  const sparse = features.vector(sentence);
  addScores(sparse, byWords, scores);
  if (!withVector || !vector) return scores;
  const { weights, discriminant } = withVector;
  for (let label = 0; label < scores.length; label++) scores[label] = WORDS_ALONE * (scores[label] ?? 0);
  addScores(beside(sparse, features.size, projected(vector, discriminant)), weights, scores);
  return scores;
}

/**
 * How much the words' own scores count beside those of words and vector. On held-out training sentences (SOFMattress, BANKING77 with 5 and 10
 * a class) .3 is better than none by 0 to .6 points, and than 1 by .6 to 1.7.
 */
const WORDS_ALONE = 0.3;

/**
 * Of the length, for words and vector alike. Cross-validated on training sentences: on SOFMattress's and all of BANKING77's .8 for the words
 * is as good, on 5 and 10 a class of BANKING77 equal shares are better by .4 to 1.2 points.
 */
const SHARE = Math.SQRT1_2;

function beside(sparse: SparseVector, from: number, dense: Float64Array): SparseVector {
  const words = sparse.indices.length;
  const indices = new Int32Array(words + dense.length);
  const values = new Float64Array(words + dense.length);
  indices.set(sparse.indices);
  for (let k = 0; k < words; k++) values[k] = (sparse.values[k] ?? 0) * SHARE;
  for (let d = 0; d < dense.length; d++) {
    indices[words + d] = from + d;
    values[words + d] = (dense[d] ?? 0) * SHARE;
  }
  return { indices, values };
}

interface HeldOut {
  readonly scores: Float64Array;
  readonly label: number;
  readonly known: boolean;
}

function calibrate(lesson: JointLesson): JointFit['calibrations'] {
  const byWords: HeldOut[] = [];
  const withVector: HeldOut[] = [];
  for (const { trained, members, strangers } of foldsOf(lesson.examples)) {
    const part = {
      ...lesson,
      examples: trained.flatMap((row) => lesson.examples[row] ?? []),
      vectors: lesson.vectors && trained.flatMap((row) => lesson.vectors?.[row] ?? []),
    };
    if (part.examples.length === 0) continue;
    const reader = fitReader(part);
    const features = openFeatures(reader.features);
    for (const [known, rows] of [
      [true, members],
      [false, strangers],
    ] as const) {
      for (const row of rows) {
        const example = lesson.examples[row];
        if (!example) continue;
        const { label, kinds } = example;
        byWords.push({ scores: scoresOf(reader, features, kinds, undefined), label, known });
        const vector = lesson.vectors?.[row];
        if (vector) withVector.push({ scores: scoresOf(reader, features, kinds, vector), label, known });
      }
    }
  }
  const calibration = calibrationOf(byWords);
  return {
    byWords: calibration,
    withVector: lesson.vectors && calibrationOf(withVector),
    sureFrom: sureFrom(
      byWords.map(({ scores }, i) => ({
        score: certainty(reading(scores, calibration)),
        good: bestOf(scores, 1)[0] === bestOf(withVector[i]?.scores ?? scores, 1)[0],
      })),
    ),
  };
}

function calibrationOf(heldOut: readonly HeldOut[]): Calibration {
  const judged = heldOut.map(({ scores, label, known }) => {
    const [top = -1] = bestOf(scores, 1);
    return { scores, label, known, score: scores[top] ?? 0, good: known && top === label };
  });
  const members = judged.filter(({ known }) => known);
  const strangers = judged.filter(({ known }) => !known);
  const weight = (STRANGERS / (1 - STRANGERS)) * (members.length / (strangers.length || 1));
  const outcomes: readonly Outcome[] = judged.map(({ score, good, known }) => ({
    score,
    good,
    weight: known ? 1 : weight,
  }));
  return {
    sharpness: members.length < FEW ? 1 : fitSharpness(members),
    limit: scopeLimit([...members.filter(({ good }) => good), ...strangers]),
    surety: fitSigmoid(outcomes),
  };
}
