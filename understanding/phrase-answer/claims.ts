// The hard facts of a text: numbers with what they count, long numbers, links and addresses. Pure; whose text it is, is not its concern.

import { isFunctionWord, numberOf, stemOf } from './words.js';

/** A number and what stands with it: a currency, `%`, or the stems of the words after it. */
export interface Quantity {
  readonly number: string;
  readonly units: readonly string[];
}

const CURRENCY: Readonly<Record<string, string>> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
};
const TOKEN = /\d+(?:[.,:]\d+)*|[€£$%]|\p{L}+(?:'\p{L}+)*|\p{N}|\p{Sc}/gu;
/** Words after a number that may be what it counts: "five working days" are five days. */
const REACH = 2;

export function quantitiesIn(text: string): readonly Quantity[] {
  const tokens = text.normalize('NFKC').toLowerCase().replaceAll('’', "'").match(TOKEN) ?? [];
  return tokens.flatMap((token, at) => {
    const number = /^\p{N}/u.test(token) ? canonical(token) : numberOf(token);
    if (number === undefined) return [];
    const unit = unitBeside(tokens, at);
    return [{ number, units: unit ? [unit] : wordsAfter(tokens, at) }];
  });
}

/** A sign or code belongs to the number behind it, unless the one before it has no other: "39 euro 5 days", "5 €39". */
function unitBeside(tokens: readonly string[], at: number): string | undefined {
  const isNumber = (place: number) => /^\d/.test(tokens[place] ?? '');
  const [before = '', after = ''] = [tokens[at - 1], tokens[at + 1]];
  if (after === '%' || after === 'percent') return '%';
  const sign = (token: string) => /^\p{Sc}$/u.test(token);
  if (CURRENCY[before] && (sign(before) || !isNumber(at - 2))) return CURRENCY[before];
  return sign(after) && isNumber(at + 2) ? undefined : CURRENCY[after];
}

/**
 * @returns whether the stated number stands in the facts with what it counts: the sum in the same currency, the same word after it.
 */
export function isQuantityOf(stated: Quantity, facts: readonly Quantity[]): boolean {
  const [first] = stated.units;
  return facts.some(
    ({ number, units }) => number === stated.number && (first === undefined || units.includes(first)),
  );
}

/** Runs of seven digits or more, in groups or not: phones and accounts. */
export function longNumbersIn(text: string): readonly string[] {
  return (text.match(/\d(?:[ ()./-]{0,2}\d){6,}/g) ?? []).map((run) => run.replace(/\D/g, ''));
}

/** Whatever a reader or a program may take for an address: with a scheme, with `@`, or with a dot between letters. */
export function addressesIn(text: string): readonly string[] {
  const found = text.match(/[^\s()]+/g) ?? [];
  return found
    .map((word) => word.replace(/^["'“‘]+|["'”’.,;:!?]+$/g, '').toLowerCase())
    .filter((word) =>
      /@|:\/\/|^www\.|^[a-z][a-z+.-]*:\S|[\p{L}\d]\.\p{L}{2,}|\p{L}\.[\p{L}\d]|\/\//u.test(word),
    );
}

function wordsAfter(tokens: readonly string[], at: number): readonly string[] {
  const units: string[] = [];
  for (const token of tokens.slice(at + 1, at + 1 + REACH)) {
    if (!/^\p{L}/u.test(token) || isFunctionWord(token)) break;
    units.push(stemOf(token));
  }
  return units;
}

/** `1,200` and `1200` are the same, and so are `39.00` and `39`; `10:30` stays as it is. */
function canonical(number: string): string {
  if (number.includes(':')) return number;
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(number)) return number.replace(/[.,]/g, '');
  return number
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.')
    .replace(/\.0+$/, '');
}
