// The thresholds as the business writes them in thresholds.yaml, and those in force at one level. Decides nothing.

import { z } from 'zod';
import type { LevelNumber } from '../data/customer.js';

/** How angry a message sounds, mildest first. */
export const ANGERS = ['calm', 'annoyed', 'angry', 'furious'] as const;
export type Anger = (typeof ANGERS)[number];

const share = z.number().min(0).max(1);
const never = z.literal('never');
const countOrNever = z.union([z.int().min(1), never]);
const amountOrNever = z.union([z.number().min(0), never]);
const moodOrNever = z.enum(['annoyed', 'angry', 'furious', 'never']);
const seconds = z.int().min(1);

const patience = z.strictObject({ dedicated: seconds, deputy: seconds, previous: seconds, pool: seconds });

/** What may differ between levels: when a person comes, and how fast. */
const perLevel = {
  /** Failed answers in a row from which a person is offered. */
  failed_answers: countOrNever,
  /** Times the same question is asked from which a person is offered. */
  repeated_question: countOrNever,
  /** Mood from which a person is called. */
  anger: moodOrNever,
  /** Mood from which a person is offered. */
  offer_anger: moodOrNever,
  /** Late orders in 90 days from which a message about a late delivery, or an annoyed one, calls a person. */
  late_deliveries: countOrNever,
  /** Value of the order, in the business's currency, from which a complaint about it calls a person. */
  value_at_stake: amountOrNever,
  /** The same, from which a person is offered. */
  offer_value_at_stake: amountOrNever,
  /** Messages of the customer during which a declined offer is not repeated. */
  offer_cooldown: z.int().min(0),
  /** Minutes after a return to the bot in which the same rule calls nobody. */
  settled_minutes: z.int().min(0),
  /** Who is asked first. */
  route: z.enum(['dedicated', 'pool']),
  /** Seconds that a waiting handoff stays with each of them before the next is asked. */
  patience_seconds: patience,
  /** Told to the customer while people are there. */
  promise_minutes: z.int().min(1),
  /** Told to the customer otherwise. */
  callback_hours: z.int().min(1),
};

/**
 * The same at every level, so that neither a level nor a declined relationship changes what the bot understands and answers.
 */
const forAll = {
  /** Confidence below which a single reading is asked about first. */
  clarify_below: share,
  /** Confidence from which the best of several readings is taken without asking, and a free-text slot given up for a new subject. */
  answer_above: share,
};

const overrides = z
  .strictObject({ ...perLevel, patience_seconds: patience.partial() })
  .partial()
  .optional();

/** The shape of thresholds.yaml; unknown keys are errors. */
export const thresholdsSchema = z.strictObject({
  version: z.int().min(1),
  defaults: z.strictObject({ ...forAll, ...perLevel }),
  levels: z
    .strictObject({
      0: overrides,
      1: overrides,
      2: overrides,
      3: overrides,
      4: overrides,
      5: overrides,
      6: overrides,
    })
    .default({}),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** The thresholds in force at one level. */
export type ThresholdSet = Thresholds['defaults'] & { readonly version: number };

/** @returns the defaults with the level's own values over them. */
export function thresholdsFor(level: LevelNumber, thresholds: Thresholds): ThresholdSet {
  const { defaults, levels, version } = thresholds;
  const own = levels[level];
  return {
    ...defaults,
    ...own,
    patience_seconds: { ...defaults.patience_seconds, ...own?.patience_seconds },
    version,
  };
}

/** @returns whether the mood has reached the threshold. */
export function atLeast(mood: Anger, threshold: Anger | 'never'): boolean {
  return threshold !== 'never' && ANGERS.indexOf(mood) >= ANGERS.indexOf(threshold);
}
