// An HTML page → its title and what stands under each heading, question of a FAQ or panel. Pure; nothing of it is run or fetched.

import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import type { RootContent } from 'mdast';
import { slugOf } from '../question-slug.js';
import { leaveOutBoilerplate } from './boilerplate.js';
import { answersStatedIn } from './faq-data.js';
import { attribute, elementsIn, firstOf, textOf } from './html-tree.js';
import { MAX_ANSWER, MAX_SECTIONS, type Page, type PageRefusal, type Section } from './page.js';
import { hasWords, plainHeading, REFUSED } from './plain-words.js';

/** Below every heading: what a panel, a FAQ's question or data for machines says. */
const QUESTION_LEVEL = 7;

/** @param address where the page was read; absent: what the page says of itself. */
export function cutHtml(html: string, address?: string): Page {
  let tree: Root;
  try {
    tree = fromHtml(html);
    const told = address ?? ownAddress(tree, html);
    const named = titleOf(tree);
    const stated = answersStatedIn(tree);
    leaveOutBoilerplate(tree);
    const cutter = new Cutter();
    cutter.walk(contentOf(tree).children as ElementContent[]);
    const title = cutter.firstHeading || named;
    const known = new Set(cutter.drafts.map(({ path }) => slugOf(path.at(-1) ?? '')));
    const more = stated
      .filter(({ question }) => !known.has(slugOf(question)))
      .map(({ question, answer }) => statedDraft(title, question, answer));
    return { title, address: told, ...sectionsOf([...cutter.drafts, ...more], cutter.loose, named) };
  } catch (error) {
    // A tree as deep as that is walked by nobody's stack.
    if (!(error instanceof RangeError)) throw error;
    const refused = REFUSED.notText('its elements are nested too deeply', 'Save the page as text.');
    return { title: '', sections: [], refused: [refused] };
  }
}

/** @returns the content of a piece of HTML, as found in Markdown or in data for machines. */
export function blocksOfHtml(html: string): readonly RootContent[] {
  const tree = fromHtml(html, { fragment: true });
  leaveOutBoilerplate(tree);
  return asBlocks(tree.children as ElementContent[]);
}

interface Draft {
  readonly path: readonly string[];
  readonly nodes: ElementContent[];
}

class Cutter {
  readonly drafts: Draft[] = [];
  /** What stands above the first heading. */
  readonly loose: Draft = { path: [], nodes: [] };
  firstHeading = '';
  #above: readonly { readonly level: number; readonly text: string }[] = [];
  #current = this.loose;

  walk(children: readonly ElementContent[]): void {
    let run: ElementContent[] = [];
    const flush = (): void => {
      if (run.length > 0) this.#current.nodes.push(element('div', run));
      run = [];
    };
    for (const child of children) {
      if (child.type !== 'element' || !hasStructure(child)) {
        if (child.type !== 'element' || child.tagName !== 'button') run.push(child);
        continue;
      }
      flush();
      this.#open(child);
    }
    flush();
  }

  #open(child: Element): void {
    const level = levelOf(child);
    if (level !== undefined) this.#begin(level, textOf(child));
    else if (child.tagName === 'details') {
      const summary = child.children.find((each) => each.type === 'element' && each.tagName === 'summary');
      this.#inside(
        summary ? textOf(summary) : '',
        child.children.filter((each) => each !== summary),
      );
    } else if (isFaqList(child)) this.#list(child);
    else this.walk(child.children);
  }

  #begin(level: number, text: string): void {
    if (!hasWords(text)) return;
    if (this.firstHeading === '' && level < QUESTION_LEVEL) this.firstHeading = plainHeading(text);
    this.#above = [...this.#above.filter((heading) => heading.level < level), { level, text }];
    this.#current = { path: this.#above.map((heading) => heading.text), nodes: [] };
    this.drafts.push(this.#current);
  }

  /** A panel ends where its element ends: what follows belongs to the heading before. */
  #inside(question: string, content: readonly ElementContent[]): void {
    const [above, current] = [this.#above, this.#current];
    this.#begin(QUESTION_LEVEL, question);
    this.walk(content);
    this.#above = above;
    this.#current = current;
  }

  #list(list: Element): void {
    let question = '';
    let content: ElementContent[] = [];
    const end = (): void => {
      if (question) this.#inside(question, content);
      content = [];
    };
    for (const part of elementsIn(list)) {
      if (part.tagName === 'dt') {
        end();
        question = textOf(part);
      } else if (part.tagName === 'dd') content.push(...part.children);
    }
    end();
  }
}

