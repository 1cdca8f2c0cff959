// A shop's order lines cut at a day: what each customer had bought before it, and what they bought afterwards. Ranks nothing.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Product } from '../../data/business.js';
import type { OrderNumber, ProductId } from '../../data/ids.js';
import { type Owned, type PurchaseColumns, PurchaseLedger } from '../../recommendations/index.js';

export interface Line {
  readonly customer: string;
  readonly product: ProductId;
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

export interface CustomerHistory {
  readonly owned: Owned;
  /** Places in `products`. */
  readonly ownedPlaces: ReadonlySet<number>;
  readonly boughtLater: ReadonlySet<number>;
}

export interface CutShop {
  /** Those bought by at least 5 customers before the cut. */
  readonly products: readonly Product[];
  /** Before the cut, of those products. */
  readonly purchases: PurchaseColumns;
  /** Those with purchases on both sides of the cut. */
  readonly customers: readonly CustomerHistory[];
}

const DAY_MS = 86_400_000;
const LEAST_OWNERS = 5;

/** Online Retail II: without cancellations, what has no quantity or price, and stock codes that don't begin with five digits. */
export function readLines(file: string): readonly Line[] {
  const lines: Line[] = [];
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    const [customer, invoice = '', code = '', quantity, time = '', price] = line.split('\t');
    if (!customer || invoice.startsWith('C') || !(Number(quantity) > 0) || !(Number(price) > 0)) continue;
    if (/^\d{5}/.test(code)) lines.push({ customer, product: code as ProductId, day: time.slice(0, 10) });
  }
  return lines;
}

/** @param end the first day that is not looked at; left out: the last there is. */
export function cutShop(lines: readonly Line[], cut: string, end = '9999'): CutShop {
  const owners = new Map<ProductId, Set<string>>();
  for (const { customer, product, day } of lines)
    if (day < cut) owners.set(product, (owners.get(product) ?? new Set()).add(customer));
  const ids = [...owners].flatMap(([id, its]) => (its.size >= LEAST_OWNERS ? [id] : [])).toSorted();
  const places = new Map(ids.map((id, place) => [id, place]));

  const ledger = new PurchaseLedger();
  const owned = new Map<string, Map<ProductId, Set<string>>>();
  const later = new Map<string, Set<number>>();
  for (const { customer, product, day } of lines) {
    const place = places.get(product);
    if (place === undefined || day >= end) continue;
    if (day < cut) {
      ledger.add(customer, product, Date.parse(day) / DAY_MS);
      const own = owned.get(customer) ?? new Map<ProductId, Set<string>>();
      owned.set(customer, own.set(product, (own.get(product) ?? new Set()).add(day)));
    } else later.set(customer, (later.get(customer) ?? new Set()).add(place));
  }
  const customers = [...owned].flatMap(([customer, own]) => {
    const boughtLater = later.get(customer);
    return boughtLater ? [{ ...historyOf(own, places), boughtLater }] : [];
  });
  return { products: ids.map(productOf), purchases: ledger.columns(), customers };
}

function historyOf(
  own: ReadonlyMap<ProductId, ReadonlySet<string>>,
  places: ReadonlyMap<ProductId, number>,
): Omit<CustomerHistory, 'boughtLater'> {
  const owned = new Map(
    [...own].map(([id, days]) => {
      const placedOn = [...days].toSorted().at(-1) ?? '';
      return [id, { order: '' as OrderNumber, placedOn, times: days.size }] as const;
    }),
  );
  return { owned, ownedPlaces: new Set([...own.keys()].flatMap((id) => places.get(id) ?? [])) };
}

/** The set says nothing of its products but their names, and those are not read. */
function productOf(id: ProductId): Product {
  return {
    id,
    name: id,
    category: id,
    rooms: [],
    price: 1,
    materials: [],
    colours: [],
    vegan: false,
    size: '',
    stock: 1,
    description: '',
  };
}
