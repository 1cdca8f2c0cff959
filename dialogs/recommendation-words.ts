// Why a product is shown, within which limits, and what could be relaxed: the recommendation's records in the customer's words.

import type { Comparison, Wish } from '../data/conversation.js';
import {
  type Constraint,
  constraintsOf,
  type RecommendedItem,
  type Relaxation,
} from '../recommendations/index.js';
import { describePreference, describeSource } from './describe-preference.js';
import { dayInWords, listInWords, money, productName } from './format.js';
import type { Turn } from './turn.js';

/** "vegan only, no wool and nothing over €80"; empty where there is no limit. */
export function limitsInWords(turn: Turn, wish: Wish): string {
  const words = constraintsOf(turn.record.preferences, wish).map((constraint) =>
    constraintInWords(turn, askedFor(constraint, wish)),
  );
  const compared = (wish.compared ?? []).map((comparison) => comparisonInWords(turn, comparison));
  return listInWords([...new Set([...words, ...compared])], turn.services.business.profile.locale);
}

/** "Only throws", where the catalogue has them in one category with cushions. */
function askedFor(constraint: Constraint, { part }: Wish): Constraint {
  const { source, subject } = constraint;
  const category = source.kind === 'wish' && source.field === 'category' && subject.kind === 'attribute';
  return part !== undefined && category
    ? { ...constraint, subject: { ...subject, value: part } }
    : constraint;
}

function comparisonInWords(turn: Turn, { how, than }: Comparison): string {
  const values = { product: productName(than, turn) };
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

export function reasonInWords(turn: Turn, { reason }: RecommendedItem): string {
  const say = (key: string, values?: Record<string, string>) => turn.phrase(`recommend.${key}`, values);
  switch (reason.kind) {
    case 'because-bought':
      return say('because_bought', { product: productName(reason.productId, turn) });
    case 'alike':
      return turn.phrase('recommend.alike', { product: productName(reason.productId, turn) });
    case 'because-said': {
      const source = turn.record.preferences.find(({ id }) => id === reason.preferenceId)?.source;
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
  const limits = limitsInWords(turn, turn.conversation.focus.wish ?? {});
  const because = turn.phrase('why-this.because', { product, reason: fullReason(turn, item) });
  return limits ? `${because} ${turn.phrase('why-this.within', { limits })}` : because;
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
      const preference = turn.record.preferences.find(({ id }) => id === reason.preferenceId);
      return preference
        ? turn.phrase('why-this.said', {
            preference: describePreference(preference, turn),
            source: describeSource(preference, turn),
          })
        : turn.phrase('why-this.wish');
    }
    case 'in-basket':
      return turn.phrase('why-this.in_basket');
    case 'popular':
      return turn.phrase('why-this.popular');
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
    case 'attribute':
      if (must && subject.attribute === 'room') return turn.phrase('recommend.room', { room: subject.value });
      return turn.phrase(must ? 'preference.must' : 'preference.must_not', { what: subject.value });
  }
}
