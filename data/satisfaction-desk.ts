// What the business's console may read of its customers' satisfaction. A port and its views: types only.

import type { Day, Instant } from './ids.js';

export interface SatisfactionShare {
  /** Questions that were asked. */
  readonly asked: number;
  readonly answered: number;
  /** Of the answers, 1 to 5; absent: there is none. */
  readonly mean?: number;
  /** Answers of 1, 2, 3, 4 and 5. */
  readonly scores: readonly [number, number, number, number, number];
}

/** Of the days of a week, from Monday on, on which the question was asked. */
export interface SatisfactionWeek {
  readonly from: Day;
  readonly bot: SatisfactionShare;
  readonly agent: SatisfactionShare;
}

export interface SatisfactionComment {
  readonly at: Instant;
  readonly about: 'bot' | 'agent';
  /** 1 to 5. */
  readonly score: number;
  readonly text: string;
}

export interface SatisfactionView {
  readonly from: Day;
  /** Today. */
  readonly to: Day;
  readonly all: SatisfactionShare;
  readonly bot: SatisfactionShare;
  readonly agent: SatisfactionShare;
  /** Newest first; the first is the week of today. */
  readonly weeks: readonly SatisfactionWeek[];
  /** Newest first, of those who are still there and did not decline the relationship. */
  readonly comments: readonly SatisfactionComment[];
}

export interface SatisfactionDesk {
  /** @param weeks this one and those before it. */
  view(weeks: number): Promise<SatisfactionView>;
}