function levelOf(node: Element): number | undefined {
  const [, level] = /^h([1-6])$/.exec(node.tagName) ?? [];
  if (level) return Number(level);
  if (attribute(node, 'role') === 'heading') return Number(attribute(node, 'ariaLevel')) || 2;
  // A panel's button stands for the heading that it should be in.
  return node.tagName === 'button' && node.properties.ariaControls !== undefined ? QUESTION_LEVEL : undefined;
}

/** Also lists of data have terms; those of questions have one that asks. */
function isFaqList(node: Element): boolean {
  return (
    node.tagName === 'dl' &&
    firstOf(node, (each) => each.tagName === 'dt' && textOf(each).endsWith('?')) !== undefined
  );
}

const structured = new WeakMap<Element, boolean>();

function hasStructure(node: Element): boolean {
  const known = structured.get(node);
  if (known !== undefined) return known;
  const found =
    levelOf(node) !== undefined ||
    node.tagName === 'details' ||
    isFaqList(node) ||
    node.children.some((child) => child.type === 'element' && hasStructure(child));
  structured.set(node, found);
  return found;
}

function contentOf(tree: Root): Root | Element {
  const main = firstOf(tree, (each) => each.tagName === 'main' || attribute(each, 'role') === 'main');
  return main && hasWords(textOf(main)) ? main : (firstOf(tree, (each) => each.tagName === 'body') ?? tree);
}

/** `Returns | Shop` is called Returns. */
function titleOf(tree: Root): string {
  const title = firstOf(tree, (each) => each.tagName === 'title');
  return plainHeading((title ? textOf(title) : '').split(/ [|·–—] /)[0] ?? '');
}

/** Browsers note where they saved a page from. */
function ownAddress(tree: Root, html: string): string | undefined {
  const canonical = firstOf(
    tree,
    (each) => each.tagName === 'link' && attribute(each, 'rel') === 'canonical',
  );
  const base = firstOf(tree, (each) => each.tagName === 'base');
  const [, saved = ''] = /<!-- saved from url=\(\d+\)(\S{1,2000}) -->/.exec(html.slice(0, 4000)) ?? [];
  return [base, canonical]
    .map((each) => (each ? attribute(each, 'href') : ''))
    .concat(saved)
    .find((address) => /^https?:\/\//i.test(address) && URL.canParse(address));
}

function statedDraft(title: string, question: string, answer: string): Draft {
  const tree = fromHtml(answer, { fragment: true });
  leaveOutBoilerplate(tree);
  return { path: [title, question].filter(hasWords), nodes: tree.children as ElementContent[] };
}

function sectionsOf(drafts: readonly Draft[], loose: Draft, title: string) {
  const refused: PageRefusal[] = [];
  const sections: Section[] = [];
  if (drafts.length > MAX_SECTIONS) refused.push(REFUSED.tooMany(drafts.length));
  const wholePage = drafts.length === 0 && hasWords(title);
  const before = textOf(...loose.nodes);
  if (hasWords(before) && !wholePage) refused.push(REFUSED.noHeading(before));
  for (const [index, { path, nodes }] of (wholePage
    ? [{ ...loose, path: [title] }]
    : drafts.slice(0, MAX_SECTIONS)
  ).entries()) {
    const text = textOf(...nodes);
    if (text.length > MAX_ANSWER) refused.push(REFUSED.tooLong(path.at(-1) ?? '', text.length, MAX_ANSWER));
    else if (hasWords(text)) sections.push({ path, blocks: asBlocks(nodes) });
    // A heading of headings has no words of its own.
    else if ((drafts[index + 1]?.path.length ?? 0) <= path.length)
      refused.push(REFUSED.empty(path.at(-1) ?? ''));
  }
  return { sections, refused };
}

function asBlocks(nodes: readonly ElementContent[]): readonly RootContent[] {
  const blocks = toMdast({ type: 'root', children: [...nodes] });
  return blocks.type === 'root' ? blocks.children : [];
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children };
}
