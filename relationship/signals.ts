// What is known of the relationship with one customer, as numbers. Measures only; what they are worth is for the gates.

import type { CustomerCard, Order } from '../data/business.js';
import { daysBetween } from '../data/calendar.js';
import type { CustomerRecord } from '../data/customer.js';
import type { Day } from '../data/ids.js';

export interface Signals {
  /** The business's site or a verified channel vouched for the identity. */
  readonly known: boolean;

  // The past. Cancelled orders count nowhere.
  readonly daysAsCustomer: number;
  readonly orders: number;
  /** Paid for what was kept, in the business's currency. */
  readonly netValue: number;
  /** Pieces that came back of all pieces bought, 0 to 1; 0 where nothing was bought. */
  readonly returnedShare: number;

  // The present.
  readonly ordersLastYear: number;
  /** Absent without an order. */
  readonly daysSinceOrder?: number;
  /** Days since the last order over the customer's usual gap between orders; absent below three orders. */
  readonly gapRatio?: number;
  /** 1 to 5, the mean of the newest three answers; absent: never asked. */
  readonly satisfaction?: number;
  readonly openComplaints: number;

  // What the customer shares.
  readonly member: boolean;
  /** Preferences that the customer stated, to the bot or to an agent; not those read from orders. */
  readonly statedPreferences: number;
  readonly reviews: number;
  /** Absent: no contribution was ever accepted. */
  readonly daysSinceContribution?: number;
}

const YEAR_DAYS = 365;
/** One bad day should not speak for a relationship. */
const ANSWERS = 3;

/**
 * @param card what the business knows of the customer; absent for guests.
 * @param orders in any order.
 * @param today in the business's time zone.
 */
export function signalsOf(input: {
  readonly orders: readonly Order[];
  readonly card: CustomerCard | undefined;
  readonly record: CustomerRecord;
  readonly today: Day;
}): Signals {
  const { card, record, today } = input;
  const orders = input.orders.filter((order) => order.status !== 'cancelled');
  const lines = orders.flatMap((order) => order.lines);
  const pieces = sum(lines.map((line) => line.quantity));
  const since = card?.customerSince ?? record.createdAt.slice(0, 10);
  return {
    known: record.kind === 'known',
    daysAsCustomer: Math.max(0, daysBetween(since, today)),
    orders: orders.length,
    netValue: sum(lines.map((line) => (line.quantity - line.returned) * line.unitPrice)),
    returnedShare: pieces === 0 ? 0 : sum(lines.map((line) => line.returned)) / pieces,
    ordersLastYear: orders.filter((order) => daysBetween(order.placedOn, today) <= YEAR_DAYS).length,
    ...rhythm(orders, today),
    satisfaction: satisfactionOf(card, record),
    openComplaints: card?.openComplaints ?? 0,
    member: card?.member ?? false,
    statedPreferences: record.preferences.filter((p) => p.source.kind !== 'order').length,
    reviews: card?.reviews ?? 0,
    daysSinceContribution: card && daysSinceLast(card.contributions, today),
  };
}

function rhythm(orders: readonly Order[], today: Day): Pick<Signals, 'daysSinceOrder' | 'gapRatio'> {
  const placed = orders.map((order) => order.placedOn).sort();
  const daysSinceOrder = daysSinceLast(placed, today);
  const gaps = placed.slice(1).map((day, i) => daysBetween(placed[i] ?? day, day));
  // Two orders make one gap, which is no habit yet.
  const usual = gaps.length < 2 ? undefined : median(gaps);
  return {
    daysSinceOrder,
    gapRatio: daysSinceOrder !== undefined && usual ? daysSinceOrder / usual : undefined,
  };
}

function daysSinceLast(daysOf: readonly Day[], today: Day): number | undefined {
  const past = daysOf.filter((day) => day <= today).map((day) => daysBetween(day, today));
  return past.length === 0 ? undefined : Math.min(...past);
}

/** The card's answer was given to the business elsewhere and has no date: it counts as the oldest. */
function satisfactionOf(card: CustomerCard | undefined, record: CustomerRecord): number | undefined {
  const answers = [...(card?.satisfaction === undefined ? [] : [card.satisfaction]), ...scoresOf(record)];
  const newest = answers.slice(-ANSWERS);
  return newest.length === 0 ? undefined : sum(newest) / newest.length;
}

function scoresOf(record: CustomerRecord): readonly number[] {
  return record.satisfaction.toSorted((a, b) => (a.at < b.at ? -1 : 1)).map((answer) => answer.score);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}
