// The rules by which a measured threshold calls or offers a person. Knows nothing of what the bot would do otherwise.

import type { PersonRule } from './decision.js';
import type { Facts } from './facts.js';
import { atLeast, type ThresholdSet } from './thresholds.js';

/** A threshold that was reached. */
export interface Reached {
  readonly rule: PersonRule;
  readonly value: string | number;
  readonly threshold: string | number;
}

/** Intents with which a customer complains about an order. */
const COMPLAINTS: ReadonlySet<string> = new Set(['complaint', 'late-delivery']);

/** @returns the thresholds that call a person; the most telling first, since its reason goes into the brief. */
export function calls(facts: Facts, set: ThresholdSet): readonly Reached[] {
  const rules = [
    lateDeliveries(facts, set),
    anger(facts, set.anger),
    valueAtStake(facts, set.value_at_stake),
  ];
  return rules.filter((reached) => reached !== undefined);
}

/** @returns the first threshold that offers a person. */
export function offers(facts: Facts, set: ThresholdSet): Reached | undefined {
  return (
    failedAnswers(facts, set) ??
    anger(facts, set.offer_anger) ??
    valueAtStake(facts, set.offer_value_at_stake) ??
    repeatedQuestion(facts, set)
  );
}

/** @returns whether the customer complains about an order. */
export function complains(facts: Pick<Facts, 'meaning'>): boolean {
  return facts.meaning.kind === 'intent' && COMPLAINTS.has(facts.meaning.intent);
}

/** Being late alone calls nobody: the customer has to mention it, or to be in a bad mood. */
function lateDeliveries(facts: Facts, set: ThresholdSet): Reached | undefined {
  const mentioned = facts.meaning.kind === 'intent' && facts.meaning.intent === 'late-delivery';
  if (!mentioned && !atLeast(facts.anger, 'annoyed')) return undefined;
  return counted('late-deliveries', facts.lateOrders, set.late_deliveries);
}

function anger(facts: Facts, threshold: ThresholdSet['anger']): Reached | undefined {
  return atLeast(facts.anger, threshold) ? { rule: 'anger', value: facts.anger, threshold } : undefined;
}

function valueAtStake(facts: Facts, threshold: number | 'never'): Reached | undefined {
  if (facts.valueAtStake === undefined || !complains(facts)) return undefined;
  return counted('value-at-stake', facts.valueAtStake, threshold);
}

function failedAnswers(facts: Facts, set: ThresholdSet): Reached | undefined {
  return counted('failed-answers', facts.failures, set.failed_answers);
}

function repeatedQuestion(facts: Facts, set: ThresholdSet): Reached | undefined {
  return counted('repeated-question', facts.repeated, set.repeated_question);
}

function counted(rule: PersonRule, value: number, threshold: number | 'never'): Reached | undefined {
  return threshold !== 'never' && value >= threshold ? { rule, value, threshold } : undefined;
}
