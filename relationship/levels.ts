// The rules of the relationship levels as the business writes them in levels.yaml. Knows nothing of any customer.

import { z } from 'zod';
import type { LevelNumber } from '../data/customer.js';
import { NUMBER_GATES, type NumberGate, SHARINGS } from '../data/level-review.js';
import type { Tone } from '../data/ports.js';

const days = z.int().min(0);
const count = z.int().min(0);
const share = z.number().gt(0).max(1);

const gatesSchema = z.strictObject({
  days_as_customer: days.optional(),
  orders: count.optional(),
  returned_share: share.optional(),
  open_complaints: count.optional(),
  orders_last_year: count.optional(),
  days_since_order: days.optional(),
  /** Days since the last order over the customer's usual gap. */
  gap_ratio: z.number().gt(0).optional(),
  satisfaction: z.number().min(1).max(5).optional(),
  any_of: z.array(z.enum(SHARINGS)).min(1).optional(),
  days_since_contribution: days.optional(),
  /** Asked only where the business's own orders make the percentage trustworthy. */
  order_probability: share.optional(),
} satisfies Record<NumberGate | 'any_of', z.ZodType>);
export type Gates = z.infer<typeof gatesSchema>;

/** On which side of its number each gate holds. */
export const SIDES: Readonly<Record<NumberGate, 'at-least' | 'at-most' | 'below'>> = {
  days_as_customer: 'at-least',
  orders: 'at-least',
  returned_share: 'below',
  open_complaints: 'at-most',
  orders_last_year: 'at-least',
  days_since_order: 'at-most',
  gap_ratio: 'at-most',
  satisfaction: 'at-least',
  days_since_contribution: 'at-most',
  order_probability: 'at-least',
};

/** The six types of relationship with a customer of Osterwalder & Pigneur 2010, "Business Model Generation"; several hold at once. */
export const RELATIONSHIP_TYPES = [
  'self-service',
  'personal-assistance',
  'automated-service',
  'dedicated-assistance',
  'community',
  'co-creation',
] as const;
export type RelationshipType = (typeof RELATIONSHIP_TYPES)[number];

/** What everybody has: neither a level nor a declined relationship costs service. */
export const FOR_ALL = ['self-service', 'personal-assistance'] as const satisfies readonly RelationshipType[];

const webAddress = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: 'is not a web address',
    params: { remedy: 'Write it as https://…, in quotes.' },
  });

const described = {
  name: z.string().min(1),
  /** Where the level stands on the relationship continuum, in the business's words. */
  stage: z.string().min(1),
  tone: z.enum(['short', 'plain', 'warm']) satisfies z.ZodType<Tone>,
  /** Types of relationship that begin at this level; those of lower levels stay. */
  offers: z.array(z.enum(RELATIONSHIP_TYPES)).optional(),
  /** What customers get from this level on, each in a few words that follow "you have". */
  perks: z.array(z.string().min(1)).optional(),
};
const plainLevel = z.strictObject(described);
const gatedLevel = z.strictObject({ ...described, gates: gatesSchema });

/** Levels that are reached through gates, lowest first. */
export const GATED_LEVELS = [2, 3, 4, 5, 6] as const;

/** The shape of levels.yaml; unknown keys are errors. Levels 0 and 1 have no gates: being known is the whole of level 1. */
export const levelsSchema = z
  .strictObject({
    version: z.int().min(1),
    too_early_days: days,
    hysteresis: z.strictObject({
      share: z.number().min(0).lt(1),
      failed_reviews: z.int().min(1),
    }),
    /** Where invitations lead; nobody is invited to what has no address. */
    invitations: z.strictObject({ community: webAddress, 'co-creation': webAddress }).partial().optional(),
    levels: z.strictObject({
      0: plainLevel,
      1: plainLevel,
      2: gatedLevel,
      3: gatedLevel,
      4: gatedLevel,
      5: gatedLevel,
      6: gatedLevel,
    }),
  })
  .superRefine(({ levels }, context) => {
    // A gate that was misspelt is told as that, and not as missing too.
    if (context.issues.length > 0) return;
    const asked = new Map<NumberGate, { readonly level: number; readonly needed: number }>();
    const fault = (path: readonly (string | number)[], input: unknown, message: string, remedy: string) =>
      context.addIssue({ code: 'custom', path: ['levels', ...path], input, message, params: { remedy } });
    for (const level of GATED_LEVELS) {
      const { gates } = levels[level];
      if (Object.keys(gates).length === 0)
        fault([level, 'gates'], gates, `asks nothing, so nobody stays at level ${level - 1}`, 'Add a gate.');
      for (const gate of NUMBER_GATES) {
        const needed = gates[gate];
        if (needed === undefined) continue;
        const before = asked.get(gate);
        asked.set(gate, { level, needed });
        if (!before || stricter(gate, needed, before.needed)) continue;
        const than = `asks no more than level ${before.level} does with ${before.needed}`;
        fault([level, 'gates', gate], needed, than, 'Ask for more here, or remove it.');
      }
    }
  });
export type LevelRules = z.infer<typeof levelsSchema>;

function stricter(gate: NumberGate, needed: number, before: number): boolean {
  return SIDES[gate] === 'at-least' ? needed > before : needed < before;
}

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
