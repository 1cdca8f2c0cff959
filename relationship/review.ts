// The review of one customer's level: signals and the last review in, the new review out. Knows nothing of handoffs or consent.

import type { LevelNumber, LevelReview } from '../data/customer.js';
import type { Instant } from '../data/ids.js';
import { checkGates, complaintsSettled, factOf, type GateCheck } from './gates.js';
import { GATED_LEVELS, type LevelRules, levelName } from './levels.js';
import type { Signals } from './signals.js';

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
  previous: LevelReview | undefined,
  at: Instant,
): LevelReview {
  if (tooEarly(signals, rules)) {
    const reasons = signals.known ? standing(signals) : ['not signed in'];
    const next = `For level 1: ${signals.known ? 'a first order' : 'signing in'}.`;
    return { at, level: 0, reasons, next, failedReviews: 0, rulesVersion: rules.version };
  }
  const checks = checkGates(signals, rules);
  const { level, failedReviews } = move(signals, rules, checks, previous, at);
  return {
    at,
    level,
    reasons: reasonsFor(level, signals, checks),
    next: nextFor(level, signals, checks),
    failedReviews,
    rulesVersion: rules.version,
  };
}

/**
 * The level in one sentence for agents, and what the next would take:
 * `Level 3, at ease: customer for 14 months, 5 orders, no open complaint. For level 4: one more order this year.`
 */
export function levelSentence(review: LevelReview, rules: LevelRules): string {
  const level = `Level ${review.level}, ${levelName(review.level, rules)}: ${review.reasons.join(', ')}.`;
  return review.next ? `${level} ${review.next}` : level;
}

function tooEarly(signals: Signals, rules: LevelRules): boolean {
  return !signals.known || (signals.orders === 0 && signals.daysAsCustomer < rules.too_early_days);
}

function move(
  signals: Signals,
  rules: LevelRules,
  checks: readonly GateCheck[],
  previous: LevelReview | undefined,
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

function standing(signals: Signals): readonly string[] {
  return [...standingFacts(signals).values()];
}

/** Said at every level, whether a gate asks for it or not. */
function standingFacts(signals: Signals): Map<string, string> {
  const gates = ['days_as_customer', 'orders'] as const;
  return new Map(gates.map((gate) => [gate, factOf(gate, signals)]));
}

function reasonsFor(level: LevelNumber, signals: Signals, checks: readonly GateCheck[]): readonly string[] {
  const facts = standingFacts(signals);
  for (const check of strictest(upTo(level, checks)))
    facts.set(check.gate, check.holds ? check.fact : `${check.fact} (${check.asks})`);
  if (signals.openComplaints > 0 && !facts.has('open_complaints'))
    facts.set('open_complaints', factOf('open_complaints', signals));
  return [...facts.values()];
}

function nextFor(level: LevelNumber, signals: Signals, checks: readonly GateCheck[]): string | undefined {
  const next = GATED_LEVELS.find((higher) => higher > level);
  if (next === undefined) return undefined;
  const missing = strictest(upTo(next, checks).filter((check) => !check.holds));
  const words = missing.map((check) => check.missing);
  // A complaint freezes every rise, also to a level without a gate for it.
  if (signals.openComplaints > 0 && !missing.some((check) => check.gate === 'open_complaints'))
    words.push(complaintsSettled(signals));
  return `For level ${next}: ${words.join(', ')}.`;
}

/** One check a gate: the one of the highest level, since it asks most; in the order in which the gates first came. */
function strictest(checks: readonly GateCheck[]): GateCheck[] {
  return [...new Map(checks.map((check) => [check.gate, check])).values()];
}
