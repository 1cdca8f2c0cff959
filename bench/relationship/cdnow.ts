// The purchase models on the CDNOW sample, whose parameters are published. Measures only.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationError, rankingQuality } from '../../relationship/future/accuracy.js';
import {
  expectedPurchases,
  fitBetaGeometric,
  probabilityOfPurchase,
} from '../../relationship/future/bg-nbd.js';
import { fitGammaGamma } from '../../relationship/future/index.js';
import { fitParetoNbd, paretoProbability } from '../../relationship/future/pareto-nbd.js';
import { type Summary, summaries } from '../../relationship/future/summary.js';
import type { Figure } from '../figures.js';
import { median } from '../statistics.js';

/** The first 39 weeks of 1997 are known, to 30 September. */
const CUT = '19971001';
const WEEKS_AHEAD = 13;
const FITS = 9;

export function cdnowFigures(datasets: string): readonly Figure[] {
  const folder = join(datasets, 'cdnow');
  if (!existsSync(folder)) return [];
  const rows = readSummary(join(folder, 'cdnow_customers_summary.csv'));
  const data = summaries(rows);
  const bg = fitBetaGeometric('bg-nbd', data);
  const pareto = fitParetoNbd(data);
  const modified = fitBetaGeometric('mbg-nbd', data);
  const spent = readTransactions(join(folder, 'CDNOW_sample.txt'));
  const ordered = rows.map((_, i) => (spent[i]?.ahead ? 1 : 0));
  const bgAhead = rows.map((row) => probabilityOfPurchase(bg.parameters, row, WEEKS_AHEAD));
  const expected = expectedPurchases(bg.parameters, { x: 2, tx: 30.43, T: 38.86 }, 39);
  const value = fitGammaGamma(spent.flatMap(({ repeats }) => (repeats.orders > 0 ? [repeats] : [])));
  const times = Array.from({ length: FITS }, () => {
    const began = performance.now();
    fitBetaGeometric('bg-nbd', summaries(rows));
    return performance.now() - began;
  });
  const { r, alpha, a, b } = bg.parameters;
  const p = pareto.parameters;
  return [
    near('cdnow.bg-nbd.r', r, 0.2426, 0.001),
    near('cdnow.bg-nbd.alpha', alpha, 4.4136, 0.001),
    near('cdnow.bg-nbd.a', a, 0.7929, 0.001),
    near('cdnow.bg-nbd.b', b, 2.4258, 0.001),
    near('cdnow.bg-nbd.log-likelihood', bg.logLikelihood, -9582.43, 0.01),
    near('cdnow.bg-nbd.expected-39-weeks', expected, 1.226, 0.0005),
    near('cdnow.pareto-nbd.r', p.r, 0.5533, 0.001),
    near('cdnow.pareto-nbd.alpha', p.alpha, 10.578, 0.01),
    near('cdnow.pareto-nbd.s', p.s, 0.6062, 0.001),
    near('cdnow.pareto-nbd.beta', p.beta, 11.669, 0.02),
    near('cdnow.pareto-nbd.log-likelihood', pareto.logLikelihood, -9594.98, 0.01),
    { name: 'cdnow.mbg-nbd.log-likelihood', value: modified.logLikelihood, unit: '' },
    { name: 'cdnow.gamma-gamma.p', value: value?.p ?? Number.NaN, unit: '' },
    { name: 'cdnow.gamma-gamma.q', value: value?.q ?? Number.NaN, unit: '' },
    { name: 'cdnow.gamma-gamma.gamma', value: value?.gamma ?? Number.NaN, unit: '$' },
    { name: 'cdnow.13-weeks.ece', value: calibrationError(bgAhead, ordered), unit: '', max: 0.03 },
    {
      name: 'cdnow.13-weeks.ece.pareto-nbd',
      value: calibrationError(
        rows.map((row) => paretoProbability(p, row, WEEKS_AHEAD)),
        ordered,
      ),
      unit: '',
    },
    {
      name: 'cdnow.13-weeks.ece.mbg-nbd',
      value: calibrationError(
        rows.map((row) => probabilityOfPurchase(modified.parameters, row, WEEKS_AHEAD)),
        ordered,
      ),
      unit: '',
    },
    { name: 'cdnow.13-weeks.auc', value: rankingQuality(bgAhead, ordered), unit: '' },
    {
      name: 'cdnow.13-weeks.auc.recency',
      value: rankingQuality(
        rows.map((row) => row.tx - row.T),
        ordered,
      ),
      unit: '',
    },
    { name: 'cdnow.fit', value: median(times), unit: 'ms', max: 100 },
  ];
}

function near(name: string, value: number, published: number, tolerance: number): Figure {
  return { name, value, unit: '', min: published - tolerance, max: published + tolerance };
}

function readSummary(file: string): readonly Summary[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [, x = 0, tx = 0, T = 0] = line.split(',').map(Number);
    return { x, tx, T };
  });
}

/** What the transactions add to the summary, customer by customer in the sample's order. */
function readTransactions(file: string) {
  const days = new Map<string, Map<string, number>>();
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const [, sample = '', day = '', , dollars] = line.trim().split(/\s+/);
    const own = days.get(sample) ?? new Map<string, number>();
    own.set(day, (own.get(day) ?? 0) + Number(dollars));
    days.set(sample, own);
  }
  const end = '19971231';
  return [...days.entries()]
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, own]) => {
      const known = [...own].filter(([day]) => day < CUT).sort(([one], [other]) => (one < other ? -1 : 1));
      const values = known.slice(1).map(([, value]) => value);
      const sum = values.reduce((total, value) => total + value, 0);
      return {
        repeats: { orders: sum > 0 ? values.length : 0, mean: sum / Math.max(1, values.length) },
        ahead: [...own.keys()].some((day) => day >= CUT && day < end),
      };
    });
}
