// The model of a shop's customers at many past days, with the plain model beside it. Measures only.

import {
  type Backtest,
  backtest,
  type DayNumber,
  dayNumber,
  historiesOf,
  type PurchaseHistory,
} from '../../relationship/future/index.js';
import type { Figure } from '../figures.js';
import type { Shop } from './order-lines.js';

const HORIZONS = [30, 60, 91] as const;
/** 13 weeks, as on CDNOW. */
const BOUND_HORIZON = 91;
const BOUND = 0.05;
/** With less history than this, four months, an origin is printed and counted apart. */
const LEAST_HISTORY = 120;

export interface ShopHistories {
  readonly histories: readonly PurchaseHistory[];
  readonly from: DayNumber;
  /** The day after the last order. */
  readonly end: DayNumber;
}

export function historiesIn(shop: Shop): ShopHistories {
  const last = shop.purchases.reduce((latest, { day }) => (day > latest ? day : latest), '');
  const end = dayNumber(last) + 1;
  const { histories } = historiesOf(shop.purchases, dayText(end));
  const from = histories.reduce((first, { days }) => Math.min(first, days[0] ?? first), Infinity);
  return { histories, from, end };
}

/** Weekly and monthly origins; everything that a fit reads lies before its origin. */
export function rollingFigures(
  shop: ShopHistories,
  short: boolean,
  progress: (text: string) => void,
): readonly Figure[] {
  return HORIZONS.filter((horizon) => !short || horizon === BOUND_HORIZON).flatMap((horizon) => {
    const months = firstsOfMonth(shop).filter((day) => day + horizon <= shop.end);
    const settled = months.filter((day) => day - shop.from >= LEAST_HISTORY);
    const run = (origins: readonly DayNumber[], seasons: boolean, kind: 'bg-nbd' | 'mbg-nbd' = 'bg-nbd') =>
      backtest(shop.histories, { origins, horizon, today: shop.end, seasons, kind });
    const seasonal = run(settled, true);
    const plain = run(settled, false);
    const early = run(
      months.filter((day) => !settled.includes(day)),
      true,
    );
    const weekly = short ? undefined : run(weeksOf(shop, horizon), true);
    for (const [label, tested] of [
      ['seasonal, first months', early],
      ['seasonal', seasonal],
      ['plain BG/NBD', plain],
      ['seasonal, every week', weekly],
    ] as const)
      if (tested) printed(`${horizon} days, ${label}`, tested).forEach(progress);
    const name = `online-retail.${horizon}-days`;
    const bounded = horizon === BOUND_HORIZON ? { max: BOUND } : {};
    return [
      { name: `${name}.ece.pooled`, value: seasonal.pooledEce, unit: '', ...bounded },
      { name: `${name}.ece.mean`, value: seasonal.meanEce, unit: '', ...bounded },
      { name: `${name}.ece.worst`, value: seasonal.worstEce, unit: '' },
      { name: `${name}.ece.first-months-mean`, value: early.meanEce, unit: '' },
      { name: `${name}.ece.plain-pooled`, value: plain.pooledEce, unit: '' },
      { name: `${name}.ece.plain-mean`, value: plain.meanEce, unit: '' },
      { name: `${name}.ece.plain-worst`, value: plain.worstEce, unit: '' },
      ...(weekly
        ? [
            { name: `${name}.ece.weekly-mean`, value: weekly.meanEce, unit: '' },
            { name: `${name}.ece.weekly-worst`, value: weekly.worstEce, unit: '' },
          ]
        : []),
      ...(['auc', 'aucRfm', 'aucRecency'] as const).map((which) => ({
        name: `${name}.${which.replace(/[A-Z]/, (c) => `.${c.toLowerCase()}`)}`,
        value: meanOf(seasonal.origins.map((origin) => origin[which])),
        unit: '',
      })),
    ];
  });
}

/** One line an origin. */
export function printed(
  title: string,
  { origins, meanEce, worstEce, pooledEce }: Backtest,
): readonly string[] {
  const three = (value: number) => value.toFixed(3);
  return [
    `${title}: ECE mean ${three(meanEce)}, worst ${three(worstEce)}, pooled ${three(pooledEce)}`,
    ...[...origins]
      .sort((one, other) => one.origin - other.origin)
      .map(
        (at) =>
          `  ${dayText(at.origin)}  ${at.customers} customers  predicted ${three(at.predicted)}  observed ${three(at.observed)}  ` +
          `ECE ${three(at.ece)}  AUC ${three(at.auc)} (RFM ${three(at.aucRfm)}, recency ${three(at.aucRecency)})`,
      ),
  ];
}

export function dayText(day: DayNumber): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function firstsOfMonth({ from, end }: ShopHistories): readonly DayNumber[] {
  return Array.from({ length: end - from }, (_, i) => from + i).filter(
    (day) => dayText(day).endsWith('-01') && day - from >= 28,
  );
}

function weeksOf({ from, end }: ShopHistories, horizon: number): readonly DayNumber[] {
  return Array.from({ length: Math.floor((end - from) / 7) }, (_, week) => from + 7 * week).filter(
    (day) => day - from >= 28 && day + horizon <= end,
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
