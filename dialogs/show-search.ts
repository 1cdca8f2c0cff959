// A search carried out and said: what fits as cards with their reasons, for whom and within which limits; or what is in the way.

import type { Wish } from '../data/conversation.js';
import { type RecommendationResult, recommend } from '../recommendations/index.js';
import { listInWords } from './format.js';
import { productCards } from './product-cards.js';
import { searchFor } from './product-search.js';
import { limitsInWords, relaxInWords } from './recommendation-words.js';
import type { Sentence, Turn } from './turn.js';

/** Shows what fits, and makes it the running search. @param before said before the list. */
export async function showSearch(turn: Turn, wish: Wish, before?: Sentence): Promise<void> {
  const result = recommend(searchFor(turn, wish));
  const lead = before ? `${turn.phrase(before.key, before.values)} ` : '';
  if (result.kind === 'nothing') {
    // A refusal holds though nothing takes its place, so that going back undoes it; what follows is for the person named last.
    const other = wish.for?.who !== turn.conversation.focus.wish?.for?.who;
    if (before || other) turn.conversation.focus = { ...turn.conversation.focus, wish };
    return tellNothing(turn, result, wish, lead);
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
  const list = limits
    ? turn.phrase('recommend.within', { count: ids.length, limits })
    : turn.phrase('recommend.freely', { count: ids.length });
  await turn.say(
    {
      key: 'recommend.list',
      values: { list: `${lead}${list}` },
      choices: [
        ...['cheaper', 'others'].map((what) => turn.phrase(`recommend.say_${what}`)),
        ...(wish.before ? [turn.phrase('recommend.say_back')] : []),
      ].map((title) => ({ title, value: title })),
    },
    { attachments: productCards(result.items, turn), attachmentLayout: 'carousel' },
  );
}

async function tellNothing(
  turn: Turn,
  result: Extract<RecommendationResult, { kind: 'nothing' }>,
  wish: Wish,
  lead: string,
): Promise<void> {
  const soldOut = result.excluded === 0 ? soldOutInWords(turn, wish) : undefined;
  const said = soldOut ?? nothingInWords(turn, result, wish);
  await turn.say({ key: 'recommend.list', values: { list: `${lead}${said}` } });
}

/** Where something fits but was seen, that is in the way, and no limit. */
function nothingInWords(
  turn: Turn,
  { excluded, relax }: Extract<RecommendationResult, { kind: 'nothing' }>,
  wish: Wish,
): string {
  if (excluded > 0) return turn.phrase('recommend.no_others');
  return relax
    ? turn.phrase('recommend.nothing_but', relaxInWords(turn, relax, wish))
    : turn.phrase('recommend.nothing');
}

/** What would fit if it were in stock is named, rather than a limit to give up. */
function soldOutInWords(turn: Turn, wish: Wish): string | undefined {
  const search = searchFor(turn, wish);
  const products = search.products
    .filter(({ stock }) => stock <= 0)
    .map((product) => ({ ...product, stock: 1 }));
  const found = recommend({ ...search, products, limit: SOLD_OUT_NAMED });
  if (found.kind === 'nothing') return undefined;
  const names = found.items.map(({ product }) => product.name);
  return turn.phrase('recommend.sold_out', {
    count: names.length,
    list: listInWords(names, turn.services.business.profile.locale),
  });
}

const SOLD_OUT_NAMED = 3;
