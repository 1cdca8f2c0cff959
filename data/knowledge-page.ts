// A page of knowledge in Markdown → its questions, each with its lines. Knows neither folders nor variables.

import type { Report } from './business-faults.js';

export interface Section {
  readonly question: string;
  readonly alternatives: readonly string[];
  /** Where the question stands. */
  readonly line: number;
  /** Below the question; comments and the line of alternatives are empty, so that lines keep their numbers. */
  readonly lines: readonly string[];
}

export interface KnowledgePage {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** A comment of one line is for those who read the file. */
const COMMENT = /^<!--.*-->$/;

/** @param file the page's name in faults. */
export function readKnowledgePage(text: string, file: string, report: Report): KnowledgePage {
  const { title, sections } = splitPage(text, file, report);
  return { title, sections: sections.map(withAlternatives) };
}

interface Draft {
  readonly question: string;
  readonly line: number;
  readonly lines: string[];
}

function withAlternatives({ question, line, lines }: Draft): Section {
  const also = lines.findIndex((each) => /^also:/i.test(each));
  const alternatives = (lines[also] ?? '')
    .replace(/^also:/i, '')
    .split('|')
    .flatMap((each) => each.trim() || []);
  return { question, alternatives, line, lines: lines.map((each, index) => (index === also ? '' : each)) };
}

function splitPage(
  text: string,
  file: string,
  report: Report,
): { readonly title: string; readonly sections: readonly Draft[] } {
  let title = '';
  const sections: Draft[] = [];
  text.split('\n').forEach((written, index) => {
    const line = index + 1;
    const content = COMMENT.test(written.trim()) ? '' : written;
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
