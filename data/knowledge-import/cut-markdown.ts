// A Markdown page → its title and what stands under each heading. Pure; HTML within it is read as HTML.

import type { RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { blocksOfHtml } from './cut-html.js';
import { MAX_ANSWER, MAX_SECTIONS, type Page, type PageRefusal, type Section } from './page.js';
import { hasWords, plainHeading, REFUSED } from './plain-words.js';

/**
 * Signs of Markdown and addresses come on top of the words. What is longer is not even parsed: the parser's time grows with the
 * square of a block made to be slow.
 */
const MAX_SOURCE = 2 * MAX_ANSWER;
/** Addresses that links refer to by name. */
const DEFINITION = /^ {0,3}\[[^\]\n]{1,200}\]:\s*\S/;
const MAX_DEFINITIONS = 100;

/** @param name stands for the title of a page without a heading. */
export function cutMarkdown(text: string, name: string): Page {
  const { title: stated, body } = withoutFrontMatter(text);
  const pieces = piecesOf(body);
  const definitions = body
    .split('\n')
    .filter((line) => DEFINITION.test(line))
    .slice(0, MAX_DEFINITIONS);
  const title = pieces.find(({ path }) => path.length > 0)?.path[0] ?? stated;
  const sections: Section[] = [];
  const refused: PageRefusal[] = [];
  if (pieces.length > MAX_SECTIONS + 1) refused.push(REFUSED.tooMany(pieces.length - 1));
  pieces.slice(0, MAX_SECTIONS + 1).forEach(({ path, lines }, index) => {
    const source = lines.join('\n').trim();
    if (path.length === 0) {
      if (hasWords(source)) refused.push(REFUSED.noHeading(source));
    } else if (source.length > MAX_SOURCE) {
      refused.push(REFUSED.tooLong(path.at(-1) ?? '', source.length, MAX_ANSWER));
    } else if (hasWords(source)) {
      sections.push({ path, ...alternativesIn(lines, definitions) });
    } else if ((pieces[index + 1]?.path.length ?? 0) <= path.length) {
      refused.push(REFUSED.empty(path.at(-1) ?? ''));
    }
  });
  return { title: plainHeading(title || name), sections, refused };
}

/** @returns what one piece of Markdown without headings says. */
export function blocksOfMarkdown(text: string): readonly RootContent[] {
  const tree = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  return tree.children.flatMap((block) => (block.type === 'html' ? blocksOfHtml(block.value) : block));
}

/** Our own pages have a line of other ways to ask. */
function alternativesIn(lines: readonly string[], definitions: readonly string[]) {
  const also = lines.findIndex((line) => /^also:/i.test(line));
  const body = lines.filter((_line, index) => index !== also).join('\n');
  const referred = definitions.filter((line) => !lines.includes(line));
  return {
    alternatives: (lines[also] ?? '')
      .replace(/^also:/i, '')
      .split('|')
      .map(plainHeading)
      .filter(hasWords),
    blocks: blocksOfMarkdown(body.includes('[') ? [body, '', ...referred].join('\n') : body),
  };
}

interface Piece {
  readonly path: readonly string[];
  readonly lines: string[];
}

function piecesOf(text: string): readonly Piece[] {
  let above: readonly { readonly level: number; readonly text: string }[] = [];
  const pieces: Piece[] = [{ path: [], lines: [] }];
  let fence = '';
  for (const line of text.split('\n')) {
    const lines = pieces.at(-1)?.lines ?? [];
    const [, marks = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== '') {
      if (marks.startsWith(fence)) fence = '';
      lines.push(line);
      continue;
    }
    fence = marks;
    const found = headingIn(line, lines);
    if (!found) {
      lines.push(line);
      continue;
    }
    if (found.underlined) lines.pop();
    above = [...above.filter(({ level }) => level < found.level), { level: found.level, text: found.text }];
    pieces.push({ path: above.map((heading) => heading.text), lines: [] });
  }
  return pieces;
}

/** CommonMark 0.31, "ATX headings" and "Setext headings"; the latter of one line only. */
function headingIn(line: string, before: readonly string[]) {
  const [, marks, atx = ''] = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line) ?? [];
  if (marks)
    return hasWords(atx) ? { level: marks.length, text: wordsIn(atx), underlined: false } : undefined;
  const [, rule] = /^ {0,3}(=+|-{2,})[ \t]*$/.exec(line) ?? [];
  const [previous = '', last = ''] = [before.at(-2), before.at(-1)];
  const canBeHeading =
    hasWords(last) && previous.trim() === '' && !/^(\s{4}|\s*([-+*>|]|\d+[.)])\s?)/.test(last);
  if (!rule || !canBeHeading) return undefined;
  return { level: rule.startsWith('=') ? 1 : 2, text: wordsIn(last), underlined: true };
}

/** A heading's words, without the addresses of its links and the signs of its emphasis. */
function wordsIn(heading: string): string {
  return heading
    .slice(0, MAX_SOURCE)
    .replace(/\s#+\s*$/, '')
    .replace(/!?\[([^\][]*)\]\([^()]*\)/g, '$1')
    .replace(/<[^<>]*>/g, '')
    .replace(/\{#[\w-]+\}\s*$/, '')
    .trim();
}

function withoutFrontMatter(text: string): { readonly title: string; readonly body: string } {
  const [whole = '', front = ''] = /^---\n([\s\S]{0,20000}?)\n---\n/.exec(text) ?? [];
  const [, title = ''] = /^title:\s*["']?(.*?)["']?\s*$/m.exec(front) ?? [];
  return { title, body: text.slice(whole.length) };
}
