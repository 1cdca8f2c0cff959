// What a request asks for besides room, colour and price: "not another candle", "vegan", "a duvet". Goes with its search and is not kept.

import type { Product } from '../data/business.js';
import type { AskedWish, Wish } from '../data/conversation.js';
import type { ProductId } from '../data/ids.js';
import type { Subject } from '../recommendations/index.js';
import { readWishes, singular, thingsIn, type Vocabulary } from '../understanding/index.js';
import type { StatedWish } from '../understanding/stated.js';
import { mentionsIn, SLIPPERY } from '../understanding/vocabulary.js';
import { tokensOf, wordsOf } from '../understanding/words.js';
import { SOMEBODY } from './recipient.js';
import type { Turn } from './turn.js';

/**
 * Adds to a search what its words say for it alone, and takes out of it what they say to avoid.
 * @param wish the fields that were read from the text.
 */
export function withAsked(text: string, wish: Wish, turn: Turn): Wish {
  const stated = statedFor(text, wish, turn);
  const avoided = stated
    .filter(isAvoided)
    .flatMap(({ subject }) =>
      subject.kind === 'attribute' ? subject.values.map((value) => `${subject.attribute}:${value}`) : [],
    );
  const thing = thingAsked(text, turn.services.business.products, turn.services.vocabulary, stated);
  const left = { ...wish };
  for (const field of ['room', 'category', 'colour', 'material'] as const) {
    if (avoided.includes(`${field}:${left[field]}`)) delete (left as { [f in typeof field]?: string })[field];
  }
  const { category: _, part: _part, ...elsewhere } = left;
  const asked = [
    ...(thing === undefined ? [] : [thingWish(thing, turn)]),
    ...stated.flatMap((each) => askedOf(each, turn)),
  ];
  return {
    ...(thing === undefined ? left : elsewhere),
    ...(asked.length > 0 ? { asked: together(wish.asked ?? [], asked) } : {}),
  };
}

/** Of wishes about the same, the newer holds. */
export function together(before: readonly AskedWish[], now: readonly AskedWish[]): readonly AskedWish[] {
  const key = ({ subject }: AskedWish) => JSON.stringify(subject);
  const said = new Set(now.map(key));
  return [...before.filter((each) => !said.has(key(each))), ...now];
}

/** @returns what a message says for the search alone, without what it asks to be shown. */
export function askedIn(text: string, wish: Wish, turn: Turn): readonly AskedWish[] {
  return statedFor(text, wish, turn).flatMap((each) => askedOf(each, turn));
}

/** What is said of others in a search for oneself ("my mother hates green") says nothing for it. */
function statedFor(text: string, { for: recipient }: Wish, turn: Turn): readonly StatedWish[] {
  const stated = readWishes(text, turn.services.vocabulary);
  if (recipient) return stated;
  return stated.filter(({ for: whose }) => whose === 'self' || whose === SOMEBODY);
}

function isAvoided({ kind }: StatedWish): boolean {
  return kind === 'must-not' || kind === 'dislike';
}

function askedOf(stated: StatedWish, turn: Turn): readonly AskedWish[] {
  const { kind, subject, words } = stated;
  const as = (each: Subject, strength: AskedWish['strength']): AskedWish => ({
    id: turn.services.newId(),
    subject: each,
    strength,
    words,
  });
  if (subject.kind === 'vegan') return kind === 'must' ? [as({ kind: 'vegan' }, 'must')] : [];
  if (isAvoided(stated) || kind === 'owned') {
    switch (subject.kind) {
      case 'attribute':
        return subject.values.map((value) =>
          as({ kind: 'attribute', attribute: subject.attribute, value }, 'must-not'),
        );
      case 'product':
        return [as({ kind: 'product', productId: subject.productId }, 'must-not')];
      case 'word':
        return [as({ kind: 'word', word: subject.word, in: kind === 'owned' ? 'name' : 'text' }, 'must-not')];
      default:
        return [];
    }
  }
  // A value of the catalogue is asked for as a field of the search.
  if (subject.kind !== 'word' || (kind !== 'like' && kind !== 'must')) return [];
  return [as({ kind: 'word', word: subject.word, in: 'text' }, 'like')];
}

