// Spelling tolerance: when two words are one slip apart, and which known word was meant. Knows letters only.

import { stemOf } from './stems.js';

/** Words that stand one slip from a word of furnishing and are none. */
const REAL_WORDS = new Set(
  'while which those these there where their class block steal stood chain greet greed grown think thing things would could should still stone maybe never every other about after again right light first found house table chair store stole trade back line lines short self plan plans planet plane create share father cover write touch train trial trait score click laugh daily setting heat health mental medal sweet path officer battle raise pitch shape shame shake hero draft bunch beach closer quiet quit flood alter creep threw thrown clever'.split(
    ' ',
  ),
);

/**
 * @returns whether one insertion, deletion, substitution or swap of neighbours turns `a` into `b` (Damerau), or they are equal.
 */
export function withinOneSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length - 1;
  let endB = b.length - 1;
  while (endA >= start && endB >= start && a[endA] === b[endB]) {
    endA--;
    endB--;
  }
  const leftA = endA - start + 1;
  const leftB = endB - start + 1;
  if (leftA <= 1 && leftB <= 1) return true;
  return leftA === 2 && leftB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

/**
 * @returns whether `typed` may be meant as `known`: equal, or one slip apart where the known word has at least 5 letters, begins alike, and
 *   the typed one is no common word itself.
 */
export function meantAs(typed: string, known: string): boolean {
  if (typed === known) return true;
  if (known.length < 5 || typed.length < 4 || typed[0] !== known[0] || REAL_WORDS.has(typed)) return false;
  return withinOneSlip(typed, known);
}

/**
 * Finds the words of a list that a typed one may be meant as (`meantAs`), without looking at each: two words one slip apart have a
 * letter-deletion in common (the idea of SymSpell, Garbe 2012), so each known word is filed under its deletions.
 */
export class SpellingIndex {
  readonly #words = new Set<string>();
  readonly #byDeletion = new Map<string, string[]>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      if (this.#words.has(word)) continue;
      this.#words.add(word);
      // A shorter word is taken only as it is written.
      if (word.length < 5 || word.length > LONGEST) continue;
      for (const key of deletionsOf(word)) {
        const filed = this.#byDeletion.get(key);
        if (filed) filed.push(word);
        else this.#byDeletion.set(key, [word]);
      }
    }
  }

  /** @returns every known word that `typed` may be meant as, itself first. */
  meant(typed: string): readonly string[] {
    const found = new Set(this.#words.has(typed) ? [typed] : []);
    if (typed.length < 4 || typed.length > LONGEST) return [...found];
    for (const key of deletionsOf(typed)) {
      for (const known of this.#byDeletion.get(key) ?? []) if (meantAs(typed, known)) found.add(known);
    }
    return [...found];
  }
}

/** Longer ones are no words, and would cost as much as many. */
const LONGEST = 30;

function deletionsOf(word: string): ReadonlySet<string> {
  const deletions = new Set([word]);
  // The first letter is never mistaken (`meantAs`).
  for (let i = 1; i < word.length; i++) deletions.add(word.slice(0, i) + word.slice(i + 1));
  return deletions;
}

/** Shorter words are one slip from too many others. */
const SHORTEST_REPAIRED = 3;
/** Up to this length the first letter is taken as typed. */
const FIRST_LETTER_SURE = 4;
/** How much a pair of neighbours that was seen counts against how often the word itself was. */
const PAIR = 20;

export interface Speller {
  /** @returns the words with those repaired that are neither known here nor English. */
  repair(words: readonly string[]): readonly string[];
}

/**
 * Builds a repair over the words of a language that is known well, here the business's own sentences: an unknown word becomes the known one
 * within one slip that is most frequent and fits best between its neighbours.
 * @param frequencies how often each word is used.
 * @param pairs how often two words, joined by a blank, follow each other.
 * @param isEnglish whether a word that is not known here is one all the same, and stays as it is.
 */
export function speller(
  frequencies: ReadonlyMap<string, number>,
  pairs: ReadonlyMap<string, number>,
  isEnglish: (word: string) => boolean,
): Speller {
  const index = new Map<string, string[]>();
  for (const word of frequencies.keys()) {
    if (word.length < SHORTEST_REPAIRED || word.length > LONGEST) continue;
    for (const key of allDeletionsOf(word)) {
      const filed = index.get(key);
      if (filed) filed.push(word);
      else index.set(key, [word]);
    }
  }
  const withinOne = (typed: string): ReadonlySet<string> => {
    const found = new Set<string>();
    for (const key of allDeletionsOf(typed)) {
      for (const known of index.get(key) ?? []) {
        const begins = known[0] === typed[0] || Math.min(known.length, typed.length) > FIRST_LETTER_SURE;
        if (begins && withinOneSlip(typed, known)) found.add(known);
      }
    }
    return found;
  };
  const candidatesFor = (typed: string): readonly string[] => {
    if (typed.length < SHORTEST_REPAIRED || typed.length > LONGEST || isEnglish(typed)) return [];
    const found = [...withinOne(typed)];
    const stem = stemOf(typed);
    // "Firms" is no slip of "farms", nor "bites" of "mites", but another form of "firm" is meant by it.
    const isForm = stem !== typed && (isEnglish(stem) || isEnglish(`${stem}e`));
    return isForm ? found.filter((known) => stemOf(known) === stem) : found;
  };
  const pair = (before: string | undefined, after: string | undefined) =>
    Math.log(1 + PAIR * (pairs.get(`${before ?? ''} ${after ?? ''}`) ?? 0));
  return {
    repair(words) {
      const repaired: string[] = [];
      for (const [i, word] of words.entries()) {
        let best = { word, fit: Number.NEGATIVE_INFINITY };
        if (!frequencies.has(word)) {
          for (const known of candidatesFor(word)) {
            const neighbours = pair(repaired[i - 1], known) + pair(known, words[i + 1]);
            const fit = Math.log(frequencies.get(known) ?? 1) + neighbours;
            if (fit > best.fit) best = { word: known, fit };
          }
        }
        repaired.push(best.word);
      }
      return repaired;
    },
  };
}

function allDeletionsOf(word: string): ReadonlySet<string> {
  const deletions = new Set([word]);
  for (let i = 0; i < word.length; i++) deletions.add(word.slice(0, i) + word.slice(i + 1));
  return deletions;
}

/**
 * @returns the word without a plural ending, roughly: good enough to compare `shelves` with `shelf`, not to print.
 */
export function singular(word: string): string {
  if (word.length <= 3 || /(?:ss|us|is)$/.test(word)) return word;
  if (/(?:shel|lea|hal|loa|scar)ves$/.test(word)) return `${word.slice(0, -3)}f`;
  if (word.endsWith('knives')) return `${word.slice(0, -3)}fe`;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sh|ch|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
