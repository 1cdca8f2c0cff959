// Variants of one product, such as the same lamp in five colours, told by their names. Ranks nothing.

import type { Product } from '../data/business.js';
import { byScore, type Scored } from './rank.js';

/** A size within a name: "140 × 200 cm", "large", "XL". */
const SIZE =
  /\b\d+(?:[.,]\d+)?(?:\s*[x×]\s*\d+(?:[.,]\d+)?)*\s*(?:cm|mm|m|l|ml|kg|g)\b|\b(?:x?x?s|x*l|m|small|medium|large)\b/g;

const families = new WeakMap<Product, string>();

/** @returns the same for products of one category whose names differ in their own colours, materials and sizes only. */
export function familyOf(product: Product): string {
  const known = families.get(product);
  if (known !== undefined) return known;
  const own = [...product.colours, ...product.materials].flatMap((value) => wordsIn(value));
  const rest = wordsIn(product.name.toLowerCase().replace(SIZE, ' ')).filter((word) => !own.includes(word));
  // A name of nothing but colours says nothing about the product.
  const family = rest.length === 0 ? product.id : `${product.category} ${rest.join(' ')}`;
  families.set(product, family);
  return family;
}

/** @returns the best of each family, and the others; nothing is lost. */
export function oneOfAFamily(scored: readonly Scored[]): {
  readonly first: readonly Scored[];
  readonly others: readonly Scored[];
} {
  const best = new Map<string, Scored>();
  const others: Scored[] = [];
  for (const each of scored) {
    const family = familyOf(each.product);
    const rival = best.get(family);
    if (rival) others.push(byScore(each, rival) < 0 ? rival : each);
    if (!rival || byScore(each, rival) < 0) best.set(family, each);
  }
  return { first: [...best.values()], others };
}

function wordsIn(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
