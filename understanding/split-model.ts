// Reads a sentence with a classifier over the intents beside a search over the knowledge, for knowledge of thousands of entries:
// training stays a second and a message a fraction of a millisecond, whatever the number of entries.

import {
  fitProbability,
  fitSharpness,
  type Outcome,
  type Probability,
  scopeLimit,
  softmax,
} from './calibration.js';
import { type Featuriser, fitFeatures } from './features.js';
import type { Example, Forms, Lesson } from './lesson.js';
import { trainRidge } from './ridge-classifier.js';
import { bestOf, type Likely, type ScoredReading, type SentenceModel, STRANGERS } from './scored-reading.js';
import { SentenceIndex } from './sentence-index.js';

/**
 * The ridge. Chosen by leaving out one training sentence at a time, over the demo's intents and the training sets of SOFMattress (full and
 * subset) and BANKING77 (5 and 10 a class): the mean share right is .713 at .3, .709 at .2, .708 at .45, .706 at .6, .699 at 2.
 */
const RIDGE = 0.3;
/** Sentences of intents that are learnt from at most; the time grows with their cube. */
const MOST_SPOKEN = 1500;
/** Sentences of the knowledge that the intents are told apart from, and as many that the search is measured with. */
const SAMPLED = 400;
/** Sentences that a search returns: enough that several entries are among them. */
const NEIGHBOURS = 20;
/** The search has many sentences to tell apart and little time for each: words, their pairs and pieces of four letters. */
const PIECES = { from: 4, to: 4 } as const;

/** One of the two ways to read: what it makes of a sentence, with its own limit of scope and its own surety. */
interface Side {
  read(message: Forms): { readonly likely: readonly Likely[]; readonly top: number };
  readonly limit: number;
  /** Probability that the side's first is meant; learnt from the other side's sentences too, so that the two compare. */
  readonly surety: Probability;
}

export function trainSplitModel(lesson: Lesson): SentenceModel {
  const known = lesson.examples.filter(
    ({ label, from }) => label >= lesson.intents && label < lesson.answered && from === 'question',
  );
  const spoken = spread(
    lesson.examples.filter(({ label }) => label < lesson.intents),
    MOST_SPOKEN,
  );
  const sides = [intentSide(spoken, spread(known, SAMPLED), lesson.intents), knowledgeSide(known, spoken)];
  return {
    projection: undefined,
    read(message) {
      const reading = joined(sides.map((side) => ({ side, ...side.read(message) })));
      return { ...reading, withVector: () => reading };
    },
  };
}

function joined(
  readings: readonly { readonly side: Side; readonly likely: readonly Likely[]; readonly top: number }[],
): ScoredReading {
  const weighed = readings.map(({ side, likely, top }) => ({
    likely,
    inScope: top >= side.limit,
    surety: likely.length > 0 ? side.surety(top) : 0,
  }));
  const whole = weighed.reduce((sum, { surety }) => sum + surety, 0) || 1;
  return {
    likely: weighed
      .flatMap(({ likely, surety }) =>
        likely.map(({ label, probability }) => ({ label, probability: (probability * surety) / whole })),
      )
      .sort((a, b) => b.probability - a.probability),
    confidence: Math.max(...weighed.map(({ surety }) => surety)),
    inScope: weighed.some((side) => side.inScope),
    sure: true,
  };
}

function intentSide(spoken: readonly Example[], others: readonly Example[], intents: number): Side {
  const features = fitFeatures([...spoken, ...others].map(({ kinds }) => kinds));
  // All knowledge is one class here, which is there to be told apart and never answers.
  const rows = [...spoken, ...others.map(({ kinds }) => ({ kinds, label: intents }))].map(
    ({ kinds, label }) => ({ vector: features.vector(kinds), label }),
  );
  const classifier = trainRidge(rows, intents + 1, features.size, RIDGE);
  const heldOut = rows.map(({ label }, i) => ({
    label,
    scores: (classifier.withoutRow[i] ?? new Float64Array(intents)).subarray(0, intents),
  }));
  const own = heldOut.slice(0, spoken.length);
  const members: Outcome[] = own.map(({ scores, label }) => {
    const [top = -1] = bestOf(scores, 1);
    return { score: scores[top] ?? 0, good: top === label };
  });
  const strangers = classifier.withoutClass
    .slice(0, spoken.length)
    .map((scores) => stranger(Math.max(...scores.subarray(0, intents))));
  const elsewhere = heldOut.slice(spoken.length).map(({ scores }) => wrong(Math.max(...scores)));
  const sharpness = fitSharpness(own);
  return {
    ...calibrated(members, strangers, elsewhere),
    read({ kinds }) {
      const scores = classifier.scores(features.vector(kinds)).subarray(0, intents);
      const probabilities = softmax(scores, sharpness);
      const best = bestOf(scores, NEIGHBOURS);
      return {
        likely: best.map((label) => ({ label, probability: probabilities[label] ?? 0 })),
        top: scores[best[0] ?? -1] ?? Number.NEGATIVE_INFINITY,
      };
    },
  };
}

