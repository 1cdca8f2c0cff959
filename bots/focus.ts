// What the conversation is about: kept after each answer, and told to understanding as words a customer could have typed.

import type { ProductId } from '../data/ids.js';
import { productName } from '../dialogs/format.js';
import type { Turn } from '../dialogs/turn.js';
import type { Act } from '../escalation/index.js';
import type { Before } from '../understanding/follow-up.js';
import { matchCatalogue, orderNumbersIn } from '../understanding/index.js';
import { targetOf } from '../understanding/surety.js';

/** Characters kept of a question: more is a story, and nobody says "and to Belgium?" after it. */
const KEPT = 200;

const ABOUT_ORDERS: ReadonlySet<string> = new Set(
  ['order-status', 'late-delivery', 'return-item', 'change-address', 'cancel-order', 'complaint'].map(
    (intent) => `intent:${intent}`,
  ),
);

/** What these showed is edited ("in blue"), not asked for again. */
const SEARCHES: ReadonlySet<string> = new Set(
  ['recommend', 'critique', 'buy-again'].map((intent) => `intent:${intent}`),
);

/** @returns what "it", "the second" and "and to Belgium?" refer to. */
export function beforeOf(turn: Turn): Before {
  const { question, shown } = turn.conversation.focus;
  const thing = thingIn(turn);
  const words =
    shown?.kind === 'orders' ? orderInWords : (id: string) => productInWords(id as ProductId, turn);
  return {
    ...(question && !SEARCHES.has(question.target) ? { question } : {}),
    ...(thing === undefined ? {} : { thing }),
    ...(shown && shown.ids.length > 0
      ? {
          listed: {
            things: shown.ids.map(words),
            ...(shown.kind === 'orders'
              ? { tells: 'order-status' }
              : { tells: 'product-availability', edits: 'critique' }),
          },
        }
      : {}),
  };
}

/** An order or a product, whichever was talked about last; an answer of the knowledge is neither. */
function thingIn(turn: Turn): string | undefined {
  const { question, order, product } = turn.conversation.focus;
  if (question?.target.startsWith('answer:')) return undefined;
  const asOrder = order === undefined ? undefined : orderInWords(order);
  const asProduct = product === undefined ? undefined : productInWords(product, turn);
  return question && ABOUT_ORDERS.has(question.target) ? (asOrder ?? asProduct) : (asProduct ?? asOrder);
}

/** @returns the same for the next question of one message, after `turn`'s. */
export function afterQuestion(turn: Turn): Before {
  const { text, understanding } = turn;
  const target = understanding && targetOf(understanding);
  const thing = namedIn(turn);
  return {
    ...(target ? { question: { text, target } } : {}),
    ...(thing === undefined ? {} : { thing }),
  };
}

function namedIn(turn: Turn): string | undefined {
  const [number] = orderNumbersIn(turn.text);
  if (number !== undefined) return orderInWords(number);
  const [product, another] = matchCatalogue(turn.text, turn.services.vocabulary, 2);
  return product !== undefined && another === undefined ? productInWords(product, turn) : undefined;
}

/** @returns one name for each thing that a question is about, so that "where is 10302 and where is 10307" is two. */
export function thingsIn(turn: Pick<Turn, 'text' | 'services'>): string {
  return [...orderNumbersIn(turn.text), ...matchCatalogue(turn.text, turn.services.vocabulary, 2)].join(' ');
}

/** @returns the same as an agent would write it: `order 10302`, `Ember table lamp`. */
export function mentionsIn(text: string, services: Turn['services']): readonly string[] {
  return [
    ...orderNumbersIn(text).map(orderInWords),
    ...matchCatalogue(text, services.vocabulary, 2).map((id) => productName(id, { services })),
  ];
}

function orderInWords(number: string): string {
  return `order ${number}`;
}

function productInWords(id: ProductId, turn: Turn): string {
  return `the ${productName(id, turn)}`;
}

/** Keeps what was answered, for what may follow from it. */
export function keepQuestion(turn: Turn, act: Act): void {
  const target = answeredBy(act);
  const { focus } = turn.conversation;
  // "And in Cork?" is the same question: its first wording says what it asks.
  if (target === undefined || (focus.question?.target === target && isFragment(turn.text))) return;
  turn.conversation.focus = { ...focus, question: { text: turn.text.slice(0, KEPT), target } };
}

function answeredBy(act: Act): string | undefined {
  switch (act.kind) {
    case 'offer-person':
      return act.also && answeredBy(act.also);
    case 'answer':
      return act.answer.kind === 'entry' ? `answer:${act.answer.entryId}` : undefined;
    case 'start-dialog':
    case 'recommend':
      return `intent:${act.intent}`;
    default:
      return undefined;
  }
}

function isFragment(text: string): boolean {
  return /^\s*(?:and|or|what about|how about|to|in|for|on|at|from|with)\b/i.test(text);
}
