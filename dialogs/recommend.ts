// "What would suit my living room?", "something cheaper", "show me others": a search within the customer's limits,
// each product with its reason.

import type { Product } from '../data/business.js';
import type { Wish } from '../data/conversation.js';
import type { ProductId } from '../data/ids.js';
import { applyCritique, type RecommendationResult, recommend } from '../recommendations/index.js';
import { extractCritique, extractWish } from '../understanding/index.js';
import { ownedBy } from './owned.js';
import { noteStated } from './preferences.js';
import { productCards } from './product-cards.js';
import { limitsInWords, relaxInWords } from './recommendation-words.js';
import type { Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

const SHOWN = 4;

export const recommendSomething: Task = {
  id: 'recommend',
  slots: [],
  async act(turn) {
    // "I'm vegan, what would suit my living room?" states a lasting wish on the way; a budget for this search does not last.
    if (/\bi(['’]m| am)\b/i.test(turn.text)) await noteStated(turn);
    const { money } = await turn.readEntities(['money']);
    await show(turn, extractWish(turn.text, turn.services.vocabulary, { money }), []);
  },
};

export const critique: Task = {
  id: 'critique',
  slots: [],
  async act(turn) {
    const { focus } = turn.conversation;
    const shown = productsShown(turn);
    const { money } = await turn.readEntities(['money']);
    const wanted = extractCritique(turn.text, turn.services.vocabulary, { money });
    if (!wanted || (shown.length === 0 && focus.wish === undefined)) {
      await turn.say({ key: 'recommend.nothing_shown' });
      return;
    }
    if (wanted.kind === 'back' && focus.wish?.before === undefined) {
      await turn.say({ key: 'recommend.no_way_back' });
      return;
    }
    const wish = applyCritique(focus.wish ?? {}, wanted, shown);
    await show(turn, wish, wanted.kind === 'other' ? shown.map(({ id }) => id) : []);
  },
};

async function show(turn: Turn, wish: Wish, exclude: readonly ProductId[]): Promise<void> {
  const { business, taste } = turn.services;
  const profiling = turn.record.consent.relationship === 'open';
  const goingBack = new Set(turn.record.returns.map(({ product }) => product));
  const result = recommend({
    products: listOf(business.products),
    // With the relationship declined, what somebody bought says nothing about what they are shown.
    owned: profiling ? ownedBy(turn.orders, goingBack) : new Map(),
    preferences: turn.record.preferences,
    wish,
    ...taste,
    limit: SHOWN,
    // What was just sent back is neither a reason nor a suggestion.
    exclude: new Set([...exclude, ...goingBack]),
  });
  if (result.kind === 'nothing') {
    await tellNothing(turn, result);
    return;
  }
  const ids = result.items.map(({ product }) => product.id);
  const { product: _before, ...focus } = turn.conversation.focus;
  turn.conversation.focus = {
    ...focus,
    wish,
    shown: { kind: 'products', ids },
    ...(ids.length === 1 && ids[0] ? { product: ids[0] } : {}),
  };
  const limits = limitsInWords(turn, wish);
  await turn.say(
    {
      key: limits ? 'recommend.within' : 'recommend.freely',
      values: { count: ids.length, limits },
      choices: ['cheaper', 'others'].map((what) => {
        const title = turn.phrase(`recommend.say_${what}`);
        return { title, value: title };
      }),
    },
    { attachments: productCards(result.items, turn), attachmentLayout: 'carousel' },
  );
}

/** The catalogue as a list, the same one in every turn. */
const lists = new WeakMap<ReadonlyMap<ProductId, Product>, readonly Product[]>();

function listOf(products: ReadonlyMap<ProductId, Product>): readonly Product[] {
  const list = lists.get(products) ?? [...products.values()];
  lists.set(products, list);
  return list;
}

async function tellNothing(
  turn: Turn,
  result: Extract<RecommendationResult, { kind: 'nothing' }>,
): Promise<void> {
  const relax = result.relax && relaxInWords(turn, result.relax);
  await turn.say(relax ? { key: 'recommend.nothing_but', values: relax } : { key: 'recommend.nothing' });
}

function productsShown(turn: Turn): readonly Product[] {
  const { shown } = turn.conversation.focus;
  if (shown?.kind !== 'products') return [];
  return shown.ids.flatMap((id) => turn.services.business.products.get(id as ProductId) ?? []);
}
