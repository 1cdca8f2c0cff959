// What the business's shop tells: who may, each event once, clear refusals, and that an order takes effect in the next sentence.

import { once } from 'node:events';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { createChangeFeed } from '../data/change-feed.js';
import type { CustomerId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import { KEPT } from '../data/shop-events.js';
import { type TakenEvents, takeShopEvents } from '../data/take-shop-events.js';
import { createServer } from '../server/create-server.js';
import { registerEvents } from '../server/events-routes.js';
import { createWorld, demoFolder, NOON, type World } from './conversation.js';

const MAYA = 'c-1002';
const KEY = 'k'.repeat(40);

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
});

async function intake(stores: Stores = createMemoryStores()) {
  const { business } = await demoFolder();
  const parts = {
    stores,
    business,
    feed: createChangeFeed((error) => {
      throw error;
    }),
    clock: () => NOON,
  };
  const take = (events: readonly unknown[]) => takeShopEvents(parts, events);
  const shopOf = async (id = MAYA) => (await stores.customers.get(id as CustomerId))?.value.shop;
  return { stores, take, shopOf };
}

const order = (changes: Record<string, unknown> = {}) => ({
  id: 'e-1',
  kind: 'order',
  customer: MAYA,
  at: '2026-11-18T09:00:00Z',
  order: '20001',
  placedOn: '2026-11-18',
  promisedOn: '2026-11-24',
  lines: [{ product: 'lamp-pebble', quantity: 2, unitPrice: 19 }],
  ...changes,
});
const view = (changes: Record<string, unknown> = {}) => ({
  id: 'v-1',
  kind: 'view',
  customer: MAYA,
  at: '2026-11-18T09:00:00Z',
  product: 'lamp-pebble',
  ...changes,
});
const back = (changes: Record<string, unknown> = {}) => ({
  id: 'r-1',
  kind: 'return',
  customer: MAYA,
  at: '2026-11-18T10:00:00Z',
  order: '20001',
  product: 'lamp-pebble',
  quantity: 1,
  ...changes,
});

describe('POST /api/events', () => {
  async function shop(key = KEY) {
    const taken: (readonly unknown[])[] = [];
    const running = createServer({ log: pino({ level: 'silent' }), production: false });
    registerEvents(running.server, {
      key,
      take: async (events): Promise<TakenEvents> => {
        taken.push(events);
        return { taken: events.length, duplicates: 0, notKept: 0, refused: [] };
      },
    });
    running.server.listen(0, '127.0.0.1');
    await once(running.server.server, 'listening');
    closing.push(() => running.close());
    const url = `http://127.0.0.1:${running.server.address().port}/api/events`;
    const send = async (
      body: string,
      headers: Record<string, string> = { Authorization: `Bearer ${KEY}` },
    ) => {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
      });
      return { status: answer.status, body: (await answer.json()) as { error?: { code: string } } };
    };
    return { send, taken };
  }

  test.each<[string, string, Record<string, string>, number, string]>([
    ['no key', '{"events":[{}]}', {}, 401, 'TOKEN_INVALID'],
    ['another key', '{"events":[{}]}', { Authorization: `Bearer ${'K'.repeat(40)}` }, 401, 'TOKEN_INVALID'],
    ['a longer key', '{"events":[{}]}', { Authorization: `Bearer ${KEY}k` }, 401, 'TOKEN_INVALID'],
    ['no events', '{"events":[]}', { Authorization: `Bearer ${KEY}` }, 400, 'BAD_REQUEST'],
    [
      'too many',
      JSON.stringify({ events: Array(501).fill(1) }),
      { Authorization: `Bearer ${KEY}` },
      400,
      'BAD_REQUEST',
    ],
    ['a list', '[]', { Authorization: `Bearer ${KEY}` }, 400, 'BAD_REQUEST'],
    ['no JSON', '{', { Authorization: `Bearer ${KEY}` }, 400, 'BAD_REQUEST'],
    ['300 KB', `{"events":["${'x'.repeat(300_000)}"]}`, { Authorization: `Bearer ${KEY}` }, 413, 'TOO_LARGE'],
  ])('refuses %s, and takes nothing', async (_, body, headers, status, code) => {
    const { send, taken } = await shop();
    const answer = await send(body, headers);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    expect(taken).toEqual([]);
  });

  test('takes 500 with the key, and nothing where no key is set', async () => {
    const { send } = await shop();
    const most = JSON.stringify({ events: Array(500).fill(1) });
    expect(await send(most)).toEqual({
      status: 200,
      body: { taken: 500, duplicates: 0, notKept: 0, refused: [] },
    });
    const off = await shop('');
    expect((await off.send(most)).status).toBe(503);
    expect((await off.send(most, { Authorization: 'Bearer ' })).status).toBe(503);
    expect(off.taken).toEqual([]);
  });
});

