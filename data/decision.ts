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
  /** The span in which it was counted, where it was. */
  readonly withinDays?: number;
  /** Where the threshold was set: `level`, `topic safety`, `orders from 500`; absent: in the defaults, or nowhere. */
  readonly setBy?: string;
  /** The version of the thresholds in force. */
  readonly thresholdsVersion: number;
}

/** What came of asking a model for an answer's wording. It never decides which entry is answered with. */
export type PhrasingRecord =
  /** Said in the model's words, from the knowledge entries with these ids. */
  | { readonly kind: 'phrased'; readonly model: string; readonly entries: readonly string[] }
  /** The entry was quoted, since no reply came in time or a check failed; `why` names which. */
  | { readonly kind: 'quoted'; readonly why: string };

export interface DecisionRecord {
  readonly kind: DecisionKind;
  readonly at: Instant;
  readonly reason: DecisionReason;
  /** The facts that the decision was a function of, so that it can be replayed. */
  readonly facts: unknown;
  /** Only where a model was asked for the wording. */
  readonly phrasing?: PhrasingRecord;
  /** About the other questions of the same message, in the order asked; only where it held several. */
  readonly others?: readonly DecisionRecord[];
}
