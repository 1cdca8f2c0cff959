// What a customer wants to pay: at most, at least, about, less than now. Pure; knows no products and no prices of theirs.

import type { Budget } from '../stated.js';
import { NUMBER, numberOf } from './numbers.js';
import type { Placed } from './placed.js';

const CURRENCY = '€|£|\\$|euros?\\b|eur\\b|pounds?\\b|quid\\b|gbp\\b|dollars?\\b|bucks\\b|usd\\b';
const CODES: readonly (readonly [RegExp, string])[] = [
  [/€|eur/, 'EUR'],
  [/£|pound|quid|gbp/, 'GBP'],
  [/\$|dollar|bucks|usd/, 'USD'],
];
const SUM = `(?<sum>(?:(?:[€£$]|eur|gbp|usd) ?)?${NUMBER}(?: ?(?:${CURRENCY}))?)`;
const HIGHER = SUM.replace('?<sum>', '?<higher>');
/** "Thirty-one" is one number. */
const NOT_WORDS =
  '(?!(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)\\b)';
const NOT_MONEY =
  "(?! ?(?:cm|mm|m|kg|g|%|x|×|by|centi|met|inch|feet|foot|ft|lit|kilo|days?|weeks?|months?|years?|hours?|people|persons?|pieces?|seats?|o'clock|am|pm|of them|(?!(?:is|as|plus|less|tops|maximus|bucks|quids|pounds|euros|dollars|perhaps|thanks|was|this)\\b)[a-z]{3,}s|or \\w+ (?:people|persons))\\b|[\"'’]?[-\\w]*\\d)";
const ABOUT =
  '(?:around|about|roughly|approximately|approx\\.?|circa|ca\\.?|something like|in the region of|close to|near|give or take)';
const NEGATED =
  "(?:not|no|nothing|never|none|without|don't|dont|do not|won't|wouldn't|can't|cannot|can not|cant|isn't|doesn't|shouldn't|mustn't|must not|should not|rather not)";

interface Form {
  readonly pattern: RegExp;
  readonly bound: 'max' | 'min' | 'about' | 'range';
  /** A bare number says too little here: it needs its currency. */
  readonly needsCurrency?: boolean;
}

const form = (bound: Form['bound'], source: string, needsCurrency = false): Form => ({
  bound,
  pattern: new RegExp(source, 'g'),
  needsCurrency,
});

