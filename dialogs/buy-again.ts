// "The usual?": what the customer bought before and can have again, what was bought most often first.

import type { Order } from '../data/business.js';
import type { ProductId } from '../data/ids.js';
import { type BoughtBefore, buyAgain } from '../recommendations/index.js';
import { dayInWords } from './format.js';
import { needsKnownCustomer } from './order-slot.js';
import { ownedBy } from './owned.js';
import { cardsOf } from './product-cards.js';
import type { Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

const SHOWN = 4;
/** From the second order on, a purchase is a habit. */
const USUAL_ORDERS = 2;

export const buyAgainTask: Task = {
  id: 'buy-again',
  slots: [],
  obstacle: needsKnownCustomer,
  async act(turn) {
    const bought = boughtBefore(turn);
    if (bought.length === 0) return turn.say({ key: 'buy-again.nothing' });
    const usual = usualOf(turn, bought);
    const shown = (usual.length > 0 ? usual : bought).slice(0, SHOWN);
    const ids = shown.map(({ product }) => product.id);
    const { product: _before, ...focus } = turn.conversation.focus;
    turn.conversation.focus = {
      ...focus,
      shown: { kind: 'products', ids },
      ...(ids.length === 1 && ids[0] ? { product: ids[0] } : {}),
    };
    const { profile } = turn.services.business;
    const cards = shown.map(({ product, order, placedOn }) => ({
      product,
      reason: turn.phrase('buy-again.because', {
        number: order,
        day: dayInWords(placedOn, turn.today, profile),
      }),
    }));
    await turn.say(
      { key: usual.length > 0 ? 'buy-again.usual' : 'buy-again.before', values: { count: ids.length } },
      { attachments: cardsOf(cards, turn, ['why']), attachmentLayout: 'carousel' },
    );
  },
};

/** @returns whether something that can be had again was bought more than once. */
export function hasUsual(turn: Turn): boolean {
  return turn.orders.length >= USUAL_ORDERS && usualOf(turn, boughtBefore(turn)).length > 0;
}

function boughtBefore(turn: Turn): readonly BoughtBefore[] {
  return buyAgain({
    products: [...turn.services.business.products.values()],
    owned: ownedBy(turn.orders, new Set(turn.record.returns.map(({ product }) => product))),
    preferences: turn.record.preferences,
    wish: {},
    limit: Number.POSITIVE_INFINITY,
    model: turn.services.taste.model,
    demand: turn.services.taste.demand,
  });
}

/** Most often bought first; between equals the most recent, as they came. */
function usualOf({ orders }: Turn, bought: readonly BoughtBefore[]): readonly BoughtBefore[] {
  const times = ordersByProduct(orders);
  const often = ({ product }: BoughtBefore) => times.get(product.id) ?? 0;
  return bought.filter((each) => often(each) >= USUAL_ORDERS).sort((a, b) => often(b) - often(a));
}

function ordersByProduct(orders: readonly Order[]): ReadonlyMap<ProductId, number> {
  const times = new Map<ProductId, number>();
  for (const { status, lines } of orders) {
    if (status === 'cancelled') continue;
    for (const id of new Set(lines.map(({ productId }) => productId)))
      times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
}
