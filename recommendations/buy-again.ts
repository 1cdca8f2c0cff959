// "Buy again": what the customer owns and may want anew, best first. A list of its own; recommends nothing new.

import type { Product } from '../data/business.js';
import type { Day, OrderNumber } from '../data/ids.js';
import { companionsOf, type Owned } from './companions.js';
import { everyConstraint } from './constraints.js';
import type { Demands } from './demand.js';
import type { EaseModel } from './ease.js';
import { type RecommendationInput, within } from './recommend.js';

export interface BoughtBefore {
  readonly product: Product;
  readonly order: OrderNumber;
  readonly placedOn: Day;
}

/** Also who never bought it may; of 0.1 to 1 chosen with the form below. */
const NEVER = 0.3;
/** Companions that speak against it, and those that it has none of, count as so little. */
const LEAST_FIT = 0.003;

/** What a product's purchase anew is likely to depend on. */
export interface Repetition {
  /** Days on which this customer bought it. */
  readonly times: number;
  /** What the customer's other products say for it (EASE, faded). */
  readonly fit: number;
  /** How briskly it sells just now, as a factor (`Demand.again`). */
  readonly again: number;
}

/**
 * (times + .3) · √fit · again. The form is what remained of a logistic regression on all of this and on the usual gap between
 * purchases, the time since the last over it, the product's share of repeat buyers and its popularity, at inner cuts (1 June, 1 July,
 * 23 July) of Online Retail before 1 Oct 2010: the gap and the share of repeaters added nothing.
 */
export function repetitionScore({ times, fit, again }: Repetition): number {
  return (times + NEVER) * Math.sqrt(Math.max(fit, LEAST_FIT)) * again;
}

/** What the customer owns and could buy again: in stock and within the limits, the likeliest first, of equals the most recent. */
export function buyAgain(
  input: Pick<RecommendationInput, 'products' | 'owned' | 'preferences' | 'wish' | 'limit'> & {
    /** Left out: by how often and how lately it was bought alone. */
    readonly model?: EaseModel;
    readonly demand?: Demands;
  },
): readonly BoughtBefore[] {
  const score = scoreFor(input.owned, input.model, input.demand);
  const fits = within(everyConstraint(input.preferences, input.wish));
  return input.products
    .flatMap((product) => {
      const bought = input.owned.get(product.id);
      if (!bought || product.stock <= 0 || !fits(product)) return [];
      const { order, placedOn } = bought;
      return [{ item: { product, order, placedOn }, score: score(product) }];
    })
    .sort((a, b) => b.score - a.score || byDate(a.item, b.item))
    .slice(0, input.limit)
    .map(({ item }) => item);
}

const STEADY: Demands = new Map();

function scoreFor(owned: Owned, model: EaseModel | undefined, demand = STEADY): (product: Product) => number {
  // What sells of late is a factor of its own here, so that the companions speak without it.
  const companions = model && companionsOf(owned, model, STEADY, (): undefined => undefined);
  return (product) =>
    repetitionScore({
      times: owned.get(product.id)?.times ?? 1,
      fit: companions?.score(product) ?? 0,
      again: demand.get(product.id)?.again ?? 1,
    });
}

function byDate(a: BoughtBefore, b: BoughtBefore): number {
  if (a.placedOn !== b.placedOn) return a.placedOn < b.placedOn ? 1 : -1;
  return a.product.id < b.product.id ? -1 : 1;
}
