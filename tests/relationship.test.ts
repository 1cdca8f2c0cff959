// The relationship level: what each gate asks, what a level is kept through, and what agents read of it.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CustomerCard, Order } from '../data/business.js';
import { addDays } from '../data/calendar.js';
import { type LevelReview, newCustomer, type Preference } from '../data/customer.js';
import type { CustomerId, OrderNumber, ProductId } from '../data/ids.js';
import { outOfFive, satisfactionShare } from '../data/satisfaction.js';
import type { Wording } from '../dialogs/describe-preference.js';
import { levelSentence, missingInWords, reasonsInWords } from '../dialogs/level-words.js';
import {
  levelName,
  levelsSchema,
  reviewLevel,
  type Signals,
  signalsOf,
  stageOf,
  toneOf,
} from '../relationship/index.js';
import { createTexts } from '../texts/index.js';

const rules = levelsSchema.parse(parse(readFileSync('data/business/levels.yaml', 'utf8')));
const texts = parse(readFileSync('data/business/texts/en.yaml', 'utf8'));
const today = '2026-03-10';
const wording = {
  services: {
    texts: createTexts(texts, {}, 'en'),
    levels: rules,
    business: { profile: { locale: 'en-IE' } },
  },
  tone: 'plain',
  today,
} as unknown as Wording;
const monday = '2026-03-09T09:00:00.000Z';
const tuesday = '2026-03-10T09:00:00.000Z';
const wednesday = '2026-03-11T09:00:00.000Z';

const ofFive = (score: number) => satisfactionShare('csat', score);

/** Holds every gate comfortably. */
const best: Signals = {
  known: true,
  daysAsCustomer: 430,
  orders: 12,
  netValue: 1400,
  returnedShare: 0,
  ordersLastYear: 9,
  daysSinceOrder: 20,
  satisfaction: ofFive(4.5),
  openComplaints: 0,
  member: true,
  statedPreferences: 2,
  reviews: 1,
  daysSinceContribution: 40,
};
const review = (signals: Partial<Signals>, previous?: LevelReview, at = tuesday) =>
  reviewLevel({ ...best, ...signals }, rules, previous, at);
const stood = (level: LevelReview['level'], failedReviews = 0): LevelReview => ({
  at: monday,
  level,
  reasons: [],
  failedReviews,
  rulesVersion: 1,
});

describe('a first review takes the highest level whose gates all hold', () => {
  const unshared = { member: false, statedPreferences: 0, reviews: 0, daysSinceContribution: undefined };
  test.each<[string, Partial<Signals>, number]>([
    ['a guest', { known: false }, 0],
    ['no order, 29 days', { orders: 0, ordersLastYear: 0, daysAsCustomer: 29 }, 0],
    ['no order, 30 days', { orders: 0, ordersLastYear: 0, daysAsCustomer: 30 }, 1],
    ['one order on the first day', { orders: 1, daysAsCustomer: 0 }, 1],
    ['1 order', { orders: 1 }, 1],
    ['2 orders', { orders: 2 }, 2],
    ['3 orders, 89 days', { orders: 3, daysAsCustomer: 89 }, 2],
    ['3 orders, 90 days', { orders: 3, ordersLastYear: 3, daysAsCustomer: 90 }, 3],
    ['returns of 29 %', { returnedShare: 0.29 }, 6],
    ['returns of exactly 30 %', { returnedShare: 0.3 }, 2],
    ['an open complaint', { openComplaints: 1 }, 2],
    ['179 days', { daysAsCustomer: 179 }, 3],
    ['180 days', { daysAsCustomer: 180 }, 6],
    ['5 orders this year', { ordersLastYear: 5 }, 3],
    ['6 orders this year', { ordersLastYear: 6 }, 6],
    ['last order 120 days ago', { daysSinceOrder: 120 }, 6],
    ['last order 121 days ago', { daysSinceOrder: 121 }, 3],
    ['satisfaction 3.9', { satisfaction: ofFive(3.9) }, 3],
    ['satisfaction 4', { satisfaction: ofFive(4) }, 6],
    ['satisfaction never asked', { satisfaction: undefined }, 3],
    ['nothing shared', unshared, 4],
    ['a member', { ...unshared, member: true }, 5],
    ['a stated preference', { ...unshared, statedPreferences: 1 }, 5],
    ['a review', { ...unshared, reviews: 1 }, 5],
    ['a contribution 365 days ago', { daysSinceContribution: 365 }, 6],
    ['a contribution 366 days ago', { daysSinceContribution: 366 }, 5],
    ['a contribution without anything shared', { ...unshared, daysSinceContribution: 1 }, 4],
  ])('%s', (_, signals, level) => {
    expect(review(signals).level).toBe(level);
  });
});

