// Events to the numbers that gates measure, as of one day. Measures only; what they are worth is for the gates.

import type { CustomerCard } from '../data/business.js';
import { daysBetween } from '../data/calendar.js';
import type { CustomerRecord } from '../data/customer.js';
import type { Day, Instant } from '../data/ids.js';
import type { Signals } from '../data/level-review.js';
import {
  complaintsIn,
  complaintsOn,
  eventsOfParty,
  eventsOfRecord,
  type Party,
  type RelationshipEvent,
} from './events.js';

const YEAR_DAYS = 365;
const HALF_YEAR_DAYS = 182;
/** One bad day should not speak for a relationship. */
const ANSWERS = 3;

type Of<K extends RelationshipEvent['kind']> = Extract<RelationshipEvent, { kind: K }>;
type Order = Of<'order'>;

/**
 * @param card what the business knows of the customer; absent for guests.
 * @param orders in any order.
 * @param today in the business's time zone.
 * @param account the other contacts of the customer's company: the account is what is scored.
 * @param dayOf the business's calendar day of an instant; without it, that of UTC.
 */
export function signalsOf(
  input: Party & {
    readonly record: CustomerRecord;
    readonly today: Day;
    readonly account?: { readonly company: string; readonly others: readonly Party[] };
    readonly orderProbability?: number;
    readonly dayOf?: (at: Instant) => Day;
  },
): Signals {
  const { record, today, account, orderProbability, dayOf = (at) => at.slice(0, 10) } = input;
  const own = input.card ? withoutStart(eventsOfRecord(record, dayOf)) : eventsOfRecord(record, dayOf);
  const events = [...eventsOfParty(input), ...(account?.others ?? []).flatMap(eventsOfParty), ...own];
  return {
    ...measure(events, today).signals,
    known: record.kind === 'known',
    ...(account ? { account: account.company } : {}),
    ...(orderProbability === undefined ? {} : { orderProbability }),
  };
}

/** When the bot first met a customer says nothing where the business knows since when it is one. */
function withoutStart(events: readonly RelationshipEvent[]): readonly RelationshipEvent[] {
  return events.filter(({ kind }) => kind !== 'customer-since');
}

/** Orders that count nowhere: they are left out and named, never repaired in silence. */
export interface SkippedOrder {
  readonly id: string;
  readonly because: 'counted-before' | 'before-the-customer' | 'no-pieces' | 'in-the-future';
}

/**
 * @param events in any order; those after `today` have not happened yet.
 * @returns the signals as of that day, and what was not counted. An order in a currency of its own counts without its value.
 */
export function measure(
  events: readonly RelationshipEvent[],
  today: Day,
): { readonly signals: Signals; readonly skipped: readonly SkippedOrder[] } {
  const past = events.filter(({ on }) => on === undefined || on <= today);
  const since = earliest(ofKind(past, 'customer-since').map(({ on }) => on));
  const { orders, skipped } = sorted(ofKind(events, 'order'), since, today);
  const counted = new Set(orders.map(({ id }) => id));
  const returns = ofKind(past, 'return').filter(({ id }) => counted.has(id));
  const pieces = sum(orders.map((order) => order.pieces));
  const daysAsCustomer = Math.max(0, daysBetween(since ?? today, today));
  const within = (from: number, to: number) =>
    orders.filter(({ on }) => daysBetween(on, today) >= from && daysBetween(on, today) <= to).length;
  const ownCurrency = new Set(orders.filter(({ currency }) => currency === undefined).map(({ id }) => id));
  const bought = sum(orders.map((order) => (ownCurrency.has(order.id) ? order.value : 0)));
  const back = sum(returns.map((one) => (ownCurrency.has(one.id) ? one.value : 0)));
  const signals: Signals = {
    known: true,
    daysAsCustomer,
    orders: orders.length,
    netValue: bought - back,
    returnedShare: pieces === 0 ? 0 : Math.min(1, sum(returns.map((one) => one.pieces)) / pieces),
    ordersLastYear: within(0, YEAR_DAYS),
    ...rhythm(orders, today),
    ...(daysAsCustomer >= 2 * HALF_YEAR_DAYS
      ? { trend: within(0, HALF_YEAR_DAYS) - within(HALF_YEAR_DAYS + 1, 2 * HALF_YEAR_DAYS) }
      : {}),
    ...satisfactionIn(ofKind(past, 'satisfaction')),
    openComplaints: openComplaintsIn(past),
    member: ofKind(past, 'membership').some(({ member }) => member),
    statedPreferences: new Set(ofKind(past, 'preference').map(({ id }) => id)).size,
    reviews: new Set(ofKind(past, 'review').map(({ id }) => id)).size,
    ...sinceContribution(past, today),
  };
  return { signals, skipped };
}

