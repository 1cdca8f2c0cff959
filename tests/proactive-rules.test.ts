// Messages of the bot's own accord as tables of rules: what is news, when it may be told, what counts as a consent and what as its end.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order, OrderStatus } from '../data/business.js';
import type { WishListEntry } from '../data/customer.js';
import type { ActivityId, ConversationId, CustomerId, OrderNumber, ProductId } from '../data/ids.js';
import type { NoticeConsent, NoticeKind, NoticeRecord, NoticeSubject } from '../data/notices.js';
import { readYamlText } from '../data/read-yaml.js';
import {
  afterLook,
  afterTelling,
  isLower,
  isQuiet,
  type MessageSettings,
  MOST_CONSENTS,
  type Moment,
  mayOffer,
  mayWrite,
  mergedNotices,
  messagesSchema,
  newsFor,
  type Present,
  stillTrue,
  subjectKey,
  turnedDown,
  withConsent,
  withoutKinds,
} from '../proactive/index.js';
import { noticeWish } from '../understanding/notice-wish.js';

/** What holds where messages.yaml says nothing. */
const CALM = messagesSchema.parse({});
const LAMP = 'lamp' as ProductId;
const RUG = 'rug' as ProductId;
const ASKED = '2026-11-10T12:00:00.000Z';
const EMPTY: NoticeRecord = { consents: [], known: { out: [], prices: [], onTheWay: [] }, sent: [] };

function consent(subject: NoticeSubject, at = ASKED): NoticeConsent {
  return { ...subject, at, source: { kind: 'said', activityId: 'a-1' as ActivityId, words: 'yes' } };
}

function recordWith(
  subjects: readonly NoticeSubject[],
  known: Partial<NoticeRecord['known']> = {},
): NoticeRecord {
  return { ...EMPTY, consents: subjects.map((each) => consent(each)), known: { ...EMPTY.known, ...known } };
}

function order(number: string, status: OrderStatus, changes: Partial<Order> = {}): Order {
  return {
    number: number as OrderNumber,
    customerId: 'c-1' as CustomerId,
    placedOn: '2026-11-01',
    status,
    promisedOn: '2026-11-20',
    expectedOn: '2026-11-20',
    lines: [],
    ...changes,
  };
}

function present(changes: Partial<Present> = {}): Present {
  return {
    products: new Map([
      [LAMP, { price: 50, stock: 3 }],
      [RUG, { price: 100, stock: 0 }],
    ]),
    orders: [],
    wishes: [],
    timeZone: 'Europe/Dublin',
    ...changes,
  };
}

const wish = (product: ProductId, price: number, at = ASKED): WishListEntry => ({ product, price, at });
const due = (record: NoticeRecord, world: Present, settings: MessageSettings = CALM) =>
  newsFor(record, world, settings).due.map(({ notice }) => notice);

