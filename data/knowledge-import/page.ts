// What an import works with: a document as it came, the page that is cut from it, and what was refused. Types and limits only.

import type { RootContent } from 'mdast';

/** Bytes of one document; a page with more is not a page that customers read. */
export const MAX_BYTES = 5 * 1024 * 1024;
/** Characters of one answer's text: about two screens of a chat. */
export const MAX_ANSWER = 4000;
/** Headings of one page; more are no page but a list, and would take minutes. */
export const MAX_SECTIONS = 2000;
/** Characters of a question or a title. */
export const MAX_HEADING = 200;

export const REFUSALS = [
  'no-heading',
  'empty',
  'too-long',
  'too-large',
  'duplicate',
  'repeated',
  'not-text',
  'wrong-type',
  'robots',
  'address',
  'fetch-failed',
  'changed-by-hand',
] as const;
export type RefusalKind = (typeof REFUSALS)[number];

/** Something that did not become an answer. */
export interface Refusal {
  /** The file or address. */
  readonly origin: string;
  readonly why: RefusalKind;
  /** What happened, with the value; no full stop. */
  readonly what: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
}

/** A refusal within a page, whose origin is known to the caller. */
export type PageRefusal = Omit<Refusal, 'origin'>;

/** One document as it came from a disk or a server. */
export interface Document {
  /** The address, or the file's path from the business's folder: names the source, and finds its page again. */
  readonly origin: string;
  readonly kind: DocumentKind;
  readonly bytes: Uint8Array;
  /** As the server said; absent: not known. */
  readonly charset?: string;
  /** What relative links are relative to; absent: the document may say. */
  readonly address?: string;
}

export type DocumentKind = 'html' | 'markdown' | 'text' | 'csv';

/** What stands under one heading. */
export interface Section {
  /** Headings from the page's own to this one, at least one. */
  readonly path: readonly string[];
  readonly blocks: readonly RootContent[];
  /** Other ways to ask it. */
  readonly alternatives?: readonly string[];
  /** Where it says so: the page's title for customers, instead of that of the document. */
  readonly title?: string;
}

export interface Page {
  /** As customers read it. */
  readonly title: string;
  /** What relative links are relative to, where it is known. */
  readonly address?: string;
  readonly sections: readonly Section[];
  readonly refused: readonly PageRefusal[];
}
