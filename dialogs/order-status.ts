// "Where's my order?": the status and the expected day of one open order, or of the one that was named.

import type { Order } from '../data/business.js';
import type { ActivityContent } from '../data/conversation.js';
import { contentsInWords, dayInWords } from './format.js';
import { chosenOrder, needsKnownCustomer, orderSlot, SHOWN, strangeNumber } from './order-slot.js';
import type { Slots, Task } from './slot-dialog.js';
import type { Sentence, Turn } from './turn.js';

export const orderStatus: Task = {
  id: 'order-status',
  replaces: ['late-delivery'],
  slots: [
    orderSlot({
      texts: 'order-status',
      candidates: (turn) => anotherOne(turn) ?? openOrNewest(turn),
      nameable: everyOne,
    }),
  ],
  obstacle: (turn, slots) => needsKnownCustomer(turn) ?? strangeNumber(turn, slots),
  act: tellStatus,
};

/** A complaint that a delivery is late: the same, but it starts with what is late, and says sorry. */
export const lateDelivery: Task = {
  id: 'late-delivery',
  replaces: ['order-status'],
  slots: [
    orderSlot({
      texts: 'order-status',
      candidates: (turn) => anotherOne(turn) ?? lateOrOpen(turn),
      nameable: everyOne,
    }),
  ],
  obstacle: (turn, slots) => needsKnownCustomer(turn) ?? strangeNumber(turn, slots),
  act: tellStatus,
};

export function isOpen(order: Order): boolean {
  return order.status !== 'delivered' && order.status !== 'cancelled';
}

function everyOne({ orders }: Turn): readonly Order[] {
  return orders;
}

const ANOTHER = /\b(?:other|another|different)\b/i;

/** "And the other one?": not the one that was talked about; those on their way before those that came. */
function anotherOne(turn: Turn): readonly Order[] | undefined {
  const { order } = turn.conversation.focus;
  if (order === undefined || !ANOTHER.test(turn.text)) return undefined;
  const others = turn.orders.filter(({ number }) => number !== order);
  const open = others.filter(isOpen);
  return open.length > 0 ? open : others.length > 0 ? others : undefined;
}

function openOrNewest(turn: Turn): readonly Order[] {
  const open = turn.orders.filter(isOpen);
  return open.length > 0 ? open : turn.orders.slice(0, 1);
}

function lateOrOpen(turn: Turn): readonly Order[] {
  const late = turn.orders.filter((order) => isOpen(order) && order.promisedOn < turn.today);
  return late.length > 0 ? late : openOrNewest(turn);
}

async function tellStatus(turn: Turn, slots: Slots): Promise<void> {
  await showOrder(turn, chosenOrder(turn, slots));
}

/** Says how an order stands, and makes it the one that is talked about. */
export async function showOrder(
  turn: Turn,
  order: Order | undefined,
  more?: Partial<ActivityContent>,
): Promise<void> {
  if (!order) return;
  const ids = openOrNewest(turn).map(({ number }) => number);
  turn.conversation.focus = {
    ...turn.conversation.focus,
    order: order.number,
    // "And the other one?" is one of the open ones.
    ...(ids.includes(order.number) ? { shown: { kind: 'orders', ids: ids.slice(0, SHOWN) } } : {}),
  };
  await turn.say(statusOf(order, turn), more);
}

function statusOf(order: Order, turn: Turn): Sentence {
  const { profile } = turn.services.business;
  const day = (when: string) => dayInWords(when, turn.today, profile);
  const late = isOpen(order) && order.expectedOn > order.promisedOn;
  return {
    key: late ? 'order-status.late' : `order-status.${order.status}`,
    values: {
      number: order.number,
      contents: contentsInWords(order, turn),
      status: turn.phrase(`order-status.words.${order.status}`),
      expected: day(order.expectedOn),
      promised: day(order.promisedOn),
      delivered: day(order.deliveredOn ?? order.expectedOn),
    },
  };
}
