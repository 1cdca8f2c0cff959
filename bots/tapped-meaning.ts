// A tap on a card's button as something understood: the button says what it means, whatever the product on the card is called.

import type { Conversation } from '../data/conversation.js';
import { tappedOnCard } from '../dialogs/card-actions.js';
import type { Understanding } from '../understanding/understanding.js';

/** @returns `undefined` for a message that no card of this conversation offered. */
export function tappedMeaning(conversation: Conversation, text: string): Understanding | undefined {
  const tapped = tappedOnCard(conversation, text);
  return (
    tapped && {
      kind: 'intent',
      intent: tapped.intent,
      text,
      // The words are the business's: they tell neither the customer's language nor the mood.
      language: 'und',
      confidence: 1,
      mood: { anger: 'calm', worried: false, urgent: false },
      evidence: [],
    }
  );
}
