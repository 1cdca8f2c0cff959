// "Something cheaper", "bigger", "not this one", "for my father", "go back": edits of the running search, each of which can be taken back.

import type { Product } from '../data/business.js';
import type { Comparison, Wish } from '../data/conversation.js';
import {
  applyCritique,
  type Critique,
  medianSized,
  mostSized,
  recommend,
  setAside,
  sizeOf,
  step,
} from '../recommendations/index.js';
import { asksCheaper, comparisonsIn, placeIn, refusesOne } from '../understanding/about-shown.js';
import { extractCritique } from '../understanding/index.js';
import { withoutPersons } from '../understanding/persons.js';
import { askedIn, withAsked } from './asked-wishes.js';
import { saidBy, tappedOnCard } from './card-actions.js';
import { searchFor } from './product-search.js';
import { recipientMeant } from './recipient.js';
import { whichPerson } from './recommend.js';
import { showSearch } from './show-search.js';
import { productMeant, productsShown, talkedAbout } from './shown-products.js';
import type { Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

export const critique: Task = {
  id: 'critique',
  slots: [],
  async act(turn) {
    const { focus } = turn.conversation;
    const shown = productsShown(turn);
    const { money } = await turn.readEntities(['money']);
    const wanted = extractCritique(withoutPersons(turn.text), turn.services.vocabulary, { money });
    if (wanted?.kind === 'back') return goBack(turn);
    const tapped = tappedOnCard(turn.conversation, turn.text);
    if (tapped?.action === 'refuse' || (refusesOne(turn.text) && shown.length > 0)) return refuse(turn);
    const comparisons = comparisonsIn(turn.text);
    const before = focus.wish ?? {};
    const running = await forWhom(turn, before);
    if (running === 'asked') return;
    const asked = askedIn(turn.text, running, turn).filter(({ strength }) => strength === 'must-not');
    const says = wanted !== undefined || comparisons.length + asked.length > 0 || running !== before;
    if (!says || (shown.length === 0 && focus.wish === undefined)) {
      return turn.say({ key: 'recommend.nothing_shown' });
    }
    const like =
      wanted?.kind === 'like' ? { ...wanted, index: meantIndex(turn, shown, wanted.index) } : wanted;
    const edited = like
      ? applyCritique(running, like, shown)
      : running === before
        ? step(running, {})
        : running;
    const named = typeof placeIn(turn.text) === 'number' ? productMeant(turn) : undefined;
    const meant = like?.kind === 'like' ? shown.at(like.index) : named;
    const limited = withPriceBelow(edited, meant, turn.text);
    const wish = asked.length > 0 ? withAsked(turn.text, limited, turn) : limited;
    if (comparisons.length === 0) return showSearch(turn, wish);
    return compare(turn, wish, comparisons, meant ?? talkedAbout(turn, shown));
  },
};

/** "And for my father?" is the same search for somebody else; `asked`: it may be one of several, and which was asked. */
async function forWhom(turn: Turn, running: Wish): Promise<Wish | 'asked'> {
  const meant = recipientMeant(turn.text, turn);
  switch (meant.kind) {
    case 'self':
      return running;
    case 'which':
      await turn.say(whichPerson(turn, meant, (who) => turn.phrase('recommend.say_for', { who })));
      return 'asked';
    case 'one': {
      const { who } = meant.recipient;
      if (running.for?.who === who) return running;
      const { asked: _, ...rest } = running;
      return { ...rest, for: meant.recipient, before: running };
    }
  }
}

/** @param than the one that is named or talked about; absent: those shown together. */
async function compare(
  turn: Turn,
  wish: Wish,
  comparisons: readonly Comparison['how'][],
  than: Product | undefined,
): Promise<void> {
  const shown = productsShown(turn);
  const kinds = new Set(shown.map(({ category }) => category));
  const alike = than !== undefined || kinds.size === 1;
  const look = comparisons.find((how) => how === 'other-colour' || how === 'other-material');
  // Of several things "another colour" is another one of each, so that only a colour says what is meant.
  if (look && !alike) return askLook(turn, wish, look);
  const compared = comparisons.flatMap((how): readonly (Comparison | undefined)[] =>
    alike ? [comparisonWith(how, than ?? referenceFor(how, shown))] : ofEachKind(turn, wish, how),
  );
  if (compared.length === 0 || compared.some((each) => each === undefined)) {
    return turn.say({ key: 'recommend.not_comparable' });
  }
  await showSearch(
    turn,
    withComparisons(
      turn,
      wish,
      compared.flatMap((each) => each ?? []),
      alike,
    ),
  );
}

/** "Bigger" of a lamp and a rug is a bigger lamp or a bigger rug: than the biggest, or where none is, than those in the middle. */
function ofEachKind(turn: Turn, wish: Wish, how: Comparison['how']): readonly Comparison[] {
  const shown = productsShown(turn);
  const kinds = [...new Set(shown.map(({ category }) => category))];
  const than = (reference: (products: readonly Product[]) => Product | undefined) =>
    kinds.flatMap((kind) => {
      const product = reference(shown.filter(({ category }) => category === kind));
      return product ? [{ how, than: product.id, ofKind: true as const }] : [];
    });
  const beyondAll = than((products) => mostSized(products, how === 'bigger' ? 'biggest' : 'smallest'));
  const result = recommend(searchFor(turn, { ...wish, compared: beyondAll }));
  return result.kind === 'found' ? beyondAll : than(medianSized);
}

async function askLook(turn: Turn, wish: Wish, how: 'other-colour' | 'other-material'): Promise<void> {
  const colour = how === 'other-colour';
  const values = looksWithin(turn, wish, ({ colours, materials }) => (colour ? colours : materials));
  await turn.say({
    key: colour ? 'recommend.which_colour' : 'recommend.which_material',
    choices: values.map((value) => {
      const title = turn.phrase(colour ? 'recommend.say_colour' : 'recommend.say_material', { value });
      return { title, value: title };
    }),
  });
}

/** The commonest among what fits. */
function looksWithin(
  turn: Turn,
  wish: Wish,
  looksOf: (product: Product) => readonly string[],
): readonly string[] {
  const result = recommend({ ...searchFor(turn, wish), limit: LOOKED_AT });
  const items = result.kind === 'found' ? result.items : [];
  const counts = new Map<string, number>();
  for (const { product } of items)
    for (const look of looksOf(product)) counts.set(look, (counts.get(look) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, LOOKS)
    .map(([look]) => look);
}

const LOOKED_AT = 40;
const LOOKS = 6;

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

/** What "bigger" is bigger than where no product is named: of those shown the one in the middle. */
function referenceFor(how: Comparison['how'], shown: readonly Product[]): Product | undefined {
  return how === 'bigger' || how === 'smaller' ? medianSized(shown) : shown[0];
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
  if (turn.record.notedWishes)
    turn.record.notedWishes = turn.record.notedWishes.filter(({ id }) => id !== wish.disliked);
  await showSearch(turn, wish.before);
}

/** "Not this one": the next takes its place, and it is not suggested again unless the customer goes back or declined to be remembered. */
async function refuse(turn: Turn): Promise<void> {
  const product = productMeant(turn);
  if (!product) return askWhich(turn);
  const running = turn.conversation.focus.wish ?? {};
  const noted = noteRefusal(turn, product, running);
  await showSearch(turn, setAside(running, [product.id], noted), {
    key: 'recommend.without',
    values: { product: product.name },
  });
}

/** As a dislike of whom the search is for. @returns its id; `undefined` where it is not to be remembered, or of nobody in particular. */
function noteRefusal(turn: Turn, product: Product, { for: recipient }: Wish): string | undefined {
  const { record } = turn;
  if (record.consent.relationship === 'declined' || recipient?.anybody) return undefined;
  const noted = {
    id: turn.services.newId(),
    source: { kind: 'said', activityId: turn.activityId, words: turn.text },
    at: turn.now.toISOString(),
  } as const;
  if (recipient) {
    const note = { ...noted, kind: 'dislike', what: product.name, for: recipient.who } as const;
    record.notedWishes = [...(record.notedWishes ?? []), note];
  } else {
    const subject = { kind: 'product', productId: product.id } as const;
    record.preferences = [...record.preferences, { ...noted, subject, strength: 'dislike' }];
  }
  return noted.id;
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
