// What most pages of a site say alike is not what any of them is about: it is left out. Pure.

import type { RootContent } from 'mdast';
import { toString as wordsOf } from 'mdast-util-to-string';
import type { Page } from './page.js';
import { REFUSED } from './plain-words.js';

/** With fewer pages a sentence that stands twice may be meant twice. */
const FEWEST_PAGES = 4;
/** Of the pages; more than this have it. */
const MOST_PAGES = 0.5;

/** @returns the pages without the blocks that stand on more than half of them; a section that was only such blocks is refused. */
export function withoutRepeatedBlocks(pages: readonly Page[]): readonly Page[] {
  const filled = pages.filter(({ sections }) => sections.length > 0);
  if (filled.length < FEWEST_PAGES) return pages;
  const pagesWith = new Map<string, number>();
  for (const { sections } of filled) {
    const words = new Set(sections.flatMap(({ blocks }) => blocks.map(wordsIn)));
    for (const each of words) pagesWith.set(each, (pagesWith.get(each) ?? 0) + 1);
  }
  const isRepeated = (block: RootContent): boolean =>
    (pagesWith.get(wordsIn(block)) ?? 0) > MOST_PAGES * filled.length;
  return pages.map((page) => {
    const refused = [...page.refused];
    const sections = page.sections.flatMap((section) => {
      const blocks = section.blocks.filter((block) => !isRepeated(block));
      if (blocks.length > 0) return { ...section, blocks };
      refused.push(REFUSED.repeated(section.path.at(-1) ?? ''));
      return [];
    });
    return { ...page, sections, refused };
  });
}

function wordsIn(block: RootContent): string {
  return wordsOf(block).toLowerCase().replace(/\s+/g, ' ').trim();
}
