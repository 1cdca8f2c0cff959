// Whether something is said for this purchase or for good, by the words that say so. Pure.

import type { StatedWish } from '../stated.js';
import type { Thought } from './thought.js';

const FOR_NOW =
  /\b(?:just (?:for )?(?:today|now|this once)|for (?:today|now|once|this (?:one|time|order|purchase|search|room))|(?<!from )today|this time|tonight|only today|this once|on this occasion|for the moment)\b/;
const FOR_GOOD =
  /\b(?:for (?:me|us)$|for (?:me|us)(?= *[,.;!]| thanks| please)|of any kind|(?:gone|am|'m|are|'re|is|'s) (?:a )?(?:vegan|allergic)\b[^.;!?]*\bso (?:no|not|nothing)|in this house|everything (?:i|we) buy|always|never|ever|next to my skin|(?:vet|doctor|gp|midwife|dermatologist) (?:says?|said)|eczema|asthma|allerg\w+|usually|generally|in general|normally|from now on|in (?:the )?future|for future|as a rule|on principle|remember|keep in mind|bear in mind|note that|take note|every time|forever|for good|in my (?:house|home)|at home|have a (?:cat|dog)|have (?:cats|dogs))\b/;

/** @returns what is said of time in a sentence; `undefined` where nothing is. */
export function whenOf(thought: string): StatedWish['scope'] | undefined {
  if (FOR_NOW.test(thought)) return 'today';
  return FOR_GOOD.test(thought) ? 'lasting' : undefined;
}

/** @returns whether a clause says that it holds for now only. */
export function isForNow(clause: string): boolean {
  return FOR_NOW.test(clause);
}

/** "Usually I like white, but today I want black" says two times. */
export function clauseAt(plain: string, { start, end }: Thought, place: number): string {
  const from = plain.lastIndexOf(' but ', place);
  const to = plain.indexOf(' but ', place);
  return plain.slice(Math.max(start, from), to < 0 ? end : Math.min(end, to));
}
