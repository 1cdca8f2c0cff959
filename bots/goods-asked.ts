// "Do you sell vegan duvets?", "have you got any oak tables under 300?": a question that is a search of the catalogue. Decides nothing else.

import { thingAsked } from '../dialogs/asked-wishes.js';
import type { Turn } from '../dialogs/turn.js';
import { matchCatalogue, readWishes } from '../understanding/index.js';
import { placedMoneyIn } from '../understanding/plain-entities.js';
import { targetOf } from '../understanding/surety.js';
import type { Understanding } from '../understanding/understanding.js';
import { mentionsIn } from '../understanding/vocabulary.js';
import { tokensOf } from '../understanding/words.js';

const SELLS =
  /^\W*(?:(?:hi|hello|hey|and|so|also|ok|okay)\W+)*(?:do you (?:guys )?(?:also |even |still )?(?:sell|have|stock|carry|offer|do)|(?:have you|you) got|got|are there|is there|any chance you (?:sell|have)|can i (?:get|buy|order)(?: here)?|where can i find)\b/i;
/** What may stand beside a thing and its values without asking for anything else. */
const EMPTY = new Set(
  'a an any some the other also more as well too please for in on under below up to at most max maximum with without and or of that are is which made from not over than less between no euro euros eur pounds dollars cheap nice good new really all kind kinds sort sorts type types my our something anything things ones one there here available online your shop store'.split(
    ' ',
  ),
);

/** What is read as one of these is a question about an order or a person all the same. */
const ASKS_FOR_GOODS: ReadonlySet<string> = new Set([
  'intent:product-availability',
  'intent:recommend',
  'intent:critique',
  'intent:state-preference',
]);

/**
 * @returns whether a thing of the catalogue is asked for by its kind: every word of it is the catalogue's or says nothing, and no one product
 *   is named, whose stock would be told.
 */
export function asksForGoods(turn: Turn, whole: Understanding): boolean {
  const opening = SELLS.exec(turn.text);
  return opening !== null && mayBeAsked(whole) && saysGoodsAlone(turn, opening[0].length);
}

/** @param from the place from which on the text is looked at. @returns whether it names a kind of thing, and nothing but what it is like. */
export function saysGoodsAlone({ text, services }: Turn, from = 0): boolean {
  const { vocabulary, business } = services;
  const rest = text.slice(from);
  const thing = thingAsked(text, business.products, vocabulary);
  const tokens = tokensOf(rest);
  const mentions = mentionsIn(tokens, vocabulary);
  const category = mentions.some(
    (mention) => mention.kind === 'attribute' && mention.attribute === 'category',
  );
  if (thing === undefined && !category) return false;
  // "Do you have the Ember lamp?" asks for its stock.
  if (mentions.some(({ kind }) => kind === 'product')) return false;
  if (matchCatalogue(rest, vocabulary, 2).length === 1) return false;
  const money = placedMoneyIn(rest);
  const wishes = readWishes(text, vocabulary);
  const said = (start: number) =>
    money.some((sum) => start >= sum.start && start < sum.end) ||
    wishes.some((wish) => start + from >= wish.start && start + from < wish.start + wish.words.length);
  return tokens.every(
    (token, at) =>
      !/\p{L}/u.test(token.text) ||
      EMPTY.has(token.text) ||
      token.text === 'vegan' ||
      token.text === thing ||
      mentions.some((mention) => at >= mention.from && at < mention.to) ||
      said(token.start),
  );
}

/** A reading that is sure of something else holds; an answer about goods in general does not say which there are. */
function mayBeAsked(whole: Understanding): boolean {
  if (whole.kind === 'out-of-scope' || whole.kind === 'ambiguous' || whole.kind === 'answer') return true;
  return whole.kind === 'intent' && ASKS_FOR_GOODS.has(targetOf(whole) ?? '');
}
