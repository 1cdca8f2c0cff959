// The few products to show out of many: the best, and among the first not too many of one category. Knows no tastes.

import type { Product } from '../data/business.js';
import { byScore, type Scored } from './rank.js';

/** Only so many of one category stand among the first, unless a category was asked for. */
const FIRST = 4;
const OF_ONE_CATEGORY = 2;

/**
 * Variety orders, it never hides: what was passed over among the first follows them, at once if nothing else is left.
 * One pass: besides the best of all, only the best of each category can come to stand among the first.
 * @param mixed false: just the best.
 */
export function chosen(scored: Iterable<Scored>, limit: number, mixed: boolean): readonly Scored[] {
  const best = new Best(limit + FIRST);
  const ofCategory = new Map<string, Best>();
  for (const each of scored) {
    best.add(each);
    if (!mixed) continue;
    const { category } = each.product;
    const its = ofCategory.get(category) ?? new Best(OF_ONE_CATEGORY);
    its.add(each);
    ofCategory.set(category, its);
  }
  if (!mixed) return best.items.slice(0, limit);
  const first = [...ofCategory.values()]
    .flatMap(({ items }) => items)
    .sort(byScore)
    .slice(0, FIRST);
  const shown = new Set(first.map(({ product }) => product));
  return [...first, ...best.items.filter(({ product }) => !shown.has(product))].slice(0, limit);
}

/** So many variants of one product may stand before another one comes into sight; of a category, and in all. */
const VARIANTS = 12;
const CONTENDERS = 64;

/**
 * Those that can come to be shown, so that of a catalogue of thousands only some dozen are compared by name: the best of all and, where
 * they are to be mixed, of each category. At least `limit`, where there are so many.
 */
export class Contenders {
  readonly #best: Best;
  readonly #ofCategory: Best[] = [];
  readonly #mixed: boolean;

  constructor(limit: number, mixed: boolean) {
    this.#best = new Best(Math.max(CONTENDERS, 2 * limit));
    this.#mixed = mixed;
  }

  /** @param category a number that products of the same category share. */
  add(product: Product, score: number, category: number): void {
    const its = this.#mixed ? this.#bestOf(category) : undefined;
    if (score < this.#best.floor && (!its || score < its.floor)) return;
    const scored = { product, score };
    this.#best.add(scored);
    its?.add(scored);
  }

  #bestOf(category: number): Best {
    const known = this.#ofCategory[category];
    if (known) return known;
    const its = new Best(VARIANTS);
    this.#ofCategory[category] = its;
    return its;
  }

  /** Each once. */
  all(): readonly Scored[] {
    return [...new Set([this.#best, ...this.#ofCategory].flatMap((best) => best?.items ?? []))];
  }
}

/** The best so many of all that were added, best first. */
class Best {
  readonly items: Scored[] = [];

  constructor(private readonly count: number) {}

  /** Whatever scores less would not be among them. */
  get floor(): number {
    return this.items.length === this.count ? (this.items.at(-1)?.score ?? -Infinity) : -Infinity;
  }

  add(each: Scored): void {
    const last = this.items.at(-1);
    if (last && this.items.length === this.count && byScore(last, each) < 0) return;
    let at = this.items.length;
    for (let before = this.items[at - 1]; before && byScore(each, before) < 0; before = this.items[at - 1])
      at--;
    this.items.splice(at, 0, each);
    if (this.items.length > this.count) this.items.pop();
  }
}
