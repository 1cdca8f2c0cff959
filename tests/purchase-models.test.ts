// The future of a relationship: the purchase models against a known truth, at their limits, and on bad data.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order } from '../data/business.js';
import { calibrationError, rankingQuality } from '../relationship/future/accuracy.js';
import {
  type BetaGeometric,
  expectedPurchases,
  fitBetaGeometric,
  logLikelihood,
  probabilityAlive,
  probabilityOfPurchase,
} from '../relationship/future/bg-nbd.js';
import {
  type Backtest,
  backtest,
  dayNumber,
  expectedOrders,
  expectedValue,
  type FutureModel,
  fitFuture,
  fitGammaGamma,
  historiesOf,
  type Purchase,
  type PurchaseHistory,
  probabilitiesOfOrder,
  probabilityOfOrder,
  purchasesOf,
  rfmScores,
  rollingOrigins,
  showing,
} from '../relationship/future/index.js';
import {
  fitParetoNbd,
  type ParetoNbd,
  paretoAlive,
  paretoExpected,
  paretoLogLikelihood,
  paretoProbability,
} from '../relationship/future/pareto-nbd.js';
import { hypergeometric, logGamma } from '../relationship/future/special-functions.js';
import { type Summary, summaries } from '../relationship/future/summary.js';
import { gammaDraw, repeatsOf, seeded, shopHistories } from './simulated-shop.js';

const published: BetaGeometric = { kind: 'bg-nbd', r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const pareto: ParetoNbd = { kind: 'pareto-nbd', r: 0.55, alpha: 10.58, s: 0.61, beta: 11.67 };

/** Any customer that can be, also absurd ones. */
const customers = fc
  .record({
    x: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100_000 })),
    T: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ x, T, share }): Summary => ({ x, T, tx: x === 0 ? 0 : share * T }));
const positive = fc.double({ min: 0.01, max: 300, noNaN: true });
const models = fc.record({
  kind: fc.constantFrom('bg-nbd' as const, 'mbg-nbd' as const),
  r: positive,
  alpha: positive,
  a: positive,
  b: positive,
});
const times = fc.double({ min: 0, max: 10_000, noNaN: true });

describe('special functions', () => {
  test.each([
    [0.5, Math.log(Math.sqrt(Math.PI))],
    [1, 0],
    [10, Math.log(362_880)],
    [1e-3, 6.907178885383853],
    [1e6, 12815504.569147611],
  ])('ln Γ(%d)', (z, value) => {
    expect(logGamma(z)).toBeCloseTo(value, Math.abs(value) > 1e3 ? 6 : 11);
  });

  test('₂F₁(1, 1; 2; z) = −ln(1−z)/z, up to z close to 1', () => {
    for (const z of [0.1, 0.5, 0.9, 0.999])
      expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 8);
  });
});

