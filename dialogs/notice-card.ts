// A piece of news as an Adaptive Card: picture, what it costs now and before, why it was sent, and the buttons that show it and stop it.

import type { AttachmentContent, Conversation } from '../data/conversation.js';
import type { OrderNumber, ProductId } from '../data/ids.js';
import type { NoticeKind } from '../data/notices.js';
import type { DueNotice } from '../proactive/index.js';
import { money } from './format.js';
import { becauseInWords } from './notice-consent.js';
import { orderCard } from './order-card.js';
import { ADAPTIVE_CARD, plain } from './product-cards.js';
import { buttonsSaying, type SubmitAction } from './shown-buttons.js';
import type { Turn } from './turn.js';

/** What is told of one thing: a product may be back and cheaper at once. */
export interface Piece {
  readonly told: readonly DueNotice[];
  readonly sentence: string;
}

/** @returns none for what is in no table any more. */
export function noticeCard(turn: Turn, { told, sentence }: Piece): readonly AttachmentContent[] {
  const [first] = told;
  if (!first) return [];
  const { notice, consent } = first;
  // Where it was agreed to stands on it: nobody has to wonder why they get this.
  const because = becauseInWords(consent, turn);
  const stops = [...new Set(told.map((each) => each.notice.kind))].map((kind) => stopButton(turn, kind));
  if (notice.kind === 'order-shipped') {
    const order = turn.orders.find(({ number }) => number === notice.order);
    if (!order) return [];
    const card = orderCard(order, turn);
    const body = (card.content as { readonly body?: readonly unknown[] }).body ?? [];
    const see = seeButton(
      turn,
      'order',
      order.number,
      turn.phrase('notices.see_order', { number: order.number }),
    );
    return [withWords(turn, card, sentence, because, body, [see, ...stops])];
  }
  const product = turn.services.business.products.get(notice.product);
  if (!product) return [];
  const picture = turn.services.pictureOf?.(product.id);
  const body = [
    ...(picture === undefined
      ? []
      : [{ type: 'Image', url: picture, altText: product.name, size: 'Stretch' }]),
    { type: 'TextBlock', text: plain(product.name), weight: 'Bolder', size: 'Medium', wrap: true },
    { type: 'TextBlock', text: plain(stateInWords(turn, told, product.price)), spacing: 'None', wrap: true },
  ];
  const see = seeButton(
    turn,
    'product',
    product.id,
    turn.phrase('notices.see_product', { product: product.name }),
  );
  return [
    withWords(turn, { contentType: ADAPTIVE_CARD, name: product.name }, sentence, because, body, [
      see,
      ...stops,
    ]),
  ];
}

/** "€45 instead of €60 · in stock". */
function stateInWords(turn: Turn, told: readonly DueNotice[], price: number): string {
  const { profile } = turn.services.business;
  const drop = told.map(({ notice }) => notice).find((notice) => notice.kind === 'price-drop');
  const now = money(price, profile);
  const cost = drop
    ? turn.phrase('notices.instead', { price: now, before: money(drop.before, profile) })
    : now;
  return `${cost} · ${turn.phrase('recommend.in_stock')}`;
}

function withWords(
  turn: Turn,
  card: AttachmentContent,
  sentence: string,
  because: string,
  body: readonly unknown[],
  actions: readonly SubmitAction[],
): AttachmentContent {
  return {
    contentType: card.contentType,
    ...(card.name === undefined ? {} : { name: card.name }),
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      speak: `${sentence} ${because}`,
      fallbackText: turn.phrase('card.in_words', {
        card: `${sentence} ${because}`,
        says: actions.map(({ data }) => `“${data}”`).join(', '),
      }),
      body: [
        ...body,
        { type: 'TextBlock', text: plain(because), wrap: true, color: 'Accent', size: 'Small' },
      ],
      actions,
    },
  };
}

const SEE = { product: 'see-product', order: 'see-order' } as const;
const STOP = 'stop-messages';

function seeButton(turn: Turn, what: keyof typeof SEE, id: string, says: string): SubmitAction {
  return { type: 'Action.Submit', id: `${SEE[what]}:${id}`, title: turn.phrase('notices.see'), data: says };
}

function stopButton(turn: Turn, kind: NoticeKind): SubmitAction {
  return {
    type: 'Action.Submit',
    id: `${STOP}:${kind}`,
    title: turn.phrase('notices.stop'),
    data: stopSays(turn, kind),
  };
}

function stopSays(turn: Turn, kind: NoticeKind): string {
  switch (kind) {
    case 'back-in-stock':
      return turn.phrase('notices.stop_says_back');
    case 'price-drop':
      return turn.phrase('notices.stop_says_price');
    case 'order-shipped':
      return turn.phrase('notices.stop_says_order');
  }
}

export type TappedOnNotice =
  | { readonly what: 'stop'; readonly kind: NoticeKind }
  | { readonly what: 'see-product'; readonly product: ProductId }
  | { readonly what: 'see-order'; readonly order: OrderNumber };

/** @returns the button of a message of the bot's own accord in this conversation that says just this. */
export function tappedOnNotice(
  conversation: Pick<Conversation, 'transcript'>,
  text: string,
): TappedOnNotice | undefined {
  for (const id of buttonsSaying(conversation, text)) {
    const tapped = readId(id);
    if (tapped) return tapped;
  }
  return undefined;
}

function readId(id: string): TappedOnNotice | undefined {
  const colon = id.indexOf(':');
  const [what, thing] = [id.slice(0, colon), id.slice(colon + 1)];
  switch (what) {
    case STOP:
      return { what: 'stop', kind: thing as NoticeKind };
    case SEE.product:
      return { what: SEE.product, product: thing as ProductId };
    case SEE.order:
      return { what: SEE.order, order: thing as OrderNumber };
    default:
      return undefined;
  }
}
