// The rankings that are compared: ours as the product makes them, and the plain ones beside them. Measures nothing.

import { repetitionScore } from '../../recommendations/buy-again.js';
import { companionsOf } from '../../recommendations/companions.js';
import { demandOf } from '../../recommendations/demand.js';
import { customersOf, DAMPING, type EaseModel, fitEaseTo } from '../../recommendations/ease.js';
import type { CustomerHistory, CutShop } from './shop-history.js';

/** @returns a score for each product of the shop, higher is better. */
export type Ranker = (customer: CustomerHistory) => Float64Array;

/** Of 100 to 1,600 at the inner cut of 23 July: best for the plain model. */
const PLAIN_LAMBDA = 800;
const NEIGHBOURS = 100;

export interface Rankers {
  readonly newItems: Readonly<Record<'ours' | 'popularity' | 'item-knn' | 'plain-ease', Ranker>>;
  readonly buyAgain: Readonly<Record<'ours' | 'own-frequency' | 'own-frequency-then-popularity', Ranker>>;
}

export function rankersFor(shop: CutShop): Rankers {
  const { products, purchases } = shop;
  const demand = demandOf(purchases);
  const ours = fitEaseTo(purchases, { damping: DAMPING, most: products.length });
  const plain = fitEaseTo(purchases, { lambda: PLAIN_LAMBDA, most: products.length });
  const popularity = popularityOf(shop);
  const most = Math.max(...popularity);
  const knn = neighbours(shop, popularity);
  const nobody = (): undefined => undefined;
  const frequency: Ranker = ({ owned }) => Float64Array.from(products, ({ id }) => owned.get(id)?.times ?? 0);
  return {
    newItems: {
      ours: ({ owned }) => {
        const companions = companionsOf(owned, ours, demand, nobody);
        return Float64Array.from(products, (product) => companions.score(product));
      },
      popularity: () => popularity,
      'item-knn': ({ ownedPlaces }) => sumOfRows(ownedPlaces, knn, products.length),
      'plain-ease': ({ ownedPlaces }) => sumOfRows(ownedPlaces, plain.weights, products.length),
    },
    buyAgain: {
      ours: ({ owned }) => {
        const companions = companionsOf(owned, ours, new Map(), nobody);
        return Float64Array.from(products, (product) =>
          repetitionScore({
            times: owned.get(product.id)?.times ?? 0,
            fit: companions.score(product),
            again: demand.get(product.id)?.again ?? 1,
          }),
        );
      },
      'own-frequency': frequency,
      'own-frequency-then-popularity': (customer) =>
        frequency(customer).map((times, place) => times + (popularity[place] ?? 0) / (most + 1)),
    },
  };
}

function popularityOf({ purchases, products }: CutShop): Float64Array {
  const owners = new Float64Array(products.length);
  for (const own of customersOf(purchases)) for (const item of own) owners[item] = (owners[item] ?? 0) + 1;
  return owners;
}

/** Cosine of the products' customers, of each product its nearest alone. */
function neighbours({ purchases, products }: CutShop, owners: Float64Array): Float32Array {
  const n = products.length;
  const cosine = new Float32Array(n * n);
  for (const own of customersOf(purchases))
    for (const i of own) for (const j of own) if (i !== j) cosine[i * n + j] = (cosine[i * n + j] ?? 0) + 1;
  for (let i = 0; i < n; i++) keepNearest(cosine.subarray(i * n, i * n + n), owners[i] ?? 1, owners);
  return cosine;
}

/** In place: counts of common customers become cosines, 0 but for the nearest. */
function keepNearest(row: Float32Array, own: number, owners: Float64Array): void {
  row.forEach((count, j) => {
    row[j] = count / Math.sqrt(own * (owners[j] ?? 1));
  });
  const least = row.toSorted()[row.length - NEIGHBOURS] ?? 0;
  row.forEach((cosine, j) => {
    if (cosine < least) row[j] = 0;
  });
}

function sumOfRows(rows: ReadonlySet<number>, weights: EaseModel['weights'], n: number): Float64Array {
  const sum = new Float64Array(n);
  for (const row of rows) for (let j = 0; j < n; j++) sum[j] = (sum[j] ?? 0) + (weights[row * n + j] ?? 0);
  return sum;
}
