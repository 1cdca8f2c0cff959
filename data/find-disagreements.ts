// Entries about the same thing whose answers state different facts. Pure; knows nothing of how questions are matched for customers.

import type { KnowledgeEntry } from './business.js';
import { type StatedFacts, statedFacts } from './stated-facts.js';

export interface Disagreement {
  readonly first: KnowledgeEntry;
  readonly second: KnowledgeEntry;
  /** What they state differently: `money`, `day`, `time`, `percent`, `yes-no` … */
  readonly about: string;
  readonly firstSays: readonly string[];
  readonly secondSays: readonly string[];
}

/**
 * From so much on, two questions are about the same thing: the cosine of their words, rare words counting more. Chosen by hand on
 * the rows of tests/disagreements.test.ts, with room to spare: on the demo's pages nothing is told at .5 either.
 */
const SAME_THING = 0.8;
/** A word that stands in more questions finds no pairs; it still counts in their likeness. */
const COMMON = 60;
/** Reported at most: who has more has one cause for many. */
const MOST = 100;

/** @returns pairs in the order of the entries; time grows with their number, not with its square. */
export function findDisagreements(entries: readonly KnowledgeEntry[]): readonly Disagreement[] {
  const forms = entries.flatMap((entry, index) =>
    [entry.question, ...entry.alternatives].map((question) => ({ index, words: contentWords(question) })),
  );
  const holders = new Map<string, number[]>();
  forms.forEach(({ words }, form) => {
    for (const word of words) {
      const known = holders.get(word);
      if (known) known.push(form);
      else holders.set(word, [form]);
    }
  });
  const weight = (word: string): number => Math.log(1 + forms.length / (holders.get(word)?.length ?? 1)) ** 2;
  const lengths = forms.map(({ words }) => [...words].reduce((sum, word) => sum + weight(word), 0));
  const facts = new Map<number, StatedFacts>();
  const factsOf = (index: number): StatedFacts => {
    const known = facts.get(index) ?? statedFacts(entries[index]?.answer ?? '');
    facts.set(index, known);
    return known;
  };

  const compared = new Set<string>();
  const found: Disagreement[] = [];
  for (const [form, { index, words }] of forms.entries()) {
    for (const [other, shared] of formsSharing(form, words)) {
      const second = forms[other]?.index ?? index;
      if (second === index) continue;
      const likeness = shared / Math.sqrt((lengths[form] ?? 1) * (lengths[other] ?? 1));
      const pair = `${Math.min(index, second)} ${Math.max(index, second)}`;
      if (likeness < SAME_THING || compared.has(pair)) continue;
      compared.add(pair);
      found.push(...differences(entries, Math.min(index, second), Math.max(index, second), factsOf));
      if (found.length >= MOST) return found.slice(0, MOST);
    }
  }
  return found;

  /** Earlier forms that share a word that is not common, with the weight of all that they share. */
  function formsSharing(form: number, words: ReadonlySet<string>): ReadonlyMap<number, number> {
    const near = new Set<number>();
    for (const word of words) {
      const those = holders.get(word) ?? [];
      if (those.length <= COMMON) for (const other of those) if (other < form) near.add(other);
    }
    return new Map(
      [...near].map((other) => [
        other,
        [...words].reduce((sum, word) => sum + (forms[other]?.words.has(word) ? weight(word) : 0), 0),
      ]),
    );
  }
}

/** One line for the business, with both places. */
export function disagreementInWords({ first, second, about, firstSays, secondSays }: Disagreement): string {
  return `${first.source} and ${second.source} may disagree (${about}): ${JSON.stringify(first.question)} says ${firstSays.join(', ')}, ${JSON.stringify(second.question)} says ${secondSays.join(', ')}. Correct one of them, or let one page answer both.`;
}

/** A fact is contradicted where each answer states of it what the other does not. */
function differences(
  entries: readonly KnowledgeEntry[],
  one: number,
  two: number,
  factsOf: (index: number) => StatedFacts,
): readonly Disagreement[] {
  const [first, second] = [entries[one], entries[two]];
  if (!first || !second) return [];
  const theirs = factsOf(two);
  return [...factsOf(one)].flatMap(([about, values]) => {
    const others = theirs.get(about);
    if (!others) return [];
    const firstSays = [...values].filter((value) => !others.has(value));
    const secondSays = [...others].filter((value) => !values.has(value));
    return firstSays.length > 0 && secondSays.length > 0
      ? [{ first, second, about, firstSays, secondSays }]
      : [];
  });
}

const STOP = new Set(
  'a an the is are was do does did can could will would may must should have has i we you it they my your our me us to of in on at for from by with and or if be been there this that these those what which who when where why how some any something anything it get got go please not no so as'.split(
    ' ',
  ),
);
/** The kind of question is what it asks, in whatever words: "how long" is not "how much". */
const KINDS: readonly (readonly [kind: string, words: RegExp])[] = [
  ['return', /\b(send|bring|give|take)(ing)?( \w+)? back\b/g],
  ['delivery', /\b(deliver(y|ed|ing|s)?|ship(ping|ped|s)?)\b/g],
  [
    '?hours',
    /\b(opening|business|store|shop) (hours|times?)\b|\b(when|what time|until when)( \w+){1,3} (open|close)d?\b/g,
  ],
  ['?duration', /\b(how long|how many (days|weeks|months)|until when|period|takes?|times?|window)\b/g],
  ['?cost', /\b(how much|costs?|prices?|charged?|fees?|free)\b/g],
];

function contentWords(question: string): ReadonlySet<string> {
  let text = question.normalize('NFKC').toLowerCase();
  const kinds = KINDS.flatMap(([kind, pattern]) => {
    const rest = text.replace(pattern, ' ');
    const found = rest !== text;
    text = rest;
    return found ? [kind] : [];
  });
  const words = (text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !STOP.has(word)).map(stem);
  return new Set([...words, ...kinds]);
}

/** Endings only; a stemmer of more would make "return" and "returned" no more alike. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ies|ing|ed|es|s|e)$/, '') : word.replace(/s$/, '');
}
