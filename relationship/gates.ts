// The gates of the levels, each measured against one customer's signals. Says in keys and values how it stands, never in words.

import type { LevelNumber } from '../data/customer.js';
import type { LevelReason, NumberGate, Sharing, Signals } from '../data/level-review.js';
import { outOfFive } from '../data/satisfaction.js';
import { GATED_LEVELS, type Gates, type LevelRules, SIDES } from './levels.js';

export interface GateCheck {
  readonly level: LevelNumber;
  readonly gate: keyof Gates;
  readonly holds: boolean;
  /** Good enough to keep a level that was reached before. */
  readonly keeps: boolean;
  readonly reason: LevelReason;
}

const MEASURES: Readonly<Record<NumberGate, (signals: Signals) => number | undefined>> = {
  days_as_customer: (s) => s.daysAsCustomer,
  orders: (s) => s.orders,
  returned_share: (s) => s.returnedShare,
  open_complaints: (s) => s.openComplaints,
  orders_last_year: (s) => s.ordersLastYear,
  days_since_order: (s) => s.daysSinceOrder,
  gap_ratio: (s) => s.gapRatio,
  // The business writes what people read.
  satisfaction: (s) => (s.satisfaction === undefined ? undefined : outOfFive(s.satisfaction)),
  days_since_contribution: (s) => s.daysSinceContribution,
  order_probability: (s) => s.orderProbability,
};

/** Every gate of every level, lowest level first. */
export function checkGates(signals: Signals, rules: LevelRules): readonly GateCheck[] {
  return GATED_LEVELS.flatMap((level) => {
    const { any_of: sharings, ...numbers } = rules.levels[level].gates;
    const checks = Object.entries(numbers).flatMap(([gate, needed]) =>
      needed === undefined || !isAsked(gate as NumberGate, signals)
        ? []
        : [numberCheck(level, gate as NumberGate, needed, signals, rules.hysteresis.share)],
    );
    return sharings ? [...checks, sharingCheck(level, sharings, signals)] : checks;
  });
}

/** @returns how one measure stands, whether a level asks for it or not. */
export function told(gate: NumberGate, signals: Signals): LevelReason {
  return { gate, standing: 'told', ...measured(gate, signals) };
}

/** What a customer with an open complaint needs for any rise. */
export function complaintsSettled({ openComplaints }: Signals): LevelReason {
  return { gate: 'open_complaints', standing: 'missed', value: openComplaints, needed: 0 };
}

/** Without a percentage that may be shown, gates alone decide; a habit is measured from the third order on. */
function isAsked(gate: NumberGate, signals: Signals): boolean {
  const mayBeUnknown = gate === 'order_probability' || gate === 'gap_ratio';
  return !mayBeUnknown || MEASURES[gate](signals) !== undefined;
}

function measured(gate: NumberGate, signals: Signals): { readonly value?: number } {
  const value = MEASURES[gate](signals);
  return value === undefined ? {} : { value };
}

function numberCheck(
  level: LevelNumber,
  gate: NumberGate,
  needed: number,
  signals: Signals,
  share: number,
): GateCheck {
  const value = MEASURES[gate](signals);
  const holds = passes(gate, value, needed, 0);
  // A complaint freezes a rise; it does not demote.
  const keeps = gate === 'open_complaints' || passes(gate, value, needed, share);
  const standing = holds ? 'holds' : keeps ? 'kept' : 'missed';
  return { level, gate, holds, keeps, reason: { gate, standing, ...measured(gate, signals), needed } };
}

/** `1.2 × 0.3` is not quite `0.36` in binary. */
const ROUNDING = 1e-9;

function passes(gate: NumberGate, value: number | undefined, needed: number, share: number): boolean {
  if (value === undefined) return false;
  const side = SIDES[gate];
  if (side === 'at-least') return value >= needed * (1 - share) - ROUNDING;
  if (side === 'at-most') return value <= needed * (1 + share) + ROUNDING;
  return value < needed * (1 + share) - ROUNDING;
}

function sharingCheck(level: LevelNumber, wanted: readonly Sharing[], signals: Signals): GateCheck {
  const all: Readonly<Record<Sharing, number>> = {
    membership: signals.member ? 1 : 0,
    preferences: signals.statedPreferences,
    reviews: signals.reviews,
  };
  const shared = Object.fromEntries(
    wanted.flatMap((sharing) => (all[sharing] > 0 ? [[sharing, all[sharing]]] : [])),
  );
  const holds = Object.keys(shared).length > 0;
  const standing = holds ? 'holds' : 'missed';
  return { level, gate: 'any_of', holds, keeps: holds, reason: { gate: 'any_of', standing, wanted, shared } };
}
