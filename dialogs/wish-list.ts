// The wish list: what the customer asked to keep, put there, shown and taken off by chat. It is asked for, so it needs no relationship.

import type { Product } from '../data/business.js';
import { dayIn } from '../data/calendar.js';
import type { WishListEntry } from '../data/customer.js';
import { wishListWish } from '../understanding/about-shown.js';
import { type CardAction, saidBy, tappedOnCard } from './card-actions.js';
import { dayInWords } from './format.js';
import { offerBackInStock } from './notice-consent.js';
import { cardsOf } from './product-cards.js';
import { productMeant, productsShown } from './shown-products.js';
import type { Task } from './slot-dialog.js';
import type { Sentence, Turn } from './turn.js';

/** A record is read and saved whole in every turn. */
const MOST = 100;
/** Cards in one message; Bot Framework's carousels end at ten. */
const SHOWN = 10;

export const wishList: Task = {
  id: 'wish-list',
  slots: [],
  async act(turn) {
    const tapped = tappedOnCard(turn.conversation, turn.text)?.action;
    const what = tapped === 'add' || tapped === 'remove' ? tapped : wishListWish(turn.text);
    switch (what) {
      case 'add':
        return add(turn);
      case 'remove':
        return remove(turn);
      case 'show':
        return show(turn);
    }
  },
};

async function add(turn: Turn): Promise<void> {
  const product = productMeant(turn);
  if (!product) return askWhich(turn, productsShown(turn), { key: 'wish-list.which_add' }, 'add');
  const list = turn.record.wishList ?? [];
  const values = { product: product.name };
  if (list.some((entry) => entry.product === product.id)) return turn.say({ key: 'wish-list.there', values });
  if (list.length >= MOST) return turn.say({ key: 'wish-list.full', values: { ...values, most: MOST } });
  const entry: WishListEntry = { product: product.id, at: turn.now.toISOString(), price: product.price };
  turn.record.wishList = [...list, entry];
  turn.conversation.focus = { ...turn.conversation.focus, product: product.id };
  await turn.say({ key: 'wish-list.added', values });
  await offerBackInStock(turn, product);
}

async function remove(turn: Turn): Promise<void> {
  const list = turn.record.wishList ?? [];
  if (list.length === 0) return turn.say({ key: 'wish-list.empty' });
  if (/\b(?:everything|all|clear|empty)\b/i.test(turn.text) && !productMeant(turn)) {
    turn.record.wishList = [];
    return turn.say({ key: 'wish-list.cleared' });
  }
  const product = productMeant(turn);
  if (!product)
    return askWhich(
      turn,
      kept(turn).map((entry) => entry.product),
      { key: 'wish-list.which_remove' },
      'remove',
    );
  const values = { product: product.name };
  if (list.every((entry) => entry.product !== product.id))
    return turn.say({ key: 'wish-list.not_there', values });
  turn.record.wishList = list.filter((entry) => entry.product !== product.id);
  await turn.say({ key: 'wish-list.removed', values });
}

async function show(turn: Turn): Promise<void> {
  const entries = kept(turn);
  if (entries.length === 0) return turn.say({ key: 'wish-list.empty' });
  const newest = entries.slice(-SHOWN).reverse();
  const { profile } = turn.services.business;
  const { product: _before, ...focus } = turn.conversation.focus;
  turn.conversation.focus = {
    ...focus,
    shown: { kind: 'products', ids: newest.map(({ product }) => product.id) },
  };
  const cards = newest.map(({ product, at }) => ({
    product,
    reason: turn.phrase('wish-list.since', {
      day: dayInWords(dayIn(new Date(at), profile.timeZone), turn.today, profile),
    }),
  }));
  await turn.say(
    { key: 'wish-list.all', values: { count: entries.length, shown: newest.length } },
    { attachments: cardsOf(cards, turn, ['remove']), attachmentLayout: 'carousel' },
  );
}

/** What is on the list and still sold. */
function kept({ record, services }: Turn): readonly { readonly product: Product; readonly at: string }[] {
  return (record.wishList ?? []).flatMap(({ product: id, at }) => {
    const product = services.business.products.get(id);
    return product ? [{ product, at }] : [];
  });
}

async function askWhich(
  turn: Turn,
  options: readonly Product[],
  question: Sentence,
  action: CardAction,
): Promise<void> {
  const choices = options
    .slice(0, SHOWN)
    .map((product) => ({ title: product.name, value: saidBy(action, product, turn.phrase) }));
  await turn.say({ ...question, ...(choices.length > 0 ? { choices } : {}) });
}