describe('a lower price', () => {
  test.each([
    { before: 50, price: 45.01, percent: 10, lower: false },
    { before: 50, price: 45, percent: 10, lower: true },
    { before: 50, price: 44.99, percent: 10, lower: true },
    { before: 19.99, price: 17.99, percent: 10, lower: true },
    { before: 19.9, price: 17.92, percent: 10, lower: false },
    { before: 19.9, price: 17.91, percent: 10, lower: true },
    { before: 50, price: 50, percent: 1, lower: false },
    { before: 50, price: 60, percent: 10, lower: false },
    { before: 0, price: 0, percent: 10, lower: false },
  ])('$before → $price at $percent %: $lower', ({ before, price, percent, lower }) => {
    expect(isLower(price, before, percent)).toBe(lower);
  });

  const ofLamp: NoticeSubject = { kind: 'price-drop', product: LAMP };
  const told = { kind: 'price-drop', product: LAMP, before: 60, price: 50 } as const;

  test.each<{ what: string; record: NoticeRecord; world: Present; news: readonly unknown[] }>([
    {
      what: 'than when it was asked for',
      record: recordWith([ofLamp], { prices: [{ product: LAMP, price: 60 }] }),
      world: present(),
      news: [told],
    },
    {
      what: 'than when it was wished, where all wishes are watched',
      record: recordWith([{ kind: 'price-drop' }]),
      world: present({ wishes: [wish(LAMP, 60)] }),
      news: [told],
    },
    {
      what: 'than what was told before counts, not the wish',
      record: recordWith([{ kind: 'price-drop' }], { prices: [{ product: LAMP, price: 50 }] }),
      world: present({ wishes: [wish(LAMP, 60)] }),
      news: [],
    },
    {
      what: 'of what is not wished is no news',
      record: recordWith([{ kind: 'price-drop' }]),
      world: present(),
      news: [],
    },
    {
      what: 'of what is out of stock waits until it is back',
      record: recordWith([{ kind: 'price-drop' }]),
      world: present({ wishes: [wish(RUG, 200)] }),
      news: [],
    },
    {
      what: 'of what was bought since is no news',
      record: recordWith([{ kind: 'price-drop' }]),
      world: present({
        wishes: [wish(LAMP, 60)],
        orders: [order('1', 'processing', { placedOn: '2026-11-10', lines: [lineOf(LAMP)] })],
      }),
      news: [],
    },
    {
      what: 'of what was bought before the wish is: another one is wished for',
      record: recordWith([{ kind: 'price-drop' }]),
      world: present({
        wishes: [wish(LAMP, 60)],
        orders: [order('1', 'delivered', { placedOn: '2026-11-09', lines: [lineOf(LAMP)] })],
      }),
      news: [told],
    },
    {
      what: 'of what was bought and cancelled is',
      record: recordWith([{ kind: 'price-drop' }]),
      world: present({
        wishes: [wish(LAMP, 60)],
        orders: [order('1', 'cancelled', { placedOn: '2026-11-12', lines: [lineOf(LAMP)] })],
      }),
      news: [told],
    },
  ])('$what', ({ record, world, news }) => {
    expect(due(record, world)).toEqual(news);
  });
});

function lineOf(productId: ProductId) {
  return { productId, quantity: 1, unitPrice: 50, returned: 0 };
}

describe('back in stock', () => {
  test('is what was seen out of stock, and only that', () => {
    const record = recordWith([{ kind: 'back-in-stock' }]);
    const wishes = [wish(LAMP, 50), wish(RUG, 100)];
    const first = newsFor(record, present({ wishes }), CALM);
    expect(first.due).toEqual([]);
    expect(first.known.out).toEqual([RUG]);
    const back = present({ wishes, products: new Map([[RUG, { price: 100, stock: 1 }]]) });
    expect(due(afterLook(record, first), back)).toEqual([{ kind: 'back-in-stock', product: RUG }]);
  });

  test('is forgotten with the wish', () => {
    const record = recordWith([{ kind: 'back-in-stock' }], { out: [RUG] });
    expect(newsFor(record, present(), CALM).known.out).toEqual([]);
  });

  test('is told once, and a consent for one thing has served; one for all wishes stays', () => {
    const back = present({ products: new Map([[RUG, { price: 100, stock: 1 }]]), wishes: [wish(RUG, 100)] });
    for (const { subject, left } of [
      { subject: { kind: 'back-in-stock', product: RUG } as const, left: 0 },
      { subject: { kind: 'back-in-stock' } as const, left: 1 },
    ]) {
      const record = recordWith([subject], { out: [RUG] });
      const after = afterTelling(record, newsFor(record, back, CALM), sentAt('2026-11-11T10:00:00.000Z'));
      expect(after.consents).toHaveLength(left);
      expect(due(after, back)).toEqual([]);
    }
  });
});

function sentAt(at: string) {
  return { at, entry: 'e-1' as ActivityId, conversationId: 'conversation' as ConversationId };
}

describe('an order on its way', () => {
  const ofAll = recordWith([{ kind: 'order-shipped' }], { onTheWay: ['1' as OrderNumber] });

  test.each<{ status: OrderStatus; told: boolean }>([
    { status: 'processing', told: false },
    { status: 'shipped', told: true },
    { status: 'out-for-delivery', told: true },
    { status: 'delivered', told: false },
    { status: 'cancelled', told: false },
  ])('$status: $told', ({ status, told }) => {
    const news = due(ofAll, present({ orders: [order('1', 'shipped'), order('2', status)] }));
    expect(news).toEqual(told ? [{ kind: 'order-shipped', order: '2' }] : []);
  });

  test.each<{ status: OrderStatus; why: readonly string[] }>([
    { status: 'processing', why: [] },
    { status: 'delivered', why: ['delivered'] },
    { status: 'cancelled', why: ['cancelled'] },
  ])('a consent for one order ends when it is $status: $why', ({ status, why }) => {
    const record = recordWith([{ kind: 'order-shipped', order: '2' as OrderNumber }]);
    const { ended } = newsFor(record, present({ orders: [order('2', status)] }), CALM);
    expect(ended.map((each) => each.why)).toEqual(why);
  });
});

