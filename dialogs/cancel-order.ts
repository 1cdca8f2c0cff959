// "Cancel my order": the bot may not cancel by itself, says so, and offers a person who may.

import { accuses } from '../understanding/accusation.js';
import { refusesReturn } from '../understanding/refused-return.js';
import { needsKnownCustomer } from './order-slot.js';
import type { Task } from './slot-dialog.js';

const OF_A_RETURN = /\breturn\b/i;

export const cancelOrder: Task = {
  id: 'cancel-order',
  slots: [],
  offers: true,
  obstacle: needsKnownCustomer,
  async act(turn) {
    turn.conversation.pending = { kind: 'offer-person', rule: 'needs-a-person' };
    await turn.say({
      key: OF_A_RETURN.test(turn.text) ? 'cancel-order.offer_return' : 'cancel-order.offer',
      choices: offerChoices(turn),
    });
  },
};

/** "It arrived broken": the bot takes it seriously, and offers what it can do and who can do more. */
export const complaint: Task = {
  id: 'complaint',
  slots: [],
  offers: true,
  async act(turn) {
    turn.conversation.pending = { kind: 'offer-person', rule: 'complaint' };
    await turn.say({
      key: accuses(turn.text)
        ? 'complaint.accused'
        : refusesReturn(turn.text)
          ? 'complaint.no_return'
          : 'complaint.offer',
      choices: offerChoices(turn),
    });
  },
};

export function offerChoices(turn: Parameters<Task['act']>[0]): readonly { title: string; value: string }[] {
  return ['yes', 'no'].map((answer) => {
    const title = turn.phrase(`offer.${answer}`);
    return { title, value: title };
  });
}