describe('a level once reached is kept within 20 % of its gates', () => {
  test.each<[string, Partial<Signals>, 'kept' | 'failed']>([
    ['5 orders this year (6 needed)', { ordersLastYear: 5 }, 'kept'],
    ['4 orders this year', { ordersLastYear: 4 }, 'failed'],
    ['last order 144 days ago (120)', { daysSinceOrder: 144 }, 'kept'],
    ['last order 145 days ago', { daysSinceOrder: 145 }, 'failed'],
    ['satisfaction 3.2 (4)', { satisfaction: ofFive(3.2) }, 'kept'],
    ['satisfaction 3.1', { satisfaction: ofFive(3.1) }, 'failed'],
    ['returns of 35 % (30)', { returnedShare: 0.35 }, 'kept'],
    ['returns of 36 %', { returnedShare: 0.36 }, 'failed'],
    ['an open complaint', { openComplaints: 2 }, 'kept'],
    ['a contribution 438 days ago (365)', { daysSinceContribution: 438 }, 'kept'],
    ['a contribution 439 days ago', { daysSinceContribution: 439 }, 'failed'],
  ])('%s', (_, signals, outcome) => {
    expect(review(signals, stood(6))).toMatchObject({ level: 6, failedReviews: outcome === 'kept' ? 0 : 1 });
    expect(review(signals, stood(6, 1)).level).toBe(outcome === 'kept' ? 6 : 5);
  });
});

describe('a level falls slowly and rises at once', () => {
  const quiet = { ordersLastYear: 0, daysSinceOrder: 400 };

  test('two failed reviews, one step; two more, the next', () => {
    const first = review(quiet, stood(6), tuesday);
    const second = review(quiet, first, wednesday);
    const third = review(quiet, second, '2026-03-12T09:00:00.000Z');
    const fourth = review(quiet, third, '2026-03-13T09:00:00.000Z');
    expect([first, second, third, fourth].map((r) => [r.level, r.failedReviews])).toEqual([
      [6, 1],
      [5, 0],
      [5, 1],
      [4, 0],
    ]);
  });

  test('a good review in between starts the count again', () => {
    const recovered = review({}, review(quiet, stood(6)), wednesday);
    expect(recovered).toMatchObject({ level: 6, failedReviews: 0 });
  });

  test('a busy day is one failed review, however often it is reviewed', () => {
    const first = review(quiet, stood(6), '2026-03-10T09:00:00.000Z');
    expect(review(quiet, first, '2026-03-10T18:00:00.000Z')).toMatchObject({ level: 6, failedReviews: 1 });
  });

  test('a known customer never falls below level 1', () => {
    const gone = { ...quiet, orders: 0 };
    expect(review(gone, stood(2, 1)).level).toBe(1);
    expect(review(gone, stood(1, 1))).toMatchObject({ level: 1, failedReviews: 0 });
  });

  test('it rises several steps at once', () => expect(review({}, stood(2)).level).toBe(6));

  test('an open complaint freezes a rise and demotes nobody', () => {
    expect(review({ openComplaints: 1 }, stood(4)).level).toBe(4);
    expect(missingInWords(review({ openComplaints: 1 }, stood(4)), wording)).toBe(
      'the open complaint settled',
    );
    expect(review({ openComplaints: 0 }, stood(4)).level).toBe(6);
    expect(review({ openComplaints: 1, orders: 2 }, stood(1)).level).toBe(1);
  });

  test('after "too early to say" the first order counts like a first review', () => {
    expect(review({}, stood(0)).level).toBe(6);
  });
});

describe('what agents read', () => {
  test.each<[Partial<Signals>, string]>([
    [
      { orders: 5, ordersLastYear: 5 },
      'Level 3, at ease: customer for 14 months, 5 orders, nothing returned, no open complaint. For level 4: one more order this year.',
    ],
    [{ known: false }, 'Level 0, too early to say: not signed in. For level 1: signing in.'],
    [
      { orders: 0, daysAsCustomer: 10 },
      'Level 0, too early to say: customer for 10 days, no order. For level 1: a first order.',
    ],
    [
      { orders: 1, daysAsCustomer: 75 },
      'Level 1, utility: customer for 75 days, 1 order. For level 2: one more order.',
    ],
    [
      { orders: 3, daysAsCustomer: 60, openComplaints: 1 },
      'Level 2, convenience: customer for 60 days, 3 orders, 1 open complaint. For level 3: 30 more days as a customer, the open complaint settled.',
    ],
    [
      {},
      'Level 6, co-creation: customer for 14 months, 12 orders, nothing returned, no open complaint, 9 orders in the last year, ' +
        'last order 20 days ago, satisfaction 4.5 of 5, member, 2 stated preferences, 1 review, contribution accepted 40 days ago.',
    ],
  ])('%o', (signals, sentence) => {
    expect(levelSentence(review(signals), wording)).toBe(sentence);
  });

  test('a gate that only the hysteresis holds says so', () => {
    const kept = review({ ordersLastYear: 5 }, stood(4));
    expect(reasonsInWords(kept, wording)).toContain('5 orders in the last year (6 needed)');
    expect(missingInWords(kept, wording)).toBe('one more order this year');
  });

  test('name, stage and tone of each level', () => {
    expect(
      ([0, 1, 2, 3, 4, 5, 6] as const).map((l) => [levelName(l, rules), stageOf(l, rules), toneOf(l, rules)]),
    ).toEqual([
      ['too early to say', 'not begun', 'short'],
      ['utility', 'transactional', 'short'],
      ['convenience', 'transactional', 'short'],
      ['at ease', 'trust grows', 'plain'],
      ['personal recognition', 'better together', 'warm'],
      ['self-expression', 'better together', 'warm'],
      ['co-creation', 'partnership', 'warm'],
    ]);
  });
});

