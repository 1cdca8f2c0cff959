// What there is to tell one customer: the difference between the world as they know it and as it is, as far as they agreed to hear of it.
// Pure. News that is not told stays news while it is true, and is none any more once it is not: nothing has to be kept or taken back.

import type { Order, Product } from '../data/business.js';
import { dayIn } from '../data/calendar.js';
import type { WishListEntry } from '../data/customer.js';
import type { Instant, OrderNumber, ProductId } from '../data/ids.js';
import type { KnownToCustomer, Notice, NoticeConsent, NoticeRecord, SentNotices } from '../data/notices.js';
import { consentFor, leftOf } from './consent.js';
import type { MessageSettings } from './settings.js';

/** The world as it is. */
export interface Present {
  readonly products: ReadonlyMap<ProductId, Pick<Product, 'price' | 'stock'>>;
  /** The customer's own. */
  readonly orders: readonly Order[];
  readonly wishes: readonly WishListEntry[];
  /** IANA, the business's own: days of orders are meant in it. */
  readonly timeZone: string;
}

export interface DueNotice {
  readonly notice: Notice;
  /** What allows it to be told. */
  readonly consent: NoticeConsent;
}

/** A consent for one thing that can come to nothing any more. */
export interface Ended {
  readonly consent: NoticeConsent;
  readonly why: 'bought' | 'not-sold' | 'delivered' | 'cancelled';
}

export interface News {
  /** In the order of the kinds, orders first: they say what the customer waits for. */
  readonly due: readonly DueNotice[];
  readonly ended: readonly Ended[];
  /** What is to be remembered although nothing is told. */
  readonly known: KnownToCustomer;
}

/** Messages that are kept, for the caps and for what is asked about them. */
const SENT_KEPT = 30;

/** @returns what is due, by consent; without one, nothing ever is. */
export function newsFor(record: NoticeRecord, present: Present, settings: MessageSettings): News {
  const ended = record.consents.flatMap((consent) => {
    const why = endOf(consent, present);
    return why ? [{ consent, why }] : [];
  });
  const gone = new Set(ended.map(({ consent }) => consent));
  const alive = { ...record, consents: record.consents.filter((each) => !gone.has(each)) };
  const out = watched('back-in-stock', alive, present).filter(
    ({ product }) => (present.products.get(product)?.stock ?? 0) <= 0,
  );
  const outBefore = new Set(record.known.out);
  const awaited = new Set(watched('back-in-stock', alive, present).map(({ product }) => product));
  const priced = new Set(watched('price-drop', alive, present).map(({ product }) => product));
  return {
    due: [
      ...shipped(alive, present),
      ...backInStock(alive, present),
      ...cheaper(alive, present, settings),
    ].filter(({ notice }) => settings.kinds.includes(notice.kind)),
    ended,
    known: {
      out: [
        ...record.known.out.filter((product) => awaited.has(product)),
        ...out.map(({ product }) => product).filter((product) => !outBefore.has(product)),
      ],
      prices: record.known.prices.filter(({ product }) => priced.has(product)),
      onTheWay: stillOnTheWay(record.known.onTheWay, present.orders),
    },
  };
}

/** A consent for one thing ends with what it was for. */
function endOf(consent: NoticeConsent, present: Present): Ended['why'] | undefined {
  if (consent.kind === 'order-shipped') {
    const status = present.orders.find(({ number }) => number === consent.order)?.status;
    return status === 'delivered' || status === 'cancelled' ? status : undefined;
  }
  if (consent.product === undefined) return undefined;
  if (!present.products.has(consent.product)) return 'not-sold';
  return boughtSince(consent.product, consent.at, present) ? 'bought' : undefined;
}

function boughtSince(product: ProductId, since: Instant, { orders, timeZone }: Present): boolean {
  const day = dayIn(new Date(since), timeZone);
  return orders.some(
    ({ status, placedOn, lines }) =>
      status !== 'cancelled' && placedOn >= day && lines.some(({ productId }) => productId === product),
  );
}

interface Watched {
  readonly product: ProductId;
  readonly consent: NoticeConsent;
  readonly wish: WishListEntry | undefined;
}

/** Named in a consent, or on the wish list where a consent is for all of it; without what was bought since. */
function watched(
  kind: 'back-in-stock' | 'price-drop',
  record: NoticeRecord,
  present: Present,
): readonly Watched[] {
  const named = record.consents.flatMap((each) =>
    each.kind === kind && each.product !== undefined ? [each.product] : [],
  );
  const wished = present.wishes.map(({ product }) => product);
  return [...new Set([...named, ...wished])].flatMap((product) => {
    const consent = consentFor(record, { kind, product });
    const wish = present.wishes.find((each) => each.product === product);
    if (!consent || !present.products.has(product)) return [];
    const named = consent.kind !== 'order-shipped' && consent.product !== undefined;
    const since = named ? consent.at : (wish?.at ?? consent.at);
    return boughtSince(product, since, present) ? [] : [{ product, consent, wish }];
  });
}

