// knowledge/*.md: answers that need no task, each under the question that customers ask. Knows nothing of how questions are matched.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnowledgeEntry } from './business.js';
import type { Report } from './business-faults.js';
import { readText, unreadable } from './read-text.js';

const FOLDER = 'knowledge';

/**
 * A page is `# Title`, then for each answer `## Question`, optionally `Also: another way to ask | and another`, and the answer
 * as Markdown with `{{variables}}`.
 * @param variables what may stand between `{{` and `}}`; `undefined` while they are not known: then none is checked.
 */
export async function loadKnowledge(
  folder: string,
  variables: ReadonlyMap<string, string> | undefined,
  report: Report,
): Promise<readonly KnowledgeEntry[]> {
  let names: readonly string[];
  try {
    names = (await readdir(join(folder, FOLDER))).filter((name) => name.endsWith('.md')).sort();
  } catch (error) {
    report(unreadable(FOLDER, error));
    return [];
  }
  if (names.length === 0) {
    report({
      file: FOLDER,
      line: 1,
      what: 'there is no page in it',
      remedy: 'Add a page such as knowledge/returns.md.',
    });
  }
  const entries: KnowledgeEntry[] = [];
  for (const name of names) {
    const text = await readText(join(folder, FOLDER, name), `${FOLDER}/${name}`, report);
    if (text !== undefined) entries.push(...readPage(name, text, variables, report));
  }
  reportRepeatedQuestions(entries, report);
  return entries;
}

interface Section {
  readonly question: string;
  readonly line: number;
  readonly lines: string[];
}

function readPage(
  name: string,
  text: string,
  variables: ReadonlyMap<string, string> | undefined,
  report: Report,
): readonly KnowledgeEntry[] {
  const file = `${FOLDER}/${name}`;
  const { title, sections } = splitPage(text, file, report);
  return sections.flatMap((section) => {
    const also = section.lines.findIndex((line) => /^also:/i.test(line));
    const alternatives = (section.lines[also] ?? '')
      .replace(/^also:/i, '')
      .split('|')
      .flatMap((t) => t.trim() || []);
    const body = section.lines.map((line, index) => (index === also ? '' : line));
    const answer = body
      .map((line, index) => fillIn(line, variables, { file, line: section.line + 1 + index }, report))
      .join('\n')
      .trim();
    if (answer === '') {
      report({
        file,
        line: section.line,
        what: `${JSON.stringify(section.question)} has no answer`,
        remedy: 'Write one below it.',
      });
      return [];
    }
    return {
      id: `${name.replace(/\.md$/, '')}#${slugOf(section.question)}`,
      question: section.question,
      alternatives,
      answer,
      title,
      source: `${file}:${section.line}`,
    };
  });
}

function splitPage(
  text: string,
  file: string,
  report: Report,
): { readonly title: string; readonly sections: readonly Section[] } {
  let title = '';
  const sections: Section[] = [];
  text.split('\n').forEach((content, index) => {
    const line = index + 1;
    const [, marks = '', heading = ''] = /^(#{1,2})(?:\s+(.*))?$/.exec(content.trimEnd()) ?? [];
    if (marks !== '' && heading.trim() === '') {
      report({ file, line, what: 'this heading is empty', remedy: 'Write its text or remove it.' });
    } else if (marks === '##') {
      sections.push({ question: heading.trim(), line, lines: [] });
    } else if (marks === '#' && title === '') {
      title = heading.trim();
    } else if (marks === '#') {
      report({
        file,
        line,
        what: `${JSON.stringify(content)} is a second title`,
        remedy: 'Write a question with "## ".',
      });
    } else if (sections.length > 0) {
      sections.at(-1)?.lines.push(content.trimEnd());
    } else if (content.trim() !== '') {
      report({
        file,
        line,
        what: `${JSON.stringify(content.trim().slice(0, 60))} stands before the first question`,
        remedy: 'Put a question before it, as "## How long …?".',
      });
    }
  });
  if (title === '') {
    report({
      file,
      line: 1,
      what: 'the page has no title',
      remedy: 'Begin it with "# Title", as customers read it.',
    });
  }
  if (sections.length === 0) {
    report({ file, line: 1, what: 'the page has no question', remedy: 'Add one as "## How long …?".' });
  }
  return { title, sections };
}

function fillIn(
  line: string,
  variables: ReadonlyMap<string, string> | undefined,
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

function slugOf(question: string): string {
  return question
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
