// How well each product suits the customer, as a sum of terms that can be named. Filters nothing.

import type { Product } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { type Companions, companionsOf, type Owned } from './companions.js';
import { type Preferred, testOf } from './constraints.js';
import type { Demands } from './demand.js';
import type { EaseModel } from './ease.js';

/** Why a product is shown; always its largest term. */
export type RecommendationReason =
  /** What owning that product adds to the score, exactly. */
  | { readonly kind: 'because-bought'; readonly productId: ProductId; readonly contribution: number }
  /** Too new for anybody's orders to speak for it; of what the customer owns, it is most like that one. */
  | { readonly kind: 'alike'; readonly productId: ProductId }
  | { readonly kind: 'because-said'; readonly preferenceId: string }
  /** It lay in the customer's basket of late, and was not bought; it counts like one liking. */
  | { readonly kind: 'in-basket' }
  /** At least as many customers own it as own the average product. */
  | { readonly kind: 'popular' }
  /** It is what was asked for, and nothing else speaks for it. */
  | { readonly kind: 'fits-wish' };

export interface RecommendedItem {
  readonly product: Product;
  readonly score: number;
  readonly reason: RecommendationReason;
}

/** How much each kind of term counts; learned from the business's own orders by replay. */
export interface RankingWeights {
  /** Of one liking, where a strong companion is about .1 to .5: it decides between near equals. */
  readonly liking: number;
  /** Of the most popular product; the others in proportion. */
  readonly popularity: number;
  /** Who owns fewer products than that is shown what is popular: so few say less than what many bought. */
  readonly companionsFrom: number;
}

/** Where there is too little to learn from: a liking decides between near equals, and popularity where nothing else is known. */
export const PLAIN_WEIGHTS: RankingWeights = { liking: 0.05, popularity: 0.02, companionsFrom: 1 };

export interface Tastes {
  readonly owned: Owned;
  readonly preferences: readonly Preferred[];
  readonly basket: ReadonlySet<ProductId>;
  readonly model: EaseModel;
  /** Customers who own each product. */
  readonly popularity: ReadonlyMap<ProductId, number>;
  readonly demand: Demands;
  readonly weights: RankingWeights;
  /** The catalogue, to see what owned products look like. */
  readonly product: (id: ProductId) => Product | undefined;
  /** The search named something, so that "it fits" says something. */
  readonly wished: boolean;
}

/** One summand of a score; without a reason where none could be named truly. */
export interface Term {
  readonly value: number;
  readonly reason?: RecommendationReason;
}

export interface Scored {
  readonly product: Product;
  readonly score: number;
}

export interface Ranking {
  /** A number only, for catalogues of thousands; the reason is found for what is shown. */
  score(product: Product): number;
  /** The same for whoever knows its place in the model (−1: none) and how many own it. */
  scoreAt(product: Product, place: number, buyers: number): number;
  /** All that speaks for and against it, the strongest first. */
  terms(product: Product): readonly Term[];
  /** With its reason. */
  item(product: Product): RecommendedItem;
}

const NOBODY: Companions = { score: () => 0, scoreAt: () => 0, terms: () => [] };

export function rankingFor(tastes: Tastes): Ranking {
  const { most, average } = summaryOf(tastes.popularity);
  const { owned, model, demand, weights } = tastes;
  const likings = [
    ...likingsOf(tastes.preferences, weights.liking),
    ...basketLiking(tastes.basket, weights.liking),
  ];
  const companions =
    owned.size < weights.companionsFrom ? NOBODY : companionsOf(owned, model, demand, tastes.product);
  const popularityTerm = (buyers: number) => (weights.popularity * buyers) / most;
  const scoreAt = (product: Product, place: number, buyers: number) => {
    let sum = companions.scoreAt(place, product);
    for (const { test, term } of likings) if (test(product)) sum += term.value;
    return sum + popularityTerm(buyers);
  };

  const terms = (product: Product): readonly Term[] => {
    const buyers = tastes.popularity.get(product.id) ?? 0;
    const popular: Term = {
      value: popularityTerm(buyers),
      ...(buyers > 0 && buyers >= average ? { reason: { kind: 'popular' } } : {}),
    };
    const bought = companions.terms(product).map(
      ({ productId, value, kind }): Term => ({
        value,
        reason:
          kind === 'alike' ? { kind, productId } : { kind: 'because-bought', productId, contribution: value },
      }),
    );
    const liked = likings.flatMap(({ test, term }) => (test(product) ? [term] : []));
    return [...bought, ...liked, popular].toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  };

  return {
    terms,
    score: (product) =>
      scoreAt(product, model.index.get(product.id) ?? -1, tastes.popularity.get(product.id) ?? 0),
    scoreAt,
    item(product) {
      const all = terms(product);
      const score = all.reduce((sum, term) => sum + term.value, 0);
      // None when the loudest of those that speak for it can't be named truly.
      const loudest = all.find(({ value }) => value > 0);
      return { product, score, reason: loudest?.reason ?? fallback(tastes) };
    },
  };
}

/** Best first; equal scores by id, so that the order is always the same. */
export function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.product.id < b.product.id ? -1 : 1);
}

interface Summary {
  readonly most: number;
  readonly average: number;
}

/** Orders are counted once, and summed up once. */
const summaries = new WeakMap<ReadonlyMap<ProductId, number>, Summary>();

function summaryOf(popularity: ReadonlyMap<ProductId, number>): Summary {
  const known = summaries.get(popularity);
  if (known) return known;
  let [most, sum] = [1, 0];
  for (const buyers of popularity.values()) {
    most = Math.max(most, buyers);
    sum += buyers;
  }
  const summary = { most, average: sum / Math.max(1, popularity.size) };
  summaries.set(popularity, summary);
  return summary;
}

interface Liking {
  readonly test: (product: Product) => boolean;
  readonly term: Term;
}

function likingsOf(preferences: readonly Preferred[], value: number): readonly Liking[] {
  return preferences.flatMap(({ id, subject, strength }): readonly Liking[] => {
    if (strength === 'dislike') return [{ test: testOf(subject), term: { value: -value } }];
    const liked = strength === 'like' || (strength === 'must' && subject.kind === 'product');
    const reason = { kind: 'because-said', preferenceId: id } as const;
    return liked ? [{ test: testOf(subject), term: { value, reason } }] : [];
  });
}

function basketLiking(basket: ReadonlySet<ProductId>, value: number): readonly Liking[] {
  if (basket.size === 0) return [];
  return [{ test: ({ id }) => basket.has(id), term: { value, reason: { kind: 'in-basket' } } }];
}

/** Nothing speaks for it but that it passed: the search, or else a limit that the customer once named. */
function fallback({ wished, preferences }: Tastes): RecommendationReason {
  const limit = preferences.find(
    ({ strength, subject }) => strength === 'must' && subject.kind !== 'product',
  );
  return wished || !limit ? { kind: 'fits-wish' } : { kind: 'because-said', preferenceId: limit.id };
}
