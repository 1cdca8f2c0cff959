// The rules of the relationship levels as the business writes them in levels.yaml. Knows nothing of any customer.

import { z } from 'zod';
import type { LevelNumber } from '../data/customer.js';
import type { Tone } from '../data/ports.js';

const days = z.int().min(0);
const count = z.int().min(0);

/** What a customer may have shared, for the gate `any_of`. */
export const SHARINGS = ['membership', 'preferences', 'reviews'] as const;
export type Sharing = (typeof SHARINGS)[number];

const gatesSchema = z.strictObject({
  days_as_customer: days.optional(),
  orders: count.optional(),
  returned_share: z.number().gt(0).max(1).optional(),
  open_complaints: count.optional(),
  orders_last_year: count.optional(),
  days_since_order: days.optional(),
  satisfaction: z.number().min(1).max(5).optional(),
  any_of: z.array(z.enum(SHARINGS)).min(1).optional(),
  days_since_contribution: days.optional(),
});
export type Gates = z.infer<typeof gatesSchema>;

const described = {
  name: z.string().min(1),
  /** Where the level stands on the relationship continuum, in the business's words. */
  stage: z.string().min(1),
  tone: z.enum(['short', 'plain', 'warm']) satisfies z.ZodType<Tone>,
};
const plainLevel = z.strictObject(described);
const gatedLevel = z.strictObject({ ...described, gates: gatesSchema });

/** The shape of levels.yaml; unknown keys are errors. Levels 0 and 1 have no gates: being known is the whole of level 1. */
export const levelsSchema = z.strictObject({
  version: z.int().min(1),
  too_early_days: days,
  hysteresis: z.strictObject({
    share: z.number().min(0).lt(1),
    failed_reviews: z.int().min(1),
  }),
  levels: z.strictObject({
    0: plainLevel,
    1: plainLevel,
    2: gatedLevel,
    3: gatedLevel,
    4: gatedLevel,
    5: gatedLevel,
    6: gatedLevel,
  }),
});
export type LevelRules = z.infer<typeof levelsSchema>;

/** Levels that are reached through gates, lowest first. */
export const GATED_LEVELS = [2, 3, 4, 5, 6] as const;

/** @returns for example `at ease`. */
export function levelName(level: LevelNumber, rules: LevelRules): string {
  return rules.levels[level].name;
}

/** @returns the stage of the relationship continuum, for example `trust grows`. */
export function stageOf(level: LevelNumber, rules: LevelRules): string {
  return rules.levels[level].stage;
}

/** @returns how sentences to a customer at this level sound. */
export function toneOf(level: LevelNumber, rules: LevelRules): Tone {
  return rules.levels[level].tone;
}
