// The EASE model: how much owning one product speaks for another. Knows nothing of wishes, stock or prices.

import { RapportError } from '../data/errors.js';
import type { CustomerId, ProductId } from '../data/ids.js';
import { invertPositiveDefinite } from './invert.js';

/** Plain data, so that it can be fitted in a worker and handed over. */
export interface EaseModel {
  readonly items: readonly ProductId[];
  readonly index: ReadonlyMap<ProductId, number>;
  /** Row i, column j: what owning item i adds to the score of item j; 0 on the diagonal. */
  readonly weights: Float64Array;
}

/** One product that one customer bought; repetitions add nothing. */
export interface Basket {
  readonly customerId: CustomerId;
  readonly productId: ProductId;
}

/** Some .2 s at start. Most sales are of few products, so the others seldom have companions to speak of. */
const MOST = 500;

/**
 * Fits EASE in closed form: B = I − P·diagMat(1 ⊘ diag P) with P = (XᵀX + λI)⁻¹, X the customers' products as 0 and 1
 * (Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data", equation 8). The order of the baskets does not matter.
 * Takes about n³ operations for n products, so it knows the most bought alone; for the others popularity and likings decide.
 * @param options.lambda above 0, in units of customers: higher trusts few co-purchases less.
 * @param options.most products that it knows at most: those with the most customers, of equals the first by id.
 * @throws RapportError INTERNAL for a lambda that is not above 0.
 */
export function fitEase(
  baskets: Iterable<Basket>,
  options: { readonly lambda: number; readonly most?: number },
): EaseModel {
  if (!(options.lambda > 0)) {
    throw new RapportError('INTERNAL', `lambda is ${options.lambda}.`, 'Give one above 0, for example 10.');
  }
  const owners = ownersOf(baskets);
  const items = mostBought(owners, options.most ?? MOST).toSorted();
  const index = new Map(items.map((item, i) => [item, i]));
  const n = items.length;
  const gram = new Float64Array(n * n);
  for (const owned of owners.values()) {
    const rows = [...owned].flatMap((item) => index.get(item) ?? []);
    for (const i of rows) for (const j of rows) gram[i * n + j] = (gram[i * n + j] ?? 0) + 1;
  }
  for (let i = 0; i < n; i++) gram[i * n + i] = (gram[i * n + i] ?? 0) + options.lambda;
  return { items, index, weights: weightsOf(invertPositiveDefinite(gram, n), n) };
}

/** @returns what owning `owned` adds to the score of `candidate`; 0 where the model does not know one of them. */
export function contribution(model: EaseModel, owned: ProductId, candidate: ProductId): number {
  const i = model.index.get(owned);
  const j = model.index.get(candidate);
  return i === undefined || j === undefined ? 0 : (model.weights[i * model.items.length + j] ?? 0);
}

function ownersOf(baskets: Iterable<Basket>): ReadonlyMap<CustomerId, ReadonlySet<ProductId>> {
  const owners = new Map<CustomerId, Set<ProductId>>();
  for (const { customerId, productId } of baskets) {
    const owned = owners.get(customerId) ?? new Set();
    owners.set(customerId, owned.add(productId));
  }
  return owners;
}

function mostBought(
  owners: ReadonlyMap<CustomerId, ReadonlySet<ProductId>>,
  most: number,
): readonly ProductId[] {
  const counts = new Map<ProductId, number>();
  for (const owned of owners.values())
    for (const item of owned) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts]
    .sort(([a, owningA], [b, owningB]) => owningB - owningA || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([item]) => item);
}

function weightsOf(p: Float64Array, n: number): Float64Array {
  // Off the diagonal, I − P·diagMat(1 ⊘ diag P) is −P[i,j] / P[j,j].
  return p.map((value, at) => {
    const column = at % n;
    return Math.floor(at / n) === column ? 0 : -value / (p[column * n + column] ?? 1);
  });
}
