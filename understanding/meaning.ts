// Which intent or knowledge entry a sentence is about: trained at start from the business's own sentences. Knows no rules and no moods.

import type { IntentExamples, KnowledgeEntry } from '../data/business.js';
import { fitProbability, fitSharpness, type Outcome, scopeLimit, softmax } from './calibration.js';
import { catalogueNaming, catalogueWords } from './catalogue-naming.js';
import { fitFeatures } from './features.js';
import { normalise } from './normalise.js';
import { trainRidge } from './ridge-classifier.js';
import { speller } from './spelling.js';
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

/** Share of messages that are out of scope, for the probabilities; the limit of scope does not depend on it. */
const STRANGERS = 0.2;
/** Probability that a sentence just as the business wrote it means what it stands under. */
const AS_WRITTEN = 0.98;
const SHOWN = 5;
/** At most this many are asked about: more is a menu, not a question. */
const MOST_RIVALS = 3;
/** About equal: the first is less than this times as likely as the other. */
const ABOUT_EQUAL = 1.6;
/**
 * The ridge. On a live shop's messages (HINT3's SOFMattress, 231 in scope) .3 to 1 give .784 to .792 accuracy with the best at .6;
 * on 5 and 10 examples a class of BANKING77 the differences are below .01.
 */
const RIDGE = 0.6;

/**
 * Learns from the intents' examples and the knowledge entries' questions, as classes of one classifier, so that their scores compare.
 * What the catalogue sells is read as its kind ("i love MATERIAL"), so that an example with oak serves for linen.
 * What is in scope, how sure a score is and how sharp the probabilities are is learnt from held-out scores of the same sentences.
 */
export function trainMeaning(
  intents: readonly IntentExamples[],
  knowledge: readonly KnowledgeEntry[],
  vocabulary: Vocabulary,
): MeaningModel {
  const naming = catalogueNaming(vocabulary);
  const classes = [
    ...intents.map((intent) => ({
      target: `intent:${intent.intent}`,
      title: intent.title,
      sentences: [intent.title, ...intent.examples],
    })),
    ...knowledge.map((entry) => ({
      target: `answer:${entry.id}`,
      title: entry.question,
      sentences: [entry.question, ...entry.alternatives],
    })),
  ];
  const labelled = classes.flatMap(({ sentences }, label) => {
    const distinct = new Set(
      sentences.map((sentence) => naming(normalise(sentence))).filter((sentence) => sentence !== ''),
    );
    return [...distinct].map((sentence) => ({ sentence, label }));
  });
  const asWritten = sentencesAsWritten(classes);
  const frequencies = new Map<string, number>();
  for (const { sentence } of labelled) {
    for (const word of sentence.split(' ')) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  const known = new Map(frequencies);
  for (const word of catalogueWords(vocabulary)) known.set(word, (known.get(word) ?? 0) + 1);
  const repair = speller(known);
  const features = fitFeatures(labelled.map(({ sentence }) => sentence));
  const rows = labelled.map(({ sentence, label }) => ({ vector: features.vector(sentence), label }));
  const classifier = trainRidge(rows, classes.length, features.size, RIDGE);

  const heldOut = rows.map((row, i) => ({
    label: row.label,
    scores: classifier.withoutRow[i] ?? new Float64Array(),
  }));
  const members: Outcome[] = heldOut
    .map(({ scores, label }) => ({ score: Math.max(...scores), good: topOf(scores) === label }))
    .filter(({ score }) => Number.isFinite(score));
  const strangers: Outcome[] = classifier.withoutClass
    .map((scores) => ({ score: Math.max(...scores), good: false, weight: STRANGERS / (1 - STRANGERS) }))
    .filter(({ score }) => Number.isFinite(score));
  const limit = scopeLimit([...members.filter(({ good }) => good), ...strangers]);
  const surety = fitProbability([...members, ...strangers]);
  const sharpness = fitSharpness(heldOut);

  return {
    read(text) {
      const scores = classifier.scores(features.vector(naming(text.split(' ').map(repair).join(' '))));
      const probabilities = softmax(scores, sharpness);
      const candidates = classes
        .map(({ title, target }, label) => ({ title, target, score: probabilities[label] ?? 0 }))
        .sort((a, b) => b.score - a.score)
        .slice(0, SHOWN);
      const first = candidates[0];
      if (!first) return { candidates, confidence: 0, inScope: false, rivals: [] };
      const own = asWritten.get(text);
      if (own !== undefined) return writtenReading(classes[own] ?? first, candidates);
      const top = Math.max(...scores);
      const inScope = top >= limit;
      const equals = candidates
        .filter(({ score }) => first.score < ABOUT_EQUAL * score)
        .slice(0, MOST_RIVALS);
      return {
        candidates,
        confidence: surety(top),
        inScope,
        rivals: inScope && equals.length > 1 ? equals : [],
      };
    },
  };
}

/** @returns sentences as the business wrote them, normalised, with their class; those that stand under two classes are left out. */
function sentencesAsWritten(
  classes: readonly { readonly sentences: readonly string[] }[],
): ReadonlyMap<string, number> {
  const written = new Map<string, number>();
  const twice = new Set<string>();
  for (const [label, { sentences }] of classes.entries()) {
    for (const sentence of sentences.map(normalise)) {
      if ((written.get(sentence) ?? label) !== label) twice.add(sentence);
      written.set(sentence, label);
    }
  }
  for (const sentence of twice) written.delete(sentence);
  return written;
}

/** A sentence of the business itself means what the business says, whatever the scores. */
function writtenReading(
  { title, target }: { readonly title: string; readonly target: string },
  candidates: readonly Candidate[],
): Reading {
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

function topOf(scores: Float64Array): number {
  let top = 0;
  for (const [label, score] of scores.entries()) if (score > (scores[top] ?? 0)) top = label;
  return top;
}
