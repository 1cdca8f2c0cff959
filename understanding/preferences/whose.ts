// Whose a wish is among the people of a message: who asks, who speaks, whose taste it is. Pure.

import type { Thing } from './things.js';
import type { Thought } from './thought.js';
import type { People } from './whom.js';

/** For whom something is asked in a sentence. */
export function askerAt(people: People, thought: Thought): string {
  if (people.recipient !== undefined) return people.recipient;
  const wants = /\b(?:wants?|needs|would like|is looking|asked for|is after)\b/.exec(thought.text);
  return (wants && people.subjectAt(thought.start + wants.index)) ?? 'self';
}

/** @returns who is said to speak at a place of the message. */
export function namedAt(people: People, place: number): string {
  const subject = people.subjectAt(place);
  return subject ?? 'self';
}

/** @returns whose taste a thing's cue states; `asked` where it names nobody. */
export function whoseTaste(
  thing: Thing,
  people: People,
  plain: string,
  start: number,
  end: number,
  asked: string,
): string {
  if (!thing.isBehind) return people.subjectAt(thing.cueStart + 1) ?? asked;
  const behind = plain.slice(end, end + 50);
  const person = people.named.find((each) => each.start >= end && each.start < end + 30);
  if (person && /\b(?:me|us)\b/.test(plain.slice(end, person.start))) return 'self';
  if (person) return person.value.who;
  if (/\b(?:my|me|our|us)\b/.test(behind)) return 'self';
  if (/\b(?:his|her|their|him|them)\b/.test(behind)) return people.named.at(-1)?.value.who ?? 'other';
  return people.subjectAt(start) ?? asked;
}
