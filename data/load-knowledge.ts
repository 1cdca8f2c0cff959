// knowledge/*.md and *.csv: answers that need no task, each under the question that customers ask. Knows nothing of how questions are matched.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnowledgeEntry } from './business.js';
import type { Fault, Report } from './business-faults.js';
import { readKnowledgePage } from './knowledge-page.js';
import { knowledgeRows } from './knowledge-table.js';
import { slugOf } from './question-slug.js';
import { readText, unreadable } from './read-text.js';

export const KNOWLEDGE_FOLDER = 'knowledge';

/** Characters of one answer; more is no answer but a book, and would be sent whole. */
const MAX_ANSWER = 20_000;

/** One file of the folder. */
export interface KnowledgeFile {
  /** Without the folder: `returns.md`. */
  readonly name: string;
  readonly text: string;
}

/** What may stand between `{{` and `}}`; `undefined` while that is not known: then none is checked. */
type Variables = ReadonlyMap<string, string> | undefined;

/**
 * A page is `# Title`, then for each answer `## Question`, optionally `Also: another way to ask | and another`, and the answer
 * as Markdown with `{{variables}}`. A table has a row for each, with the columns `question,answer,also,source`.
 */
export async function loadKnowledge(
  folder: string,
  variables: Variables,
  report: Report,
): Promise<readonly KnowledgeEntry[]> {
  const files = await knowledgeFiles(folder, report);
  return files ? readKnowledge(files, variables, report) : [];
}

/** @returns the folder's pages and tables by name, those that can't be read reported; `undefined` when there is no such folder. */
export async function knowledgeFiles(
  folder: string,
  report: Report,
): Promise<readonly KnowledgeFile[] | undefined> {
  let names: readonly string[];
  try {
    names = (await readdir(join(folder, KNOWLEDGE_FOLDER))).filter((name) => /\.(md|csv)$/.test(name)).sort();
  } catch (error) {
    report(unreadable(KNOWLEDGE_FOLDER, error));
    return undefined;
  }
  const files: KnowledgeFile[] = [];
  for (const name of names) {
    const text = await readText(join(folder, KNOWLEDGE_FOLDER, name), `${KNOWLEDGE_FOLDER}/${name}`, report);
    if (text !== undefined) files.push({ name, text });
  }
  if (names.length === 0) {
    report({
      file: KNOWLEDGE_FOLDER,
      line: 1,
      what: 'there is no page in it',
      remedy: 'Add a page such as knowledge/returns.md.',
    });
  }
  return files;
}

/** Pure. @returns the answers of all files, with every fault reported. */
export function readKnowledge(
  files: readonly KnowledgeFile[],
  variables: Variables,
  report: Report,
): readonly KnowledgeEntry[] {
  const entries = files.flatMap((file) => readFile(file, variables, report));
  reportRepeatedQuestions(entries, report);
  return entries;
}

interface Answer {
  readonly question: string;
  readonly alternatives: readonly string[];
  readonly line: number;
  readonly lines: readonly string[];
  readonly title: string;
}

function readFile(
  { name, text }: KnowledgeFile,
  variables: Variables,
  report: Report,
): readonly KnowledgeEntry[] {
  const file = `${KNOWLEDGE_FOLDER}/${name}`;
  reportBrokenText(text, file, report);
  return answersIn(name, text, file, report).flatMap(({ question, alternatives, line, lines, title }) => {
    const answer = lines
      .map((each, index) => fillIn(each, variables, { file, line: line + index }, report))
      .join('\n')
      .trim();
    const fault = faultOf(question, answer);
    if (fault) {
      report({ file, line, ...fault });
      return [];
    }
    return {
      id: `${name.replace(/\.(md|csv)$/, '')}#${slugOf(question)}`,
      question,
      alternatives,
      answer,
      title,
      source: `${file}:${line}`,
    };
  });
}

function answersIn(name: string, text: string, file: string, report: Report): readonly Answer[] {
  if (name.endsWith('.md')) {
    const { title, sections } = readKnowledgePage(text, file, report);
    return sections.map((section) => ({ ...section, lines: ['', ...section.lines], title }));
  }
  return knowledgeRows(text, file, report).map(({ line, value }) => ({
    question: value.question,
    alternatives: value.also,
    line,
    lines: value.answer.split('\n'),
    title: value.source || titleFrom(name),
  }));
}

function faultOf(question: string, answer: string): Pick<Fault, 'what' | 'remedy'> | undefined {
  const asked = JSON.stringify(question.slice(0, 100));
  if (answer === '') return { what: `${asked} has no answer`, remedy: 'Write one below it.' };
  if (slugOf(question) === '') {
    return { what: `${asked} has neither a letter nor a digit`, remedy: 'Ask it in words.' };
  }
  if (answer.length <= MAX_ANSWER) return undefined;
  return {
    what: `the answer to ${asked} has ${answer.length} characters, more than ${MAX_ANSWER}`,
    remedy: 'Divide it into several questions.',
  };
}

/** What can't be read as text, or shows as nothing: once a file, at its first line with such a character. */
function reportBrokenText(text: string, file: string, report: Report): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const at = text.search(/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/);
  if (at < 0) return;
  const line = text.slice(0, at).split('\n').length;
  if (text[at] === '\ufffd') {
    report({ file, line, what: 'this is not UTF-8', remedy: 'Save the file as UTF-8.' });
    return;
  }
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  report({ file, line, what: `there is a control character, U+${code}`, remedy: 'Remove it.' });
}

/** `our-returns.csv` is called "Our returns". */
function titleFrom(name: string): string {
  const words = name
    .replace(/\.csv$/, '')
    .replace(/[-_\s]+/g, ' ')
    .trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function fillIn(
  line: string,
  variables: Variables,
  place: { readonly file: string; readonly line: number },
  report: Report,
): string {
  if (!variables) return line;
  return line.replace(/\{\{\s*(.*?)\s*\}\}/g, (written, name: string) => {
    const value = variables.get(name);
    if (value !== undefined) return value;
    report({
      ...place,
      what: `${written} is not known`,
      remedy: `Use one of ${[...variables.keys()].map((known) => `{{${known}}}`).join(', ')}.`,
    });
    return written;
  });
}

/** One question with two answers would be answered by chance. */
function reportRepeatedQuestions(entries: readonly KnowledgeEntry[], report: Report): void {
  const firstOf = new Map<string, string>();
  for (const entry of entries) {
    for (const question of [entry.question, ...entry.alternatives]) {
      const slug = slugOf(question);
      const first = firstOf.get(slug);
      if (first === undefined) {
        firstOf.set(slug, entry.source);
        continue;
      }
      const [file = '', line = ''] = entry.source.split(':');
      report({
        file,
        line: Number(line),
        what: `${JSON.stringify(question)} is already asked in ${first}`,
        remedy: 'Ask it in one place only.',
      });
    }
  }
}
