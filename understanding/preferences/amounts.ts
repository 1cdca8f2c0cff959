// What a customer can pay, put as no fixed phrase of budget.ts has it: a sum among words about money. Pure; knows no products.

import type { Budget } from '../stated.js';
import { NUMBER, numberOf } from './numbers.js';
import type { Placed } from './placed.js';

const CURRENCIES: readonly (readonly [string, string])[] = [
  ['€|euros?\\b|eur\\b|e\\b', 'EUR'],
  ['£|pounds?\\b|quid\\b|gbp\\b|sterling\\b', 'GBP'],
  ['\\$|dollars?\\b|bucks\\b|usd\\b', 'USD'],
  ['zł|złoty\\b|zloty(?:ch)?\\b|zlotys\\b|pln\\b', 'PLN'],
  ['chf\\b|(?:swiss )?francs?\\b', 'CHF'],
];
const SIGN = CURRENCIES.map(([pattern]) => pattern).join('|');
const CODES = CURRENCIES.map(([pattern, code]) => [new RegExp(pattern), code] as const);
/** Of time, people, lengths, pieces, dates, and what is counted. */
const COUNTED =
  "(?! ?(?:cm|mm|m|kg|g|l|ml|%|x|×|degrees?|watts?|centi\\w*|met(?:re|er)s?|inch\\w*|feet|foot|ft|kilo\\w*|am|pm|o'clock|days?|weeks?|months?|years?|hours?|minutes?|people|persons?|guests?|of (?:them|us|these|those)|stars?|january|february|march|april|may|june|july|august|september|october|november|december)\\b|[-:/]\\d|(?:st|nd|rd|th)\\b|\\w)";
const SUM = new RegExp(
  `(?<![\\w.,#:/-])(?:(?<sign>[€£$]|(?:eur|gbp|usd)\\b) ?)?(?<low>${NUMBER})(?: ?(?<lowSign>${SIGN}))?(?: ?(?:-|–|to|till|until|or|and) ?[€£$]? ?(?<high>${NUMBER})(?: ?(?<highSign>${SIGN}))?)?${COUNTED}`,
  'g',
);
const MONEY =
  /\b(?:budget\w*|spend\w*|spent|pay|price[sd]?|pricing|costs?|limits?|afford|stretch|money|cash|fork out|shell out|part with|cough up|tops|altogether|in total|each|apiece|max(?:imum|imal(?:ly)?)?|cheaper|expensive|dear|dearer|purse|wallet|pocket|chip(?:ped|ping)? in|collected|put (?:in|aside|together)|saved|go (?:up )?to|go (?:as high|above|over|beyond|higher)|put up to|ceiling of|cap|kitty|in the pot|envelope|left(?: over)? (?:this|for|to|till|until)|chipped in|clubbed together|between us|not a (?:cent|penny)|not a (?:single )?(?:cent|penny)|(?:at|on) the outside|at a push|at (?:a )?stretch|go as far as|is where it (?:stops|ends)|upper|bracket|collection|to play with|burning a hole|upwards|till then|with the bonus|on it)\b/;
/** What a sum is where it was paid, asked for or promised: none to spend. */
const OTHER_SUM =
  /\b(?:paid|charged|refund\w*|vouchers?|invoices?|owe[sd]?|receipts?|cost me|worth of|discount|deposit|account|bill|transfer\w*|last (?:year|month|week|time)|why|how come|was|were|used to|order(?:ed)?|free (?:delivery|shipping)|delivery (?:is|costs?|for)|shipping|reduced|sale|off|points|gift cards?)\b/;
const SIZED =
  /\b(?:wide|width|high|height|tall|long|length|deep|depth|across|diameter|size|cm|metres?|litres?|seats?|weighs?)\b/;