/** Tried in this order; words that one has read are not read again. */
const FORMS: readonly Form[] = [
  form('range', `\\b(?:between|from|anywhere from) ${SUM} ?(?:and|to|-|–) ?${HIGHER}${NOT_MONEY}`),
  form('range', `(?<![\\w.,-])${NOT_WORDS}${SUM} ?(?:to|-|–) ?${HIGHER}${NOT_MONEY}`, true),
  form(
    'max',
    `\\b${NEGATED}(?: \\w+){0,4}? (?:over|above|more than|beyond|exceed(?:ing)?|higher than|past) ${SUM}${NOT_MONEY}`,
  ),
  form(
    'max',
    `\\b(?:over|above|more than|anything over) ${SUM}${NOT_MONEY} (?:is|are|would be) (?:too|out|more than)`,
  ),
  form(
    'min',
    `\\b(?:at least|minimum(?: of| spend is| is)?|min\\.?|no less than|not less than|not under|upwards of|starting at) ${SUM}${NOT_MONEY}`,
  ),
  form(
    'min',
    `(?<!\\b(?:there|there's|is|find|found|see|sell|got|have|has) )\\b(?:nothing|not|never|no \\w+|(?:don't|dont|do not) (?:want|need|show me) (?:anything|something|any|things|one))(?: \\w+)? (?:under|below|less than|cheaper than) ${SUM}${NOT_MONEY}`,
  ),
  form('min', `(?<![\\w.,])${SUM}${NOT_MONEY} (?:or more|and up|and above|upwards|minimum|at least)\\b`),
  form('about', `\\bin the ${SUM} ?(?:range|region|bracket)\\b`),
  form('about', `\\b${ABOUT}(?: the)? ${SUM}${NOT_MONEY}`),
  form(
    'about',
    `(?<![\\w.,])${SUM}${NOT_MONEY}(?:[- ]?ish\\b| or so\\b| or thereabouts\\b| give or take| mark\\b)`,
  ),
  form(
    'max',
    `\\b(?:under|below|up to|max(?:imum)?(?: of| is|:)?|max\\.|at most|at the most|maximal|maximally|allowed|less than|cheaper than|within|not exceeding|limit(?: of| is|'s)?|sub|cap(?: of| is)?|ceiling (?:of|is)|as much as|as high as|budget(?: is| of|:|'s)?(?: only| just| at most| max(?:imum)?| under| up to)*|afford|no higher than|keep it (?:to|at)|stick to) ${SUM}${NOT_MONEY}`,
  ),
  form(
    'max',
    `(?<![\\w.,])${SUM}${NOT_MONEY} ?(?:at (?:the )?most|max(?:imum|imal)?\\b|or (?:less|under|below|cheaper)|and under|tops\\b|is (?:my|our|the) (?:limit|max(?:imum)?|budget|absolute)|budget\\b|limit\\b|to spend\\b|is (?:all|the most|as much))`,
  ),
  form(
    'max',
    `\\b(?:spend(?:ing)?|pay|invest|have|got)(?: only| just| up to)? ${SUM}${NOT_MONEY}(?! on delivery| for delivery)`,
    true,
  ),
  form('max', `\\b(?:spend(?:ing)?) ${SUM}${NOT_MONEY}`),
  form('max', `\\bfor ${SUM}${NOT_MONEY}`, true),
  form('max', `\\bfor (?<sum>an? (?:tenner|fiver))\\b`),
  form('max', `(?<![\\w<])<=? ?${SUM}${NOT_MONEY}`),
  form(
    'range',
    `\\b(?:in the|prices?:?|price range(?: of| is)?|range(?: of| is)?|budget(?: of| is)?|spend|priced?) ${SUM} ?(?:to|-|–|and) ?${HIGHER}${NOT_MONEY}`,
  ),
  form('min', `\\bfrom ${SUM}${NOT_MONEY} (?:up|upwards|on)\\b`),
  form('max', `\\b(?:i meant?|make (?:it|that)) ${SUM}${NOT_MONEY}(?! people)`),
  form(
    'max',
    `\\b(?:set aside|put aside|saved(?: up)?|budgeted|(?:can|could) (?:do|go to|stretch to|manage|afford)|(?:stretch|go|run)(?: \\w+)? (?:to|past|beyond)) ${SUM}${NOT_MONEY}`,
  ),
  form('min', `\\b(?:over|above|more than) ${SUM}${NOT_MONEY}`),
];

const LOWER =
  /\b(?:cheaper(?! side)|less expensive|less pricey|less dear|(?:too|bit|little) (?:expensive|pricey|dear|steep|costly)|lower(?:[- ]priced| price)|more affordable|costs? less|less costly|more than (?:i|we) (?:want|wanted|can|could|like|planned)|(?:out of|over|beyond|above|outside) (?:my|our) (?:budget|price range|limit))\b/g;
