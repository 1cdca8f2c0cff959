// What was named (files, folders, sitemaps, addresses) → pages, one after the other. Knows not what becomes of them.

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { RapportError } from '../errors.js';
import { cutDocument, nameOf, tooLarge } from './cut-document.js';
import type { PageFetcher } from './fetch-pages.js';
import { type DocumentKind, MAX_BYTES, type PageRefusal } from './page.js';
import type { SourcePage } from './plan-import.js';
import { isSitemap, readSitemap } from './sitemap.js';

/** Pages of one import; a site with more is imported in parts. */
export const MAX_PAGES = 2000;
/** Requests and files at once; of one host there is one at a time. */
const AT_ONCE = 4;
/** Sitemaps that name sitemaps that name … */
const DEEPEST_SITEMAP = 3;

const KINDS: Readonly<Record<string, DocumentKind>> = {
  '.html': 'html',
  '.htm': 'html',
  '.xhtml': 'html',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'text',
  '.csv': 'csv',
};
const MIMES: Readonly<Record<string, DocumentKind>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown',
  'text/plain': 'text',
  'text/csv': 'csv',
};
const XML = ['application/xml', 'text/xml'];

export interface Collecting {
  readonly fetcher: PageFetcher;
  /** Files are named by their path from here, the business's folder. */
  readonly from: string;
  readonly signal: AbortSignal;
  /** @param total grows while sitemaps and folders are read. */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Reads everything that was named; what can't be read becomes a page that says why.
 * @throws RapportError NOT_FOUND for a file or folder that is not there.
 */
export async function collectPages(
  named: readonly string[],
  options: Collecting,
): Promise<readonly SourcePage[]> {
  for (const each of named) {
    if (
      isAddress(each) ||
      (await stat(each).then(
        () => true,
        () => false,
      ))
    )
      continue;
    throw new RapportError(
      'NOT_FOUND',
      `there is no file or folder ${JSON.stringify(each)}.`,
      'Correct its name.',
    );
  }
  const collection = new Collection(options);
  for (const each of named) collection.add(each, 0);
  await collection.all();
  return collection.pages();
}

class Collection {
  readonly #options: Collecting;
  /** In the order in which they were found, so that two imports of the same make the same. */
  readonly #found: { readonly place: string; readonly depth: number; pages: readonly SourcePage[] }[] = [];
  readonly #places = new Set<string>();
  #next = 0;
  #done = 0;
  #leftOut = 0;

  constructor(options: Collecting) {
    this.#options = options;
  }

