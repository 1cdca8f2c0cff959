// The gates of the levels, each measured against one customer's signals, with its words for agents. Takes no decision.

import type { LevelNumber } from '../data/customer.js';
import { GATED_LEVELS, type Gates, type LevelRules, type Sharing } from './levels.js';
import type { Signals } from './signals.js';
import { countOf, duration, percent } from './words.js';

export interface GateCheck {
  readonly level: LevelNumber;
  readonly gate: keyof Gates;
  /** What was measured; absent where there is nothing to measure. */
  readonly value?: number;
  readonly holds: boolean;
  /** Good enough to keep a level that was reached before. */
  readonly keeps: boolean;
  /** How it is, for example `5 orders`. */
  readonly fact: string;
  /** What the gate asks, for example `6 needed`. */
  readonly asks: string;
  /** What is missing, for example `one more order`; means something only where the gate does not hold. */
  readonly missing: string;
}

type NumberGate = Exclude<keyof Gates, 'any_of'>;

interface Measure {
  readonly side: 'at-least' | 'at-most' | 'below';
  readonly value: (signals: Signals) => number | undefined;
  readonly fact: (value: number | undefined) => string;
  readonly asks: (needed: number) => string;
  readonly missing: (value: number, needed: number) => string;
}

const MEASURES: Readonly<Record<NumberGate, Measure>> = {
  days_as_customer: {
    side: 'at-least',
    value: (s) => s.daysAsCustomer,
    fact: (v = 0) => `customer for ${duration(v)}`,
    asks: (needed) => `${countOf(needed, 'day')} needed`,
    missing: (v, needed) =>
      needed - v === 1 ? 'one more day as a customer' : `${needed - v} more days as a customer`,
  },
  orders: {
    side: 'at-least',
    value: (s) => s.orders,
    fact: (v = 0) => countOf(v, 'order'),
    asks: (needed) => `${needed} needed`,
    missing: (v, needed) => more(needed - v),
  },
  returned_share: {
    side: 'below',
    value: (s) => s.returnedShare,
    fact: (v = 0) => (v === 0 ? 'nothing returned' : `${percent(v)} of the pieces returned`),
    asks: (needed) => `below ${percent(needed)} needed`,
    missing: (v, needed) => `less than ${percent(needed)} of the pieces returned (${percent(v)} now)`,
  },
  open_complaints: {
    side: 'at-most',
    value: (s) => s.openComplaints,
    fact: (v = 0) => countOf(v, 'open complaint'),
    asks: (needed) => `at most ${needed}`,
    missing: (v) => settled(v),
  },
  orders_last_year: {
    side: 'at-least',
    value: (s) => s.ordersLastYear,
    fact: (v = 0) => `${countOf(v, 'order')} in the last year`,
    asks: (needed) => `${needed} needed`,
    missing: (v, needed) => `${more(needed - v)} this year`,
  },
  days_since_order: {
    side: 'at-most',
    value: (s) => s.daysSinceOrder,
    fact: (v) => (v === undefined ? 'no order' : `last order ${countOf(v, 'day')} ago`),
    asks: (needed) => `at most ${countOf(needed, 'day')}`,
    missing: () => 'a new order',
  },
  satisfaction: {
    side: 'at-least',
    value: (s) => s.satisfaction,
    fact: (v) => (v === undefined ? 'satisfaction not known' : `satisfaction ${rounded(v)} of 5`),
    asks: (needed) => `${needed} needed`,
    missing: (_, needed) => `a satisfaction of at least ${needed} of 5`,
  },
  days_since_contribution: {
    side: 'at-most',
    value: (s) => s.daysSinceContribution,
    fact: (v) =>
      v === undefined ? 'no accepted contribution' : `contribution accepted ${countOf(v, 'day')} ago`,
    asks: (needed) => `at most ${countOf(needed, 'day')}`,
    missing: () => 'an accepted contribution',
  },
};

/** Every gate of every level, lowest level first. */
export function checkGates(signals: Signals, rules: LevelRules): readonly GateCheck[] {
  return GATED_LEVELS.flatMap((level) => {
    const { any_of: sharings, ...numbers } = rules.levels[level].gates;
    const checks = Object.entries(numbers).flatMap(([gate, needed]) =>
      needed === undefined
        ? []
        : [numberCheck(level, gate as NumberGate, needed, signals, rules.hysteresis.share)],
    );
    return sharings ? [...checks, sharingCheck(level, sharings, signals)] : checks;
  });
}

/** @returns how one measure stands, whether a level asks for it or not. */
export function factOf(gate: NumberGate, signals: Signals): string {
  return MEASURES[gate].fact(MEASURES[gate].value(signals));
}

/** What a customer with an open complaint needs for any rise. */
export function complaintsSettled(signals: Signals): string {
  return settled(signals.openComplaints);
}

function numberCheck(
  level: LevelNumber,
  gate: NumberGate,
  needed: number,
  signals: Signals,
  share: number,
): GateCheck {
  const measure = MEASURES[gate];
  const value = measure.value(signals);
  return {
    level,
    gate,
    value,
    holds: passes(measure.side, value, needed, 0),
    // A complaint freezes a rise; it does not demote.
    keeps: gate === 'open_complaints' || passes(measure.side, value, needed, share),
    fact: measure.fact(value),
    asks: measure.asks(needed),
    missing: measure.missing(value ?? 0, needed),
  };
}

/** `1.2 × 0.3` is not quite `0.36` in binary. */
const ROUNDING = 1e-9;

function passes(side: Measure['side'], value: number | undefined, needed: number, share: number): boolean {
  if (value === undefined) return false;
  if (side === 'at-least') return value >= needed * (1 - share) - ROUNDING;
  if (side === 'at-most') return value <= needed * (1 + share) + ROUNDING;
  return value < needed * (1 + share) - ROUNDING;
}

function sharingCheck(level: LevelNumber, sharings: readonly Sharing[], signals: Signals): GateCheck {
  const shared: Readonly<Record<Sharing, string | undefined>> = {
    membership: signals.member ? 'member' : undefined,
    preferences:
      signals.statedPreferences > 0 ? countOf(signals.statedPreferences, 'stated preference') : undefined,
    reviews: signals.reviews > 0 ? countOf(signals.reviews, 'review') : undefined,
  };
  const facts = sharings.flatMap((sharing) => shared[sharing] ?? []);
  const wanted = sharings.map((sharing) => SHARING_WORDS[sharing]).join(' or ');
  return {
    level,
    gate: 'any_of',
    value: facts.length,
    holds: facts.length > 0,
    keeps: facts.length > 0,
    fact: facts.join(', ') || `no ${sharings.join(', ')}`,
    asks: 'one needed',
    missing: wanted,
  };
}

const SHARING_WORDS: Readonly<Record<Sharing, string>> = {
  membership: 'membership',
  preferences: 'a stated preference',
  reviews: 'a review',
};

function more(n: number): string {
  return n === 1 ? 'one more order' : `${n} more orders`;
}

function settled(complaints: number): string {
  return `the open complaint${complaints > 1 ? 's' : ''} settled`;
}

function rounded(n: number): number {
  return Math.round(n * 10) / 10;
}
