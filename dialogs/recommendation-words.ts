// Why a product is shown, within which limits, and what could be relaxed: the recommendation's records in the customer's words.

import type { Comparison, Wish } from '../data/conversation.js';
import {
  type Constraint,
  constraintsOf,
  type RecommendedItem,
  type Relaxation,
} from '../recommendations/index.js';
import { type CountingWish, countingWishes } from './counting-wishes.js';
import { describePreference, describeSource } from './describe-preference.js';
import { dayInWords, listInWords, money, productName } from './format.js';
import { SOMEBODY } from './recipient.js';
import { describeWish } from './stated-wishes.js';
import type { Turn } from './turn.js';

/** "for your mother, vegan only, no wool and nothing over €80"; empty where there is no limit. */
export function limitsInWords(turn: Turn, wish: Wish): string {
  const counting = countingWishes(turn, wish);
  const words = constraintsOf(counting, wish).map((constraint) =>
    limitInWords(turn, constraint, wish, counting),
  );
  const compared = (wish.compared ?? []).map((comparison) => comparisonInWords(turn, comparison));
  const { who } = wish.for ?? { who: SOMEBODY };
  const person = who === SOMEBODY ? [] : [turn.phrase('recommend.for_person', { who })];
  return listInWords([...new Set([...person, ...words, ...compared])], turn.services.business.profile.locale);
}

/** What was said for this search is said back in the customer's own words, where they are those of a limit: "not another candle". */
function limitInWords(
  turn: Turn,
  constraint: Constraint,
  wish: Wish,
  counting: readonly CountingWish[],
): string {
  const from = sourceOf(constraint, counting)?.from;
  if (from?.kind === 'asked' && !constraint.must && /^(?:not?|nothing|without)\b/i.test(from.wish.words)) {
    return from.wish.words.toLowerCase();
  }
  return constraintInWords(turn, askedFor(constraint, wish));
}

function sourceOf({ source }: Constraint, counting: readonly CountingWish[]): CountingWish | undefined {
  return source.kind === 'preference' ? counting.find(({ id }) => id === source.preferenceId) : undefined;
}

/** What the person whom a search is for wants and does not, with when it was said; empty where nothing was told of them. */
export function theirsInWords(turn: Turn, wish: Wish): string {
  const notes = countingWishes(turn, wish).flatMap(({ from }) => (from.kind === 'noted' ? [from.wish] : []));
  const words = [...new Set(wish.for ? notes : [])].map((note) =>
    turn.phrase('know.preference', {
      preference: describeWish(note, turn),
      source: describeSource(note, turn),
    }),
  );
  const { locale } = turn.services.business.profile;
  if (words.length <= MOST_TOLD) return listInWords(words, locale);
  const more = turn.phrase('recommend.more_told', { count: words.length - MOST_TOLD });
  return listInWords([...words.slice(0, MOST_TOLD), more], locale);
}

/** More would hide what is shown; the list of wishes has them all. */
const MOST_TOLD = 3;

/** "Only throws", where the catalogue has them in one category with cushions. */
function askedFor(constraint: Constraint, { part }: Wish): Constraint {
  const { source, subject } = constraint;
  const category = source.kind === 'wish' && source.field === 'category' && subject.kind === 'attribute';
  return part !== undefined && category
    ? { ...constraint, subject: { ...subject, value: part } }
    : constraint;
}

function comparisonInWords(turn: Turn, { how, than, ofKind }: Comparison): string {
  const values = { product: productName(than, turn) };
  if (ofKind && how === 'bigger') return turn.phrase('recommend.bigger_of_kind');
  if (ofKind && how === 'smaller') return turn.phrase('recommend.smaller_of_kind');
  switch (how) {
    case 'bigger':
      return turn.phrase('recommend.bigger', values);
    case 'smaller':
      return turn.phrase('recommend.smaller', values);
    case 'other-colour':
      return turn.phrase('recommend.other_colour', values);
    case 'other-material':
      return turn.phrase('recommend.other_material', values);
  }
}

export function relaxInWords(
  turn: Turn,
  { constraint, gives, example }: Relaxation,
  wish: Wish,
): Record<string, string | number> {
  return {
    constraint: constraintInWords(turn, askedFor(constraint, wish)),
    count: gives,
    example: example.name,
  };
}

