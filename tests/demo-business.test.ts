// The demo business: it loads, it is rich enough to show every level and task, and its heroes stand where their stories need them.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Business, CustomerCard, Order, Product } from '../data/business.js';
import { addDays, daysBetween, isOpen } from '../data/calendar.js';
import type { AgentId, CustomerId, OrderNumber } from '../data/ids.js';
import { loadBusiness } from '../data/load-business.js';

/** Any day will do: the demo's dates move with it. */
const TODAY = '2027-04-09';
const ago = (days: number) => addDays(TODAY, -days);

let business: Business;
beforeAll(async () => {
  business = await loadBusiness('data/business', { today: TODAY });
});

const products = () => [...business.products.values()];
const customers = () => [...business.customers.values()];

/**
 * The gates of the levels, written here a second time and stricter, so that nobody stands within a tenth of one.
 * 0 is "too early to say"; `undefined` is too near to a gate.
 */
function clearLevel(card: CustomerCard, orders: readonly Order[]): number | undefined {
  const counted = orders.filter((order) => order.status !== 'cancelled');
  const tenure = daysBetween(card.customerSince, TODAY);
  const lastAgo = daysBetween(counted[0]?.placedOn ?? card.customerSince, TODAY);
  const inYear = counted.filter((order) => daysBetween(order.placedOn, TODAY) <= 365).length;
  const lines = counted.flatMap((order) => order.lines);
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  const returnShare = pieces === 0 ? 0 : lines.reduce((sum, line) => sum + line.returned, 0) / pieces;
  const contributed = card.contributions.some((on) => daysBetween(on, TODAY) <= 330);

  if (counted.length === 0 && tenure < 27) return 0;
  if ([30, 90, 180].some((gate) => Math.abs(tenure - gate) < gate * 0.02)) return undefined;
  if (counted.length < 2) return 1;
  if (tenure < 90 || counted.length < 3 || returnShare > 0.33 || card.openComplaints > 0) return 2;
  if (returnShare > 0.27) return undefined;
  if (tenure < 180 || inYear < 5 || (card.satisfaction ?? 0) < 3.6) return 3;
  if (inYear < 7 || lastAgo > 108 || (card.satisfaction ?? 0) < 4) return undefined;
  if (!card.member && card.reviews === 0) return 4;
  return contributed ? 6 : 5;
}

test('is large enough to look like a business', () => {
  expect(products().length).toBeGreaterThanOrEqual(72);
  expect(new Set(products().map((product) => product.category)).size).toBeGreaterThanOrEqual(10);
  expect(customers().length).toBeGreaterThanOrEqual(42);
  expect(business.agents.size).toBe(5);
  expect(business.knowledge.length).toBeGreaterThanOrEqual(84);
  expect(new Set(business.knowledge.map((entry) => entry.title)).size).toBeGreaterThanOrEqual(12);
  expect(business.profile.stores).toHaveLength(3);
});

test('its desk is open at any hour of any day', () => {
  const { deskHours, holidays, timeZone } = business.profile;
  for (const at of ['2026-12-25T03:00:00Z', '2027-01-01T23:59:59Z', '2027-06-06T12:00:00Z']) {
    expect(isOpen(deskHours, holidays, new Date(at), timeZone)).toBe(true);
  }
});

describe('catalogue', () => {
  const ANIMAL = ['wool', 'leather', 'feather', 'down', 'silk', 'beeswax', 'sheepskin'];

  test('vegan is right', () => {
    for (const product of products()) {
      expect([product.name, product.vegan]).toEqual([
        product.name,
        !product.materials.some((material) => ANIMAL.includes(material)),
      ]);
    }
  });

  test('prices, lamps and sold-out things', () => {
    const prices = products().map((product) => product.price);
    expect([Math.min(...prices) >= 6, Math.max(...prices) <= 900]).toEqual([true, true]);
    expect(products().filter((product) => product.category === 'lamps').length).toBeGreaterThanOrEqual(6);
    expect(products().filter((product) => product.stock === 0).length).toBeGreaterThanOrEqual(2);
  });

  test('a vegan living room without wool and under 80 euro has choice', () => {
    const fits = products().filter(
      (product: Product) =>
        product.vegan && product.rooms.includes('living room') && product.price <= 80 && product.stock > 0,
    );
    expect(fits.length).toBeGreaterThanOrEqual(8);
    expect(fits.filter((product) => product.price < 40).length).toBeGreaterThanOrEqual(4);
  });
});

describe('knowledge', () => {
  test('each answer has ten other ways to ask or more, and is short', () => {
    for (const entry of business.knowledge) {
      expect(entry.alternatives.length, entry.source).toBeGreaterThanOrEqual(10);
      expect(entry.answer.replace(/^- .*$/gm, '').length, entry.source).toBeLessThan(400);
    }
  });

  test('facts of business.yaml reach the customer', () => {
    const answers = business.knowledge.map((entry) => entry.answer).join('\n');
    expect(answers).toContain('30 days from the day it arrived');
    expect(answers).toContain('People answer here round the clock.');
    expect(answers).toContain('Monday to Friday 09:30–18:00, Saturday 10:00–17:00, closed on Sunday');
    expect(answers).not.toContain('{{');
  });
});