function shipped(record: NoticeRecord, { orders }: Present): readonly DueNotice[] {
  return orders.filter(isOnTheWay).flatMap(({ number }) => {
    const consent = consentFor(record, { kind: 'order-shipped', order: number });
    if (!consent || record.known.onTheWay.includes(number)) return [];
    return [{ notice: { kind: 'order-shipped' as const, order: number }, consent }];
  });
}

export function isOnTheWay({ status }: Pick<Order, 'status'>): boolean {
  return status === 'shipped' || status === 'out-for-delivery';
}

/** An order goes no step back: one that is on its way no more need not be remembered. */
function stillOnTheWay(known: readonly OrderNumber[], orders: readonly Order[]): readonly OrderNumber[] {
  const now = new Set(orders.filter(isOnTheWay).map(({ number }) => number));
  return known.filter((number) => now.has(number));
}

function backInStock(record: NoticeRecord, present: Present): readonly DueNotice[] {
  return watched('back-in-stock', record, present).flatMap(({ product, consent }) => {
    const isBack = record.known.out.includes(product) && (present.products.get(product)?.stock ?? 0) > 0;
    return isBack ? [{ notice: { kind: 'back-in-stock' as const, product }, consent }] : [];
  });
}

function cheaper(
  record: NoticeRecord,
  present: Present,
  { priceDropPercent }: MessageSettings,
): readonly DueNotice[] {
  return watched('price-drop', record, present).flatMap(({ product, consent, wish }) => {
    const { price, stock } = present.products.get(product) ?? { price: 0, stock: 0 };
    const before = record.known.prices.find((each) => each.product === product)?.price ?? wish?.price;
    // What can't be had is no bargain; it is told once it can, if it still is one.
    if (before === undefined || stock <= 0 || !isLower(price, before, priceDropPercent)) return [];
    return [{ notice: { kind: 'price-drop' as const, product, before, price }, consent }];
  });
}

/** In cents, since 45.00 is ten percent below 50.00 in the shop and not quite in binary. */
export function isLower(price: number, before: number, percent: number): boolean {
  const [now, then] = [Math.round(price * 100), Math.round(before * 100)];
  return (then - now) * 100 >= then * percent && now < then;
}

/** @returns the record when nothing was told: with what was found out, and without consents that have ended. */
export function afterLook(record: NoticeRecord, { known, ended }: News): NoticeRecord {
  const gone = new Set(ended.map(({ consent }) => consent));
  return leftOf({ ...record, known, consents: record.consents.filter((each) => !gone.has(each)) });
}

/** @returns the record when all that was due was told: it is known now, and a consent for one thing has served, but for its price. */
export function afterTelling(
  record: NoticeRecord,
  news: News,
  sent: Omit<SentNotices, 'notices'>,
): NoticeRecord {
  const { known, consents, ...rest } = afterLook(record, news);
  const notices = news.due.map(({ notice }) => notice);
  const told = <K extends Notice['kind']>(kind: K) =>
    notices.filter((each): each is Extract<Notice, { kind: K }> => each.kind === kind);
  const back = new Set(told('back-in-stock').map(({ product }) => product));
  const orders = told('order-shipped').map(({ order }) => order);
  const prices = told('price-drop').map(({ product, price }) => ({ product, price }));
  const repriced = new Set(prices.map(({ product }) => product));
  return leftOf({
    ...rest,
    consents: consents.filter((each) => !hasServed(each, back, new Set(orders))),
    known: {
      out: known.out.filter((product) => !back.has(product)),
      prices: [...known.prices.filter(({ product }) => !repriced.has(product)), ...prices],
      onTheWay: [...known.onTheWay, ...orders],
    },
    sent: [...rest.sent, { ...sent, notices }].slice(-SENT_KEPT),
  });
}

function hasServed(
  consent: NoticeConsent,
  back: ReadonlySet<ProductId>,
  orders: ReadonlySet<OrderNumber>,
): boolean {
  switch (consent.kind) {
    case 'back-in-stock':
      return consent.product !== undefined && back.has(consent.product);
    case 'order-shipped':
      return consent.order !== undefined && orders.has(consent.order);
    case 'price-drop':
      return false;
  }
}

/** Whether what was told is still so, for a customer who may not have read it. */
export function stillTrue(
  notice: Notice,
  { products, orders }: Pick<Present, 'products' | 'orders'>,
): boolean {
  if (notice.kind === 'order-shipped')
    return orders.some((order) => order.number === notice.order && isOnTheWay(order));
  const product = products.get(notice.product);
  if (!product || product.stock <= 0) return false;
  return notice.kind === 'back-in-stock' || product.price <= notice.price;
}