function thingWish(thing: string, turn: Turn): AskedWish {
  const { newId } = turn.services;
  return { id: newId(), subject: { kind: 'word', word: thing, in: 'name' }, strength: 'must', words: thing };
}

/** Whose the thing is, or where what is looked for shall go: it is not asked for itself. */
const NOT_ASKED =
  /(?:\b(?:something|anything|someone|very|too|so|quite|my|your|our|his|her|their|this|that|with|near|beside|behind|under|on|over|has|bought|owns?|given?|gave|than)|\b(?:next to|for|of|on|in|at|to) the|\b(?:has|bought|gave|got me|next to|near|on|with) an?)$/;

/**
 * What kind of thing is asked for, where products are called so and no category is: "candles", "a duvet".
 * @returns the customer's word.
 */
export function thingAsked(
  text: string,
  products: ReadonlyMap<ProductId, Product>,
  vocabulary: Vocabulary,
  stated: readonly StatedWish[] = readWishes(text, vocabulary),
): string | undefined {
  const { heads, categories } = namesOf(products);
  const tokens = tokensOf(text);
  const mentions = mentionsIn(tokens, vocabulary);
  const inProduct = (at: number) =>
    mentions.some(({ kind, from, to }) => kind === 'product' && at >= from && at < to);
  const plain = text.toLowerCase();
  const avoided = (start: number) =>
    stated.some(
      (wish) =>
        (isAvoided(wish) || wish.kind === 'owned') &&
        start >= wish.start &&
        start < wish.start + wish.words.length,
    );
  const words = tokens.map(({ text: said }) => singular(said));
  // Whoever asks for a category by its name means all of it.
  if (words.some((said) => categories.has(said))) return undefined;
  const found = tokens.find(({ start }, at) => {
    const said = words[at] ?? '';
    if (!heads.has(said) || SLIPPERY.has(said) || inProduct(at) || avoided(start)) return false;
    return !NOT_ASKED.test(plain.slice(0, start).trimEnd()) && endsPhrase(words[at + 1]);
  });
  return found?.text;
}

/** "A candle holder" is no candle. */
function endsPhrase(next: string | undefined): boolean {
  return next === undefined || !/\p{L}/u.test(next) || FOLLOWS.has(next);
}
const FOLLOWS = new Set(
  'for in under below up over between around about with without of from that which made at as and or but not no please on to max by than any too instead'.split(
    ' ',
  ),
);

interface Names {
  /** What products are: the last word before a comma, "of" or "for", singular. */
  readonly heads: ReadonlySet<string>;
  /** The words that name categories, singular. */
  readonly categories: ReadonlySet<string>;
}

const known = new WeakMap<ReadonlyMap<ProductId, Product>, Names>();

function namesOf(products: ReadonlyMap<ProductId, Product>): Names {
  const found = known.get(products) ?? readNames([...products.values()]);
  known.set(products, found);
  return found;
}

function readNames(products: readonly Product[]): Names {
  const things = products.flatMap(({ category }) => [category, ...thingsIn(category)]);
  const rooms = new Set(products.flatMap((product) => product.rooms));
  return {
    heads: new Set(
      products.flatMap(({ name }) => {
        const [called = ''] = name.split(/,|\s(?:of|for|with|in)\s/);
        const head = wordsOf(called).at(-1);
        return head === undefined || head.length < 3 ? [] : [singular(head)];
      }),
    ),
    // "Candles for the kitchen" are not all that the kitchen has.
    categories: new Set(
      things.filter((thing) => !rooms.has(thing)).map((thing) => singular(wordsOf(thing).at(-1) ?? '')),
    ),
  };
}
