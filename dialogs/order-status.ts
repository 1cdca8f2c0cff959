// "Where's my order?": the status and the expected day of one open order, or of the one that was named.

import type { Order } from '../data/business.js';
import type { ActivityContent } from '../data/conversation.js';
import { contentsInWords, dayInWords } from './format.js';
import { namedItem } from './named-item.js';
import { shipOffer } from './notice-consent.js';
import { chosenOrder, needsKnownCustomer, orderSlot, SHOWN, strangeNumber } from './order-slot.js';
import type { Slot, Slots, Task } from './slot-dialog.js';
import type { Sentence, Turn } from './turn.js';

const ANOTHER = /\b(?:other|another|different)\b/i;
const NONE = '-';

/** "And the other one?": which order is not meant, for as long as the task lasts. */
const apart: Slot = {
  name: 'apart',
  retry: 'order.retry',
  // Settled at once, so that it is never asked.
  ask: () => ({ key: 'order.retry' }),
  read: () => ({ kind: 'unread' }),
  spot: ({ conversation, text }) => (ANOTHER.test(text) ? conversation.focus.order : undefined),
  settle: () => NONE,
};

/** Those on their way before those that came; of the others than one, where it is set apart. */
function among(usual: (turn: Turn) => readonly Order[]) {
  return (turn: Turn, { apart: known = NONE }: Slots): readonly Order[] => {
    const others = known === NONE ? [] : turn.orders.filter(({ number }) => number !== known);
    const open = others.filter(isOpen);
    return open.length > 0 ? open : others.length > 0 ? others : usual(turn);
  };
}

/** "Did the throw ship?" names the order too, where just one of those on their way has it, or just one of all. */
function whichOrder(usual: (turn: Turn) => readonly Order[]): Slot {
  const candidates = among(usual);
  const slot = orderSlot({ texts: 'order-status', candidates, nameable: everyOne });
  return {
    ...slot,
    async spot(turn, slots) {
      const byNumber = await slot.spot?.(turn, slots);
      return byNumber ?? holding(turn, candidates(turn, slots)) ?? holding(turn, turn.orders);
    },
  };
}

function holding(turn: Turn, orders: readonly Order[]): string | undefined {
  const [only, ...others] = orders.filter(({ lines }) => namedItem(turn, lines) !== undefined);
  return others.length === 0 ? only?.number : undefined;
}

export const orderStatus: Task = {
  id: 'order-status',
  replaces: ['late-delivery'],
  slots: [apart, whichOrder(openOrNewest)],
  obstacle: (turn, slots) => needsKnownCustomer(turn) ?? strangeNumber(turn, slots),
  act: tellStatus,
};

/** A complaint that a delivery is late: the same, but it starts with what is late, and says sorry. */
export const lateDelivery: Task = {
  id: 'late-delivery',
  replaces: ['order-status'],
  slots: [apart, whichOrder(lateOrOpen)],
  obstacle: (turn, slots) => needsKnownCustomer(turn) ?? strangeNumber(turn, slots),
  act: tellStatus,
};

export function isOpen(order: Order): boolean {
  return order.status !== 'delivered' && order.status !== 'cancelled';
}

function everyOne({ orders }: Turn): readonly Order[] {
  return orders;
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
  const order = chosenOrder(turn, slots);
  await showOrder(turn, order, order && shipOffer(turn, order));
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
    // "And the other one?" is one of the open ones; after one that was named, it is asked which.
    shown: { kind: 'orders', ids: ids.includes(order.number) ? ids.slice(0, SHOWN) : [order.number] },
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
