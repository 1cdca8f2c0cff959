// What a search for recommendations reads of the customer, the catalogue and what was said of the products shown. Ranks nothing.

import type { Product } from '../data/business.js';
import type { Wish } from '../data/conversation.js';
import type { ProductId } from '../data/ids.js';
import { inBasket } from '../data/shop-events.js';
import { compares, type RecommendationInput } from '../recommendations/index.js';
import { singular, thingsIn } from '../understanding/index.js';
import { countingWishes } from './counting-wishes.js';
import { ownedBy } from './owned.js';
import type { Turn } from './turn.js';

const SHOWN = 4;
/** What was put into the basket longer ago was thought better of. */
const BASKET_DAYS = 30;

/** The search as it is just now; the same again gives the same. */
export function searchFor(turn: Turn, wish: Wish): RecommendationInput {
  const { business, taste } = turn.services;
  const { record } = turn;
  const profiling = record.consent.relationship === 'open';
  // What the customer has, sent back or refused says nothing of a present.
  const own = wish.for === undefined;
  const goingBack = new Set(own ? record.returns.map(({ product }) => product) : []);
  const preferences = countingWishes(turn, wish);
  const disliked = preferences.flatMap(({ subject, strength }) =>
    subject.kind === 'product' && strength === 'dislike' ? [subject.productId] : [],
  );
  const products = wish.part === undefined ? listOf(business.products) : listOfPart(business.products, wish);
  return {
    products,
    // With the relationship declined, what somebody bought says nothing about what they are shown.
    owned: profiling && own ? ownedBy(turn.orders, goingBack) : new Map(),
    preferences,
    wish,
    ...(profiling && own ? { basket: basketOf(turn) } : {}),
    ...taste,
    limit: SHOWN,
    // What was just sent back is neither a reason nor a suggestion.
    exclude: new Set([
      ...goingBack,
      ...disliked,
      ...(wish.passed ?? []),
      ...failing(products, wish, business.products),
    ]),
  };
}

function basketOf({ record, now }: Turn): ReadonlySet<ProductId> {
  const since = new Date(now.getTime() - BASKET_DAYS * 24 * 60 * 60 * 1000).toISOString();
  return new Set(inBasket(record.shop, since).map(({ product }) => product));
}

function failing(
  products: readonly Product[],
  { compared = [] }: Wish,
  catalogue: ReadonlyMap<ProductId, Product>,
): readonly ProductId[] {
  const comparisons = compared.flatMap(({ how, than, ofKind }) => {
    const reference = catalogue.get(than);
    return reference ? [{ how, reference, ofKind: ofKind === true }] : [];
  });
  if (comparisons.length === 0) return [];
  const alone = comparisons.filter(({ ofKind }) => !ofKind);
  const kinds = comparisons.filter(({ ofKind }) => ofKind);
  const asked = (product: Product) =>
    alone.every(({ how, reference }) => compares(product, how, reference)) &&
    (kinds.length === 0 ||
      kinds.some(
        ({ how, reference }) => reference.category === product.category && compares(product, how, reference),
      ));
  return products.filter((product) => !asked(product)).map(({ id }) => id);
}

/** The catalogue as a list, the same one in every turn. */
const lists = new WeakMap<ReadonlyMap<ProductId, Product>, readonly Product[]>();

function listOf(products: ReadonlyMap<ProductId, Product>): readonly Product[] {
  const list = lists.get(products) ?? [...products.values()];
  lists.set(products, list);
  return list;
}

/** Without the other things of the same category: whoever asks for throws is shown no cushions. Kept, since a search is often edited. */
const partLists = new WeakMap<ReadonlyMap<ProductId, Product>, Map<string, readonly Product[]>>();

function listOfPart(
  products: ReadonlyMap<ProductId, Product>,
  { category = '', part = '' }: Wish,
): readonly Product[] {
  const known = partLists.get(products) ?? new Map<string, readonly Product[]>();
  partLists.set(products, known);
  const key = `${category}/${part}`;
  const others = thingsIn(category).filter((thing) => thing !== part);
  const list =
    known.get(key) ??
    listOf(products).filter(
      ({ category: own, name }) =>
        own !== category || saysThing(name, part) || !others.some((other) => saysThing(name, other)),
    );
  known.set(key, list);
  return list;
}

/** Whether a name says what it is, in singular or plural. */
function saysThing(name: string, thing: string): boolean {
  return name
    .toLowerCase()
    .split(/[\s-]+/)
    .some((word) => singular(word) === singular(thing));
}
