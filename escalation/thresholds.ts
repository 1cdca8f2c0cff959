// The thresholds as the business writes them in thresholds.yaml, and their shape. Decides nothing.

import { z } from 'zod';
import { TOPIC_PHRASE } from './topics.js';

/** How angry a message sounds, mildest first. */
export const ANGERS = ['calm', 'annoyed', 'angry', 'furious'] as const;
export type Anger = (typeof ANGERS)[number];

const share = z.number().min(0).max(1);
const never = z.literal('never');
const countOrNever = z.union([z.int().min(1), never]);
const amountOrNever = z.union([z.number().min(0), never]);
const moodOrNever = z.enum(['annoyed', 'angry', 'furious', 'never']);
/** What a matter that is there or not leads to. */
const callOrOffer = z.enum(['call', 'offer', 'never']);
const seconds = z.int().min(1);

const hoursOrNever = z.union([
  never,
  z.string().refine((text) => /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/.test(text), {
    error: 'is not a span of hours',
    params: { remedy: 'Write it as "22:00-07:00", with the quotes, or never.' },
  }),
]);

const patience = z.strictObject({
  dedicated: seconds.describe(
    'Seconds that a waiting conversation stays with the dedicated agent before the next is asked.',
  ),
  deputy: seconds.describe('Seconds that it stays with the deputy of the dedicated agent.'),
  previous: seconds.describe('Seconds that it stays with whoever had this customer last.'),
  skilled: seconds.describe(
    'Seconds that it stays with those who have the skill and the language before everybody is asked.',
  ),
  pool: seconds.describe(
    'Seconds that it stays with the pool before a message with a promised time takes its place.',
  ),
  offer: seconds.describe('Seconds that one of the pool is asked before the next of them is.'),
});

/** When a person comes, each number with its explanation for the business: what may differ between levels, topics and values of an order. */
const whenAPersonComes = {
  failed_answers: countOrNever.describe('Failed answers in a row from which a person is offered.'),
  repeated_question: countOrNever.describe(
    'Times the same question is asked from which a person is offered.',
  ),
  anger: moodOrNever.describe('Mood from which a person is called.'),
  offer_anger: moodOrNever.describe('Mood from which a person is offered.'),
  offer_below: z
    .union([share, never])
    .describe('Confidence in a reading below which a person is offered as well.'),
  late_deliveries: countOrNever.describe(
    'Late orders from which a message about a late delivery, or an annoyed one, calls a person.',
  ),
  late_within_days: z.int().min(1).describe('Days since an order was placed in which its being late counts.'),
  days_late: countOrNever.describe(
    'Days that an order still on its way is over its promised day, from which a message about it, or an annoyed one, calls a person.',
  ),
  offer_days_late: countOrNever.describe(
    'Days that an order still on its way is over its promised day, from which a person is offered.',
  ),
  open_complaint: callOrOffer.describe(
    'What a complaint, or an annoyed message, leads to while a complaint of this customer is open.',
  ),
  trouble_signs: countOrNever.describe(
    'Signs of trouble at once from which a person is called: a bad mood, a failed answer, a repeated question, a late order, an open complaint.',
  ),
  offer_trouble_signs: countOrNever.describe('Signs of trouble at once from which a person is offered.'),
  value_at_stake: amountOrNever.describe(
    "Value of the order, in the business's currency, from which a complaint about it calls a person.",
  ),
  offer_value_at_stake: amountOrNever.describe(
    "Value of the order, in the business's currency, from which a complaint about it offers a person.",
  ),
  offer_cooldown: z
    .int()
    .min(0)
    .describe('Messages of the customer during which a declined offer is not repeated.'),
  quiet_hours: hoursOrNever.describe(
    'Hours on the wall in which thresholds neither call nor offer anybody; a sensitive topic and a wish still do.',
  ),
  when_closed: z
    .enum(['message', 'nothing'])
    .describe(
      'While the desk is closed, thresholds lead to a message that is answered later, or to nothing.',
    ),
  when_full: z
    .enum(['queue', 'offer', 'nothing'])
    .describe(
      'While nobody has a free place, a call joins the queue, or becomes an offer, or nothing comes of it.',
    ),
  route: z
    .enum(['dedicated', 'pool'])
    .describe("Who is asked first: the customer's dedicated agent, or the pool."),
};

