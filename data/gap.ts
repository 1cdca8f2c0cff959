// A gap: questions of customers, alike among themselves, that the bot had no good answer to. Holds masked sentences, each with whose it was.

import type { CustomerId, Instant } from './ids.js';

/**
 * `not-understood`: the bot said that it does not know. `unsure`: it asked which was meant, and none was. `missed`: the customer said
 * that the answer was none. `bad-rating`: it was answered, and the bot's help was rated 1 or 2.
 */
export const GAP_REASONS = ['not-understood', 'unsure', 'missed', 'bad-rating'] as const;
export type GapReason = (typeof GAP_REASONS)[number];

export interface GapExample {
  /** Of the record that this sentence vanishes with. */
  readonly customerId: CustomerId;
  /** Masked: no name, order number, e-mail address or telephone number. */
  readonly text: string;
  readonly at: Instant;
}

export interface Gap {
  readonly id: string;
  /** `answered`: an answer was approved for it; the next question of its kind that goes unanswered opens it again. */
  readonly state: 'open' | 'not-ours' | 'answered';
  /** How often it was asked, also by those whose sentences are not kept. */
  readonly count: number;
  readonly reasons: Readonly<Partial<Record<GapReason, number>>>;
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
  /** Newest last, bounded. */
  readonly examples: readonly GapExample[];
  /** Marks of the last messages counted, so that one that is told twice counts once. They lead back to nobody. */
  readonly counted: readonly string[];
}
