// A yes or a no to the bot's own question, in words or as the thumb that stands for it.

import type { Understanding } from '../understanding/understanding.js';

/** Only emoji that say yes or no by themselves; a heart or a tear is a mood. */
const YES = /^(?:[👍👌✅]\p{Emoji_Modifier}?\s*)+$/u;
const NO = /^(?:[👎❌🚫]\p{Emoji_Modifier}?\s*)+$/u;

/** Elsewhere "y" stands for "why". */
const LETTER = /^\W*([yn])\W*$/i;

export function yesOrNo(understood: Understanding | undefined): 'yes' | 'no' | undefined {
  const letter = understood && LETTER.exec(understood.text)?.[1]?.toLowerCase();
  if (letter) return letter === 'y' ? 'yes' : 'no';
  switch (understood?.kind) {
    case 'affirm':
      return 'yes';
    case 'deny':
      return 'no';
    case 'wordless': {
      const text = understood.text.trim();
      if (YES.test(text)) return 'yes';
      return NO.test(text) ? 'no' : undefined;
    }
    default:
      return undefined;
  }
}

const EMPTY =
  'please|thanks|thank you|it|that|this|them|all|everything|of|course|now|is|the|my|data|fine|right|correct|sure';
const YES_LED = new RegExp(
  `^\\W*(?:yes|yeah|yep|yup|ya|ok|okay|sure)\\b(?:\\W+(?:${EMPTY}|do|go|ahead|and|delete|erase|wipe|remove|send|book|cancel|register|return|change|take|use|confirm|definitely|absolutely|i want that|i am))+\\W*$`,
  'i',
);
const NO_LED = new RegExp(
  `^\\W*(?:no|nope|nah)\\b(?:\\W+(?:${EMPTY}|do not|don['’]?t|not|keep|leave|delete|erase|register|book|cancel|send|change|stop|as|rather|way))+\\W*$`,
  'i',
);

/** "Yes, delete it", "no, leave it": the same with words that only say again what was asked. */
export function ledByYesOrNo(text: string): 'yes' | 'no' | undefined {
  if (YES_LED.test(text)) return 'yes';
  return NO_LED.test(text) ? 'no' : undefined;
}
