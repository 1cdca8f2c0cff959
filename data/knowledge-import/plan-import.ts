// What an import would write: pages → answers that are new, in files that are free. Pure; reads and writes nothing.

import type { KnowledgeFile } from '../load-knowledge.js';
import { slugOf } from '../question-slug.js';
import { asMarkdown } from './as-markdown.js';
import { type ImportedAnswer, type ImportedPage, imprintOf, inComment, pageAsFile } from './imported-page.js';
import { MAX_ANSWER, MAX_HEADING, type Page, type Refusal, type Section } from './page.js';
import { hasWords, plainHeading, questionOf, REFUSED } from './plain-words.js';
import { withoutRepeatedBlocks } from './repeated-blocks.js';

/** A page with where it came from. */
export interface SourcePage {
  readonly origin: string;
  readonly page: Page;
}

/** A question that is asked already. */
export interface KnownQuestion {
  readonly question: string;
  /** `knowledge/returns.md:12` */
  readonly source: string;
}

export interface PlannedFile {
  /** Within the knowledge folder. */
  readonly name: string;
  readonly text: string;
  /** What stands there now; absent: nothing. */
  readonly replaces?: string;
  readonly page: ImportedPage;
}

export interface Plan {
  readonly files: readonly PlannedFile[];
  /** Earlier imports of the same sources that became other files. */
  readonly gone: readonly KnowledgeFile[];
  readonly refused: readonly Refusal[];
}

/**
 * @param existing the knowledge folder's files.
 * @param known questions of those files; those of a page that is replaced don't count.
 * @param at ISO 8601, noted on each page.
 */
export function planImport(
  sources: readonly SourcePage[],
  existing: readonly KnowledgeFile[],
  known: readonly KnownQuestion[],
  at: string,
): Plan {
  const refused: Refusal[] = [];
  const shelf = new Shelf(existing);
  const repeated = withoutRepeatedBlocks(sources.map(({ page }) => page));
  const pages = sources.flatMap(({ origin }, index) => {
    const page = repeated[index];
    if (!page) return [];
    refused.push(...page.refused.map((each) => ({ origin, ...each })));
    const changed = shelf.changedByHand(origin);
    if (changed === undefined) return { origin, page };
    refused.push({
      origin,
      why: 'changed-by-hand',
      what: `knowledge/${changed} was imported from here and changed by hand since`,
      remedy: 'Remove its first line to keep it as your own, or delete it, and import again.',
    });
    return [];
  });

  const replaced = new Set(
    pages
      .filter(({ page }) => page.sections.length > 0)
      .flatMap(({ origin }) => shelf.importedFrom(origin).map(({ name }) => name)),
  );
  const asked = new Map(
    known
      .filter(({ source }) => !replaced.has(fileOf(source)))
      .map(({ question, source }) => [slugOf(question), source] as const),
  );
  const files: PlannedFile[] = [];
  const gone: KnowledgeFile[] = [];
  for (const { origin, page } of pages) {
    const made = groupedByTitle(page).flatMap(([title, sections]) => {
      const answers = sections.flatMap((section) => answerOf(section, origin, page.address, asked, refused));
      return answers.length > 0 ? [{ origin, title, answers }] : [];
    });
    const before = shelf.importedFrom(origin);
    // A page that says nothing today is more likely broken than empty: what it said before stays.
    if (made.length === 0) continue;
    const planned = made.map((each) => shelf.place(each, made.length > 1, at));
    files.push(...planned);
    gone.push(...before.filter(({ name }) => !planned.some((file) => file.name === name)));
  }
  return { files, gone, refused };
}

/** Rows of a table may name different sources: each is a page to the customer. */
function groupedByTitle(page: Page): readonly (readonly [string, readonly Section[]])[] {
  const groups = new Map<string, Section[]>();
  for (const section of page.sections) {
    const title = section.title ?? (page.title || plainHeading(section.path[0] ?? ''));
    groups.set(title, [...(groups.get(title) ?? []), section]);
  }
  return [...groups];
}

