// Reads a sentence by its scores for all intents and knowledge entries: how likely each is, how sure the first, and whether any is meant at all.
// Knows no workers and no files.

import {
  fitSharpness,
  fitSigmoid,
  probabilityAt,
  type Sigmoid,
  scopeLimit,
  softmax,
  sureFrom,
} from './calibration.js';
import { projected } from './discriminant.js';
import { foldsOf } from './held-out.js';
import { bestOf, type ScoredReading, type SentenceModel, STRANGERS } from './scored-reading.js';
import { fitScores, type JointLesson, openScores, type ScoreFit, type Scores } from './sentence-scores.js';

/** More than are ever shown; the rest is not likely enough to matter. */
const KEPT = 10;

/** Held-out sentences below which the scores' own sharpness stands: that of a logistic regression is about right as it is. */
const FEW = 20;

/**
 * How much the match with all that is said of a subject counts beside the learnt score. By cross-validation on training sentences (SOFMattress,
 * its subset, BANKING77 with 10 a class) .1 to .2 changes accuracy by at most a point either way, and .4 costs up to 2; on the demo's
 * development questions, which were worded by somebody else, .2 finds 2 to 3 in a hundred more, and refuses more strangers.
 */
const MATCHED = 0.2;
/** Subjects below which which words are rare can't be told: "is" and "there" may be. */
const FEW_SUBJECTS = 20;

/** How scores are read, learnt from sentences and subjects that were held out. */
interface Calibration {
  readonly sharpness: number;
  /** Score from which a message is in scope. */
  readonly limit: number;
  /** Probability that it is in scope and the first is right, by the score of the first. */
  readonly surety: Sigmoid;
}

/** What was learnt, as plain arrays, so that a worker can hand it over and a file can keep it. */
export interface JointFit {
  readonly scores: ScoreFit;
  readonly calibrations: {
    readonly byWords: Calibration;
    readonly withVector: Calibration | undefined;
    /** Certainty of the words from which vectors would gain too little. */
    readonly sureFrom: number;
  };
}

export function fitJointModel(lesson: JointLesson): JointFit {
  return { scores: fitScores(lesson), calibrations: calibrate(lesson) };
}

/** @param isNamed whether the business's catalogue names a word. */
export function openJointModel(
  { scores, calibrations }: JointFit,
  isNamed?: (word: string) => boolean,
): SentenceModel {
  const scorer = openScores(scores, isNamed);
  const { byWords, withVector, sureFrom } = calibrations;
  return {
    projection: scores.withVector?.discriminant,
    read(message) {
      const words = scorer.byWords(message);
      const read = reading(words, byWords);
      return {
        ...read,
        sure: certainty(read) >= sureFrom,
        withVector: (vector) => ({
          ...(withVector ? reading(words.withVector(vector), withVector) : read),
          sure: true,
        }),
      };
    },
  };
}

function reading(scores: Scores, calibration: Calibration): Omit<ScoredReading, 'sure'> {
  const all = combined(scores);
  const probabilities = softmax(all, calibration.sharpness);
  const best = bestOf(all, KEPT);
  const top = topOf(all, scores.familiarity);
  return {
    likely: best.map((label) => ({ label, probability: probabilities[label] ?? 0 })),
    confidence: best.length === 0 ? 0 : probabilityAt(calibration.surety, top),
    inScope: top >= calibration.limit,
  };
}

function combined({ learnt, matched }: Scores): Float64Array {
  if (learnt.length < FEW_SUBJECTS) return learnt;
  return learnt.map((score, label) => score + MATCHED * (matched[label] ?? 0));
}

/** What tells strangers apart: the greatest score, less where words are unknown. */
function topOf(all: Float64Array, familiarity: number): number {
  return (all[bestOf(all, 1)[0] ?? -1] ?? Number.NEGATIVE_INFINITY) * familiarity;
}

/**
 * How likely the words name the right subject, and how likely any is meant: by the lesser, or strangers that pass by words alone would come on
 * top of those that pass by the vector. What the words take for out of scope is never sure: a vector may know it by other words.
 */
function certainty({ likely, confidence, inScope }: Omit<ScoredReading, 'sure'>): number {
  return inScope ? Math.min(confidence, likely[0]?.probability ?? 0) : 0;
}

interface HeldOut {
  readonly scores: Scores;
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
    const fit = fitScores(part);
    const scorer = openScores(fit);
    for (const [known, rows] of [
      [true, members],
      [false, strangers],
    ] as const) {
      for (const row of rows) {
        const example = lesson.examples[row];
        if (!example) continue;
        const { label } = example;
        const words = scorer.byWords(example);
        byWords.push({ scores: words, label, known });
        const vector = lesson.vectors?.[row];
        if (!vector || !fit.withVector) continue;
        const along = projected(vector, fit.withVector.discriminant);
        withVector.push({ scores: words.withVector(along), label, known });
      }
    }
  }
  const words = calibrationOf(byWords);
  const joint = lesson.vectors && calibrationOf(withVector);
  return {
    byWords: words,
    withVector: joint,
    sureFrom: joint ? gateOf(byWords, words, withVector, joint) : 0,
  };
}

function gateOf(
  byWords: readonly HeldOut[],
  words: Calibration,
  withVector: readonly HeldOut[],
  joint: Calibration,
): number {
  const weight = strangersWeight(byWords);
  return sureFrom(
    byWords.flatMap((heldOut, i) => {
      const second = withVector[i];
      if (!second) return [];
      const read = reading(heldOut.scores, words);
      const gain = Number(isRight(reading(second.scores, joint), second)) - Number(isRight(read, heldOut));
      return { certainty: certainty(read), gain, weight: heldOut.known ? 1 : weight };
    }),
  );
}

/** Of what is in scope only what is named counts: a second step that refuses more would hide how much better it tells subjects apart. */
function isRight({ inScope, likely }: Omit<ScoredReading, 'sure'>, { known, label }: HeldOut): boolean {
  return known ? likely[0]?.label === label : !inScope;
}

/** Brings the strangers among the held-out sentences to their share of `STRANGERS`. */
function strangersWeight(heldOut: readonly { readonly known: boolean }[]): number {
  const members = heldOut.filter(({ known }) => known).length;
  return (STRANGERS / (1 - STRANGERS)) * (members / (heldOut.length - members || 1));
}

function calibrationOf(heldOut: readonly HeldOut[]): Calibration {
  const own = heldOut.filter(({ known }) => known);
  const judged = heldOut.map(({ scores, label, known }) => {
    const all = combined(scores);
    return { known, score: topOf(all, scores.familiarity), good: known && bestOf(all, 1)[0] === label };
  });
  const weight = strangersWeight(judged);
  return {
    sharpness:
      own.length < FEW
        ? 1
        : fitSharpness(own.map(({ scores, label }) => ({ scores: combined(scores), label }))),
    limit: scopeLimit(judged.filter(({ good, known }) => good || !known)),
    surety: fitSigmoid(judged.map((outcome) => ({ ...outcome, weight: outcome.known ? 1 : weight }))),
  };
}
