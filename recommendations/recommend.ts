// Recommendations: limits first, then rank, then variety. Each comes with its true reason; an empty list with what to relax.

import type { Product } from '../data/business.js';
import type { Wish } from '../data/conversation.js';
import type { Preference } from '../data/customer.js';
import type { Day, OrderNumber, ProductId } from '../data/ids.js';
import { type Constraint, constraintsOf, everyConstraint, meets } from './constraints.js';
import type { EaseModel } from './ease.js';
import { type RecommendedItem, rank } from './rank.js';

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

/** Only so many of one category stand among the first, unless a category was asked for. */
const FIRST = 4;
const OF_ONE_CATEGORY = 2;

/**
 * What is new for this customer: in stock, within every limit of preferences and wish, not owned, not excluded.
 * The wish and the preferences limit together, so of two prices the stricter holds.
 */
export function recommend(input: RecommendationInput): RecommendationResult {
  const constraints = everyConstraint(input.preferences, input.wish);
  const candidates = input.products.filter(({ id, stock }) => stock > 0 && !input.owned.has(id));
  const fresh = candidates.filter(({ id }) => !input.exclude.has(id));
  const ranked = rankFor(input, fresh.filter(within(constraints)));
  if (ranked.length > 0) return { kind: 'found', items: varied(ranked, constraints).slice(0, input.limit) };
  const excluded = candidates.filter(within(constraints)).length;
  const relax = relaxation(input, fresh, constraints);
  return { kind: 'nothing', excluded, ...(relax ? { relax } : {}) };
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

function within(constraints: readonly Constraint[]): (product: Product) => boolean {
  return (product) => constraints.every((constraint) => meets(product, constraint));
}

function rankFor(input: RecommendationInput, products: readonly Product[]): readonly RecommendedItem[] {
  const { before: _, ...wish } = input.wish;
  return rank(products, {
    owned: [...input.owned.keys()],
    preferences: input.preferences,
    model: input.model,
    popularity: input.popularity,
    wished: Object.values(wish).some((value) => value !== undefined),
  });
}

/** Variety orders, it never hides: what was passed over among the first follows them, at once if nothing else is left. */
function varied(
  ranked: readonly RecommendedItem[],
  constraints: readonly Constraint[],
): readonly RecommendedItem[] {
  const asked = constraints.some(
    ({ subject, must }) => must && subject.kind === 'attribute' && subject.attribute === 'category',
  );
  if (asked) return ranked;
  const first: RecommendedItem[] = [];
  for (const item of ranked) {
    if (first.length === FIRST) break;
    const alike = first.filter(({ product }) => product.category === item.product.category).length;
    if (alike < OF_ONE_CATEGORY) first.push(item);
  }
  return [...first, ...ranked.filter((item) => !first.includes(item))];
}

function relaxation(
  input: RecommendationInput,
  fresh: readonly Product[],
  constraints: readonly Constraint[],
): Relaxation | undefined {
  const options = constraints.flatMap((constraint) => {
    const passing = fresh.filter(within(constraints.filter((other) => other !== constraint)));
    const best = rankFor(input, passing)[0]?.product;
    if (!best) return [];
    const example = constraint.subject.kind === 'max-price' ? cheapest(passing, best) : best;
    return [{ constraint, gives: passing.length, example }];
  });
  // The sort is stable and the wish's constraints come first: between equals, a search bends before a kept preference.
  return options.sort((a, b) => b.gives - a.gives)[0];
}

function cheapest(products: readonly Product[], start: Product): Product {
  return products.reduce((least, product) => (product.price < least.price ? product : least), start);
}
