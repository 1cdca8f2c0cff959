// A return: which order, which item, is it in time, why, are you sure; then a return number.

import type { Order, OrderLine } from '../data/business.js';
import { addDays } from '../data/calendar.js';
import type { ReturnRequest } from '../data/customer.js';
import type { Day, ProductId } from '../data/ids.js';
import { pickFrom } from '../understanding/index.js';
import { dayInWords, productName } from './format.js';
import { namedItem } from './named-item.js';
import { chosenOrder, needsKnownCustomer, orderSlot, strangeNumber } from './order-slot.js';
import { confirmSlot, type Slot, type Slots, type Task } from './slot-dialog.js';
import type { Sentence, Turn } from './turn.js';

const REASONS = ['damaged', 'wrong', 'unsuitable', 'changed_mind'] as const;

const confirmed = confirmSlot((turn, slots) => ({
  key: 'return-item.confirm',
  values: {
    item: productName(slots.item as ProductId, turn),
    number: slots.order ?? '',
    reason: slots.reason ?? '',
  },
}));

const CORRECTS = /^\W*(?:no|nope|not that|sorry|wait|actually)\b[\s,.:;–-]*/i;
const REASON =
  /^(?:(?:that['’]?s |it['’]?s )?the )?(?:wrong reason|(?:the |my )?reason (?:is|was)(?: that)?)[\s,.:;–-]*/i;

/** After a "no" either the reason is spoken of, or something is wrong with the thing; "no, the other lamp" is neither. */
function correctedReason({ text, understanding }: Turn): string | undefined {
  if (!CORRECTS.test(text)) return undefined;
  const rest = text.replace(CORRECTS, '').trim();
  const reason = rest.replace(REASON, '').trim();
  const complains = understanding?.kind === 'intent' && understanding.intent === 'complaint';
  return /\p{L}{3}/u.test(reason) && (complains || reason !== rest)
    ? reason.slice(0, LONGEST_REASON)
    : undefined;
}
const LONGEST_REASON = 500;

export const returnItem: Task = {
  id: 'return-item',
  slots: [
    {
      ...orderSlot({ texts: 'return-item', candidates: delivered }),
      // "I want to return the lamp" names the order as well, where just one order has it.
      spot(turn) {
        const byNumber = orderSlot({ texts: 'return-item', candidates: delivered }).spot?.(turn, {});
        if (byNumber !== undefined) return byNumber;
        const holding = delivered(turn).filter(
          (order) => namedItem(turn, returnable(turn, order)) !== undefined,
        );
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
        return /\p{L}/u.test(words)
          ? { kind: 'filled', value: words.slice(0, LONGEST_REASON) }
          : { kind: 'unread' };
      },
    },
    {
      ...confirmed,
      // "No, it came broken": another reason instead of a yes.
      read(turn, slots) {
        const said = confirmed.read(turn, slots);
        const reason = correctedReason(turn);
        return reason === undefined ? said : { kind: 'filled', value: '', instead: { reason } };
      },
    },
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
      return namedItem(turn, returnable(turn, chosenOrder(turn, slots)));
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
  const gone = slots.item === undefined ? namedItem(turn, notReturnable(turn, order)) : undefined;
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
