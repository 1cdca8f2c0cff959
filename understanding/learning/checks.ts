// Whether a change makes something worse: the business's own tests and examples held out of learning, read before and with it. Pure but
// for the readers that it asks.

import type { IntentExamples, KnowledgeEntry, TestQuestion } from '../../data/business.js';
import type { Worse } from '../../data/proposal.js';
import type { Understander, Understanding } from '../understanding.js';

/** Of the examples held out, so large a share, or one, may be taken over by what is added. */
export const HELD_OUT_TOLERANCE = 0.01;
/** Learning anew turns some readings either way; less likely than this, more were lost than won by chance (McNemar 1947, exact, one-sided). */
export const CHANCE = 0.05;
/** Every so-manieth example of a subject is held out. */
const EVERY = 4;
/** With fewer sentences nothing would be left to learn from. */
const LEAST = 3;

const CONTEXT = { channel: 'web', recentQuestions: [], failures: 0 } as const;

export interface TestsOutcome {
  readonly passed: number;
  readonly of: number;
  /** Passed before, fails now. */
  readonly worse: readonly Worse[];
}

/** @param title what a target such as `answer:returns#how-long` is called for the business. */
export async function runTests(
  tests: readonly TestQuestion[],
  before: Understander,
  now: Understander,
  title: (target: string) => string,
): Promise<TestsOutcome> {
  const worse: Worse[] = [];
  let passed = 0;
  for (const { question, expected, place } of tests) {
    const was = readingOf(await before.understand(question, CONTEXT));
    const is = readingOf(await now.understand(question, CONTEXT));
    if (fits(is, expected)) passed += 1;
    else if (fits(was, expected)) {
      worse.push({ question, place, expected: title(expected), before: title(was), now: title(is) });
    }
  }
  return { passed, of: tests.length, worse };
}

export interface HeldOutSentence {
  readonly text: string;
  readonly target: string;
}

/** @returns what to learn without, and the sentences that were left out, evenly among the subjects. */
export function holdOut(
  intents: readonly IntentExamples[],
  knowledge: readonly KnowledgeEntry[],
): {
  readonly intents: readonly IntentExamples[];
  readonly knowledge: readonly KnowledgeEntry[];
  readonly heldOut: readonly HeldOutSentence[];
} {
  const heldOut: HeldOutSentence[] = [];
  const keep = (sentences: readonly string[], target: string): readonly string[] =>
    sentences.filter((text, index) => {
      const out = sentences.length >= LEAST && index % EVERY === EVERY - 2;
      if (out) heldOut.push({ text, target });
      return !out;
    });
  return {
    intents: intents.map((each) => ({ ...each, examples: keep(each.examples, `intent:${each.intent}`) })),
    knowledge: knowledge.map((each) => ({
      ...each,
      alternatives: keep(each.alternatives, `answer:${each.id}`),
    })),
    heldOut,
  };
}

/** What a model trained without the held-out sentences takes one for: a target, or `undefined` for none. */
export type Read = (text: string) => Promise<string | undefined>;

export interface HeldOutOutcome {
  readonly before: number;
  readonly now: number;
  readonly of: number;
  /** Read rightly before and wrongly now; empty while the change takes over next to nothing and chance explains the rest. */
  readonly worse: readonly Worse[];
}

/** @param added the target that the change is about. */
export async function compareHeldOut(
  heldOut: readonly HeldOutSentence[],
  added: string,
  before: Read,
  now: Read,
  title: (target: string) => string,
): Promise<HeldOutOutcome> {
  const lost: Worse[] = [];
  const taken: Worse[] = [];
  let wasRight = 0;
  let isRight = 0;
  for (const { text, target } of heldOut) {
    const was = (await before(text)) ?? UNANSWERED;
    const is = (await now(text)) ?? UNANSWERED;
    if (was === target) wasRight += 1;
    if (is === target) isRight += 1;
    else if (was === target) {
      const worse: Worse = {
        question: text,
        place: 'example',
        expected: title(target),
        before: title(was),
        now: title(is),
      };
      lost.push(worse);
      if (is === added) taken.push(worse);
    }
  }
  const tolerated = Math.max(1, HELD_OUT_TOLERANCE * heldOut.length);
  return {
    before: wasRight,
    now: isRight,
    of: heldOut.length,
    worse:
      taken.length > tolerated
        ? taken
        : chanceOf(lost.length, isRight - wasRight + lost.length) < CHANCE
          ? lost
          : [],
  };
}

/** @returns how likely so many or more are lost of all that changed, if losing were as likely as winning. */
export function chanceOf(lost: number, won: number): number {
  const changed = lost + won;
  // The term of the binomial distribution for `count` of `changed`, begun at 0 of them.
  let term = 0.5 ** changed;
  let chance = 0;
  for (let count = 0; count <= changed; count++) {
    if (count >= lost) chance += term;
    term *= (changed - count) / (count + 1);
  }
  return chance;
}

export const UNANSWERED = 'unanswered';

/** @returns a target; `unsure` for a choice between some; `unanswered` for all that is neither a task nor an answer. */
export function readingOf(understood: Understanding): string {
  switch (understood.kind) {
    case 'intent':
      return `intent:${understood.intent}`;
    case 'answer':
      return `answer:${understood.entryId}`;
    case 'ambiguous':
      return 'unsure';
    default:
      return UNANSWERED;
  }
}

/** Asking back gives no wrong answer, so a question that must not be answered may be asked back about. */
function fits(reading: string, expected: string): boolean {
  return reading === expected || (expected === UNANSWERED && reading === 'unsure');
}
