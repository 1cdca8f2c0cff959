// A tap on a card's button, or a number of a list, as something understood: it says what it means, whatever the product on the card is called.

import type { Conversation } from '../data/conversation.js';
import { tappedOnCard } from '../dialogs/card-actions.js';
import { asksForList, listCommand } from '../dialogs/wish-answers.js';
import type { Understanding } from '../understanding/understanding.js';
import { tappedNotice } from './notice-meaning.js';

/** The task that takes "forget 2", and "change 2 to oak" with it. */
const FORGET = 'forget-preference';
const LIST = 'what-do-you-know';

/** @returns `undefined` for a message that no card of this conversation offered, and that names no number of the list of wishes. */
export function tappedMeaning(conversation: Conversation, text: string): Understanding | undefined {
  const intent =
    tappedOnCard(conversation, text)?.intent ??
    tappedNotice(conversation, text) ??
    (listCommand(text) ? FORGET : asksForList(text) ? LIST : undefined);
  if (intent === undefined) return undefined;
  return {
    kind: 'intent',
    intent,
    text,
    // The words are the business's: they tell neither the customer's language nor the mood.
    language: 'und',
    confidence: 1,
    mood: { anger: 'calm', worried: false, urgent: false },
    evidence: [],
  };
}
