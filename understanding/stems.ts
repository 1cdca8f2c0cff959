// What is left of an English word without its endings, so that "washes", "washed" and "washing" are one. Knows letters only.

/** Ending by ending, the first that fits is taken off; what is put instead makes "tries" meet "try". */
const ENDINGS = [
  ['ies', 'y'],
  ['ing', ''],
  ['ied', 'y'],
  ['ed', ''],
  ['es', ''],
  ['s', ''],
  ['ly', ''],
] as const;
/** Letters that must be left: "ring" and "shed" have no ending. */
const SHORTEST = 3;

/** @returns the same for most forms of a word: rough, to compare words with, and no word to print. */
export function stemOf(word: string): string {
  if (word.length <= SHORTEST || word.endsWith('ss')) return word;
  const ending = ENDINGS.find(([each]) => word.endsWith(each) && word.length - each.length >= SHORTEST);
  const bare = ending ? word.slice(0, -ending[0].length) + ending[1] : word;
  return withoutLastE(withSingleEnd(bare));
}

/** "Wrapped" and "wrap", but "fill" and "dress" as they are. */
function withSingleEnd(word: string): string {
  const last = word.at(-1);
  const doubled = word.length > SHORTEST && last === word.at(-2) && last !== 'l' && last !== 's';
  return doubled ? word.slice(0, -1) : word;
}

function withoutLastE(word: string): string {
  return word.length > SHORTEST + 1 && word.endsWith('e') ? word.slice(0, -1) : word;
}
