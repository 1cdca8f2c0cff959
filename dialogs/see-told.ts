// "See it", on a message of the bot's own accord: the product with all that the shop says of it, or the order as it stands now.

import { tappedOnNotice } from './notice-card.js';
import { becauseInWords } from './notice-consent.js';
import { orderCard } from './order-card.js';
import { showOrder } from './order-status.js';
import { cardsOf } from './product-cards.js';
import type { Task } from './slot-dialog.js';

export const seeTold: Task = {
  id: 'see-told',
  slots: [],
  async act(turn) {
    const tapped = tappedOnNotice(turn.conversation, turn.text);
    if (tapped?.what === 'see-order') {
      const order = turn.orders.find(({ number }) => number === tapped.order);
      if (!order) return turn.say({ key: 'order.unknown', values: { number: `#${tapped.order}` } });
      return showOrder(turn, order, { attachments: [orderCard(order, turn)] });
    }
    if (tapped?.what !== 'see-product') return;
    const product = turn.services.business.products.get(tapped.product);
    if (!product) return turn.say({ key: 'notices.not_sold' });
    turn.conversation.focus = {
      ...turn.conversation.focus,
      product: product.id,
      shown: { kind: 'products', ids: [product.id] },
    };
    const wish = turn.record.wishList?.find((entry) => entry.product === product.id);
    const consent = turn.record.notices?.consents.find(
      (each) => each.kind !== 'order-shipped' && each.product === product.id,
    );
    const reason = consent
      ? becauseInWords(consent, turn)
      : turn.phrase(wish ? 'notices.on_wish_list' : 'notices.was_told');
    await turn.say(
      { key: 'notices.seen', values: { product: product.name } },
      { attachments: cardsOf([{ product, reason }], turn, wish ? ['remove'] : ['add']) },
    );
  },
};
