// What the products that a customer owns say for each product of the catalogue, as a sum that can be taken apart. Knows no preferences.

import type { Product } from '../data/business.js';
import type { Day, OrderNumber, ProductId } from '../data/ids.js';
import { attributesOf } from './attributes.js';
import type { Demands } from './demand.js';
import { contribution, type EaseModel } from './ease.js';
import { dayNumber } from './purchases.js';

/** What the customer owns, with the newest order it came with and, where known, on how many days it was bought. */
export type Owned = ReadonlyMap<
  ProductId,
  { readonly order: OrderNumber; readonly placedOn: Day; readonly times?: number }
>;

/**
 * A purchase speaks by e less for every so many days before the customer's newest one. Chosen on Online Retail before 1 Oct 2010,
 * of 60, 90, 120, 180 days and for ever; neighbours are within .001 nDCG@10.
 */
export const FADING_DAYS = 120;
/** The newest purchases say nearly all; a wholesaler's five thousand would keep a turn waiting. */
const HEARD = 150;
/** For a product that the model does not know, looking wholly like what is owned says less than a liking and more than popularity. */
const LIKENESS = 0.04;

export interface Companion {
  readonly productId: ProductId;
  /** What it adds to the score. */
  readonly value: number;
  /** `alike`: the model does not know the candidate, but it looks like this one. */
  readonly kind: 'bought-together' | 'alike';
}

export interface Companions {
  /** The sum of what owned products say. */
  score(product: Product): number;
  /** The same for whoever knows the product's place in the model already; −1: none. */
  scoreAt(place: number, product: Product): number;
  /** Each for itself; their sum is the score. */
  terms(product: Product): readonly Companion[];
}

/** @returns the owned products that are listened to, the newest first, each with the weight of its age. */
export function voicesOf(owned: Owned): ReadonlyMap<ProductId, number> {
  const dated = [...owned].map(([id, { placedOn }]) => ({ id, day: dayNumber(placedOn) || 0 }));
  const newest = dated.reduce((latest, { day }) => Math.max(latest, day), 0);
  const heard = dated.sort((a, b) => b.day - a.day || (a.id < b.id ? -1 : 1)).slice(0, HEARD);
  return new Map(heard.map(({ id, day }) => [id, Math.exp((day - newest) / FADING_DAYS)]));
}

/** @param products of the catalogue, to see what owned ones look like. */
export function companionsOf(
  owned: Owned,
  model: EaseModel,
  demand: Demands,
  product: (id: ProductId) => Product | undefined,
): Companions {
  const voices = [...voicesOf(owned)];
  const known = voices.filter(([id]) => model.index.has(id));
  const sums = sumOf(known, model, trendsOf(model, demand));
  const trendOf = (id: ProductId, sum: number) => (sum > 0 ? (demand.get(id)?.trend ?? 1) : 1);
  // Nothing is new to a model that knows nothing yet.
  const looks = model.items.length === 0 ? undefined : looksOf(voices, product);
  const scoreAt = (place: number, candidate: Product) =>
    place < 0 ? (looks?.score(candidate) ?? 0) : (sums[place] ?? 0);
  return {
    score: (candidate) => scoreAt(model.index.get(candidate.id) ?? -1, candidate),
    scoreAt,
    terms(candidate) {
      const place = model.index.get(candidate.id);
      if (place === undefined) return looks?.terms(candidate) ?? [];
      const trend = trendOf(candidate.id, sums[place] ?? 0);
      return known.map(([productId, weight]) => ({
        productId,
        value: weight * contribution(model, productId, candidate.id) * trend,
        kind: 'bought-together',
      }));
    },
  };
}

/** Four rows of the model at once, each read in order: sums are loaded and stored a quarter as often. */
function sumOf(
  known: readonly (readonly [ProductId, number])[],
  model: EaseModel,
  trends: Float32Array,
): Float32Array {
  const n = model.items.length;
  const sums = new Float32Array(n);
  const rowOf = (k: number) => {
    const [id, weight] = known[k] ?? [undefined, 0];
    const row = (id === undefined ? undefined : model.index.get(id)) ?? 0;
    return { values: model.weights.subarray(row * n, row * n + n), weight };
  };
  for (let k = 0; k < known.length; k += 4) {
    const [a, b, c, d] = [rowOf(k), rowOf(k + 1), rowOf(k + 2), rowOf(k + 3)];
    addRows(sums, [a.values, b.values, c.values, d.values], [a.weight, b.weight, c.weight, d.weight]);
  }
  // What speaks against a product does so whether it sells or not.
  for (let j = 0; j < n; j++) if ((sums[j] ?? 0) > 0) sums[j] = (sums[j] ?? 0) * (trends[j] ?? 1);
  return sums;
}

type Four<T> = readonly [T, T, T, T];

function addRows(sums: Float32Array, [a, b, c, d]: Four<Float32Array>, [wa, wb, wc, wd]: Four<number>): void {
  for (let j = 0; j < sums.length; j++) {
    sums[j] = (sums[j] ?? 0) + wa * (a[j] ?? 0) + wb * (b[j] ?? 0) + wc * (c[j] ?? 0) + wd * (d[j] ?? 0);
  }
}

const trendColumns = new WeakMap<Demands, { readonly model: EaseModel; readonly trends: Float32Array }>();

/** In the model's order, so that no query looks thousands of products up. */
function trendsOf(model: EaseModel, demand: Demands): Float32Array {
  const known = trendColumns.get(demand);
  if (known?.model === model) return known.trends;
  const trends = Float32Array.from(model.items, (id) => demand.get(id)?.trend ?? 1);
  trendColumns.set(demand, { model, trends });
  return trends;
}

/**
 * For products without orders: of the candidate's attributes, the share that an owned product has too. Linear, so that a catalogue of
 * new products is scored by the sum for each attribute, and each owned product's part can still be named.
 */
function looksOf(
  voices: readonly (readonly [ProductId, number])[],
  product: (id: ProductId) => Product | undefined,
): Pick<Companions, 'score' | 'terms'> {
  const scale = LIKENESS / Math.max(1, total(voices));
  const bySum = new Map<string, number>();
  let counted = false;
  const count = () => {
    counted = true;
    for (const [id, weight] of voices) {
      const own = product(id);
      for (const attribute of own ? attributesOf(own) : [])
        bySum.set(attribute, (bySum.get(attribute) ?? 0) + scale * weight);
    }
  };
  return {
    score(candidate) {
      if (!counted) count();
      const attributes = attributesOf(candidate);
      let sum = 0;
      for (const attribute of attributes) sum += bySum.get(attribute) ?? 0;
      return sum / attributes.size;
    },
    terms(candidate) {
      const attributes = attributesOf(candidate);
      return voices.flatMap(([productId, weight]) => {
        const own = product(productId);
        if (!own) return [];
        const value = (scale * weight * common(attributesOf(own), attributes)) / attributes.size;
        return [{ productId, value, kind: 'alike' as const }];
      });
    },
  };
}

function total(voices: readonly (readonly [ProductId, number])[]): number {
  return voices.reduce((sum, [, weight]) => sum + weight, 0);
}

function common(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const value of one) if (other.has(value)) count += 1;
  return count;
}
