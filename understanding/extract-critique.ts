// How a customer corrects a list of suggestions: cheaper, others, back, "like the second one but in blue". Pure.

import { extractWish } from './extract-wish.js';
import { normalise } from './normalise.js';
import { ordinalIn } from './ordinals.js';
import type { Money } from './plain-entities.js';
import { budgetsIn } from './preferences/budget.js';
import type { Critique } from './stated.js';
import type { Vocabulary } from './vocabulary.js';

const BACK =
  /\b(?:go back|take (?:me|that|it) back|back to (?:the )?(?:previous|last|earlier|other|first|old)|undo|(?:the )?previous (?:ones?|list|suggestions?)|ones before|(?:the )?earlier ones?|step back|revert)\b|^back$/;
const LIKE = /\b(?:like|similar to|such as|same as|prefer|love|as)\b/;
const CHEAPER =
  /\b(?:cheaper|cheapest|less expensive|too expensive|too pricey|too dear|lower price|more affordable|costs? less|less costly|too much money|inexpensive|budget option)\b/;
const OTHER =
  /\b(?:others?|something else|anything else|what else|different (?:ones?|things?|options?|suggestions?)|something different|(?:show|see|give)(?: me)? more|more (?:options|suggestions|ideas|of them)|none of (?:these|those|them)|not (?:these|those|them)|next(?: ones?)?|alternatives?)\b/;

/**
 * @returns the correction, or `undefined` where the text makes none. `index` of `like` counts from 0 in the list last shown, −1 is the last one;
 *   "like this one" is 0. A change that the catalogue has no word for ("smaller") leaves `change` empty.
 */
export function extractCritique(
  text: string,
  vocabulary: Vocabulary,
  entities: { readonly money: readonly Money[] },
): Critique | undefined {
  const plain = normalise(text);
  if (BACK.test(plain)) return { kind: 'back' };
  const change = extractWish(text, vocabulary, entities);
  const named = ordinalIn(plain) ?? (/\b(?:this|that|it)(?: one)?\b/.test(plain) ? 0 : undefined);
  if (named !== undefined && LIKE.test(plain)) return { kind: 'like', index: named, change };
  if (CHEAPER.test(plain)) return { kind: 'cheaper' };
  if (Object.keys(change).length > 0) return { kind: 'narrow', change };
  // "About 30 euro", "between 20 and 40": no limit, and yet the most that is meant to be paid.
  const most = budgetsIn(text.toLowerCase()).at(-1)?.value.max;
  if (most !== undefined) return { kind: 'narrow', change: { maxPrice: most } };
  if (OTHER.test(plain)) return { kind: 'other' };
  return undefined;
}
