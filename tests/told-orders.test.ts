// Orders that the shop told, in what is learned from orders: each once, whichever way it came, and in a customer's level at once.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Order } from '../data/business.js';
import { createChangeFeed } from '../data/change-feed.js';
import { newCustomer } from '../data/customer.js';
import type { CustomerId, OrderNumber, ProductId } from '../data/ids.js';
import { openLowdbStores } from '../data/lowdb/lowdb-stores.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import type { ShopRecord } from '../data/shop-events.js';
import { takeShopEvents } from '../data/take-shop-events.js';
import { allOrdersWith, toldOrders } from '../data/told-orders.js';
import { createTasteFitting } from '../fitting/taste-fitting.js';
import { createToldPlace, toldAt } from '../fitting/told-place.js';
import { createWorld, demoFolder, NOON } from './conversation.js';

const MAYA = 'c-1002' as CustomerId;

function order(number: string, customer: string, quantity = 1, status: Order['status'] = 'shipped'): Order {
  return {
    number: number as OrderNumber,
    customerId: customer as CustomerId,
    placedOn: '2026-11-01',
    status,
    promisedOn: '2026-11-05',
    expectedOn: '2026-11-05',
    lines: [{ productId: 'lamp' as ProductId, quantity, unitPrice: 5, returned: 0 }],
  };
}

const shop = (orders: readonly Order[], returns: ShopRecord['returns'] = []): ShopRecord => ({
  seen: [],
  events: [],
  orders,
  returns,
});

/** @param read the orders that are gone through; fewer than all in a sample. */
const tables = (all: readonly Order[], read = all) => ({
  allOrders: () => read,
  ordersOf: (id: CustomerId) => all.filter(({ customerId }) => customerId === id),
});
const told = (entries: Record<string, ShopRecord>) =>
  new Map(Object.entries(entries) as [CustomerId, ShopRecord][]);
const inShort = (orders: Iterable<Order>) =>
  [...orders].map(({ number, customerId, status, lines: [line] }) =>
    [customerId, number, status, line && line.quantity - line.returned].join(' '),
  );

describe('each order once', () => {
  const [a1, a2, b1] = [order('1', 'a', 2), order('2', 'a'), order('3', 'b')];

  test.each<[string, Parameters<typeof allOrdersWith>, readonly string[]]>([
    ['nothing told', [new Map(), tables([a1, b1])], ['a 1 shipped 2', 'b 3 shipped 1']],
    [
      'a new order',
      [told({ a: shop([a2]) }), tables([a1, b1])],
      ['b 3 shipped 1', 'a 2 shipped 1', 'a 1 shipped 2'],
    ],
    [
      'the same order, further on its way: the table says what was bought',
      [told({ a: shop([order('1', 'a', 9, 'delivered')]) }), tables([a1])],
      ['a 1 delivered 2'],
    ],
    [
      'a return of what stands in the tables',
      [
        told({ a: shop([], [{ event: 'r', order: a1.number, product: 'lamp' as ProductId, quantity: 1 }]) }),
        tables([a1]),
      ],
      ['a 1 shipped 1'],
    ],
    [
      'somebody of whom the tables have nothing',
      [told({ c: shop([order('4', 'c')]) }), tables([])],
      ['c 4 shipped 1'],
    ],
    [
      'an order of somebody else’s in the tables',
      [told({ b: shop([order('1', 'b')]) }), tables([a1, b1])],
      ['a 1 shipped 2', 'b 3 shipped 1'],
    ],
    [
      'one number told of two: the first',
      [told({ c: shop([order('4', 'c')]), d: shop([order('4', 'd')]) }), tables([])],
      ['c 4 shipped 1'],
    ],
    [
      'a sample of the customers stays one',
      [
        told({ a: shop([a2]), b: shop([order('5', 'b')]), c: shop([order('4', 'c')]) }),
        tables([a1, b1], [a1]),
      ],
      ['a 2 shipped 1', 'a 1 shipped 2'],
    ],
  ])('%s', (_, given, expected) => {
    expect(inShort(allOrdersWith(...given))).toEqual(expected);
  });
});

