// The review of one customer's level: signals and the last review in, the new review out. Knows nothing of handoffs or consent.

import type { LevelNumber, LevelReview } from '../data/customer.js';
import type { Instant } from '../data/ids.js';
import type { LevelReason, PreviousReview, Signals } from '../data/level-review.js';
import { checkGates, complaintsSettled, type GateCheck, told } from './gates.js';
import { GATED_LEVELS, type LevelRules } from './levels.js';

/**
 * Reviews the level. A first review takes the highest level of which all gates, and those of all lower levels, hold; later ones
 * rise at once (never while a complaint is open), keep a level within the hysteresis of its gates, and fall one step after the
 * failed reviews that the rules ask for, of which at most one a day counts. Level 0 means "too early to say".
 * A customer who declined the relationship is not reviewed: that is for the caller.
 * @param at of this review, not before `previous.at`.
 */
export function reviewLevel(
  signals: Signals,
  rules: LevelRules,
  previous: PreviousReview | undefined,
  at: Instant,
): LevelReview {
  const kept = previous && {
    at: previous.at,
    level: previous.level,
    failedReviews: previous.failedReviews,
  };
  const stamp = {
    at,
    rulesVersion: rules.version,
    inputs: { signals, ...(kept ? { previous: kept } : {}) },
  };
  if (tooEarly(signals, rules)) {
    const missing: LevelReason = signals.known
      ? { gate: 'orders', standing: 'missed', value: 0, needed: 1 }
      : { gate: 'known', standing: 'missed' };
    const reasons = signals.known ? STANDING.map((gate) => told(gate, signals)) : [missing];
    return { ...stamp, level: 0, reasons, next: { level: 1, missing: [missing] }, failedReviews: 0 };
  }
  const checks = checkGates(signals, rules);
  const { level, failedReviews } = move(signals, rules, checks, previous, at);
  const next = nextFor(level, signals, checks);
  return {
    ...stamp,
    level,
    reasons: reasonsFor(level, signals, checks),
    ...(next ? { next } : {}),
    failedReviews,
  };
}

/**
 * Makes a review again from what it kept.
 * @returns the same review where the rules are the same; with others, what they would have made of it. `undefined`: it kept no inputs.
 */
export function replayReview(review: LevelReview, rules: LevelRules): LevelReview | undefined {
  const { inputs, at } = review;
  return inputs && reviewLevel(inputs.signals, rules, inputs.previous, at);
}

function tooEarly(signals: Signals, rules: LevelRules): boolean {
  return !signals.known || (signals.orders === 0 && signals.daysAsCustomer < rules.too_early_days);
}

function move(
  signals: Signals,
  rules: LevelRules,
  checks: readonly GateCheck[],
  previous: PreviousReview | undefined,
  at: Instant,
): Pick<LevelReview, 'level' | 'failedReviews'> {
  const earned = highest(checks);
  // After "too early to say" there is nothing to keep or to lose.
  if (!previous || previous.level === 0) return { level: earned, failedReviews: 0 };
  const { level } = previous;
  if (earned > level) return { level: signals.openComplaints > 0 ? level : earned, failedReviews: 0 };
  if (upTo(level, checks).every((check) => check.keeps)) return { level, failedReviews: 0 };
  const sameDay = previous.at.slice(0, 10) === at.slice(0, 10);
  const failedReviews = previous.failedReviews + (sameDay ? 0 : 1);
  if (failedReviews < rules.hysteresis.failed_reviews) return { level, failedReviews };
  return { level: below(level), failedReviews: 0 };
}

function highest(checks: readonly GateCheck[]): LevelNumber {
  let reached: LevelNumber = 1;
  for (const level of GATED_LEVELS) {
    if (!checks.filter((check) => check.level === level).every((check) => check.holds)) break;
    reached = level;
  }
  return reached;
}

function below(level: LevelNumber): LevelNumber {
  return GATED_LEVELS.findLast((lower) => lower < level) ?? 1;
}

function upTo(level: LevelNumber, checks: readonly GateCheck[]): readonly GateCheck[] {
  return checks.filter((check) => check.level <= level);
}

/** Said at every level, whether a gate asks for it or not. */
const STANDING = ['days_as_customer', 'orders'] as const;

function reasonsFor(
  level: LevelNumber,
  signals: Signals,
  checks: readonly GateCheck[],
): readonly LevelReason[] {
  const reasons = new Map<string, LevelReason>(STANDING.map((gate) => [gate, told(gate, signals)]));
  for (const { gate, reason } of strictest(upTo(level, checks))) reasons.set(gate, reason);
  if (signals.openComplaints > 0 && !reasons.has('open_complaints'))
    reasons.set('open_complaints', told('open_complaints', signals));
  return [...reasons.values()];
}

function nextFor(level: LevelNumber, signals: Signals, checks: readonly GateCheck[]): LevelReview['next'] {
  const next = GATED_LEVELS.find((higher) => higher > level);
  if (next === undefined) return undefined;
  const missing = strictest(upTo(next, checks).filter((check) => !check.holds)).map(({ reason }) =>
    reason.gate === 'known' ? reason : { ...reason, standing: 'missed' as const },
  );
  // A complaint freezes every rise, also to a level without a gate for it.
  const frozen = signals.openComplaints > 0 && !missing.some(({ gate }) => gate === 'open_complaints');
  return { level: next, missing: frozen ? [...missing, complaintsSettled(signals)] : missing };
}

/** One check a gate: the one of the highest level, since it asks most; in the order in which the gates first came. */
function strictest(checks: readonly GateCheck[]): GateCheck[] {
  return [...new Map(checks.map((check) => [check.gate, check])).values()];
}