/** How fast a person comes: what may differ between levels alone. */
const howFast = {
  settled_minutes: z
    .int()
    .min(0)
    .describe('Minutes after a return to the bot in which the same rule calls nobody.'),
  patience_seconds: patience.extend({
    skilled: patience.shape.skilled.default(120),
    offer: patience.shape.offer.default(30),
  }),
  promise_minutes: z
    .int()
    .min(1)
    .describe('Minutes within which somebody answers, as the customer is told while people are there.'),
  callback_hours: z
    .int()
    .min(1)
    .describe('Hours within which somebody answers, as the customer is told otherwise.'),
  priority: z
    .int()
    .min(0)
    .max(240)
    .describe('Minutes of head start in line: as if the customer had come so much earlier.')
    .default(0),
  places: z
    .int()
    .min(1)
    .max(20)
    .describe("Places of an agent's capacity that one conversation takes.")
    .default(1),
  grace_seconds: z
    .int()
    .min(0)
    .describe(
      'Seconds that an agent who lost the connection keeps a conversation before it goes back in line.',
    )
    .default(60),
  nudge_minutes: countOrNever
    .describe(
      'Minutes of silence after which a customer is asked whether they are still there; after the second time the talk is closed.',
    )
    .default(5),
  first_answer_minutes: countOrNever
    .describe(
      'Minutes that a customer waits for the first words of whoever took the conversation, before somebody else is asked.',
    )
    .default(3),
  answer_minutes: countOrNever
    .describe('Minutes that a customer waits for each later answer, before somebody else is asked.')
    .default(5),
  reopen_minutes: z
    .int()
    .min(0)
    .describe("Minutes after that in which the customer's next message goes to the same agent again.")
    .default(60),
};

/**
 * The same at every level, so that neither a level nor a declined relationship changes what the bot understands and answers.
 */
const forAll = {
  clarify_below: share.describe('Confidence below which a single reading is asked about first.'),
  answer_above: share.describe(
    'Confidence from which the best of several readings is taken without asking which was meant.',
  ),
  /** High, because "too small" is a reason for a return before it is anything else. */
  change_above: share
    .describe(
      "Confidence from which a message changes the subject while a task asks for words of the customer's own.",
    )
    .default(0.7),
};

/** What a file may leave out, because files of earlier versions do. Off, apart from what always held. */
const mayBeLeftOut = {
  offer_below: whenAPersonComes.offer_below.default('never'),
  late_within_days: whenAPersonComes.late_within_days.default(90),
  days_late: whenAPersonComes.days_late.default('never'),
  offer_days_late: whenAPersonComes.offer_days_late.default('never'),
  open_complaint: whenAPersonComes.open_complaint.default('never'),
  trouble_signs: whenAPersonComes.trouble_signs.default('never'),
  offer_trouble_signs: whenAPersonComes.offer_trouble_signs.default('never'),
  quiet_hours: whenAPersonComes.quiet_hours.default('never'),
  when_closed: whenAPersonComes.when_closed.default('message'),
  when_full: whenAPersonComes.when_full.default('queue'),
};

const someRules = z.strictObject(whenAPersonComes).partial();
/** Without the defaults, which would speak for a level that says nothing. */
const howFastByLevel = {
  ...howFast,
  patience_seconds: patience.partial(),
  priority: howFast.priority.unwrap(),
  places: howFast.places.unwrap(),
  grace_seconds: howFast.grace_seconds.unwrap(),
  nudge_minutes: howFast.nudge_minutes.unwrap(),
  first_answer_minutes: howFast.first_answer_minutes.unwrap(),
  answer_minutes: howFast.answer_minutes.unwrap(),
  reopen_minutes: howFast.reopen_minutes.unwrap(),
};
const level = z
  .strictObject({ ...whenAPersonComes, ...howFastByLevel })
  .partial()
  .optional();

const phrase = z.string().refine((text) => TOPIC_PHRASE.test(text), {
  error: 'is no phrase to look for',
  params: {
    remedy:
      'Write words, with "/" between alternatives, "*" at the end of a word that goes on, and "..." for up to three words.',
  },
});

/** A subject of the business's own: how it is noticed, whether a person comes for it, and what else differs in it. */
const topic = someRules.extend({
  words: z.array(phrase).optional(),
  /** Sentences like which a message about it may be, whatever its words. */
  examples: z.array(z.string().min(8)).max(100).optional(),
  intents: z.array(z.string().min(1)).optional(),
  /** What the person who comes should be good at: one of agents.csv's skills. */
  skill: z.string().min(1).optional(),
  person: callOrOffer.describe('What a message about this subject leads to.').default('never'),
});

/** The shape of thresholds.yaml; unknown keys are errors. */
export const thresholdsSchema = z.strictObject({
  version: z.int().min(1),
  /** Who made this change, and why. */
  changed: z.strictObject({ by: z.string().min(1), comment: z.string().default('') }).optional(),
  defaults: z.strictObject({ ...forAll, ...whenAPersonComes, ...howFast, ...mayBeLeftOut }),
  levels: z
    .strictObject({ 0: level, 1: level, 2: level, 3: level, 4: level, 5: level, 6: level })
    .default({}),
  /** What differs for a message about an order of at least this value; of several, the dearest that is reached. */
  order_values: z.array(someRules.extend({ from: z.number().min(0) })).default([]),
  topics: z.record(z.string(), topic).default({}),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;
export type Topic = Thresholds['topics'][string];
export type SomeRules = z.infer<typeof someRules>;
export type RuleKey = keyof typeof whenAPersonComes;

/** The thresholds in force in one situation. */
export type ThresholdSet = Thresholds['defaults'] & { readonly version: number };

/** @returns whether the mood has reached the threshold. */
export function atLeast(mood: Anger, threshold: Anger | 'never'): boolean {
  return threshold !== 'never' && ANGERS.indexOf(mood) >= ANGERS.indexOf(threshold);
}
