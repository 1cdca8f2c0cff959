// Reviews of the level: replayed to the same result, true for any signals, on bad orders, on merged identities and on accounts.

import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CustomerCard, Order } from '../data/business.js';
import { addDays } from '../data/calendar.js';
import { type CustomerRecord, type LevelReview, newCustomer, type Preference } from '../data/customer.js';
import type { ClosedHandoff } from '../data/handoff.js';
import type { CustomerId, Day, OrderNumber, ProductId } from '../data/ids.js';
import type { LevelNumber, Signals } from '../data/level-review.js';
import { readYaml } from '../data/read-yaml.js';
import { satisfactionShare } from '../data/satisfaction.js';
import {
  broughtBy,
  eventsOfParty,
  type LevelRules,
  levelsSchema,
  measure,
  mergeCustomers,
  offersAt,
  type RelationshipEvent,
  replayReview,
  reviewLevel,
  signalsOf,
} from '../relationship/index.js';

const yaml = readFileSync('data/business/levels.yaml', 'utf8');
const rules = levelsSchema.parse(parse(yaml));
const today = '2026-03-10';
const tuesday = '2026-03-10T09:00:00.000Z';
const ago = (days: number): Day => addDays(today, -days);

const withGates = (level: 2 | 3 | 4 | 5 | 6, gates: object): LevelRules => ({
  ...rules,
  levels: {
    ...rules.levels,
    [level]: { ...rules.levels[level], gates: { ...rules.levels[level].gates, ...gates } },
  },
});

const share = () => fc.double({ min: 0, max: 1, noNaN: true });
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const signals: fc.Arbitrary<Signals> = fc.record(
  {
    known: fc.boolean(),
    daysAsCustomer: fc.nat(4000),
    orders: fc.nat(60),
    netValue: fc.nat(10_000),
    returnedShare: share(),
    ordersLastYear: fc.nat(30),
    daysSinceOrder: maybe(fc.nat(800)),
    gapRatio: maybe(fc.double({ min: 0, max: 20, noNaN: true })),
    satisfaction: maybe(share()),
    openComplaints: fc.nat(3),
    orderProbability: maybe(share()),
    member: fc.boolean(),
    statedPreferences: fc.nat(3),
    reviews: fc.nat(3),
    daysSinceContribution: maybe(fc.nat(800)),
  },
  {
    requiredKeys: [
      'known',
      'daysAsCustomer',
      'orders',
      'netValue',
      'returnedShare',
      'ordersLastYear',
      'openComplaints',
      'member',
      'statedPreferences',
      'reviews',
    ],
  },
);
const before = maybe(
  fc.record({
    at: fc.constantFrom('2026-03-09T09:00:00.000Z', '2026-03-10T07:00:00.000Z'),
    level: fc.constantFrom<LevelNumber>(0, 1, 2, 3, 4, 5, 6),
    failedReviews: fc.nat(1),
  }),
);

describe('any review', () => {
  test('is replayed from what it kept to the same result, also after it was stored', () => {
    fc.assert(
      fc.property(signals, before, (measured, previous) => {
        const review = reviewLevel(measured, rules, previous, tuesday);
        const stored = JSON.parse(JSON.stringify(review)) as LevelReview;
        expect(JSON.stringify(replayReview(stored, rules))).toBe(JSON.stringify(review));
      }),
    );
  });

  test('one of a version that kept no inputs is not', () => {
    const old = { at: tuesday, level: 3, reasons: [], failedReviews: 0, rulesVersion: 1 } as const;
    expect(replayReview(old, rules)).toBeUndefined();
  });

  test('falls at most one step, never to "too early", and never rises with a complaint open', () => {
    fc.assert(
      fc.property(signals, before, (measured, previous) => {
        const { level } = reviewLevel(
          { ...measured, known: true, orders: 1 + measured.orders },
          rules,
          previous,
          tuesday,
        );
        expect(level).toBeGreaterThan(0);
        if (!previous || previous.level === 0) return;
        expect(level).toBeGreaterThanOrEqual(Math.max(1, previous.level - 1));
        if (measured.openComplaints > 0) expect(level).toBeLessThanOrEqual(previous.level);
      }),
    );
  });

  test('one more order, or a shorter time since the last, never lowers a first review', () => {
    fc.assert(
      fc.property(signals, (measured) => {
        const better = {
          ...measured,
          orders: measured.orders + 1,
          ordersLastYear: measured.ordersLastYear + 1,
          daysSinceOrder: 0,
        };
        const level = (s: Signals) => reviewLevel(s, rules, undefined, tuesday).level;
        expect(level(better)).toBeGreaterThanOrEqual(level(measured));
      }),
    );
  });

  test('says what the next level takes, and nothing that holds already', () => {
    fc.assert(
      fc.property(signals, before, (measured, previous) => {
        const { level, next } = reviewLevel(measured, rules, previous, tuesday);
        if (level === 6) expect(next).toBeUndefined();
        else expect(next?.level).toBe(level + 1);
        for (const reason of next?.missing ?? []) expect(reason.standing).toBe('missed');
      }),
    );
  });
});

