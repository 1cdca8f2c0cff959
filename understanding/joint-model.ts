// Reads a sentence by its scores for all intents and knowledge entries: how likely each is, how sure the first, and whether any is meant at all.
// Knows no workers and no files.

import { fitSharpness, fitSigmoid, probabilityAt, type Sigmoid, scopeLimit, softmax } from './calibration.js';
import { projectedAll } from './discriminant.js';
import { foldsOf } from './held-out.js';
import { combined, likelierTopic, scopeScore } from './scope-score.js';
import { bestOf, type ScoredReading, type SentenceModel, STRANGERS } from './scored-reading.js';
import { fitScores, type JointLesson, openScores, type ScoreFit, type Scores } from './sentence-scores.js';
import { fitGate, type Gate, isSure, type Seconded, type Signs } from './vector-gate.js';

/** More than are ever shown; the rest is not likely enough to matter. */
const KEPT = 10;

/** Held-out sentences below which the scores' own sharpness stands: that of a logistic regression is about right as it is. */
const FEW = 20;

/**
 * `scopeLimit`'s lenience where subjects have answers: those that are held out are nearer to each other than strangers are. On the development
 * questions 2, 2.5 and 3 give .914, .916 and .918 right first with .95, .93 and .91 of the strangers refused.
 */
const LENIENCE_OF_ANSWERS = 2.5;

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
  /** The first so many subjects are meant to be found. */
  readonly answered: number;
  readonly scores: ScoreFit;
  readonly calibrations: {
    readonly byWords: Calibration;
    readonly withVector: Calibration | undefined;
    /** Which messages words decide alone; `undefined` where they decide all. */
    readonly gate: Gate | undefined;
  };
}

export function fitJointModel(lesson: JointLesson): JointFit {
  const { classes, answered = classes } = lesson;
  return { answered, scores: fitScores(lesson), calibrations: fitCalibrations(lesson) };
}

/** @param isNamed whether the business's catalogue names a word. */
export function openJointModel(
  { answered, scores, calibrations }: JointFit,
  isNamed?: (word: string) => boolean,
): SentenceModel {
  const scorer = openScores(scores, isNamed);
  const { byWords, withVector, gate } = calibrations;
  return {
    projection: scores.withVector?.discriminant,
    read(message) {
      const words = scorer.byWords(message);
      const read = reading(words, byWords, answered);
      return {
        ...read,
        sure: gate === undefined || isSure(read.signs, gate),
        withVector: (vector) => ({
          ...(withVector ? reading(words.withVector(vector), withVector, answered) : read),
          sure: true,
        }),
      };
    },
  };
}

interface Read extends Omit<ScoredReading, 'sure'> {
  readonly signs: Signs;
}

function reading(scores: Scores, calibration: Calibration, answered: number): Read {
  const all = combined(scores).subarray(0, answered);
  const probabilities = softmax(all, calibration.sharpness);
  const best = bestOf(all, KEPT);
  const [first = -1, second = -1] = best;
  const score = scopeScore(scores, first, answered);
  const inScope = score >= calibration.limit;
  const topic = inScope ? undefined : topicOf(scores, first, answered);
  return {
    ...(topic === undefined ? {} : { topic }),
    likely: best.map((label) => ({ label, probability: probabilities[label] ?? 0 })),
    confidence: best.length === 0 ? 0 : probabilityAt(calibration.surety, score),
    inScope,
    signs: [
      Math.abs(score - calibration.limit),
      (all[first] ?? 0) - (all[second] ?? 0),
      Math.log(1 + (scores.match.scores[first] ?? 0)),
    ],
  };
}

/** The likelier topic without an answer, where anything of it is said: of unknown words nobody can tell what they are about. */
function topicOf(scores: Scores, first: number, answered: number): number | undefined {
  const topic = likelierTopic(scores, first, answered);
  return topic && (scores.match.scores[topic.label] ?? 0) > 0 ? topic.label : undefined;
}

interface HeldOut {
  readonly scores: Scores;
  readonly label: number;
  readonly known: boolean;
}

