// Whom a search or a wish is meant for: the customer, a person that something was noted of, or somebody new. Says nothing.

import type { Recipient } from '../data/conversation.js';
import { kinOf, personsIn, personsMeant } from '../understanding/persons.js';
import { peopleIn } from '../understanding/preferences/whom.js';
import type { Turn } from './turn.js';

export type Meant =
  | { readonly kind: 'self' }
  | { readonly kind: 'one'; readonly recipient: Recipient }
  /** It may be any of these, and it matters which. */
  | { readonly kind: 'which'; readonly kin: string; readonly persons: readonly string[] };

/** Only he, she or they was said, and nobody was named before. */
export const SOMEBODY = 'other';

/** "What would my mother like?", "something my sister would love". */
const WOULD_LIKE =
  /\b(?:would|will|might|could|may|does)\b[^.?!]{0,20}\b(?:like|love|enjoy|want|appreciate|be happy|prefer)\b|['’]d (?:like|love|enjoy)\b/i;

/** @returns the persons that something was noted of, who was spoken of last first. */
export function personsKnown({ record }: Pick<Turn, 'record'>): readonly string[] {
  const newestFirst = (record.notedWishes ?? []).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return [...new Set(newestFirst.map(({ for: who }) => who))].filter(
    (who) => who !== 'self' && who !== SOMEBODY,
  );
}

/** @returns for whom a request is, by its own words and what was noted. */
export function recipientMeant(text: string, turn: Turn): Meant {
  const people = peopleIn(text.toLowerCase());
  const said = personsIn(text);
  const called = calledIn(text, turn);
  if (called !== undefined && (people.recipient === undefined || said.length === 0))
    return one({ who: called });
  const kin =
    people.recipient ??
    (WOULD_LIKE.test(text) && new Set(said.map(({ who }) => who)).size === 1 ? said[0]?.kin : undefined);
  if (kin === undefined) return { kind: 'self' };
  if (kin === SOMEBODY) return pronounMeant(turn);
  const person = said.find((each) => each.kin === kin);
  if (person?.anybody) return one({ who: person.who, anybody: true });
  return personMeant(person?.who ?? kin, turn);
}

/** "What would Anna like?", "for Anna": by the name alone that the customer gave before. */
function calledIn(text: string, turn: Turn): string | undefined {
  if (!WOULD_LIKE.test(text) && !/\bfor \p{Lu}/u.test(text)) return undefined;
  return personsCalled(text, personsKnown(turn))[0];
}

/** @returns of these persons those whose own name stands in a text. */
export function personsCalled(text: string, persons: readonly string[]): readonly string[] {
  return persons.filter((person) => {
    const name = person.slice(kinOf(person).length).trim();
    return /^\p{Lu}/u.test(name) && new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'iu').test(text);
  });
}

function personMeant(who: string, turn: Turn): Meant {
  const meant = personsMeant(who, personsKnown(turn));
  if (meant.length > 1) return { kind: 'which', kin: who, persons: meant };
  return one({ who: meant[0] ?? who });
}

/** "For her": whom the running search is for, else the person spoken of last. */
function pronounMeant(turn: Turn): Meant {
  const running = turn.conversation.focus.wish?.for;
  if (running) return one(running);
  const [last, ...others] = personsKnown(turn);
  if (last === undefined) return one({ who: SOMEBODY, anybody: true });
  return others.length === 0 || spokenOfHere(last, turn)
    ? one({ who: last })
    : { kind: 'which', kin: SOMEBODY, persons: [last, ...others] };
}

function spokenOfHere(who: string, { record, conversation }: Turn): boolean {
  const here = new Set(conversation.transcript.map(({ id }) => id));
  return (record.notedWishes ?? []).some(
    ({ for: whose, source }) => whose === who && source.kind === 'said' && here.has(source.activityId),
  );
}

function one(recipient: Recipient): Meant {
  return { kind: 'one', recipient };
}

/**
 * Names the person of each wish that was read in a message, told apart from others of that kin, as far as the words and what is known tell.
 * @returns a function of the reader's name for the person and the place of the wish.
 */
export function personOfWish(text: string, turn: Turn): (kin: string, at: number) => string {
  const said = personsIn(text);
  return (kin, at) => {
    if (kin === 'self') return kin;
    if (kin === SOMEBODY) {
      const meant = pronounMeant(turn);
      return meant.kind === 'one' ? meant.recipient.who : SOMEBODY;
    }
    const ofKin = said.filter((each) => each.kin === kin);
    const person = ofKin.findLast(({ start }) => start <= at) ?? ofKin[0];
    if (person?.anybody) return person.who;
    const meant = personsMeant(person?.who ?? kin, personsKnown(turn));
    return meant.length === 1 && meant[0] !== undefined && person?.who === kin
      ? meant[0]
      : (person?.who ?? kin);
  };
}