describe('gates that may be unmeasurable are passed over, others are not', () => {
  const good: Signals = {
    known: true,
    daysAsCustomer: 430,
    orders: 12,
    netValue: 1400,
    returnedShare: 0,
    ordersLastYear: 9,
    daysSinceOrder: 20,
    satisfaction: 1,
    openComplaints: 0,
    member: false,
    statedPreferences: 0,
    reviews: 0,
  };
  test.each<[string, object, Partial<Signals>, number]>([
    ['a probability that is not shown', { order_probability: 0.3 }, {}, 4],
    ['29 %', { order_probability: 0.3 }, { orderProbability: 0.29 }, 3],
    ['30 %', { order_probability: 0.3 }, { orderProbability: 0.3 }, 4],
    ['31 %', { order_probability: 0.3 }, { orderProbability: 0.31 }, 4],
    ['no habit yet', { gap_ratio: 2 }, {}, 4],
    ['1.9 times the usual gap', { gap_ratio: 2 }, { gapRatio: 1.9 }, 4],
    ['2 times', { gap_ratio: 2 }, { gapRatio: 2 }, 4],
    ['2.1 times', { gap_ratio: 2 }, { gapRatio: 2.1 }, 3],
    ['satisfaction never asked', {}, { satisfaction: undefined }, 3],
  ])('%s', (_, gates, changes, level) => {
    expect(reviewLevel({ ...good, ...changes }, withGates(4, gates), undefined, tuesday).level).toBe(level);
  });
});

test.each([
  ['csat', 1, 0],
  ['csat', 3, 0.5],
  ['csat', 5, 1],
  ['nps', 0, 0],
  ['nps', 9, 0.9],
  ['nps', 10, 1],
  ['ces', 1, 0],
  ['ces', 4, 0.5],
  ['ces', 7, 1],
  ['ces', 9, 1],
] as const)('satisfaction: %s %f is %f', (scale, score, expected) => {
  expect(satisfactionShare(scale, score)).toBeCloseTo(expected);
});