  add(place: string, depth: number): void {
    const known = isAddress(place) ? place.replace(/#.*$/, '') : place;
    if (this.#places.has(known)) return;
    if (this.#places.size >= MAX_PAGES) {
      this.#leftOut += 1;
      return;
    }
    this.#places.add(known);
    this.#found.push({ place: known, depth, pages: [] });
  }

  async all(): Promise<void> {
    const work = async (): Promise<void> => {
      for (let job = this.#found[this.#next]; job; job = this.#found[this.#next]) {
        const before = this.#found.length;
        this.#next += 1;
        this.#options.signal.throwIfAborted();
        job.pages = await (isAddress(job.place)
          ? this.#address(job.place, job.depth)
          : this.#path(job.place, job.depth));
        this.#done += 1;
        this.#options.progress?.(this.#done, this.#found.length);
        if (this.#found.length > before) return;
      }
    };
    // Whoever finds a folder's or a sitemap's pages ends, so that the next round has all hands for them.
    while (this.#next < this.#found.length) await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  pages(): readonly SourcePage[] {
    const pages = this.#found.flatMap((job) => job.pages);
    if (this.#leftOut === 0) return pages;
    const [first] = this.#found;
    return [
      ...pages,
      refusedPage(first?.place ?? '', {
        why: 'too-large',
        what: `${this.#leftOut} pages are more than the ${MAX_PAGES} of one import`,
        remedy: 'Import the site in parts.',
      }),
    ];
  }

  async #address(address: string, depth: number): Promise<readonly SourcePage[]> {
    const fetched = await this.#options.fetcher.fetch(address);
    if (!fetched.ok) return [refusedPage(address, fetched)];
    const { mime, bytes, charset } = fetched;
    if (XML.includes(mime) || (mime === '' && isSitemap(bytes))) return this.#sitemap(address, bytes, depth);
    const kind = mime === 'text/plain' ? (KINDS[extname(new URL(address).pathname)] ?? 'text') : MIMES[mime];
    if (!kind) {
      return [
        refusedPage(address, {
          why: 'wrong-type',
          what: `it is ${mime || 'of no stated type'}, not a page`,
          remedy: 'Name a page of HTML, Markdown, CSV or plain text.',
        }),
      ];
    }
    const page = cutDocument({ origin: address, kind, bytes, charset, address: fetched.address });
    return [{ origin: address, page }];
  }

  async #path(path: string, depth: number): Promise<readonly SourcePage[]> {
    const origin = relative(this.#options.from, path) || basename(path);
    const found = await stat(path);
    if (found.isDirectory()) return this.#folder(path, origin);
    if (!found.isFile()) return [refusedPage(origin, NOT_A_FILE)];
    if (found.size > MAX_BYTES) return [refusedPage(origin, { why: 'too-large', ...tooLarge(found.size) })];
    const extension = extname(path).toLowerCase();
    const kind = KINDS[extension];
    if (!kind && extension !== '.xml') {
      return [
        refusedPage(origin, {
          why: 'wrong-type',
          what: `${extension || 'a file without an ending'} is not a kind of page`,
          remedy: `Name a file that ends in ${Object.keys(KINDS).join(', ')} or .xml.`,
        }),
      ];
    }
    let bytes: Uint8Array;
    try {
      bytes = await readFile(path);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      return [refusedPage(origin, { ...NOT_A_FILE, what: `it can't be read (${code})` })];
    }
    if (!kind) return this.#sitemap(origin, bytes, depth);
    return [{ origin, page: cutDocument({ origin, kind, bytes }) }];
  }

  /** Pages of all its folders, by name; what a saved page brings along (pictures, styles) is not looked at. */
  async #folder(path: string, origin: string): Promise<readonly SourcePage[]> {
    const names = (await readdir(path, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && KINDS[extname(entry.name).toLowerCase()] !== undefined)
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const name of names) this.add(name, 0);
    if (names.length > 0) return [];
    return [
      refusedPage(origin, {
        why: 'empty',
        what: 'there is no page in this folder',
        remedy: `Put files into it that end in ${Object.keys(KINDS).join(', ')}.`,
      }),
    ];
  }

  #sitemap(origin: string, bytes: Uint8Array, depth: number): readonly SourcePage[] {
    const read = readSitemap(bytes);
    if (!read.ok) return [refusedPage(origin, { why: 'not-text', what: read.what, remedy: read.remedy })];
    if (depth >= DEEPEST_SITEMAP) {
      return [
        refusedPage(origin, {
          why: 'too-large',
          what: 'sitemaps name sitemaps too deeply',
          remedy: 'Name the last one.',
        }),
      ];
    }
    for (const address of read.addresses) {
      // A sitemap names pages of the web; a path in it would read this machine's files.
      if (isAddress(address)) this.add(address, depth + 1);
    }
    return [];
  }
}

const NOT_A_FILE: PageRefusal = {
  why: 'not-text',
  what: 'it is neither a file nor a folder',
  remedy: 'Name a file that this user may read.',
};

function refusedPage(origin: string, { why, what, remedy }: PageRefusal): SourcePage {
  return { origin, page: { title: nameOf(origin), sections: [], refused: [{ why, what, remedy }] } };
}

/** `C:\site` has no two slashes. */
function isAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(place);
}
