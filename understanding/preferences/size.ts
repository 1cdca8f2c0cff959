// How large, high, heavy or for how many something is to be: numbers with units and words of size. Pure; knows no products.

import type { Size } from '../stated.js';
import { NUMBER, numberOf } from './numbers.js';
import type { Placed } from './placed.js';

/** Centimetres in each unit of length. */
const LENGTHS: readonly (readonly [RegExp, number])[] = [
  [/^(?:mm|millimet)/, 0.1],
  [/^(?:cm|centi|cms)/, 1],
  [/^(?:m$|met)/, 100],
  [/^(?:inch|in$|")/, 2.54],
  [/^(?:ft|foot|feet)/, 30.48],
];
const UNIT =
  '(?:cms?|mm|m|centimet(?:re|er)s?|millimet(?:re|er)s?|met(?:re|er)s?|inch(?:es)?|ft|foot|feet)\\b';
const CROSS = '(?:x|×|by|\\*)';
const AREA = new RegExp(
  `(?<![\\w.,])(?<first>${NUMBER}) ?(?<firstUnit>${UNIT})? ?${CROSS} ?(?<second>${NUMBER})(?: ?(?<unit>${UNIT}))?(?: ?${CROSS} ?(?<third>${NUMBER})(?: ?(?<thirdUnit>${UNIT}))?)?`,
  'g',
);
const LENGTH = new RegExp(
  `(?<![\\w.,])(?:(?<low>${NUMBER}) ?(?:${UNIT})? ?(?:and|to|-|–) ?)?(?<number>${NUMBER}|an?(?= met))[- ]?(?<unit>${UNIT})`,
  'g',
);
/** "Not wider than 120": a number beside a side is of centimetres. */
const BARE_LENGTH = new RegExp(
  `\\b(?<side>wider|narrower|higher|taller|lower|longer|shorter|deeper) than (?<number>${NUMBER})(?![\\w]|[.,]\\d)(?! ?(?:${UNIT}|%|€|euro|eur|pound|quid|dollar|buck|people|[-\\d]))|(?<![€£$\\w.,-])(?<stated>\\d{2,3}) (?<across>wide|across|deep|high|tall|long|or (?:wider|deeper|higher|taller|longer)|in (?:width|height|length|depth|diameter))\\b`,
  'g',
);
/** "Height max 25", "diameter of 50": the side comes first. */
const NAMED_LENGTH = new RegExp(
  `\\b(?<named>width|height|length|depth|diameter|wide|high|tall|deep|long)(?::| of| is| about| around| ca\\.?| max\\.?| maximum| maximal| at most| at least| min\\.?| minimum| no more than| not more than| no less than| under| below| up to| must| should| can| not| pass| exceed| be| go| over| above){0,6} (?<last>\\d{2,3})(?![\\w]|[.,]\\d)(?! ?(?:${UNIT}|%|€|euro|eur|pound|quid|people))`,
  'g',
);
const WEIGHT = new RegExp(`(?<![\\w.,])(?<number>${NUMBER}) ?(?:kg|kgs|kilos?|kilograms?)\\b`, 'g');
const SEATS = new RegExp(
  `\\b(?:seats?|seating(?: for)?|sits|sleeps?|fits|for|room for|space for|seat|sit|sleep|fit) (?:up to |at least |about |around )?(?<number>${NUMBER}) (?:people|persons?|guests?|adults|of us|campers|diners)\\b|\\b(?:seats?|seating for|room for|space for|sits?|sleeps?) (?:up to |at least |about |around )?(?<bare>${NUMBER})\\b(?! ?(?:cm|m)\\b)|(?<hyphen>${NUMBER})[- ](?:seater|seats?|person|people|man)\\b|\\b(?:table|tent|bench|sofa|hammock|set|chairs|something) (?:\\w+ )?for (?<thing>two|three|four|five|six|seven|eight|nine|ten|twelve|\\d{1,2})(?= *(?:$|[.,!?;]|please|in|and|under|with))`,
  'g',
);

type Side = 'width' | 'length' | 'height' | 'depth';
const SIDES: readonly (readonly [RegExp, Side])[] = [
  [/^(?:wid|narrow|across|diameter|broad)/, 'width'],
  [/^(?:long|length|short)/, 'length'],
  [/^(?:high|tall|height|low)/, 'height'],
  [/^(?:deep|depth|shallow)/, 'depth'],
];
const SIDE =
  'wider|wide|width|narrower|across|diameter|broad|longer|long|length|shorter|higher|high|taller|tall|height|lower|deeper|deep|depth|shallower';
const SIDE_AFTER = new RegExp(
  `^ ?(?:or (?:less|more|so|under|smaller|shorter) ?)?(?:in |at most |max(?:imum)? )*(?:the )?(${SIDE})\\b`,
);
/** The nearest. */
const SIDE_BEFORE = new RegExp(`.*\\b(${SIDE})\\b[^.;!?]{0,24}$`);
const SIDE_OF_MORE: ReadonlyMap<string, Side> = new Map([['deeper', 'depth']]);
/** Of a ceiling, a room's length or the thing that is replaced: no wish. */
const OF_ANOTHER =
  /\b(?:ceilings?(?: height)?|(?:old|last|current|previous|existing|other) (?:\w+ ){0,2}?|(?:my|our|the) (?:\w+ )?(?:room|balcony|hallway|hall|kitchen|garden|terrace|bathroom|bedroom|wall|flat|corridor|landing|doorway|door|window|porch|study|patio|yard))(?: (?:of|is|are|was|were|measures?|measured|like|at|only|about))+ *$|\b(?:was|were) (?:\w+ )?$/;
const SHRINKING = /\b(?:narrower|shorter|lower|shallower|smaller|less|lighter) than *$/;
const GROWING =
  /\b(?:wider|longer|taller|higher|deeper|larger|bigger|more|heavier|over|above|exceed(?:ing)?|beyond)(?: than)? *$/;
const NEGATED =
  /\b(?:no|not|nothing|never|can't|cannot|can not|cant|mustn't|must not|shouldn't|should not|don't|isn't|won't|doesn't)\b[^.;!?]{0,40}$/;
const MOST =
  /\b(?:(?:max(?:imum)?\.?) *(?:width|height|length|depth):?|no (?:wider|higher|taller|longer|deeper) than (?:my|the) \w+,?|at most|at the most|max(?:imum|imal(?:ly)?)?\.?(?: of| is)?|up to|under|below|less than|within|only|no more than|limit of|just|only have|(?:gap|space|corner|alcove|nook|spot|opening|recess)(?: of| is| that's| that is| which is)?(?: only| just| about)?|fits? (?:in(?:to)?|through|under|beneath|between|behind|on)(?: an?| the| my| our)?(?: \w+){0,2}?(?: of)?) *$/;
const MOST_AFTER =
  /^ ?(?:\w+ )?(?:at (?:the )?most|max(?:imum|imal(?:ly)?)?\b|or (?:less|under|smaller|shorter|narrower|lower)|tops)/;
const LEAST = /\b(?:at least|min(?:imum)?\.?(?: of)?|from) *$/;
const LEAST_AFTER =
  /^ ?(?:\w+ )?(?:at least|min(?:imum)?\b|or (?:more|longer|larger|bigger|wider|taller)|and up)/;
const BETWEEN = /\b(?:between|from|anywhere from) *$/;

const RELATIVE: readonly (readonly [RegExp, NonNullable<Size['relative']>])[] = [
  [
    /\b(?:not|nothing|isn't|never|(?:should|must|ca|wo)n't) (?:be )?(?:(?:too|2|that|very|overly|so|all that) )?(?:bulky|massive|huge|big|large|bulky|wide|tall|huge|massive|long)\b/,
    'small',
  ],
  [
    /\b(?:not|nothing|isn't|never|(?:should|must|ca|wo)n't) (?:be )?(?:too|that|very|overly|so) (?:small|tiny|little|narrow)\b/,
    'large',
  ],
  [
    /\b(?:smaller|narrower|shorter|more compact|lower ones?)\b|\b(?:it|they|this|these|that|those|one|ones)(?:'s| is| are|'re)? (?:a bit |much |way |far )?too (?:big|large|wide|long|tall|huge|high)\b|^(?:a bit |much |way |far )?too (?:big|large|wide|tall|huge)\b/,
    'smaller',
  ],
  [
    /\b(?:(?:one|a) size (?:up|bigger|larger)|bigger|larger|wider|taller|longer ones?|roomier)\b|\b(?:it|they|this|these|that|those|one|ones)(?:'s| is| are|'re)? (?:a bit |much |way |far )?too (?:small|narrow|short|tiny)\b|^(?:a bit |much |way |far )?too (?:small|narrow|short|tiny)\b/,
    'larger',
  ],
  [
    /\b(?:lightweight|light[- ]weight|(?:nothing|not|isn't|not anything) (?:too |very |so )?heavy|light enough|light to carry|easy to carry|(?<=, )light(?=,)|not (?:too )?heavy|as light as possible|so light(?= please)|(?:be|something|anything|very|really|and|is|fairly) light(?= *(?:$|[.,!?;]|and|enough|to|for)))/,
    'light',
  ],
  [
    /\b(?<!too )(?:small|compact|little(?! (?:money|bit|one|something|gift|present))|tiny|narrow|slim|space[- ]saving|mini)\b(?! (?:\w+ )?(?:budget|price|problem|question|gift|present|thing to|hallway|balcony|kitchen|room|bathroom|flat|apartment|house|bedroom|study|garden|space|terrace|corner|place|home|office|studio)\b)/,
    'small',
  ],
  [
    /\b(?<!too )(?:large|big(?! (?:fan|into|on\b|hallway|balcony|kitchen|room|garden|birthday|day|family|problem|deal|thank|lover|no\b))|huge|spacious|roomy|extra[- ]long|oversized|generous)\b/,
    'large',
  ],
];

/**
 * @param text lower case, straight apostrophes.
 * @returns sizes in the order said: first those with numbers; a word of size counts only where no number is.
 */
export function sizesIn(text: string): readonly Placed<Size>[] {
  const found: Placed<Size>[] = [];
  const free = ({ start, end }: Placed<Size>) =>
    found.every((other) => end <= other.start || other.end <= start);
  for (const placed of [
    ...areas(text),
    ...weights(text),
    ...seats(text),
    ...bareLengths(text),
    ...namedLengths(text),
    ...lengths(text),
  ]) {
    if (free(placed)) found.push(placed);
  }
  if (found.length > 0) return asOne(found.sort((a, b) => a.start - b.start));
  const places = RELATIVE.flatMap(([pattern, relative]): Placed<Size>[] => {
    const match = pattern.exec(text);
    return match
      ? [{ start: match.index, end: match.index + match[0].length, value: { kind: 'size', relative } }]
      : [];
  });
  return places.slice(0, 1);
}

/** "At least 90 cm wide and at most 40 deep" is one size. */
function asOne(found: readonly Placed<Size>[]): readonly Placed<Size>[] {
  const [first, ...rest] = found;
  if (!first || rest.length === 0) return found;
  const names = found.flatMap(({ value }) => Object.keys(value).filter((name) => name !== 'kind'));
  if (new Set(names).size < names.length) return found;
  const value = Object.assign({}, ...found.map((each) => each.value)) as Size;
  return [{ start: first.start, end: rest.at(-1)?.end ?? first.end, value }];
}

function* areas(text: string): Generator<Placed<Size>> {
  for (const match of text.matchAll(AREA)) {
    const { first = '', second = '', third, firstUnit, unit, thirdUnit } = match.groups ?? {};
    if (OF_ANOTHER.test(text.slice(Math.max(0, match.index - 60), match.index))) continue;
    const of = (number: string) => toCm(number, thirdUnit ?? unit ?? firstUnit ?? 'cm');
    const bound = boundOf(text, match.index, match.index + match[0].length);
    const sides = [['width', first], ['length', second], ...(third ? [['height', third]] : [])] as const;
    const entries = sides.map(([side = '', number = '']) => [`${bound}${side}_cm`, of(number)] as const);
    yield placedAt(match, Object.fromEntries(entries));
  }
}

function* lengths(text: string): Generator<Placed<Size>> {
  for (const match of text.matchAll(LENGTH)) {
    const { low, number = '', unit = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const after = text.slice(end, end + 40);
    if (
      /\b(?:i'm|i am|he's|she's|he is|she is|is) (?:only |about |nearly |over )?$/.test(before) &&
      /^ ?tall\b/.test(after)
    )
      continue;
    if (OF_ANOTHER.test(before)) continue;
    const named = SIDE_AFTER.exec(after) ?? SIDE_BEFORE.exec(before);
    const side = SIDES.find(([pattern]) => pattern.test(named?.[1] ?? ''))?.[1] ?? usualSide(text);
    const value = toCm(number, unit);
    const isRange = low !== undefined && (BETWEEN.test(before) || /[-–]| to /.test(match[0]));
    const sides = isRange
      ? { [`min_${side}_cm`]: toCm(low, unit), [`max_${side}_cm`]: value }
      : { [`${boundOf(text, match.index, end)}${side}_cm`]: value };
    yield placedAt(match, sides);
  }
}

function* bareLengths(text: string): Generator<Placed<Size>> {
  for (const match of text.matchAll(BARE_LENGTH)) {
    const { side = '', number = '', stated, across = '' } = match.groups ?? {};
    if (stated !== undefined) {
      const end = match.index + match[0].length;
      if (OF_ANOTHER.test(text.slice(Math.max(0, match.index - 60), match.index))) continue;
      const name = SIDES.find(([pattern]) => pattern.test(across.replace(/^(?:in|or) /, '')))?.[1] ?? 'width';
      const bound = across.startsWith('or ') ? 'min_' : boundOf(text, match.index, end);
      yield placedAt(match, { [`${bound}${name}_cm`]: Number(stated) });
      continue;
    }
    const grows = GROWING.test(`${side} than`);
    const isMost = grows === NEGATED.test(text.slice(Math.max(0, match.index - 40), match.index));
    const name = SIDES.find(([pattern]) => pattern.test(side))?.[1] ?? SIDE_OF_MORE.get(side) ?? 'height';
    yield placedAt(match, { [`${isMost ? 'max_' : 'min_'}${name}_cm`]: numberOf(number) });
  }
}

function* namedLengths(text: string): Generator<Placed<Size>> {
  for (const match of text.matchAll(NAMED_LENGTH)) {
    const { named = '', last = '' } = match.groups ?? {};
    if (OF_ANOTHER.test(text.slice(Math.max(0, match.index - 60), match.index))) continue;
    const side = SIDES.find(([pattern]) => pattern.test(named))?.[1] ?? 'width';
    const lead = text.slice(Math.max(0, match.index - 20), match.index) + match[0].slice(0, -last.length);
    yield placedAt(match, { [`${ledBy(lead)}${side}_cm`]: Number(last) });
  }
}

/** "Height max 25", "max height 25", "the width should not pass 80". */
function ledBy(lead: string): '' | 'min_' | 'max_' {
  if (
    /\b(?:max\w*|at most|no more|not more|under|below|up to|(?:not|n't) (?:\w+ ){0,2}(?:pass|exceed|over|above|go|be))\b/.test(
      lead,
    )
  )
    return 'max_';
  return /\b(?:min\w*|at least|no less|over|above)\b/.test(lead) ? 'min_' : '';
}

function* weights(text: string): Generator<Placed<Size>> {
  for (const match of text.matchAll(WEIGHT)) {
    const bound = boundOf(text, match.index, match.index + match[0].length);
    yield placedAt(match, { [`${bound}weight_kg`]: numberOf(match.groups?.number ?? '') });
  }
}

function* seats(text: string): Generator<Placed<Size>> {
  for (const match of text.matchAll(SEATS)) {
    const { number, bare, hyphen, thing } = match.groups ?? {};
    yield placedAt(match, { seats: numberOf(number ?? bare ?? hyphen ?? thing ?? '') });
  }
}

function placedAt(match: RegExpExecArray, sides: Readonly<Record<string, number>>): Placed<Size> {
  return { start: match.index, end: match.index + match[0].length, value: { kind: 'size', ...sides } };
}

function boundOf(text: string, start: number, end: number): '' | 'min_' | 'max_' {
  const before = text
    .slice(Math.max(0, start - 60), start)
    .replace(/\b(?:a|an|about|around|the|of|is)\s*$/, '');
  const after = text.slice(end, end + 40);
  const sideGone = before.replace(new RegExp(`\\b(?:${SIDE}) *$`), '');
  if (SHRINKING.test(before)) return 'max_';
  if (GROWING.test(before)) return NEGATED.test(before) ? 'max_' : 'min_';
  if (MOST.test(before) || MOST.test(sideGone) || MOST_AFTER.test(after)) return 'max_';
  if (LEAST.test(before) || LEAST.test(sideGone) || LEAST_AFTER.test(after)) return 'min_';
  return '';
}

/** Where a text names no side: lamps and what stands are measured in height, the rest in width, the first number of the catalogue. */
function usualSide(text: string): Side {
  return /\b(?:lamps?|vases?|lanterns?|candles?|plant stand|stools?|shelf|shelves)\b/.test(text)
    ? 'height'
    : 'width';
}

function toCm(number: string, unit: string): number {
  if (/^an?$/.test(number)) return 100;
  const factor = LENGTHS.find(([pattern]) => pattern.test(unit))?.[1] ?? 1;
  return Math.round(numberOf(number) * factor * 10) / 10;
}
