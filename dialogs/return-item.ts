// A return: which order, which item, is it in time, why, are you sure; then a return number.

import type { Order, OrderLine } from '../data/business.js';
import { addDays } from '../data/calendar.js';
import type { ReturnRequest } from '../data/customer.js';
import type { Day, ProductId } from '../data/ids.js';
import { matchProducts, pickFrom } from '../understanding/index.js';
import { dayInWords, productName } from './format.js';
import { chosenOrder, needsKnownCustomer, orderSlot, strangeNumber } from './order-slot.js';
import { confirmSlot, type Slot, type Slots, type Task } from './slot-dialog.js';
import type { Sentence, Turn } from './turn.js';

const REASONS = ['damaged', 'wrong', 'unsuitable', 'changed_mind'] as const;

export const returnItem: Task = {
  id: 'return-item',
  slots: [
    {
      ...orderSlot({ texts: 'return-item', candidates: delivered }),
      // "I want to return the lamp" names the order as well, where just one order has it.
      spot(turn) {
        const byNumber = orderSlot({ texts: 'return-item', candidates: delivered }).spot?.(turn, {});
        if (byNumber !== undefined) return byNumber;
        const holding = delivered(turn).filter((order) => named(turn, returnable(turn, order)) !== undefined);
        return holding.length === 1 ? holding[0]?.number : undefined;
      },
    },
    itemSlot(),
    {
      name: 'reason',
      retry: 'return-item.reason_retry',
      freeText: true,
      absorbs: ['complaint', 'return-item', 'state-preference', 'critique'],
      ask: (turn, slots) => ({
        key: 'return-item.reason',
        values: {
          item: productName(slots.item as ProductId, turn),
          number: slots.order ?? '',
          last: spokenLastDay(turn, chosenOrder(turn, slots)),
        },
        choices: REASONS.map((reason) => {
          const title = turn.phrase(`return-item.reasons.${reason}`);
          return { title, value: title };
        }),
      }),
      read: (turn) => {
        const words = turn.text.trim();
        return /\p{L}/u.test(words) ? { kind: 'filled', value: words.slice(0, 500) } : { kind: 'unread' };
      },
    },
    confirmSlot((turn, slots) => ({
      key: 'return-item.confirm',
      values: {
        item: productName(slots.item as ProductId, turn),
        number: slots.order ?? '',
        reason: slots.reason ?? '',
      },
    })),
  ],
  obstacle,
  async act(turn, slots) {
    const order = chosenOrder(turn, slots);
    const line = order?.lines.find((l) => l.productId === slots.item);
    if (!order || !line) return;
    const number = `R-${order.number}-${turn.record.returns.filter((r) => r.order === order.number).length + 1}`;
    const request: ReturnRequest = {
      number,
      order: order.number,
      product: line.productId,
      quantity: line.quantity - line.returned,
      reason: slots.reason ?? '',
      at: turn.now.toISOString(),
    };
    turn.record.returns = [...turn.record.returns, request];
    turn.conversation.focus = { ...turn.conversation.focus, order: order.number, product: line.productId };
    await turn.say({
      key: 'return-item.done',
      values: { return: number, item: productName(line.productId, turn), number: order.number },
    });
  },
};

function itemSlot(): Slot {
  const labelled = (turn: Turn, slots: Slots) =>
    returnable(turn, chosenOrder(turn, slots)).map((line) => ({
      id: line.productId,
      label: productName(line.productId, turn),
    }));
  return {
    name: 'item',
    retry: 'return-item.item_retry',
    ask: (turn, slots) => ({
      key: 'return-item.item',
      values: { number: slots.order ?? '' },
      choices: labelled(turn, slots).map(({ label }) => ({ title: label, value: label })),
    }),
    read(turn, slots) {
      const picked = pickFrom(turn.text, labelled(turn, slots));
      return picked === undefined ? { kind: 'unread' } : { kind: 'filled', value: picked };
    },
    spot(turn, slots) {
      return named(turn, returnable(turn, chosenOrder(turn, slots)));
    },
    settle(turn, slots) {
      const [only, ...others] = labelled(turn, slots);
      return others.length === 0 ? only?.id : undefined;
    },
  };
}

async function obstacle(turn: Turn, slots: Slots): Promise<Sentence | undefined> {
  const unknown = needsKnownCustomer(turn) ?? strangeNumber(turn, slots);
  if (unknown) return unknown;
  if (delivered(turn).length === 0) return { key: 'return-item.nothing_delivered' };
  const unsuitable = strangeNumber(turn, slots, delivered(turn));
  if (unsuitable) return unsuitable;
  if (slots.confirmed === 'no') return { key: 'return-item.not_done' };
  const order = chosenOrder(turn, slots);
  if (!order) return undefined;
  // Or the only other item of the order would be taken for the one that was named.
  const gone = slots.item === undefined ? named(turn, notReturnable(turn, order)) : undefined;
  if (gone !== undefined) {
    const item = productName(gone, turn);
    return { key: 'return-item.already_item', values: { item, number: order.number } };
  }
  if (returnable(turn, order).length === 0)
    return { key: 'return-item.already', values: { number: order.number } };
  if (turn.today <= lastDay(turn, order)) return undefined;
  return {
    key: 'return-item.too_late',
    values: {
      number: order.number,
      days: turn.services.business.profile.returnWindowDays,
      last: spokenLastDay(turn, order),
    },
  };
}

/** The last day on which things of this order may come back. */
function lastDay(turn: Turn, order: Order): Day {
  return addDays(order.deliveredOn ?? order.expectedOn, turn.services.business.profile.returnWindowDays);
}

function spokenLastDay(turn: Turn, order: Order | undefined): string {
  return order ? dayInWords(lastDay(turn, order), turn.today, turn.services.business.profile) : '';
}

/** Orders of which something may still come back, newest first. */
export function returnableOrders(turn: Turn): readonly Order[] {
  return delivered(turn).filter(
    (order) => returnable(turn, order).length > 0 && turn.today <= lastDay(turn, order),
  );
}

function delivered(turn: Turn): readonly Order[] {
  return turn.orders.filter((order) => order.status === 'delivered');
}

/** Lines of which pieces are left that neither came back nor are asked back already. */
function returnable(turn: Turn, order: Order | undefined): readonly OrderLine[] {
  if (!order) return [];
  const asked = new Set(turn.record.returns.filter((r) => r.order === order.number).map((r) => r.product));
  return order.lines.filter((line) => line.quantity > line.returned && !asked.has(line.productId));
}

function notReturnable(turn: Turn, order: Order): readonly OrderLine[] {
  const open = returnable(turn, order);
  return order.lines.filter((line) => !open.includes(line));
}

/** The item that the message names: by its name, or by what it is where just one is such ("the lamp"). */
function named(turn: Turn, lines: readonly OrderLine[]): ProductId | undefined {
  const products = lines.flatMap((line) => turn.services.business.products.get(line.productId) ?? []);
  const byName = matchProducts(turn.text, products, 1).at(0);
  const alike = products.filter(({ name, category }) => saysOneOf(turn.text, `${name} ${category}`));
  return byName ?? (alike.length === 1 ? alike[0]?.id : undefined);
}

function saysOneOf(text: string, words: string): boolean {
  const said = new Set(text.toLowerCase().match(/\p{L}{3,}/gu) ?? []);
  return (words.toLowerCase().match(/\p{L}{3,}/gu) ?? []).some(
    (word) => said.has(word) || said.has(word.replace(/s$/, '')),
  );
}
