// The model of a business's customers to come: fitted on all histories, asked about one. Knows no stores and no clock on the wall.

import { type BetaGeometric, expectedPurchases, type Fit, fitBetaGeometric, purchaseOf } from './bg-nbd.js';
import { type Clock, clockOf, timeAt } from './clock.js';
import type { DayNumber, PurchaseHistory } from './histories.js';
import { type Summary, summaries } from './summary.js';

/** Serialisable as JSON. */
export interface FutureModel {
  readonly version: 1;
  /** The first day that was not known at the fit. */
  readonly fittedOn: DayNumber;
  readonly customers: number;
  readonly purchases: BetaGeometric;
  readonly clock: Clock;
  /** How much faster than others the customers buy who came on the first day of the file; 1: no faster. */
  readonly firstComers: number;
  /** By how much the clock runs faster or slower after the fit than it says: the two forecasts reconciled; 1 without a year of its own. */
  readonly pace: number;
  readonly logLikelihood: number;
}

export interface FitOptions {
  /** The first day that is not known; purchases from it on are not looked at. */
  readonly today: DayNumber;
  /** The horizon that the model is asked for most, in days; 90 unless told. */
  readonly horizon?: number;
  /** Default BG/NBD. */
  readonly kind?: BetaGeometric['kind'];
  /** Default true; false is the plain model, every day alike. */
  readonly seasons?: boolean;
}

export type FutureFit =
  | { readonly kind: 'fitted'; readonly model: FutureModel }
  /** Fewer than 30 customers, nobody who came twice, or parameters that ran away. */
  | { readonly kind: 'too-few'; readonly customers: number; readonly repeaters: number }
  | { readonly kind: 'no-fit'; readonly customers: number };

/** Below these four parameters mean nothing. Whether a percentage is *shown* is another matter: see the backtest. */
const LEAST_CUSTOMERS = 30;
const LEAST_REPEATERS = 5;

export function fitFuture(histories: readonly PurchaseHistory[], options: FitOptions): FutureFit {
  const { today, horizon = 90, kind = 'bg-nbd', seasons = true } = options;
  const known = historiesBefore(histories, today);
  const repeaters = known.filter(({ days }) => days.length > 1).length;
  if (known.length < LEAST_CUSTOMERS || repeaters < LEAST_REPEATERS)
    return { kind: 'too-few', customers: known.length, repeaters };
  const clock: Clock = seasons ? clockOf(known, today) : { kind: 'flat' };
  const fit = likeliest(known, clock, kind, today);
  if (!Number.isFinite(fit.logLikelihood)) return { kind: 'no-fit', customers: known.length };
  const model: FutureModel = {
    version: 1,
    fittedOn: today,
    customers: known.length,
    purchases: fit.parameters,
    clock,
    firstComers: fit.firstComers,
    pace: 1,
    logLikelihood: fit.logLikelihood,
  };
  return { kind: 'fitted', model: { ...model, pace: paceOf(model, known, horizon) } };
}

/** Candidates for `firstComers`. */
const FIRST_COMERS = [1, 1.5, 2, 3, 4] as const;
/** With less than four months of orders, old customers can't be told from the season in which they came. */
const FIRST_COMERS_FROM_DAYS = 120;

/**
 * Who comes first in the file of an established business is a good customer already: those who buy often are seen first. How much
 * faster they buy than newcomers is chosen by likelihood.
 */
function likeliest(
  known: readonly PurchaseHistory[],
  clock: Clock,
  kind: BetaGeometric['kind'],
  today: DayNumber,
) {
  const toldApart = clock.kind === 'seasonal' && today - clock.start >= FIRST_COMERS_FROM_DAYS;
  const candidates = toldApart ? FIRST_COMERS : FIRST_COMERS.slice(0, 1);
  const fits: (Fit<BetaGeometric> & { readonly firstComers: number })[] = [];
  for (const firstComers of candidates) {
    const frame = { clock, firstComers };
    const rows = known.map((history) => summaryOf(frame, history, today));
    // Times are stretched by the tempo, so the density of each repeat is multiplied by it.
    const stretched = known.reduce(
      (sum, { days }) => sum + (days.length - 1) * Math.log(tempoOf(frame, days[0] ?? today)),
      0,
    );
    const fit = fitBetaGeometric(kind, summaries(rows), fits[0]?.parameters);
    fits.push({ ...fit, logLikelihood: fit.logLikelihood + stretched, firstComers });
  }
  return fits.reduce((best, fit) => (fit.logLikelihood > best.logLikelihood ? fit : best));
}

/** What turns a history into a summary. */
type Frame = Pick<FutureModel, 'clock' | 'firstComers'>;

/** e-fold, in days, over which those who come later become like everybody. */
const FIRST_COMER_DAYS = 60;

