// Everything in a message that could be wished, avoided or owned, before anybody asks whether it is: things named, and words of home goods. Pure.

import { singular } from '../spelling.js';
import type { WishSubject } from '../stated.js';
import { SLIPPERY } from '../vocabulary.js';
import type { Token } from '../words.js';
import type { IsNoun, Named } from './named.js';
import { WORD_CLASSES } from './word-classes.js';

/** `slippery`: a catalogue word that is mostly something else; `it`: the thing named before. */
export type WishableKind =
  | 'colour'
  | 'material'
  | 'room'
  | 'category'
  | 'product'
  | 'slippery'
  | 'vegan'
  | 'noun'
  | 'name'
  | 'it';

export interface Wishable {
  readonly kind: WishableKind;
  readonly subject: WishSubject;
  /** Tokens, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Letters of the message. */
  readonly start: number;
  readonly end: number;
  /** What it is where it is only named in a request. */
  readonly plainly?: 'colour' | 'material' | 'room';
}

const VEGAN = /^vegans?$/;
const IT = /^(?:it|them)$/;
const GOES_ON = /^(?:and|or|but|at|so|either|too|though)$/;
const WORD = /^\p{L}[\p{L}'-]{2,}$/u;
/** Wished for, though around a thing they say how it is. */
const HOUSEHOLD_STILL = new Set(['washable', 'durable', 'wobbly', 'scratchy', 'itchy']);
/** Never a thing, also where a product is called so. */
const NO_THING = new Set(
  "one ones other others some any more less same something anything nothing everything thing things stuff item items piece pieces set pair box home please thanks thank sorry hello back way bit lot kind sort day days time times week year years today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ireland dublin cork galway i'm i've i'll i'd light".split(
    ' ',
  ),
);

/** @returns them in order, none inside another. */
export function wishablesIn(
  tokens: readonly Token[],
  mentions: readonly Named[],
  isNoun: IsNoun,
): readonly Wishable[] {
  const at = new Map(mentions.map((mention) => [mention.from, mention]));
  const found: Wishable[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const said = tokens[i];
    if (!said) break;
    // "Copper's my weakness."
    const token = { ...said, text: said.text.replace(/'s$/, '') };
    const mention = at.get(i);
    if (mention) {
      found.push(wishableOf(mention, tokens));
      i = mention.to - 1;
      continue;
    }
    const place = { from: i, to: i + 1, start: token.start, end: token.end };
    if (VEGAN.test(token.text)) {
      found.push({ ...place, kind: 'vegan', subject: { kind: 'vegan' } });
      continue;
    }
    if (IT.test(said.text)) {
      const next = tokens[i + 1]?.text ?? '';
      const meant = found.findLast(({ kind }) => kind !== 'room' && kind !== 'it');
      if (meant && (!/^\p{L}/u.test(next) || GOES_ON.test(next)))
        found.push({ ...place, kind: 'it', subject: meant.subject });
      continue;
    }
    // "Can't stand" is no plant stand.
    if (WORD_CLASSES.has(said.text) && !HOUSEHOLD_STILL.has(said.text)) continue;
    if (!WORD.test(token.text) || NO_THING.has(token.text) || !isNoun(token)) continue;
    const before = tokens[i - 1];
    const noun = singular(token.text);
    // "Watering can" is one noun.
    const word =
      before && /(?<!th)ing$/.test(before.text) && before.text.length > 5 ? `${before.text} ${noun}` : noun;
    found.push({
      ...place,
      kind: isNoun({ ...token, start: 0 }) ? 'noun' : 'name',
      subject: { kind: 'word', word },
    });
  }
  return found;
}

function wishableOf(mention: Named, tokens: readonly Token[]): Wishable {
  const { from, to } = mention;
  const place = { from, to, start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
  if (mention.kind === 'product')
    return { ...place, kind: 'product', subject: { kind: 'product', productId: mention.productId } };
  const { attribute } = mention;
  const plainly = attribute === 'category' ? {} : { plainly: attribute };
  if (mention.kind === 'lacking')
    return { ...place, kind: attribute, subject: { kind: 'word', word: mention.word }, ...plainly };
  const { values, said } = mention;
  const isSlippery = to - from === 1 && SLIPPERY.has(tokens[from]?.text ?? '');
  return {
    ...place,
    kind: isSlippery ? 'slippery' : attribute,
    subject: { kind: 'attribute', attribute, values, ...(said ? { said } : {}) },
    ...plainly,
  };
}
