// A reason record as agents and auditors read it. Customers read a text of the business instead.

import type { DecisionReason, DecisionRecord } from '../data/decision.js';
import type { Facts } from './facts.js';

/** @returns for example `Angry message (threshold at this level: annoyed)`. */
export function reasonForAgent(reason: DecisionReason): string {
  const what = whatHappened(reason);
  if (reason.threshold === undefined) return what;
  if (reason.rule === 'sensitive-topic') return what;
  return `${what} (threshold ${where(reason.setBy)}: ${reason.threshold})`;
}

/**
 * One line for the audit, which names nobody: when, what, by which rule, measured against what, set where, in which version.
 * @returns for example `2026-03-10T09:00:00.000Z offer-person failed-answers 3 against 3 (defaults, thresholds 1), level 2`.
 */
export function auditLine({ at, kind, reason, facts }: DecisionRecord): string {
  const { rule, value, threshold, setBy, thresholdsVersion } = reason;
  const against = threshold === undefined ? '' : ` against ${threshold}`;
  const level = (facts as Partial<Facts> | undefined)?.level;
  return `${at} ${kind} ${rule} ${value}${against} (${setBy ?? 'defaults'}, thresholds ${thresholdsVersion})${
    level === undefined ? '' : `, level ${level}`
  }`;
}

function where(setBy: string | undefined): string {
  return setBy === undefined || setBy === 'level' ? 'at this level' : `for ${setBy}`;
}

function whatHappened({ rule, value, withinDays = 90 }: DecisionReason): string {
  // An offer that was accepted stands there with what it was offered for.
  const accepted = value === true && rule !== 'wish-for-person';
  if (accepted) return `Accepted the offer of a person (${OFFERED[rule] ?? rule})`;
  switch (rule) {
    case 'wish-for-person':
      return 'Asked for a person';
    case 'sensitive-topic':
      return `Sensitive topic: ${value}`;
    case 'late-deliveries':
      return `${value} late ${value === 1 ? 'delivery' : 'deliveries'} in ${withinDays} days`;
    case 'days-late':
      return `An order is ${value} ${value === 1 ? 'day' : 'days'} late`;
    case 'open-complaint':
      return value === 1 ? 'A complaint is open' : `${value} complaints are open`;
    case 'anger':
      return `${String(value).charAt(0).toUpperCase()}${String(value).slice(1)} message`;
    case 'value-at-stake':
      return `Complaint about an order worth ${value}`;
    case 'trouble':
      return `${value} signs of trouble at once`;
    case 'failed-answers':
      return value === 1 ? 'The last answer failed' : `${value} failed answers in a row`;
    case 'repeated-question':
      return `Asked the same ${value} times`;
    case 'low-confidence':
      return `Unsure of what was meant (${value})`;
    default:
      return `${rule}: ${value}`;
  }
}

/** What a person was offered for. */
const OFFERED: Readonly<Record<string, string>> = {
  'sensitive-topic': 'a sensitive topic',
  'late-deliveries': 'late deliveries',
  'days-late': 'a late order',
  'open-complaint': 'an open complaint',
  anger: 'a bad mood',
  'value-at-stake': 'the value of the order',
  trouble: 'several things gone wrong',
  'failed-answers': 'failed answers',
  'repeated-question': 'a question asked again',
  'low-confidence': 'an unsure reading',
  'needs-a-person': 'something that the bot can’t do',
  complaint: 'a complaint',
};
