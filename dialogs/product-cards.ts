// A product as an Adaptive Card: name, price, stock, and why it is shown. Version 1.5, the newest that Teams renders.

import type { Product } from '../data/business.js';
import type { AttachmentContent } from '../data/conversation.js';
import type { RecommendedItem } from '../recommendations/index.js';
import { money } from './format.js';
import { reasonInWords } from './recommendation-words.js';
import type { Turn } from './turn.js';

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** One card a product, in the order given. */
export function productCards(items: readonly RecommendedItem[], turn: Turn): readonly AttachmentContent[] {
  return cardsOf(
    items.map((item) => ({ product: item.product, reason: reasonInWords(turn, item) })),
    turn,
  );
}

/** A product and, in the customer's words, why it is shown. */
export interface ShownProduct {
  readonly product: Product;
  readonly reason: string;
}

/** The same for reasons that are words already. */
export function cardsOf(items: readonly ShownProduct[], turn: Turn): readonly AttachmentContent[] {
  return items.map((item) => ({
    contentType: ADAPTIVE_CARD,
    name: item.product.name,
    content: cardOf(item, turn),
  }));
}

function cardOf({ product, reason }: ShownProduct, turn: Turn): unknown {
  const { profile } = turn.services.business;
  const price = money(product.price, profile);
  const stock = turn.phrase(product.stock > 0 ? 'recommend.in_stock' : 'recommend.out_of_stock');
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    // Read out where the card itself is not.
    speak: `${product.name}, ${price}, ${stock}. ${reason}.`,
    body: [
      { type: 'TextBlock', text: plain(product.name), weight: 'Bolder', size: 'Medium', wrap: true },
      { type: 'TextBlock', text: `${price} · ${stock}`, spacing: 'None', isSubtle: true, wrap: true },
      { type: 'TextBlock', text: plain(product.description), wrap: true, maxLines: 4 },
      { type: 'TextBlock', text: plain(reason), wrap: true, color: 'Accent', size: 'Small' },
    ],
  };
}

/** Cards read Markdown: what the business or the customer wrote is shown as it stands. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]#<>]/g, '\\$&');
}