function tempoOf({ clock, firstComers }: Frame, first: DayNumber): number {
  if (firstComers === 1 || clock.kind === 'flat') return 1;
  return firstComers ** Math.exp(-Math.max(0, first - clock.start) / FIRST_COMER_DAYS);
}

function hasOwnYear(clock: Clock): clock is Extract<Clock, { kind: 'seasonal' }> {
  return clock.kind === 'seasonal' && clock.ahead === 'own-year';
}

/** The probability of at least one day with an order in `days` days from `today` on, 0 to 1. */
export function probabilityOfOrder(
  model: FutureModel,
  history: PurchaseHistory,
  days: number,
  today: DayNumber = model.fittedOn,
): number {
  const customer = customerAt(model, history, today);
  if (!customer) return 0;
  const time = timeAhead(model, today, days) * tempoOf(model, history.days[0] ?? today);
  return purchaseOf(model.purchases, customer.x, customer.tx, customer.T, time);
}

/** The number of days with an order to be expected in `days` days from `today` on. */
export function expectedOrders(
  model: FutureModel,
  history: PurchaseHistory,
  days: number,
  today: DayNumber = model.fittedOn,
): number {
  const customer = customerAt(model, history, today);
  const time = timeAhead(model, today, days) * tempoOf(model, history.days[0] ?? today);
  return customer ? expectedPurchases(model.purchases, customer, time) : 0;
}

/** Many customers, as columns: the days of the first and the last order, and the days with an order after the first. */
export interface CustomerColumns {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly repeats: Int32Array;
}

/** `probabilityOfOrder` for many: a million take well under half a second. */
export function probabilitiesOfOrder(
  model: FutureModel,
  { first, last, repeats }: CustomerColumns,
  days: number,
  today: DayNumber = model.fittedOn,
): Float64Array {
  const time = timeAhead(model, today, days);
  const now = timeAt(model.clock, today);
  const result = new Float64Array(first.length);
  for (let i = 0; i < result.length; i++) {
    const tempo = tempoOf(model, first[i] ?? 0);
    const birth = timeAt(model.clock, first[i] ?? 0);
    const tx = (timeAt(model.clock, last[i] ?? 0) - birth) * tempo;
    const T = Math.max(tx, (now - birth) * tempo);
    result[i] = purchaseOf(model.purchases, repeats[i] ?? 0, tx, T, time * tempo);
  }
  return result;
}

/** Histories as they were known before a day; customers who had not come yet are left out. */
export function historiesBefore(
  histories: readonly PurchaseHistory[],
  today: DayNumber,
): readonly PurchaseHistory[] {
  return histories.flatMap((history) => {
    const last = history.days.at(-1);
    if (last !== undefined && last < today) return [history];
    const days = history.days.filter((day) => day < today);
    return days.length === 0 ? [] : [{ ...history, days }];
  });
}

function summaryOf(frame: Frame, { days }: PurchaseHistory, today: DayNumber): Summary {
  const { clock } = frame;
  const first = days[0] ?? today;
  const tempo = tempoOf(frame, first);
  const birth = timeAt(clock, first);
  const tx = (timeAt(clock, days.at(-1) ?? today) - birth) * tempo;
  return { x: days.length - 1, tx, T: Math.max(tx, (timeAt(clock, today) - birth) * tempo) };
}

function customerAt(model: FutureModel, history: PurchaseHistory, today: DayNumber): Summary | undefined {
  const [known] = historiesBefore([history], today);
  return known && summaryOf(model, known, today);
}

function timeAhead({ clock, pace }: FutureModel, today: DayNumber, days: number): number {
  return Math.max(0, (timeAt(clock, today + days) - timeAt(clock, today)) * pace);
}

/** First orders among the newest say how much of what is ahead comes from customers who are not known yet. */
const NEWCOMER_DAYS = 56;

/**
 * Where the business's own last year is known, what is ahead can be forecast twice: customer by customer, and from the top, as last
 * year's orders less those of newcomers. Both err, in different ways; the geometric mean of the two is taken.
 */
function paceOf(model: FutureModel, known: readonly PurchaseHistory[], horizon: number): number {
  const { clock, fittedOn } = model;
  if (!hasOwnYear(clock)) return 1;
  const time = timeAhead(model, fittedOn, horizon);
  const single = known.reduce((sum, history) => sum + expectedOrders(model, history, horizon), 0);
  const since = fittedOn - NEWCOMER_DAYS;
  const orders = known.reduce((sum, { days }) => sum + days.length, 0);
  const recent = known.reduce((sum, { days }) => sum + days.filter((day) => day >= since).length, 0);
  const first = known.filter(({ days }) => (days[0] ?? 0) >= since).length;
  // A unit of the clock is the mean day of the history.
  const top = time * (orders / (fittedOn - clock.start)) * (1 - first / Math.max(1, recent));
  return single > 0 && top > 0 ? Math.min(2, Math.max(0.5, Math.sqrt(top / single))) : 1;
}