function answerOf(
  section: Section,
  origin: string,
  address: string | undefined,
  asked: Map<string, string>,
  refused: Refusal[],
): readonly ImportedAnswer[] {
  const question = questionOf(section.path);
  const slug = slugOf(question);
  const first = asked.get(slug);
  const answer = first === undefined ? asMarkdown(section.blocks, address) : '';
  const fault =
    slug === ''
      ? REFUSED.noHeading(section.path.join(' '))
      : question.length > MAX_HEADING
        ? REFUSED.headingTooLong(question)
        : first !== undefined
          ? REFUSED.duplicate(question, first)
          : !hasWords(answer)
            ? REFUSED.empty(question)
            : answer.length > 2 * MAX_ANSWER
              ? REFUSED.tooLong(question, answer.length, 2 * MAX_ANSWER)
              : undefined;
  if (fault) {
    refused.push({ origin, ...fault });
    return [];
  }
  asked.set(slug, origin);
  const alternatives = (section.alternatives ?? []).filter((each) => {
    const same = slugOf(each);
    if (same === '' || asked.has(same)) return false;
    asked.set(same, origin);
    return true;
  });
  return [{ question, alternatives, answer, path: section.path }];
}

/** Names of the knowledge folder: which are taken, and which are whose. */
class Shelf {
  readonly #taken: Map<string, string>;
  readonly #imported = new Map<string, (KnowledgeFile & { readonly untouched: boolean })[]>();

  constructor(existing: readonly KnowledgeFile[]) {
    this.#taken = new Map(existing.map(({ name, text }) => [name.toLowerCase(), text]));
    for (const file of existing) {
      const imprint = imprintOf(file.text);
      if (!imprint) continue;
      const others = this.#imported.get(imprint.origin) ?? [];
      this.#imported.set(imprint.origin, [...others, { ...file, untouched: imprint.untouched }]);
    }
  }

  importedFrom(origin: string): readonly KnowledgeFile[] {
    return this.#imported.get(inComment(origin)) ?? [];
  }

  changedByHand(origin: string): string | undefined {
    return this.#imported.get(inComment(origin))?.find(({ untouched }) => !untouched)?.name;
  }

  /** Under the name that it had, or a free one. @param severalOfOne pages come from its source. */
  place(page: ImportedPage, severalOfOne: boolean, at: string): PlannedFile {
    const text = pageAsFile(page, at);
    const before = this.importedFrom(page.origin).find(
      ({ text: old }) => !severalOfOne || old.includes(`\n# ${page.title}\n`),
    );
    if (before) return { name: before.name, text, replaces: before.text, page };
    const wanted = fileNameFor(page.origin, severalOfOne ? page.title : '');
    for (let count = 1; ; count += 1) {
      const name = `${wanted}${count === 1 ? '' : `-${count}`}.md`;
      // A table of that name would give its answers the same ids.
      if (this.#taken.has(name) || this.#taken.has(name.replace(/\.md$/, '.csv'))) continue;
      this.#taken.set(name, text);
      return { name, text, page };
    }
  }
}

/** Characters; letters of some scripts take four bytes, and a file's name has 255. */
const LONGEST_NAME = 50;

function fileNameFor(origin: string, title: string): string {
  const isAddress = /^https?:/.test(origin) && URL.canParse(origin);
  const { hostname = '', pathname = '', search = '' } = isAddress ? new URL(origin) : {};
  const from = isAddress
    ? `${hostname.replace(/^www\./, '')} ${decoded(pathname).replace(/\.\w{1,5}$/, '')} ${search}`
    : (origin.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '');
  return slugOf(`${from} ${title}`).slice(0, LONGEST_NAME).replace(/-$/, '') || 'imported';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function fileOf(source: string): string {
  return source.replace(/^knowledge\//, '').replace(/:\d+$/, '');
}
