// Which intent or knowledge entry a sentence is about: trained at start from the business's own sentences. Knows no rules and no moods.

import type { IntentExamples, KnowledgeEntry } from '../data/business.js';
import { trainJointModel } from './joint-model.js';
import { type Lesson, lessonOf, type Subject } from './lesson.js';
import type { SentenceModel } from './scored-reading.js';
import { trainSplitModel } from './split-model.js';
import type { Candidate } from './understanding.js';
import type { Vocabulary } from './vocabulary.js';

export interface Reading {
  /** Best first, at most `SHOWN`; a score is the probability among all readings, given that the message is in scope. */
  readonly candidates: readonly Candidate[];
  /** Probability that it is in scope and the first candidate is meant. */
  readonly confidence: number;
  readonly inScope: boolean;
  /** Two or three readings that are about equally likely; empty when the first stands out. */
  readonly rivals: readonly Candidate[];
}

export interface MeaningModel {
  /** @param text as `normalise` gives it. */
  read(text: string): Reading;
}

/** Probability that a sentence just as the business wrote it means what it stands under. */
const AS_WRITTEN = 0.98;
const SHOWN = 5;
/** At most this many are asked about: more is a menu, not a question. */
const MOST_RIVALS = 3;
/** About equal: the first is less than this times as likely as the other. */
const ABOUT_EQUAL = 1.6;
/**
 * Sentences up to which one classifier learns all, which takes (sentences)³: some .1 s for 700 and .4 s for 1,000. Beyond, the knowledge is
 * searched: the demo has 700.
 */
const LEARNT_TOGETHER = 1000;

/** Learns from the intents' examples and the knowledge entries' questions. */
export function trainMeaning(
  intents: readonly IntentExamples[],
  knowledge: readonly KnowledgeEntry[],
  vocabulary: Vocabulary,
): MeaningModel {
  const lesson = lessonOf(intents, knowledge, vocabulary);
  const model = modelFor(lesson);
  const candidate = (label: number, score: number): readonly Candidate[] => {
    const subject = lesson.subjects[label];
    return subject ? [{ ...subject, score }] : [];
  };
  return {
    read(text) {
      const { likely, confidence, inScope } = model.read(lesson.formsOf(text));
      const candidates = likely
        .slice(0, SHOWN)
        .flatMap(({ label, probability }) => candidate(label, probability));
      const own = lesson.subjects[lesson.asWritten.get(text) ?? -1];
      if (own) return writtenReading(own, candidates);
      const first = candidates[0];
      if (!first) return { candidates, confidence: 0, inScope: false, rivals: [] };
      const equals = candidates
        .filter(({ score }) => first.score < ABOUT_EQUAL * score)
        .slice(0, MOST_RIVALS);
      return { candidates, confidence, inScope, rivals: inScope && equals.length > 1 ? equals : [] };
    },
  };
}

function modelFor(lesson: Lesson): SentenceModel {
  return lesson.examples.length <= LEARNT_TOGETHER ? trainJointModel(lesson) : trainSplitModel(lesson);
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
  };
}
