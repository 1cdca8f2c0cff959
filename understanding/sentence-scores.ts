// Scores a sentence for every subject: by its words and their pieces, by what is said of each subject, and by a sentence vector where one is
// given. Knows neither probabilities nor scope.

import { addCompactScores, type CompactWeights, compacted } from './compact-weights.js';
import { type Discriminant, directionsOf, fitDiscriminant, projectedAll } from './discriminant.js';
import { type FeatureTable, fitFeatures, openFeatures, type SparseVector } from './features.js';
import type { Example, Forms } from './lesson.js';
import { trainLogistic } from './logistic-regression.js';
import { fitMatches, type Match, type MatchTable, openMatches } from './word-match.js';

/** What is learnt from. */
export interface JointLesson {
  readonly examples: readonly Example[];
  readonly classes: number;
  /** The first so many classes are meant to be found, the others are there to be told apart from; all where absent. */
  readonly answered?: number;
  /** Of each example's words; left out, words decide alone. */
  readonly vectors: readonly Float32Array[] | undefined;
  /** Equal parts of which each vector consists; 1 where absent. */
  readonly views?: number;
}

/** Plain arrays, so that a worker can hand them over and a file can keep them. */
export interface ScoreFit {
  readonly features: FeatureTable;
  readonly matches: MatchTable;
  readonly byWords: CompactWeights;
  readonly withVector: { readonly weights: CompactWeights; readonly discriminant: Discriminant } | undefined;
}

export interface Scorer {
  byWords(message: Forms): WordScores;
}

/** Numbers one a subject, the greater the likelier. */
export interface Scores {
  readonly learnt: Float64Array;
  /** How the words match all that is said of the subjects. */
  readonly match: Match;
}

export interface WordScores extends Scores {
  /** @param vector of the message's words, as `projected` gives it. @returns the same scores where no vectors were learnt from. */
  withVector(vector: Float32Array): Scores;
}

/**
 * How much the words' own scores count beside those of words and vector. On held-out training sentences (SOFMattress, BANKING77 with 5 and 10
 * a class) .3 is better than none by 0 to .6 points, and than 1 by .6 to 1.7.
 */
const WORDS_ALONE = 0.3;

/**
 * Of the length, for the words and each view of the vector alike. Cross-validated on training sentences: on SOFMattress's and all of BANKING77's
 * more for the words is as good, on 5 and 10 a class of BANKING77 equal shares are better by .4 to 1.2 points.
 */
function shareOf({ views }: Discriminant): number {
  return 1 / Math.sqrt(1 + views.length);
}

/**
 * Sentences of a subject, on average, from which pairs of words pay. By cross-validation on BANKING77's training split they gain .1, .2 and .5 points
 * with 60, 80 and all (104) a class by words alone, and .1 to .2 with the vector; with 30 and fewer, and on SOFMattress's, up to 2 points are lost.
 */
const MANY_EACH = 60;

export function fitScores({ examples, classes, vectors, views }: JointLesson): ScoreFit {
  const subjects = new Set(examples.map(({ label }) => label)).size;
  const features = fitFeatures(
    examples.map(({ kinds }) => kinds),
    undefined,
    examples.length >= MANY_EACH * subjects,
  );
  const rows = examples.map(({ kinds, label }) => ({ vector: features.vector(kinds), label }));
  const fit = {
    features: features.table,
    matches: fitMatches(examples, classes),
    byWords: compacted(trainLogistic(rows, classes, features.size)),
  };
  if (!vectors || examples.length === 0) return { ...fit, withVector: undefined };
  // What is told is worded otherwise than what is asked, and would blur what varies within a subject.
  const asked = enough([...examples.keys()].filter((row) => examples[row]?.from === 'question'));
  const discriminant = fitDiscriminant(
    asked.flatMap((row) => vectors[row] ?? []),
    asked.flatMap((row) => examples[row]?.label ?? []),
    classes,
    views,
  );
  const share = shareOf(discriminant);
  const along = projectedAll(vectors, discriminant);
  const joined = rows.map(({ vector, ...row }, at) => ({
    ...row,
    vector: beside(vector, features.size, along[at] ?? new Float32Array(), share),
  }));
  const weights = compacted(trainLogistic(joined, classes, features.size + directionsOf(discriminant)));
  return { ...fit, withVector: { weights, discriminant } };
}

/**
 * Questions that tell how subjects differ: beyond, more tell the same. On held-out sentences of BANKING77's training split, with 8,000 to learn
 * from, every second and every third of them do as well as all (.922 right each).
 */
const TELLING = 6_000;

/** @returns all, or where they are more than enough every so many-th, so that each subject keeps its share. */
function enough(rows: readonly number[]): readonly number[] {
  const step = Math.ceil(rows.length / TELLING);
  return step <= 1 ? rows : rows.filter((_, place) => place % step === 0);
}

/** @param isNamed whether the business's catalogue names a word. */
export function openScores(
  { features: table, matches: matchTable, byWords, withVector }: ScoreFit,
  isNamed: (word: string) => boolean = () => false,
): Scorer {
  const features = openFeatures(table);
  const matches = openMatches(matchTable, isNamed);
  return {
    byWords({ kinds, words }) {
      const sparse = features.vector(kinds);
      const learnt = new Float64Array(byWords.classes);
      addCompactScores(sparse, byWords, learnt);
      const scores = { learnt, match: matches.read(words) };
      return {
        ...scores,
        withVector(vector) {
          if (!withVector) return scores;
          const joint = learnt.map((score) => WORDS_ALONE * score);
          const row = beside(sparse, features.size, vector, shareOf(withVector.discriminant));
          addCompactScores(row, withVector.weights, joint);
          return { ...scores, learnt: joint };
        },
      };
    },
  };
}

function beside(sparse: SparseVector, from: number, dense: Float32Array, share: number): SparseVector {
  const words = sparse.indices.length;
  const indices = new Int32Array(words + dense.length);
  const values = new Float64Array(words + dense.length);
  indices.set(sparse.indices);
  for (let k = 0; k < words; k++) values[k] = (sparse.values[k] ?? 0) * share;
  for (let d = 0; d < dense.length; d++) {
    indices[words + d] = from + d;
    values[words + d] = (dense[d] ?? 0) * share;
  }
  return { indices, values };
}