/** The wish of the running search that a reason names. */
function wishOf(turn: Turn, id: string): CountingWish | undefined {
  return countingWishes(turn, turn.conversation.focus.wish ?? {}).find((each) => each.id === id);
}

export function reasonInWords(turn: Turn, { reason }: RecommendedItem): string {
  const say = (key: string, values?: Record<string, string>) => turn.phrase(`recommend.${key}`, values);
  switch (reason.kind) {
    case 'because-bought':
      return say('because_bought', { product: productName(reason.productId, turn) });
    case 'alike':
      return turn.phrase('recommend.alike', { product: productName(reason.productId, turn) });
    case 'because-said': {
      const from = wishOf(turn, reason.preferenceId)?.from;
      if (from?.kind === 'asked') return say('because_said', { words: from.wish.words });
      const source = from && (from.kind === 'own' ? from.preference : from.wish).source;
      return source?.kind === 'said' ? say('because_said', { words: source.words }) : say('fits_wish');
    }
    case 'in-basket':
      return turn.phrase('recommend.in_basket');
    case 'popular':
      return say('popular');
    case 'fits-wish':
      return say('fits_wish');
  }
}

/** "Why this?": the same reason in full, with the order or the words and their day, and the limits that it keeps to. */
export function whyInWords(turn: Turn, item: RecommendedItem): string {
  const product = item.product.name;
  const wish = turn.conversation.focus.wish ?? {};
  const limits = limitsInWords(turn, wish);
  const theirs = theirsInWords(turn, wish);
  return [
    turn.phrase('why-this.because', { product, reason: fullReason(turn, item) }),
    ...(limits ? [turn.phrase('why-this.within', { limits })] : []),
    ...(theirs ? [turn.phrase('why-this.theirs', { who: wish.for?.who ?? '', list: theirs })] : []),
  ].join(' ');
}

function fullReason(turn: Turn, { reason }: RecommendedItem): string {
  switch (reason.kind) {
    case 'because-bought':
    case 'alike': {
      const bought = productName(reason.productId, turn);
      const order = turn.orders.find(({ lines }) =>
        lines.some(({ productId }) => productId === reason.productId),
      );
      const values = order && {
        product: bought,
        number: order.number,
        day: dayInWords(order.placedOn, turn.today, turn.services.business.profile),
      };
      if (!values) return turn.phrase('why-this.owned', { product: bought });
      return turn.phrase(reason.kind === 'alike' ? 'why-this.alike' : 'why-this.bought', values);
    }
    case 'because-said': {
      const from = wishOf(turn, reason.preferenceId)?.from;
      switch (from?.kind) {
        case 'own':
          return turn.phrase('why-this.said', {
            preference: describePreference(from.preference, turn),
            source: describeSource(from.preference, turn),
          });
        case 'noted':
          return turn.phrase(from.wish.for === 'self' ? 'why-this.said' : 'why-this.said_of', {
            who: from.wish.for,
            preference: describeWish(from.wish, turn),
            source: describeSource(from.wish, turn),
          });
        case 'asked':
          return turn.phrase('why-this.asked', { words: from.wish.words });
        default:
          return turn.phrase('why-this.wish');
      }
    }
    case 'in-basket':
      return turn.phrase('why-this.in_basket');
    case 'popular':
      return turn.phrase(turn.conversation.focus.wish?.for ? 'why-this.popular_for' : 'why-this.popular');
    case 'fits-wish':
      return turn.phrase('why-this.wish');
  }
}

function constraintInWords(turn: Turn, { subject, must }: Constraint): string {
  switch (subject.kind) {
    case 'vegan':
      return turn.phrase('preference.vegan');
    case 'max-price':
      return turn.phrase('preference.max_price', {
        amount: money(subject.amount, turn.services.business.profile),
      });
    case 'product':
      return turn.phrase('preference.must_not', { what: productName(subject.productId, turn) });
    case 'word':
      return turn.phrase(must ? 'preference.must' : 'preference.must_not', { what: subject.word });
    case 'attribute':
      if (must && subject.attribute === 'room') return turn.phrase('recommend.room', { room: subject.value });
      return turn.phrase(must ? 'preference.must' : 'preference.must_not', { what: subject.value });
  }
}