const LOW =
  /\b(?:(?<!not )(?<!not the )(?<!too )(?<!look )(?<!looks )(?<!buy )cheap(?! (?:trick|shot|look|and nasty)|,? buy)|inexpensive|affordable|budget[- ]friendly|low[- ]budget|low[- ]cost|tight budget|small budget|on a budget|reasonably priced|(?:not|nothing|isn't)(?: \w+)? (?:too|that|so|very|overly) (?:expensive|pricey|dear|costly)|(?:not|nothing|isn't) (?:expensive|pricey|dear|costly|fancy-priced)|cheap and cheerful|cheapish|bargain|budget(?:'s| is) (?:\w+ )?(?:tight|small|limited|low|tiny|modest)|skint|broke(?= |$)|(?:short|tight) (?:of|on) (?:money|cash)|money(?:'s| is)(?: \w+){0,2} tight|(?:don't|do not|dont) want to spend (?:much|a lot|too much|a fortune)|on the cheap(?:er)? side|won't break the bank|(?:costs?|charge) an arm and a leg|little money|on a shoestring|doesn't cost (?:much|a lot|the earth|a fortune)|without spending (?:much|a fortune))\b/g;

/** Most messages hold no number and no word about money, and trying all forms costs more than all else that is read from them. */
const A_NUMBER = new RegExp(`\\b${NUMBER}`);
const ABOUT_MONEY =
  /cheap|expens|pric|dear|steep|cost|afford|budget|limit|bargain|skint|broke|money|cash|spend|bank|arm and a|shoestring|more than/;

/**
 * @param text lower case, straight apostrophes; sizes are blanked out.
 * @returns the budgets named, in the order said; one with a lower and an upper bound where a text gives both.
 */
export function budgetsIn(text: string): readonly Placed<Budget>[] {
  return (A_NUMBER.test(text) ? sumsIn(text) : undefined) ?? (ABOUT_MONEY.test(text) ? leaningIn(text) : []);
}

/** @returns `undefined` where no sum is named. */
function sumsIn(text: string): readonly Placed<Budget>[] | undefined {
  const found: Placed<Budget>[] = [];
  const free = (start: number, end: number) =>
    found.every((other) => end <= other.start || other.end <= start);
  for (const { pattern, bound, needsCurrency } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const { sum = '', higher = '' } = match.groups ?? {};
      const currency = currencyOf(sum) ?? currencyOf(higher);
      const end = match.index + match[0].length;
      if ((needsCurrency && currency === undefined) || !free(match.index, end)) continue;
      const amount = amountOf(sum);
      const hours = bound === 'range' && currency === undefined && areHours(amount, amountOf(higher), text);
      if (hours || isOrderNumber(sum)) continue;
      found.push({
        start: match.index,
        end,
        value: { kind: 'budget', ...boundsOf(bound, amount, higher), ...(currency ? { currency } : {}) },
      });
    }
  }
  return found.length > 0 ? joined(found.sort((a, b) => a.start - b.start)) : undefined;
}

function boundsOf(
  bound: Form['bound'],
  amount: number,
  higher: string,
): Pick<Budget, 'min' | 'max' | 'about'> {
  switch (bound) {
    case 'range':
      return { min: amount, max: amountOf(higher) };
    case 'about':
      return { max: amount, about: true };
    case 'max':
      return { max: amount };
    case 'min':
      return { min: amount };
  }
}

/** Cheap, or cheaper, without a sum. */
function leaningIn(text: string): readonly Placed<Budget>[] {
  for (const [pattern, relative] of [
    [LOW, 'low'],
    [LOWER, 'lower'],
  ] as const) {
    const [match] = text.matchAll(pattern);
    if (match)
      return [
        { start: match.index, end: match.index + match[0].length, value: { kind: 'budget', relative } },
      ];
  }
  return [];
}

/** "At least 30 and at most 60" is one budget. */
function joined(found: readonly Placed<Budget>[]): readonly Placed<Budget>[] {
  const [first, second, ...rest] = found;
  if (!first || !second || rest.length > 0) return found;
  const [a, b] = [first.value, second.value];
  const complements =
    (a.min === undefined) !== (b.min === undefined) && (a.max === undefined) !== (b.max === undefined);
  return complements ? [{ start: first.start, end: second.end, value: { ...a, ...b } }] : found;
}

/** Five digits without a sign are an order's number. */
function isOrderNumber(sum: string): boolean {
  return /^\d{5,}$/.test(sum.trim());
}

/** "From 9 to 5" is a day's work: no range ends below where it begins, and two hours are no sums where nothing is said of money. */
function areHours(from: number, to: number, text: string): boolean {
  return to <= from || (from <= 24 && to <= 24 && !ABOUT_MONEY.test(text) && AT_WORK.test(text));
}
const AT_WORK = /\b(?:work\w*|open|home|office|away|deliver\w*|available|shift|school|call|come)\b/;

function amountOf(sum: string): number {
  return numberOf(sum.replace(new RegExp(CURRENCY, 'g'), '').trim());
}

function currencyOf(sum: string): string | undefined {
  return CODES.find(([pattern]) => pattern.test(sum))?.[1];
}
