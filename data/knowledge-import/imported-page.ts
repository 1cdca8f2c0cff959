// A page that an import wrote: its text, and how it is known again. Pure.

import { createHash } from 'node:crypto';
import { plainHeading } from './plain-words.js';

/** One answer, ready to be written. */
export interface ImportedAnswer {
  readonly question: string;
  readonly alternatives: readonly string[];
  /** Markdown. */
  readonly answer: string;
  /** Headings from the page's own down. */
  readonly path: readonly string[];
}

export interface ImportedPage {
  /** The file or address that it came from. */
  readonly origin: string;
  readonly title: string;
  readonly answers: readonly ImportedAnswer[];
}

/** What the first line of a page tells of its making. */
export interface Imprint {
  readonly origin: string;
  /** As it was imported; `false`: changed by hand since. */
  readonly untouched: boolean;
}

const HEAD =
  /^<!-- Imported from (\S+) at \S+, checksum ([0-9a-f]{16})\. A new import replaces this page; remove this line to keep it as your own\. -->\n/;

/** @param at ISO 8601. @returns the file, which begins with where it came from and when. */
export function pageAsFile(page: ImportedPage, at: string): string {
  const origin = inComment(page.origin);
  const body = [
    '',
    `# ${page.title}`,
    ...page.answers.flatMap(({ question, alternatives, answer, path }) => [
      '',
      `<!-- ${origin} › ${path.map(plainHeading).map(inWords).join(' › ')} -->`,
      `## ${question}`,
      ...(alternatives.length > 0 ? [`Also: ${alternatives.join(' | ')}`] : []),
      '',
      answer,
    ]),
    '',
  ].join('\n');
  return `<!-- Imported from ${origin} at ${at}, checksum ${checksum(body)}. A new import replaces this page; remove this line to keep it as your own. -->\n${body}`;
}

/** @returns `undefined` for a page that was written by hand. */
export function imprintOf(file: string): Imprint | undefined {
  const text = file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const [line = '', origin, sum] = HEAD.exec(text) ?? [];
  return origin === undefined ? undefined : { origin, untouched: checksum(text.slice(line.length)) === sum };
}

/** @returns an origin as the first line has it. */
export function inComment(origin: string): string {
  return encodeURI(decodedOrSame(origin)).replaceAll('--', '-%2D').replaceAll('>', '%3E');
}

/** An address that is encoded already stays as it is. */
function decodedOrSame(origin: string): string {
  try {
    return decodeURI(origin);
  } catch {
    return origin;
  }
}

function inWords(heading: string): string {
  return heading.replace(/-{2,}/g, '-');
}

function checksum(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16);
}
