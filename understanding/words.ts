// Words of a text or a name, and when a typed one is the known one. Knows no catalogue.

import { lately } from './lately.js';
import { meantAs, singular } from './spelling.js';

/** A word or mark of a text, with its place. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** @returns words in lower case and the marks that part clauses, with their places in the text. */
export const tokensOf = lately((text: string): readonly Token[] =>
  [...text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[.,;:!?]/gu)].map((match) => ({
    // "Nooo wooool": a letter drawn out is at most double.
    text: match[0]
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/(\p{L})\1{2,}/gu, '$1$1'),
    start: match.index,
    end: match.index + match[0].length,
  })),
);

/** @returns the words of a name, lower case, without marks. */
export function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether a typed word is the known one, in singular or plural and with at most one slip. */
export function sameWord(typed: string, known: string): boolean {
  const one = singular(typed);
  const other = singular(known);
  return one === other || meantAs(one, other);
}
