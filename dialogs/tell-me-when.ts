// "Tell me when it's back", "when it gets cheaper", "when my order ships": what is meant is found, and consent is kept for just that.

import type { Order, Product } from '../data/business.js';
import type { OrderNumber } from '../data/ids.js';
import { orderNumbersIn } from '../understanding/index.js';
import { type NoticeWish, noticeWish } from '../understanding/notice-wish.js';
import { contentsInWords } from './format.js';
import { agree, isTold } from './notice-consent.js';
import { needsKnownCustomer } from './order-slot.js';
import { productMeant, productsShown } from './shown-products.js';
import type { Task } from './slot-dialog.js';
import type { Sentence, Turn } from './turn.js';

/** Choices in one question. */
const SHOWN = 5;

export const tellMeWhen: Task = {
  id: 'tell-me-when',
  slots: [],
  async act(turn) {
    const wish = noticeWish(turn.text);
    if (wish?.what !== 'tell') return;
    if (!isTold(wish.kind, turn)) return turn.say({ key: 'notices.not_told' });
    if (wish.kind === 'order-shipped') return ofOrders(turn, wish.all);
    const product = productMeant(turn);
    if (product) return ofProduct(turn, wish.kind, product);
    if (wish.all) return agree(turn, { kind: wish.kind });
    await askWhich(turn, wish.kind);
  },
};

type OfProducts = Exclude<Extract<NoticeWish, { what: 'tell' }>['kind'], 'order-shipped'>;

async function ofProduct(turn: Turn, kind: OfProducts, product: Product): Promise<void> {
  turn.conversation.focus = { ...turn.conversation.focus, product: product.id };
  if (kind === 'back-in-stock' && product.stock > 0)
    return turn.say({ key: 'notices.in_stock_now', values: { product: product.name } });
  await agree(turn, { kind, product: product.id });
}

/** A choice says all that is wished, so that it is understood when it is typed, and later. */
async function askWhich(turn: Turn, kind: OfProducts): Promise<void> {
  const { products } = turn.services.business;
  const shown = productsShown(turn);
  const wished = (turn.record.wishList ?? []).flatMap(({ product }) => products.get(product) ?? []);
  const fitting = (shown.length > 0 ? shown : wished.toReversed()).filter(
    ({ stock }) => kind === 'price-drop' || stock <= 0,
  );
  const choices = fitting.slice(0, SHOWN).map(({ name }) => ({
    title: name,
    value:
      kind === 'price-drop'
        ? turn.phrase('notices.say_price', { product: name })
        : turn.phrase('notices.say_back', { product: name }),
  }));
  await turn.say({ key: 'notices.which_product', ...(choices.length > 0 ? { choices } : {}) });
}

async function ofOrders(turn: Turn, all: boolean): Promise<void> {
  const obstacle = needsKnownCustomer(turn);
  if (obstacle) return turn.say(obstacle);
  const named = orderNumbersIn(turn.text)[0];
  if (named !== undefined) return ofOrder(turn, named);
  if (all) return agree(turn, { kind: 'order-shipped' });
  const packed = turn.orders.filter(isPacked);
  const [first, ...others] = packed;
  if (!first) return turn.say({ key: 'notices.nothing_to_ship' });
  if (others.length === 0) return ofOrder(turn, first.number);
  await turn.say({
    key: 'notices.which_order',
    choices: [
      ...packed.slice(0, SHOWN).map((order) => ({
        title: `#${order.number} · ${contentsInWords(order, turn)}`,
        value: turn.phrase('notices.say_order', { number: order.number }),
      })),
      { title: turn.phrase('notices.every_order'), value: turn.phrase('notices.say_orders') },
    ],
  });
}

async function ofOrder(turn: Turn, number: string): Promise<void> {
  const order = turn.orders.find((each) => each.number === number);
  if (!order) return turn.say({ key: 'order.unknown', values: { number: `#${number}` } });
  turn.conversation.focus = { ...turn.conversation.focus, order: order.number };
  if (!isPacked(order)) return turn.say(notWaiting(turn, order));
  await agree(turn, { kind: 'order-shipped', order: number as OrderNumber });
}

function isPacked({ status }: Order): boolean {
  return status === 'processing';
}

function notWaiting(turn: Turn, { number, status }: Order): Sentence {
  return {
    key: 'notices.order_is',
    values: { number, status: turn.phrase(`order-status.words.${status}`) },
  };
}
