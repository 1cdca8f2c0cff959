// The messages that the wish for a person is learnt from: labelled ones, and the demo business's ordinary questions as none. Fits nothing.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { loadBusiness } from '../../data/load-business.js';
import { normalise } from '../../understanding/normalise.js';
import { wishesInOtherLanguage } from '../../understanding/person/other-languages.js';
import { findingsIn, SIGNS } from '../../understanding/person/rules.js';
import { wishBucketsOf } from '../../understanding/person/wish-features.js';
import { decidedByRule } from '../../understanding/person/wish-for-person.js';

export interface Example {
  readonly buckets: Int32Array;
  readonly signs: readonly boolean[];
  readonly wants: boolean;
  /** How much an error on it counts. */
  readonly weight: number;
  /** By a rule alone; then the weights are not asked. */
  readonly decided: boolean | undefined;
  readonly labelled: boolean;
  /** 0 to 4, by the message's words: the same however many others there are. */
  readonly fold: number;
}

export const FOLDS = 5;
/** There are many ordinary questions and they are easy. .1 to 1 give the same held-out figures. */
const ORDINARY = 0.3;
/** Its questions are about reaching people, and some could be wishes as well. */
const UNCLEAR_PAGE = 'contact#';
const DEMO = new URL('../../data/business', import.meta.url).pathname;

/** @param files with the columns `text` and `wants_person` (0 or 1). */
export async function readExamples(files: readonly string[]): Promise<readonly Example[]> {
  const { agents, intents, knowledge } = await loadBusiness(DEMO, { today: '2026-01-01' });
  const names = [...agents.values()].flatMap(({ name }) => name.split(' ')[0] ?? []);
  const labelled = files.flatMap((file) =>
    (parse(readFileSync(file, 'utf8'), { columns: true }) as Record<string, string>[]).map((row) =>
      example(row.text ?? '', row.wants_person === '1', names, true),
    ),
  );
  const ordinary = [
    ...intents.flatMap(({ examples }) => examples),
    ...knowledge
      .filter(({ id }) => !id.startsWith(UNCLEAR_PAGE))
      .flatMap(({ question, alternatives }) => [question, ...alternatives]),
  ];
  return [...labelled, ...ordinary.map((text) => example(text, false, names, false))];
}

function example(message: string, wants: boolean, agents: readonly string[], labelled: boolean): Example {
  const plain = normalise(message);
  const found = findingsIn(plain, { agents });
  return {
    buckets: Int32Array.from(wishBucketsOf(found?.text ?? plain)),
    signs: found?.signs ?? SIGNS.map(() => false),
    wants,
    weight: labelled ? 1 : ORDINARY,
    decided: wishesInOtherLanguage(plain) || (found ? decidedByRule(plain, found.text, { agents }) : false),
    labelled,
    fold: createHash('sha256').update(message).digest().readUInt16BE() % FOLDS,
  };
}
