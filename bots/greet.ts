// The first words of a conversation: that this is a bot, whose, and what it can do.

import type { TurnContext } from 'botbuilder';
import { tellMissed } from '../dialogs/notice-message.js';
import { remembered } from '../dialogs/relationship.js';
import { customerTurn, type TurnInput } from './customer-turn.js';
import { firstChoices, isKnown } from './first-choices.js';
import type { BotParts } from './parts.js';
import { reviewOnceADay } from './review-level.js';
import { missedNews } from './write-notices.js';

export async function greet(
  parts: BotParts,
  stage: Omit<TurnInput, 'text'> & { readonly context: TurnContext },
): Promise<void> {
  const { record, context, now } = stage;
  reviewOnceADay(parts, record, now);
  const turn = customerTurn(parts.services, context, { ...stage, text: '' });
  const missed = missedNews(parts, turn);
  const choices = firstChoices(turn);
  await turn.say(
    {
      key: isKnown(turn) ? 'greeting.known' : 'greeting.guest',
      // They stand below the last words, or are not seen.
      ...(missed.length === 0 ? { choices } : {}),
    },
    record.consent.relationship === 'declined' ? remembered(turn) : undefined,
  );
  await tellMissed(turn, missed, choices);
}
