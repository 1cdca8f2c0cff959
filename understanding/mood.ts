// How the customer feels: what the text says, raised by the course of the conversation. Weighs nothing itself; words and signals have files of their own.

import { frustrationOf } from './mood/frustration.js';
import { isShouting } from './mood/signals.js';
import { soundsUrgent, soundsWorried, strengthOfWords } from './mood/strong-words.js';
import { normalise } from './normalise.js';
import type { Mood, UnderstandingContext } from './understanding.js';

export { frustrationOf } from './mood/frustration.js';

/** Failed answers in a row from which patience wears thin even when the words stay polite. */
const WEARING = 2;
const LEVELS = ['calm', 'annoyed', 'angry', 'furious'] as const;

/** Held out in training (scripts/train-mood.ts prints it), 2 to 5 % of calm messages lie above and about two in three frustrated ones. */
const ANNOYED_FROM = 0.8;
/** Below it a phrase that may be a reproach is none: "how many times can I use the voucher". Well away from even. */
const PLAINLY_CALM = 0.15;
/** Words that are added or left out when a question is put again. */
const FILLERS = new Set(
  'please so then now again still but and well ok hello hi hey i a the is are do does can could you me tell asked said just really exactly finally'.split(
    ' ',
  ),
);
const NOT_WHAT_I_ASKED =
  /\b(?:not|never) (?:what|the thing) i (?:asked|meant|said|wanted)\b|\bnot (?:my question|answer(?:ing)? (?:my|the) question)\b|\bdid not ask (?:for )?(?:that|you)\b|\byou (?:did|do|still do) not (?:answer|understand|get|listen)/;

/**
 * @param raw as typed: capitals and marks matter.
 * @param normalised as `normalise` gives it.
 * @param frustration as `frustrationOf` gives it.
 * @returns the level by the strongest phrase, or annoyed where the text as a whole is likely frustrated; signals of the conversation (capitals,
 *   marks, repetition, failures, "not what I asked") raise it by one at most, and make nobody furious who used no strong word.
 */
export function moodOf(
  raw: string,
  normalised: string,
  context: UnderstandingContext,
  frustration = frustrationOf(raw, normalised),
): Mood {
  const said = levelSaid(strengthOfWords(normalised), frustration);
  const shouting = isShouting(raw);
  const marks = /(?:[!?]\s*){3,}|!!/.test(raw) && raw.includes('!');
  const repeated = isRepeated(raw, normalised, context.recentQuestions);
  const signals =
    Number(shouting) +
    Number(marks) +
    Number(repeated) +
    Number(context.failures >= WEARING) +
    Number(NOT_WHAT_I_ASKED.test(normalised));
  let level: number = said;
  if (said < 2 && signals > 0) level = said + 1;
  if (said === 0 && signals > 1 && (shouting || repeated)) level = 2;
  if (said === 2 && shouting) level = 3;
  return {
    anger: LEVELS[level] ?? 'furious',
    worried: soundsWorried(normalised),
    urgent: soundsUrgent(normalised),
  };
}

function levelSaid(strength: 0 | 1 | 2 | 3, frustration: number): 0 | 1 | 2 | 3 {
  if (strength === 0 && frustration >= ANNOYED_FROM) return 1;
  if (strength === 1 && frustration < PLAINLY_CALM) return 0;
  return strength;
}

/** The same again but for fillers, marks and order; short ones ("yes", "the lamp") are said twice for good reasons. */
function isRepeated(raw: string, normalised: string, before: readonly string[]): boolean {
  if (normalised.length < 12) return false;
  const now = contentOf(normalised);
  const said = raw.toLowerCase();
  // Most questions share no word as telling as the longest, and need no closer look.
  const longest = now.split(' ').reduce((long, word) => (word.length > long.length ? word : long), '');
  const telling = said.includes(longest) ? longest : '';
  return before.some(
    (question) => question.toLowerCase().includes(telling) && contentOf(normalise(question)) === now,
  );
}

function contentOf(normalised: string): string {
  const words = normalised.split(' ').filter((word) => !FILLERS.has(word));
  return [...new Set(words)].sort().join(' ');
}
