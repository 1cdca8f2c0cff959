// The first words of a conversation: that this is a bot, whose, and what it can do.

import type { TurnContext } from 'botbuilder';
import { hasUsual } from '../dialogs/buy-again.js';
import { remembered } from '../dialogs/relationship.js';
import type { Turn } from '../dialogs/turn.js';
import { offersAt } from '../relationship/index.js';
import { customerTurn, type TurnInput } from './customer-turn.js';
import { levelInForce } from './facts.js';
import type { BotParts } from './parts.js';
import { reviewOnceADay } from './review-level.js';

export async function greet(
  parts: BotParts,
  stage: Omit<TurnInput, 'text'> & { readonly context: TurnContext },
): Promise<void> {
  const { record, context, now } = stage;
  reviewOnceADay(parts, record, now);
  const turn = customerTurn(parts.services, context, { ...stage, text: '' });
  const known = record.kind === 'known' && (turn.card?.name ?? record.name) !== undefined;
  await turn.say(
    {
      key: known ? 'greeting.known' : 'greeting.guest',
      choices: actionsFor(turn, known).map((action) => {
        const title = turn.phrase(`greeting.actions.${action}`);
        return { title, value: title };
      }),
    },
    record.consent.relationship === 'declined' ? remembered(turn) : undefined,
  );
}

/** Three, since Teams shows no more as suggestions; whoever has a usual is offered it in place of something new. */
function actionsFor(turn: Turn, known: boolean) {
  if (!known) return ['return_window', 'recommend', 'person'] as const;
  const { types } = offersAt(levelInForce(turn.record), turn.services.levels);
  const usual = types.includes('automated-service') && hasUsual(turn);
  return ['order', usual ? 'usual' : 'recommend', 'person'] as const;
}
