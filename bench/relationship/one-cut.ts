// Any shop's orders at one cut: `--orders file.tsv --cut DATE [--days 90]`. Only orders before the cut reach the fit.

import { type Backtest, backtest, dayNumber, fitFuture } from '../../relationship/future/index.js';
import type { Figure } from '../figures.js';
import { readShop } from './order-lines.js';
import { dayText, historiesIn, printed } from './rolling.js';

export interface Cut {
  readonly orders: string;
  /** The first day that the model does not know, YYYY-MM-DD. */
  readonly cut: string;
  readonly days: number;
}

/** The bound of the figure. */
const ECE = 0.05;

export function cutFigures({ orders, cut, days }: Cut, progress: (text: string) => void): readonly Figure[] {
  const shop = historiesIn(readShop(orders));
  const origin = dayNumber(cut);
  progress(`Orders from ${dayText(shop.from)} to ${dayText(shop.end - 1)}; cut ${cut}, ${days} days ahead.`);
  const fit = fitFuture(shop.histories, { today: origin, horizon: days });
  if (fit.kind !== 'fitted') {
    progress(`No model: ${JSON.stringify(fit)}`);
    return [{ name: 'orders.ece', value: Number.NaN, unit: '', max: ECE }];
  }
  const { purchases, clock, firstComers, pace, customers } = fit.model;
  const season = clock.kind === 'flat' ? 'flat clock' : `seasonal clock, ahead by the ${clock.ahead}`;
  progress(
    `${customers} customers, ${season}, first comers ${firstComers}, pace ${pace.toFixed(3)}, ${JSON.stringify(purchases)}`,
  );
  if (origin + days > shop.end) {
    progress(
      `The file ends before ${dayText(origin + days)}: what came of it is not known, and nothing can be said of the error.`,
    );
    return [{ name: 'orders.ece', value: Number.NaN, unit: '', max: ECE }];
  }
  const run = (seasons: boolean) =>
    backtest(shop.histories, { origins: [origin], horizon: days, today: shop.end, seasons });
  const [seasonal, plain] = [run(true), run(false)];
  printed('seasonal', seasonal).forEach(progress);
  printed('plain BG/NBD', plain).forEach(progress);
  return [...figuresOf('orders', seasonal, ECE), ...figuresOf('orders.plain', plain)];
}

function figuresOf(name: string, tested: Backtest, max?: number): readonly Figure[] {
  return tested.origins.flatMap((origin) => [
    { name: `${name}.ece`, value: origin.ece, unit: '', ...(max === undefined ? {} : { max }) },
    { name: `${name}.predicted-over-observed`, value: origin.predicted / origin.observed, unit: '' },
    { name: `${name}.auc`, value: origin.auc, unit: '' },
    ...(max === undefined
      ? []
      : [
          { name: `${name}.auc.rfm`, value: origin.aucRfm, unit: '' },
          { name: `${name}.auc.recency`, value: origin.aucRecency, unit: '' },
        ]),
  ]);
}
