// What the bot does when an agent asks it to, in the customer's sight: shows an order or products, begins a task. It says only what
// was asked for, and by whom; it runs within the commit of the desk, which knows who may ask.

import { appendEntry } from '../data/append-entry.js';
import type { Order } from '../data/business.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ActivityId, HandoffId } from '../data/ids.js';
import { contentsInWords, dayInWords } from '../dialogs/format.js';
import { orderCard } from '../dialogs/order-card.js';
import { showOrder } from '../dialogs/order-status.js';
import { cardsOf } from '../dialogs/product-cards.js';
import { searchFor } from '../dialogs/product-search.js';
import { reasonInWords } from '../dialogs/recommendation-words.js';
import { returnableOrders } from '../dialogs/return-item.js';
import type { Sentence, Turn } from '../dialogs/turn.js';
import type { BotRequest } from '../handoff/agent-tools.js';
import { ACTION_MARK, BOT_ACTIONS, type BotActionKind, type OfferedAction } from '../handoff/tools.js';
import { recommend } from '../recommendations/index.js';
import { askedTask, beginAsked } from './asked-task.js';
import type { Conversant } from './conversant.js';
import type { BotParts } from './parts.js';
import { speakInto } from './speak-into.js';

/** For agents, so they are not among the customers' texts. */
const TITLES: Readonly<Record<BotActionKind, string>> = {
  'look-up-order': 'Show an order',
  'start-return': 'Start a return',
  'book-visit': 'Book a visit',
  recommend: 'Send recommendations',
};

/** Actions that are tasks, each with what introduces it to the customer. */
const TASKS: Readonly<Partial<Record<BotActionKind, { readonly id: string; readonly opening: Sentence }>>> = {
  'start-return': { id: 'return-item', opening: { key: 'asked.return' } },
  'book-visit': { id: 'book-visit', opening: { key: 'asked.visit' } },
};

/** Orders to choose from, newest first. */
const MOST_ORDERS = 20;

/** What can be done for this customer; what would only be refused is not offered. */
export function offeredActions(
  parts: BotParts,
  record: CustomerRecord,
  conversation: Conversation,
  handoff: HandoffId,
): Promise<readonly OfferedAction[]> {
  return speakInto(parts, record, conversation, async (_context, turn) => offeredIn(turn, handoff));
}

function offeredIn(turn: Turn, handoff: HandoffId): readonly OfferedAction[] {
  const open = askedTask(turn.conversation, handoff);
  return BOT_ACTIONS.flatMap((kind) => {
    const choices = choicesOf(kind, turn);
    if (choices?.length === 0 || (kind === 'book-visit' && !hasStores(turn))) return [];
    const state = open && open.task === TASKS[kind]?.id ? { state: open.state } : {};
    return { kind, title: TITLES[kind], ...(choices ? { choices } : {}), ...state };
  });
}

function hasStores(turn: Turn): boolean {
  return turn.services.business.profile.stores.length > 0;
}

function choicesOf(kind: BotActionKind, turn: Turn): OfferedAction['choices'] {
  switch (kind) {
    case 'look-up-order':
      return turn.orders.slice(0, MOST_ORDERS).map((order) => choiceOf(order, turn));
    case 'start-return':
      return returnableOrders(turn)
        .slice(0, MOST_ORDERS)
        .map((order) => choiceOf(order, turn));
    case 'book-visit':
    case 'recommend':
      return undefined;
  }
}

function choiceOf(order: Order, turn: Turn): { readonly id: string; readonly title: string } {
  const placed = dayInWords(order.placedOn, turn.today, turn.services.business.profile);
  return { id: order.number, title: `${order.number} · ${contentsInWords(order, turn)} · ${placed}` };
}

/**
 * @returns `not-offered` for what there is not for this customer; nothing was said then.
 */
export async function runAction(
  parts: BotParts,
  conversant: Conversant,
  record: CustomerRecord,
  conversation: Conversation,
  request: BotRequest,
): Promise<'done' | 'not-offered'> {
  const { kind, choice, agentName } = request;
  const words = choice === undefined ? '' : `#${choice}`;
  return speakInto(
    parts,
    record,
    conversation,
    async (context, turn) => {
      const offered = offeredIn(turn, request.handoffId).find((each) => each.kind === kind);
      if (!offered || !isAmong(choice, offered)) return 'not-offered';
      const agent = agentName.split(' ')[0] ?? agentName;
      const since = mark(turn, parts, request, offered);
      const task = TASKS[kind];
      if (task === undefined) return (await show(turn, kind, choice, agent)) ? 'done' : 'not-offered';
      if (offered.state === undefined) await turn.say({ ...task.opening, values: { agent } });
      const asked = { handoffId: request.handoffId, since, anew: choice !== undefined };
      await beginAsked(conversant, context, turn, task.id, asked);
      return 'done';
    },
    words,
  );
}

/** Where there is a choice, one of it is named; a task asks the customer when none is. */
function isAmong(choice: string | undefined, { kind, choices }: OfferedAction): boolean {
  if (choice === undefined) return choices === undefined || TASKS[kind] !== undefined;
  return choices?.some(({ id }) => id === choice) ?? false;
}

/** The agents' transcript shows who asked; the desk finds a second try by it. @returns its sequence. */
function mark(turn: Turn, parts: BotParts, request: BotRequest, { title }: OfferedAction): number {
  const { handoffId, clientId, kind, agentName } = request;
  return appendEntry(turn.conversation, {
    id: parts.services.newId() as ActivityId,
    at: turn.now,
    from: { role: 'system' },
    activity: {
      type: 'event',
      name: ACTION_MARK,
      value: { handoff: handoffId, clientId, kind, title, by: agentName },
    },
  }).sequence;
}

/** @returns whether there was anything to show. */
async function show(
  turn: Turn,
  kind: BotActionKind,
  choice: string | undefined,
  agent: string,
): Promise<boolean> {
  if (kind !== 'look-up-order') return showProducts(turn, agent);
  const order = turn.orders.find(({ number }) => number === choice);
  if (!order) return false;
  await turn.say({ key: 'asked.order', values: { agent } });
  await showOrder(turn, order, { attachments: [orderCard(order, turn)] });
  return true;
}

/** What the running search finds, or else whatever suits. Without buttons: what they say would be for the bot, which does not listen. */
async function showProducts(turn: Turn, agent: string): Promise<boolean> {
  const { wish = {}, product: _before, ...focus } = turn.conversation.focus;
  const searched = recommend(searchFor(turn, wish));
  const result = searched.kind === 'found' ? searched : recommend(searchFor(turn, {}));
  if (result.kind === 'nothing') return false;
  const ids = result.items.map(({ product }) => product.id);
  turn.conversation.focus = {
    ...focus,
    ...(searched.kind === 'found' ? { wish } : {}),
    shown: { kind: 'products', ids },
    ...(ids.length === 1 && ids[0] ? { product: ids[0] } : {}),
  };
  const shown = result.items.map((item) => ({ product: item.product, reason: reasonInWords(turn, item) }));
  await turn.say(
    { key: 'asked.recommend', values: { agent } },
    { attachments: cardsOf(shown, turn, []), attachmentLayout: 'carousel' },
  );
  return true;
}
