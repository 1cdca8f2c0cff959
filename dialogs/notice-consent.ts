// How a consent to be told of something comes about: asked for, or offered and agreed to; and how it is said back. Sends no news.

import type { Order, Product } from '../data/business.js';
import { dayIn } from '../data/calendar.js';
import type { ActivityContent } from '../data/conversation.js';
import type { NoticeConsent, NoticeKind, NoticeSubject } from '../data/notices.js';
import { isOnTheWay, mayOffer, turnedDown, withConsent } from '../proactive/index.js';
import { offerChoices } from './cancel-order.js';
import { describeSource } from './describe-preference.js';
import { dayInWords, productName } from './format.js';
import type { Sentence, Turn } from './turn.js';

/** Whether the business tells this at all. */
export function isTold(kind: NoticeKind, { services }: Pick<Turn, 'services'>): boolean {
  return services.messages?.kinds.includes(kind) ?? false;
}

/**
 * Keeps the consent with the message that gave it, and says what was agreed.
 * @param asked the bot's question that it answers; absent: the customer asked unasked.
 */
export async function agree(turn: Turn, subject: NoticeSubject, asked?: string): Promise<void> {
  const { record, services } = turn;
  if (record.consent.relationship === 'declined') return turn.say({ key: 'notices.declined' });
  const consent: NoticeConsent = {
    ...subject,
    at: turn.now.toISOString(),
    source: { kind: 'said', activityId: turn.activityId, words: turn.text.slice(0, LONGEST_WORDS) },
    ...(asked === undefined ? {} : { asked }),
  };
  const next = withConsent(record.notices, consent, knownNow(turn, subject));
  if (next === 'full') return turn.say({ key: 'notices.full' });
  // Whoever looks for news finds the customer by it, so it is there before the record is; one too many does no harm.
  await services.stores.collection<object>('watchers').save(record.id, {}, 0);
  record.notices = next;
  await turn.say(promised(turn, subject));
  if (record.kind === 'guest') await turn.say({ key: 'notices.guest' });
}

/** A record is read and saved whole in every turn. */
const LONGEST_WORDS = 200;

/** What the customer knows at the moment of the consent: only what differs from it is news. */
function knownNow(turn: Turn, subject: NoticeSubject): Parameters<typeof withConsent>[2] {
  const { products } = turn.services.business;
  switch (subject.kind) {
    case 'back-in-stock': {
      const wished = (turn.record.wishList ?? []).map(({ product }) => product);
      const watched = subject.product === undefined ? wished : [subject.product];
      return { out: watched.filter((product) => (products.get(product)?.stock ?? 0) <= 0) };
    }
    case 'price-drop': {
      const product = subject.product && products.get(subject.product);
      return product ? { prices: [{ product: product.id, price: product.price }] } : {};
    }
    case 'order-shipped':
      return { onTheWay: turn.orders.filter(isOnTheWay).map(({ number }) => number) };
  }
}

function promised(turn: Turn, subject: NoticeSubject): Sentence {
  switch (subject.kind) {
    case 'back-in-stock':
      return subject.product === undefined
        ? { key: 'notices.promised_back_wishes' }
        : { key: 'notices.promised_back', values: { product: productName(subject.product, turn) } };
    case 'price-drop': {
      const percent = turn.services.messages?.priceDropPercent ?? 0;
      return subject.product === undefined
        ? { key: 'notices.promised_price_wishes', values: { percent } }
        : {
            key: 'notices.promised_price',
            values: { percent, product: productName(subject.product, turn) },
          };
    }
    case 'order-shipped':
      return subject.order === undefined
        ? { key: 'notices.promised_orders' }
        : { key: 'notices.promised_order', values: { number: subject.order } };
  }
}

/** "Shall I tell you when it is back?", where that may be asked; a yes to it is a consent. */
export async function offerBackInStock(turn: Turn, product: Product): Promise<void> {
  const { record, conversation } = turn;
  const subject: NoticeSubject = { kind: 'back-in-stock', product: product.id };
  if (product.stock > 0 || !isTold(subject.kind, turn) || record.consent.relationship === 'declined') return;
  // A question of another task, or a person who is awaited, comes first.
  if (hasOtherTask(conversation) || record.handoff || turn.moreToCome) return;
  if (!mayOffer(record.notices, subject, turn.now)) return;
  const values = { product: product.name };
  conversation.pending = { kind: 'notice', subject, asked: turn.phrase('notices.offer_back', values) };
  await turn.say({ key: 'notices.offer_back', values, choices: offerChoices(turn) });
}

