// The business's own words for what it sells, and where they stand in a text. Knows no likes, no limits and no intents.

import type { Product } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { NameIndex } from './name-index.js';
import { singular } from './spelling.js';
import { rarestWords, WordIndex } from './word-index.js';
import { sameWord, type Token, wordsOf } from './words.js';

export type Attribute = 'material' | 'colour' | 'room' | 'category';

/** A way to say one or several catalogue values: `polyester` says `recycled polyester`. */
export interface Term {
  readonly words: readonly string[];
  readonly attribute: Attribute;
  /** Catalogue values, the nearest first. */
  readonly values: readonly string[];
  /** The word itself, where it stands for a kind of several values: `metal`. */
  readonly said?: string;
  /** Of a category that is several things, the one that is meant: `throws` of "cushions and throws". */
  readonly part?: string;
}

export interface NamedProduct {
  readonly id: ProductId;
  readonly words: readonly string[];
}

export interface Vocabulary {
  /** Longest first, so that `living room` is found before `room`. */
  readonly terms: readonly Term[];
  readonly products: readonly NamedProduct[];
  /** Every product by the words of its name. */
  readonly names: NameIndex<ProductId>;
  /** Which terms and products a text may name, by the rarest word of each. */
  readonly found: { readonly terms: WordIndex; readonly products: WordIndex };
}

/** Further ways to say a catalogue value, as `couch` → `sofa`; one whose value the catalogue lacks is left out. */
export type Synonyms = Readonly<Record<string, string>>;

/** A catalogue value or product that a text names. */
export type Mention = { readonly from: number; readonly to: number } & (
  | {
      readonly kind: 'attribute';
      readonly attribute: Attribute;
      readonly values: readonly string[];
      readonly said?: string;
      readonly part?: string;
    }
  | { readonly kind: 'product'; readonly productId: ProductId }
);

const ENGLISH: Synonyms = {
  lounge: 'living room',
  'sitting room': 'living room',
  'front room': 'living room',
  'family room': 'living room',
  office: 'study',
  'home office': 'study',
  workroom: 'study',
  hall: 'hallway',
  entrance: 'hallway',
  corridor: 'hallway',
  bath: 'bathroom',
  terrace: 'balcony',
  patio: 'garden',
  outdoors: 'garden',
  outdoor: 'garden',
  'camping trip': 'camping',
  carpet: 'rugs',
  light: 'lamps',
  lighting: 'lamps',
  pillow: 'cushions',
  blanket: 'throws',
  couch: 'sofas',
  settee: 'sofas',
  stool: 'chairs',
  armchair: 'chairs',
  shelf: 'storage',
  cupboard: 'storage',
  cabinet: 'storage',
  drawers: 'storage',
  sheets: 'bedding',
  duvet: 'bedding',
  cookware: 'kitchen',
  decoration: 'decor',
  decorations: 'decor',
  gray: 'grey',
  feathers: 'feather',
  woollen: 'wool',
  woolen: 'wool',
  pottery: 'ceramic',
  ceramics: 'ceramic',
};

/** English words for kinds of materials; of each kind, those that the catalogue has. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  metal: ['steel', 'aluminium', 'brass', 'iron', 'copper', 'tin', 'zinc', 'silver', 'bronze', 'chrome'],
  wood: 'oak pine ash acacia larch beech birch walnut teak maple cherry spruce fir cedar elm wood'.split(' '),
};
const KIND_WORDS: Readonly<Record<string, string>> = { metallic: 'metal', wooden: 'wood', timber: 'wood' };

/** Not what it sounds like: who avoids leather may like these. */
const IMITATION = /\b(?:faux|vegan|artificial|imitation|fake|look)\b/;
/** Catalogue words that are mostly something else in a sentence: only taken beside another mention or right after a cue. */
export const SLIPPERY: ReadonlySet<string> = new Set([
  'down',
  'light',
  'natural',
  'gold',
  'rose',
  'bath',
  'hall',
  'clear',
]);

