// Recommendations: limits first, then rank, then variety. Each comes with its true reason; an empty list with what to relax.

import type { Product } from '../data/business.js';
import type { Wish } from '../data/conversation.js';
import type { ProductId } from '../data/ids.js';
import { columnsOf } from './columns.js';
import type { Owned } from './companions.js';
import { type Constraint, everyConstraint, type Preferred, passing } from './constraints.js';
import type { Demands } from './demand.js';
import type { EaseModel } from './ease.js';
import { oneOfAFamily } from './families.js';
import {
  byScore,
  PLAIN_WEIGHTS,
  type Ranking,
  type RankingWeights,
  type RecommendedItem,
  rankingFor,
  type Term,
} from './rank.js';
import { Contenders, chosen } from './variety.js';

export interface RecommendationInput {
  /** The same list again is ranked sooner than a copy; each id once. */
  readonly products: readonly Product[];
  readonly owned: Owned;
  readonly preferences: readonly Preferred[];
  readonly wish: Wish;
  /** What was put into the shop's basket of late and not bought; left out: nothing. */
  readonly basket?: ReadonlySet<ProductId>;
  readonly model: EaseModel;
  /** Customers who own each product. */
  readonly popularity: ReadonlyMap<ProductId, number>;
  /** How each sells of late; left out: evenly. */
  readonly demand?: Demands;
  /** Left out: `PLAIN_WEIGHTS`. */
  readonly weights?: RankingWeights;
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
  const columns = columnsOf(products, input.model, input.popularity);
  const { positions, places, buyers, categories, fitting } = columns;
  const fits = fitting(constraints);
  for (const ids of [owned, exclude]) {
    for (const id of ids.keys()) {
      const position = positions.get(id);
      if (position !== undefined) fits[position] = 0;
    }
  }
  const mixed = !asksForCategory(constraints);
  const contenders = new Contenders(input.limit, mixed);
  for (let i = 0; i < fits.length; i++) {
    const product = fits[i] === 1 ? products[i] : undefined;
    if (!product) continue;
    contenders.add(product, ranking.scoreAt(product, places[i] ?? -1, buyers[i] ?? 0), categories[i] ?? 0);
  }
  const scored = contenders.all();
  if (scored.length === 0) {
    const { excluded, failingOne } = keptOut(input, constraints);
    const relax = relaxation(ranking, constraints, failingOne);
    return { kind: 'nothing', excluded, ...(relax ? { relax } : {}) };
  }
  const { first, others } = oneOfAFamily(scored);
  const varied = chosen(first, input.limit, mixed);
  const items = [...varied, ...chosen(others, input.limit - varied.length, mixed)];
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

/** Why this product stands where it stands, for "why this?": all that speaks for and against it, the strongest first. */
export function explain(input: RecommendationInput, product: Product): readonly Term[] {
  return rankingOf(input).terms(product);
}

/** One product with its reason, as it would be shown now. */
export function reasonFor(input: RecommendationInput, product: Product): RecommendedItem {
  return rankingOf(input).item(product);
}

/** A comparison of numbers comes before one of words: it is quicker, and most products end there. */
export function within(constraints: readonly Constraint[]): (product: Product) => boolean {
  const isOfWords = ({ subject }: Constraint) => (subject.kind === 'attribute' ? 1 : 0);
  const tests = constraints.toSorted((a, b) => isOfWords(a) - isOfWords(b)).map(passing);
  return (product) => tests.every((passes) => passes(product));
}

function rankingOf(input: RecommendationInput): Ranking {
  const { before: _, passed: _passed, disliked: _disliked, for: _for, asked, ...wish } = input.wish;
  const { positions } = columnsOf(input.products, input.model, input.popularity);
  return rankingFor({
    owned: input.owned,
    preferences: input.preferences,
    basket: input.basket ?? NO_BASKET,
    model: input.model,
    popularity: input.popularity,
    demand: input.demand ?? NO_DEMAND,
    weights: input.weights ?? PLAIN_WEIGHTS,
    product: (id) => input.products[positions.get(id) ?? -1],
    wished: Object.values(wish).some((value) => value !== undefined) || (asked ?? []).length > 0,
  });
}

const NO_DEMAND: Demands = new Map();
const NO_BASKET: ReadonlySet<ProductId> = new Set();

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
  const options = constraints.filter(mayBend).flatMap((constraint) => {
    const products = failingOne.get(constraint) ?? [];
    const best = bestOf(products, ranking);
    if (!best) return [];
    const example = constraint.subject.kind === 'max-price' ? cheapest(products, best) : best;
    return [{ constraint, gives: products.length, example }];
  });
  // The sort is stable and the wish's constraints come first: between equals, a search bends before a kept preference.
  return options.sort((a, b) => b.gives - a.gives)[0];
}

/** Whoever asks for candles is not helped by something else. */
function mayBend({ subject, must }: Constraint): boolean {
  return !(must && subject.kind === 'word' && subject.in === 'name');
}

function bestOf(products: readonly Product[], ranking: Ranking): Product | undefined {
  const [first, ...others] = products.map((product) => ({ product, score: ranking.score(product) }));
  return others.reduce((best, each) => (best && byScore(each, best) < 0 ? each : best), first)?.product;
}

function cheapest(products: readonly Product[], start: Product): Product {
  return products.reduce((least, product) => (product.price < least.price ? product : least), start);
}
