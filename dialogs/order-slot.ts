// The slot that picks one of the customer's own orders; shared by every task about an order. An order of somebody else
// is answered just like one that does not exist.

import type { Order } from '../data/business.js';
import { orderNumbersIn, pickFrom } from '../understanding/index.js';
import { namesNewestOrder } from '../understanding/newest-order.js';
import { contentsInWords } from './format.js';
import type { Reading, Slot, Slots } from './slot-dialog.js';
import type { Sentence, Turn } from './turn.js';

/** Shown at once; older ones are reached by their number. */
export const SHOWN = 5;

export function orderSlot(options: {
  /** Text keys `<texts>.which` for the question. */
  readonly texts: string;
  readonly candidates: (turn: Turn, slots: Slots) => readonly Order[];
  /** Of which one may be taken by its number, though it is not offered; left out: the candidates. */
  readonly nameable?: (turn: Turn) => readonly Order[];
}): Slot {
  const shown = (turn: Turn, slots: Slots) => options.candidates(turn, slots).slice(0, SHOWN);
  const labelled = (turn: Turn, slots: Slots) =>
    shown(turn, slots).map((order) => ({ id: order.number, label: orderLabel(order, turn) }));

  function read(turn: Turn, slots: Slots): Reading {
    const named = orderNumbersIn(turn.text).at(0);
    const nameable = () => options.nameable?.(turn) ?? options.candidates(turn, slots);
    if (named !== undefined) return readNumber(turn, named, nameable());
    const newest = namesNewestOrder(turn.text) ? nameable()[0] : undefined;
    if (newest) return { kind: 'filled', value: newest.number };
    const picked = pickFrom(turn.text, labelled(turn, slots));
    if (picked !== undefined) return { kind: 'filled', value: picked };
    return { kind: 'unread' };
  }

  return {
    name: 'order',
    retry: 'order.retry',
    ask(turn, slots) {
      const orders = shown(turn, slots);
      turn.conversation.focus = {
        ...turn.conversation.focus,
        shown: { kind: 'orders', ids: orders.map((order) => order.number) },
      };
      return {
        key: `${options.texts}.which`,
        values: { count: orders.length },
        choices: labelled(turn, slots).map(({ id, label }) => ({ title: label, value: `#${id}` })),
      };
    },
    read,
    spot(turn, slots) {
      const names = orderNumbersIn(turn.text).length > 0 || namesNewestOrder(turn.text);
      const reading = names ? read(turn, slots) : undefined;
      return reading?.kind === 'filled' ? reading.value : undefined;
    },
    settle(turn, slots) {
      const [only, ...others] = options.candidates(turn, slots);
      return others.length === 0 ? only?.number : undefined;
    },
  };
}

function readNumber(turn: Turn, named: string, candidates: readonly Order[]): Reading {
  if (candidates.some((order) => order.number === named)) return { kind: 'filled', value: named };
  const own = turn.orders.find((order) => order.number === named);
  return {
    kind: 'refused',
    say: own ? { key: 'order.unsuitable', values: { number: named } } : unknownOrder(named),
  };
}

export function unknownOrder(number: string): Sentence {
  return { key: 'order.unknown', values: { number } };
}

/**
 * A number in the opening message that is no order of this customer's, or none that the task can do anything for, so that it is said at
 * once and no other order is taken instead.
 */
export function strangeNumber(
  turn: Turn,
  slots: Slots,
  candidates: readonly Order[] = turn.orders,
): Sentence | undefined {
  const named = slots.order === undefined ? orderNumbersIn(turn.text).at(0) : undefined;
  if (named === undefined) return undefined;
  const reading = readNumber(turn, named, candidates);
  return reading.kind === 'refused' ? reading.say : undefined;
}

/** @returns the order that fills the slot; tasks begin with the slot, so later slots find it. */
export function chosenOrder(turn: Turn, slots: Slots): Order | undefined {
  return turn.orders.find((order) => order.number === slots.order);
}

function orderLabel(order: Order, turn: Turn): string {
  return `#${order.number} · ${contentsInWords(order, turn)}`;
}

/** Orders are about somebody: a guest is told how to be recognised. */
export function needsKnownCustomer(turn: Turn): Sentence | undefined {
  if (turn.record.kind === 'guest') return { key: 'order.sign_in' };
  return turn.orders.length === 0 ? { key: 'order.none' } : undefined;
}
