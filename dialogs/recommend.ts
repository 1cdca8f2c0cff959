// "What would suit my living room?", "something cheaper", "not this one", "go back": a search within the customer's limits, each
// product with its reason. What the customer reads of a reason is worded elsewhere.

import type { Product } from '../data/business.js';
import type { Comparison, Wish } from '../data/conversation.js';
import type { Preference } from '../data/customer.js';
import {
  applyCritique,
  type Critique,
  medianSized,
  type RecommendationResult,
  recommend,
  setAside,
  sizeOf,
  step,
} from '../recommendations/index.js';
import { asksCheaper, comparisonsIn, placeIn, refusesOne } from '../understanding/about-shown.js';
import { extractCritique, extractWish } from '../understanding/index.js';
import { saidBy, tappedOnCard } from './card-actions.js';
import { noteStated } from './preferences.js';
import { productCards } from './product-cards.js';
import { searchFor } from './product-search.js';
import { limitsInWords, relaxInWords } from './recommendation-words.js';
import { productMeant, productsShown, talkedAbout } from './shown-products.js';
import type { Task } from './slot-dialog.js';
import type { Sentence, Turn } from './turn.js';

export const recommendSomething: Task = {
  id: 'recommend',
  slots: [],
  async act(turn) {
    // "I'm vegan, what would suit my living room?" states a lasting wish on the way; a budget for this search does not last.
    if (/\bi(['’]m| am)\b/i.test(turn.text)) await noteStated(turn);
    const { money } = await turn.readEntities(['money']);
    await show(turn, extractWish(turn.text, turn.services.vocabulary, { money }));
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
    if (wanted?.kind === 'back') return goBack(turn);
    const tapped = tappedOnCard(turn.conversation, turn.text);
    if (tapped?.action === 'refuse' || (refusesOne(turn.text) && shown.length > 0)) return refuse(turn);
    const comparisons = comparisonsIn(turn.text);
    if ((!wanted && comparisons.length === 0) || (shown.length === 0 && focus.wish === undefined)) {
      return turn.say({ key: 'recommend.nothing_shown' });
    }
    const like =
      wanted?.kind === 'like' ? { ...wanted, index: meantIndex(turn, shown, wanted.index) } : wanted;
    const edited = like ? applyCritique(focus.wish ?? {}, like, shown) : step(focus.wish ?? {}, {});
    const named = typeof placeIn(turn.text) === 'number' ? productMeant(turn) : undefined;
    const meant = like?.kind === 'like' ? shown.at(like.index) : named;
    const wish = withPriceBelow(edited, meant, turn.text);
    if (comparisons.length === 0) return show(turn, wish);
    const compared = comparisons.map((how) => comparisonWith(how, meant ?? referenceFor(turn, how, shown)));
    if (compared.some((each) => each === undefined)) return turn.say({ key: 'recommend.not_comparable' });
    const alike = meant !== undefined || new Set(shown.map(({ category }) => category)).size === 1;
    await show(
      turn,
      withComparisons(
        turn,
        wish,
        compared.flatMap((each) => each ?? []),
        alike,
      ),
    );
  },
};

/** "Like this one" is the one talked about, where that is among those shown; a place that is named holds. */
function meantIndex(turn: Turn, shown: readonly Product[], index: number): number {
  if (typeof placeIn(turn.text) === 'number') return index;
  const about = talkedAbout(turn, shown);
  const found = about ? shown.indexOf(about) : -1;
  return found < 0 ? index : found;
}

/** "Like the second but cheaper" is cheaper than the second. */
function withPriceBelow(wish: Wish, meant: Product | undefined, text: string): Wish {
  if (!meant || !asksCheaper(text)) return wish;
  const { maxPrice } = applyCritique({}, { kind: 'cheaper' } satisfies Critique, [meant]);
  return maxPrice === undefined ? wish : { ...wish, maxPrice: Math.min(maxPrice, wish.maxPrice ?? maxPrice) };
}

/** What "bigger" is bigger than where no product is named: the one talked about, else of those shown the one in the middle. */
function referenceFor(turn: Turn, how: Comparison['how'], shown: readonly Product[]): Product | undefined {
  const bySize = how === 'bigger' || how === 'smaller';
  return talkedAbout(turn, shown) ?? (bySize ? medianSized(shown) : shown[0]);
}

function comparisonWith(how: Comparison['how'], than: Product | undefined): Comparison | undefined {
  if (!than) return undefined;
  const bySize = how === 'bigger' || how === 'smaller';
  return bySize && sizeOf(than) === undefined ? undefined : { how, than: than.id };
}

/**
 * Of comparisons of the same kind the newest holds.
 * @param alike of the same category, or a rug would be a bigger lamp; of a mixed list any may be "smaller".
 */
function withComparisons(turn: Turn, wish: Wish, compared: readonly Comparison[], alike: boolean): Wish {
  const kindOf = ({ how }: Comparison) => (how === 'bigger' || how === 'smaller' ? 'size' : how);
  const replaced = new Set(compared.map(kindOf));
  const kept = (wish.compared ?? []).filter((each) => !replaced.has(kindOf(each)));
  const [category] = compared.flatMap(
    ({ than }) => turn.services.business.products.get(than)?.category ?? [],
  );
  return {
    ...wish,
    ...(alike && category !== undefined ? { category } : {}),
    compared: [...kept, ...compared],
  };
}

async function goBack(turn: Turn): Promise<void> {
  const { wish } = turn.conversation.focus;
  if (!wish?.before) return turn.say({ key: 'recommend.no_way_back' });
  // What the step noted goes with it.
  turn.record.preferences = turn.record.preferences.filter(({ id }) => id !== wish.disliked);
  await show(turn, wish.before);
}

/** "Not this one": the next takes its place, and it is not suggested again unless the customer goes back or declined to be remembered. */
async function refuse(turn: Turn): Promise<void> {
  const product = productMeant(turn);
  if (!product) return askWhich(turn);
  const remembered = turn.record.consent.relationship === 'open';
  const preference: Preference = {
    id: turn.services.newId(),
    subject: { kind: 'product', productId: product.id },
    strength: 'dislike',
    source: { kind: 'said', activityId: turn.activityId, words: turn.text },
    at: turn.now.toISOString(),
  };
  if (remembered) turn.record.preferences = [...turn.record.preferences, preference];
  const wish = setAside(
    turn.conversation.focus.wish ?? {},
    [product.id],
    remembered ? preference.id : undefined,
  );
  await show(turn, wish, { key: 'recommend.without', values: { product: product.name } });
}

async function askWhich(turn: Turn): Promise<void> {
  const shown = productsShown(turn);
  if (shown.length === 0) return turn.say({ key: 'recommend.nothing_shown' });
  await turn.say({
    key: 'recommend.which_not',
    choices: shown.map((product) => ({
      title: product.name,
      value: saidBy('refuse', product, turn.phrase),
    })),
  });
}

async function show(turn: Turn, wish: Wish, before?: Sentence): Promise<void> {
  const result = recommend(searchFor(turn, wish));
  const lead = before ? `${turn.phrase(before.key, before.values)} ` : '';
  if (result.kind === 'nothing') {
    // A refusal holds though nothing takes its place, so that going back undoes it.
    if (before) turn.conversation.focus = { ...turn.conversation.focus, wish };
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
  const said = nothingInWords(turn, result, wish);
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
