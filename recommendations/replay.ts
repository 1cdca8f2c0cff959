// Learns how much popularity, companions and likings count for this business, by replaying its last orders against the earlier ones. Fits no final model.

import { FADING_DAYS } from './companions.js';
import { demandOf } from './demand.js';
import { DAMPING, type EaseModel, fitEaseTo } from './ease.js';
import type { PurchaseColumns } from './purchases.js';
import { PLAIN_WEIGHTS, type RankingWeights } from './rank.js';
import { bestPlaces, ndcg } from './ranked-gain.js';

/** What the weights were learned from, for the business to see. */
export interface ReplayOutcome {
  readonly weights: RankingWeights;
  /** Customers with orders on both sides of the cut. */
  readonly customers: number;
  /** nDCG@10 of those weights, and of the plain ones, on the same customers; 0 where there were too few. */
  readonly gain: number;
  readonly plainGain: number;
}

/** The last fifth of the purchases is what the earlier ones have to foretell. */
const EARLIER = 0.8;
/** With fewer, chance would choose. */
const LEAST_CUSTOMERS = 30;
/** More change a mean little and keep the worker busy. */
const MOST_CUSTOMERS = 500;
const MOST_PRODUCTS = 600;
const SHOWN = 10;
const POPULARITY = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2] as const;
const LIKING = [0.01, 0.02, 0.05, 0.1, 0.2] as const;
const COMPANIONS_FROM = [1, 2, 3, 5, 8, Number.MAX_SAFE_INTEGER] as const;

/** One customer at the cut; places are the model's. */
interface Replayed {
  readonly owned: ReadonlySet<number>;
  readonly relevant: ReadonlySet<number>;
  readonly companions: Float64Array;
  /** Of each product, whether it is as this customer would say they like it. */
  readonly liked: Uint8Array;
}

/**
 * One weight after the other. Another than the plain one is taken only where it gains more than one standard error of the paired difference.
 * The liking replayed is what the customer's earlier orders have most in common, as if they had said so.
 * @param attributes of each of the purchases' items.
 */
export function learnWeights(
  purchases: PurchaseColumns,
  attributes: readonly (readonly string[])[],
): ReplayOutcome {
  const cut = quantile(purchases.day, EARLIER);
  const earlier = rowsWhere(purchases, (day) => day < cut);
  const model = fitEaseTo(earlier, { damping: DAMPING, most: MOST_PRODUCTS });
  const replayed = replayedCustomers(purchases, earlier, cut, model, attributes);
  if (replayed.length < LEAST_CUSTOMERS)
    return { weights: PLAIN_WEIGHTS, customers: replayed.length, gain: 0, plainGain: 0 };

  const popular = popularityIn(earlier, model);
  const gains = (weights: RankingWeights, withLiking: boolean) =>
    replayed.map((customer) => gainOf(customer, popular, weights, withLiking));
  let weights: RankingWeights = PLAIN_WEIGHTS;
  const better = (options: readonly RankingWeights[], withLiking: boolean) => {
    weights = bestOf(weights, options, (option) => gains(option, withLiking));
  };
  better(
    POPULARITY.map((popularity) => ({ ...weights, popularity })),
    false,
  );
  better(
    COMPANIONS_FROM.map((companionsFrom) => ({ ...weights, companionsFrom })),
    false,
  );
  better(
    LIKING.map((liking) => ({ ...weights, liking })),
    true,
  );
  return {
    weights,
    customers: replayed.length,
    gain: mean(gains(weights, true)),
    plainGain: mean(gains(PLAIN_WEIGHTS, true)),
  };
}

function bestOf(
  plain: RankingWeights,
  options: readonly RankingWeights[],
  gains: (option: RankingWeights) => readonly number[],
): RankingWeights {
  const before = gains(plain);
  let [best, most] = [plain, 0];
  for (const option of options) {
    const differences = gains(option).map((gain, i) => gain - (before[i] ?? 0));
    const difference = mean(differences);
    const spread = mean(differences.map((each) => (each - difference) ** 2));
    if (difference > Math.max(most, Math.sqrt(spread / differences.length)))
      [best, most] = [option, difference];
  }
  return best;
}

function gainOf(
  customer: Replayed,
  popular: Float64Array,
  weights: RankingWeights,
  withLiking: boolean,
): number {
  const { owned, companions, liked } = customer;
  const heard = owned.size >= weights.companionsFrom ? 1 : 0;
  const liking = withLiking ? weights.liking : 0;
  const scores = companions.map((score, place) =>
    owned.has(place)
      ? -Infinity
      : heard * score + weights.popularity * (popular[place] ?? 0) + liking * (liked[place] ?? 0),
  );
  return ndcg(bestPlaces(scores, SHOWN), customer.relevant, SHOWN);
}

