// Whether the percentage may be shown: the model asked at past days about what is known by now, on the business's own orders.

import { calibrationError, mean, rankingQuality } from './accuracy.js';
import { type FitOptions, fitFuture, historiesBefore, probabilitiesOfOrder } from './future-model.js';
import type { DayNumber, PurchaseHistory } from './histories.js';
import { rfmScores } from './rfm.js';

export interface OriginResult {
  /** The model knew what came before this day. */
  readonly origin: DayNumber;
  readonly customers: number;
  /** Mean probability, and the share that did order. */
  readonly predicted: number;
  readonly observed: number;
  /** Expected calibration error in ten bins of equal count. */
  readonly ece: number;
  /** Ranking by the model, by RFM's sum, and by how recent the last order is; 0.5 is chance. */
  readonly auc: number;
  readonly aucRfm: number;
  readonly aucRecency: number;
}

export interface Backtest {
  readonly origins: readonly OriginResult[];
  /** Over the origins. */
  readonly meanEce: number;
  readonly worstEce: number;
  /** Of all predictions of all origins together; errors of opposite sign may cancel. */
  readonly pooledEce: number;
}

export interface BacktestOptions extends Pick<FitOptions, 'kind' | 'seasons'> {
  readonly origins: readonly DayNumber[];
  /** Days ahead. */
  readonly horizon: number;
  /** The first day that is not known; origins less than a horizon before it are left out. */
  readonly today: DayNumber;
}

/** Each origin is fitted anew, on what came before it only. */
export function backtest(histories: readonly PurchaseHistory[], options: BacktestOptions): Backtest {
  const results = options.origins.flatMap((origin) => askAt(histories, origin, options) ?? []);
  const predicted = results.flatMap(({ probabilities }) => [...probabilities]);
  const happened = results.flatMap(({ ordered }) => [...ordered]);
  const eces = results.map(({ result }) => result.ece);
  return {
    origins: results.map(({ result }) => result),
    meanEce: mean(eces),
    worstEce: eces.length === 0 ? Number.NaN : Math.max(...eces),
    pooledEce: calibrationError(predicted, happened),
  };
}

/** Evenly spaced origins, newest first, that leave a horizon to look at and some history to fit on. */
export function rollingOrigins(options: {
  readonly from: DayNumber;
  readonly today: DayNumber;
  readonly horizon: number;
  readonly every: number;
  readonly leastHistory: number;
}): readonly DayNumber[] {
  const origins: DayNumber[] = [];
  const { from, today, horizon, every, leastHistory } = options;
  for (let day = today - horizon; day >= from + leastHistory; day -= every) origins.push(day);
  return origins;
}

/** Why the percentage is shown or not; where it is hidden, the gates of the levels alone decide. */
export type Showing =
  | { readonly kind: 'shown'; readonly ece: number }
  | { readonly kind: 'hidden'; readonly because: 'too-few-customers'; readonly customers: number }
  | { readonly kind: 'hidden'; readonly because: 'too-little-history' }
  | { readonly kind: 'hidden'; readonly because: 'badly-calibrated'; readonly ece: number };

/** Above this a percentage misleads. */
export const WORST_SHOWN_ECE = 0.1;
/** Below this gates alone decide. */
export const LEAST_CUSTOMERS_SHOWN = 500;

export function showing(customers: number, tested: Backtest): Showing {
  if (customers < LEAST_CUSTOMERS_SHOWN) return { kind: 'hidden', because: 'too-few-customers', customers };
  if (tested.origins.length === 0) return { kind: 'hidden', because: 'too-little-history' };
  const ece = tested.meanEce;
  return ece > WORST_SHOWN_ECE
    ? { kind: 'hidden', because: 'badly-calibrated', ece }
    : { kind: 'shown', ece };
}

function askAt(
  histories: readonly PurchaseHistory[],
  origin: DayNumber,
  { horizon, today, kind, seasons }: BacktestOptions,
): { result: OriginResult; probabilities: Float64Array; ordered: Uint8Array } | undefined {
  if (origin + horizon > today) return undefined;
  const fit = fitFuture(histories, { today: origin, horizon, kind, seasons });
  if (fit.kind !== 'fitted') return undefined;
  const all = histories.filter(({ days }) => (days[0] ?? origin) < origin);
  const known = historiesBefore(all, origin);
  const ordered = Uint8Array.from(all, ({ days }) =>
    days.some((day) => day >= origin && day < origin + horizon) ? 1 : 0,
  );
  const probabilities = probabilitiesOfOrder(fit.model, columnsOf(known), horizon);
  const sinceOrder = known.map(({ days }) => origin - (days.at(-1) ?? origin));
  const rfm = rfmScores(
    known.map((history, i) => ({
      daysSinceOrder: sinceOrder[i] ?? 0,
      orders: history.days.length,
      // The customer's mean order, later ones included, times the orders known by then: if anything, it favours RFM.
      value: (history.value / Math.max(1, all[i]?.days.length ?? 1)) * history.days.length,
    })),
  );
  const result = {
    origin,
    customers: known.length,
    predicted: mean(probabilities),
    observed: mean(ordered),
    ece: calibrationError(probabilities, ordered),
    auc: rankingQuality(probabilities, ordered),
    aucRfm: rankingQuality(
      rfm.map(({ total }) => total),
      ordered,
    ),
    aucRecency: rankingQuality(
      sinceOrder.map((days) => -days),
      ordered,
    ),
  };
  return { result, probabilities, ordered };
}

export function columnsOf(histories: readonly PurchaseHistory[]) {
  return {
    first: Int32Array.from(histories, ({ days }) => days[0] ?? 0),
    last: Int32Array.from(histories, ({ days }) => days.at(-1) ?? 0),
    repeats: Int32Array.from(histories, ({ days }) => Math.max(0, days.length - 1)),
  };
}
