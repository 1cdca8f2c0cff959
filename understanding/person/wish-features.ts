// A message as numbers, for weights learnt from examples of wishes for a person: words, their classes, their neighbours, and pieces of other words.

import { folded, hash, joined, OFFSET, PRIME } from '../hashed-words.js';
import { CLASS_OF } from './word-classes.js';

/** Numbers that features are hashed to; a power of two. */
export const BUCKETS = 2 ** 16;
/** Words that are read; a wish further down a long story is left to the rules. */
const MAX_WORDS = 60;
/** Longer words are cut: links, pasted codes. */
const MAX_LETTERS = 24;
/** Pieces of words that have no class, in characters; a word's ends count as one each. */
const SHORTEST_PIECE = 3;
const LONGEST_PIECE = 5;

/** What a number was made from, so that the same characters in another part are another feature. */
const PART = {
  word: 1,
  class: 2,
  words: 3,
  classes: 4,
  threeClasses: 5,
  nextButOne: 6,
  further: 7,
  piece: 8,
  skeleton: 9,
  threeOfSkeleton: 10,
  fourOfSkeleton: 11,
  nextButOneOfSkeleton: 12,
  beforeNamed: 13,
  afterNamed: 14,
  length: 15,
} as const;

/** Classes of what can be wished for, and how far what is said around them is taken to be said of them, in words. */
const NAMED = new Set(['person', 'someone', 'people', 'desk', 'bot', 'call', 'talk']);
const REACH_BEFORE = 6;
const REACH_AFTER = 4;
/** Words up to which a message is of the first length, the second, and so on. */
const LENGTHS = [2, 5, 9, 15];

/** @param text respelt, with agents' names hidden. @returns each number once. */
export function wishBucketsOf(text: string): Set<number> {
  const words = text === '' ? [] : text.split(' ', MAX_WORDS);
  const found = new Set<number>();
  addWords(['^', ...words, '$'], found);
  addClasses(['^', ...words, '$'], found);
  addSkeleton(['^', ...words.filter((word) => CLASS_OF.has(word)), '$'], found);
  addAroundNamed(words, found);
  found.add(folded(joined(LENGTHS.filter((most) => words.length > most).length, PART.length), BUCKETS));
  for (const word of words) if (!CLASS_OF.has(word)) addPieces(word.slice(0, MAX_LETTERS), found);
  return found;
}

function addWords(words: readonly string[], found: Set<number>): void {
  let before = 0;
  for (const word of words) {
    const here = hash(word, PART.word);
    found.add(folded(here, BUCKETS));
    found.add(folded(joined(joined(before, here), PART.words), BUCKETS));
    before = here;
  }
}

/** Neighbours, three in a row, and pairs with up to three words between. */
function addClasses(words: readonly string[], found: Set<number>): void {
  const classes = words.map(classHash);
  for (let at = 0; at < classes.length; at++) {
    const here = classes[at] ?? 0;
    const back = (steps: number) => classes[at - steps] ?? 0;
    found.add(folded(here, BUCKETS));
    found.add(folded(joined(joined(back(1), here), PART.classes), BUCKETS));
    found.add(folded(joined(joined(joined(back(2), back(1)), here), PART.threeClasses), BUCKETS));
    found.add(folded(joined(joined(back(2), here), PART.nextButOne), BUCKETS));
    found.add(folded(joined(joined(back(3), here), PART.further), BUCKETS));
    found.add(folded(joined(joined(back(4), here), PART.further), BUCKETS));
  }
}

/** What is left when words without a class are left out: "could one of your clever people" is "may your people". */
function addSkeleton(words: readonly string[], found: Set<number>): void {
  const classes = words.map(classHash);
  for (let at = 0; at < classes.length; at++) {
    const here = classes[at] ?? 0;
    const back = (steps: number) => classes[at - steps] ?? 0;
    const three = joined(joined(back(2), back(1)), here);
    found.add(folded(joined(joined(back(1), here), PART.skeleton), BUCKETS));
    found.add(folded(joined(three, PART.threeOfSkeleton), BUCKETS));
    found.add(folded(joined(joined(back(3), three), PART.fourOfSkeleton), BUCKETS));
    found.add(folded(joined(joined(back(2), here), PART.nextButOneOfSkeleton), BUCKETS));
  }
}

/** What is said before and after a person, a desk, a call or a bot, in any order: "last time", "driver", "not" make it another's or none. */
function addAroundNamed(words: readonly string[], found: Set<number>): void {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const named = CLASS_OF.get(word);
    if (named === undefined || !NAMED.has(named)) continue;
    const here = classHash(word);
    for (const before of words.slice(Math.max(0, at - REACH_BEFORE), at)) {
      found.add(folded(joined(joined(classHash(before), here), PART.beforeNamed), BUCKETS));
    }
    for (const after of words.slice(at + 1, at + 1 + REACH_AFTER)) {
      found.add(folded(joined(joined(here, classHash(after)), PART.afterNamed), BUCKETS));
    }
  }
}

function classHash(word: string): number {
  return hash(CLASS_OF.get(word) ?? word, PART.class);
}

function addPieces(word: string, found: Set<number>): void {
  const padded = ` ${word} `;
  for (let from = 0; from + SHORTEST_PIECE <= padded.length; from++) {
    let extended = OFFSET ^ PART.piece;
    const end = Math.min(padded.length, from + LONGEST_PIECE);
    for (let at = from; at < end; at++) {
      extended = Math.imul(extended ^ padded.charCodeAt(at), PRIME);
      if (at - from + 1 >= SHORTEST_PIECE) found.add(folded(extended, BUCKETS));
    }
  }
}
