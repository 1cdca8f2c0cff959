// The rules by which a measured threshold calls or offers a person. Knows nothing of what the bot would do otherwise.

import type { PersonRule } from './decision.js';
import type { Facts } from './facts.js';
import { type InForce, setBy } from './in-force.js';
import { atLeast, type RuleKey, type ThresholdSet, type Thresholds } from './thresholds.js';

/** A threshold that was reached. */
export interface Reached {
  readonly rule: PersonRule;
  readonly value: string | number;
  readonly threshold: string | number;
  readonly withinDays?: number;
  readonly setBy?: string;
}

/** Intents with which a customer complains about an order. */
const COMPLAINTS: ReadonlySet<string> = new Set(['complaint', 'late-delivery']);
/** Intents with which a customer asks where an order is. */
const ABOUT_DELIVERY: ReadonlySet<string> = new Set(['late-delivery', 'order-status', 'complaint']);
/** Kinds of which the confidence says how sure the subject is. */
const READINGS: ReadonlySet<string> = new Set(['intent', 'answer', 'ambiguous']);

/** Whether a rule calls a person, or offers one; each has a threshold of its own for either. */
type Strength = 'call' | 'offer';
type Rule = (facts: Facts, set: ThresholdSet, strength: Strength) => Found | undefined;
/** A rule's finding, and the threshold that it came from. */
type Found = readonly [key: RuleKey, value: string | number, threshold: string | number];

/** The most telling first, since its reason goes into the brief. */
const RULES: readonly (readonly [PersonRule, Rule])[] = [
  ['late-deliveries', lateDeliveries],
  ['days-late', daysLate],
  ['open-complaint', openComplaint],
  ['failed-answers', failedAnswers],
  ['anger', anger],
  ['value-at-stake', valueAtStake],
  ['trouble', trouble],
  ['repeated-question', repeatedQuestion],
  ['low-confidence', lowConfidence],
];

/** @returns the thresholds that call a person, the most telling first. */
export function calls(facts: Facts, force: InForce, thresholds: Thresholds): readonly Reached[] {
  return reached('call', facts, force, thresholds);
}

/** @returns the thresholds that offer a person, the most telling first. */
export function offers(facts: Facts, force: InForce, thresholds: Thresholds): readonly Reached[] {
  return reached('offer', facts, force, thresholds);
}

/** @returns whether the customer complains about an order. */
export function complains(facts: Pick<Facts, 'meaning'>): boolean {
  return facts.meaning.kind === 'intent' && COMPLAINTS.has(facts.meaning.intent);
}

function reached(
  strength: Strength,
  facts: Facts,
  force: InForce,
  thresholds: Thresholds,
): readonly Reached[] {
  const found: Reached[] = [];
  const topic = force.topics.find((name) => thresholds.topics[name]?.person === strength);
  if (topic !== undefined)
    found.push({ rule: 'sensitive-topic', value: topic, threshold: strength, setBy: `topic ${topic}` });
  for (const [rule, measure] of RULES) {
    const [key, value, threshold] = measure(facts, force.set, strength) ?? [];
    if (key === undefined || value === undefined || threshold === undefined) continue;
    const origin = setBy(key, force);
    found.push({
      rule,
      value,
      threshold,
      ...(rule === 'late-deliveries' ? { withinDays: force.set.late_within_days } : {}),
      ...(origin === undefined ? {} : { setBy: origin }),
    });
  }
  return found;
}

/** Being late alone calls nobody: the customer has to mention it, or to be in a bad mood. */
function lateDeliveries(facts: Facts, set: ThresholdSet, strength: Strength): Found | undefined {
  if (strength === 'offer' || !mentions(facts, LATE) || set.late_deliveries === 'never') return undefined;
  return from('late_deliveries', lateOrdersIn(facts, set.late_within_days), set);
}
const LATE: ReadonlySet<string> = new Set(['late-delivery']);

/** Older records hold the number alone, counted over the days that were in force. */
function lateOrdersIn({ lateOrderAges, lateOrders }: Facts, days: number): number {
  return lateOrderAges ? lateOrderAges.filter((age) => age <= days).length : lateOrders;
}

function daysLate(facts: Facts, set: ThresholdSet, strength: Strength): Found | undefined {
  if (facts.daysLate === undefined || !mentions(facts, ABOUT_DELIVERY)) return undefined;
  return from(strength === 'call' ? 'days_late' : 'offer_days_late', facts.daysLate, set);
}

function openComplaint(facts: Facts, set: ThresholdSet, strength: Strength): Found | undefined {
  const open = facts.openComplaints ?? 0;
  if (open === 0 || set.open_complaint !== strength || !mentions(facts, COMPLAINTS)) return undefined;
  return ['open_complaint', open, strength];
}

function failedAnswers(facts: Facts, set: ThresholdSet, strength: Strength): Found | undefined {
  return strength === 'offer' ? from('failed_answers', facts.failures, set) : undefined;
}

function anger(facts: Facts, set: ThresholdSet, strength: Strength): Found | undefined {
  const key = strength === 'call' ? 'anger' : 'offer_anger';
  return atLeast(facts.anger, set[key]) ? [key, facts.anger, set[key]] : undefined;
}

function valueAtStake(facts: Facts, set: ThresholdSet, strength: Strength): Found | undefined {
  if (facts.valueAtStake === undefined || !complains(facts)) return undefined;
  return from(strength === 'call' ? 'value_at_stake' : 'offer_value_at_stake', facts.valueAtStake, set);
}

/** Of several signs at once, one must be in this message: what lies in the past alone calls nobody. */
function trouble(facts: Facts, set: ThresholdSet, strength: Strength): Found | undefined {
  const now = [atLeast(facts.anger, 'annoyed'), facts.failures > 0, facts.repeated > 1].filter(
    Boolean,
  ).length;
  if (now === 0) return undefined;
  const before = [lateOrdersIn(facts, set.late_within_days) > 0, (facts.openComplaints ?? 0) > 0];
  const signs = now + before.filter(Boolean).length;
  return from(strength === 'call' ? 'trouble_signs' : 'offer_trouble_signs', signs, set);
}

function repeatedQuestion(facts: Facts, set: ThresholdSet, strength: Strength): Found | undefined {
  return strength === 'offer' ? from('repeated_question', facts.repeated, set) : undefined;
}

function lowConfidence(facts: Facts, set: ThresholdSet, strength: Strength): Found | undefined {
  const { offer_below } = set;
  if (strength === 'call' || offer_below === 'never' || !READINGS.has(facts.meaning.kind)) return undefined;
  return facts.confidence < offer_below ? ['offer_below', facts.confidence, offer_below] : undefined;
}

/** The customer speaks of it, or is in a bad mood while it is so. */
function mentions(facts: Facts, intents: ReadonlySet<string>): boolean {
  return (
    (facts.meaning.kind === 'intent' && intents.has(facts.meaning.intent)) || atLeast(facts.anger, 'annoyed')
  );
}

type CountKey =
  | 'failed_answers'
  | 'repeated_question'
  | 'late_deliveries'
  | 'days_late'
  | 'offer_days_late'
  | 'trouble_signs'
  | 'offer_trouble_signs'
  | 'value_at_stake'
  | 'offer_value_at_stake';

function from(key: CountKey, value: number, set: ThresholdSet): Found | undefined {
  const threshold = set[key];
  return threshold !== 'never' && value >= threshold ? [key, value, threshold] : undefined;
}
