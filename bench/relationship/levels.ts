// The levels on a shop's year: who buys in the next quarter, by level, and how often a level goes there and back. Measures only.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { LevelNumber, LevelReview } from '../../data/customer.js';
import { type DayNumber, dayNumber } from '../../relationship/future/index.js';
import { levelsSchema, reviewLevel, type Signals } from '../../relationship/index.js';
import type { Figure } from '../figures.js';
import type { Shop } from './order-lines.js';
import { dayText } from './rolling.js';

const QUARTER_DAYS = 91;
const YEAR_DAYS = 365;
/** Four weeks, so that every review sees the same weekdays. */
const REVIEW_EVERY = 28;

interface Past {
  readonly orders: readonly { readonly day: DayNumber; readonly pieces: number; readonly value: number }[];
  readonly returned: readonly { readonly day: DayNumber; readonly pieces: number }[];
}

/** The set knows no satisfaction, complaints or sharing: satisfaction is taken as good for everybody, so level 4 is the highest. */
export function levelFigures(shop: Shop, progress: (text: string) => void): readonly Figure[] {
  const rules = levelsSchema.parse(parse(readFileSync('data/business/levels.yaml', 'utf8')));
  const pasts = pastsOf(shop);
  const days = [...pasts.values()].flatMap(({ orders }) => orders.map(({ day }) => day));
  const from = days.reduce((first, day) => Math.min(first, day), Infinity);
  const end = days.reduce((last, day) => Math.max(last, day), 0) + 1;
  const buying = new Map<LevelNumber, { reviews: number; bought: number }>();
  let reviews = 0;
  let reversals = 0;
  for (const past of pasts.values()) {
    const trace: LevelReview[] = [];
    for (let day = from + REVIEW_EVERY; day < end; day += REVIEW_EVERY) {
      const signals = signalsAt(past, day);
      if (!signals) continue;
      const review = reviewLevel(signals, rules, trace.at(-1), `${dayText(day)}T00:00:00.000Z`);
      trace.push(review);
      if (day + QUARTER_DAYS > end) continue;
      const count = buying.get(review.level) ?? { reviews: 0, bought: 0 };
      count.reviews++;
      if (past.orders.some((order) => order.day >= day && order.day < day + QUARTER_DAYS)) count.bought++;
      buying.set(review.level, count);
    }
    reviews += trace.length;
    reversals += reversalsIn(trace.map(({ level }) => level));
  }
  const rates = [...buying].sort(([one], [other]) => one - other);
  for (const [level, { reviews: n, bought }] of rates)
    progress(`level ${level}: ${n} reviews, ${((100 * bought) / n).toFixed(1)} % bought in the next quarter`);
  const shares = rates.map(([, { reviews: n, bought }]) => bought / n);
  const steps = shares.slice(1).map((share, i) => share - (shares[i] ?? 0));
  return [
    ...rates.map(([level], i) => ({
      name: `levels.next-quarter.level-${level}`,
      value: 100 * (shares[i] ?? 0),
      unit: '%',
    })),
    { name: 'levels.next-quarter.smallest-rise', value: 100 * Math.min(...steps), unit: '%', min: 0.01 },
    { name: 'levels.reversals-within-two-reviews', value: (100 * reversals) / reviews, unit: '%', max: 0.2 },
  ];
}

function pastsOf({ purchases, returned }: Shop): ReadonlyMap<string, Past> {
  const pasts = new Map<string, { orders: Past['orders'][number][]; returned: Past['returned'][number][] }>();
  for (const { customer, day, pieces, value } of purchases) {
    const past = pasts.get(customer) ?? { orders: [], returned: [] };
    past.orders.push({ day: dayNumber(day), pieces, value });
    pasts.set(customer, past);
  }
  for (const { customer, day, pieces } of returned)
    pasts.get(customer)?.returned.push({ day: dayNumber(day), pieces });
  return pasts;
}

function signalsAt({ orders, returned }: Past, today: DayNumber): Signals | undefined {
  const known = orders.filter(({ day }) => day < today);
  if (known.length === 0) return undefined;
  const pieces = sum(known.map((order) => order.pieces));
  const back = sum(returned.filter(({ day }) => day < today).map((one) => one.pieces));
  return {
    known: true,
    daysAsCustomer: today - Math.min(...known.map(({ day }) => day)),
    orders: known.length,
    netValue: sum(known.map(({ value }) => value)),
    returnedShare: Math.min(1, back / pieces),
    ordersLastYear: known.filter(({ day }) => today - day <= YEAR_DAYS).length,
    daysSinceOrder: today - Math.max(...known.map(({ day }) => day)),
    satisfaction: 1,
    openComplaints: 0,
    member: false,
    statedPreferences: 0,
    reviews: 0,
  };
}

/** Moves that one of the next two reviews takes back. */
function reversalsIn(levels: readonly LevelNumber[]): number {
  const moves = levels.slice(1).map((level, i) => Math.sign(level - (levels[i] ?? level)));
  return moves.filter((move, i) => move !== 0 && moves.slice(i + 1, i + 3).includes(-move)).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
