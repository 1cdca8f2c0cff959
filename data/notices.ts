// What a customer agreed to be told of without asking each time, and what was told: part of the customer's record. Types only.

import type { ActivityId, ConversationId, Instant, OrderNumber, ProductId } from './ids.js';

export const NOTICE_KINDS = ['back-in-stock', 'price-drop', 'order-shipped'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What may be told: of one product or order, or, where none is named, of whatever is on the wish list, or of every order. */
export type NoticeSubject =
  | { readonly kind: 'back-in-stock' | 'price-drop'; readonly product?: ProductId }
  | { readonly kind: 'order-shipped'; readonly order?: OrderNumber };

/** Asked for by the customer, or a yes to the bot's question; it is shown to them. */
export type NoticeConsent = NoticeSubject & {
  readonly at: Instant;
  /** The message that gave it. */
  readonly source: { readonly kind: 'said'; readonly activityId: ActivityId; readonly words: string };
  /** The question that it answered; absent: the customer asked unasked. */
  readonly asked?: string;
};

/** One piece of news, with what it said. Prices in the business's currency, major units. */
export type Notice =
  | { readonly kind: 'back-in-stock'; readonly product: ProductId }
  | {
      readonly kind: 'price-drop';
      readonly product: ProductId;
      readonly before: number;
      readonly price: number;
    }
  | { readonly kind: 'order-shipped'; readonly order: OrderNumber };

/** One message of the bot's own accord. */
export interface SentNotices {
  readonly at: Instant;
  readonly entry: ActivityId;
  readonly conversationId: ConversationId;
  readonly notices: readonly Notice[];
  /** It stands in a web chat, and nothing was heard from the customer since: the next visit may not show it. */
  readonly unread?: true;
}

/** The world as the customer knows it: news is what differs from it. */
export interface KnownToCustomer {
  /** Products with a consent that were out of stock when last looked at. */
  readonly out: readonly ProductId[];
  /** What a product cost when its price was asked about, or told last; for what is only wished, its wish has the price. */
  readonly prices: readonly { readonly product: ProductId; readonly price: number }[];
  /** Orders that were on their way already, or were told to be. */
  readonly onTheWay: readonly OrderNumber[];
}

export interface NoticeRecord {
  /** At most one of each subject. */
  readonly consents: readonly NoticeConsent[];
  readonly known: KnownToCustomer;
  /** Newest last, bounded. */
  readonly sent: readonly SentNotices[];
  /** When the bot's offer to tell was last turned down, by kind: it is not made again soon. */
  readonly turnedDown?: Readonly<Partial<Record<NoticeKind, Instant>>>;
  /** Where the customer's device says that it is, IANA: quiet hours are meant there. Absent: not known. */
  readonly timeZone?: string;
}
