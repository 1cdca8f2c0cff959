// The messages that the wish for a person is learnt from: labelled ones, and ordinary questions to the demo business as none. Fits nothing.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { loadBusiness } from '../../data/load-business.js';
import { normalise } from '../../understanding/normalise.js';
import { wishesInOtherLanguage } from '../../understanding/person/other-languages.js';
import { findingsIn, SIGNS } from '../../understanding/person/rules.js';
import { wishBucketsOf } from '../../understanding/person/wish-features.js';
import { decidedByRule, endOfStory } from '../../understanding/person/wish-for-person.js';

/** A text as the weights see it. */
export interface Seen {
  readonly buckets: Int32Array;
  readonly signs: readonly boolean[];
  /** By a rule alone; then the weights are not asked. */
  readonly decided: boolean | undefined;
}

export interface Example extends Seen {
  readonly wants: boolean;
  /** How much an error on it counts. */
  readonly weight: number;
  /** `story`: a labelled message with an ordinary question before or after it. */
  readonly kind: 'labelled' | 'story' | 'ordinary';
  /** The last words of a long one, which are read by themselves too. */
  readonly end: Seen | undefined;
  /** Whose sentence it is, as its place among the authors; an ordinary question counts to one of them by its words. */
  readonly author: number;
}

/** There are many ordinary questions and they are easy. .1 to 1 give the same held-out figures. */
const ORDINARY = 0.3;
/**
 * Customers tell what has happened before they ask for somebody. With .5 and with 1 the same wishes are found, of those in stories .70 instead
 * of .33.
 */
const STORY = 0.5;
/** Of 256 stories, those that have the question first. */
const QUESTION_FIRST = 166;
/** Their questions are about reaching people, and some could be wishes as well. */
const UNCLEAR = new Set([
  'contact#when-can-i-reach-a-person',
  'contact#which-languages-do-you-speak',
  'contact#what-is-your-phone-number',
]);
const ASKED = ['retrieval.csv', 'retrieval-more.csv'].map(
  (name) => new URL(`../../bench/understanding/development/${name}`, import.meta.url),
);
const DEMO = new URL('../../data/business', import.meta.url).pathname;

/** @param authors the files of each, with the columns `text` and `wants_person` (0 or 1). */
export async function readExamples(authors: readonly (readonly string[])[]): Promise<readonly Example[]> {
  const { agents, intents, knowledge } = await loadBusiness(DEMO, { today: '2026-01-01' });
  const names = [...agents.values()].flatMap(({ name }) => name.split(' ')[0] ?? []);
  const labelled = authors.flatMap((files, author) =>
    files.flatMap(rowsOf).map((row) => ({ text: row.text ?? '', wants: row.wants_person === '1', author })),
  );
  const ordinary = [
    ...intents.flatMap(({ examples }) => examples),
    ...knowledge
      .filter(({ id }) => !UNCLEAR.has(id))
      .flatMap(({ question, alternatives }) => [question, ...alternatives]),
    ...ASKED.flatMap(rowsOf).flatMap(({ question = '', entry = '' }) => (UNCLEAR.has(entry) ? [] : question)),
  ];
  const exampleOf = (text: string, like: Pick<Example, 'wants' | 'weight' | 'kind' | 'author'>): Example => {
    const end = endOfStory(normalise(text));
    return {
      ...like,
      ...seen(text, names),
      end: end === undefined ? undefined : seen(end, names),
    };
  };
  return [
    ...labelled.map(({ text, wants, author }) =>
      exampleOf(text, { wants, weight: 1, kind: 'labelled', author }),
    ),
    ...labelled.map(({ text, wants, author }) =>
      exampleOf(storyOf(text, ordinary), { wants, weight: STORY, kind: 'story', author }),
    ),
    ...ordinary.map((text) =>
      exampleOf(text, {
        wants: false,
        weight: ORDINARY,
        kind: 'ordinary',
        author: digestOf(text).readUInt16BE() % authors.length,
      }),
    ),
  ];
}

function rowsOf(file: string | URL): readonly Readonly<Record<string, string>>[] {
  return parse(readFileSync(file, 'utf8'), { columns: true }) as Record<string, string>[];
}

function storyOf(message: string, ordinary: readonly string[]): string {
  const digest = digestOf(message);
  const question = ordinary[digest.readUInt32BE(4) % ordinary.length] ?? '';
  return digest.readUInt8(8) < QUESTION_FIRST ? `${question}. ${message}` : `${message}. ${question}`;
}

function digestOf(message: string): Buffer {
  return createHash('sha256').update(message).digest();
}

function seen(message: string, agents: readonly string[]): Seen {
  const plain = normalise(message);
  const found = findingsIn(plain, { agents });
  return {
    buckets: Int32Array.from(wishBucketsOf(found?.text ?? plain)),
    signs: found?.signs ?? SIGNS.map(() => false),
    decided: wishesInOtherLanguage(plain) || (found ? decidedByRule(plain, found.text, { agents }) : false),
  };
}
