// Five hundred messages made to be slow: pieces that readers of text stumble over, repeated up to the longest message. Measures nothing.

import { MAX_TEXT } from '../../understanding/understanding.js';

export interface SlowPattern {
  /** The piece and how it stands in the message. */
  readonly name: string;
  /** At most `MAX_TEXT` characters. */
  readonly text: string;
}

/** What a message is filled with, by what it is meant to hurt. */
const PIECES: Readonly<Record<string, readonly string[]>> = {
  digits: [
    '1',
    '1,',
    '1.',
    '1 ',
    '10417 ',
    '#10417',
    '1.000,',
    '1,1.1 ',
    '-1',
    '1e9',
    '0x1',
    '1½',
    '٣',
    '１',
  ],
  dates: [
    '1/1/',
    '2025-01-',
    '1.1.',
    'next next monday of ',
    'the day after the day before ',
    'between 9am and 5pm on 12/05/2024 or ',
    'from monday to ',
    'every other third friday of ',
    'may march ',
    '3 weeks from ',
    '12:00:',
    'half past quarter to ',
  ],
  units: [
    '1 cm x ',
    'a hundred and ',
    'twenty-',
    'one million two thousand ',
    '€1,1,1',
    '80 euros ',
    '$ $ ',
    'under 80 over ',
    '5 kg 3 m ',
    '50 % of ',
    'half a dozen ',
    'between 1 and ',
  ],
  limits: [
    'nothing over ',
    'not more than ',
    'no more than a ',
    'under a ',
    'budget is about ',
    'max max of ',
    'never above one ',
    "don't want over ",
    'less than cheaper than ',
    'up to twenty ',
  ],
  words: [
    'a',
    'ab',
    'aaab ',
    'antidisestablishmentarianism',
    'no ',
    'not no ',
    'i ',
    'x y ',
    'oder wohe ',
    'qwertz uiopas ',
    'lamp ',
    'oak linen wool ',
    'recieve delivry ',
    "i'd'd",
    "n't ",
    'll’ve ',
    'the the second last ',
    'number one no ',
    'Ember table lamp ',
  ],
  phrases: [
    'i want to talk to a ',
    'can i please speak with ',
    'let me ',
    'is there a ',
    'no need to ',
    "that's not what i ",
    'thanks hi ',
    'please please thank you ',
    'good morning good ',
    'i have been waiting for ',
    'still nothing again and ',
    'you people never ',
    'so much for your great ',
    'i already told you ',
    'as soon as i need it by ',
    'do not like love hate ',
    'i love but not ',
    'for the and the ',
    'am i talking to a ',
    'kind regards ',
  ],
  brackets: ['(', '[', '{', '<', '((a', '[[](', '<b', '<!--', '{{', '&lt;', '](', '**_', '```', '\\'],
  marks: ['?!', '. ', '...', ',;', '!?! ', '-_', '--\n', '— ', '~^', '\n', '\r\n', '\t', '> a\n', ': ) '],
  quotes: ['"', '"\'', "'a ", '“”', '«', "'' ", '"a\' ', '‘’'],
  addresses: [
    'a@',
    'a@b.',
    'a.b@c.d ',
    '.-+@',
    'aaaa.',
    'http://',
    'https://a.b/?',
    'www.a.',
    'www.www.',
    'http://a@b:c/',
    '%20',
    'user+1@',
  ],
  emoji: ['👍', '👎🏽', '👩‍👩‍👧‍👦', '🇮🇪', '❤️', '1️⃣', ':)', ':-D', '☹'],
  invisible: [
    '\u200b',
    'a\u200d',
    '\u200b \u200c',
    '\ufeffa',
    '\u202e',
    'o\u0301\u0301',
    '\u0000',
    '\u0007 ',
    '\u00ad',
  ],
  scripts: ['שלום ', 'مرحبا ', 'привет ', '你好', 'ﷺ', 'ß', 'İ', 'ǅ', 'नमस्ते ', '𝒶𝒷 ', 'e\u0301 '],
};

const ASKED = 'where is my order ';
const WISHED = 'I love ';
/** A little less than what the recognizers read. */
const READ = 220;

/** How a filling stands in a message: alone, with an end that fits nothing before it, inside what customers say, or short. */
const FORMS: Readonly<Record<string, (fill: (length: number) => string) => string>> = {
  alone: (fill) => fill(MAX_TEXT),
  'with another end': (fill) => `${fill(MAX_TEXT - 2)} ~`,
  'in a sentence': (fill) => `${WISHED}${fill(MAX_TEXT - WISHED.length - ASKED.length - 1)} ${ASKED}`,
  'short, with a day and a sum': (fill) => `${fill(READ)} tomorrow 3 pm €80`,
};

/** So many of them are measured. */
const COUNT = 500;

/** @returns the same messages every time. */
export function slowPatterns(): readonly SlowPattern[] {
  const pieces = Object.entries(PIECES).flatMap(([kind, own]) => own.map((piece) => ({ kind, piece })));
  const patterns = pieces.flatMap(({ kind, piece }) =>
    Object.entries(FORMS).map(([form, put]) => ({
      name: `${kind} ${JSON.stringify(piece)} ${form}`,
      text: put((length) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)),
    })),
  );
  // Evenly, so that each kind keeps its share.
  return Array.from({ length: COUNT }, (_, i) => patterns[Math.floor((i * patterns.length) / COUNT)]).flatMap(
    (pattern) => pattern ?? [],
  );
}