/**
 * @param products the catalogue; materials, colours, rooms, categories and names are taken from it.
 * @param synonyms the business's own, which win over the common English ones.
 */
export function vocabularyOf(products: Iterable<Product>, synonyms: Synonyms = {}): Vocabulary {
  const catalogue = [...products];
  const terms = new TermTable();
  for (const attribute of ATTRIBUTES) {
    const values = [...new Set(catalogue.flatMap((product) => valuesOf(product, attribute)))];
    for (const value of values) terms.add(attribute, value, value);
    for (const value of values)
      for (const said of waysToSay(value, attribute)) {
        const part = attribute === 'category' && thingsIn(value).includes(said) ? said : undefined;
        terms.add(attribute, said, value, part);
      }
  }
  for (const [said, meant] of Object.entries({ ...ENGLISH, ...synonyms })) terms.addSynonym(said, meant);
  for (const [kind, members] of Object.entries(KINDS)) {
    const values = [...new Set(catalogue.flatMap(({ materials }) => materials))];
    const meant = values.filter(
      (value) => !IMITATION.test(value) && members.some((member) => wordsOf(value).at(-1) === member),
    );
    for (const said of [kind, ...Object.keys(KIND_WORDS).filter((word) => KIND_WORDS[word] === kind)])
      terms.addKind(said, kind, meant);
  }
  const byLength = (a: { words: readonly string[] }, b: { words: readonly string[] }) =>
    b.words.length - a.words.length;
  const sorted = terms.list().sort(byLength);
  const named = catalogue.map(({ id, name }) => ({ id, words: wordsOf(name) })).sort(byLength);
  return {
    terms: sorted,
    products: named,
    names: new NameIndex(catalogue.map(({ id, name }) => ({ id, label: name }))),
    found: { terms: indexOf(sorted), products: indexOf(named) },
  };
}

function indexOf(named: readonly { readonly words: readonly string[] }[]): WordIndex {
  return new WordIndex(rarestWords(named.map(({ words }) => words)));
}

const ATTRIBUTES = ['material', 'colour', 'room', 'category'] as const;

function valuesOf(product: Product, attribute: Attribute): readonly string[] {
  switch (attribute) {
    case 'material':
      return product.materials;
    case 'colour':
      return product.colours;
    case 'room':
      return product.rooms;
    case 'category':
      return [product.category];
  }
}

/** The things that a value is made of: "cushions" and "throws"; empty where it is one thing. */
export function thingsIn(value: string): readonly string[] {
  const listed = value.split(/\s*(?:&|\/|,|\band\b)\s*/i).filter((part) => part !== '');
  return listed.length > 1 ? listed : [];
}

/** Shorter ways to say a value: "cushions" of "cushions and throws", "wool" of "merino wool". */
function waysToSay(value: string, attribute: Attribute): readonly string[] {
  const parts = thingsIn(value);
  // The last word is the thing itself; but rooms are told apart by their first word, and vegan leather is no leather.
  const head = wordsOf(value).at(-1);
  return head !== undefined && attribute !== 'room' && !IMITATION.test(value) ? [...parts, head] : parts;
}

class TermTable {
  readonly #terms = new Map<
    string,
    {
      readonly words: readonly string[];
      readonly attribute: Attribute;
      readonly values: string[];
      readonly said?: string;
      readonly part?: string;
    }
  >();

  add(attribute: Attribute, said: string, value: string, part?: string): void {
    const words = wordsOf(said).map(singular);
    if (words.length === 0) return;
    const key = keyOf(attribute, said);
    const term = this.#terms.get(key);
    if (!term)
      this.#terms.set(key, { words, attribute, values: [value], ...(part === undefined ? {} : { part }) });
    else if (!term.values.includes(value)) term.values.push(value);
  }

