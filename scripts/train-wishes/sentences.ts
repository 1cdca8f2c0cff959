// Sentences with their wishes marked in them: `my mother hates {D@mother silk}`. It reads the marks, and no meaning.

import type { Said } from '../../understanding/preferences/weighing.js';

export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly said: Exclude<Said, 'nothing'>;
  readonly scope: 'lasting' | 'today';
}

export interface MarkedSentence {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Sentences of one group are put alike and are never parted between learning and judging. */
  readonly group: string;
}

const SAID: Readonly<Record<string, Mark['said']>> = {
  L: 'like',
  D: 'dislike',
  M: 'must',
  N: 'must-not',
  P: 'plain',
  O: 'owned',
};
const LASTING = 'LDO';
/** `{X pine}`: named, and nothing said of it. */
const MARK = /\{([LDMNPOX])([tl]?)(?:@[\w-]+)? ([^}]*)\}/g;
const SENTENCES_A_GROUP = 12;

/** @param file groups of lines, parted by empty lines; long groups are parted further. */
export function markedSentences(file: string): readonly MarkedSentence[] {
  return file.split(/\n{2,}/).flatMap((group, at) =>
    group
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, i) => marked(line, `${at}.${Math.floor(i / SENTENCES_A_GROUP)}`)),
  );
}

function marked(line: string, group: string): MarkedSentence {
  let text = '';
  let from = 0;
  const marks: Mark[] = [];
  for (const match of line.matchAll(MARK)) {
    const [whole, code = '', scope, inner = ''] = match;
    text += line.slice(from, match.index);
    from = match.index + whole.length;
    const start = text.length;
    text += inner;
    const said = SAID[code];
    const isLasting = scope === 'l' || (scope === '' && LASTING.includes(code));
    if (said) marks.push({ start, end: text.length, said, scope: isLasting ? 'lasting' : 'today' });
  }
  return { text: text + line.slice(from), marks, group };
}