const NEGATED = /\b(?:not|no|nothing|never|don't|dont|won't|can't|cannot|wouldn't|without)\b/;
const LEAST =
  /\b(?:nothing (?:under|below|less than)|at least|min(?:imum)?\.?(?: of)?|from|upwards of|starting (?:at|from)|no less than|not (?:under|below|less than)|can't \w+ (?:\w+ )?(?:under|below|(?:with )?less than)) *$/;
const MORE = /\b(?:over|above|more than|beyond|past) *$/;
const LEAST_AFTER = /^ ?(?:or more|and (?:up|above|over)|upwards|at least|min(?:imum)?\b|\+(?! ?[-/]))/;
const ABOUT =
  /(?:\b(?:about|around|circa|ca\.?|roughly|approx\w*\.?|nearly|close to|near|something like|in the region of|more or less|ballpark|along the lines of)|~)(?: of)? *$/;
const ABOUT_AFTER =
  /^ ?(?:-?ish\b|\+ ?-|\+\/-|or so\b|or thereabouts\b|give or take\b|,? more or less\b|,? roughly\b|,? approx|mark\b|ballpark\b|region\b|range\b)/;
const MOST =
  /\b(?:up to|under|below|less than|within|max(?:imum|imal(?:ly)?)?\.?|at most|no more than|not more than) *$/;

/** Cheap, put in other ways. */
const LOW =
  /\b(?:cheapest(?! (?:delivery|shipping|way|post))|as (?:cheap|inexpensive) as|the cheaper the better|(?:small|thin|light|empty|tiny) (?:wallet|purse|pocket)|cost(?:s|ing)? the earth|(?:a lot|much|loads|a fortune) to spend|reasonabl[ey] (?:price|cost|money)|(?:little|not much) to spend|student (?:budget|prices?|money)|(?:easy|kind|gentle) (?:on|to) (?:the|my|our) (?:wallet|purse|pocket)|keep (?:it|the price|the cost|costs|the costs) (?:low|down|cheap|reasonable)|for (?:little|small) money|won't (?:ruin|bankrupt) (?:me|us)|pennies)\b/;

/** @returns where a sentence asks for what is cheap, without a sum. */
export function cheapIn(text: string): readonly Placed<Budget>[] {
  const match = LOW.exec(text);
  return match
    ? [
        {
          start: match.index,
          end: match.index + match[0].length,
          value: { kind: 'budget', relative: 'low' },
        },
      ]
    : [];
}

/**
 * @param text one sentence, lower case; sizes are blanked out.
 * @returns the last sum that can be spent, as what is said last of money counts; with two bounds where a range is named.
 */
export function amountsIn(text: string): readonly Placed<Budget>[] {
  const found: Placed<Budget>[] = [];
  for (const match of text.matchAll(SUM)) {
    const { sign = '', low = '', lowSign = '', high, highSign = '' } = match.groups ?? {};
    const signs = `${sign} ${lowSign} ${highSign}`.trim();
    const end = match.index + match[0].length;
    const clause = clauseAround(text, match.index, end);
    if (OTHER_SUM.test(clause) || /^\d{5,}$/.test(low)) continue;
    const isMoney = signs !== '' || (MONEY.test(clause) && !SIZED.test(clause) && isWhole(low));
    if (!isMoney) continue;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    found.push({
      start: match.index,
      end,
      value: {
        kind: 'budget',
        ...boundsOf(low, high, before, text.slice(end, end + 30)),
        ...currencyOf(signs),
      },
    });
  }
  const last = found.at(-1);
  return last ? [last] : [];
}

/** "One" and "two" are seldom of money. */
function isWhole(low: string): boolean {
  return numberOf(low) >= 5;
}

function boundsOf(
  low: string,
  high: string | undefined,
  before: string,
  after: string,
): Partial<Record<'min' | 'max', number>> & { readonly about?: true } {
  const value = numberOf(low);
  const other = high === undefined ? undefined : numberOf(high);
  if (other !== undefined && other > value) return { min: value, max: other };
  if (ABOUT.test(before) && !MOST.test(before.replace(ABOUT, ''))) return { max: value, about: true };
  if (ABOUT_AFTER.test(after)) return { max: value, about: true };
  if (LEAST.test(before) || LEAST_AFTER.test(after)) return { min: value };
  if (MORE.test(before) && !NEGATED.test(before)) return { min: value };
  return { max: value };
}

function currencyOf(signs: string): { readonly currency?: string } {
  const code = CODES.find(([pattern]) => pattern.test(signs))?.[1];
  return code === undefined ? {} : { currency: code };
}

function clauseAround(text: string, start: number, end: number): string {
  const from = Math.max(
    0,
    ...[...text.slice(0, start).matchAll(/[,;:] | but | so /g)].map(({ index }) => index),
  );
  const behind = text.slice(end).search(/[,;:] | but | so /);
  return text.slice(from, behind < 0 ? text.length : end + behind);
}
