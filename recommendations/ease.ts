// The EASE model: how much owning one product speaks for another. Knows nothing of wishes, stock or prices.

import { RapportError } from '../data/errors.js';
import type { ProductId } from '../data/ids.js';
import { invertSymmetric } from './linear/invert-symmetric.js';
import { type Basket, type PurchaseColumns, PurchaseLedger } from './purchases.js';

/** Plain data, so that it can be fitted in a worker, handed over and kept in a file. */
export interface EaseModel {
  readonly items: readonly ProductId[];
  readonly index: ReadonlyMap<ProductId, number>;
  /** Row i, column j: what owning item i adds to the score of item j; 0 on the diagonal. */
  readonly weights: Float32Array;
}

export interface EaseOptions {
  /** Above 0, in units of customers: higher trusts few co-purchases less. Left out: `LAMBDA_SHARE`. */
  readonly lambda?: number;
  /** Products that it knows at most: those with the most customers, of equals the first by id. */
  readonly most?: number;
  /** A customer with n products counts as n to the power of minus this much; 0: all alike. */
  readonly damping?: number;
}

/** 36 MB of weights, and some 3 s in a worker; whatever sells less often is spoken for by its attributes. */
const MOST = 3000;
/**
 * λ as a multiple of the mean weight of a product's customers, so that a small shop and a large one smooth alike:
 * λ = 100 was best of 50 to 200 on Online Retail before 1 Oct 2010 (inner cuts of 1 June and 23 July), where that mean is 7.
 */
const LAMBDA_SHARE = 14;
/** So that one wholesaler with a thousand products does not outvote a hundred households; chosen like λ, of 0, ¼, ½ and ¾. */
export const DAMPING = 0.5;

/**
 * Fits EASE in closed form: B = I − P·diagMat(1 ⊘ diag P) with P = (XᵀX + λI)⁻¹, X the customers' products as 0 and 1
 * (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data", equation 8). The order of the baskets does not matter.
 * Takes about n³ / 2 operations for n products.
 * @throws RapportError INTERNAL for a lambda that is not above 0.
 */
export function fitEase(
  baskets: Iterable<Basket>,
  options: EaseOptions & { readonly lambda: number },
): EaseModel {
  const ledger = new PurchaseLedger();
  for (const { customerId, productId } of baskets) ledger.add(customerId, productId, 0);
  return fitEaseTo(ledger.columns(), options);
}

/** `fitEase` for what is in columns already. */
export function fitEaseTo(purchases: PurchaseColumns, options: EaseOptions = {}): EaseModel {
  const { lambda: given, most = MOST, damping = 0 } = options;
  if (given !== undefined && !(given > 0)) {
    throw new RapportError('INTERNAL', `lambda is ${given}.`, 'Give one above 0, for example 10.');
  }
  const known = mostBought(purchases, most);
  const n = known.length;
  const items = [...known].flatMap((item) => purchases.items[item] ?? []);
  const gram = gramOf(purchases, known, damping);
  const mean = traceOf(gram, n) / Math.max(1, n);
  const lambda = given ?? Math.max(1, LAMBDA_SHARE * mean);
  for (let i = 0; i < n; i++) gram[i * n + i] = (gram[i * n + i] ?? 0) + lambda;
  return easeModel(items, weightsOf(invertSymmetric(gram, n), n));
}

/** @param weights as in the model. */
export function easeModel(items: readonly ProductId[], weights: Float32Array): EaseModel {
  return { items, index: new Map(items.map((item, i) => [item, i])), weights };
}

/** @returns what owning `owned` adds to the score of `candidate`; 0 where the model does not know one of them. */
export function contribution(model: EaseModel, owned: ProductId, candidate: ProductId): number {
  const i = model.index.get(owned);
  const j = model.index.get(candidate);
  return i === undefined || j === undefined ? 0 : (model.weights[i * model.items.length + j] ?? 0);
}

/** @returns for each customer with purchases their products, each once; the rows come sorted by customer and item. */
export function* customersOf(purchases: PurchaseColumns): Generator<Int32Array> {
  const { customer, item } = purchases;
  let own: number[] = [];
  for (let row = 0; row < customer.length; row++) {
    if (row > 0 && customer[row] !== customer[row - 1]) {
      yield Int32Array.from(own);
      own = [];
    }
    const its = item[row] ?? 0;
    if (own.at(-1) !== its) own.push(its);
  }
  if (own.length > 0) yield Int32Array.from(own);
}

/** @returns places in the purchases' items, ascending. */
function mostBought(purchases: PurchaseColumns, most: number): Int32Array {
  const owners = new Int32Array(purchases.items.length);
  for (const own of customersOf(purchases)) for (const item of own) owners[item] = (owners[item] ?? 0) + 1;
  const ranked = Int32Array.from(owners.keys()).sort((a, b) => (owners[b] ?? 0) - (owners[a] ?? 0) || a - b);
  return ranked.slice(0, most).sort();
}

/** The lower half of XᵀX, each customer weighted. */
function gramOf(purchases: PurchaseColumns, known: Int32Array, damping: number): Float32Array {
  const n = known.length;
  const places = new Int32Array(purchases.items.length).fill(-1);
  known.forEach((item, place) => {
    places[item] = place;
  });
  const gram = new Float32Array(n * n);
  for (const own of customersOf(purchases)) {
    const rows = own.map((item) => places[item] ?? -1).filter((place) => place >= 0);
    const weight = rows.length ** -damping;
    for (let a = 0; a < rows.length; a++) {
      const start = (rows[a] ?? 0) * n;
      for (let b = 0; b <= a; b++) {
        const at = start + (rows[b] ?? 0);
        gram[at] = (gram[at] ?? 0) + weight;
      }
    }
  }
  return gram;
}

function traceOf(gram: Float32Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += gram[i * n + i] ?? 0;
  return sum;
}

/** Off the diagonal, I − P·diagMat(1 ⊘ diag P) is −P[i,j] / P[j,j]. In place, tile by tile: a column at a time would miss every cache. */
function weightsOf(p: Float32Array, n: number): Float32Array {
  const diagonal = new Float32Array(n);
  for (let i = 0; i < n; i++) diagonal[i] = p[i * n + i] ?? 1;
  const TILE = 32;
  for (let top = 0; top < n; top += TILE)
    for (let left = 0; left <= top; left += TILE)
      for (let i = top; i < Math.min(n, top + TILE); i++)
        for (let j = left; j < Math.min(i, left + TILE); j++) {
          const value = -(p[i * n + j] ?? 0);
          p[i * n + j] = value / (diagonal[j] ?? 1);
          p[j * n + i] = value / (diagonal[i] ?? 1);
        }
  for (let i = 0; i < n; i++) p[i * n + i] = 0;
  return p;
}
