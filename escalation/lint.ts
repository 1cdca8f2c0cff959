// Finds thresholds that can never fire or always do, for the business to read before it saves them. Changes nothing.

import type { LevelNumber } from '../data/customer.js';
import { ANGERS, type ThresholdSet, type Thresholds, thresholdsFor } from './thresholds.js';

const LEVELS: readonly LevelNumber[] = [0, 1, 2, 3, 4, 5, 6];

/** @returns one sentence a doubtful threshold, each once, with the first level at which it stands; empty: none. */
export function lintThresholds(thresholds: Thresholds): readonly string[] {
  const found = new Map<string, LevelNumber>();
  for (const level of LEVELS) {
    for (const doubt of doubts(level, thresholdsFor(level, thresholds))) {
      if (!found.has(doubt)) found.set(doubt, level);
    }
  }
  return [...found].map(([doubt, level]) => `Level ${level}: ${doubt}`);
}

function doubts(level: LevelNumber, set: ThresholdSet): readonly string[] {
  const { dedicated, deputy, previous } = set.patience_seconds;
  const untilPool = dedicated + deputy + previous;
  const rows: readonly (readonly [boolean, string])[] = [
    [set.clarify_below === 0, 'clarify_below 0 never asks, however unsure the reading.'],
    [set.clarify_below === 1, 'clarify_below 1 asks about nearly every message.'],
    [set.answer_above === 0, 'answer_above 0 always takes the best reading and never asks which was meant.'],
    [set.failed_answers === 1, 'failed_answers 1 always offers a person at the first failure.'],
    [set.repeated_question === 1, 'repeated_question 1 always fires: every question is asked a first time.'],
    [
      set.value_at_stake === 0,
      'value_at_stake 0 always calls a person when a customer complains about an order.',
    ],
    [
      notBelow(moodRank(set.offer_anger), moodRank(set.anger)),
      `offer_anger ${set.offer_anger} never fires: from ${set.anger} on a person is called already.`,
    ],
    [
      notBelow(amount(set.offer_value_at_stake), amount(set.value_at_stake)),
      `offer_value_at_stake ${set.offer_value_at_stake} never fires: from ${set.value_at_stake} on a person is called already.`,
    ],
    [
      level === 0 && set.route === 'dedicated',
      'route dedicated never applies here: nobody of whom it is too early to say has a dedicated agent.',
    ],
    [
      untilPool >= set.promise_minutes * 60,
      `patience_seconds before the pool add up to ${untilPool}, not below promise_minutes ${set.promise_minutes}: the pool never hears of it in time.`,
    ],
  ];
  return rows.filter(([doubtful]) => doubtful).map(([, doubt]) => doubt);
}

/** A threshold that is switched off is no doubt. */
function notBelow(offered: number, called: number): boolean {
  return offered !== Number.POSITIVE_INFINITY && offered >= called;
}

function moodRank(mood: ThresholdSet['anger']): number {
  return mood === 'never' ? Number.POSITIVE_INFINITY : ANGERS.indexOf(mood);
}

function amount(value: number | 'never'): number {
  return value === 'never' ? Number.POSITIVE_INFINITY : value;
}
