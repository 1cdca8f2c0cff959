// Which of known things a text names: products, kept preferences, or one of the options just offered. Pure; empty rather than a guess.

import type { Product } from '../data/business.js';
import type { Preference } from '../data/customer.js';
import type { ProductId } from '../data/ids.js';
import { NameIndex } from './name-index.js';
import { normalise } from './normalise.js';
import { ordinalIn } from './ordinals.js';
import { orderNumbersIn } from './plain-entities.js';
import { mentionsIn, type Vocabulary } from './vocabulary.js';
import { sameWord, tokensOf, wordsOf } from './words.js';

/** Share of a name's weight that must be said: of "Ember table lamp", "the Ember lamp" says enough and "the lamp" does not. */
const ENOUGH_OF_A_NAME = 0.5;
const EMPTY_WORDS = new Set(
  'the a an of and with for in to my one ones that this it i please want would like order is on from'.split(
    ' ',
  ),
);

/**
 * Finds products by the words of their names, rare words weighing more, with one slip allowed in words of 5 letters and more.
 * @param products a few; for the whole catalogue there is `matchCatalogue`.
 * @returns at most `limit` ids, best first; empty when nothing matches well.
 */
export function matchProducts(
  text: string,
  products: Iterable<Product>,
  limit: number,
): readonly ProductId[] {
  const named = [...products].map(({ id, name }) => ({ id, label: name }));
  return matchNames(text, new NameIndex(named), limit);
}

/** The same among all that the business sells; costs as much for ten thousand products as for a hundred. */
export function matchCatalogue(text: string, vocabulary: Vocabulary, limit: number): readonly ProductId[] {
  return matchNames(text, vocabulary.names, limit);
}

function matchNames(text: string, names: NameIndex<ProductId>, limit: number): readonly ProductId[] {
  const byId = names.withId(text);
  if (byId.length > 0) return byId.slice(0, limit);
  const ranked = names.scored(saidWords(text));
  const sure = new Set(
    ranked.filter(({ share, distinct, called }) => called || (share >= ENOUGH_OF_A_NAME && distinct)),
  );
  // "The hammock" is the Hammock chair no more than the Two-tree hammock, though it says less of the longer name.
  const weight = [...sure][0]?.weight ?? Number.POSITIVE_INFINITY;
  return ranked
    .filter((match) => sure.has(match) || match.weight >= weight)
    .slice(0, limit)
    .map(({ id }) => id);
}

function saidWords(text: string): readonly string[] {
  return wordsOf(text).filter((word) => !EMPTY_WORDS.has(word));
}

/**
 * Which preferences "forget the wool thing" means: by the value, by "vegan", by "budget" or "price", by a product's name, or all of them for
 * "everything"; failing that, by the customer's own words when it was said.
 */
export function matchPreference(
  text: string,
  preferences: readonly Preference[],
  vocabulary: Vocabulary,
): readonly Preference[] {
  const tokens = tokensOf(text);
  const mentions = mentionsIn(tokens, vocabulary);
  const named = preferences.filter(({ subject }) => {
    if (subject.kind === 'vegan') return /\bvegan|\banimal/i.test(text);
    if (subject.kind === 'max-price') {
      return (
        /\b(?:budget|price|limit|money|spend|expensive|cheap)/i.test(text) ||
        new RegExp(`(?<!\\d)${subject.amount}(?!\\d)`).test(text)
      );
    }
    if (subject.kind === 'product') {
      return mentions.some(
        (mention) => mention.kind === 'product' && mention.productId === subject.productId,
      );
    }
    return (
      mentions.some(
        (mention) =>
          mention.kind === 'attribute' &&
          mention.attribute === subject.attribute &&
          mention.values.includes(subject.value),
      ) || wordsOf(subject.value).every((word) => tokens.some((token) => sameWord(token.text, word)))
    );
  });
  if (named.length > 0) return named;
  if (/\b(?:everything|all|anything)\b/i.test(text)) return preferences;
  const typed = wordsOf(text).filter((word) => word.length > 3 && !FORGETTING.has(word));
  return preferences.filter(
    ({ source }) => source.kind === 'said' && wordsOf(source.words).some((word) => typed.includes(word)),
  );
}

const FORGETTING = new Set(
  'forget that thing about please remove delete said what your preference preferences list want like love hate longer more'.split(
    ' ',
  ),
);

/**
 * Which option an answer picks: "the second", "2", "number two", "the last one", an id, a full label, or words that only one label has.
 * @returns the option's id; `undefined` when none or more than one could be meant.
 */
export function pickFrom(
  text: string,
  options: readonly { readonly id: string; readonly label: string }[],
): string | undefined {
  const asked = text.trim().toLowerCase();
  const exact = options.filter(
    ({ id, label }) => id.toLowerCase() === asked || label.toLowerCase() === asked,
  );
  if (exact.length === 1) return exact[0]?.id;
  const numbers = orderNumbersIn(text);
  const numbered = options.filter(({ id, label }) =>
    numbers.some((number) => id === number || label.includes(number)),
  );
  if (numbered.length === 1) return numbered[0]?.id;
  const plain = normalise(text);
  if (/\b(?:none|neither|no)\b/.test(plain)) return undefined;
  const place = ordinalIn(plain);
  if (place !== undefined) return options.at(place)?.id;
  const [best, second] = new NameIndex(options).scored(saidWords(text));
  if (!best || best.weight === 0 || best.weight === second?.weight) return undefined;
  return best.id;
}
