// Text from outside as harmless words: without characters that don't show, and headings without marks. Pure.

import { MAX_HEADING, MAX_SECTIONS, type PageRefusal } from './page.js';

/** C0 and C1 but tab and line feed; overrides of the direction; soft hyphens, zero-width spaces and byte order marks inside words. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060\ufeff\ufff9-\uffff]/g;

/** @returns the text without characters that don't show; letters of any direction and joiners stay. */
export function seenText(text: string): string {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(UNSEEN, '');
}

/** @returns one line of words, without the signs that Markdown, HTML or our pages would take for more. */
export function plainHeading(text: string): string {
  return seenText(text)
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/[`*\\|]|~{2,}|_{2,}/g, ' ')
    .replace(/([{}])\1+/g, '$1')
    .replace(/&(?=#?\w+;)/g, '& ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^#+\s*|\s*#+$/g, '');
}

/** @returns whether a customer could ask it: it has a letter or a digit. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

const ASKED =
  /^(who|what|when|where|why|which|how|can|could|do|does|did|is|are|was|will|would|may|must|should|have|has)\b/i;

/**
 * @returns a question as it is; any other heading with those above it: `Delivery: Costs`, so that it says what it is about.
 */
export function questionOf(path: readonly string[]): string {
  const headings = path.map(plainHeading).filter(hasWords);
  const own = headings.at(-1) ?? '';
  if (isQuestion(own)) return own;
  const above = headings.slice(0, -1).filter((heading) => heading.toLowerCase() !== own.toLowerCase());
  return [...above, own].reduce((all, next) =>
    /[?!.:؟？]$/.test(all) ? `${all} ${next}` : `${all}: ${next}`,
  );
}

function isQuestion(heading: string): boolean {
  return /[?؟？;]$/.test(heading) || (ASKED.test(heading) && heading.split(' ').length > 2);
}

/** @returns the beginning, for a message. */
export function shown(text: string): string {
  const line = plainHeading(text.slice(0, 400));
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}

export const REFUSED = {
  noHeading: (text: string): PageRefusal => ({
    why: 'no-heading',
    what: `${shown(text)} stands under no heading`,
    remedy: 'Put a heading above it, or leave it out.',
  }),
  empty: (heading: string): PageRefusal => ({
    why: 'empty',
    what: `nothing stands under ${shown(heading)}`,
    remedy: 'Write the answer below it, or leave it out.',
  }),
  tooLong: (heading: string, length: number, most: number): PageRefusal => ({
    why: 'too-long',
    what: `${shown(heading)} has ${length} characters, more than ${most}`,
    remedy: 'Divide it with headings, so that each answers one question.',
  }),
  headingTooLong: (heading: string): PageRefusal => ({
    why: 'too-long',
    what: `the heading ${shown(heading)} has ${heading.length} characters, more than ${MAX_HEADING}`,
    remedy: 'Shorten it.',
  }),
  duplicate: (question: string, first: string): PageRefusal => ({
    why: 'duplicate',
    what: `${shown(question)} is answered in ${first} already`,
    remedy: 'Keep one of them.',
  }),
  repeated: (heading: string): PageRefusal => ({
    why: 'repeated',
    what: `what stands under ${shown(heading)} stands on most pages`,
    remedy: 'Import that page alone if it is an answer.',
  }),
  tooMany: (headings: number): PageRefusal => ({
    why: 'too-large',
    what: `the page has ${headings} headings; those after the first ${MAX_SECTIONS} are left out`,
    remedy: 'Divide it into pages.',
  }),
  notText: (what: string, remedy: string): PageRefusal => ({ why: 'not-text', what, remedy }),
} as const;
