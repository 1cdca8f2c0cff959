// Why the bot did what it did: one record, read by the customer (a sentence), the agent (a brief), the audit and the replay.

import type { Instant } from './ids.js';

export const DECISION_KINDS = [
  'answer',
  'start-dialog',
  'continue-dialog',
  'recommend',
  'clarify',
  'offer-person',
  'escalate',
  'ask-community',
  'decline',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export interface DecisionReason {
  /** The rule that decided, for example `failed-answers` or `wish-for-person`. */
  readonly rule: string;
  /** What was measured, for example 3 failures or "angry". */
  readonly value: string | number | boolean;
  /** What it was measured against; absent where the rule has none. */
  readonly threshold?: string | number | boolean;
  /** The version of the thresholds in force. */
  readonly thresholdsVersion: number;
}

export interface DecisionRecord {
  readonly kind: DecisionKind;
  readonly at: Instant;
  readonly reason: DecisionReason;
  /** The facts that the decision was a function of, so that it can be replayed. */
  readonly facts: unknown;
}
