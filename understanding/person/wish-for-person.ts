// Whether a message asks for a person: the rules' findings and its wording, weighed, and a line drawn. Who is there to answer is not known here.

import { PLAINLY_NO } from './guards.js';
import { likelihoodOfWish } from './likelihood.js';
import { wishesInOtherLanguage } from './other-languages.js';
import { asksForAgent, findingsIn, type PersonContext } from './rules.js';

export { type PersonContext, refusesPerson } from './rules.js';

/**
 * Log-odds from which a message counts as a wish: the lowest tenth at which 97 of 100 that count are wishes on the sentences of each of the
 * first three authors, when nothing was learnt from that author (scripts/train-person.ts prints it: .991, .970 and .989 are, and .981, .929 and
 * .809 of the wishes are heard, the third's being hints mostly). The fourth wrote near misses of each sort that failed: .916 and .873.
 */
const WISH_FROM = 0.8;

/**
 * A story's last words are read by themselves too: the wish stands there, and among all the others it would be drowned. Chosen on messages of
 * the labelled sets with two ordinary questions put before or after them: 8, 10 and 12 words find .77, .77 and .75 of the wishes, none .70.
 */
const LAST_WORDS = 10;
/** Words from which a message is a story. */
const STORY = 14;
/**
 * What the end must be likelier by, as what was said before it is not heard. On messages with an ordinary question added, their author left out,
 * .4 finds 0 to 10 in 1,000 wishes more, and up to 5 in 1,000 more of what counts are none; of the stories among the messages one of each.
 */
export const SURER_AT_END = 0.8;

/** Whether the customer asks for a person, and does not say the opposite in the same breath. @param normalised as `normalise` gives it. */
export function wishesForPerson(normalised: string, context: PersonContext = {}): boolean {
  if (wishesInOtherLanguage(normalised)) return true;
  const found = findingsIn(normalised, context);
  if (!found) return false;
  const decided = decidedByRule(normalised, found.text, context);
  if (decided !== undefined) return decided;
  if (likelihoodOfWish(found.text, found.signs) >= WISH_FROM) return true;
  const end = endOfStory(normalised);
  return end !== undefined && endsInWish(end, context);
}

function endsInWish(end: string, context: PersonContext): boolean {
  const found = findingsIn(end, context);
  if (!found) return false;
  return (
    decidedByRule(end, found.text, context) ??
    likelihoodOfWish(found.text, found.signs) >= WISH_FROM + SURER_AT_END
  );
}

/** @returns the last words of a story, `undefined` for what is none. @param normalised as `normalise` gives it. */
export function endOfStory(normalised: string): string | undefined {
  const words = normalised.split(' ');
  return words.length < STORY ? undefined : words.slice(-LAST_WORDS).join(' ');
}

/**
 * What rules decide alone: plain refusals, and agents asked for by name, of whom there are too few examples to learn from.
 * @param text the same respelt, as `findingsIn` gives it.
 */
export function decidedByRule(normalised: string, text: string, context: PersonContext): boolean | undefined {
  if (PLAINLY_NO.some((refusal) => refusal.test(text))) return false;
  return asksForAgent(normalised, context) || undefined;
}