/** Apart from the scores, so that both can be learnt at the same time: it holds sentences out and fits others' scores for them. */
export function fitCalibrations(lesson: JointLesson): JointFit['calibrations'] {
  const { answered = lesson.classes } = lesson;
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
    // Of a topic without an answer no others must have been learnt from, or it is told more easily than a stranger is.
    for (const [known, rows] of [
      [true, members.filter((row) => (lesson.examples[row]?.label ?? 0) < answered)],
      [false, strangers],
    ] as const) {
      const along = alongOf(rows, lesson, fit);
      for (const [place, row] of rows.entries()) {
        const example = lesson.examples[row];
        if (!example) continue;
        const { label } = example;
        const words = scorer.byWords(example);
        byWords.push({ scores: words, label, known });
        const vector = along?.[place];
        if (vector) withVector.push({ scores: words.withVector(vector), label, known });
      }
    }
  }
  const words = calibrationOf(byWords, answered);
  const joint = lesson.vectors && calibrationOf(withVector, answered);
  return {
    byWords: words,
    withVector: joint,
    gate: joint && gateOf(byWords, words, withVector, joint, answered),
  };
}

/** @returns the vectors of some rows as the scorer takes them; `undefined` where none were learnt from. */
function alongOf(
  rows: readonly number[],
  { vectors }: JointLesson,
  { withVector }: ScoreFit,
): readonly Float32Array[] | undefined {
  if (!vectors || !withVector) return undefined;
  return projectedAll(
    rows.flatMap((row) => vectors[row] ?? []),
    withVector.discriminant,
  );
}

function gateOf(
  byWords: readonly HeldOut[],
  words: Calibration,
  withVector: readonly HeldOut[],
  joint: Calibration,
  answered: number,
): Gate {
  const weight = strangersWeight(byWords);
  return fitGate(
    byWords.flatMap((heldOut, i): readonly Seconded[] => {
      const other = withVector[i];
      if (!other) return [];
      const first = reading(heldOut.scores, words, answered);
      const second = reading(other.scores, joint, answered);
      const named = Number(isNamed(second, other)) - Number(isNamed(first, heldOut));
      const replied = Number(isAnswered(second, other)) - Number(isAnswered(first, heldOut));
      return [
        {
          signs: first.signs,
          changed: named !== 0 || replied !== 0,
          gains: [named, replied],
          weight: heldOut.known ? 1 : weight,
        },
      ];
    }),
  );
}

/** Whatever the scope: a second step that refuses more would hide how much better it tells subjects apart. */
function isNamed({ inScope, likely }: Read, { known, label }: HeldOut): boolean {
  return known ? likely[0]?.label === label : !inScope;
}

function isAnswered({ inScope, likely }: Read, { known, label }: HeldOut): boolean {
  return known ? inScope && likely[0]?.label === label : !inScope;
}

/** Brings the strangers among the held-out sentences to their share of `STRANGERS`. */
function strangersWeight(heldOut: readonly { readonly known: boolean }[]): number {
  const members = heldOut.filter(({ known }) => known).length;
  return (STRANGERS / (1 - STRANGERS)) * (members / (heldOut.length - members || 1));
}

function calibrationOf(heldOut: readonly HeldOut[], answered: number): Calibration {
  const own = heldOut.filter(({ known }) => known);
  const judged = heldOut.map(({ scores, label, known }) => {
    const [best = -1] = bestOf(combined(scores).subarray(0, answered), 1);
    return { known, score: scopeScore(scores, best, answered), good: known && best === label };
  });
  const weight = strangersWeight(judged);
  return {
    sharpness:
      own.length < FEW
        ? 1
        : fitSharpness(
            own.map(({ scores, label }) => ({ scores: combined(scores).subarray(0, answered), label })),
          ),
    limit: scopeLimit(
      judged.filter(({ good, known }) => good || !known),
      heldOut.some(({ scores }) => scores.match.amongAnswers) ? LENIENCE_OF_ANSWERS : undefined,
    ),
    surety: fitSigmoid(judged.map((outcome) => ({ ...outcome, weight: outcome.known ? 1 : weight }))),
  };
}
