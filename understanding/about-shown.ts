// What a message says about products that were just shown: not this one, bigger, another colour, onto the wish list. Pure; knows no products.

import { normalise } from './normalise.js';
import { ordinalIn } from './ordinals.js';

export type SizeOrLook = 'bigger' | 'smaller' | 'other-colour' | 'other-material';

const PLACE = '(?:first|second|third|fourth|fifth|last|top|\\w+ one|one)';
const REFUSED = new RegExp(
  [
    `\\bnot (?:this|that|it|the ${PLACE})(?: one)?\\b`,
    `\\bdo not (?:want|like|need|fancy|care for|show(?: me)?) (?:this|that|it|the ${PLACE})\\b`,
    `\\b(?:hide|remove|skip|drop|discard|leave out|take away) (?:this|that|it|the ${PLACE})\\b`,
    `\\b(?:no|without|anything but) (?:the ${PLACE}|this one|that one)\\b`,
    `\\b(?:this|that) one (?:is )?not\\b`,
  ].join('|'),
);
const COMPARED: readonly (readonly [SizeOrLook, RegExp])[] = [
  ['bigger', /\b(?:bigger|larger|wider|taller|longer|roomier|too (?:small|short|narrow|tiny))\b/],
  ['smaller', /\b(?:smaller|shorter|narrower|tinier|more compact|too (?:big|large|wide|tall|long|bulky))\b/],
  [
    'other-colour',
    /\b(?:another|(?:a )?different|(?:in |any )?other|more) colou?rs?\b|\bnot in (?:this|that) colou?r\b/,
  ],
  [
    'other-material',
    /\b(?:another|(?:a )?different|(?:in |any )?other) materials?\b|\bnot in (?:this|that) material\b/,
  ],
];

/** "Not this one", "I don't want the second": one of the list is refused, not the list. */
export function refusesOne(text: string): boolean {
  return REFUSED.test(normalise(text));
}

/** "Like the second but smaller, in another colour"; at most one of each size and look. */
export function comparisonsIn(text: string): readonly SizeOrLook[] {
  const plain = normalise(text);
  return COMPARED.flatMap(([how, said]) => (said.test(plain) ? [how] : []));
}

/** "Cheaper", also beside something else that is asked. */
export function asksCheaper(text: string): boolean {
  return /\b(?:cheaper|less expensive|less costly|too expensive|too dear|more affordable)\b/.test(
    normalise(text),
  );
}

/** The place in the list that is named, from 0, −1 for the last; without one, `it` for "this" and `all` for "these". */
export function placeIn(text: string): number | 'it' | 'all' | undefined {
  const plain = normalise(text);
  const place = ordinalIn(plain);
  if (place !== undefined) return place;
  if (/\b(?:these|those|them|they)\b/.test(plain)) return 'all';
  return /\b(?:this|that|it)\b/.test(plain) ? 'it' : undefined;
}

/** What is asked of the wish list. */
export function wishListWish(text: string): 'add' | 'remove' | 'show' {
  const plain = normalise(text);
  if (
    /\b(?:remove|delete|drop|clear|erase|empty|take .*\boff|off (?:my|the) (?:wish ?list|list))\b/.test(plain)
  )
    return 'remove';
  if (/\b(?:add|put|save|keep|place|note|remember|store|pin)\b/.test(plain)) return 'add';
  return 'show';
}
