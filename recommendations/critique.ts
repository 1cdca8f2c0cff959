// Critiques ("something cheaper", "like this but in blue") as edits of the running search, each of which can be taken back.
// Kept preferences are not seen here, so no critique can loosen them.

import type { Product } from '../data/business.js';
import type { Wish } from '../data/conversation.js';
import type { ProductId } from '../data/ids.js';

/** What the customer says of the products shown; understanding's `Critique` has the same shape. */
export type Critique =
  | { readonly kind: 'cheaper' }
  | { readonly kind: 'other' }
  | { readonly kind: 'back' }
  /** `index` within the products shown: 0 for the first, -1 for the last. */
  | { readonly kind: 'like'; readonly index: number; readonly change: Wish }
  | { readonly kind: 'narrow'; readonly change: Wish };

/** Steps that can be taken back; a conversation is stored whole, so they are bounded. */
const STEPS_BACK = 10;
/** The oldest may come again: a search is stored once for each step. */
const PASSED_KEPT = 40;

/**
 * @param shown in the order shown; may be empty, then "cheaper" and "like" have nothing to refer to.
 * @returns the edited search; `before` is the one it came from. "Back" returns that one, or the same search at the first.
 *   "Cheaper" asks for less than the median price shown. "Other" and a plain "like" set aside what was shown.
 */
export function applyCritique(wish: Wish, critique: Critique, shown: readonly Product[]): Wish {
  switch (critique.kind) {
    case 'back':
      return wish.before ?? wish;
    case 'other':
      return setAside(
        wish,
        shown.map(({ id }) => id),
      );
    case 'cheaper': {
      const limit = belowMedian(shown.map(({ price }) => price));
      return limit === undefined ? wish : step(wish, { maxPrice: Math.min(limit, wish.maxPrice ?? limit) });
    }
    case 'like': {
      const like = shown.at(critique.index);
      return step(wish, {
        ...(like === undefined ? {} : { category: like.category }),
        // "More like it" is not it again; "but in blue" may well be.
        ...(like === undefined || !isEmpty(critique.change) ? {} : { passed: passed(wish, [like.id]) }),
        ...critique.change,
      });
    }
    case 'narrow':
      return step(wish, critique.change);
  }
}

/** The search with a change that can be taken back. */
export function step(wish: Wish, change: Wish): Wish {
  const { before: _, ...fields } = change;
  // What a step noted belongs to that step alone.
  const { disliked: _disliked, ...rest } = wish;
  // Another category has other things in it.
  const { part: _part, ...elsewhere } = rest;
  const kept = fields.category === undefined || fields.category === wish.category ? rest : elsewhere;
  return { ...kept, ...fields, before: shortened(wish, STEPS_BACK) };
}

/** The search without these products; a step of its own. @param disliked the kept dislike that came with it. */
export function setAside(wish: Wish, products: readonly ProductId[], disliked?: string): Wish {
  return step(wish, {
    passed: passed(wish, products),
    ...(disliked === undefined ? {} : { disliked }),
  });
}

function isEmpty(change: Wish): boolean {
  return Object.keys(change).length === 0;
}

function passed(wish: Wish, products: readonly ProductId[]): readonly ProductId[] {
  return [...new Set([...(wish.passed ?? []), ...products])].slice(-PASSED_KEPT);
}

function shortened({ before, ...wish }: Wish, steps: number): Wish {
  return before && steps > 1 ? { ...wish, before: shortened(before, steps - 1) } : wish;
}

/** @returns the largest whole amount below the median, or the largest hundredth where that would be nothing. */
function belowMedian(prices: readonly number[]): number | undefined {
  const sorted = prices.filter(Number.isFinite).toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) return undefined;
  const median = (upper + lower) / 2;
  const whole = Math.ceil(median) - 1;
  return whole >= 1 ? whole : Math.max(0, (Math.ceil(median * 100) - 1) / 100);
}
