// One document → a page, by its kind. Pure; knows no disk and no network.

import { cutCsv } from './cut-csv.js';
import { cutHtml } from './cut-html.js';
import { cutMarkdown } from './cut-markdown.js';
import { cutText } from './cut-text.js';
import { decode } from './decode.js';
import { type Document, MAX_BYTES, type Page } from './page.js';
import { REFUSED, seenText } from './plain-words.js';

/** @returns the page; one that can't be read has no section, and says why. */
export function cutDocument(document: Document): Page {
  const name = nameOf(document.origin);
  const { address } = document;
  if (document.bytes.length > MAX_BYTES) return unread(name, 'too-large', tooLarge(document.bytes.length));
  const decoded = decode(document);
  if (!decoded.ok)
    return { title: name, sections: [], refused: [REFUSED.notText(decoded.what, decoded.remedy)] };
  const text = seenText(decoded.text);
  switch (document.kind) {
    case 'html':
      return cutHtml(text, address);
    case 'markdown':
      return { ...cutMarkdown(text, name), address };
    case 'csv':
      return cutCsv(text, name);
    case 'text':
      return cutText(text, name);
    default:
      return document.kind satisfies never;
  }
}

export function tooLarge(bytes: number): { readonly what: string; readonly remedy: string } {
  return { what: `it has ${bytes} bytes, more than ${MAX_BYTES}`, remedy: 'Divide it into pages.' };
}

function unread(title: string, why: 'too-large', { what, remedy }: { what: string; remedy: string }): Page {
  return { title, sections: [], refused: [{ why, what, remedy }] };
}

/** `../site/our-returns.html` is called "Our returns". */
export function nameOf(origin: string): string {
  const path = /^https?:/.test(origin) && URL.canParse(origin) ? new URL(origin).pathname : origin;
  const last = path.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const words = last
    .replace(/\.[^.]*$/, '')
    .replace(/[-_+\s]+/g, ' ')
    .trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
