// Values of one set of thresholds that can never fire, or always do, each with its remedy. Knows neither levels nor the file.

import { ANGERS, type ThresholdSet } from './thresholds.js';

/** The message itself can show three, the past two. */
const MOST_SIGNS = 5;
/** The bot remembers five questions beside the present one. */
const MOST_REPEATS = 6;

export interface KeyDoubt {
  readonly key: keyof ThresholdSet;
  readonly what: string;
  readonly remedy: string;
}
export type Row = readonly [doubtful: boolean, key: keyof ThresholdSet, what: string, remedy: string];

/** @returns what is doubtful in this set, each with the key that it is about. */
export function doubtfulValues(set: ThresholdSet): readonly KeyDoubt[] {
  return [...never(set), ...always(set), ...overtaken(set)]
    .filter(([doubtful]) => doubtful)
    .map(([, key, what, remedy]) => ({ key, what, remedy }));
}

function never(set: ThresholdSet): readonly Row[] {
  const { trouble_signs, offer_trouble_signs, repeated_question, quiet_hours } = set;
  const tooMany = (n: number | 'never', most: number) => n !== 'never' && n > most;
  const [from, to] = quiet_hours.split('-');
  const signs = `Use at most ${MOST_SIGNS}, or never.`;
  return [
    [
      set.clarify_below === 0,
      'clarify_below',
      'clarify_below 0 never asks, however unsure the reading',
      'Use 0.2 or more.',
    ],
    [
      set.offer_below === 0,
      'offer_below',
      'offer_below 0 never fires: no confidence is below it',
      'Use 0.1 or more, or never.',
    ],
    [
      tooMany(trouble_signs, MOST_SIGNS),
      'trouble_signs',
      `trouble_signs ${trouble_signs} never fires: there are ${MOST_SIGNS} signs`,
      signs,
    ],
    [
      tooMany(offer_trouble_signs, MOST_SIGNS),
      'offer_trouble_signs',
      `offer_trouble_signs ${offer_trouble_signs} never fires: there are ${MOST_SIGNS} signs`,
      signs,
    ],
    [
      tooMany(repeated_question, MOST_REPEATS),
      'repeated_question',
      `repeated_question ${repeated_question} never fires: the bot remembers the last ${MOST_REPEATS - 1} questions`,
      `Use at most ${MOST_REPEATS}, or never.`,
    ],
    [
      quiet_hours !== 'never' && from === to,
      'quiet_hours',
      `quiet_hours ${quiet_hours} never hold: they end when they begin`,
      'Write two different times, or never.',
    ],
  ];
}

function always(set: ThresholdSet): readonly Row[] {
  const { value_at_stake, offer_value_at_stake, quiet_hours } = set;
  return [
    [
      set.clarify_below === 1,
      'clarify_below',
      'clarify_below 1 asks about nearly every message',
      'Use 0.6 or less.',
    ],
    [
      set.answer_above === 0,
      'answer_above',
      'answer_above 0 always takes the best reading and never asks which was meant',
      'Use 0.2 or more.',
    ],
    [
      set.change_above === 0,
      'change_above',
      "change_above 0 always gives up a question for the customer's own words, whatever they answer",
      'Use 0.5 or more.',
    ],
    [
      set.offer_below === 1,
      'offer_below',
      'offer_below 1 always offers a person',
      'Use 0.4 or less, or never.',
    ],
    [
      set.failed_answers === 1,
      'failed_answers',
      'failed_answers 1 always offers a person at the first failure',
      'Use 2 or more.',
    ],
    [
      set.repeated_question === 1,
      'repeated_question',
      'repeated_question 1 always fires: every question is asked a first time',
      'Use 2 or more.',
    ],
    [
      value_at_stake === 0,
      'value_at_stake',
      'value_at_stake 0 always calls a person when a customer complains about an order',
      'Use an amount, or never.',
    ],
    [
      offer_value_at_stake === 0,
      'offer_value_at_stake',
      'offer_value_at_stake 0 always offers a person when a customer complains about an order',
      'Use an amount, or never.',
    ],
    [
      quiet_hours === '00:00-23:59',
      'quiet_hours',
      `quiet_hours ${quiet_hours} always hold`,
      'Write the hours in which nobody should be called.',
    ],
  ];
}

/** An offer at or above what calls already. */
function overtaken(set: ThresholdSet): readonly Row[] {
  const pairs = [
    ['offer_anger', 'anger', moodRank],
    ['offer_value_at_stake', 'value_at_stake', amount],
    ['offer_days_late', 'days_late', amount],
    ['offer_trouble_signs', 'trouble_signs', amount],
  ] as const;
  return pairs.map(([offers, calls, rank]) => [
    notBelow(rank(set[offers]), rank(set[calls])),
    offers,
    `${offers} ${set[offers]} never fires: from ${set[calls]} on a person is called already`,
    `Use less than ${calls}, or never.`,
  ]);
}

/** A threshold that is switched off is no doubt. */
function notBelow(offered: number, called: number): boolean {
  return offered !== Number.POSITIVE_INFINITY && offered >= called;
}

function moodRank(mood: ThresholdSet['anger'] | number): number {
  return mood === 'never' || typeof mood === 'number' ? Number.POSITIVE_INFINITY : ANGERS.indexOf(mood);
}

function amount(value: number | string): number {
  return typeof value === 'number' ? value : Number.POSITIVE_INFINITY;
}
