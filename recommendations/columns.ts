// A catalogue laid out in columns beside the model, so that a query of thousands of products looks none of them up. Ranks nothing.

import type { Product } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { type Constraint, passing } from './constraints.js';
import type { EaseModel } from './ease.js';

export interface CatalogueColumns {
  /** Where each product stands in the list; of two with one id the last. */
  readonly positions: ReadonlyMap<ProductId, number>;
  /** Of each product its place in the model; −1: unknown to it. */
  readonly places: Int32Array;
  /** Of each product, how many customers own it. */
  readonly buyers: Float32Array;
  /** Of each product a number that it shares with those of its category. */
  readonly categories: Int32Array;
  /** 1 for each product that is in stock and meets every constraint; the caller's own. */
  fitting(constraints: readonly Constraint[]): Uint8Array;
}

type Popularity = ReadonlyMap<ProductId, number>;

interface Known {
  readonly model: EaseModel;
  readonly popularity: Popularity;
  readonly columns: CatalogueColumns;
}

/** By the list itself: who passes the same list again is answered sooner. */
const known = new WeakMap<readonly Product[], Known>();

export function columnsOf(
  products: readonly Product[],
  model: EaseModel,
  popularity: Popularity,
): CatalogueColumns {
  const found = known.get(products);
  if (found?.model === model && found.popularity === popularity) return found.columns;
  const columns = {
    positions: new Map(products.map(({ id }, position) => [id, position])),
    places: Int32Array.from(products, ({ id }) => model.index.get(id) ?? -1),
    buyers: Float32Array.from(products, ({ id }) => popularity.get(id) ?? 0),
    categories: numbered(products.map(({ category }) => category)),
    fitting: (constraints: readonly Constraint[]) => fitting(filtersOf(products), constraints),
  };
  known.set(products, { model, popularity, columns });
  return columns;
}

/** Equal names, equal numbers, from 0. */
function numbered(names: readonly string[]): Int32Array {
  const numbers = new Map([...new Set(names)].map((name, number) => [name, number]));
  return Int32Array.from(names, (name) => numbers.get(name) ?? 0);
}

/** What has been found out about a list: it stays so, whatever is learned from orders. */
interface Filters {
  readonly products: readonly Product[];
  readonly inStock: Uint8Array;
  readonly prices: Float64Array;
  /** By subject, whether each product is so: many customers say the same. */
  readonly meeting: Map<string, Uint8Array>;
}

/** A few hundred kilobytes for thousands of products. */
const REMEMBERED = 100;

const filters = new WeakMap<readonly Product[], Filters>();

function filtersOf(products: readonly Product[]): Filters {
  const found = filters.get(products) ?? {
    products,
    inStock: Uint8Array.from(products, ({ stock }) => (stock > 0 ? 1 : 0)),
    prices: Float64Array.from(products, ({ price }) => price),
    meeting: new Map(),
  };
  filters.set(products, found);
  return found;
}

function fitting(known: Filters, constraints: readonly Constraint[]): Uint8Array {
  const fits = known.inStock.slice();
  for (const constraint of constraints) {
    const { subject } = constraint;
    if (subject.kind === 'max-price') {
      // Not "above the limit": a product without a price fits no budget.
      for (let i = 0; i < fits.length; i++) if (!((known.prices[i] ?? 0) <= subject.amount)) fits[i] = 0;
    } else {
      const meeting = meetingOf(known, constraint);
      for (let i = 0; i < fits.length; i++) if (meeting[i] !== 1) fits[i] = 0;
    }
  }
  return fits;
}

function meetingOf({ products, meeting }: Filters, constraint: Constraint): Uint8Array {
  const key = JSON.stringify([constraint.must, constraint.subject]);
  const found = meeting.get(key);
  if (found) return found;
  const passes = passing(constraint);
  const made = Uint8Array.from(products, (product) => (passes(product) ? 1 : 0));
  if (meeting.size >= REMEMBERED) meeting.clear();
  meeting.set(key, made);
  return made;
}