describe('events of a history that is not clean', () => {
  const order = (
    id: string,
    daysAgo: number,
    rest: Partial<Extract<RelationshipEvent, { kind: 'order' }>> = {},
  ) => ({ kind: 'order', id, on: ago(daysAgo), pieces: 1, value: 10, ...rest }) as const;
  const since = { kind: 'customer-since', on: ago(100) } as const;

  test.each<[string, RelationshipEvent[], string]>([
    ['before the customer existed', [order('1', 101)], 'before-the-customer'],
    ['in the future', [order('1', -1)], 'in-the-future'],
    ['a negative quantity', [order('1', 5, { pieces: -2 })], 'no-pieces'],
    ['a quantity that is no number', [order('1', 5, { pieces: Number.NaN })], 'no-pieces'],
    ['the same order twice', [order('2', 5), order('2', 5)], 'counted-before'],
  ])('%s: left out, named, and the rest counted', (_, odd, because) => {
    const { signals: measured, skipped } = measure([since, order('9', 3), ...odd], today);
    expect(skipped.map((each) => each.because)).toEqual([because]);
    expect(measured.orders).toBe(because === 'counted-before' ? 2 : 1);
  });

  test('a second currency: the order counts, its value does not', () => {
    const { signals: measured } = measure(
      [since, order('1', 3), order('2', 2, { currency: 'USD', value: 999 })],
      today,
    );
    expect(measured).toMatchObject({ orders: 2, netValue: 10 });
  });

  test('the first and the last day on which an order may be', () => {
    expect(measure([since, order('1', 100), order('2', 0)], today)).toMatchObject({
      signals: { orders: 2 },
      skipped: [],
    });
  });

  test('nothing at all', () => {
    expect(measure([], today).signals).toMatchObject({ daysAsCustomer: 0, orders: 0, returnedShare: 0 });
  });

  test('several orders on one day are no gap to compare with', () => {
    expect(measure([order('1', 5), order('2', 5), order('3', 5)], today).signals.gapRatio).toBeUndefined();
  });

  test('returns are netted out once, and never beyond what was bought', () => {
    const back = { kind: 'return', id: '1', pieces: 5, value: 50 } as const;
    const { signals: measured } = measure([order('1', 5, { pieces: 4, value: 40 }), back], today);
    expect(measured).toMatchObject({ returnedShare: 1, netValue: -10 });
    expect(measure([{ ...back, id: 'unknown' }], today).signals.returnedShare).toBe(0);
  });

  test('the trend is told after a year, the newest half year against the one before', () => {
    const placed = [order('1', 10), order('2', 182), order('3', 183)];
    expect(
      measure([{ kind: 'customer-since', on: ago(363) }, ...placed], today).signals.trend,
    ).toBeUndefined();
    expect(measure([{ kind: 'customer-since', on: ago(364) }, ...placed], today).signals.trend).toBe(1);
  });
});

describe('complaints open and close', () => {
  const handoff = (rule: string, outcome: ClosedHandoff['outcome'], opened: number, closed: number) =>
    ({
      id: `h-${opened}`,
      status: 'closed',
      outcome,
      openedAt: `${ago(opened)}T09:00:00.000Z`,
      closedAt: `${ago(closed)}T09:00:00.000Z`,
      reason: { rule, value: true, thresholdsVersion: 1 },
    }) as unknown as ClosedHandoff;
  const openAfter = (...pastHandoffs: ClosedHandoff[]) => {
    const record: CustomerRecord = { ...newCustomer('c' as CustomerId, 'known', tuesday), pastHandoffs };
    return signalsOf({ card: undefined, orders: [], record, today }).openComplaints;
  };

  test.each<[string, ClosedHandoff[], number]>([
    ['dealt with by a person', [handoff('anger', 'completed', 9, 8)], 0],
    ['given back to the bot', [handoff('complaint', 'returned', 9, 8)], 0],
    ['nobody came', [handoff('late-deliveries', 'failed', 9, 8)], 1],
    [
      'nobody came, then somebody did',
      [handoff('anger', 'failed', 9, 8), handoff('wish-for-person', 'completed', 2, 1)],
      0,
    ],
    [
      'somebody came earlier, about something else',
      [handoff('anger', 'completed', 9, 8), handoff('anger', 'failed', 2, 1)],
      1,
    ],
    ['a wish for a person is no complaint', [handoff('wish-for-person', 'failed', 9, 8)], 0],
  ])('%s', (_, past, open) => {
    expect(openAfter(...past)).toBe(open);
  });
});

const id = 'c-1' as CustomerId;
const card = (changes: Partial<CustomerCard> = {}): CustomerCard => ({
  id,
  name: 'Ann Early',
  email: 'ann@mail.example',
  address: '',
  customerSince: ago(400),
  member: false,
  reviews: 0,
  openComplaints: 0,
  contributions: [],
  ...changes,
});
const bought = (daysAgo: number): Order => ({
  number: `1${daysAgo}` as OrderNumber,
  customerId: id,
  placedOn: ago(daysAgo),
  status: 'delivered',
  promisedOn: today,
  expectedOn: today,
  lines: [{ productId: 'p' as ProductId, quantity: 1, unitPrice: 10, returned: 0 }],
});

