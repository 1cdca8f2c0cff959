// How well each product suits the customer, as a sum of terms that can be named. Filters nothing.

import type { Product } from '../data/business.js';
import type { Preference } from '../data/customer.js';
import type { ProductId } from '../data/ids.js';
import { matches } from './constraints.js';
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

/** @returns the products, best first; equal scores by id, so that the order is always the same. */
export function rank(products: readonly Product[], tastes: Tastes): readonly RecommendedItem[] {
  const popularities = [...tastes.popularity.values()];
  const most = Math.max(1, ...popularities);
  const average = popularities.reduce((sum, n) => sum + n, 0) / Math.max(1, popularities.length);
  return products
    .map((product) => {
      const buyers = tastes.popularity.get(product.id) ?? 0;
      const popular: Term = {
        value: (POPULARITY * buyers) / most,
        ...(buyers > 0 && buyers >= average ? { reason: { kind: 'popular' } } : {}),
      };
      const terms = [...companions(product, tastes), ...likings(product, tastes.preferences), popular];
      const score = terms.reduce((sum, term) => sum + term.value, 0);
      return { product, score, reason: largest(terms) ?? fallback(tastes) };
    })
    .sort((a, b) => b.score - a.score || (a.product.id < b.product.id ? -1 : 1));
}

function companions(product: Product, { owned, model }: Tastes): readonly Term[] {
  return owned.map((productId) => {
    const value = contribution(model, productId, product.id);
    return { value, reason: { kind: 'because-bought', productId, contribution: value } };
  });
}

function likings(product: Product, preferences: readonly Preference[]): readonly Term[] {
  return preferences
    .filter((preference) => matches(product, preference.subject))
    .flatMap((preference): readonly Term[] => {
      if (preference.strength === 'dislike') return [{ value: -LIKING }];
      const liked =
        preference.strength === 'like' ||
        (preference.strength === 'must' && preference.subject.kind === 'product');
      return liked ? [{ value: LIKING, reason: { kind: 'because-said', preferenceId: preference.id } }] : [];
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
