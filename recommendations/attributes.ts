// What a product is like, as a set of words to compare by. Knows no customers.

import type { Product } from '../data/business.js';

const known = new WeakMap<Product, ReadonlySet<string>>();

/** @returns category, materials, colours and rooms, each under its name, so that "oak" the colour is not oak the wood. */
export function attributesOf(product: Product): ReadonlySet<string> {
  const found = known.get(product);
  if (found) return found;
  const attributes = new Set([
    `category ${product.category}`,
    ...product.materials.map((value) => `material ${value}`),
    ...product.colours.map((value) => `colour ${value}`),
    ...product.rooms.map((value) => `room ${value}`),
  ]);
  known.set(product, attributes);
  return attributes;
}