const event = (changes: Record<string, unknown> = {}) => ({
  id: 'e-1',
  kind: 'order',
  customer: MAYA,
  at: '2026-11-17T09:00:00Z',
  order: '20001',
  placedOn: '2026-11-17',
  promisedOn: '2026-11-24',
  lines: [{ product: 'lamp-pebble', quantity: 2, unitPrice: 19 }],
  ...changes,
});

async function taken(stores: Stores, events: readonly unknown[]) {
  const { business } = await demoFolder();
  const feed = createChangeFeed((fault) => expect.fail(String(fault)));
  return takeShopEvents({ stores, business, feed, clock: () => NOON }, events);
}

test('what was sent twice is told once; what was looked at, and who declined, is not told of', async () => {
  const stores = createMemoryStores();
  const sent = [
    event(),
    event(),
    event({ id: 'e-2' }),
    event({ id: 'e-3', customer: 'c-1001', order: '20002' }),
  ];
  await taken(stores, [...sent, { ...event({ id: 'v', kind: 'view', product: 'lamp-pebble' }) }]);
  await taken(stores, sent);
  const declined = await stores.customers.get('c-1001' as CustomerId);
  if (!declined) throw new Error('the order was taken');
  const consent = { relationship: 'declined', at: NOON.toISOString() } as const;
  await stores.customers.save({ ...declined.value, consent }, declined.version);
  await stores.customers.save(newCustomer('c-1003' as CustomerId, 'known', NOON.toISOString()), 0);
  const all = await toldOrders(stores.customers);
  expect([...all.keys()]).toEqual([MAYA]);
  expect(all.get(MAYA)?.orders.map(({ number }) => number)).toEqual(['20001']);
  expect(all.get(MAYA)?.seen).toEqual([]);
});

test('an order that was told counts in the level at once', async () => {
  const ordersOf = async (events: readonly unknown[]) => {
    const world = await createWorld();
    await taken(world.stores, events);
    const maya = world.customer(MAYA);
    await maya.arrives();
    const { reviews } = await maya.record();
    await world.stop();
    return reviews.at(-1)?.inputs?.signals;
  };
  const before = await ordersOf([]);
  const after = await ordersOf([event(), event()]);
  expect(after?.orders).toBe((before?.orders ?? 0) + 1);
  expect(after?.daysSinceOrder).toBe(1);
});

test('a thread finds it in the store that the process uses; nobody’s records are read while no events are taken', async () => {
  const place = await mkdtemp(join(tmpdir(), 'told-'));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  const stores = await openLowdbStores(join(place, 'data'), {});
  onTestFinished(() => stores.close());
  const { business } = await demoFolder();
  const unbought = [...business.products.keys()].find(
    (id) => ![...business.allOrders()].some(({ lines }) => lines.some(({ productId }) => productId === id)),
  );
  await taken(stores, [event({ lines: [{ product: unbought, quantity: 1, unitPrice: 19 }] })]);

  const config = { store: 'lowdb', dataDir: join(place, 'data'), databaseUrl: '' } as const;
  const faults: Error[] = [];
  const fitting = (eventsKey: string) =>
    createTasteFitting({
      business,
      today: () => '2026-11-18',
      told: createToldPlace({ ...config, eventsKey }, stores),
      onFault: (fault) => faults.push(fault),
      modelFolder: join(place, 'models'),
    });
  const without = fitting('');
  await without.start();
  expect(without.current.popularity.get(unbought as ProductId)).toBeUndefined();
  const withKey = fitting('k'.repeat(32));
  await withKey.start();
  expect(faults).toEqual([]);
  expect(withKey.current.popularity.get(unbought as ProductId)).toBeGreaterThan(0);
  await Promise.all([without.close(), withKey.close()]);
}, 60_000);

test('a store in memory hands over what no other thread can open', async () => {
  const stores = createMemoryStores();
  await taken(stores, [event()]);
  const parts = { eventsKey: 'k', store: 'memory', dataDir: '', databaseUrl: '' } as const;
  const place = structuredClone(await createToldPlace(parts, stores)());
  expect([...(await toldAt(place)).keys()]).toEqual([MAYA]);
});