describe('levels', () => {
  const at = (level: number) =>
    customers().filter((card) => clearLevel(card, business.ordersOf(card.id)) === level);

  test.each([1, 2, 3, 4, 5, 6])('at least four customers stand clearly on level %i', (level) => {
    expect(at(level).length).toBeGreaterThanOrEqual(4);
  });

  test('two are brand new, and nobody stands near a gate', () => {
    expect(at(0).map((card) => card.name)).toEqual(['Sean Daly', 'Leah Fitzpatrick']);
    expect(customers().filter((card) => clearLevel(card, business.ordersOf(card.id)) === undefined)).toEqual(
      [],
    );
  });

  test('most customers from level 4 up have an agent of their own', () => {
    const high = [...at(4), ...at(5), ...at(6)];
    expect(high.filter((card) => card.dedicatedAgent).length / high.length).toBeGreaterThan(0.7);
    expect([...at(0), ...at(1), ...at(2)].filter((card) => card.dedicatedAgent)).toEqual([]);
  });
});

describe('heroes', () => {
  const card = (id: string) => business.customers.get(id as CustomerId);
  const levelOf = (id: string) => clearLevel(card(id)!, business.ordersOf(id as CustomerId));
  const order = (id: string, number: string) =>
    business.ordersOf(id as CustomerId).find((each) => each.number === (number as OrderNumber));
  const hasLamp = (each: Order | undefined) =>
    each?.lines.some((line) => business.products.get(line.productId)?.category === 'lamps');

  test.each([
    { id: 'c-1001', name: 'Sean Daly', level: 0, agent: undefined },
    { id: 'c-1002', name: 'Maya Byrne', level: 2, agent: undefined },
    { id: 'c-1005', name: 'Tom Kelleher', level: 5, agent: 'a-lena' },
    { id: 'c-1009', name: 'Aoife Brennan', level: 1, agent: undefined },
    { id: 'c-1012', name: 'Nuala Walsh', level: 6, agent: 'a-marco' },
    { id: 'c-1040', name: 'Alex Wilber', level: 2, agent: undefined },
  ])('$name stands on level $level', ({ id, name, level, agent }) => {
    expect([card(id)?.name, levelOf(id), card(id)?.dedicatedAgent]).toEqual([name, level, agent]);
  });

  test('Maya has a lamp that may still go back, one order on its way and one being packed', () => {
    expect(business.ordersOf('c-1002' as CustomerId).map((each) => each.number)).toEqual([
      '10307',
      '10302',
      '10231',
    ]);
    expect(order('c-1002', '10231')).toMatchObject({ status: 'delivered', deliveredOn: ago(12) });
    expect(order('c-1002', '10231')?.lines).toHaveLength(2);
    expect(hasLamp(order('c-1002', '10231'))).toBe(true);
    expect(order('c-1002', '10302')).toMatchObject({ status: 'shipped', expectedOn: ago(-2) });
    expect(order('c-1002', '10307')).toMatchObject({ status: 'processing', expectedOn: ago(-6) });
  });

  test('Tom, a member, waits for the second late delivery in two months; his agent has a deputy', () => {
    expect(card('c-1005')?.member).toBe(true);
    expect(order('c-1005', '10298')).toMatchObject({
      status: 'shipped',
      promisedOn: ago(4),
      expectedOn: ago(-1),
    });
    const late = business
      .ordersOf('c-1005' as CustomerId)
      .filter((each) => each.deliveredOn && daysBetween(each.promisedOn, each.deliveredOn) === 5);
    expect(late).toHaveLength(1);
    expect(daysBetween(late[0]!.placedOn, TODAY)).toBeLessThan(60);
    expect(business.agents.get('a-lena' as AgentId)).toMatchObject({
      name: 'Lena Okafor',
      deputy: 'a-marco',
    });
  });

  test('Aoife’s lamp is too old to go back', () => {
    const [only, ...others] = business.ordersOf('c-1009' as CustomerId);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ number: '10150', status: 'delivered', deliveredOn: ago(75) });
    expect(hasLamp(only)).toBe(true);
  });

  test('Alex is the one who is linked with Teams, with an open order and a lamp that may go back', () => {
    expect(
      customers()
        .filter((each) => each.teamsId)
        .map((each) => [each.name, each.teamsId]),
    ).toEqual([['Alex Wilber', '00000000-0000-0000-0000-0000000000020']]);
    const [open, delivered] = business.ordersOf('c-1040' as CustomerId);
    expect(open?.status).toBe('shipped');
    expect(delivered?.deliveredOn).toBe(ago(10));
    expect(hasLamp(delivered)).toBe(true);
  });

  test('Nuala helped to make something within the year', () => {
    expect(card('c-1012')?.contributions).toContain(ago(64));
  });

  test('mail goes nowhere', () => {
    for (const each of [...customers(), ...business.agents.values()])
      expect(each.email).toMatch(/\.example$/);
  });
});
