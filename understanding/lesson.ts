// What there is to learn from: each intent and each knowledge entry with its distinct sentences, in the form that features read.

import type { IntentExamples, KnowledgeEntry, UnansweredTopic } from '../data/business.js';
import { catalogueNaming, catalogueWords } from './catalogue-naming.js';
import { normalise } from './normalise.js';
import { speller } from './spelling.js';
import type { Vocabulary } from './vocabulary.js';

/** An intent, a knowledge entry, or a topic without an answer. */
export interface Subject {
  /** `intent:<name>`, `answer:<knowledge entry id>` or `unanswered:<topic>`. */
  readonly target: string;
  readonly title: string;
}

/** A sentence in the two forms in which it is read. */
export interface Forms {
  /** What the catalogue sells stands as its kind ("i love MATERIAL"), so that an example with oak serves for linen. */
  readonly kinds: string;
  /** With the words themselves: an answer may be about one product and no other. */
  readonly words: string;
}

export interface Example extends Forms {
  /** Which subject it is an example of. */
  readonly label: number;
  /** Whether customers may say it, or it is what they are told. */
  readonly from: 'question' | 'answer';
}

export interface Lesson {
  /** Intents first, topics without an answer last. */
  readonly subjects: readonly Subject[];
  /** So many of them are intents. */
  readonly intents: number;
  /** So many of them the business has a task or an answer for; the others are there to be told apart from. */
  readonly answered: number;
  /** Of every subject in order, so those of the intents first. */
  readonly examples: readonly Example[];
  /** Sentences as the business wrote them, normalised, with their task or answer; those that stand under two are left out. */
  readonly asWritten: ReadonlyMap<string, number>;
  /** Brings a message, as `normalise` gives it, into the forms of the examples, its spelling repaired. */
  readonly formsOf: (text: string) => Forms;
  /** Whether the catalogue names a word. */
  readonly isNamed: (word: string) => boolean;
}

/**
 * Sentences of one subject that differ in no more than what of the catalogue they name are one example.
 * @param unanswered a question of an answer that stands there too counts for the answer.
 * @param isEnglish keeps a customer's words that no sentence here has from being taken for slips.
 */
export function lessonOf(
  intents: readonly IntentExamples[],
  knowledge: readonly KnowledgeEntry[],
  vocabulary: Vocabulary,
  isEnglish: (word: string) => boolean = () => false,
  unanswered: readonly UnansweredTopic[] = [],
): Lesson {
  const naming = catalogueNaming(vocabulary);
  const known = [
    ...intents.map(({ intent, title, examples }) => ({
      target: `intent:${intent}`,
      title,
      sentences: [title, ...examples].map(normalise),
      told: [],
    })),
    ...knowledge.map(({ id, question, alternatives, answer }) => ({
      target: `answer:${id}`,
      title: question,
      sentences: [question, ...alternatives].map(normalise),
      told: told(answer),
    })),
  ];
  const asWritten = sentencesAsWritten(known);
  const written = [
    ...known,
    ...unanswered.map(({ topic, questions }) => ({
      target: `unanswered:${topic}`,
      title: topic,
      sentences: questions.map(normalise).filter((sentence) => !asWritten.has(sentence)),
      told: [],
    })),
  ];
  const examples = written.flatMap(({ sentences, told }, label) => {
    const exampleOf = (words: string, from: Example['from']) => {
      const kinds = naming(words);
      return [kinds, { kinds, words, label, from }] as const;
    };
    const distinct = new Map<string, Example>([
      ...told.map((words) => exampleOf(words, 'answer')),
      ...sentences.map((words) => exampleOf(words, 'question')),
    ]);
    distinct.delete('');
    return [...distinct.values()];
  });
  const named = new Set(catalogueWords(vocabulary));
  const spelling = speller(frequencies(examples, vocabulary), pairsOf(examples), isEnglish);
  return {
    subjects: written.map(({ target, title }) => ({ target, title })),
    intents: intents.length,
    answered: known.length,
    examples,
    asWritten,
    formsOf(text) {
      const words = spelling.repair(text.split(' ')).join(' ');
      return { kinds: naming(words), words };
    },
    isNamed: (word) => named.has(word),
  };
}

function frequencies(examples: readonly Example[], vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const known = new Map<string, number>();
  const count = (word: string) => known.set(word, (known.get(word) ?? 0) + 1);
  for (const { kinds, words } of examples)
    for (const word of new Set(`${kinds} ${words}`.split(' '))) count(word);
  for (const word of catalogueWords(vocabulary)) count(word);
  return known;
}

/** Sentences of an answer that are learnt from: its beginning says what it is about. */
const TOLD = 6;

function told(answer: string): readonly string[] {
  return answer
    .split(/(?<=[.!?])\s+/)
    .slice(0, TOLD)
    .map(normalise)
    .filter((sentence) => sentence !== '');
}

/** How often two words follow each other; the sentence's ends are empty words. */
function pairsOf(examples: readonly Example[]): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (const { words } of examples) {
    const all = ['', ...words.split(' '), ''];
    for (const [i, word] of all.slice(1).entries()) {
      const pair = `${all[i] ?? ''} ${word}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  }
  return pairs;
}

function sentencesAsWritten(
  written: readonly { readonly sentences: readonly string[] }[],
): ReadonlyMap<string, number> {
  const subjects = new Map<string, number>();
  const twice = new Set<string>();
  for (const [label, { sentences }] of written.entries()) {
    for (const sentence of sentences) {
      if ((subjects.get(sentence) ?? label) !== label) twice.add(sentence);
      subjects.set(sentence, label);
    }
  }
  for (const sentence of twice) subjects.delete(sentence);
  return subjects;
}
