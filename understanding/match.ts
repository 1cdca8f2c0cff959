// Which of known things a text names: products, kept preferences, or one of the options just offered. Pure; empty rather than a guess.

import type { Product } from '../data/business.js';
import type { Preference } from '../data/customer.js';
import type { ProductId } from '../data/ids.js';
import { normalise } from './normalise.js';
import { ordinalIn } from './ordinals.js';
import { orderNumbersIn } from './plain-entities.js';
import { mentionsIn, sameWord, tokensOf, type Vocabulary, wordsOf } from './vocabulary.js';

/** Share of a name's weight that must be said: of "Ember table lamp", "the Ember lamp" says enough and "the lamp" does not. */
const ENOUGH_OF_A_NAME = 0.5;
/** Words of a name that are in this share of all names or more tell nothing apart. */
const COMMON = 0.2;
const EMPTY_WORDS = new Set(
  'the a an of and with for in to my one ones that this it i please want would like order is on from'.split(
    ' ',
  ),
);

/**
 * Finds products by the words of their names, rare words weighing more, with one slip allowed in words of 5 letters and more.
 * @returns at most `limit` ids, best first; empty when nothing matches well.
 */
export function matchProducts(
  text: string,
  products: Iterable<Product>,
  limit: number,
): readonly ProductId[] {
  const catalogue = [...products];
  const byId = catalogue.filter(
    ({ id }) =>
      wordsOf(text).join('-').includes(wordsOf(id).join('-')) && wordsOf(id).length > 0 && id.length > 3,
  );
  if (byId.length > 0) return byId.slice(0, limit).map(({ id }) => id);
  const typed = wordsOf(text).filter((word) => !EMPTY_WORDS.has(word));
  const ranked = scored(
    typed,
    catalogue.map(({ id, name }) => ({ id, label: name })),
  );
  const sure = ranked.filter(
    ({ share, distinct, called }) => called || (share >= ENOUGH_OF_A_NAME && distinct),
  );
  // "The hammock" is the Hammock chair no more than the Two-tree hammock, though it says less of the longer name.
  const weight = sure[0]?.weight ?? Number.POSITIVE_INFINITY;
  return ranked
    .filter((match) => sure.includes(match) || match.weight >= weight)
    .slice(0, limit)
    .map(({ id }) => id);
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
  const typed = wordsOf(text).filter((word) => !EMPTY_WORDS.has(word));
  const [best, second] = scored(typed, options);
  if (!best || best.weight === 0 || best.weight === second?.weight) return undefined;
  return best.id;
}

interface Score<Id> {
  readonly id: Id;
  /** Weight of the name's words that were said. */
  readonly weight: number;
  /** The same over the weight of the whole name. */
  readonly share: number;
  /** Whether a word was said that few names have. */
  readonly distinct: boolean;
  /** Whether the name's first word was said, exactly, and no other name has it: "the tern" is the Tern floor lamp. */
  readonly called: boolean;
}

/** Best first; weighs each word of a name by how few names have it, as idf does. */
function scored<Id>(
  typed: readonly string[],
  named: readonly { readonly id: Id; readonly label: string }[],
): readonly Score<Id>[] {
  const words = named.map(({ label }) => wordsOf(label));
  const counts = new Map<string, number>();
  for (const name of words) for (const word of new Set(name)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weightOf = (word: string) => Math.log(1 + named.length / (counts.get(word) ?? 1));
  return named
    .map(({ id }, i) => {
      const name = words[i] ?? [];
      const said = name.filter((word) => typed.some((each) => sameWord(each, word)));
      const weight = said.reduce((sum, word) => sum + weightOf(word), 0);
      const whole = name.reduce((sum, word) => sum + weightOf(word), 0);
      const distinct = said.some((word) => (counts.get(word) ?? 0) <= Math.max(1, COMMON * named.length));
      const first = name[0] ?? '';
      const called = first.length >= 4 && counts.get(first) === 1 && typed.includes(first);
      return {
        id,
        weight,
        share: whole === 0 ? 0 : weight / whole,
        distinct: distinct && said.length > 0,
        called,
      };
    })
    .sort((a, b) => b.weight * b.share - a.weight * a.share);
}
