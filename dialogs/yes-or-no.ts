// A yes or a no to the bot's own question, in words or as the thumb that stands for it.

import type { Understanding } from '../understanding/understanding.js';

/** Only emoji that say yes or no by themselves; a heart or a tear is a mood. */
const YES = /^(?:[👍👌✅]\p{Emoji_Modifier}?\s*)+$/u;
const NO = /^(?:[👎❌🚫]\p{Emoji_Modifier}?\s*)+$/u;

export function yesOrNo(understood: Understanding | undefined): 'yes' | 'no' | undefined {
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
