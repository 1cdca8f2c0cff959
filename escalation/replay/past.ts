// What replay is a function of: past conversations with the facts of their decisions. Types, and what can be trusted of a record.

import type { CustomerRecord } from '../../data/customer.js';
import type { DecisionKind, DecisionReason, DecisionRecord } from '../../data/decision.js';
import type { Instant } from '../../data/ids.js';
import type { Facts } from '../facts.js';

export interface PastDecision {
  readonly at: Instant;
  readonly kind: DecisionKind;
  readonly reason: DecisionReason;
  readonly facts: Facts;
  /** What the customer wrote, for examples, and for topics whose words change. */
  readonly words?: string;
}

/** Whose words an example shows: what of them must be masked. */
export type Writer = Pick<CustomerRecord, 'id' | 'kind' | 'name'>;

export interface PastConversation {
  /** Names it to whoever wants to read all of it. */
  readonly id: string;
  /** Absent: nobody, it was made up. */
  readonly writer?: Writer;
  /** In the order in which they were made. */
  readonly decisions: readonly PastDecision[];
  /** Minutes that people spent on it, one number a handoff. */
  readonly handled: readonly number[];
  /** Decisions whose facts were erased, or can't be read. */
  readonly unreadable: number;
}

/** @returns the decision when its facts can be decided again; those of a declined relationship were erased. */
export function readable(
  { at, kind, reason, facts }: DecisionRecord,
  words: string | undefined,
): PastDecision | undefined {
  return areFacts(facts) ? { at, kind, reason, facts, ...(words === undefined ? {} : { words }) } : undefined;
}

function areFacts(facts: unknown): facts is Facts {
  if (typeof facts !== 'object' || facts === null) return false;
  const { meaning, level, desk, evidence, confidence } = facts as Partial<Record<keyof Facts, unknown>>;
  return (
    typeof meaning === 'object' &&
    meaning !== null &&
    'kind' in meaning &&
    typeof level === 'number' &&
    typeof confidence === 'number' &&
    typeof desk === 'object' &&
    desk !== null &&
    Array.isArray(evidence)
  );
}

/** @returns whether it answered a question of the bot (an offer that was accepted, a reading that was picked): decided by no threshold. */
export function answersTheBot({ reason, facts }: PastDecision): boolean {
  return reason.value === true && reason.threshold === undefined && !OWN_WORDS.has(facts.meaning.kind);
}
const OWN_WORDS: ReadonlySet<string> = new Set(['wish-for-person', 'cancel', 'start-over']);
