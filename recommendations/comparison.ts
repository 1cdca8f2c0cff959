// "Bigger than that one", "in another colour": products in relation to one that was shown. Reads the catalogue's sizes; ranks nothing.

import type { Product } from '../data/business.js';
import type { Comparison } from '../data/conversation.js';

/** What a size says in numbers: centimetres along each side that is named, or a content in millilitres. */
export type Size =
  | { readonly kind: 'sides'; readonly sides: readonly number[] }
  | { readonly kind: 'content'; readonly millilitres: number };

const CENTIMETRES: Readonly<Record<string, number>> = { mm: 0.1, cm: 1, m: 100 };
const MILLILITRES: Readonly<Record<string, number>> = { ml: 1, cl: 10, l: 1000 };
const NUMBER = /\d+(?:[.,]\d+)?/g;

const known = new WeakMap<Product, Size | 'none'>();

/**
 * @returns what `140 × 200 cm`, `32 cm high`, `30, 50 and 70 cm wide`, `0.3–1.5 l` say, of several the largest; `undefined` for a
 *   size without a unit (`S, M, L`).
 */
export function sizeOf(product: Product): Size | undefined {
  const found = known.get(product) ?? readSize(product.size) ?? 'none';
  known.set(product, found);
  return found === 'none' ? undefined : found;
}

function readSize(text: string): Size | undefined {
  const unit = /\d\s*(mm|cm|m|ml|cl|l)\b/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const largest = (part: string) =>
    Math.max(...[...part.matchAll(NUMBER)].map(([n]) => Number(n.replace(',', '.'))));
  const content = MILLILITRES[unit];
  if (content !== undefined) return { kind: 'content', millilitres: largest(text) * content };
  const length = CENTIMETRES[unit];
  if (length === undefined) return undefined;
  const sides = text.split(/[×x*]/i).map((side) => largest(side) * length);
  return sides.every(Number.isFinite) ? { kind: 'sides', sides } : undefined;
}

/**
 * @returns which is bigger: above 0 for `a`, below for `b`. With the same number of sides what they enclose counts, else the longest
 *   side; `undefined` where the two cannot be compared.
 */
function compareSizes(a: Size | undefined, b: Size | undefined): number | undefined {
  if (a?.kind === 'content' && b?.kind === 'content') return a.millilitres - b.millilitres;
  if (a?.kind !== 'sides' || b?.kind !== 'sides') return undefined;
  const measure = (sides: readonly number[]) =>
    a.sides.length === b.sides.length ? sides.reduce((all, side) => all * side, 1) : Math.max(...sides);
  return measure(a.sides) - measure(b.sides);
}

/** @returns whether a product is as the comparison with `than` asks. Another colour is one that `than` doesn't come in; another material shares none. */
export function compares(product: Product, how: Comparison['how'], than: Product): boolean {
  switch (how) {
    case 'bigger':
      return (compareSizes(sizeOf(product), sizeOf(than)) ?? 0) > 0;
    case 'smaller':
      return (compareSizes(sizeOf(product), sizeOf(than)) ?? 0) < 0;
    case 'other-colour':
      return product.colours.some((colour) => !than.colours.includes(colour));
    case 'other-material':
      return product.materials.every((material) => !than.materials.includes(material));
  }
}

/** @returns of those whose size can be read the one in the middle, of two the smaller: what "bigger ones" are bigger than. */
export function medianSized(products: readonly Product[]): Product | undefined {
  const comparable = bySize(products);
  return comparable[Math.floor((comparable.length - 1) / 2)];
}

/** @returns of those whose size can be read the one at an end. */
export function mostSized(products: readonly Product[], end: 'biggest' | 'smallest'): Product | undefined {
  return bySize(products).at(end === 'biggest' ? -1 : 0);
}

/** Those that can be compared with the first whose size can be read, smallest first. */
function bySize(products: readonly Product[]): readonly Product[] {
  const first = products.find((product) => sizeOf(product) !== undefined);
  if (!first) return [];
  return products
    .filter((product) => compareSizes(sizeOf(product), sizeOf(first)) !== undefined)
    .toSorted((a, b) => compareSizes(sizeOf(a), sizeOf(b)) ?? 0);
}
