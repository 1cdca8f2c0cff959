// Which of many names a text says, by the weight of the words that it says of each. Knows no prices and no dialogs.

import { singular } from './spelling.js';
import { WordIndex, wordCounts } from './word-index.js';
import { wordsOf } from './words.js';

export interface Named<Id> {
  readonly id: Id;
  readonly label: string;
}

export interface NameScore<Id> {
  readonly id: Id;
  /** Weight of the name's words that were said. */
  readonly weight: number;
  /** The same over the weight of the whole name. */
  readonly share: number;
  /** Whether a word was said that few names have. */
  readonly distinct: boolean;
  /** Whether the name's first word was said, exactly, and no other name has it: "the tern" is the Tern floor lamp. */
  readonly called: boolean;
}

/** Words of a name that are in this share of all names or more tell nothing apart. */
const COMMON = 0.2;
/**
 * So many names are weighed at most, those with the rarest of the said words first: a word of a thousand names tells none of them apart,
 * and one message must not cost more for a larger catalogue.
 */
const WEIGHED = 200;

export class NameIndex<Id extends string> {
  readonly #words: readonly (readonly string[])[];
  readonly #counts: ReadonlyMap<string, number>;
  readonly #index: WordIndex;
  /** Places of the names by their ids in words: `lamp-ember`. */
  readonly #byId = new Map<string, number[]>();
  #longestId = 0;

  constructor(private readonly named: readonly Named<Id>[]) {
    this.#words = named.map(({ label }) => wordsOf(label));
    this.#counts = wordCounts(this.#words);
    this.#index = new WordIndex(this.#words);
    for (const [place, { id }] of named.entries()) {
      const words = wordsOf(id);
      const key = words.join('-');
      // A short id is also a word or a number.
      if (words.length === 0 || id.length <= 3) continue;
      this.#byId.set(key, [...(this.#byId.get(key) ?? []), place]);
      this.#longestId = Math.max(this.#longestId, words.length);
    }
  }

  /** @returns those whose id stands in the text, in the order of the list. */
  withId(text: string): readonly Id[] {
    const words = wordsOf(text);
    const found = new Set<number>();
    for (let from = 0; from < words.length; from++) {
      for (let length = 1; length <= this.#longestId && from + length <= words.length; length++) {
        for (const place of this.#byId.get(words.slice(from, from + length).join('-')) ?? [])
          found.add(place);
      }
    }
    return [...found].sort((a, b) => a - b).flatMap((place) => this.named[place]?.id ?? []);
  }

  /** Weighs each word of a name by how few names have it, as idf does. @returns those of which a word was said, best first. */
  scored(typed: readonly string[]): readonly NameScore<Id>[] {
    const meant = new Set(typed.flatMap((word) => this.#index.meant(word)));
    return this.#candidates(meant)
      .map((place) => this.#score(place, typed, meant))
      .sort((a, b) => b.weight * b.share - a.weight * a.share);
  }

  #candidates(meant: ReadonlySet<string>): readonly number[] {
    const lists = [...meant].map((word) => this.#index.having(word));
    const found = new Set<number>();
    for (const list of lists.toSorted((a, b) => a.length - b.length)) {
      for (const place of list) {
        if (found.size === WEIGHED) break;
        found.add(place);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  #score(place: number, typed: readonly string[], meant: ReadonlySet<string>): NameScore<Id> {
    const { id } = this.named[place] as Named<Id>;
    const name = this.#words[place] ?? [];
    const countOf = (word: string) => this.#counts.get(word) ?? 1;
    const weightOf = (word: string) => Math.log(1 + this.named.length / countOf(word));
    const said = name.filter((word) => meant.has(singular(word)));
    const weight = said.reduce((sum, word) => sum + weightOf(word), 0);
    const whole = name.reduce((sum, word) => sum + weightOf(word), 0);
    const first = name[0] ?? '';
    return {
      id,
      weight,
      share: whole === 0 ? 0 : weight / whole,
      distinct: said.some((word) => countOf(word) <= Math.max(1, COMMON * this.named.length)),
      called: first.length >= 4 && this.#counts.get(first) === 1 && typed.includes(first),
    };
  }
}