function replayedCustomers(
  all: PurchaseColumns,
  earlier: PurchaseColumns,
  cut: number,
  model: EaseModel,
  attributes: readonly (readonly string[])[],
): readonly Replayed[] {
  const places = Int32Array.from(all.items, (id) => model.index.get(id) ?? -1);
  const demand = demandOf(earlier);
  const trends = Float64Array.from(model.items, (id) => demand.get(id)?.trend ?? 1);
  const looks = all.items.flatMap((_, item) => ((places[item] ?? -1) >= 0 ? [attributes[item] ?? []] : []));
  const replayed: Replayed[] = [];
  for (const [from, to] of customersIn(all)) {
    if (replayed.length === MOST_CUSTOMERS) break;
    const { owned, relevant } = sidesOf(all, [from, to], cut, places);
    if (owned.size === 0 || relevant.size === 0) continue;
    const companions = heard(owned, model);
    replayed.push({
      owned: new Set(owned.keys()),
      relevant,
      companions: companions.map((sum, j) => (sum > 0 ? sum * (trends[j] ?? 1) : sum)),
      liked: likedBy([...owned.keys()], looks),
    });
  }
  return replayed;
}

/** What one customer had bought by the cut, each with its newest day, and what else they bought from then on; as places in the model. */
function sidesOf(
  { item, day }: PurchaseColumns,
  [from, to]: readonly [number, number],
  cut: number,
  places: Int32Array,
) {
  const [owned, relevant] = [new Map<number, number>(), new Set<number>()];
  for (let row = from; row < to; row++) {
    const [place, its] = [places[item[row] ?? 0] ?? -1, day[row] ?? 0];
    if (place < 0) continue;
    if (its < cut) owned.set(place, its);
    else relevant.add(place);
  }
  for (const place of owned.keys()) relevant.delete(place);
  return { owned, relevant };
}

/** What the owned products say for each of the model's, faded as in a recommendation. */
function heard(owned: ReadonlyMap<number, number>, { items, weights }: EaseModel): Float64Array {
  const n = items.length;
  const companions = new Float64Array(n);
  const newest = [...owned.values()].reduce((latest, day) => Math.max(latest, day), 0);
  for (const [place, day] of owned) {
    const voice = Math.exp((day - newest) / FADING_DAYS);
    for (let j = 0; j < n; j++) companions[j] = (companions[j] ?? 0) + voice * (weights[place * n + j] ?? 0);
  }
  return companions;
}

/** The attribute that this customer's products share most beyond its share in the catalogue. */
function likedBy(owned: readonly number[], looks: readonly (readonly string[])[]): Uint8Array {
  const counts = new Map<string, number>();
  for (const place of owned)
    for (const attribute of looks[place] ?? []) counts.set(attribute, (counts.get(attribute) ?? 0) + 1);
  const everywhere = (attribute: string) =>
    looks.filter((own) => own.includes(attribute)).length / looks.length;
  const [first] = [...counts]
    .filter(([, count]) => count > 1)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([attribute, count]) => ({ attribute, beyond: count / owned.length - everywhere(attribute) }))
    .toSorted((a, b) => b.beyond - a.beyond);
  return Uint8Array.from(looks, (own) => (first && own.includes(first.attribute) ? 1 : 0));
}

function popularityIn(earlier: PurchaseColumns, model: EaseModel): Float64Array {
  const buyers = new Float64Array(model.items.length);
  for (const [from, to] of customersIn(earlier)) {
    const own = new Set(earlier.item.subarray(from, to));
    for (const item of own) {
      const place = model.index.get(earlier.items[item] ?? ('' as never));
      if (place !== undefined) buyers[place] = (buyers[place] ?? 0) + 1;
    }
  }
  const most = buyers.reduce((largest, each) => Math.max(largest, each), 1);
  return buyers.map((each) => each / most);
}

/** First and behind the last row of each customer. */
function* customersIn({ customer }: PurchaseColumns): Generator<readonly [number, number]> {
  for (let from = 0, to = 0; from < customer.length; from = to) {
    while (to < customer.length && customer[to] === customer[from]) to++;
    yield [from, to];
  }
}

export function rowsWhere(purchases: PurchaseColumns, keeps: (day: number) => boolean): PurchaseColumns {
  const kept = (_: number, row: number) => keeps(purchases.day[row] ?? 0);
  return {
    ...purchases,
    customer: purchases.customer.filter(kept),
    item: purchases.item.filter(kept),
    day: purchases.day.filter(kept),
  };
}

function quantile(values: Int32Array, share: number): number {
  return values.toSorted()[Math.floor(share * values.length)] ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