/** "Tell me when it ships" as something to tap, below how an order stands that is not sent yet: no question, so it may stand there again. */
export function shipOffer(turn: Turn, { number, status }: Order): Partial<ActivityContent> | undefined {
  const { record, now } = turn;
  const subject: NoticeSubject = { kind: 'order-shipped', order: number };
  if (status !== 'processing' || !isTold(subject.kind, turn) || turn.moreToCome) return undefined;
  if (record.handoff || record.consent.relationship === 'declined') return undefined;
  if (!mayOffer(record.notices, subject, now)) return undefined;
  const title = turn.phrase('notices.offer_order');
  const value = turn.phrase('notices.say_order', { number });
  return { suggestedActions: { actions: [{ type: 'imBack', title, value }] } };
}

/** The one that tells what is in stock ends with this offer. */
const OFFERS = 'product-availability';

function hasOtherTask({ dialogs }: Turn['conversation']): boolean {
  const stack = (dialogs as { readonly dialogStack?: readonly { readonly id: string }[] } | undefined)
    ?.dialogStack;
  return stack?.some(({ id }) => id !== OFFERS) ?? false;
}

/** The customer's answer to that offer. */
export async function answerOffer(
  turn: Turn,
  { subject, asked }: { readonly subject: NoticeSubject; readonly asked: string },
  said: 'yes' | 'no',
): Promise<void> {
  if (said === 'yes') return agree(turn, subject, asked);
  turn.record.notices = turnedDown(turn.record.notices, subject, turn.now);
  await turn.say({ key: 'notices.turned_down' });
}

/** What the customer agreed to be told, one line each, with when and in which words. */
export function consentsInWords(turn: Turn): readonly string[] {
  const { notices } = turn.record;
  if (!notices) return [];
  const lastSent = notices.sent.at(-1)?.at;
  return [
    ...notices.consents.map((consent) =>
      turn.phrase('know.notice', {
        what: subjectInWords(consent, turn),
        source: sourceInWords(consent, turn),
      }),
    ),
    ...(notices.timeZone ? [turn.phrase('know.time_zone', { zone: notices.timeZone })] : []),
    ...(lastSent
      ? [
          turn.phrase('know.notices_sent', {
            count: notices.sent.length,
            day: dayOf(lastSent, turn),
          }),
        ]
      : []),
  ];
}

/** Why the customer is told: what they said, and when. */
export function becauseInWords(consent: NoticeConsent, turn: Turn): string {
  const day = dayOf(consent.at, turn);
  return consent.asked === undefined
    ? turn.phrase('notices.because_asked_for', { words: consent.source.words, day })
    : turn.phrase('notices.because_agreed', { day });
}

function sourceInWords(consent: NoticeConsent, turn: Turn): string {
  const { asked, source, at } = consent;
  if (asked === undefined) return describeSource(consent, turn);
  return turn.phrase('know.notice_agreed', { words: source.words, asked, day: dayOf(at, turn) });
}

function dayOf(at: string, turn: Turn): string {
  const { profile } = turn.services.business;
  return dayInWords(dayIn(new Date(at), profile.timeZone), turn.today, profile);
}

/** "When the kettle is back in stock". */
export function subjectInWords(subject: NoticeSubject, turn: Pick<Turn, 'phrase' | 'services'>): string {
  switch (subject.kind) {
    case 'back-in-stock':
      return subject.product === undefined
        ? turn.phrase('notices.about_back_wishes')
        : turn.phrase('notices.about_back', { product: productName(subject.product, turn) });
    case 'price-drop':
      return subject.product === undefined
        ? turn.phrase('notices.about_price_wishes')
        : turn.phrase('notices.about_price', { product: productName(subject.product, turn) });
    case 'order-shipped':
      return subject.order === undefined
        ? turn.phrase('notices.about_orders')
        : turn.phrase('notices.about_order', { number: subject.order });
  }
}
