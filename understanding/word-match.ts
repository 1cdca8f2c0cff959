// Matches a message's words with all that is said of each subject, as a search engine ranks pages (BM25). Knows words and numbers only.

import type { Example } from './lesson.js';
import { stemOf } from './stems.js';

/** What `fitMatches` has learnt: each word's subjects and what it counts for them. Plain, so that it can be stored. */
export interface MatchTable {
  /** Stems. They hold no line breaks, so one stands between two. */
  readonly words: string;
  readonly classes: number;
  /** 1 for each subject that has an answer, so that what it is about is there to be read. */
  readonly told: Uint8Array;
  /** Where each word's subjects begin; one more than there are words. */
  readonly from: Int32Array;
  readonly labels: Int32Array;
  readonly weights: Float32Array;
}

export interface Matcher {
  read(words: string): Match;
}

/** A message beside all that is said of each subject. */
export interface Match {
  /** What the words count for each subject, from nought up. */
  readonly scores: Float64Array;
  /** From 1, where every word was said of some subject, down to 0 for a long message of unknown ones. */
  readonly familiarity: number;
  /** Whether anything is told of any subject. */
  readonly amongAnswers: boolean;
  /**
   * @returns which share of the message, a rare word being more of it than a common one, stands with a subject; from 0 to 1. `undefined` for one of
   *   which nothing is told: its examples are a few of the ways to ask, and words that they lack say little.
   */
  coverage(label: number): number | undefined;
}

/** How soon a word that is said again counts no more, and how far long subjects are drawn down: Robertson & Zaragoza's usual values (2009). */
const SATURATION = 1.2;
const LENGTH = 0.75;
/** Words that a message is taken to have besides, so that one unknown word of two says less than five of ten. */
const BESIDES = 3;

/** Robertson and Sparck Jones's BM25; a subject's sentences together are its page. */
export function fitMatches(
  sentences: readonly Pick<Example, 'words' | 'label' | 'from'>[],
  classes: number,
): MatchTable {
  const lengths = new Float64Array(classes);
  const counts = new Map<string, Map<number, number>>();
  const told = new Uint8Array(classes);
  for (const { words, label, from } of sentences) {
    if (from === 'answer') told[label] = 1;
    for (const word of words.split(' ').map(stemOf)) {
      const own = counts.get(word) ?? new Map<number, number>();
      counts.set(word, own.set(label, (own.get(label) ?? 0) + 1));
      lengths[label] = (lengths[label] ?? 0) + 1;
    }
  }
  const pages = lengths.filter((length) => length > 0).length;
  const usual = lengths.reduce((sum, length) => sum + length, 0) / (pages || 1);
  const from = [0];
  const labels: number[] = [];
  const weights: number[] = [];
  for (const subjects of counts.values()) {
    const rarity = rarityOf(subjects.size, pages);
    for (const [label, count] of subjects) {
      const drawn = SATURATION * (1 - LENGTH + (LENGTH * (lengths[label] ?? 0)) / usual);
      labels.push(label);
      weights.push((rarity * count * (SATURATION + 1)) / (count + drawn));
    }
    from.push(labels.length);
  }
  return {
    words: [...counts.keys()].join('\n'),
    classes,
    told,
    from: Int32Array.from(from),
    labels: Int32Array.from(labels),
    weights: Float32Array.from(weights),
  };
}

/** @param isNamed whether the business's catalogue names a word; it is no stranger then, whatever the sentences say. */
export function openMatches(
  { words, classes, told, from, labels, weights }: MatchTable,
  isNamed: (word: string) => boolean,
): Matcher {
  const places = new Map(words === '' ? [] : words.split('\n').map((word, at) => [word, at] as const));
  const pages = new Set(labels).size;
  const amongAnswers = told.includes(1);
  return {
    read(message) {
      const said = message.split(' ');
      const stems = said.map(stemOf);
      // A story says the same word again and again, and means no more by it.
      const distinct = [...new Set(stems)];
      const scores = new Float64Array(classes);
      for (const stem of distinct) {
        const place = places.get(stem);
        if (place === undefined) continue;
        for (let at = from[place] as number; at < (from[place + 1] as number); at++) {
          const label = labels[at] as number;
          scores[label] = (scores[label] as number) + (weights[at] as number);
        }
      }
      const unknown = said.filter((word, at) => !places.has(stems[at] ?? '') && !isNamed(word)).length;
      return {
        scores,
        familiarity: 1 - unknown / (said.length + BESIDES),
        amongAnswers,
        coverage(label) {
          if (told[label] !== 1) return undefined;
          let [covered, whole] = [0, 0];
          for (const stem of distinct) {
            const place = places.get(stem);
            const [begin, end] =
              place === undefined ? [0, 0] : [from[place] as number, from[place + 1] as number];
            const rarity = rarityOf(end - begin, pages);
            whole += rarity;
            if (labels.subarray(begin, end).includes(label)) covered += rarity;
          }
          return whole === 0 ? 0 : covered / whole;
        },
      };
    },
  };
}

/** Robertson and Sparck Jones's weight of a word that stands on so many of the pages. */
function rarityOf(having: number, pages: number): number {
  return Math.log(1 + (pages - having + 0.5) / (having + 0.5));
}
