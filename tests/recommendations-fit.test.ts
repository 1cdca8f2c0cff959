// Learning from orders: the inverse, the trend, the replay, and input of any kind; the kernel is what its source says.

import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import wabt from 'wabt';
import type { Order, Product } from '../data/business.js';
import type { CustomerId, OrderNumber, ProductId } from '../data/ids.js';
import { repetitionScore } from '../recommendations/buy-again.js';
import { demandOf } from '../recommendations/demand.js';
import { fitEaseTo } from '../recommendations/ease.js';
import {
  fitTaste,
  fittedTaste,
  PLAIN_WEIGHTS,
  PurchaseLedger,
  tasteTask,
  unfittedTaste,
} from '../recommendations/index.js';
import { invertPositiveDefinite } from '../recommendations/linear/invert.js';
import { invertSymmetric } from '../recommendations/linear/invert-symmetric.js';
import { bestPlaces, ndcg } from '../recommendations/ranked-gain.js';

const p = (id: string) => id as ProductId;

test('kernel-bytes.ts is kernel.wat, assembled', async () => {
  const folder = new URL('../recommendations/linear/', import.meta.url);
  const { parseWat } = await wabt();
  const source = await readFile(new URL('kernel.wat', folder), 'utf8');
  const module = parseWat('kernel.wat', source, { simd: true });
  module.validate();
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
  const lines = base64.match(/.{1,100}/g)!.map((line) => `  '${line}',\n`);
  await expect(
    `// kernel.wat assembled, as base64, so that nothing has to be assembled or copied for a start. It is made by tests/recommendations-fit.test.ts.\n\nexport const KERNEL = [\n${lines.join('')}].join('');\n`,
  ).toMatchFileSnapshot(new URL('kernel-bytes.ts', folder).pathname);
});

describe('the inverse in blocks', () => {
  // Around a block's 64 rows, where filling up begins and ends.
  test.each([0, 1, 2, 63, 64, 65, 127, 200])('of %i rows is the inverse in full precision', (n) => {
    const matrix = new Float32Array(n * n);
    let state = 7;
    const random = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    for (let customer = 0; customer < 2 * n; customer++) {
      const own = Array.from({ length: 8 }, () => Math.floor(n * random() ** 2));
      for (const i of own) for (const j of own) matrix[i * n + j]! += 0.5;
    }
    for (let i = 0; i < n; i++) matrix[i * n + i]! += 3;
    const before = matrix.slice();
    const found = invertSymmetric(matrix, n);
    const exact = invertPositiveDefinite(Float64Array.from(matrix), n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j <= i; j++) expect(found[i * n + j]).toBeCloseTo(exact[i * n + j]!, 5);
    expect(matrix).toEqual(before);
  });

  test('of what has none says so', () => {
    expect(() => invertSymmetric(Float32Array.from([1, 0, 2, 1]), 2)).toThrow('INTERNAL: row 1');
  });
});

describe('purchases', () => {
  const ledgerOf = (...rows: [customer: string, product: string, day: number][]) => {
    const ledger = new PurchaseLedger();
    for (const [customer, product, day] of rows) ledger.add(customer, p(product), day);
    return ledger.columns();
  };

  test('are the same columns in whatever order they came, and however often', () => {
    const row = fc.tuple(
      fc.constantFrom('u1', 'u2', 'u3'),
      fc.constantFrom('a', 'b', 'c'),
      fc.integer({ min: 0, max: 60_000 }),
    );
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        fc.infiniteStream(fc.nat()),
        (rows, random) => {
          const shuffled = rows
            .map((each) => ({ each, key: random.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ each }) => each);
          const columns = ledgerOf(...rows);
          expect(ledgerOf(...shuffled, ...rows)).toEqual(columns);
          const read = [...columns.day].map((day, i) => [columns.items[columns.item[i]!], day]);
          const distinct = new Map(rows.map((each) => [each.join(), each]));
          expect(read.sort()).toEqual([...distinct.values()].map(([, id, day]) => [id, day]).sort());
        },
      ),
    );
  });

  test('of an order without a day, or of none, say nothing', () => {
    const ledger = new PurchaseLedger();
    ledger.addOrder({
      number: '1' as OrderNumber,
      customerId: 'u1' as CustomerId,
      placedOn: 'soon',
      status: 'delivered',
      promisedOn: '',
      expectedOn: '',
      lines: [{ productId: p('a'), quantity: 1, unitPrice: 1, returned: 0 }],
    } satisfies Order);
    const columns = ledger.columns();
    expect(columns.items).toEqual([]);
    const fitted = fitTaste(tasteTask(columns, new Map()));
    expect(fitted).toMatchObject({ items: [], replay: { weights: PLAIN_WEIGHTS, customers: 0 } });
    expect(fittedTaste(unfittedTaste(columns), fitted).popularity.size).toBe(0);
  });

  test('of late against those of a longer time make a trend', () => {
    const days = (product: string, ...which: number[]) =>
      which.map((day): [string, string, number] => [`u${day}`, product, day]);
    const demand = demandOf(
      ledgerOf(
        ...days('rising', 360, 362, 364, 365),
        ...days('steady', 5, 65, 125, 185, 245, 305, 365),
        ...days('ended', 200, 205, 210, 215, 220),
      ),
    );
    const trend = (id: string) => demand.get(p(id))!.trend;
    expect(trend('rising')).toBeGreaterThan(1.3);
    expect(trend('steady')).toBeLessThan(trend('rising'));
    expect(trend('ended')).toBeLessThan(trend('steady'));
    expect(trend('ended')).toBeGreaterThan(0);
    expect(demand.get(p('rising'))!.again).toBeGreaterThan(demand.get(p('ended'))!.again);
    expect(demand.get(p('ended'))!.again).toBeGreaterThan(0);
  });

  test('a customer with many products counts for less', () => {
    const many = Array.from({ length: 100 }, (_, i): [string, string, number] => ['dealer', `p${i}`, 1]);
    const few = [1, 2].map((n): [string, string, number] => ['home', `p${n}`, 1]);
    const { index, weights, items } = fitEaseTo(ledgerOf(...many, ...few), { lambda: 1, damping: 0.5 });
    const weight = (i: string, j: string) => weights[index.get(p(i))! * items.length + index.get(p(j))!]!;
    expect(weight('p1', 'p2')).toBeGreaterThan(5 * weight('p3', 'p4'));
  });
});