describe('an event', () => {
  test('counts once, in one request and in the next', async () => {
    const { take, shopOf } = await intake();
    expect(await take([order(), order(), back(), view()])).toEqual({
      taken: 3,
      duplicates: 1,
      notKept: 0,
      refused: [],
    });
    const before = await shopOf();
    expect(await take([order(), back(), view()])).toEqual({
      taken: 0,
      duplicates: 3,
      notKept: 0,
      refused: [],
    });
    expect(await shopOf()).toEqual(before);
  });

  test.each<[string, unknown, string, RegExp]>([
    ['no event', 'hello', 'invalid', /^the event: /],
    ['nothing', null, 'invalid', /^the event: /],
    ['another kind', view({ kind: 'wink' }), 'invalid', /^kind: /],
    ['a field too many', view({ price: 3 }), 'invalid', /price/],
    ['no id', view({ id: '' }), 'invalid', /^id: has to be 1 to 100/],
    ['no such day', order({ placedOn: '2026-02-30' }), 'invalid', /^placedOn: has to be a day/],
    ['no lines', order({ lines: [] }), 'invalid', /^lines: /],
    [
      'no pieces',
      order({ lines: [{ product: 'lamp-pebble', quantity: 0, unitPrice: 1 }] }),
      'invalid',
      /^lines\.0\.quantity/,
    ],
    [
      'no price',
      order({ lines: [{ product: 'lamp-pebble', quantity: 1 }] }),
      'invalid',
      /^lines\.0\.unitPrice/,
    ],
    ['a stranger', view({ customer: 'c-9' }), 'unknown-customer', /"c-9"/],
    ['an unknown product', view({ product: 'moon' }), 'unknown-product', /"moon"/],
    [
      'tomorrow and more',
      view({ at: '2026-11-19T11:00:00.001Z' }),
      'in-the-future',
      /Check the shop's clock/,
    ],
    ['delivered without a day', order({ status: 'delivered' }), 'wrong-days', /deliveredOn/],
    ['promised before it was placed', order({ promisedOn: '2026-11-17' }), 'wrong-days', /placedOn/],
    ['a return of no order', back(), 'unknown-order', /Send the order first/],
  ])('%s is refused by its place, and the others are taken', async (_, event, code, message) => {
    const { take } = await intake();
    const result = await take([view({ id: 'before' }), event, view({ id: 'after' })]);
    expect(result).toMatchObject({
      taken: 2,
      refused: [{ index: 1, code, message: expect.stringMatching(message) }],
    });
  });

  test('a return is of what was bought, and of no more', async () => {
    const { take } = await intake();
    await take([order()]);
    const result = await take([
      back({ id: 'a', product: 'rug-moor' }),
      back({ id: 'b', quantity: 2 }),
      back({ id: 'c' }),
    ]);
    expect(result.refused.map(({ id, code }) => [id, code])).toEqual([
      ['a', 'not-in-order'],
      ['c', 'too-many-returned'],
    ]);
  });

  test('of an order told twice, the state further along holds, in whichever order they come', async () => {
    const shipped = order({ id: 'e-2', status: 'shipped', expectedOn: '2026-11-26' });
    for (const events of [
      [order(), shipped],
      [shipped, order()],
    ]) {
      const { take, shopOf } = await intake();
      await take(events);
      expect((await shopOf())?.orders).toMatchObject([
        { number: '20001', status: 'shipped', expectedOn: '2026-11-26' },
      ]);
    }
  });

  test('when the store fails for one customer, sent again each counts once', async () => {
    const stores = createMemoryStores();
    let broken = true;
    const customers: Stores['customers'] = {
      ...stores.customers,
      get: (id) => stores.customers.get(id),
      save: async (record, version) => {
        if (broken && record.id === 'c-1005') throw new Error('the disk is full');
        return stores.customers.save(record, version);
      },
    };
    const { take, shopOf } = await intake({
      ...stores,
      customers,
      exclusively: stores.exclusively.bind(stores),
      collection: stores.collection.bind(stores),
    });
    const events = [order(), order({ customer: 'c-1005', id: 'e-9', order: '20009' })];
    await expect(take(events)).rejects.toThrow('the disk is full');
    broken = false;
    const again = await take(events);
    expect(again.taken + again.duplicates).toBe(2);
    expect((await shopOf())?.orders).toHaveLength(1);
    expect((await shopOf('c-1005'))?.orders).toHaveLength(1);
  });

  test('of very many, each customer keeps a bounded number', async () => {
    const { take, shopOf } = await intake();
    let count = 0;
    for (let request = 0; request < 12; request++) {
      const events = Array.from({ length: 500 }, () => {
        count += 1;
        const id = `n-${count}`;
        return count % 3 === 0
          ? order({ id, order: `3${count}` })
          : view({ id, kind: count % 2 ? 'view' : 'add-to-cart' });
      });
      expect((await take(events)).taken).toBe(500);
    }
    const shop = await shopOf();
    expect([shop?.seen.length, shop?.orders.length, shop?.events.length]).toEqual([
      KEPT.seen,
      KEPT.orders,
      KEPT.events,
    ]);
    expect(shop?.orders.at(-1)?.number).toBe('36000');
  });
});

