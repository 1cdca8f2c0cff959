// A reason record as a sentence for agents. Customers read a text of the business instead.

import type { DecisionReason } from '../data/decision.js';

/** @returns for example `Angry message (threshold at this level: annoyed)`. */
export function reasonForAgent(reason: DecisionReason): string {
  const what = whatHappened(reason);
  return reason.threshold === undefined ? what : `${what} (threshold at this level: ${reason.threshold})`;
}

function whatHappened({ rule, value }: DecisionReason): string {
  switch (rule) {
    case 'wish-for-person':
      return 'Asked for a person';
    case 'late-deliveries':
      return `${value} late ${value === 1 ? 'delivery' : 'deliveries'} in 90 days`;
    case 'anger':
      return `${String(value).charAt(0).toUpperCase()}${String(value).slice(1)} message`;
    case 'value-at-stake':
      return `Complaint about an order worth ${value}`;
    case 'failed-answers':
      return value === 1 ? 'The last answer failed' : `${value} failed answers in a row`;
    case 'repeated-question':
      return `Asked the same ${value} times`;
    default:
      return `${rule}: ${value}`;
  }
}
