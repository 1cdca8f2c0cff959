// Which persons of the customer's a message names, told apart: "my sister Anna", "my younger sister", "a friend". Pure; knows no wishes.

import { peopleIn } from './preferences/whom.js';

export interface PersonSaid {
  /** As `readWishes` calls them: `sister`. */
  readonly kin: string;
  /** Told apart from others of that kin: `sister Anna`, `younger sister`, `sister's husband`; else the kin. */
  readonly who: string;
  /** "A friend" may be anybody; "my friend" is somebody. */
  readonly anybody: boolean;
  /** Place of the words in the message. */
  readonly start: number;
}

/** What tells two of one kin apart; "my dear sister" is just the sister. */
const APART =
  /\b(?:younger|youngest|little|older|oldest|elder|eldest|big|middle|twin|teenage|best|new|old|other|late)\b/g;
const ANYBODY = /^(?:(?:for|to) )?(?:an?|another|some|two|three|one of my)\b/;
/** A capital tells a name from whatever else follows. */
const NAME = /^,? (?:called |named )?(\p{Lu}[\p{L}'-]+)/u;
const NO_NAME =
  /^(?:I|I'm|I've|I'd|And|But|Or|In|On|At|For|With|Who|She|He|They|The|A|An|Christmas|Easter|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)$/;

/** @returns each person named, in the order said; the same person may come twice. */
export function personsIn(message: string): readonly PersonSaid[] {
  const plain = message.toLowerCase().replaceAll('’', "'");
  // Lower case may be longer ("İ"), and then places in it are not those of the message.
  const sameLength = plain.length === message.length;
  const said: PersonSaid[] = [];
  let skipTo = 0;
  for (const { start, end, value } of peopleIn(plain).named) {
    if (start < skipTo) continue;
    const words = plain.slice(start, end);
    const anybody = ANYBODY.test(words);
    const theirs = words.endsWith("'s") ? peopleIn(`my${plain.slice(end)}`).named[0] : undefined;
    if (theirs?.start === 0) {
      said.push({ kin: value.who, who: `${value.who}'s ${theirs.value.who}`, anybody, start });
      skipTo = end + theirs.end - 'my'.length;
      continue;
    }
    const name = sameLength ? NAME.exec(message.slice(end))?.[1] : undefined;
    const called = name === undefined || NO_NAME.test(name) ? undefined : name.replace(/['’]s$/, '');
    const apart = [...words.matchAll(APART)].map(([word]) => word).join(' ');
    const who = called ? `${value.who} ${called}` : `${apart} ${value.who}`.trim();
    said.push({ kin: value.who, who, anybody, start });
  }
  return said;
}

/** The message without the words for persons: "my father" is no mistyped "feather". Places stay the same. */
export function withoutPersons(message: string): string {
  const plain = message.toLowerCase();
  if (plain.length !== message.length) return message;
  return peopleIn(plain).named.reduce(
    (left, { start, end }) =>
      left.slice(0, start) +
      left.slice(start, end).replace(/[\p{L}'’-]+(?=\W*$)/u, (word) => '_'.repeat(word.length)) +
      left.slice(end),
    message,
  );
}

/** @returns the kin of a name that `personsIn` gave: `sister` of `sister Anna` and of `younger sister`. */
export function kinOf(who: string): string {
  if (who.includes("'s ")) return who;
  const words = who.replace(APART, '').trim().split(' ');
  return words[0] ?? who;
}

/**
 * Which of the persons of whom something is known are meant: `sister` is Anna where only one sister is known by name.
 * @param known each once.
 * @returns those meant, none where nothing is known of such a one, several where it may be either.
 */
export function personsMeant(who: string, known: readonly string[]): readonly string[] {
  const kin = kinOf(who);
  const ofKin = known.filter((each) => kinOf(each) === kin);
  if (who !== kin) {
    if (ofKin.includes(who)) return [who];
    // "My sister" and "my sister Anna" are one, as long as no other sister was told of.
    return ofKin.every((each) => each === kin) ? ofKin : [];
  }
  const apart = ofKin.filter((each) => each !== kin);
  return apart.length > 0 ? apart : ofKin;
}
