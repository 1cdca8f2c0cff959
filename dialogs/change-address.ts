// Another delivery address for an order that has not left yet.

import type { Order } from '../data/business.js';
import { chosenOrder, needsKnownCustomer, orderSlot, strangeNumber } from './order-slot.js';
import { confirmSlot, type Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

/** Shorter than any street, number and town. */
const SHORTEST_ADDRESS = 12;
const LONGEST_ADDRESS = 300;

/** Fewer words are a street without its town, unless a comma parts them. */
const LEAST_WORDS = 4;
const NOT_THAT =
  /^\W*(?:(?:no|not|sorry|wait|actually|rather|i meant?|make (?:it|that)|it['’]?s|to|that)\W+)*/i;

function addressIn(text: string): string | undefined {
  const address = text
    .replace(/\s*\n+\s*/g, ', ')
    .replace(/\s+/g, ' ')
    .trim();
  const plausible =
    address.length >= SHORTEST_ADDRESS &&
    address.length <= LONGEST_ADDRESS &&
    /\d/.test(address) &&
    /\p{L}{3}/u.test(address) &&
    (/,\s*[\p{L}\d]/u.test(address) || address.split(' ').length >= LEAST_WORDS);
  return plausible ? address : undefined;
}

const confirmed = confirmSlot((_turn, slots) => ({
  key: 'change-address.confirm',
  values: { number: slots.order ?? '', address: slots.address ?? '' },
}));

export const changeAddress: Task = {
  id: 'change-address',
  slots: [
    orderSlot({ texts: 'change-address', candidates: notSent }),
    {
      name: 'address',
      retry: 'change-address.address_retry',
      freeText: true,
      absorbs: ['change-address', 'book-visit', 'product-availability', 'recommend', 'state-preference'],
      ask: (_turn, slots) => ({ key: 'change-address.address', values: { number: slots.order ?? '' } }),
      read({ text }) {
        const address = addressIn(text);
        return address === undefined ? { kind: 'unread' } : { kind: 'filled', value: address };
      },
    },
    {
      ...confirmed,
      // "No, 12 Mill Road, Limerick": another address instead of a yes.
      read(turn, slots) {
        const said = confirmed.read(turn, slots);
        const address = addressIn(turn.text.replace(NOT_THAT, ''));
        return address === undefined ? said : { kind: 'filled', value: '', instead: { address } };
      },
    },
  ],
  obstacle(turn, slots) {
    const unknown = needsKnownCustomer(turn) ?? strangeNumber(turn, slots);
    if (unknown) return unknown;
    if (notSent(turn).length === 0) return { key: 'change-address.none_open' };
    const unsuitable = strangeNumber(turn, slots, notSent(turn));
    if (unsuitable) return unsuitable;
    return slots.confirmed === 'no' ? { key: 'change-address.not_done' } : undefined;
  },
  async act(turn, slots) {
    const order = chosenOrder(turn, slots);
    if (!order) return;
    const address = slots.address ?? '';
    turn.record.addressChanges = [
      ...turn.record.addressChanges,
      { order: order.number, address, at: turn.now.toISOString() },
    ];
    turn.conversation.focus = { ...turn.conversation.focus, order: order.number };
    await turn.say({ key: 'change-address.done', values: { number: order.number, address } });
  },
};

function notSent(turn: Turn): readonly Order[] {
  return turn.orders.filter((order) => order.status === 'processing');
}
