// What a customer can begin with, as choices under a greeting or under "I still don't understand". It says nothing itself.

import { hasUsual } from '../dialogs/buy-again.js';
import type { Question, Turn } from '../dialogs/turn.js';
import { offersAt } from '../relationship/index.js';
import { levelInForce } from './facts.js';

/** Three, since Teams shows no more as suggestions; whoever has a usual is offered it in place of something new. */
export function firstChoices(turn: Turn): NonNullable<Question['choices']> {
  return actionsFor(turn).map((action) => {
    const title = turn.phrase(`greeting.actions.${action}`);
    return { title, value: title };
  });
}

/** Whether the customer can be addressed, and their orders looked up. */
export function isKnown({ record, card }: Turn): boolean {
  return record.kind === 'known' && (card?.name ?? record.name) !== undefined;
}

function actionsFor(turn: Turn) {
  if (!isKnown(turn)) return ['return_window', 'recommend', 'person'] as const;
  const { types } = offersAt(levelInForce(turn.record), turn.services.levels);
  const usual = types.includes('automated-service') && hasUsual(turn);
  return ['order', usual ? 'usual' : 'recommend', 'person'] as const;
}
