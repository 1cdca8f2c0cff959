// Whether a message asks for a person: the rules' findings and its wording, weighed, and a line drawn. Who is there to answer is not known here.

import { PLAINLY_NO } from './guards.js';
import { likelihoodOfWish } from './likelihood.js';
import { wishesInOtherLanguage } from './other-languages.js';
import { asksForAgent, findingsIn, type PersonContext } from './rules.js';

export { type PersonContext, refusesPerson } from './rules.js';

/**
 * Log-odds from which a message counts as a wish: where, over five folds of the labelled messages (scripts/train-person.ts prints them), 97 of
 * 100 that count are wishes. Many of those messages are harder than what customers write.
 */
const WISH_FROM = 0.15;

/** Whether the customer asks for a person, and does not say the opposite in the same breath. @param normalised as `normalise` gives it. */
export function wishesForPerson(normalised: string, context: PersonContext = {}): boolean {
  if (wishesInOtherLanguage(normalised)) return true;
  const found = findingsIn(normalised, context);
  if (!found) return false;
  return (
    decidedByRule(normalised, found.text, context) ?? likelihoodOfWish(found.text, found.signs) >= WISH_FROM
  );
}

/**
 * What rules decide alone: plain refusals, and agents asked for by name, of whom there are too few examples to learn from.
 * @param text the same respelt, as `findingsIn` gives it.
 */
export function decidedByRule(normalised: string, text: string, context: PersonContext): boolean | undefined {
  if (PLAINLY_NO.some((refusal) => refusal.test(text))) return false;
  return asksForAgent(normalised, context) || undefined;
}
