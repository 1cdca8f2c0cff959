// "Delete all my data": what goes and what stays is said and asked once, then it is done. It never claims more than it can delete.

import { conversationsNeeded, eraseKept } from './erase-kept.js';
import { remembered } from './relationship.js';
import { confirmSlot, type Slot, type Task } from './slot-dialog.js';
import type { Sentence, Turn } from './turn.js';

const asked: Slot = { ...confirmSlot(whatGoes), retry: 'erase-data.retry' };
/** "Delete it" says what a yes would. */
const SAYS_AGAIN =
  /^\W*(?:please |just )*(?:delete|erase|wipe|remove) (?:it|that|them|everything|all|all of it)\b(?: please| now)?\W*$/i;
const YES = { kind: 'filled', value: 'yes' } as const;

export const eraseData: Task = {
  id: 'erase-data',
  slots: [{ ...asked, read: (turn, slots) => (SAYS_AGAIN.test(turn.text) ? YES : asked.read(turn, slots)) }],
  obstacle(turn, { confirmed }) {
    // All that there is of a visitor is this conversation, which a person needs.
    if (isGuest(turn) && conversationsNeeded(turn.record).length > 0) return { key: 'erase-data.waiting' };
    return confirmed === 'no' ? { key: 'erase-data.not_done' } : undefined;
  },
  async act(turn) {
    const partly = conversationsNeeded(turn.record).length > 0;
    await eraseKept(turn);
    const values = { screen: turn.phrase(`erase-data.screen_${turn.conversation.channel}`) };
    if (isGuest(turn)) return turn.say({ key: 'erase-data.done_guest', values });
    await turn.say({ key: partly ? 'erase-data.done_partly' : 'erase-data.done', values }, remembered(turn));
  },
};

function whatGoes(turn: Turn): Sentence {
  if (isGuest(turn)) return { key: 'erase-data.confirm_guest' };
  const partly = conversationsNeeded(turn.record).length > 0;
  return { key: partly ? 'erase-data.confirm_partly' : 'erase-data.confirm' };
}

function isGuest({ record }: Turn): boolean {
  return record.kind === 'guest';
}