  /** A word that is the catalogue's own keeps its own meaning. */
  addSynonym(said: string, meant: string): void {
    for (const attribute of ATTRIBUTES) {
      const term = this.#terms.get(keyOf(attribute, meant));
      if (!term || this.#terms.has(keyOf(attribute, said))) continue;
      for (const value of term.values) this.add(attribute, said, value, term.part);
    }
  }

  /** A kind of material; a value of the catalogue with this very name keeps it. */
  addKind(word: string, said: string, values: readonly string[]): void {
    const key = keyOf('material', word);
    if (values.length === 0 || this.#terms.has(key)) return;
    this.#terms.set(key, { words: [word], attribute: 'material', values: [...values], said });
  }

  list(): Term[] {
    return [...this.#terms.values()];
  }
}

function keyOf(attribute: Attribute, said: string): string {
  return `${attribute}:${wordsOf(said).map(singular).join(' ')}`;
}

/**
 * Finds products by their whole name and catalogue values by their words, singular or plural, with one slip in words of 5 letters and more.
 * What belongs to a product's name is not found again as an attribute. `from` and `to` number tokens, `to` exclusive.
 */
export function mentionsIn(tokens: readonly Token[], vocabulary: Vocabulary): readonly Mention[] {
  const known = found.get(tokens);
  if (known?.vocabulary === vocabulary) return known.mentions;
  const mentions = findMentions(tokens, vocabulary);
  found.set(tokens, { vocabulary, mentions });
  return mentions;
}

/** A turn looks through its message several times. */
const found = new WeakMap<
  readonly Token[],
  { readonly vocabulary: Vocabulary; readonly mentions: readonly Mention[] }
>();

function findMentions(tokens: readonly Token[], vocabulary: Vocabulary): readonly Mention[] {
  const mentions: Mention[] = [];
  const taken = new Set<number>();
  const claim = (from: number, length: number): boolean => {
    for (let i = from; i < from + length; i++) if (taken.has(i)) return false;
    for (let i = from; i < from + length; i++) taken.add(i);
    return true;
  };
  for (const product of namedIn(tokens, vocabulary.products, vocabulary.found.products)) {
    // A one-word name ("Table") says too little to be told from the word.
    if (product.words.length < 2) continue;
    for (const from of placesOf(product.words, tokens)) {
      if (!claim(from, product.words.length)) continue;
      mentions.push({ kind: 'product', productId: product.id, from, to: from + product.words.length });
    }
  }
  // First as written, then with slips: "steel" is never a mistyped "steal" where it stands as itself.
  const terms = namedIn(tokens, vocabulary.terms, vocabulary.found.terms);
  for (const tolerant of [false, true]) {
    for (const { words, attribute, values, said, part } of terms) {
      for (const from of placesOf(words, tokens, tolerant)) {
        if (!claim(from, words.length)) continue;
        const to = from + words.length;
        mentions.push({
          kind: 'attribute',
          ...{ attribute, values, from, to },
          ...(said ? { said } : {}),
          ...(part ? { part } : {}),
        });
      }
    }
  }
  return mentions.sort((a, b) => a.from - b.from);
}

/** @returns those of the list whose rarest word is said, in the list's order. */
function namedIn<T>(tokens: readonly Token[], list: readonly T[], index: WordIndex): readonly T[] {
  const found = new Set(
    tokens.flatMap(({ text }) => index.meant(text).flatMap((word) => index.having(word))),
  );
  return [...found].sort((a, b) => a - b).flatMap((place) => list[place] ?? []);
}

function placesOf(words: readonly string[], tokens: readonly Token[], tolerant = true): readonly number[] {
  const places: number[] = [];
  for (let from = 0; from + words.length <= tokens.length; from++) {
    const here = words.every((word, i) => {
      const typed = tokens[from + i]?.text ?? '';
      return tolerant ? sameWord(typed, word) : singular(typed) === singular(word);
    });
    if (here) places.push(from);
  }
  return places;
}
