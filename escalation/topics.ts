// Finds the business's topics in a message: phrases for their words. Knows nothing of what follows from a topic.

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’]*(?:\/[\p{L}\p{N}][\p{L}\p{N}'’]*)*\*?/u.source;
/** One phrase of a topic: words, `a/b` for alternatives, `word*` for a beginning, `...` for up to three words between. */
export const TOPIC_PHRASE = new RegExp(`^${WORD}(?: (?:\\.\\.\\. )?${WORD})*$`, 'u');

/** The part of a topic that notices it. */
export interface Noticed {
  readonly words?: readonly string[] | undefined;
}

/** Compiled once for the lifetime of the thresholds. */
const compiled = new WeakMap<object, readonly (readonly [name: string, pattern: RegExp])[]>();

/** @returns the names of the topics whose words stand in the message, in the order of the file. */
export function topicsIn(text: string, topics: Readonly<Record<string, Noticed>>): readonly string[] {
  const patterns = compiled.get(topics) ?? compile(topics);
  compiled.set(topics, patterns);
  if (patterns.length === 0) return [];
  const words = ` ${wordsOf(text).join(' ')} `;
  return patterns.filter(([, pattern]) => pattern.test(words)).map(([name]) => name);
}

function compile(topics: Readonly<Record<string, Noticed>>) {
  return Object.entries(topics)
    .filter(([, { words }]) => words && words.length > 0)
    .map(
      ([name, { words = [] }]) => [name, new RegExp(` (?:${words.map(asPattern).join('|')}) `, 'u')] as const,
    );
}

function asPattern(phrase: string): string {
  return phrase
    .split(' ')
    .map((word) => (word === '...' ? GAP : alternatives(word)))
    .join(' ')
    .replaceAll(` ${GAP} `, GAP);
}

/** Bounded, so that no message makes the search long. */
const GAP = '(?: [^ ]+){0,3} ';

function alternatives(word: string): string {
  const open = word.endsWith('*');
  const choices = wordsOf((open ? word.slice(0, -1) : word).replaceAll('/', ' '));
  return `(?:${choices.join('|')})${open ? '[^ ]*' : ''}`;
}

/** Letters and digits alone, so that they need no escape in a pattern; "don't" and "don’t" are one word. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’]/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
