// A product as an Adaptive Card: picture, name, price, stock, why it is shown, and its buttons. Version 1.5, the newest that Teams renders.

import type { Product } from '../data/business.js';
import type { AttachmentContent } from '../data/conversation.js';
import type { RecommendedItem } from '../recommendations/index.js';
import { type CardAction, cardActions } from './card-actions.js';
import { money } from './format.js';
import { reasonInWords } from './recommendation-words.js';
import type { Turn } from './turn.js';

export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';
const SUGGESTED: readonly CardAction[] = ['add', 'why', 'refuse'];

/** One card a product, in the order given. */
export function productCards(items: readonly RecommendedItem[], turn: Turn): readonly AttachmentContent[] {
  return cardsOf(
    items.map((item) => ({ product: item.product, reason: reasonInWords(turn, item) })),
    turn,
    SUGGESTED,
  );
}

/** A product and, in the customer's words, why it is shown. */
export interface ShownProduct {
  readonly product: Product;
  readonly reason: string;
}

/** The same for reasons that are words already. */
export function cardsOf(
  items: readonly ShownProduct[],
  turn: Turn,
  actions: readonly CardAction[],
): readonly AttachmentContent[] {
  return items.map((item) => ({
    contentType: ADAPTIVE_CARD,
    name: item.product.name,
    content: cardOf(item, turn, actions),
  }));
}

function cardOf({ product, reason }: ShownProduct, turn: Turn, actions: readonly CardAction[]): unknown {
  const { business, pictureOf } = turn.services;
  const price = money(product.price, business.profile);
  const stock = turn.phrase(product.stock > 0 ? 'recommend.in_stock' : 'recommend.out_of_stock');
  const picture = pictureOf?.(product.id);
  const buttons = cardActions(actions, product, turn.phrase);
  const inWords = `${product.name}, ${price}, ${stock}. ${reason}.`;
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    // Read out, or shown, where the card itself is not.
    speak: inWords,
    fallbackText:
      buttons.length === 0
        ? inWords
        : turn.phrase('card.in_words', {
            card: inWords,
            says: buttons.map(({ data }) => `“${data}”`).join(', '),
          }),
    body: [
      ...(picture === undefined
        ? []
        : [{ type: 'Image', url: picture, altText: product.name, size: 'Stretch' }]),
      { type: 'TextBlock', text: plain(product.name), weight: 'Bolder', size: 'Medium', wrap: true },
      { type: 'TextBlock', text: `${price} · ${stock}`, spacing: 'None', isSubtle: true, wrap: true },
      { type: 'TextBlock', text: plain(product.description), wrap: true, maxLines: 4 },
      { type: 'TextBlock', text: plain(reason), wrap: true, color: 'Accent', size: 'Small' },
    ],
    actions: buttons,
  };
}

/** Cards read Markdown and `{{DATE(…)}}`: what the business or the customer wrote is shown as it stands. */
export function plain(text: string): string {
  return text
    .replace(/[\\`*_~[\]#<>]/g, '\\$&')
    .replace(/\{\{/g, '{\u200b{')
    .replace(/^(\s*)([-+])/gm, '$1\\$2')
    .replace(/^(\s*\d+)(?=[.)])/gm, '$1\\');
}
