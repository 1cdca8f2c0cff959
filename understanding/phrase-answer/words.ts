// The words of English sentences that carry meaning, in a form that compares, and the words that turn a meaning around. Pure.

/** Words that say nothing by themselves. "Yes", "all", "only", "must", "free" and their like are none of them: they promise. */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its they them their there here we us our you your he she his her i me my ' +
    'is are was were be been being am do does did has have had will would can could may might ' +
    'and or but of to in on at by for from with as so than then about into onto which who what where when why how ' +
    'please just also too very well if it’s'
  ).split(' '),
);

const NEGATIONS: ReadonlySet<string> = new Set(
  'no not never none nothing nobody nowhere neither nor without cannot unable hardly except excluding'.split(
    ' ',
  ),
);

/** What narrows a statement: an answer that drops one says more than its entry. */
const CONDITIONS: ReadonlySet<string> = new Set(
  'only unless except if within under over above below until before after least most up more less excluding'.split(
    ' ',
  ),
);

const UP_TO_TWENTY =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty';
const NUMBER_WORDS: ReadonlyMap<string, string> = new Map([
  ...UP_TO_TWENTY.split(' ').map((word, value) => [word, String(value)] as const),
  ...Object.entries({ thirty: '30', forty: '40', fifty: '50', sixty: '60', ninety: '90' }),
]);

/** @returns words in lower case, `don't` as `not`, numbers left out. */
export function wordsOf(text: string): readonly string[] {
  return (plain(text).match(/\p{L}+(?:'\p{L}+)*/gu) ?? []).flatMap((word) =>
    /n't$/.test(word) ? ['not'] : [word.replace(/'(?:s|re|ve|ll|d|m)$/, '')],
  );
}

/** @returns the words that carry meaning, as stems, each once; negations are counted apart. */
export function contentOf(text: string): ReadonlySet<string> {
  const carrying = wordsOf(text).filter(
    (word) => !FUNCTION_WORDS.has(word) && !NEGATIONS.has(word) && !NUMBER_WORDS.has(word),
  );
  return new Set(carrying.map(stemOf));
}

export function negationsIn(text: string): number {
  return wordsOf(text).filter((word) => NEGATIONS.has(word)).length;
}

export function conditionsIn(text: string): ReadonlySet<string> {
  return new Set(wordsOf(text).filter((word) => CONDITIONS.has(word)));
}

/** "five" and "5" are the same. */
export function numberOf(word: string): string | undefined {
  return NUMBER_WORDS.get(word);
}

/** Endings go as far as to make "arrives", "arrived" and "arriving" one; what it makes is no word. */
export function stemOf(word: string): string {
  const stem = word.replace(/(?:ing|ed|es|s|e)$/, '');
  return stem.length >= 3 ? stem : word;
}

export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}
