// Whose a wish is among the people of a message: who asks, who speaks, whose taste it is. Pure.

import type { StatedWish } from '../stated.js';
import type { Thought } from './thought.js';
import type { People } from './whom.js';

/** Letters behind a thing that may still say whom it suits or harms. */
const BEHIND = 60;
const WANTS = /\b(?:wants?|needs|would like|is looking|asked for|is after)\b/;
const ASKS = /\b(?:wants?|needs?|would|wouldn't|says?|said|asked|mentioned|insists?|hopes?|wished)\b|'d\b/;
const GIVEN = /\b(?:gave|bought|got|sent) (?:him|her|them) (?:\w+ )?$/;
const CLAUSE_END = /[.;!?]|, (?:but|and)\b/;

/** For whom something is asked in a sentence. */
export function askerAt(people: People, thought: Thought): string {
  if (people.recipient !== undefined) return people.recipient;
  const wants = WANTS.exec(thought.text);
  return (wants && people.subjectAt(thought.start + wants.index)) ?? 'self';
}

/** For whom a thing is asked: whoever is said to want it, else whoever the sentence asks for. */
export function askerOf(people: People, thought: Thought, start: number, asked: string): string {
  const subject = people.subjectAt(start);
  if (subject === undefined) return asked;
  if (subject === 'self') return people.recipient ?? 'self';
  return ASKS.test(thought.text.slice(0, start - thought.start)) ? subject : asked;
}

/** @returns who is said to speak at a place of the message. */
export function namedAt(people: People, place: number): string {
  return people.subjectAt(place) ?? 'self';
}

/**
 * @param plain the message in lower case; @param start and @param end of the thing in it.
 * @param asked for whom the sentence asks.
 * @returns whose taste, habit or possession is stated: who is named before the thing, else behind it; `asked` where nobody is.
 */
export function whoseTaste(people: People, plain: string, start: number, end: number, asked: string): string {
  const left = plain.slice(Math.max(0, start - BEHIND), start);
  if (GIVEN.test(left)) return people.recipient ?? people.named.at(-1)?.value.who ?? 'other';
  const before = people.subjectAt(start);
  const behind = plain.slice(end, end + BEHIND).split(CLAUSE_END)[0] ?? '';
  const person = people.named.find((each) => each.start >= end && each.start < end + behind.length);
  const own = /\b(?:me|my|mine|us|our)\b/.exec(
    behind.replace(/\bmy \w+'?s?\b/g, (words) => (person ? words.replace('my', '__') : words)),
  );
  if (before !== undefined) return before;
  const theirs = /\b(?:her|his|their|hers|theirs|him)\b[^.;!?]*$/.test(left);
  if (theirs)
    return people.named.findLast((each) => each.end <= start)?.value.who ?? people.recipient ?? 'other';
  if (own && (!person || own.index < person.start - end)) return 'self';
  if (person) return person.value.who;
  if (/\b(?:his|her|their|him|them)\b/.test(behind)) return people.named.at(-1)?.value.who ?? 'other';
  return asked;
}

/** What somebody is, likes, avoids or has, and what they ask for now. */
export function isOfSomebody(kind: StatedWish['kind'], scope: StatedWish['scope']): boolean {
  return scope === 'lasting' || kind === 'owned';
}
