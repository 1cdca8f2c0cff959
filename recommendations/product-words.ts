// Whether a product's name or description says a word that is no value of the catalogue, as "candle" or "lavender". Knows no customers.

import type { Product } from '../data/business.js';
import type { WordSubject } from '../data/preference-subject.js';

interface Said {
  /** Stems with a blank around each, of the name and category. */
  readonly name: string;
  readonly text: string;
}

const known = new WeakMap<Product, Said>();
/** "Comes without cable and bulb" says what it has not. */
const LACKING =
  /\b(?:no|not|never|without|free (?:of|from))\s+(?:(?:an?|any|the)\s+)?[\p{L}-]+(?:\s+(?:and|or)\s+[\p{L}-]+)?/giu;

/** @returns whether the word, singular or plural, stands whole in the name or, for `text`, also in the description. */
export function saysWord(product: Product, { word, in: where }: WordSubject): boolean {
  const said = known.get(product) ?? read(product);
  known.set(product, said);
  const wanted = stems(word);
  return wanted.trim() !== '' && said[where].includes(wanted);
}

function read({ name, category, description }: Product): Said {
  const words = `${name} . ${category}`;
  return { name: stems(words), text: stems(`${words} . ${description.replace(LACKING, ' ')}`) };
}

function stems(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\d]+|\./gu) ?? [];
  return ` ${words.map(stem).join(' ')} `;
}

/** English plurals alone: "candles", "boxes", "berries". */
function stem(word: string): string {
  if (word.length < 4 || word.endsWith('ss')) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
