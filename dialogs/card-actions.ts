// The buttons of a product's card: what each is called, what a tap says, and which button a message was. Says nothing itself.

import type { Product } from '../data/business.js';
import type { Conversation } from '../data/conversation.js';
import type { ProductId } from '../data/ids.js';
import { buttonsSaying, type SubmitAction } from './shown-buttons.js';
import type { Turn } from './turn.js';

/** Each with its texts, and the intent that a tap on it has. */
const ACTIONS = {
  add: { intent: 'wish-list', title: { key: 'card.add' }, says: { key: 'card.add_says' } },
  why: { intent: 'why-this', title: { key: 'card.why' }, says: { key: 'card.why_says' } },
  refuse: { intent: 'critique', title: { key: 'card.refuse' }, says: { key: 'card.refuse_says' } },
  remove: { intent: 'wish-list', title: { key: 'card.remove' }, says: { key: 'card.remove_says' } },
} as const;
export type CardAction = keyof typeof ACTIONS;

const LONGEST = 400;

export function cardActions(
  actions: readonly CardAction[],
  product: Product,
  phrase: Turn['phrase'],
): readonly SubmitAction[] {
  return actions.map((action) => ({
    type: 'Action.Submit',
    id: `${action}:${product.id}`,
    title: phrase(ACTIONS[action].title.key),
    data: saidBy(action, product, phrase),
  }));
}

/** What a tap says; the same words typed, or offered as an answer to tap, do the same. */
export function saidBy(action: CardAction, { name }: Pick<Product, 'name'>, phrase: Turn['phrase']): string {
  return phrase(ACTIONS[action].says.key, { product: name }).slice(0, LONGEST);
}

export interface TappedAction {
  readonly action: CardAction;
  readonly intent: (typeof ACTIONS)[CardAction]['intent'];
  readonly product: ProductId;
}

/**
 * @returns the button of a card shown in this conversation that says just this, the newest first; so a tap does what its button promises,
 *   whatever the product is called.
 */
export function tappedOnCard(
  conversation: Pick<Conversation, 'transcript'>,
  text: string,
): TappedAction | undefined {
  for (const id of buttonsSaying(conversation, text)) {
    const tapped = readId(id);
    if (tapped) return tapped;
  }
  return undefined;
}

function readId(id: string): TappedAction | undefined {
  const [, action = '', product] = /^(\w+):(.+)$/.exec(id) ?? [];
  if (!product || !isCardAction(action)) return undefined;
  return { action, intent: ACTIONS[action].intent, product: product as ProductId };
}

function isCardAction(action: string): action is CardAction {
  return Object.hasOwn(ACTIONS, action);
}
