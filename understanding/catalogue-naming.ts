// Replaces what the catalogue sells by what kind of thing it is, so that one example serves for all of the kind. Exact words only.

import { singular } from './spelling.js';
import { SLIPPERY, type Vocabulary } from './vocabulary.js';

/** No customer writes these, and the features keep them whole. */
const NAMES = {
  material: 'xmaterialx',
  colour: 'xcolourx',
  room: 'xroomx',
  category: 'xcategoryx',
  product: 'xproductx',
} as const;

/**
 * Measured by leaving out one example at a time over the demo's intents: right for .63 with the kinds, .57 with the words themselves.
 * @returns a function from a normalised sentence to the same with `xmaterialx`, `xcolourx`, `xroomx`, `xcategoryx`, `xproductx` in it.
 */
export function catalogueNaming(vocabulary: Vocabulary): (sentence: string) => string {
  const names = new Map<string, string>();
  let longest = 1;
  const add = (words: readonly string[], name: string) => {
    const key = words.map(singular).join(' ');
    if (SLIPPERY.has(key) || names.has(key)) return;
    names.set(key, name);
    longest = Math.max(longest, words.length);
  };
  for (const { words } of vocabulary.products) if (words.length > 1) add(words, NAMES.product);
  for (const { words, attribute } of vocabulary.terms) add(words, NAMES[attribute]);
  // The last word of a name mostly says what the thing is: whoever asks for a bench means one of a kind, as with "lamps".
  for (const { words } of vocabulary.products) if (words.length > 1) add(words.slice(-1), NAMES.category);
  return (sentence) => {
    const words = sentence.split(' ');
    const keys = words.map(singular);
    const named: string[] = [];
    for (let from = 0; from < words.length; ) {
      let length = Math.min(longest, words.length - from);
      while (length > 0 && !names.has(keys.slice(from, from + length).join(' '))) length--;
      named.push(
        length > 0 ? (names.get(keys.slice(from, from + length).join(' ')) ?? '') : (words[from] ?? ''),
      );
      from += Math.max(1, length);
    }
    return named.join(' ');
  };
}

/** @returns every word of the catalogue's names and values, for the speller. */
export function catalogueWords(vocabulary: Vocabulary): readonly string[] {
  return [...vocabulary.products, ...vocabulary.terms].flatMap(({ words }) => words);
}