test('a business account is scored as a whole: the earliest contact, all orders, any membership', () => {
  const record = newCustomer(id, 'known', tuesday);
  const own = { card: card({ customerSince: ago(20) }), orders: [bought(5)] };
  const other = {
    card: card({ id: 'c-2' as CustomerId, member: true, reviews: 2 }),
    orders: [bought(50), bought(300)],
  };
  const alone = signalsOf({ ...own, record, today });
  const together = signalsOf({
    ...own,
    record,
    today,
    account: { company: 'Harbour Hotel', others: [other] },
  });
  expect(alone).toMatchObject({ orders: 1, daysAsCustomer: 20, member: false });
  expect(together).toMatchObject({
    account: 'Harbour Hotel',
    orders: 3,
    daysAsCustomer: 400,
    member: true,
    reviews: 2,
  });
});

describe('two identities that are one customer', () => {
  const wish = (wishId: string, at: string, value: string): Preference => ({
    id: wishId,
    subject: { kind: 'attribute', attribute: 'material', value },
    strength: 'must-not',
    source: { kind: 'said', activityId: 'x' as never, words: `no ${value}` },
    at,
  });
  const at = (daysAgo: number) => `${ago(daysAgo)}T09:00:00.000Z`;
  const known: CustomerRecord = {
    ...newCustomer(id, 'known', at(40)),
    preferences: [wish('k', at(40), 'wool')],
  };
  const guest: CustomerRecord = {
    ...newCustomer('guest-1' as CustomerId, 'guest', at(60)),
    preferences: [wish('g1', at(2), 'wool'), wish('g2', at(60), 'silk')],
    satisfaction: [{ at: at(3), score: 5, about: 'bot' }],
  };
  const orders = [bought(35), bought(25), bought(15)];
  const review = (record: CustomerRecord, instant: string, previous: LevelReview | undefined) => {
    const day = instant.slice(0, 10);
    const signalsThen = signalsOf({ card: card(), orders, record, today: day });
    return reviewLevel(signalsThen, rules, previous, instant);
  };
  const stood = (days: number): LevelReview => ({
    at: at(days),
    level: 0,
    reasons: [],
    failedReviews: 0,
    rulesVersion: 1,
  });

  test('what both said is kept once, the newer wish about the same thing, and whom it came from', () => {
    const merged = mergeCustomers(known, guest, review);
    expect(merged.preferences.map((each) => each.id)).toEqual(['g2', 'g1']);
    expect(merged).toMatchObject({ id, kind: 'known', createdAt: at(60), mergedFrom: ['guest-1'] });
    expect(merged.satisfaction).toEqual(guest.satisfaction);
    expect(mergeCustomers(merged, guest, review)).toEqual(merged);
  });

  test('their events are replayed: each review is what it would have been with all of them', () => {
    const merged = mergeCustomers(
      { ...known, reviews: [stood(30), stood(10)] },
      { ...guest, reviews: [stood(20)] },
      review,
    );
    expect(merged.reviews.map((each) => [each.at, each.level, each.inputs?.signals.orders])).toEqual([
      [at(30), 1, 1],
      [at(20), 2, 2],
      [at(10), 3, 3],
    ]);
    for (const each of merged.reviews) expect(replayReview(each, rules)).toEqual(each);
  });

  test('declined by either, it stays declined, and no wish or score is kept', () => {
    const declined = { ...guest, consent: { relationship: 'declined', at: at(1) } as const };
    const merged = mergeCustomers({ ...known, reviews: [stood(30)] }, declined, review);
    expect(merged).toMatchObject({ consent: declined.consent, preferences: [], reviews: [] });
  });
});

