// Which intent or knowledge entry a sentence is about: learnt from the business's own sentences. Knows no rules and no moods.

import type { Lesson, Subject } from './lesson.js';
import type { SentenceModel } from './scored-reading.js';
import type { Candidate } from './understanding.js';

export interface Reading {
  /** Best first, at most `SHOWN`; a score is the probability among all readings, given that the message is in scope. */
  readonly candidates: readonly Candidate[];
  /** Probability that it is in scope and the first candidate is meant. */
  readonly confidence: number;
  readonly inScope: boolean;
  /** What it is about, where the business has no answer to that. */
  readonly topic?: string;
  /** Two or three readings that are about equally likely; empty when the first stands out. */
  readonly rivals: readonly Candidate[];
  /** Whether it is as good as it gets: false where a vector was wanted and not to be had just now. */
  readonly complete: boolean;
}

export interface MeaningModel {
  /** @param text as `normalise` gives it. */
  read(text: string): Promise<Reading>;
}

/** @returns the vector of a text, as the model reads it; `undefined` where none is to be had just now. */
export type Embed = (text: string) => Promise<Float32Array | undefined>;

/** Probability that a sentence just as the business wrote it means what it stands under. */
const AS_WRITTEN = 0.98;
const SHOWN = 5;
/** At most this many are asked about: more is a menu, not a question. */
const MOST_RIVALS = 3;
/** Scores are kept with every decision: more digits would say nothing. */
const SCALE = 10_000;
/** About equal: the first is less than this times as likely as the other. */
const ABOUT_EQUAL = 1.6;
/** Of the probability, for readings among which it is asked though the scores say stranger. */
const MOST = 0.75;

/** "How much is it?": nothing is named, so what is likeliest is a guess, however likely. "Where are you?" names whom it asks. */
const POINTS = /(?:^| )(?:it|that|this|they|them|these|those)(?: |$)/;
const NAMES_NOTHING =
  /^(?:(?:and|but|so|ok|oh|then|how|much|many|long|what|which|when|where|who|why|is|are|was|were|does|do|did|can|will|would|the|all|of|for|it|that|this|they|them|these|those)(?: |$))+$/;

/** Words answer where they are sure; a vector is asked for only where they are not. */
export function openMeaning(lesson: Lesson, model: SentenceModel, embed: Embed): MeaningModel {
  const candidate = (label: number, score: number): readonly Candidate[] => {
    const subject = lesson.subjects[label];
    return subject ? [{ ...subject, score: Math.round(score * SCALE) / SCALE }] : [];
  };
  return {
    async read(text) {
      const forms = lesson.formsOf(text);
      const own = lesson.subjects[lesson.asWritten.get(text) ?? -1];
      const byWords = model.read(forms);
      const vector = own || byWords.sure || !model.projection ? undefined : await embed(forms.words);
      const { likely, confidence, inScope, topic } = vector ? byWords.withVector(vector) : byWords;
      const candidates = likely
        .slice(0, SHOWN)
        .flatMap(({ label, probability }) => candidate(label, probability));
      if (own) return writtenReading(own, candidates);
      const complete = vector !== undefined || byWords.sure || !model.projection;
      const first = candidates[0];
      if (!first) return { candidates, confidence: 0, inScope: false, rivals: [], complete };
      const guessed = POINTS.test(text) && NAMES_NOTHING.test(text);
      const equals = candidates
        .filter(({ score }) => guessed || first.score < ABOUT_EQUAL * score)
        .slice(0, MOST_RIVALS);
      // What names nothing holds no stranger's words either: where a few readings are all it may be, it is asked which.
      const asked = guessed && equals.reduce((sum, { score }) => sum + score, 0) >= MOST;
      return {
        candidates,
        confidence,
        inScope: inScope || asked,
        ...(topic === undefined ? {} : { topic: lesson.subjects[topic]?.title }),
        rivals: (inScope || asked) && equals.length > 1 ? equals : [],
        complete,
      };
    },
  };
}

/** A sentence of the business itself means what the business says, whatever the scores. */
function writtenReading({ title, target }: Subject, candidates: readonly Candidate[]): Reading {
  const others = candidates.filter((candidate) => candidate.target !== target);
  return {
    candidates: [
      { title, target, score: AS_WRITTEN },
      ...others.map((other) => ({ ...other, score: other.score * (1 - AS_WRITTEN) })),
    ],
    confidence: AS_WRITTEN,
    inScope: true,
    rivals: [],
    complete: true,
  };
}
