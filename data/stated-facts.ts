// The facts that an answer states and another could contradict: amounts by their unit, times of the day, yes or no. Pure.

/** Values by what they measure: `money` → `4.95`, `duration:day` → `14`, `time` → `9:00`, `yes-no` → `yes`. */
export type StatedFacts = ReadonlyMap<string, ReadonlySet<string>>;

const NUMBER_WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, value]),
);
const TENS: Readonly<Record<string, number>> = {
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
  hundred: 100,
};
const WORDED = new RegExp(`\\b(${[...Object.keys(NUMBER_WORDS), ...Object.keys(TENS)].join('|')})\\b`, 'g');

const CURRENCY =
  /(?:[€$£]|\b(?:eur|usd|gbp)\b)\s?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s?(?:[€$£]|\b(?:eur|euros?|usd|dollars?|gbp|pounds?|cents?)\b)/g;
const TIME = /\b(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b\.?|\b([01]?\d|2[0-3]):([0-5]\d)\b/g;
const PERCENT = /(\d+(?:\.\d+)?)\s?(?:%|percent\b)/g;
/** A range is two amounts of one unit: `2 to 4 working days`. */
const DURATION =
  /(\d+(?:\.\d+)?)(?:\s?(?:to|or|and|–|-)\s?(\d+(?:\.\d+)?))?[\s-]*(working|business)?[\s-]*(minute|hour|day|week|month|year)s?\b/g;
/** In days; a month and a year are told in words that mean them, not their days. */
const SAME_AS: Readonly<Record<string, readonly [string, number]>> = { week: ['day', 7] };

/** @param answer Markdown with its variables filled in. */
export function statedFacts(answer: string): StatedFacts {
  const facts = new Map<string, Set<string>>();
  const state = (what: string, value: string): void => {
    facts.set(what, (facts.get(what) ?? new Set()).add(value));
  };
  let text = answer
    .toLowerCase()
    .replace(/\]\([^)]*\)|https?:\/\/\S+/g, ' ')
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/(\d),(?=\d{1,2}\b)/g, '$1.')
    .replace(WORDED, (word) => String(NUMBER_WORDS[word] ?? TENS[word]));
  const take = (pattern: RegExp, read: (groups: readonly (string | undefined)[]) => void): void => {
    text = text.replace(pattern, (...match: unknown[]) => {
      read(match.slice(1).map((group) => (typeof group === 'string' ? group : undefined)));
      return ' ';
    });
  };
  take(CURRENCY, ([before, after]) => state('money', String(Number(before ?? after))));
  take(PERCENT, ([value]) => state('percent', String(Number(value))));
  take(DURATION, ([from, to, working, unit = '']) => {
    const [same, factor] = SAME_AS[unit] ?? [unit, 1];
    for (const value of [from, to]) {
      if (value !== undefined) state(`${working ? 'working ' : ''}${same}`, String(Number(value) * factor));
    }
  });
  take(TIME, ([hour, minute, half, hour24, minute24]) => {
    const late = half === 'p' ? 12 : 0;
    state('time', half ? `${(Number(hour) % 12) + late}:${minute ?? '00'}` : `${Number(hour24)}:${minute24}`);
  });
  const [, reply] = /^\W*(yes|no)\b[,.!:;—–-]?(?!\s+(?:\d|longer|more\b))/.exec(text) ?? [];
  if (reply) state('yes-no', reply);
  return facts;
}