function knowledgeSide(known: readonly Example[], spoken: readonly Example[]): Side {
  const features = fitFeatures(
    known.map(({ words }) => words),
    PIECES,
  );
  const search = createSearch(known, features);
  // An entry with one sentence has nothing left to be found by without it.
  const asked = spread(
    known.map((_, row) => row).filter((row) => hasCompany(known, row)),
    SAMPLED,
  );
  const found = asked.map((row) => {
    const { words = '', label = -1 } = known[row] ?? {};
    return {
      label,
      withoutRow: search(words, (other) => other !== row),
      withoutEntry: search(words, (other) => known[other]?.label !== label),
    };
  });
  const members = found.map(({ label, withoutRow: [first] }) => ({
    score: first?.similarity ?? 0,
    good: first?.label === label,
  }));
  const strangers = found.map(({ withoutEntry: [first] }) => stranger(first?.similarity ?? 0));
  const elsewhere = spread(spoken, SAMPLED).map(({ words }) => wrong(search(words)[0]?.similarity ?? 0));
  const sharpness = fitSharpness(
    found.flatMap(({ label, withoutRow }) => {
      const place = withoutRow.findIndex((each) => each.label === label);
      return place < 0 ? [] : [{ label: place, scores: Float64Array.from(withoutRow, (e) => e.similarity) }];
    }),
  );
  return {
    ...calibrated(members, strangers, elsewhere),
    read({ words }) {
      const entries = search(words);
      const probabilities = softmax(
        Float64Array.from(entries, ({ similarity }) => similarity),
        sharpness,
      );
      return {
        likely: entries.map(({ label }, i) => ({ label, probability: probabilities[i] ?? 0 })),
        top: entries[0]?.similarity ?? Number.NEGATIVE_INFINITY,
      };
    },
  };
}

/** @returns the nearest entries, each by its nearest sentence. */
function createSearch(known: readonly Example[], features: Featuriser) {
  const index = new SentenceIndex(
    known.map(({ words }) => features.vector(words)),
    features.size,
  );
  return (sentence: string, isIn?: (row: number) => boolean) => {
    const entries = new Map<number, number>();
    for (const { row, similarity } of index.nearest(features.vector(sentence), NEIGHBOURS, isIn)) {
      const label = known[row]?.label ?? -1;
      if (!entries.has(label)) entries.set(label, similarity);
    }
    return [...entries].map(([label, similarity]) => ({ label, similarity }));
  };
}

/**
 * @param strangers how sentences score that belong to nothing known; @param elsewhere how those do that belong to the other side.
 */
function calibrated(
  members: readonly Outcome[],
  strangers: readonly Outcome[],
  elsewhere: readonly Outcome[],
): Pick<Side, 'limit' | 'surety'> {
  return {
    limit: scopeLimit([...members.filter(({ good }) => good), ...strangers, ...elsewhere]),
    surety: fitProbability(
      [...members, ...strangers, ...elsewhere].filter(({ score }) => Number.isFinite(score)),
    ),
  };
}

/** How a sentence scores that belongs to nothing known. */
function stranger(score: number): Outcome {
  return { score, good: false, weight: STRANGERS / (1 - STRANGERS) };
}

/** How a sentence scores that belongs to the other side. */
function wrong(score: number): Outcome {
  return { score, good: false };
}

function hasCompany(examples: readonly Example[], at: number): boolean {
  const label = examples[at]?.label;
  return examples[at - 1]?.label === label || examples[at + 1]?.label === label;
}

/** @returns so many of the list, evenly spread: the same every time, and from everywhere. */
function spread<T>(list: readonly T[], count: number): readonly T[] {
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)] as T);
}