describe('what the business tells', () => {
  const record = recordWith([{ kind: 'back-in-stock' }, { kind: 'order-shipped' }], { out: [LAMP] });
  const world = present({ wishes: [wish(LAMP, 50)], orders: [order('1', 'shipped')] });

  test.each<{ kinds: readonly NoticeKind[] }>([
    { kinds: [] },
    { kinds: ['back-in-stock'] },
    { kinds: ['order-shipped', 'back-in-stock'] },
  ])('$kinds', ({ kinds }) => {
    expect(due(record, world, { ...CALM, kinds }).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('when it may be told', () => {
  const at = (text: string): Date => new Date(text);
  const moment = (changes: Partial<Moment>): Moment => ({
    now: at('2026-11-18T12:00:00Z'),
    timeZone: 'Europe/Dublin',
    sent: [],
    ...changes,
  });

  test.each([
    { time: '20:59', quiet: false },
    { time: '21:00', quiet: true },
    { time: '23:59', quiet: true },
    { time: '00:00', quiet: true },
    { time: '07:59', quiet: true },
    { time: '08:00', quiet: false },
  ])('quiet from 21:00 to 08:00: at $time $quiet', ({ time, quiet }) => {
    expect(isQuiet(at(`2026-11-18T${time}:00Z`), 'Europe/Dublin', { from: '21:00', to: '08:00' })).toBe(
      quiet,
    );
  });

  test.each([
    { time: '12:59', quiet: false },
    { time: '13:00', quiet: true },
    { time: '14:59', quiet: true },
    { time: '15:00', quiet: false },
  ])('quiet from 13:00 to 15:00: at $time $quiet', ({ time, quiet }) => {
    expect(isQuiet(at(`2026-11-18T${time}:00Z`), 'Europe/Dublin', { from: '13:00', to: '15:00' })).toBe(
      quiet,
    );
  });

  test.each([
    { zone: 'Europe/Dublin', now: '2026-11-18T22:30:40Z', until: '2026-11-19T08:00:00.000Z' },
    { zone: 'Europe/Dublin', now: '2026-11-18T03:00:00Z', until: '2026-11-18T08:00:00.000Z' },
    // Noon in Dublin is 04:00 in Los Angeles, and 21:00 in Tokyo.
    { zone: 'America/Los_Angeles', now: '2026-11-18T12:00:00Z', until: '2026-11-18T16:00:00.000Z' },
    { zone: 'Asia/Tokyo', now: '2026-11-18T12:00:00Z', until: '2026-11-18T23:00:00.000Z' },
    { zone: 'Asia/Kathmandu', now: '2026-11-18T18:00:00Z', until: '2026-11-19T02:15:00.000Z' },
  ])('in $zone at $now it waits until $until', ({ zone, now, until }) => {
    const permission = mayWrite(moment({ now: at(now), timeZone: zone }), CALM);
    expect(permission).toEqual({ kind: 'wait', why: 'quiet-hours', until: at(until) });
  });

  test('the night of a clock change ends when the wall says so, or an hour later', () => {
    for (const now of ['2026-03-28T23:30:00Z', '2026-10-24T23:30:00Z']) {
      const permission = mayWrite(moment({ now: at(now) }), CALM);
      if (permission.kind === 'now' || !permission.until) throw new Error('it is quiet then');
      expect(isQuiet(permission.until, 'Europe/Dublin', { from: '21:00', to: '08:00' })).toBe(false);
      expect(permission.until.getTime() - at(now).getTime()).toBeLessThanOrEqual(9.5 * 3_600_000);
    }
  });

  test.each([
    { sent: [], why: undefined },
    { sent: ['2026-11-17T12:00:00.000Z'], why: undefined },
    { sent: ['2026-11-17T12:00:00.001Z'], why: 'day', until: '2026-11-18T12:00:00.001Z' },
    { sent: ['2026-11-18T11:00:00.000Z'], why: 'day', until: '2026-11-19T11:00:00.000Z' },
    {
      sent: ['2026-11-12T09:00:00.000Z', '2026-11-14T09:00:00.000Z'],
      why: undefined,
    },
    {
      sent: ['2026-11-12T09:00:00.000Z', '2026-11-14T09:00:00.000Z', '2026-11-16T09:00:00.000Z'],
      why: 'week',
      until: '2026-11-19T09:00:00.000Z',
    },
    {
      sent: ['2026-11-11T12:00:00.000Z', '2026-11-14T09:00:00.000Z', '2026-11-16T09:00:00.000Z'],
      why: undefined,
    },
  ])('one a day, three a week; sent $sent: $why', ({ sent, why, until }) => {
    expect(mayWrite(moment({ sent }), CALM)).toEqual(
      why ? { kind: 'wait', why, until: at(until ?? '') } : { kind: 'now' },
    );
  });

  test('what the conversation is busy with comes first', () => {
    expect(mayWrite(moment({ busy: { why: 'person' }, now: at('2026-11-18T23:00:00Z') }), CALM)).toEqual({
      kind: 'wait',
      why: 'person',
    });
  });
});

describe('consent', () => {
  test('of one subject is kept once, the newest', () => {
    const lamp: NoticeSubject = { kind: 'back-in-stock', product: LAMP };
    const once = withConsent(undefined, consent(lamp), {});
    const twice = once !== 'full' && withConsent(once, consent(lamp, '2026-11-12T12:00:00.000Z'), {});
    expect(twice).toMatchObject({ consents: [{ at: '2026-11-12T12:00:00.000Z' }] });
  });

  test('beyond what a record can hold is not taken', () => {
    const many = Array.from({ length: MOST_CONSENTS }, (_, index): NoticeSubject => {
      return { kind: 'back-in-stock', product: `p-${index}` as ProductId };
    });
    const record = recordWith(many);
    expect(withConsent(record, consent({ kind: 'back-in-stock', product: LAMP }), {})).toBe('full');
    expect(withConsent(record, consent(many[0]!), {})).not.toBe('full');
  });

  test('is not asked for again within 30 days of a no, nor where there is one', () => {
    const lamp: NoticeSubject = { kind: 'back-in-stock', product: LAMP };
    const said = new Date(ASKED);
    const later = (ms: number) => new Date(said.getTime() + ms);
    const month = 30 * 24 * 60 * 60 * 1000;
    const record = turnedDown(undefined, lamp, said);
    expect(mayOffer(undefined, lamp, said)).toBe(true);
    expect(mayOffer(record, lamp, later(month - 1))).toBe(false);
    expect(mayOffer(record, lamp, later(month))).toBe(true);
    expect(mayOffer(recordWith([lamp]), lamp, said)).toBe(false);
    expect(mayOffer(recordWith([{ kind: 'back-in-stock' }]), lamp, said)).toBe(false);
  });

  test('of two records that turned out to be one customer holds, and so do the caps', () => {
    const a = {
      ...recordWith([{ kind: 'price-drop', product: LAMP }], { prices: [{ product: LAMP, price: 60 }] }),
    };
    const b = {
      ...recordWith([{ kind: 'back-in-stock', product: RUG }], { out: [RUG] }),
      sent: [{ ...sentAt('2026-11-11T10:00:00.000Z'), notices: [] }],
    };
    const merged = mergedNotices(a, b)!;
    expect(merged.consents.map(subjectKey).sort()).toEqual(['back-in-stock rug', 'price-drop lamp']);
    expect(merged.known).toEqual({ out: [RUG], prices: [{ product: LAMP, price: 60 }], onTheWay: [] });
    expect(merged.sent).toHaveLength(1);
    expect(mergedNotices(undefined, b)).toBe(b);
  });

  test('told and not seen is told again only as far as it is still so', () => {
    const world = present({ orders: [order('1', 'shipped'), order('2', 'delivered')] });
    const drop = { kind: 'price-drop', product: LAMP, before: 60, price: 50 } as const;
    expect(stillTrue(drop, world)).toBe(true);
    expect(stillTrue({ ...drop, price: 49 }, world)).toBe(false);
    expect(stillTrue({ kind: 'back-in-stock', product: LAMP }, world)).toBe(true);
    expect(stillTrue({ kind: 'back-in-stock', product: RUG }, world)).toBe(false);
    expect(stillTrue({ kind: 'order-shipped', order: '1' as OrderNumber }, world)).toBe(true);
    expect(stillTrue({ kind: 'order-shipped', order: '2' as OrderNumber }, world)).toBe(false);
  });
});

describe('without consent nothing is ever told', () => {
  const products = ['p-1', 'p-2', 'p-3'] as ProductId[];
  const numbers = ['o-1', 'o-2', 'o-3'] as OrderNumber[];
  const kind = fc.constantFrom<NoticeKind>('back-in-stock', 'price-drop', 'order-shipped');
  const subject: fc.Arbitrary<NoticeSubject> = fc
    .tuple(kind, fc.option(fc.nat({ max: 2 })))
    .map(([of, named]): NoticeSubject => {
      if (named === null) return { kind: of };
      return of === 'order-shipped'
        ? { kind: of, order: numbers[named]! }
        : { kind: of, product: products[named]! };
    });
  const world: fc.Arbitrary<Present> = fc.record({
    products: fc
      .array(fc.record({ price: fc.integer({ min: 0, max: 100 }), stock: fc.integer({ min: 0, max: 2 }) }), {
        minLength: 3,
        maxLength: 3,
      })
      .map((all) => new Map(all.map((each, index) => [products[index]!, each]))),
    orders: fc.subarray(numbers).chain((some) =>
      fc.tuple(
        ...some.map((number) =>
          fc
            .record({
              status: fc.constantFrom<OrderStatus>(
                'processing',
                'shipped',
                'out-for-delivery',
                'delivered',
                'cancelled',
              ),
              product: fc.constantFrom(...products),
              placedOn: fc.constantFrom('2026-11-01', '2026-11-10', '2026-11-20'),
            })
            .map(({ status, product, placedOn }) =>
              order(number, status, { placedOn, lines: [lineOf(product)] }),
            ),
        ),
      ),
    ),
    wishes: fc.subarray(products).map((some) => some.map((product) => wish(product, 60))),
    timeZone: fc.constant('Europe/Dublin'),
  });
  const record: fc.Arbitrary<NoticeRecord> = fc.record({
    consents: fc
      .uniqueArray(subject, { selector: subjectKey })
      .map((all) => all.map((each) => consent(each))),
    known: fc.record({
      out: fc.subarray(products),
      prices: fc.subarray(products).map((some) => some.map((product) => ({ product, price: 80 }))),
      onTheWay: fc.subarray(numbers),
    }),
    sent: fc.constant([]),
  });

  test('whatever is known and happens: everything that is due names a consent that covers it', () => {
    fc.assert(
      fc.property(record, world, (before, after) => {
        for (const { notice, consent: by } of newsFor(before, after, CALM).due) {
          expect(before.consents).toContain(by);
          expect(by.kind).toBe(notice.kind);
          const [named, told] =
            by.kind === 'order-shipped'
              ? [by.order, notice.kind === 'order-shipped' && notice.order]
              : [by.product, notice.kind !== 'order-shipped' && notice.product];
          expect(named === undefined || named === told).toBe(true);
        }
        expect(newsFor({ ...before, consents: [] }, after, CALM).due).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('of a kind that was stopped, nothing is due', () => {
    fc.assert(
      fc.property(record, world, kind, (before, after, stopped) => {
        const news = newsFor(withoutKinds(before, [stopped]), after, CALM);
        expect(news.due.filter(({ notice }) => notice.kind === stopped)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('what was told is not told again while the world stays as it is', () => {
    fc.assert(
      fc.property(record, world, (before, after) => {
        const news = newsFor(before, after, CALM);
        const told = afterTelling(before, news, sentAt('2026-11-18T12:00:00.000Z'));
        expect(newsFor(told, after, CALM).due).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('messages.yaml', () => {
  const read = (text: string) => readYamlText(text, messagesSchema, 'messages.yaml');

  test('leaves the calm defaults where it says nothing', () => {
    expect(read('{}')).toEqual({
      ok: true,
      value: {
        kinds: ['back-in-stock', 'price-drop', 'order-shipped'],
        priceDropPercent: 10,
        quietHours: { from: '21:00', to: '08:00' },
        mostPerDay: 1,
        mostPerWeek: 3,
      },
    });
  });

  test.each([
    { text: 'quiet_hours: never', at: 1, what: undefined },
    { text: 'tell: [order-shipped]\nmost_per_day: 0', at: 2, what: /most_per_day/ },
    { text: 'most_per_day: 1\nquiet_hours: "9-17"', at: 2, what: /is not a span of hours/ },
    { text: 'quiet_hours: "09:00-09:00"', at: 1, what: /begins when it ends/ },
    { text: 'tell:\n  - back-in-stock\n  - birthday', at: 3, what: /birthday/ },
    { text: 'tel: []', at: 1, what: /tel/ },
    { text: 'price_drop_percent: 0.5', at: 1, what: /price_drop_percent/ },
  ])('$text', ({ text, at, what }) => {
    const found = read(text);
    if (found.ok) {
      expect(what).toBeUndefined();
      return;
    }
    expect(found.faults).toHaveLength(1);
    expect(found.faults[0]).toMatchObject({ file: 'messages.yaml', line: at });
    expect(`${found.faults[0]?.what} ${found.faults[0]?.remedy}`).toMatch(what ?? /$^/);
  });
});

describe('what a customer says', () => {
  const tell = (kind: NoticeKind, all = false) => ({ what: 'tell', kind, all });
  const stop = (...kinds: NoticeKind[]) => ({ what: 'stop', kinds });

  test.each<[string, unknown]>([
    ["tell me when it's back", tell('back-in-stock')],
    ['let me know when the Heron stove kettle is back in stock', tell('back-in-stock')],
    ["Could you let me know when the lamp's back?", tell('back-in-stock')],
    ['Please notify me once it is available again', tell('back-in-stock')],
    ['let me know if it comes back', tell('back-in-stock')],
    ['give me a shout when you have it again', tell('back-in-stock')],
    ['I want to be notified when the chair is back', tell('back-in-stock')],
    ['tell me when anything on my wish list is back', tell('back-in-stock', true)],
    ['can you tell me when it gets cheaper?', tell('price-drop')],
    ['tell me if the price drops', tell('price-drop')],
    ["I'd like to know when it is on sale", tell('price-drop')],
    ['let me know when my wishes get cheaper', tell('price-drop', true)],
    ['tell me when my order ships', tell('order-shipped')],
    ['let me know when order 10307 is on its way', tell('order-shipped')],
    ['message me as soon as my parcel has been sent', tell('order-shipped')],
    ['tell me when my orders ship', tell('order-shipped', true)],
    // A date or a fact is asked for, not to be told.
    ['tell me when it will be back in stock', undefined],
    ['can you tell me when my order will be shipped?', undefined],
    ['can you tell me when it was sent?', undefined],
    ['tell me if it is in stock', undefined],
    ['let me know if the kettle is available', undefined],
    ['tell me when my order arrives', undefined],
    ['tell me when you are open', undefined],
    ['let me know when somebody is available', undefined],
    ['tell me more', undefined],
    ['when is it back?', undefined],
    ['stop these messages', stop()],
    ['please stop messaging me', stop()],
    ["I don't want any more messages", stop()],
    ['unsubscribe', stop()],
    ['stop sending me updates', stop()],
    ['no more messages about prices', stop('price-drop')],
    ["don't message me about prices any more", stop('price-drop')],
    ['stop the price alerts', stop('price-drop')],
    ['stop telling me when things are back in stock', stop('back-in-stock')],
    ['no more notifications about my orders', stop('order-shipped')],
    ['stop', undefined],
    ['cancel my order', undefined],
    ["don't tell me about wool", undefined],
    ["don't contact me by phone", undefined],
    ["please don't write to me by post", undefined],
    ['do you stop in Galway?', undefined],
    ['no more messages, I want a person', undefined],
  ])('%s', (text, meant) => {
    expect(noticeWish(text)).toEqual(meant);
  });

  test('in the longest message, made to be slow, is read at once', () => {
    const texts = [
      'tell me when ',
      'tell me the moment have the ',
      'stop the price ',
      'let me know have the x in ',
    ];
    for (const text of texts) {
      const before = performance.now();
      noticeWish(text.repeat(2000 / text.length));
      expect(performance.now() - before).toBeLessThan(100);
    }
  });
});