describe('signals', () => {
  const id = 'c-1' as CustomerId;
  const order = (daysAgo: number, rest: Partial<Order> = {}): Order => ({
    number: `1${daysAgo}` as OrderNumber,
    customerId: id,
    placedOn: addDays(today, -daysAgo),
    status: 'delivered',
    promisedOn: today,
    expectedOn: today,
    lines: [{ productId: 'p' as ProductId, quantity: 2, unitPrice: 10, returned: 0 }],
    ...rest,
  });
  const card: CustomerCard = {
    id,
    name: 'Maya',
    email: 'maya@customer.example',
    address: '',
    customerSince: addDays(today, -400),
    member: false,
    reviews: 0,
    openComplaints: 0,
    contributions: [],
  };
  const record = newCustomer(id, 'known', '2026-03-01T00:00:00.000Z');
  const measure = (orders: Order[], changes: Partial<CustomerCard> = {}, own = record) =>
    signalsOf({ orders, card: { ...card, ...changes }, record: own, today });

  test('cancelled orders count nowhere, returned pieces are netted', () => {
    const lines = [{ productId: 'p' as ProductId, quantity: 4, unitPrice: 10, returned: 1 }];
    const signals = measure([order(10, { lines }), order(5, { status: 'cancelled' })]);
    expect(signals).toMatchObject({
      orders: 1,
      ordersLastYear: 1,
      netValue: 30,
      returnedShare: 0.25,
      daysSinceOrder: 10,
    });
  });

  test('the last year ends after 365 days', () => {
    expect(measure([order(365), order(366)])).toMatchObject({ orders: 2, ordersLastYear: 1 });
  });

  test('the gap since the last order is measured by the usual gap', () => {
    expect(measure([order(10), order(40), order(70)]).gapRatio).toBeCloseTo(1 / 3);
    expect(measure([order(10), order(40)]).gapRatio).toBeUndefined();
  });

  test('satisfaction is the mean of the newest three answers, the one on the card being the oldest', () => {
    const answers = [5, 2, 3].map((score, i) => ({
      at: `2026-03-0${3 - i}T00:00:00.000Z`,
      score: score as 2,
      about: 'bot' as const,
    }));
    const mean = (changes: Partial<CustomerCard>, given: typeof answers) =>
      outOfFive(measure([], changes, { ...record, satisfaction: given }).satisfaction!);
    expect(mean({ satisfaction: 4 }, [])).toBe(4);
    expect(mean({ satisfaction: 5 }, answers.slice(1, 2))).toBe(3.5);
    expect(mean({ satisfaction: 1 }, answers)).toBeCloseTo(10 / 3);
    expect(measure([]).satisfaction).toBeUndefined();
  });

  test('only stated preferences count, and only contributions of the past', () => {
    const preference = (source: Preference['source']): Preference => ({
      id: source.kind,
      subject: { kind: 'vegan' },
      strength: 'must',
      source,
      at: monday,
    });
    const preferences = [
      preference({ kind: 'order', order: '1' as OrderNumber }),
      preference({ kind: 'said', activityId: 'x' as never, words: '' }),
    ];
    const signals = measure(
      [],
      { contributions: [addDays(today, -30), addDays(today, 2)] },
      { ...record, preferences },
    );
    expect(signals).toMatchObject({ statedPreferences: 1, daysSinceContribution: 30 });
  });

  test('a guest has no card and no orders', () => {
    const guest = newCustomer(id, 'guest', '2026-03-01T00:00:00.000Z');
    const signals = signalsOf({ orders: [], card: undefined, record: guest, today });
    expect(signals).toMatchObject({ known: false, daysAsCustomer: 9, orders: 0, openComplaints: 0 });
    expect(reviewLevel(signals, rules, undefined, tuesday).level).toBe(0);
  });
});

describe('levels.yaml', () => {
  test('an unknown key, a missing level or an impossible share is an error', () => {
    const { 6: _, ...five } = rules.levels;
    expect(levelsSchema.safeParse({ ...rules, speed: 1 }).success).toBe(false);
    expect(levelsSchema.safeParse({ ...rules, levels: five }).success).toBe(false);
    expect(levelsSchema.safeParse({ ...rules, hysteresis: { share: 1, failed_reviews: 2 } }).success).toBe(
      false,
    );
    expect(
      levelsSchema.safeParse({
        ...rules,
        levels: { ...rules.levels, 2: { ...rules.levels[2], gates: { oders: 2 } } },
      }).success,
    ).toBe(false);
  });
});
