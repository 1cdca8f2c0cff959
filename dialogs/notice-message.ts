// News for a customer as one message: a sentence and a card for each thing. It decides neither what is told nor when.

import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { Notice, SentNotices } from '../data/notices.js';
import type { DueNotice } from '../proactive/index.js';
import { contentsInWords, dayInWords, money, productName } from './format.js';
import { noticeCard, type Piece } from './notice-card.js';
import type { Question, Turn } from './turn.js';

/** Bot Framework's carousels end at ten. */
const MOST_CARDS = 10;

/** Says all of it in one message, and makes it what "it" and "the second one" refer to. */
export async function tellNews(turn: Turn, due: readonly DueNotice[]): Promise<void> {
  const pieces = piecesOf(turn, due);
  const [only, ...others] = pieces;
  if (!only) return;
  bringIntoFocus(turn, due);
  await turn.say(
    others.length === 0
      ? { key: 'notices.one', values: { news: only.sentence } }
      : { key: 'notices.several', values: { news: lines(turn, pieces) } },
    {
      attachments: pieces.slice(0, MOST_CARDS).flatMap((piece) => noticeCard(turn, piece)),
      attachmentLayout: 'carousel',
    },
  );
}

/** The same again, for a customer who may not have seen it: a sentence each, without cards. */
export async function tellMissed(
  turn: Turn,
  notices: readonly Notice[],
  choices: NonNullable<Question['choices']>,
): Promise<void> {
  const said = groupsOf(notices).map((group) => sentenceOf(turn, group));
  if (said.length === 0) return;
  await turn.say({ key: 'notices.missed', values: { news: said.join(' ') }, choices });
}

function piecesOf(turn: Turn, due: readonly DueNotice[]): readonly Piece[] {
  return groupsOf(due.map(({ notice }) => notice)).map((group) => ({
    told: due.filter(({ notice }) => group.includes(notice)),
    sentence: sentenceOf(turn, group),
  }));
}

function groupsOf(notices: readonly Notice[]): readonly (readonly Notice[])[] {
  const byThing = new Map<string, Notice[]>();
  for (const notice of notices) {
    const thing = notice.kind === 'order-shipped' ? `order ${notice.order}` : notice.product;
    byThing.set(thing, [...(byThing.get(thing) ?? []), notice]);
  }
  return [...byThing.values()];
}

/** On the day of a sale half a wish list may be news: beyond what has a card, it is counted. */
function lines(turn: Turn, pieces: readonly Piece[]): string {
  const left = pieces.length - MOST_CARDS;
  const said = pieces.slice(0, MOST_CARDS).map(({ sentence }) => sentence);
  const more = left > 0 ? [turn.phrase('notices.more', { count: left })] : [];
  return [...said, ...more].map((line) => `• ${line}`).join('\n');
}

function sentenceOf(turn: Turn, group: readonly Notice[]): string {
  const { profile, products } = turn.services.business;
  const [first] = group;
  if (!first) return '';
  if (first.kind === 'order-shipped') {
    const order = turn.orders.find(({ number }) => number === first.order);
    return turn.phrase('notices.shipped', {
      number: first.order,
      contents: order ? contentsInWords(order, turn) : '',
      expected: dayInWords(order?.expectedOn ?? turn.today, turn.today, profile),
    });
  }
  const product = productName(first.product, turn);
  const drop = group.find((notice) => notice.kind === 'price-drop');
  const price = money(drop?.price ?? products.get(first.product)?.price ?? 0, profile);
  if (!drop) return turn.phrase('notices.back', { product, price });
  const values = { product, price, before: money(drop.before, profile) };
  return group.length > 1
    ? turn.phrase('notices.back_cheaper', values)
    : turn.phrase('notices.cheaper', values);
}

function bringIntoFocus(turn: Turn, due: readonly DueNotice[]): void {
  const products = [
    ...new Set(due.flatMap(({ notice }) => (notice.kind === 'order-shipped' ? [] : [notice.product]))),
  ];
  const orders = due.flatMap(({ notice }) => (notice.kind === 'order-shipped' ? [notice.order] : []));
  const { product: _before, ...focus } = turn.conversation.focus;
  turn.conversation.focus = {
    ...focus,
    ...(products.length > 0 ? { shown: { kind: 'products', ids: products } } : {}),
    ...(products.length === 1 && products[0] ? { product: products[0] } : {}),
    ...(orders.length === 1 && orders[0] ? { order: orders[0] } : {}),
  };
}

/** @returns the message of the bot's own accord that the customer's words answer: nothing else was said by the bot since. */
export function newestTold({
  record,
  conversation,
}: {
  readonly record: Pick<CustomerRecord, 'notices'>;
  readonly conversation: Pick<Conversation, 'id' | 'transcript'>;
}): SentNotices | undefined {
  const newest = record.notices?.sent.findLast(({ conversationId }) => conversationId === conversation.id);
  if (!newest) return undefined;
  const spoke = conversation.transcript.findLast(({ from }) => from.role === 'bot' || from.role === 'agent');
  return spoke?.id === newest.entry ? newest : undefined;
}