test.each<[string, number, number, number, number]>([
  ['oftener', 2, 0.1, 1, 1.8],
  ['better company', 1, 0.4, 1, 2],
  ['more sold of late', 1, 0.1, 2, 2],
])('bought again: %s counts', (_, times, fit, again, ratio) => {
  const plain = repetitionScore({ times: 1, fit: 0.1, again: 1 });
  expect(repetitionScore({ times, fit, again }) / plain).toBeGreaterThanOrEqual(ratio * 0.9);
  expect(repetitionScore({ times: 1, fit: -3, again: 1 })).toBeGreaterThan(0);
});

describe('a ranked list', () => {
  test('its best places, ties by the first, none at minus infinity', () => {
    expect(bestPlaces([1, 3, 3, -Infinity, 2], 3)).toEqual([1, 2, 4]);
    expect(bestPlaces([-Infinity, 0], 3)).toEqual([1]);
  });

  test.each<[string, number[], number[], number]>([
    ['all right', [1, 2], [1, 2], 1],
    ['the only one second', [5, 1], [1], Math.log2(2) / Math.log2(3)],
    ['none', [5, 6], [1], 0],
  ])('nDCG: %s', (_, ranked, relevant, gain) => {
    expect(ndcg(ranked, new Set(relevant), 2)).toBeCloseTo(gain, 12);
  });
});

describe('the weights are learned by replay', () => {
  const products = new Map(
    Array.from({ length: 20 }, (_, i) => {
      const id = p(`p${String(i).padStart(2, '0')}`);
      return [
        id,
        { id, name: id, category: i < 10 ? 'tea' : 'books', rooms: [], materials: [], colours: [] },
      ];
    }),
  ) as unknown as ReadonlyMap<ProductId, Product>;
  const ids = [...products.keys()];

  test('where everybody buys what is popular, popularity counts for more than where tastes differ', () => {
    const replayOf = (later: (customer: number) => number) => {
      const ledger = new PurchaseLedger();
      for (let customer = 0; customer < 80; customer++) {
        const half = customer % 2 === 0 ? 0 : 10;
        for (const k of [0, 1, 2]) ledger.add(`u${customer}`, ids[half + ((customer + k) % 9)]!, k);
        // What is sold to strangers tells what is popular.
        ledger.add(`v${customer}`, ids[customer % 3 === 0 ? 19 : 9]!, 3);
        ledger.add(`u${customer}`, ids[later(customer)]!, 50);
      }
      return fitTaste(tasteTask(ledger.columns(), products)).replay;
    };
    const popular = replayOf(() => 9);
    expect(popular.customers).toBe(80);
    expect(popular.weights.popularity).toBeGreaterThan(PLAIN_WEIGHTS.popularity);
    expect(popular.gain).toBeGreaterThan(popular.plainGain);
    const own = replayOf((customer) => (customer % 2 === 0 ? 0 : 10) + ((customer + 3) % 9));
    expect(own.weights.companionsFrom).toBeLessThanOrEqual(3);
    expect(own.gain).toBeGreaterThanOrEqual(own.plainGain);
  });

  test('with too few customers chance does not choose', () => {
    const ledger = new PurchaseLedger();
    for (let customer = 0; customer < 29; customer++)
      for (const day of [1, 2, 3, 4, 50]) ledger.add(`u${customer}`, ids[(customer + day) % 20]!, day);
    expect(fitTaste(tasteTask(ledger.columns(), products)).replay.weights).toEqual(PLAIN_WEIGHTS);
  });
});
