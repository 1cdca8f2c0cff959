// All that is learned from a business's orders for its recommendations, as one record: fitted in a worker, kept in a file. Reads no files.

import type { Product } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { attributesOf } from './attributes.js';
import { type Demands, demandOf } from './demand.js';
import { customersOf, DAMPING, type EaseModel, easeModel, fitEaseTo } from './ease.js';
import type { PurchaseColumns } from './purchases.js';
import { PLAIN_WEIGHTS, type RankingWeights } from './rank.js';
import { learnWeights, type ReplayOutcome } from './replay.js';

export interface Taste {
  readonly model: EaseModel;
  /** Customers who own each product. */
  readonly popularity: ReadonlyMap<ProductId, number>;
  readonly demand: Demands;
  readonly weights: RankingWeights;
}

/** What a worker is given: plain data. */
export interface TasteTask {
  readonly purchases: PurchaseColumns;
  /** Of each of the purchases' items, in their order; empty for one that the catalogue no longer has. */
  readonly attributes: readonly (readonly string[])[];
}

/** What a worker gives back: plain data, most of it one block of floats. */
export interface FittedTaste {
  readonly items: readonly ProductId[];
  readonly weights: Float32Array;
  readonly replay: ReplayOutcome;
}

export function tasteTask(purchases: PurchaseColumns, products: ReadonlyMap<ProductId, Product>): TasteTask {
  const attributes = purchases.items.map((id) => {
    const product = products.get(id);
    return product ? [...attributesOf(product)] : [];
  });
  return { purchases, attributes };
}

/** About half a second for 1,000 products and 3 s for 3,000, plus the replay, which takes at most another second. */
export function fitTaste({ purchases, attributes }: TasteTask): FittedTaste {
  const { items, weights } = fitEaseTo(purchases, { damping: DAMPING });
  return { items, weights, replay: learnWeights(purchases, attributes) };
}

/** What is known before anything is fitted: popularity and demand, in one pass. */
export function unfittedTaste(purchases: PurchaseColumns): Taste {
  const buyers = new Map<ProductId, number>();
  for (const own of customersOf(purchases))
    for (const item of own) {
      const id = purchases.items[item];
      if (id !== undefined) buyers.set(id, (buyers.get(id) ?? 0) + 1);
    }
  return {
    model: easeModel([], new Float32Array()),
    popularity: buyers,
    demand: demandOf(purchases),
    weights: PLAIN_WEIGHTS,
  };
}

export function fittedTaste(before: Taste, fitted: FittedTaste): Taste {
  return { ...before, model: easeModel(fitted.items, fitted.weights), weights: fitted.replay.weights };
}
