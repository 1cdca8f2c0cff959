// Recommendations: limits first, then rank, then variety. Each comes with its true reason; an empty list with what to relax.

import type { Product } from '../data/business.js';
import type { Wish } from '../data/conversation.js';
import type { Preference } from '../data/customer.js';
import type { Day, OrderNumber, ProductId } from '../data/ids.js';
import { type Constraint, constraintsOf, everyConstraint, passing } from './constraints.js';
import type { EaseModel } from './ease.js';
import { byScore, type Ranking, type RecommendedItem, rankingFor } from './rank.js';
import { chosen } from './variety.js';

/** What the customer owns, with the newest order it came with. */
export type Owned = ReadonlyMap<ProductId, { readonly order: OrderNumber; readonly placedOn: Day }>;

export interface RecommendationInput {
  readonly products: readonly Product[];
  readonly owned: Owned;
  readonly preferences: readonly Preference[];
  readonly wish: Wish;
  readonly model: EaseModel;
  /** Customers who own each product. */
  readonly popularity: ReadonlyMap<ProductId, number>;
  /** At most so many items. */
  readonly limit: number;
  /** Not these, say because they were just shown. */
  readonly exclude: ReadonlySet<ProductId>;
}

/** The one constraint without which most products would be left. */
export interface Relaxation {
  readonly constraint: Constraint;
  /** Products that would pass then. */
  readonly gives: number;
  /** One of them: the cheapest for a price, else the best. */
  readonly example: Product;
}

export type RecommendationResult =
  | { readonly kind: 'found'; readonly items: readonly RecommendedItem[] }
  /** `excluded` counts those that fit but were not to be shown again; no `relax`: no single constraint is the cause. */
  | { readonly kind: 'nothing'; readonly excluded: number; readonly relax?: Relaxation };

/**
 * What is new for this customer: in stock, within every limit of preferences and wish, not owned, not excluded.
 * The wish and the preferences limit together, so of two prices the stricter holds.
 * One pass over the catalogue; a second where nothing fits, to find what is in the way.
 */
export function recommend(input: RecommendationInput): RecommendationResult {
  const { products, owned, exclude } = input;
  const constraints = everyConstraint(input.preferences, input.wish);
  const ranking = rankingOf(input);
  const fits = within(constraints);
  const scored = products.flatMap((product) =>
    product.stock > 0 && fits(product) && !owned.has(product.id) && !exclude.has(product.id)
      ? [{ product, score: ranking.score(product) }]
      : [],
  );
  if (scored.length === 0) {
    const { excluded, failingOne } = keptOut(input, constraints);
    const relax = relaxation(ranking, constraints, failingOne);
    return { kind: 'nothing', excluded, ...(relax ? { relax } : {}) };
  }
  const items = chosen(scored, input.limit, !asksForCategory(constraints));
  return { kind: 'found', items: items.map(({ product }) => ranking.item(product)) };
}

interface KeptOut {
  /** How many would fit but are not to be shown. */
  readonly excluded: number;
  /** What one constraint alone keeps out, by that constraint. */
  readonly failingOne: ReadonlyMap<Constraint, readonly Product[]>;
}

function keptOut(
  { products, owned, exclude }: RecommendationInput,
  constraints: readonly Constraint[],
): KeptOut {
  const tests: readonly Test[] = constraints.map((constraint) => ({
    constraint,
    passes: passing(constraint),
  }));
  const failingOne = new Map(constraints.map((constraint) => [constraint, [] as Product[]]));
  let excluded = 0;
  for (const product of products) {
    if (product.stock <= 0 || owned.has(product.id)) continue;
    const reason = keptOutBy(tests, product);
    if (reason === 'several') continue;
    if (exclude.has(product.id)) excluded += reason ? 0 : 1;
    else if (reason) failingOne.get(reason)?.push(product);
  }
  return { excluded, failingOne };
}

interface Test {
  readonly constraint: Constraint;
  readonly passes: (product: Product) => boolean;
}

/** @returns the one constraint that keeps it out, `undefined` where none does. */
function keptOutBy(tests: readonly Test[], product: Product): Constraint | 'several' | undefined {
  let found: Constraint | undefined;
  for (const { constraint, passes } of tests) {
    if (passes(product)) continue;
    if (found) return 'several';
    found = constraint;
  }
  return found;
}

export interface BoughtBefore {
  readonly product: Product;
  readonly order: OrderNumber;
  readonly placedOn: Day;
}

/** What the customer owns and could buy again: in stock and within the limits, the most recent first. */
export function buyAgain(
  input: Pick<RecommendationInput, 'products' | 'owned' | 'preferences' | 'wish' | 'limit'>,
): readonly BoughtBefore[] {
  return input.products
    .filter(({ stock }) => stock > 0)
    .filter(within(constraintsOf(input.preferences, input.wish)))
    .flatMap((product) => {
      const bought = input.owned.get(product.id);
      return bought ? [{ product, ...bought }] : [];
    })
    .sort((a, b) =>
      a.placedOn === b.placedOn ? (a.product.id < b.product.id ? -1 : 1) : a.placedOn < b.placedOn ? 1 : -1,
    )
    .slice(0, input.limit);
}

/** A comparison of numbers comes before one of words: it is quicker, and most products end there. */
function within(constraints: readonly Constraint[]): (product: Product) => boolean {
  const isOfWords = ({ subject }: Constraint) => (subject.kind === 'attribute' ? 1 : 0);
  const tests = constraints.toSorted((a, b) => isOfWords(a) - isOfWords(b)).map(passing);
  return (product) => tests.every((passes) => passes(product));
}

function rankingOf(input: RecommendationInput): Ranking {
  const { before: _, ...wish } = input.wish;
  return rankingFor({
    owned: [...input.owned.keys()],
    preferences: input.preferences,
    model: input.model,
    popularity: input.popularity,
    wished: Object.values(wish).some((value) => value !== undefined),
  });
}

function asksForCategory(constraints: readonly Constraint[]): boolean {
  return constraints.some(
    ({ subject, must }) => must && subject.kind === 'attribute' && subject.attribute === 'category',
  );
}

function relaxation(
  ranking: Ranking,
  constraints: readonly Constraint[],
  failingOne: ReadonlyMap<Constraint, readonly Product[]>,
): Relaxation | undefined {
  const options = constraints.flatMap((constraint) => {
    const products = failingOne.get(constraint) ?? [];
    const best = bestOf(products, ranking);
    if (!best) return [];
    const example = constraint.subject.kind === 'max-price' ? cheapest(products, best) : best;
    return [{ constraint, gives: products.length, example }];
  });
  // The sort is stable and the wish's constraints come first: between equals, a search bends before a kept preference.
  return options.sort((a, b) => b.gives - a.gives)[0];
}

function bestOf(products: readonly Product[], ranking: Ranking): Product | undefined {
  const [first, ...others] = products.map((product) => ({ product, score: ranking.score(product) }));
  return others.reduce((best, each) => (best && byScore(each, best) < 0 ? each : best), first)?.product;
}

function cheapest(products: readonly Product[], start: Product): Product {
  return products.reduce((least, product) => (product.price < least.price ? product : least), start);
}
