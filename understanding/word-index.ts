// Finds names by their words, in singular or plural and with a slip, without looking at each name. Knows no products.

import { SpellingIndex, singular } from './spelling.js';

/** Names are numbered in the order given. */
export class WordIndex {
  /** Numbers of the names that have a word, by its singular. */
  readonly #names = new Map<string, number[]>();
  readonly #spelling: SpellingIndex;

  constructor(names: readonly (readonly string[])[]) {
    for (const [number, words] of names.entries()) {
      for (const word of new Set(words.map(singular))) {
        const known = this.#names.get(word);
        if (known) known.push(number);
        else this.#names.set(word, [number]);
      }
    }
    this.#spelling = new SpellingIndex(this.#names.keys());
  }

  /** @returns the singulars of the names' words that `typed` may be (`sameWord`). */
  meant(typed: string): readonly string[] {
    return this.#spelling.meant(singular(typed));
  }

  /** @returns the numbers of the names that have a word with this singular, ascending. */
  having(word: string): readonly number[] {
    return this.#names.get(word) ?? [];
  }
}

/** @returns for each name its word that the fewest names have: where it stands not, the name does not. */
export function rarestWords(names: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const counts = wordCounts(names);
  const countOf = (word: string) => counts.get(word) ?? 0;
  return names.map((words) => {
    const [first, ...others] = words;
    if (first === undefined) return [];
    return [others.reduce((rarest, word) => (countOf(word) < countOf(rarest) ? word : rarest), first)];
  });
}

/** @returns in how many names each word stands. */
export function wordCounts(names: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const words of names) {
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