describe('BG/NBD', () => {
  test('the worked example of Fader, Hardie & Lee: x=2, tx=30.43, T=38.86, 39 weeks ahead', () => {
    expect(expectedPurchases(published, { x: 2, tx: 30.43, T: 38.86 }, 39)).toBeCloseTo(1.226, 2);
  });

  test('finds the truth that customers were drawn from, whatever the unit of time', () => {
    const random = seeded(5);
    const truth = { r: 0.6, alpha: 8, a: 0.9, b: 2.5 };
    const rows = Array.from({ length: 12_000 }, (_, i): Summary => {
      const T = 30 + (i % 20);
      const repeats = repeatsOf(truth, T, random);
      return { x: repeats.length, tx: repeats.at(-1) ?? 0, T };
    });
    const weeks = fitBetaGeometric('bg-nbd', summaries(rows));
    const days = fitBetaGeometric(
      'bg-nbd',
      summaries(rows.map(({ x, tx, T }) => ({ x, tx: 7 * tx, T: 7 * T }))),
    );
    expect(weeks.converged).toBe(true);
    expect(weeks.parameters.r / truth.r).toBeCloseTo(1, 0.8);
    expect(weeks.parameters.alpha / truth.alpha).toBeCloseTo(1, 0.8);
    expect(weeks.parameters.a / (weeks.parameters.a + weeks.parameters.b)).toBeCloseTo(0.9 / 3.4, 1.3);
    expect(days.parameters.alpha / weeks.parameters.alpha).toBeCloseTo(7, 2);
    expect(logLikelihood(weeks.parameters, summaries(rows))).toBeGreaterThanOrEqual(
      logLikelihood({ kind: 'bg-nbd', ...truth }, summaries(rows)),
    );
  });

  test('a one-time buyer is alive for certain, which is why that number is never shown', () => {
    const once = { x: 0, tx: 0, T: 500 };
    expect(probabilityAlive(published, once)).toBe(1);
    expect(probabilityOfPurchase(published, once, 13)).toBeLessThan(0.01);
    expect(probabilityAlive({ ...published, kind: 'mbg-nbd' }, once)).toBeLessThan(1);
  });

  test('expected purchases are smooth across a = 1, where the formula divides by zero', () => {
    const at = (a: number) => expectedPurchases({ ...published, a }, { x: 3, tx: 20, T: 30 }, 13);
    expect(at(1)).toBeCloseTo((at(0.999) + at(1.001)) / 2, 5);
  });

  test('a probability: between 0 and 1, rising with the horizon, 0 at none, below the expected number', () => {
    fc.assert(
      fc.property(models, customers, times, times, (model, customer, one, other) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)];
        const [p, q] = [near, far].map((time) => probabilityOfPurchase(model, customer, time));
        expect(p).toBeGreaterThanOrEqual(0);
        expect(q).toBeLessThanOrEqual(1);
        expect(p!).toBeLessThanOrEqual(q!);
        expect(probabilityOfPurchase(model, customer, 0)).toBe(0);
        expect(probabilityAlive(model, customer)).toBeLessThanOrEqual(1);
        expect(expectedPurchases(model, customer, far)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('for the same number of orders, a later last one never makes leaving likelier', () => {
    fc.assert(
      fc.property(models, customers, fc.double({ min: 0, max: 1, noNaN: true }), (model, customer, share) => {
        const earlier = { ...customer, tx: customer.tx * share };
        expect(probabilityAlive(model, earlier)).toBeLessThanOrEqual(probabilityAlive(model, customer));
      }),
    );
  });
});

describe('Pareto/NBD', () => {
  test('probability and expectation agree with customers drawn from it', () => {
    const random = seeded(11);
    const customer = { x: 2, tx: 12, T: 20 };
    let [weight, bought, orders] = [0, 0, 0];
    for (let i = 0; i < 150_000; i++) {
      const rate = gammaDraw(pareto.r + customer.x, random) / (pareto.alpha + customer.T);
      const leaving = gammaDraw(pareto.s, random) / (pareto.beta + customer.T);
      // Drawn from those who are alive at T: what is left is the time until they leave.
      const stays = Math.min(13, -Math.log(1 - random()) / leaving);
      weight++;
      bought += -Math.expm1(-rate * stays);
      orders += rate * stays;
    }
    const alive = paretoAlive(pareto, customer);
    expect(paretoProbability(pareto, customer, 13)).toBeCloseTo((alive * bought) / weight, 2);
    expect(paretoExpected(pareto, customer, 13)).toBeCloseTo((alive * orders) / weight, 2);
  });

  test('is found again from its own customers', () => {
    const random = seeded(3);
    const rows = Array.from({ length: 2_000 }, (): Summary => {
      const rate = gammaDraw(0.8, random) / 6;
      const leaves = -Math.log(1 - random()) / (gammaDraw(0.9, random) / 20);
      const T = 40;
      let [x, tx] = [0, 0];
      for (let t = -Math.log(1 - random()) / rate; t < Math.min(T, leaves); ) {
        [x, tx] = [x + 1, t];
        t -= Math.log(1 - random()) / rate;
      }
      return { x, tx, T };
    });
    const data = summaries(rows);
    const fit = fitParetoNbd(data);
    const truth = { kind: 'pareto-nbd' as const, r: 0.8, alpha: 6, s: 0.9, beta: 20 };
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(paretoLogLikelihood(truth, data));
    expect(fit.parameters.r).toBeGreaterThan(0.6);
    expect(fit.parameters.r).toBeLessThan(1.1);
  });

  test('a probability, also for absurd customers', () => {
    fc.assert(
      fc.property(customers, times, times, (customer, one, other) => {
        const [p, q] = [Math.min(one, other), Math.max(one, other)].map((time) =>
          paretoProbability(pareto, customer, time),
        );
        expect(p).toBeGreaterThanOrEqual(0);
        expect(q).toBeLessThanOrEqual(1);
        expect(p!).toBeLessThanOrEqual(q! + 1e-6);
      }),
      { numRuns: 60 },
    );
  });
});

describe('Gamma-Gamma and RFM', () => {
  test('what orders are worth: the truth is found, and few orders are drawn towards the mean of all', () => {
    const random = seeded(2);
    const spendings = Array.from({ length: 3_000 }, (_, i) => {
      const orders = 1 + (i % 6);
      const scale = gammaDraw(4, random) / 15;
      return { orders, mean: gammaDraw(6 * orders, random) / scale / orders };
    });
    const fit = fitGammaGamma(spendings)!;
    const all = (fit.p * fit.gamma) / (fit.q - 1);
    expect(all / 30).toBeCloseTo(1, 1);
    expect(fit.q).toBeGreaterThan(3);
    expect(fit.q).toBeLessThan(5);
    const [once, often] = [1, 50].map((orders) => expectedValue(fit, { orders, mean: 100 }));
    expect(all).toBeLessThan(once!);
    expect(once!).toBeLessThan(often!);
    expect(often!).toBeLessThan(100);
  });

  test('nothing to learn from: too few, or all the same', () => {
    expect(fitGammaGamma([{ orders: 2, mean: 10 }])).toBeUndefined();
    expect(fitGammaGamma(Array.from({ length: 50 }, () => ({ orders: 2, mean: 10 })))).toBeUndefined();
  });

  test('RFM in fifths, equals treated equally', () => {
    const scores = rfmScores(
      Array.from({ length: 10 }, (_, i) => ({ daysSinceOrder: 100 - 10 * i, orders: 1, value: i })),
    );
    expect(scores.map(({ recency }) => recency)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(new Set(scores.map(({ frequency }) => frequency)).size).toBe(1);
    expect(scores.at(-1)?.total).toBe(5 + 3 + 5);
  });
});

describe('how good predictions are', () => {
  test('calibration: ten bins of equal count', () => {
    const predicted = Array.from({ length: 100 }, (_, i) => i / 100);
    expect(calibrationError(predicted, predicted)).toBe(0);
    expect(calibrationError([0.9, 0.9, 0.1, 0.1], [0, 0, 1, 1], 2)).toBeCloseTo(0.9);
  });

  test('ranking: 1, ½ and 0', () => {
    expect(rankingQuality([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1);
    expect(rankingQuality([1, 1, 1, 1], [0, 1, 0, 1])).toBe(0.5);
    expect(rankingQuality([4, 3, 2, 1], [0, 0, 1, 1])).toBe(0);
    expect(rankingQuality([1, 2], [1, 1])).toBeNaN();
  });
});

describe('a shop with a Christmas season, its file beginning in the middle of its life', () => {
  const truth = { r: 0.9, alpha: 80, a: 0.4, b: 12 };
  const from = dayNumber('2020-12-01');
  const cut = dayNumber('2021-12-10');
  /** Busy from October to five days before Christmas. */
  const season = (day: number) => {
    const ofYear = new Date(day * 86_400_000).toISOString().slice(5, 10);
    return ofYear >= '10-01' && ofYear < '12-20' ? 1.7 : 0.77;
  };
  const shop = { from, to: cut + 90, burnIn: 900, newADay: 5, season };
  const histories = shopHistories(truth, shop, seeded(7));
  const run = (seasons: boolean) =>
    backtest(histories, { origins: [cut], horizon: 90, today: cut + 90, seasons }).origins[0]!;

  test('with a year known, the winter ahead is calibrated; the plain model is not', () => {
    const [seasonal, plain] = [run(true), run(false)];
    expect(plain.ece).toBeGreaterThan(2 * seasonal.ece);
    expect(seasonal.ece).toBeLessThanOrEqual(0.05);
    expect(seasonal.auc).toBeGreaterThan(seasonal.aucRecency);
  });

  test('nothing after the cut reaches the fit', () => {
    const without = histories
      .map((history) => ({ ...history, days: history.days.filter((day) => day < cut) }))
      .filter(({ days }) => days.length > 0);
    expect(fitFuture(histories, { today: cut })).toEqual(fitFuture(without, { today: cut }));
  });

  const fitted = (() => {
    const fit = fitFuture(histories, { today: cut });
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    return fit.model;
  })();

  test('the model survives being stored, and scores one and many alike', () => {
    const stored = JSON.parse(JSON.stringify(fitted)) as FutureModel;
    const some = histories.filter(({ days }) => days.at(-1)! < cut).slice(0, 50);
    const columns = {
      first: Int32Array.from(some, ({ days }) => days[0]!),
      last: Int32Array.from(some, ({ days }) => days.at(-1)!),
      repeats: Int32Array.from(some, ({ days }) => days.length - 1),
    };
    const many = probabilitiesOfOrder(stored, columns, 90);
    some.forEach((history, i) => {
      expect(many[i]).toBeCloseTo(probabilityOfOrder(fitted, history, 90), 12);
    });
  });

  test('a probability for any history, rising with the horizon; on later days too', () => {
    const any = fc
      .uniqueArray(fc.integer({ min: from - 500, max: cut + 500 }), { minLength: 1, maxLength: 30 })
      .map(
        (days): PurchaseHistory => ({
          customer: 'any',
          days: days.sort((a, b) => a - b),
          value: 0,
          orders: days.length,
        }),
      );
    fc.assert(
      fc.property(
        any,
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 800 }),
        (history, one, other) => {
          for (const today of [cut, cut + 200]) {
            const [p, q] = [Math.min(one, other), Math.max(one, other)].map((days) =>
              probabilityOfOrder(fitted, history, days, today),
            );
            expect(p).toBeGreaterThanOrEqual(0);
            expect(q).toBeLessThanOrEqual(1);
            expect(p!).toBeLessThanOrEqual(q!);
            expect(expectedOrders(fitted, history, one, today)).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });

  test('who has not come yet has no future with us', () => {
    const tomorrow = { customer: 'new', days: [cut + 1], value: 10, orders: 1 };
    expect(probabilityOfOrder(fitted, tomorrow, 90)).toBe(0);
  });

  test.each([
    [119, false],
    [120, true],
    [180, true],
  ])('after %i days of orders, who was there first is told from newcomers: %s', (days, told) => {
    const fit = fitFuture(histories, { today: from + days });
    expect(fit.kind === 'fitted' && fit.model.firstComers > 1).toBe(told);
  });

  test('a business that just began has no season: its first customers are not taken for one', () => {
    const young = shopHistories(truth, { ...shop, burnIn: 0, season: () => 1 }, seeded(9));
    const fit = fitFuture(young, { today: cut });
    expect(fit.kind === 'fitted' && fit.model.clock.kind).toBe('flat');
  });
});

describe('too little to go by', () => {
  const histories = (count: number, days: readonly number[]) =>
    Array.from({ length: count }, (_, i) => ({ customer: `c${i}`, days, value: 1, orders: days.length }));

  test.each([
    ['nobody', histories(0, []), 0, 0],
    ['3 customers', histories(3, [1, 9]), 3, 3],
    ['29 customers', histories(29, [1, 9]), 29, 29],
    ['nobody came twice', histories(400, [5]), 400, 0],
  ])('%s', (_, few, count, repeaters) => {
    expect(fitFuture(few, { today: 100 })).toEqual({ kind: 'too-few', customers: count, repeaters });
  });

  test('everybody alike still gives a model or says that there is none', () => {
    const fit = fitFuture(histories(200, [1, 9, 20]), { today: 100 });
    if (fit.kind === 'fitted')
      expect(probabilityOfOrder(fit.model, histories(1, [1, 9])[0]!, 30)).not.toBeNaN();
    else expect(fit.kind).toBe('no-fit');
  });
});

describe('whether the percentage is shown', () => {
  const tested = (meanEce: number, count = 1): Backtest => ({
    origins: Array.from({ length: count }, () => ({
      origin: 0,
      customers: 500,
      predicted: 0.3,
      observed: 0.3,
      ece: meanEce,
      auc: 0.7,
      aucRfm: 0.7,
      aucRecency: 0.6,
    })),
    meanEce,
    worstEce: meanEce,
    pooledEce: meanEce,
  });
  test.each([
    ['499 customers', 499, tested(0.01), 'too-few-customers'],
    ['500 customers', 500, tested(0.01), undefined],
    ['ECE .099', 900, tested(0.099), undefined],
    ['ECE .10', 900, tested(0.1), undefined],
    ['ECE .101', 900, tested(0.101), 'badly-calibrated'],
    ['no origin to look back from', 900, tested(Number.NaN, 0), 'too-little-history'],
  ])('%s', (_, count, result, because) => {
    const shown = showing(count, result);
    expect(shown.kind === 'hidden' ? shown.because : undefined).toBe(because);
  });

  test('origins leave a horizon ahead and history behind', () => {
    const origins = rollingOrigins({ from: 0, today: 365, horizon: 90, every: 30, leastHistory: 120 });
    expect(origins).toEqual([275, 245, 215, 185, 155, 125]);
  });
});

describe('histories from orders', () => {
  const today = '2026-03-10';
  const purchase = (changes: Partial<Purchase>): Purchase => ({
    customer: 'ana',
    order: 'R1',
    day: '2026-01-05',
    value: 20,
    pieces: 1,
    ...changes,
  });

  test.each<[string, Partial<Purchase>, string]>([
    ['before the customer existed', { customerSince: '2026-01-06' }, 'before-the-customer'],
    ['today', { day: today }, 'in-the-future'],
    ['a negative quantity', { pieces: -2 }, 'no-pieces'],
    ['no quantity', { pieces: 0 }, 'no-pieces'],
    ['a quantity that is no number', { pieces: Number.NaN }, 'no-pieces'],
    ['a day that is none', { day: 'soon' }, 'bad-day'],
  ])('%s: left out, named, and the rest kept', (_, changes, kind) => {
    const good = [purchase({ order: 'R2', day: '2026-02-01' }), purchase({ order: 'R3', day: '2026-03-09' })];
    const { histories, findings } = historiesOf([purchase(changes), ...good], today);
    expect(histories.map(({ days }) => days)).toEqual([['2026-02-01', '2026-03-09'].map(dayNumber)]);
    expect(findings.map((finding) => [finding.kind, finding.count])).toEqual([[kind, 1]]);
    expect(findings[0]?.message).toMatch(/^Order R1 of ana on .+: .+\.$/);
  });

  test('the same order twice counts once; two orders on one day are one day', () => {
    const { histories, findings } = historiesOf(
      [purchase({}), purchase({}), purchase({ order: 'R2' })],
      today,
    );
    expect(histories).toEqual([{ customer: 'ana', days: [dayNumber('2026-01-05')], value: 40, orders: 2 }]);
    expect(findings.map(({ kind }) => kind)).toEqual(['counted-before']);
  });

  test('a second currency: the order counts, its value does not', () => {
    const euro = [
      purchase({ currency: 'EUR' }),
      purchase({ order: 'R2', day: '2026-01-07', currency: 'EUR' }),
    ];
    const dollars = purchase({ order: 'R3', day: '2026-01-09', currency: 'USD', value: 999 });
    const { histories, findings } = historiesOf([...euro, dollars], today);
    expect(histories[0]).toMatchObject({ value: 40, orders: 3 });
    expect(findings[0]?.message).toBe(
      'Order R3 of ana on 2026-01-09: not in EUR; counted, but without its value.',
    );
  });

  test('no order at all', () => {
    expect(historiesOf([], today).findings.map(({ kind }) => kind)).toEqual(['no-orders']);
  });

  test('orders of the business: cancelled ones are none, returned pieces are netted out', () => {
    const order = (status: Order['status'], number: string) =>
      ({
        number,
        customerId: 'ana',
        placedOn: '2026-01-05',
        status,
        lines: [{ productId: 'p', quantity: 3, unitPrice: 10, returned: 1 }],
      }) as unknown as Order;
    const purchases = [...purchasesOf([order('delivered', 'R1'), order('cancelled', 'R2')])];
    expect(purchases).toEqual([{ customer: 'ana', order: 'R1', day: '2026-01-05', value: 20, pieces: 3 }]);
  });
});
