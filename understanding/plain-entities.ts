// Entities that a short regular expression reads surely: plain sums of money and order numbers. Pure, and safe on any input.

export interface Money {
  /** Major units. */
  readonly amount: number;
  /** ISO 4217, where it was said. */
  readonly currency?: string;
}

/** A sum and where it stands in the text. */
export interface PlacedMoney extends Money {
  readonly start: number;
  readonly end: number;
}

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/^(?:€|euros?|eur)$/i, 'EUR'],
  [/^(?:£|pounds?|gbp|quid)$/i, 'GBP'],
  [/^(?:\$|dollars?|usd)$/i, 'USD'],
];
const SIGN = '€|£|\\$';
const NAME = 'euros?|eur|pounds?|gbp|quid|dollars?|usd';
const AMOUNT = '\\d{1,3}(?:[., ]\\d{3})+(?:[.,]\\d{1,2})?(?![\\d])|\\d{1,6}(?:[.,]\\d{1,2})?';
const WITH_SIGN = new RegExp(
  `(${SIGN}|(?<![\\p{L}\\d])(?:eur|gbp|usd)(?=[ \\d]))[ ]?(${AMOUNT})(?![\\d])|(?<![\\d.,])(${AMOUNT})[ ]?(${SIGN}|(?:${NAME})\\b)`,
  'giu',
);
/** A bare number is money only where a limit is spoken of; five digits are an order. */
const LIMIT =
  /\b(?:under|below|over|above|beyond|up to|max(?:imum)?(?: of)?|at most|less than|more than|cheaper than|within|budget(?: of| is)?(?: at most)?|spend(?: up to)?)[ ](\d{1,4}(?:[.,]\d{1,2})?)(?![\d.,]*\d)(?![ ]?(?:cm|mm|m|kg|g|days?|weeks?|years?|%|pieces?|inch(?:es)?)\b)/gi;
const BARE_MOST = /(?<![\d.,#])(\d{1,4}(?:[.,]\d{1,2})?)[ ](?:at most|max(?:imum)?|or less|tops)\b/gi;

/** Characters that are read: more is a paste, not a wish. */
const READ = 500;

/**
 * @returns sums such as `80 euros`, `€80`, `1.200 EUR`, and bare ones after a limit (`under 80`, `max 80`, `80 at most`), in the order said.
 */
export function placedMoneyIn(text: string): readonly PlacedMoney[] {
  const read = text.slice(0, READ);
  const found: PlacedMoney[] = [];
  for (const match of read.matchAll(WITH_SIGN)) {
    const currency = currencyOf(match[1] ?? match[4] ?? '');
    found.push({
      amount: amountOf(match[2] ?? match[3] ?? ''),
      ...(currency ? { currency } : {}),
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  for (const pattern of [LIMIT, BARE_MOST]) {
    for (const match of read.matchAll(pattern)) {
      const digits = match[1] ?? '';
      const start = match.index + match[0].indexOf(digits);
      if (found.some((money) => start < money.end && money.start <= start)) continue;
      found.push({ amount: amountOf(digits), start, end: start + digits.length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The same without places. */
export function moneyIn(text: string): readonly Money[] {
  return placedMoneyIn(text).map(({ amount, currency }) => (currency ? { amount, currency } : { amount }));
}

/**
 * @returns the 5-digit numbers of a text, with or without `#` or `order` before them, each once, in the order said.
 */
export function orderNumbersIn(text: string): readonly string[] {
  const found = text.matchAll(/(?<![\d.,€£$])(\d{5})(?!\d|[.,]\d|[ ]?(?:€|£|\$|euros?\b|eur\b))/gi);
  return [...new Set([...found].map((match) => match[1] ?? ''))];
}

function currencyOf(written: string): string | undefined {
  return CURRENCIES.find(([pattern]) => pattern.test(written))?.[1];
}

/** `1.200` and `1,200` are thousands, `12.50` and `12,50` are not; `1,200.50` has both. */
function amountOf(written: string): number {
  const cents = /[.,](\d{1,2})$/.exec(written);
  const whole = (cents ? written.slice(0, cents.index) : written).replace(/[., ]/g, '');
  return Number(cents ? `${whole}.${cents[1]}` : whole);
}
