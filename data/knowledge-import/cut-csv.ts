// A table of questions and answers → sections. Pure; the columns are those of the business's own tables of knowledge.

import { knowledgeRows } from '../knowledge-table.js';
import { blocksOfMarkdown } from './cut-markdown.js';
import { MAX_ANSWER, type Page, type PageRefusal, type Section } from './page.js';
import { hasWords, plainHeading, REFUSED } from './plain-words.js';

/** @param name stands for the title of rows without a source. */
export function cutCsv(text: string, name: string): Page {
  const refused: PageRefusal[] = [];
  const rows = knowledgeRows(text, name, ({ line, what, remedy }) =>
    refused.push(REFUSED.notText(`line ${line}: ${what}`, remedy)),
  );
  const sections = rows.flatMap(({ value }): readonly Section[] => {
    if (value.answer.length > MAX_ANSWER) {
      refused.push(REFUSED.tooLong(value.question, value.answer.length, MAX_ANSWER));
      return [];
    }
    return [
      {
        path: [value.question],
        alternatives: value.also.map(plainHeading).filter(hasWords),
        blocks: blocksOfMarkdown(value.answer),
        title: plainHeading(value.source) || undefined,
      },
    ];
  });
  return { title: plainHeading(name), sections, refused };
}