describe('in the chat', () => {
  async function meet(): Promise<{ world: World; tell: (...events: unknown[]) => Promise<TakenEvents> }> {
    const world = await createWorld();
    closing.push(() => world.stop());
    const { take } = await intake(world.stores);
    return { world, tell: (...events) => take(events) };
  }

  test('an order is owned and can be bought again in the next sentence; sent back, it is neither', async () => {
    const { world, tell } = await meet();
    const maya = world.customer(MAYA);
    const shown = async () =>
      ((await maya.conversation()).transcript.at(-1)?.activity.attachments ?? []).map(({ name }) => name);
    await maya.says('recommend me a lamp under 20');
    expect(await shown()).toEqual(['Pebble night light']);
    await tell(order(), order({ id: 'e-2', order: '20002' }));
    await maya.says('recommend me a lamp under 20');
    expect(await shown()).toEqual([]);
    await maya.says('the usual');
    expect(await shown()).toContain('Pebble night light');
    await maya.says('where is my order 20001?');
    expect((await maya.heard()).at(-1)).toContain('20001');
    await tell(back({ quantity: 2 }), back({ id: 'r-2', order: '20002', quantity: 2 }));
    await maya.says('recommend me a lamp under 20');
    expect(await shown()).toEqual(['Pebble night light']);
  });

  test('what lies in the basket counts for a while, and says so; declined, it is erased and no more is kept', async () => {
    const { world, tell } = await meet();
    const { business } = world.folder;
    const newcomer = [...business.customers.keys()].find((id) => business.ordersOf(id).length === 0) ?? '';
    const customer = world.customer(newcomer);
    const event = (id: string) =>
      view({ id, kind: 'add-to-cart', customer: newcomer, product: 'garden-feeder' });
    await tell(event('v-1'));
    await customer.says('something for the balcony');
    const said = JSON.stringify((await customer.conversation()).transcript.at(-1)?.activity.attachments);
    expect(said).toContain('Chaffinch bird feeder, €28, in stock. You put it into your basket.');
    await customer.says("don't keep track of me");
    await customer.says('yes');
    expect((await customer.record()).shop?.seen).toEqual([]);
    expect(await tell(event('v-2'))).toMatchObject({ taken: 0, notKept: 1 });
    expect((await customer.record()).shop?.seen).toEqual([]);
  });
});
