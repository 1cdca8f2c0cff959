// `npm run evaluate -- relationship`: the purchase models and the levels on public sets, or on any shop's orders at one cut.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type CustomerColumns,
  type FutureModel,
  fitFuture,
  probabilitiesOfOrder,
} from '../../relationship/future/index.js';
import type { Figure } from '../figures.js';
import { median } from '../statistics.js';
import { cdnowFigures } from './cdnow.js';
import { decemberFigures } from './december.js';
import { levelFigures } from './levels.js';
import { cutFigures } from './one-cut.js';
import { readShop } from './order-lines.js';
import { historiesIn, rollingFigures } from './rolling.js';

const CHOSEN = [
  'Chosen where: the models and P(≥1) are those of their papers; parameters are fitted on orders before each origin only.',
  'The form of the season (all orders, smoothing, three e-folds and three leads on the trade’s year that count the same), of first',
  'comers (from four months of orders on) and of the reconciling with last year’s total: on Online Retail year 1, all its origins,',
  'so that the figures of this set are development figures.',
  'The trade’s year: by hand, on no set. CDNOW chose nothing. The drawn shops of a December cut chose nothing either.',
] as const;

/** As `bench/evaluate.ts` asks every area. */
interface Asked {
  readonly datasets: string | undefined;
  readonly short: boolean;
  readonly argv: readonly string[];
  readonly progress: (text: string) => void;
}

export async function evaluateRelationship({
  datasets,
  short,
  argv,
  progress,
}: Asked): Promise<readonly Figure[]> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      orders: { type: 'string' },
      cut: { type: 'string' },
      days: { type: 'string', default: '90' },
    },
  });
  CHOSEN.forEach((line) => {
    progress(line);
  });
  if (values.orders !== undefined) {
    const days = Number(values.days);
    if (!values.cut || Number.isNaN(Date.parse(values.cut)) || !(days > 0))
      throw new Error('Usage: npm run evaluate -- relationship --orders FILE --cut YYYY-MM-DD [--days 90]');
    return cutFigures({ orders: values.orders, cut: values.cut, days }, progress);
  }
  if (!datasets) {
    progress('DATASETS_DIR is not set: only the speed is measured.');
    return [scoringFigure(undefined)];
  }
  const file = join(datasets, 'online-retail', 'year1_2009-2010.tsv.gz');
  if (!existsSync(file)) return [...cdnowFigures(datasets), scoringFigure(undefined)];
  const shop = readShop(file);
  const histories = historiesIn(shop);
  const fit = fitFuture(histories.histories, { today: histories.end });
  return [
    ...cdnowFigures(datasets),
    ...rollingFigures(histories, short, progress),
    ...(short ? [] : decemberFigures(histories, progress)),
    ...levelFigures(shop, progress),
    scoringFigure(fit.kind === 'fitted' ? fit.model : undefined),
  ];
}

const MILLION = 1_000_000;
const ROUNDS = 5;

function scoringFigure(model: FutureModel | undefined): Figure {
  const used = model ?? PLAIN;
  const customers: CustomerColumns = {
    first: Int32Array.from({ length: MILLION }, (_, i) => used.fittedOn - 10 - (i % 360)),
    last: Int32Array.from({ length: MILLION }, (_, i) => used.fittedOn - 10 - (i % 360) + ((i * 7) % 10)),
    repeats: Int32Array.from({ length: MILLION }, (_, i) => i % 12),
  };
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    probabilitiesOfOrder(used, customers, 90);
    return (performance.now() - began) / 1000;
  });
  return { name: 'scoring.million-customers', value: median(times), unit: 's', max: 0.5 };
}

/** For the speed alone. */
const PLAIN: FutureModel = {
  version: 1,
  fittedOn: 20_000,
  customers: MILLION,
  purchases: { kind: 'bg-nbd', r: 0.8, alpha: 70, a: 0.2, b: 9 },
  clock: { kind: 'flat' },
  firstComers: 1,
  pace: 1,
  logLikelihood: 0,
};
