// How long a query and a fit take. Measures only.

import type { OrderNumber } from '../../data/ids.js';
import { DAMPING, fitEaseTo } from '../../recommendations/ease.js';
import { PLAIN_WEIGHTS, PurchaseLedger, recommend, unfittedTaste } from '../../recommendations/index.js';
import type { Figure } from '../figures.js';
import { percentile } from '../statistics.js';
import { CATEGORIES, madeUpProducts, madeUpPurchases, pick, seeded } from './made-up-shop.js';

const QUERIES = 2000;
const OWNED = 60;
/** As on Online Retail. */
const MANY = 3223;

export function speedFigures(progress: (text: string) => void): readonly Figure[] {
  const random = seeded(31);
  const products = madeUpProducts(3000, random);
  const purchases = madeUpPurchases(products, 2000, 40, random);
  progress('speed: fitting 1,000, 3,000 and 3,223 products');
  const model = fitEaseTo(purchases, { damping: DAMPING });
  const taste = { ...unfittedTaste(purchases), model, weights: PLAIN_WEIGHTS };
  const runs = Array.from({ length: QUERIES }, (_, i) => {
    const owned = new Map(
      Array.from({ length: OWNED }, (_unused, k) => {
        const placedOn = `2026-0${(k % 9) + 1}-01`;
        return [pick(products, random).id, { order: `${k}` as OrderNumber, placedOn }] as const;
      }),
    );
    const wish = i % 2 === 0 ? { category: pick(CATEGORIES, random) } : { maxPrice: 120 };
    const query = () =>
      recommend({ products, owned, preferences: [], wish, ...taste, limit: 4, exclude: new Set() });
    // The median of three, so that another process does not count as ours.
    return [timed(query), timed(query), timed(query)];
  }).slice(QUERIES / 10);
  const times = runs.map((three) => percentile(three, 0.5));
  return [
    { name: 'recommendations.query.p50', value: percentile(times, 0.5), unit: 'ms' },
    { name: 'recommendations.query.p99-of-single-runs', value: percentile(runs.flat(), 0.99), unit: 'ms' },
    { name: 'recommendations.query.p99-of-medians', value: percentile(times, 0.99), unit: 'ms', max: 1 },
    fitFigure(1000, 0.5),
    fitFigure(MANY, 3),
    millionFigure(),
  ];
}

function timed(act: () => void): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

function fitFigure(count: number, max: number): Figure {
  const random = seeded(count);
  const purchases = madeUpPurchases(madeUpProducts(count, random), 3500, 60, random);
  const began = performance.now();
  const { items } = fitEaseTo(purchases, { damping: DAMPING, most: count });
  const value = (performance.now() - began) / 1000;
  return { name: `recommendations.fit.${items.length}-products`, value, unit: 's', max };
}

/** A million events, each told twice, to columns. */
function millionFigure(): Figure {
  const random = seeded(7);
  const products = madeUpProducts(3000, random);
  const ledger = new PurchaseLedger();
  const began = performance.now();
  for (let i = 0; i < 1_000_000; i++) {
    const day = 20_000 + (i % 365);
    ledger.add(`c${Math.floor(i / 2) % 50_000}`, pick(products, random).id, day);
  }
  ledger.columns();
  return { name: 'recommendations.million-events', value: (performance.now() - began) / 1000, unit: 's' };
}
