// How well each product suits the customer, as a sum of terms that can be named. Filters nothing.

import type { Product } from '../data/business.js';
import type { Preference } from '../data/customer.js';
import type { ProductId } from '../data/ids.js';
import { testOf } from './constraints.js';
import { contribution, type EaseModel } from './ease.js';

/** Why a product is shown; always its largest term. */
export type RecommendationReason =
  /** What owning that product adds to the score, exactly. */
  | { readonly kind: 'because-bought'; readonly productId: ProductId; readonly contribution: number }
  | { readonly kind: 'because-said'; readonly preferenceId: string }
  /** At least as many customers own it as own the average product. */
  | { readonly kind: 'popular' }
  /** It is what was asked for, and nothing else speaks for it. */
  | { readonly kind: 'fits-wish' };

export interface RecommendedItem {
  readonly product: Product;
  readonly score: number;
  readonly reason: RecommendationReason;
}

export interface Tastes {
  /** The customer's own products. */
  readonly owned: readonly ProductId[];
  readonly preferences: readonly Preference[];
  readonly model: EaseModel;
  /** Customers who own each product. */
  readonly popularity: ReadonlyMap<ProductId, number>;
  /** The search named something, so that "it fits" says something. */
  readonly wished: boolean;
}

interface Term {
  readonly value: number;
  readonly reason?: RecommendationReason;
}

/** EASE scores of a strong companion are about .1 to .5: a liking decides between near equals, and no more. */
const LIKING = 0.05;
/** Below a liking: popularity decides where nothing else is known (cold start). */
const POPULARITY = 0.02;

export interface Scored {
  readonly product: Product;
  readonly score: number;
}

export interface Ranking {
  /** A number only, for catalogues of thousands; the reason is found for what is shown. */
  score(product: Product): number;
  /** With its reason. */
  item(product: Product): RecommendedItem;
}

export function rankingFor(tastes: Tastes): Ranking {
  const { most, average } = summaryOf(tastes.popularity);
  const likings = likingsOf(tastes.preferences);
  // What one owns speaks for the model's products alone.
  const known = tastes.owned.filter((id) => tastes.model.index.has(id));

  const termsOf = (product: Product): readonly Term[] => {
    const buyers = tastes.popularity.get(product.id) ?? 0;
    const popular: Term = {
      value: (POPULARITY * buyers) / most,
      ...(buyers > 0 && buyers >= average ? { reason: { kind: 'popular' } } : {}),
    };
    const companions = known.map((productId): Term => {
      const value = contribution(tastes.model, productId, product.id);
      return { value, reason: { kind: 'because-bought', productId, contribution: value } };
    });
    return [...companions, ...likings.flatMap(({ test, term }) => (test(product) ? [term] : [])), popular];
  };

  return {
    score(product) {
      let sum = 0;
      for (const productId of known) sum += contribution(tastes.model, productId, product.id);
      for (const { test, term } of likings) if (test(product)) sum += term.value;
      return sum + (POPULARITY * (tastes.popularity.get(product.id) ?? 0)) / most;
    },
    item(product) {
      const terms = termsOf(product);
      const score = terms.reduce((sum, term) => sum + term.value, 0);
      return { product, score, reason: largest(terms) ?? fallback(tastes) };
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

function likingsOf(preferences: readonly Preference[]): readonly Liking[] {
  return preferences.flatMap(({ id, subject, strength }): readonly Liking[] => {
    if (strength === 'dislike') return [{ test: testOf(subject), term: { value: -LIKING } }];
    const liked = strength === 'like' || (strength === 'must' && subject.kind === 'product');
    const reason = { kind: 'because-said', preferenceId: id } as const;
    return liked ? [{ test: testOf(subject), term: { value: LIKING, reason } }] : [];
  });
}

/** Of the terms that speak for it, the one that speaks loudest; none when that one can't be named truly. */
function largest(terms: readonly Term[]): RecommendationReason | undefined {
  const positive = terms.filter((term) => term.value > 0);
  return positive.toSorted((a, b) => b.value - a.value)[0]?.reason;
}

/** Nothing speaks for it but that it passed: the search, or else a limit that the customer once named. */
function fallback({ wished, preferences }: Tastes): RecommendationReason {
  const limit = preferences.find(
    ({ strength, subject }) => strength === 'must' && subject.kind !== 'product',
  );
  return wished || !limit ? { kind: 'fits-wish' } : { kind: 'because-said', preferenceId: limit.id };
}
