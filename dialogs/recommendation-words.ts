// Why a product is shown, within which limits, and what could be relaxed: the recommendation's records in the customer's words.

import type { Wish } from '../data/conversation.js';
import {
  type Constraint,
  constraintsOf,
  type RecommendedItem,
  type Relaxation,
} from '../recommendations/index.js';
import { listInWords, money, productName } from './format.js';
import type { Turn } from './turn.js';

/** "vegan only, no wool and nothing over €80"; empty where there is no limit. */
export function limitsInWords(turn: Turn, wish: Wish): string {
  const words = constraintsOf(turn.record.preferences, wish).map((constraint) =>
    constraintInWords(turn, constraint),
  );
  return listInWords([...new Set(words)], turn.services.business.profile.locale);
}

export function relaxInWords(
  turn: Turn,
  { constraint, gives, example }: Relaxation,
): Record<string, string | number> {
  return { constraint: constraintInWords(turn, constraint), count: gives, example: example.name };
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
    case 'popular':
      return say('popular');
    case 'fits-wish':
      return say('fits_wish');
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
