// "List my orders", "how much did I pay for 10302?": orders as lines that can be read aloud, with day, contents, sum and status.

import type { Order } from '../data/business.js';
import { orderNumbersIn } from '../understanding/index.js';
import { namesNewestOrder } from '../understanding/newest-order.js';
import { contentsInWords, dayInWords, money } from './format.js';
import { needsKnownCustomer, strangeNumber } from './order-slot.js';
import { isOpen } from './order-status.js';
import type { Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

/** More are no list to read. */
const SHOWN = 10;

export const myOrders: Task = {
  id: 'my-orders',
  slots: [],
  obstacle: (turn) => needsKnownCustomer(turn) ?? strangeNumber(turn, {}),
  async act(turn) {
    const meant = ordersMeant(turn);
    if (meant.length === 0) return turn.say({ key: 'my-orders.none_such' });
    const shown = meant.slice(0, SHOWN);
    const [only, ...others] = shown;
    turn.conversation.focus = {
      ...turn.conversation.focus,
      ...(only && others.length === 0 ? { order: only.number } : {}),
      shown: { kind: 'orders', ids: shown.map(({ number }) => number) },
    };
    const lines = shown.map((order) => lineOf(order, turn)).join('\n');
    await turn.say({
      key: shown.length < meant.length ? 'my-orders.newest' : 'my-orders.list',
      values: { count: shown.length, all: meant.length, lines },
    });
  },
};

/** Those named, the newest where it is meant, those of the state that is asked for, or all; newest first. */
function ordersMeant({ text, orders }: Turn): readonly Order[] {
  const named = orderNumbersIn(text);
  if (named.length > 0) return orders.filter(({ number }) => named.includes(number));
  if (namesNewestOrder(text)) return orders.slice(0, 1);
  if (/\bcancel+ed\b/i.test(text)) return orders.filter(({ status }) => status === 'cancelled');
  if (/\b(?:delivered|arrived|come|came|received)\b/i.test(text)) {
    const not = /\b(?:not|n['’]t|haven['’]?t|hasn['’]?t|yet)\b/i.test(text);
    return orders.filter((order) => (not ? isOpen(order) : order.status === 'delivered'));
  }
  if (/\b(?:open|pending|on (?:its|their|the) way|under ?way|outstanding|still to come|due)\b/i.test(text))
    return orders.filter(isOpen);
  return orders;
}

function lineOf(order: Order, turn: Turn): string {
  const { profile } = turn.services.business;
  const currency = order.currency ?? profile.currency;
  const total = order.lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
  return turn.phrase('my-orders.line', {
    number: order.number,
    day: dayInWords(order.placedOn, turn.today, profile),
    contents: contentsInWords(order, turn),
    total: money(total, { ...profile, currency }),
    status: turn.phrase(`order-status.words.${order.status}`),
  });
}
