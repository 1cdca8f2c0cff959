// The first words of a conversation: that this is a bot, whose, and what it can do.

import type { TurnContext } from 'botbuilder';
import { reviewOnceADay } from './answer-message.js';
import { customerTurn, type TurnInput } from './customer-turn.js';
import type { BotParts } from './parts.js';

export async function greet(
  parts: BotParts,
  stage: Omit<TurnInput, 'text'> & { readonly context: TurnContext },
): Promise<void> {
  const { record, context, now } = stage;
  reviewOnceADay(parts, record, now);
  const turn = customerTurn(parts.services, context, { ...stage, text: '' });
  const known = record.kind === 'known' && (turn.card?.name ?? record.name) !== undefined;
  const actions = known
    ? (['order', 'recommend', 'person'] as const)
    : (['return_window', 'recommend', 'person'] as const);
  await turn.say({
    key: known ? 'greeting.known' : 'greeting.guest',
    choices: actions.map((action) => {
      const title = turn.phrase(`greeting.actions.${action}`);
      return { title, value: title };
    }),
  });
}
