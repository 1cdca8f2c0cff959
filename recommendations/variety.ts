// The few products to show out of many: the best, and among the first not too many of one category. Knows no tastes.

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

/** The best so many of all that were added, best first. */
class Best {
  readonly items: Scored[] = [];

  constructor(private readonly count: number) {}

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
