// What is known of a customer beside the level: purchases in words, orders in two currencies, complaints that are open.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { customerView } from '../bots/index.js';
import { purchasesInWords } from '../bots/purchases-in-words.js';
import type { CustomerCard, Order } from '../data/business.js';
import type { CustomerRecord } from '../data/customer.js';
import { RapportError } from '../data/errors.js';
import type { ClosedHandoff } from '../data/handoff.js';
import type { CustomerId, OrderNumber, ProductId } from '../data/ids.js';
import { importCustomers } from '../data/imported/import-customers.js';
import { loadBusiness } from '../data/load-business.js';
import { otherCurrencies, watchCurrencies } from '../data/other-currencies.js';
import type { Wording } from '../dialogs/describe-preference.js';
import { purchasesOf } from '../relationship/future/index.js';
import { eventsOfParty, measure } from '../relationship/index.js';
import { loadFolder } from '../service/load-folder.js';
import { createTexts } from '../texts/index.js';
import { createWorld, type World } from './conversation.js';
import { overlapTrainer, overlapUnderstander, smallFolder } from './learning-world.js';
import { changed, TINY_BUSINESS, withTinyBusiness } from './tiny-business.js';

const TODAY = '2026-06-01';
const DEMO = resolve('data/business');
const ANN = 'c-1' as CustomerId;

const wording = {
  services: {
    texts: createTexts(parse(readFileSync('data/business/texts/en.yaml', 'utf8')), {}, 'en'),
    business: { profile: { locale: 'en-IE', currency: 'EUR' } },
  },
  tone: 'plain',
  today: TODAY,
} as unknown as Wording;

let numbers = 0;
const order = (placedOn: string, value: number, more: Partial<Order> = {}): Order => ({
  number: `${++numbers}` as OrderNumber,
  customerId: ANN,
  placedOn,
  status: 'delivered',
  promisedOn: placedOn,
  expectedOn: placedOn,
  deliveredOn: placedOn,
  lines: [{ productId: 'lamp-a' as ProductId, quantity: 1, unitPrice: value, returned: 0 }],
  ...more,
});

describe('what an agent reads of the purchases', () => {
  test.each<[string, string]>([
    ['2026-06-01', 'Bought once, today, €20 in all.'],
    ['2026-05-31', 'Bought once, yesterday, €20 in all.'],
    ['2026-05-19', 'Bought once, 13 days ago, €20 in all.'],
    ['2026-05-18', 'Bought once, 2 weeks ago, €20 in all.'],
    ['2026-04-03', 'Bought once, 8 weeks ago, €20 in all.'],
    ['2026-04-01', 'Bought once, 2 months ago, €20 in all.'],
    ['2024-06-02', 'Bought once, 23 months ago, €20 in all.'],
    ['2024-05-31', 'Bought once, 2 years ago, €20 in all.'],
  ])('last on %s: %s', (on, said) => {
    expect(purchasesInWords([order(on, 20)], wording)).toBe(said);
  });

  test('four orders; a cancelled one is none, and what came back is not counted', () => {
    const back = [{ productId: 'lamp-a' as ProductId, quantity: 2, unitPrice: 60, returned: 1 }];
    const orders = [
      order('2026-05-11', 99.5),
      order('2026-05-30', 500, { status: 'cancelled' }),
      order('2026-03-01', 100),
      order('2026-02-01', 60.25),
      order('2026-01-11', 0, { lines: back }),
    ];
    expect(purchasesInWords(orders, wording)).toBe('Bought 4 times, last 3 weeks ago, €319.75 in all.');
  });

  test('nothing of somebody who never ordered', () => {
    expect(purchasesInWords([], wording)).toBeUndefined();
    expect(purchasesInWords([order('2026-05-11', 10, { status: 'cancelled' })], wording)).toBeUndefined();
  });

  test('another currency is named and not added', () => {
    const orders = [order('2026-05-11', 100), order('2026-05-10', 999, { currency: 'USD' })];
    expect(purchasesInWords(orders, wording)).toBe(
      'Bought 2 times, last 3 weeks ago, €100 in all. 1 order in another currency is counted without its value.',
    );
  });
});

