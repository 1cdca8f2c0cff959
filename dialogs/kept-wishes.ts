// All wishes that are kept of a customer as one list with numbers: their own first, then those of each other person. Says and changes nothing.

import { createHash } from 'node:crypto';
import type { CustomerRecord, NotedWish, Preference } from '../data/customer.js';
import { personsIn, personsMeant } from '../understanding/persons.js';
import { describePreference, describeSource, type Wording } from './describe-preference.js';
import { personsCalled } from './recipient.js';
import { describeNoted } from './stated-wishes.js';

export type KeptWish =
  | { readonly kind: 'own'; readonly id: string; readonly preference: Preference }
  | { readonly kind: 'noted'; readonly id: string; readonly wish: NotedWish };

type Kept = Pick<CustomerRecord, 'preferences' | 'notedWishes'>;

/** @returns in the order in which they are numbered from 1. */
export function keptWishes({ preferences, notedWishes = [] }: Kept): readonly KeptWish[] {
  const own = preferences.map((preference): KeptWish => ({ kind: 'own', id: preference.id, preference }));
  const persons = [
    'self',
    ...new Set(notedWishes.map(({ for: who }) => who).filter((who) => who !== 'self')),
  ];
  const noted = persons.flatMap((who) =>
    notedWishes
      .filter((wish) => wish.for === who)
      .map((wish): KeptWish => ({ kind: 'noted', id: wish.id, wish })),
  );
  return [...own, ...noted];
}

/** @returns a word that changes with any of them, so that a card shown before a change is known for an old one. */
export function versionOf(wishes: readonly KeptWish[]): string {
  return createHash('sha256').update(JSON.stringify(wishes)).digest('hex').slice(0, VERSION_LENGTH);
}
const VERSION_LENGTH = 16;

export function whoseWish(kept: KeptWish): string {
  return kept.kind === 'own' ? 'self' : kept.wish.for;
}

/** "no wool", "for your mother: rather not lavender". */
export function keptInWords(kept: KeptWish, wording: Wording): string {
  if (kept.kind === 'noted') return describeNoted(kept.wish, wording);
  const { preference } = kept;
  const wish = describePreference(preference, wording);
  if (preference.onlyIn === undefined) return wish;
  return wording.services.texts.say('preference.here_only', wording.tone, { wish });
}

/** "you said “no wool” on Wednesday, 18 November". */
export function sourceInWords(kept: KeptWish, wording: Wording): string {
  return describeSource(kept.kind === 'own' ? kept.preference : kept.wish, wording);
}

/** Takes them out of the record. */
export function forget(record: Kept, ids: ReadonlySet<string>): void {
  record.preferences = record.preferences.filter(({ id }) => !ids.has(id));
  if (record.notedWishes) record.notedWishes = record.notedWishes.filter(({ id }) => !ids.has(id));
}

export interface PersonAsked {
  /** As the customer calls them: `mother`. */
  readonly who: string;
  /** Those of whom something is kept; several where it may be either. */
  readonly persons: readonly string[];
}

/** @returns the other person whom a question about what is kept names; `undefined` where it is about the customer. */
export function personAsked(text: string, record: Kept): PersonAsked | undefined {
  const known = [...new Set((record.notedWishes ?? []).map(({ for: who }) => who))].filter(
    (who) => who !== 'self',
  );
  const [named] = personsIn(text);
  if (named) return { who: named.who, persons: personsMeant(named.who, known) };
  const called = personsCalled(text, known);
  return called[0] === undefined ? undefined : { who: called[0], persons: called };
}

/** @returns which of them a text names by what is wished or by the person; a thing of a person's is that one alone. */
export function namedNotes(text: string, record: Kept): readonly NotedWish[] {
  const { notedWishes = [] } = record;
  const plain = text.toLowerCase();
  const says = ({ what }: NotedWish) =>
    new RegExp(`(?<!\\p{L})${escaped(what.toLowerCase())}`, 'u').test(plain);
  const asked = personAsked(text, record);
  if (!asked) return notedWishes.filter(says);
  if (asked.persons.length > 1) return [];
  const theirs = notedWishes.filter(({ for: who }) => asked.persons.includes(who));
  const said = theirs.filter(says);
  return said.length > 0 ? said : theirs;
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
