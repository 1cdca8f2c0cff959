// What an import did, for people and for programs. Knows nothing of how it was done.

import { disagreementInWords } from '../../data/find-disagreements.js';
import type { Imported, Refusal } from '../../data/knowledge-import/index.js';

/** Refusals of one kind that are listed; `--json` has all. */
const LISTED = 10;

/** @returns lines: what was written, what was refused and why, what disagrees. */
export function inWords({ files, removed, refused, disagreements }: Imported, dryRun: boolean): string {
  const answers = files.reduce((sum, { page }) => sum + page.answers.length, 0);
  const would = dryRun ? 'would be' : answers === 1 ? 'was' : 'were';
  return [
    ...files.map(
      ({ name, page, replaces }) =>
        `${replaces === undefined ? 'new     ' : 'replaced'} knowledge/${name}: ${count(page.answers.length, 'answer')} from ${page.origin}`,
    ),
    ...removed.map((name) => `removed  knowledge/${name}`),
    ...refusedInWords(refused),
    ...(disagreements.length > 0
      ? ['Disagreements:', ...disagreements.map((each) => `  ${disagreementInWords(each)}`)]
      : []),
    `${count(answers, 'answer')} on ${count(files.length, 'page')} ${would} imported, ${refused.length} refused.${
      answers > 0 && !dryRun ? ' Restart to use them.' : ''
    }`,
  ].join('\n');
}

function refusedInWords(refused: readonly Refusal[]): readonly string[] {
  return [...new Set(refused.map(({ why }) => why))].flatMap((why) => {
    const those = refused.filter((each) => each.why === why);
    return [
      `Refused, ${why}: ${those.length}`,
      ...those.slice(0, LISTED).map(({ origin, what, remedy }) => `  ${origin}: ${what}. ${remedy}`),
      ...(those.length > LISTED ? [`  and ${those.length - LISTED} more; --json lists all`] : []),
    ];
  });
}

/** `{ dryRun, pages: [{ file, origin, title, replaces, answers }], removed, refused, disagreements }`, in one object. */
export function asJson({ files, removed, refused, disagreements }: Imported, dryRun: boolean): string {
  return JSON.stringify(
    {
      dryRun,
      pages: files.map(({ name, replaces, page }) => ({
        file: `knowledge/${name}`,
        origin: page.origin,
        title: page.title,
        replaces: replaces !== undefined,
        answers: page.answers.map(({ question, alternatives, answer, path }) => ({
          question,
          also: alternatives,
          answer,
          source: { title: page.title, origin: page.origin, headings: path },
        })),
      })),
      removed,
      refused,
      disagreements: disagreements.map(({ first, second, about, firstSays, secondSays }) => ({
        about,
        first: { source: first.source, question: first.question, says: firstSays },
        second: { source: second.source, question: second.question, says: secondSays },
      })),
    },
    null,
    2,
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