describe('orders in two currencies', () => {
  const { 'orders.csv': table } = TINY_BUSINESS;
  /** Each row with a currency of its own. */
  const written = (...currencies: readonly string[]) => ({
    'orders.csv': table
      .trim()
      .split('\n')
      .map((line, i) => (i === 0 ? `${line},currency` : `${line},${currencies[i - 1]}`))
      .join('\n'),
  });
  const load = (currencies: readonly string[]) =>
    withTinyBusiness(written(...currencies), (folder) => loadBusiness(folder, { today: TODAY }));

  test('both count as orders, and their values are never added', async () => {
    const { ordersOf } = await load(['EUR', 'EUR', 'USD']);
    const orders = ordersOf(ANN);
    expect(orders.map(({ currency }) => currency)).toEqual(['USD', undefined]);
    const { signals } = measure(eventsOfParty({ card: undefined, orders }), TODAY);
    // Two lamps of 49.50, one of which came back, and a rug of 110; the lamp in dollars is not in it.
    expect(signals).toMatchObject({ orders: 2, netValue: 159.5 });
    expect([...purchasesOf(orders)].map(({ currency }) => currency)).toEqual(['USD', undefined]);
  });

  test('the business is told at its start, and starts', async () => {
    const told = await withTinyBusiness(
      {
        ...written('', '', 'USD'),
        ...{ 'texts/en.yaml': '{}\n', 'levels.yaml': readFileSync(`${DEMO}/levels.yaml`, 'utf8') },
        ...{ 'thresholds.yaml': readFileSync(`${DEMO}/thresholds.yaml`, 'utf8') },
      },
      (folder) => loadFolder(folder, DEMO, TODAY),
    );
    expect(told.remarks.filter((line) => line.startsWith('orders.csv'))).toEqual([
      'orders.csv: order 10002 of c-1 is in USD, and order 10001 of the same customer in EUR; in all, one order is not in EUR. They count as orders, and their value is added to no other. Correct the column currency if that is wrong.',
    ]);
  });

  test.each<[string, readonly string[], string]>([
    [
      'no currency',
      ['EUR', 'EUR', 'euro'],
      'orders.csv:4: currency "euro" is not a currency. Write its code of three letters, such as EUR.',
    ],
    [
      'two in one order',
      ['EUR', 'USD', 'EUR'],
      'orders.csv:3: currency "USD" of order 10001 is "EUR" in line 2. Write the same in all rows of one order.',
    ],
  ])('%s is a fault with its line', async (_what, currencies, said) => {
    const fault = await load(currencies).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(RapportError);
    expect((fault as RapportError).message).toContain(said);
  });

  test('without the column, and with the business’s own currency in it, nothing changes and nothing is told', async () => {
    const plain = await withTinyBusiness(changed('orders.csv', '10002', '10002'), (folder) =>
      loadBusiness(folder, { today: TODAY }),
    );
    const own = await load(['EUR', 'EUR', 'EUR']);
    expect(own.ordersOf(ANN)).toEqual(plain.ordersOf(ANN));
    expect(otherCurrencies(own, 'EUR')).toEqual([]);
  });

  test('a customer who orders in the other one alone is told of, unless another has both', () => {
    const watch = watchCurrencies('EUR');
    watch.take([order('2026-05-11', 1, { currency: 'GBP', number: '7' as OrderNumber })]);
    expect(watch.told()[0]).toMatch(
      /^orders\.csv: order 7 of c-1 is in GBP; in all, one order is not in EUR\./,
    );
    watch.take([order('2026-05-11', 1)]);
    watch.take([
      order('2026-05-11', 1, { number: '8' as OrderNumber }),
      order('2026-05-11', 1, { currency: 'USD', number: '9' as OrderNumber }),
    ]);
    expect(watch.told()[0]).toMatch(
      /^orders\.csv: order 9 of c-1 is in USD, and order 8 of the same customer in EUR; in all, 2 orders are not in EUR\./,
    );
  });

  test('a business too large for memory is told by its import, and reads the same', async () => {
    await withTinyBusiness(written('', '', 'USD'), async (folder) => {
      const { remarks } = await importCustomers(folder, {
        productIds: undefined,
        agentIds: undefined,
        asOf: TODAY,
        currency: 'EUR',
      });
      expect(remarks).toEqual([expect.stringContaining('order 10002 of c-1 is in USD, and order 10001')]);
      const { ordersOf } = await loadBusiness(folder, { today: TODAY });
      expect(ordersOf(ANN).map(({ currency }) => currency)).toEqual(['USD', undefined]);
    });
  });
});

async function smallWorld(): Promise<World> {
  const folder = await smallFolder();
  return createWorld({ folder, understander: await overlapUnderstander(folder), trainer: overlapTrainer() });
}

describe('complaints that are open', () => {
  let world: World;
  afterEach(() => world.stop());

  const failed = (rule: string) =>
    ({
      id: 'h-old',
      status: 'closed',
      outcome: 'failed',
      openedAt: '2026-11-10T09:00:00.000Z',
      closedAt: '2026-11-10T12:00:00.000Z',
      reason: { rule, value: true, thresholdsVersion: 1 },
      brief: { trigger: 'They were furious.', levelSentence: '' },
    }) as unknown as ClosedHandoff;

  async function factsAfter(id: string, past: readonly ClosedHandoff[]) {
    world = await smallWorld();
    const customer = world.customer(id);
    await customer.says('hello');
    const { value, version } = (await world.stores.customers.get(customer.id)) ?? { version: 0 };
    if (value) await world.stores.customers.save({ ...value, pastHandoffs: [...past] }, version);
    await customer.says('where is my order?');
    const { transcript } = await customer.conversation();
    const facts = transcript.findLast(({ decision }) => decision)?.decision?.facts;
    return (facts as { readonly openComplaints?: number }).openComplaints;
  }

  test('one that nobody answered counts in the next decision', async () => {
    expect(await factsAfter('c-1002', [failed('anger')])).toBe(1);
  });

  test('a wish for a person is none', async () => {
    expect(await factsAfter('c-1002', [failed('wish-for-person')])).toBeUndefined();
  });

  test('it comes on top of those that the business knows of', async () => {
    world = await smallWorld();
    const known = [...world.folder.business.customers.values()].find(
      ({ openComplaints }: CustomerCard) => openComplaints > 0,
    );
    await world.stop();
    expect(await factsAfter(known?.id ?? '', [failed('late-deliveries')])).toBe(
      (known?.openComplaints ?? 0) + 1,
    );
  });
});

describe('the agent’s card', () => {
  test('has the purchases beside the level, and nothing of them once the relationship is declined', async () => {
    const world = await smallWorld();
    const tom = world.customer('c-1005');
    await tom.says('hello');
    const { business, levels } = world.folder;
    const services = { ...wording.services, business, levels };
    const record = await tom.record();
    expect(customerView(record, services, world.now()).relationship?.bought).toMatch(
      /^Bought \d+ times, last .+ ago, €[\d,.]+ in all\.$/,
    );
    const declined: CustomerRecord = {
      ...record,
      consent: { relationship: 'declined', at: record.createdAt },
      reviews: [],
    };
    expect(customerView(declined, services, world.now()).relationship).toBeUndefined();
    await world.stop();
  });
});