function ofKind<K extends RelationshipEvent['kind']>(
  events: readonly RelationshipEvent[],
  kind: K,
): readonly Of<K>[] {
  return events.filter((event): event is Of<K> => event.kind === kind);
}

/** The orders that count, oldest first. */
function sorted(placed: readonly Order[], since: Day | undefined, today: Day) {
  const skipped: SkippedOrder[] = [];
  const orders = new Map<string, Order>();
  for (const order of placed) {
    const because = faultOf(order, since, today, orders.has(order.id));
    if (because) skipped.push({ id: order.id, because });
    else orders.set(order.id, order);
  }
  return { orders: [...orders.values()].sort((a, b) => (a.on < b.on ? -1 : 1)), skipped };
}

function faultOf(
  { on, pieces }: Order,
  since: Day | undefined,
  today: Day,
  again: boolean,
): SkippedOrder['because'] | undefined {
  if (on > today) return 'in-the-future';
  if (since !== undefined && on < since) return 'before-the-customer';
  if (!(pieces > 0)) return 'no-pieces';
  return again ? 'counted-before' : undefined;
}

function rhythm(orders: readonly Order[], today: Day): Pick<Signals, 'daysSinceOrder' | 'gapRatio'> {
  const last = orders.at(-1);
  if (!last) return {};
  const daysSinceOrder = daysBetween(last.on, today);
  const gaps = orders.slice(1).map(({ on }, i) => daysBetween(orders[i]?.on ?? on, on));
  // Two orders make one gap, which is no habit yet; several on one day are no gap at all.
  const usual = gaps.length < 2 ? 0 : median(gaps);
  return { daysSinceOrder, ...(usual > 0 ? { gapRatio: daysSinceOrder / usual } : {}) };
}

/** An answer without a day counts as the oldest. */
function satisfactionIn(answers: readonly Of<'satisfaction'>[]): Pick<Signals, 'satisfaction'> {
  const moment = ({ on, at }: Of<'satisfaction'>) => at ?? on ?? '';
  const newest = answers.toSorted((a, b) => (moment(a) < moment(b) ? -1 : 1)).slice(-ANSWERS);
  if (newest.length === 0) return {};
  return { satisfaction: sum(newest.map(({ share }) => share)) / newest.length };
}

/** @returns complaints of one customer that are open: on the business's card, and of what went wrong with the bot since. */
export function openComplaintsOf(card: CustomerCard | undefined, record: CustomerRecord): number {
  const day = (at: Instant) => at.slice(0, 10);
  return openComplaintsIn([...(card ? complaintsOn(card) : []), ...complaintsIn(record, day)]);
}

function openComplaintsIn(past: readonly RelationshipEvent[]): number {
  const closed = new Set(ofKind(past, 'complaint-closed').map(({ id }) => id));
  const opened = new Set(ofKind(past, 'complaint-opened').map(({ id }) => id));
  return [...opened].filter((id) => !closed.has(id)).length;
}

function sinceContribution(
  past: readonly RelationshipEvent[],
  today: Day,
): Pick<Signals, 'daysSinceContribution'> {
  const days = ofKind(past, 'contribution').map(({ on }) => daysBetween(on, today));
  return days.length === 0 ? {} : { daysSinceContribution: Math.min(...days) };
}

function earliest(days: readonly Day[]): Day | undefined {
  return days.reduce<Day | undefined>(
    (first, day) => (first === undefined || day < first ? day : first),
    undefined,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function median(numbers: readonly number[]): number {
  const ordered = numbers.toSorted((a, b) => a - b);
  const upper = ordered[Math.floor(ordered.length / 2)] ?? 0;
  const lower = ordered[Math.ceil(ordered.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}
