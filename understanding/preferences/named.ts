// What a message names: catalogue values, products also by a short name, and colours and materials that the catalogue lacks. Pure.

import type { ProductId } from '../../data/ids.js';
import { singular } from '../spelling.js';
import { type Mention, mentionsIn, type Vocabulary } from '../vocabulary.js';
import type { Token } from '../words.js';
import { HOUSEHOLD } from './household-words.js';
import { NUMBER } from './numbers.js';

/** A mention, or a colour or material of English that this catalogue has not. */
export type Named =
  | Mention
  | {
      readonly kind: 'lacking';
      readonly attribute: 'colour' | 'material';
      readonly word: string;
      readonly from: number;
      readonly to: number;
    };

/** Whether a word can be wished or avoided at all. */
export type IsNoun = (word: Token) => boolean;

const setOf = (words: string) => new Set(words.split(' '));
const COLOURS = setOf(
  'pink purple orange violet lilac turquoise teal beige mauve burgundy maroon magenta ivory navy crimson indigo taupe khaki ochre fuchsia scarlet cyan blue green red yellow white black grey brown cream terracotta',
);
const MATERIALS = setOf(
  'velvet polyester plastic acrylic nylon wicker fleece fur mohair cashmere viscose marble mahogany teak walnut concrete suede denim satin corduroy hemp latex mdf chipboard plywood birch beech maple chrome aluminium enamel porcelain stoneware alpaca merino rayon microfibre microfiber polypropylene pvc tweed melamine bronze leather leatherette wool cotton linen silk jute rattan oak pine bamboo steel glass ceramic brass',
);
/** Words one slip from a material or colour that are meant as they stand. */
const NO_SLIP = setOf(
  'write wrote writing steer lines liner lined blank threw chain greet creak brawn glance creep creeps',
);

/** @returns everything named, in order, none inside another. `message` has the tokens' own letters. */
export function namedIn(message: string, tokens: readonly Token[], vocabulary: Vocabulary): readonly Named[] {
  const bared = tokens.map(bare);
  const products = shortlyNamed(message, bared, vocabulary);
  const mentions = mentionsIn(bared, vocabulary).filter(
    ({ from, to }) =>
      !NO_SLIP.has(tokens[from]?.text ?? '') && !products.some((each) => from < each.to && each.from < to),
  );
  const named: Named[] = [...mentions, ...products];
  const isTaken = (place: number) => named.some(({ from, to }) => from <= place && place < to);
  for (const [from, { text }] of bared.entries()) {
    const attribute = COLOURS.has(text) ? 'colour' : MATERIALS.has(text) ? 'material' : undefined;
    if (attribute && !isTaken(from))
      named.push({ kind: 'lacking', attribute, word: text, from, to: from + 1 });
  }
  return named.sort((a, b) => a.from - b.from);
}

/** "Leather's a no": the word itself. */
function bare(token: Token): Token {
  return token.text.endsWith("'s") ? { ...token, text: token.text.slice(0, -2) } : token;
}

/** @returns whether a word is one of home goods, of a product's name or, by its capital, a maker's. */
export function nounsOf(message: string, vocabulary: Vocabulary): IsNoun {
  const { words } = catalogueOf(vocabulary);
  return ({ text, start }) => {
    const word = singular(text);
    return (
      HOUSEHOLD.has(word) ||
      HOUSEHOLD.has(text) ||
      words.has(word) ||
      /(?:[a-z]able|proof|-free|resistant)$/.test(text) ||
      (start > 0 &&
        /^\p{Lu}\p{L}/u.test(message.slice(start, start + 2)) &&
        !/[.!?]\s*$/.test(message.slice(start - 3, start)))
    );
  };
}

interface ShortName {
  readonly id: ProductId;
  /** The last word of the name, in the singular. */
  readonly head: string;
}

/** "The Badger bag" is the Badger sleeping bag; "my Tern", with its capital, the Tern floor lamp. */
function shortlyNamed(message: string, tokens: readonly Token[], vocabulary: Vocabulary): readonly Mention[] {
  const { byFirst } = catalogueOf(vocabulary);
  return tokens.flatMap(({ text, start }, from): Mention[] => {
    const called = byFirst.get(text);
    if (!called || called.length === 0) return [];
    const next = singular(tokens[from + 1]?.text ?? '');
    const [one, other] = called.filter(({ head }) => head === next);
    if (one && !other) return [{ kind: 'product', productId: one.id, from, to: from + 2 }];
    const [only, another] = called;
    const isName = /^\p{Lu}\p{Ll}/u.test(message.slice(start, start + 2));
    const before = tokens[from - 1]?.text ?? '';
    const isCalled = /^(?:the|my|our|your|a|another|this|that)$/.test(before) && !/^\p{L}/u.test(next);
    return only && !another && isName && isCalled
      ? [{ kind: 'product', productId: only.id, from, to: from + 1 }]
      : [];
  });
}

interface Catalogue {
  /** Products by the first word of their names, where that word is no value of the catalogue. */
  readonly byFirst: ReadonlyMap<string, readonly ShortName[]>;
  /** The last words of all names, in the singular. */
  readonly words: ReadonlySet<string>;
}

const IS_NUMBER = new RegExp(`^${NUMBER}$`);
const kept = new WeakMap<Vocabulary, Catalogue>();

function catalogueOf(vocabulary: Vocabulary): Catalogue {
  const known = kept.get(vocabulary);
  if (known) return known;
  const values = new Set(vocabulary.terms.map(({ words }) => words[0]));
  const byFirst = new Map<string, ShortName[]>();
  const heads = new Set<string>();
  for (const { id, words } of vocabulary.products) {
    const [first = '', ...rest] = words;
    const head = singular(rest.at(-1) ?? '');
    if (head === '' || IS_NUMBER.test(first)) continue;
    if (!IS_NUMBER.test(head)) heads.add(head);
    if (!values.has(singular(first))) byFirst.set(first, [...(byFirst.get(first) ?? []), { id, head }]);
  }
  const catalogue = { byFirst, words: heads };
  kept.set(vocabulary, catalogue);
  return catalogue;
}
