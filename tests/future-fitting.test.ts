// The probability of a customer's next order in the running product: fitted in a thread, shown or hidden, and never in a turn's way.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Order } from '../data/business.js';
import { addDays } from '../data/calendar.js';
import type { Day } from '../data/ids.js';
import { createFutureFitting } from '../fitting/future-fitting.js';
import { dayNumber, type FutureModel, type Purchase } from '../relationship/future/index.js';
import { createOutlook, type FittedFuture, fitOutlook } from '../relationship/index.js';
import { withTinyBusiness } from './tiny-business.js';

const today = '2026-03-10';

/** Customers who buy with rates of their own and leave in time; always the same ones. */
function shop(customers: number, days: number): readonly Purchase[] {
  let state = 42;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return (state + 0.5) / 2 ** 31;
  };
  return Array.from({ length: customers }, (_, i) => {
    const gap = 20 / (0.2 + random());
    const placed: Purchase[] = [];
    let day = random() * days;
    while (day < days) {
      const on: Day = addDays(today, Math.floor(day) - days);
      placed.push({ customer: `c-${i}`, order: `${i}-${placed.length}`, day: on, value: 10, pieces: 1 });
      if (random() < 0.05) break;
      day -= Math.log(random()) * gap;
    }
    return placed;
  }).flat();
}

const ordersOn = (...days: Day[]): readonly Order[] =>
  days.map(
    (placedOn, i) =>
      ({
        number: `${i}`,
        customerId: 'c-1',
        placedOn,
        status: 'delivered',
        lines: [{ quantity: 1, returned: 0, unitPrice: 9 }],
      }) as unknown as Order,
  );

describe('fitted on the business’s own orders', () => {
  const fitted = fitOutlook(shop(900, 500), today);
  const outlook = createOutlook(() => fitted);

  test('the percentage is shown where the past bears it out, survives its way between threads, and ranks as one would', () => {
    expect(fitted.showing.kind).toBe('shown');
    const sent = JSON.parse(JSON.stringify(fitted)) as FittedFuture;
    const received = createOutlook(() => sent);
    const often = ordersOn(...[60, 45, 30, 15, 3].map((days) => addDays(today, -days)));
    const once = ordersOn(addDays(today, -400));
    const [likely, unlikely] = [often, once].map((orders) => received.probabilityFor(orders, today));
    expect(likely).toBeGreaterThan(0.7);
    expect(unlikely).toBeLessThan(0.5);
    expect(outlook.probabilityFor(often, today)).toBeCloseTo(likely!, 12);
  });

  test('nobody without an order before today has one', () => {
    expect(outlook.probabilityFor([], today)).toBeUndefined();
    expect(outlook.probabilityFor(ordersOn(today), today)).toBeUndefined();
  });
});

describe('hidden', () => {
  const some = ordersOn(addDays(today, -10));
  test.each<[string, FittedFuture | undefined, string]>([
    ['not fitted yet', undefined, 'not-fitted'],
    ['499 customers', fitOutlook(shop(499, 500), today), 'too-few-customers'],
    ['a business with 3 customers', fitOutlook(shop(3, 500), today), 'too-few-customers'],
    ['no order at all', fitOutlook([], today), 'too-few-customers'],
    ['600 customers of the last two months', fitOutlook(shop(600, 60), today), 'too-little-history'],
    [
      'badly calibrated, even with a model',
      {
        showing: { kind: 'hidden', because: 'badly-calibrated', ece: 0.2 },
        model: { fittedOn: dayNumber(today) } as FutureModel,
      },
      'badly-calibrated',
    ],
  ])('%s', (_, fitted, because) => {
    const outlook = createOutlook(() => fitted);
    expect(outlook.state()).toMatchObject({ kind: 'hidden', because });
    expect(outlook.probabilityFor(some, today)).toBeUndefined();
  });
});

describe('the thread', () => {
  const quiet = { today: () => today, onFault: (fault: Error) => expect.fail(fault.message) };

  test('reads the business’s folder itself, and says what may be shown', async () => {
    const lines = shop(520, 500);
    const header =
      'id,name,email,address,customer_since,member,reviews,satisfaction,open_complaints,contributions';
    const orders =
      'number,customer_id,placed_on,status,promised_on,expected_on,delivered_on,product_id,quantity,unit_price,returned';
    const customers = [...new Set(lines.map(({ customer }) => customer))];
    await withTinyBusiness(
      {
        'customers.csv': `${header}\n${customers.map((id) => `${id},N,${id}@mail.example,,2020-01-01,no,0,,0,\n`).join('')}`,
        'orders.csv': `${orders}\n${lines.map(({ customer, day }, i) => `${10_000 + i},${customer},${day},delivered,${day},${day},${day},lamp-a,1,10,0\n`).join('')}`,
      },
      async (folder) => {
        const { showing } = fitOutlook(lines, today);
        // The order of the customers moves the last digits.
        const expected = 'ece' in showing ? showing.ece : Number.NaN;
        const fitting = createFutureFitting({ ...quiet, folder, customers: customers.length });
        expect(fitting.outlook.state()).toMatchObject({ because: 'not-fitted' });
        await fitting.start();
        await fitting.close();
        expect(fitting.outlook.state()).toMatchObject({ kind: 'shown', ece: expect.closeTo(expected, 3) });
      },
    );
  }, 60_000);

  test('is not started below 500 customers: the gates alone decide', async () => {
    const fitting = createFutureFitting({ ...quiet, folder: 'no such folder', customers: 499 });
    await fitting.start();
    await fitting.close();
    expect(fitting.outlook.state()).toEqual({ kind: 'hidden', because: 'too-few-customers', customers: 499 });
  });

  test('that can’t read the folder leaves gates alone to decide, and says so', async () => {
    const faults: string[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'no-business-'));
    const onFault = (fault: Error) => faults.push(fault.message);
    const fitting = createFutureFitting({ folder, customers: 500, today: () => today, onFault });
    await fitting.start();
    await fitting.close();
    await rm(folder, { recursive: true });
    expect(fitting.outlook.state()).toMatchObject({ because: 'not-fitted' });
    expect(faults).toEqual([
      expect.stringContaining('BUSINESS_INVALID'),
      expect.stringContaining('could not be fitted'),
    ]);
  }, 60_000);
});