describe('what a level brings', () => {
  const inviting: LevelRules = { ...rules, invitations: { community: 'https://c.example/' } };

  test('several types at once, those of lower levels too; self-service and people for everybody', () => {
    expect(([0, 1, 2, 3, 4, 5, 6] as const).map((level) => offersAt(level, rules).types.length)).toEqual([
      2, 2, 3, 3, 4, 5, 6,
    ]);
    expect(offersAt(0, rules).types).toEqual(['self-service', 'personal-assistance']);
  });

  test('a file that does not say has the usual ones, one that says "none" has none', () => {
    const [silent, none] = [undefined, []].map((offers) => ({
      ...rules,
      levels: { ...rules.levels, 2: { ...rules.levels[2], offers } },
    }));
    expect(offersAt(2, silent!).types).toContain('automated-service');
    expect(offersAt(2, none!).types).not.toContain('automated-service');
  });

  test('nobody is invited without an address, nor below the level', () => {
    expect(offersAt(6, rules).invitations).toEqual([]);
    expect(offersAt(4, inviting).invitations).toEqual([]);
    expect(offersAt(6, inviting).invitations).toEqual([{ to: 'community', link: 'https://c.example/' }]);
    expect(broughtBy(6, 5, inviting).invitations).toEqual([]);
  });

  test('perks add up', () => {
    const perks = (level: 2 | 4, perk: string) => ({ [level]: { ...rules.levels[level], perks: [perk] } });
    const generous = {
      ...rules,
      levels: { ...rules.levels, ...perks(2, 'free wrapping'), ...perks(4, 'first choice') },
    };
    expect(offersAt(5, generous).perks).toEqual(['free wrapping', 'first choice']);
    expect(broughtBy(4, 3, generous).perks).toEqual(['first choice']);
  });
});

describe('faults in levels.yaml are told with line and remedy', () => {
  const lineOf = (text: string) => yaml.split('\n').findIndex((line) => line.includes(text)) + 1;
  test.each<[string, string, string, string]>([
    [
      'orders: 2 }',
      'oders: 2 }',
      'orders: 2 }',
      '"oders" is not known here. Correct the spelling or remove it.',
    ],
    [
      'orders: 3',
      'orders: 2',
      'orders: 3',
      'levels.3.gates.orders 2 asks no more than level 2 does with 2. Ask for more here, or remove it.',
    ],
    ['orders: 3', 'orders: -1', 'orders: 3', 'levels.3.gates.orders -1 is too small. Use at least 0.'],
    [
      '{ days_since_contribution: 365 }',
      '{}',
      'days_since_contribution: 365',
      'levels.6.gates {} asks nothing, so nobody stays at level 5. Add a gate.',
    ],
    [
      'satisfaction: 4',
      'satisfaction: 6',
      'satisfaction: 4',
      'levels.4.gates.satisfaction 6 is too large. Use at most 5.',
    ],
    ['share: 0.2', 'share: 1', 'share: 0.2', 'hysteresis.share 1 is too large. Use less than 1.'],
    [
      'version: 1',
      'version: one',
      'version: 1',
      'version "one" should be a number. Correct it; quotes make a text of a number.',
    ],
    [
      'offers: [community]',
      'offers: [comunity]',
      'offers: [community]',
      'levels.5.offers.0 "comunity" is not one of the possible values. Use self-service, personal-assistance, automated-service, dedicated-assistance, community or co-creation.',
    ],
  ])('%s → %s', async (from, to, place, fault) => {
    const folder = await mkdtemp(join(tmpdir(), 'levels-'));
    const path = join(folder, 'levels.yaml');
    await writeFile(path, yaml.replace(from, to));
    const read = await readYaml(path, levelsSchema);
    await rm(folder, { recursive: true });
    const told = read.ok ? [] : read.faults.map(({ line, what, remedy }) => `${line}: ${what}. ${remedy}`);
    expect(told).toEqual([`${lineOf(place)}: ${fault}`]);
  });

  test('an invitation that leads nowhere', () => {
    const found = levelsSchema.safeParse({ ...rules, invitations: { community: 'our forum' } });
    expect(found.error?.issues.map(({ message }) => message)).toEqual(['is not a web address']);
  });
});

test('events of the business’s tables: cancelled orders are none', () => {
  const cancelled = { ...bought(3), status: 'cancelled' as const };
  const kinds = eventsOfParty({ card: undefined, orders: [cancelled, bought(4)] }).map(({ kind }) => kind);
  expect(kinds).toEqual(['order']);
});
