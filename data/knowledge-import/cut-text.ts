// A page of plain text → questions and answers, where its lines show which is which. Pure.

import type { Paragraph } from 'mdast';
import { MAX_ANSWER, MAX_HEADING, type Page, type PageRefusal, type Section } from './page.js';
import { hasWords, plainHeading, REFUSED } from './plain-words.js';

interface Piece {
  readonly heading: string;
  readonly lines: string[];
}

/** A heading is a line of its own that asks, that begins with `Q:`, or that is underlined. @param name stands for the title. */
export function cutText(text: string, name: string): Page {
  const lines = text.split('\n').map((line) => line.trim());
  const pieces: Piece[] = [{ heading: '', lines: [] }];
  lines.forEach((line, index) => {
    const asked = /^q(?:uestion)?\s*[:.]\s*(.+)$/i.exec(line)?.[1];
    const underlined = isRule(lines[index + 1]) && hasWords(line);
    const asks = /[?؟？]$/.test(line) && !lines[index - 1];
    if ((asked || underlined || asks) && line.length <= MAX_HEADING)
      pieces.push({ heading: asked ?? line, lines: [] });
    else if (!isRule(line)) pieces.at(-1)?.lines.push(line.replace(/^a(?:nswer)?\s*[:.]\s+/i, ''));
  });
  const sections: Section[] = [];
  const refused: PageRefusal[] = [];
  for (const { heading, lines: content } of pieces) {
    const body = content.join('\n').trim();
    if (heading === '') {
      if (hasWords(body)) refused.push(REFUSED.noHeading(body));
    } else if (body.length > MAX_ANSWER) refused.push(REFUSED.tooLong(heading, body.length, MAX_ANSWER));
    else if (!hasWords(body)) refused.push(REFUSED.empty(heading));
    else sections.push({ path: [heading], blocks: body.split(/\n{2,}/).map(paragraph) });
  }
  return { title: plainHeading(name), sections, refused };
}

function isRule(line = ''): boolean {
  return /^(={3,}|-{3,})$/.test(line);
}

/** Lines stay apart, since an address or a list in plain text is made of them. */
function paragraph(text: string): Paragraph {
  const lines = text.split('\n');
  return {
    type: 'paragraph',
    children: lines.flatMap((value, index) =>
      index === 0
        ? [{ type: 'text' as const, value }]
        : [{ type: 'break' as const }, { type: 'text' as const, value }],
    ),
  };
}
