// What the rankings are worth on a shop's real orders, cut at a day. Measures only.

import { bestPlaces, ndcg } from '../../recommendations/ranked-gain.js';
import type { Figure } from '../figures.js';
import { type Ranker, rankersFor } from './rankers.js';
import { type CutShop, cutShop, readLines } from './shop-history.js';

const CUT = '2010-10-01';
/** For development; nothing after the cut was looked at when anything was chosen. */
const INNER_CUT = '2010-07-23';
const K = 10;

export function onlineRetailFigures(
  file: string,
  short: boolean,
  progress: (text: string) => void,
): readonly Figure[] {
  const lines = readLines(file);
  const inner = short ? [] : figuresAt('recommendations.inner-cut', cutShop(lines, INNER_CUT, CUT), progress);
  const figures = figuresAt('recommendations.online-retail', cutShop(lines, CUT), progress);
  return [...figures.map(bounded), ...inner];
}

function figuresAt(name: string, shop: CutShop, progress: (text: string) => void): readonly Figure[] {
  progress(`${name}: ${shop.products.length} products, ${shop.customers.length} customers on both sides`);
  const { newItems, buyAgain } = rankersFor(shop);
  return [
    ...Object.entries(newItems).flatMap(([ranker, rank]) =>
      measured(`${name}.new-items.${ranker}`, shop, rank, true),
    ),
    ...Object.entries(buyAgain).flatMap(([ranker, rank]) =>
      measured(`${name}.buy-again.${ranker}`, shop, rank, false),
    ),
  ];
}

/** @param onlyNew what the customer had is neither candidate nor relevant. */
function measured(name: string, shop: CutShop, rank: Ranker, onlyNew: boolean): readonly Figure[] {
  let [gain, hits, counted] = [0, 0, 0];
  for (const customer of shop.customers) {
    const { ownedPlaces, boughtLater } = customer;
    const relevant = onlyNew
      ? new Set([...boughtLater].filter((place) => !ownedPlaces.has(place)))
      : boughtLater;
    if (relevant.size === 0) continue;
    const scores = rank(customer).map((score, place) =>
      onlyNew && ownedPlaces.has(place) ? -Infinity : score,
    );
    const ranked = bestPlaces(scores, K);
    counted += 1;
    gain += ndcg(ranked, relevant, K);
    if (ranked.some((place) => relevant.has(place))) hits += 1;
  }
  return [
    { name: `${name}.ndcg@10`, value: gain / counted, unit: '' },
    { name: `${name}.hr@10`, value: hits / counted, unit: '' },
  ];
}

const BOUNDS: Readonly<Record<string, number>> = {
  'recommendations.online-retail.new-items.ours.ndcg@10': 0.12,
  'recommendations.online-retail.new-items.ours.hr@10': 0.54,
  'recommendations.online-retail.buy-again.ours.ndcg@10': 0.4,
};

function bounded(figure: Figure): Figure {
  const min = BOUNDS[figure.name];
  return min === undefined ? figure : { ...figure, min };
}
