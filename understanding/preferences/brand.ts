// Makers that a sentence names, and whether they are asked for, loved or avoided. Pure; knows no makers.

import type { Placed } from './placed.js';

interface Brand {
  readonly kind: 'brand' | 'must' | 'must-not' | 'like';
  /** Lower case. */
  readonly word: string;
}

/** A name with a capital after "by", "from", "made by"; places and days are none. */
const BRAND =
  /\b(?:by|(?<!\b(?:[Gg]reetings|[Rr]egards|[Hh]ello|[Ll]ove|I['’]?m|im|I am|[Ww]e['’]re|[Ww]e are|s?he['’]s|comes?|came|live|moved|back|delivered|away|all) )from|made by|designed by|brand(?: is|:)?|branded) (?!(?:Ireland|Dublin|Cork|Galway|Donegal|Europe|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Christmas|Easter|I\b))(\p{Lu}[\p{L}&]+(?: \p{Lu}[\p{L}&]+)?)/gu;
const BEFORE_BRAND = /\b(?:nothing|no|not|never|avoid|don't want anything|without)\b[^,.;!?]{0,20}$/i;
const LOVED_BRAND = /\b(?:love|like|adore|prefer|fan of)s?\b[^,.;!?]{0,30}$/i;

/** @param sentence in the customer's own letters: a maker is told by its capital. */
export function brandsIn(sentence: string): readonly Placed<Brand>[] {
  return [...sentence.matchAll(BRAND)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: { kind: kindOf(sentence.slice(0, match.index)), word: (match[1] ?? '').toLowerCase() },
  }));
}

function kindOf(before: string): Brand['kind'] {
  if (BEFORE_BRAND.test(before)) return 'must-not';
  if (/\bonly\b/i.test(before)) return 'must';
  return LOVED_BRAND.test(before) && !/\b(?:would|'d) (?:like|love)/i.test(before) ? 'like' : 'brand';
}
