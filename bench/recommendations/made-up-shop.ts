// A made-up shop of any size from a seed: products with attributes, customers with tastes, orders. Ranks nothing.

import type { Product } from '../../data/business.js';
import type { ProductId } from '../../data/ids.js';
import { type PurchaseColumns, PurchaseLedger } from '../../recommendations/index.js';

/** 0 to below 1. */
export type Random = () => number;

export const CATEGORIES = [
  'lamps',
  'rugs',
  'chairs',
  'tables',
  'mugs',
  'vases',
  'shelves',
  'throws',
  'baskets',
  'pots',
  'clocks',
  'mirrors',
] as const;
export const COLOURS = ['green', 'blue', 'white', 'black', 'red', 'grey', 'yellow', 'natural'] as const;
export const MATERIALS = ['oak', 'wool', 'steel', 'glass', 'linen', 'clay', 'jute', 'cork'] as const;
export const ROOMS = ['kitchen', 'study', 'bedroom', 'hall', 'garden'] as const;

/** Lehmer's generator: the same dialogues in every run. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export function pick<T>(values: readonly T[], random: Random): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

export function madeUpProducts(count: number, random: Random): readonly Product[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `item-${String(i).padStart(5, '0')}` as ProductId,
    name: `Item ${i}`,
    category: pick(CATEGORIES, random),
    rooms: some(ROOMS, random),
    price: Math.round(5 + 195 * random() ** 2),
    materials: some(MATERIALS, random),
    colours: some(COLOURS, random),
    vegan: random() < 0.8,
    size: `${Math.round(10 + 190 * random())} cm`,
    stock: random() < 0.1 ? 0 : 5,
    description: '',
  }));
}

/** Each customer keeps mostly to one part of the shop, and all buy what is popular. */
export function madeUpPurchases(
  products: readonly Product[],
  customers: number,
  each: number,
  random: Random,
): PurchaseColumns {
  const ledger = new PurchaseLedger();
  const parts = 20;
  for (let customer = 0; customer < customers; customer++) {
    const part = Math.floor(random() * parts);
    for (let k = 0; k < each; k++) {
      const place = Math.floor(products.length * random() ** 2);
      const within = random() < 0.8 ? place - (place % parts) + part : place;
      const product = products[Math.min(within, products.length - 1)];
      if (product) ledger.add(`c${customer}`, product.id, 20_000 + Math.floor(random() * 365));
    }
  }
  return ledger.columns();
}

function some<T>(values: readonly T[], random: Random): readonly T[] {
  const first = pick(values, random);
  const second = pick(values, random);
  return random() < 0.5 || first === second ? [first] : [first, second];
}
