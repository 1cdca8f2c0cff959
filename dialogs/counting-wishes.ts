// Which wishes count in a search: the customer's own, or those of the person it is for, and what was said for this search alone. Ranks nothing.

import type { AskedWish, Wish } from '../data/conversation.js';
import type { NotedWish, Preference } from '../data/customer.js';
import type { Preferred, Subject } from '../recommendations/index.js';
import { moneyIn, type Vocabulary } from '../understanding/index.js';
import { priceLimitIn } from '../understanding/price-limit.js';
import { mentionsIn } from '../understanding/vocabulary.js';
import { tokensOf } from '../understanding/words.js';
import type { Turn } from './turn.js';

export interface CountingWish extends Preferred {
  readonly from:
    | { readonly kind: 'own'; readonly preference: Preference }
    | { readonly kind: 'noted'; readonly wish: NotedWish }
    | { readonly kind: 'asked'; readonly wish: AskedWish };
}

/** What was said for the search comes first, so that it bends before what was noted. */
export function countingWishes({ record, services }: Turn, wish: Wish): readonly CountingWish[] {
  const { vocabulary } = services;
  const asked = (wish.asked ?? []).map(
    (each): CountingWish => ({ ...each, from: { kind: 'asked', wish: each } }),
  );
  const own = record.preferences.map(
    (preference): CountingWish => ({ ...preference, from: { kind: 'own', preference } }),
  );
  const notes = record.notedWishes ?? [];
  if (!wish.for) {
    return [...asked, ...own, ...notes.filter(isOwnWord).flatMap((note) => ownWord(note))];
  }
  const { who, anybody } = wish.for;
  const theirs = anybody
    ? []
    : notes.filter(({ for: whose }) => whose === who).flatMap((note) => theirWishes(note, vocabulary));
  return [...asked, ...theirs, ...own.filter((each) => holdsForPresents(each, wish, [...asked, ...theirs]))];
}

/** One of the customer's own that the catalogue has no value for. */
function isOwnWord({ kind, for: whose }: NotedWish): boolean {
  return whose === 'self' && (kind === 'like' || kind === 'dislike' || kind === 'must-not');
}

function ownWord(note: NotedWish): readonly CountingWish[] {
  const strength = note.kind === 'must-not' || note.kind === 'dislike' ? note.kind : 'like';
  return [{ id: note.id, subject: word(note.what), strength, from: { kind: 'noted', wish: note } }];
}

/** Nobody is given what they hate: a dislike of theirs filters, where the customer's own only orders. */
function theirWishes(note: NotedWish, vocabulary: Vocabulary): readonly CountingWish[] {
  const as = (subject: Subject, strength: Preferred['strength']): CountingWish => ({
    id: note.id,
    subject,
    strength,
    from: { kind: 'noted', wish: note },
  });
  switch (note.kind) {
    case 'must-not':
    case 'dislike':
    case 'owned':
      return subjectsOf(note.what, vocabulary).map((subject) => as(subject, 'must-not'));
    case 'must': {
      // Of several values, and of words, no product need have all.
      const subjects = subjectsOf(note.what, vocabulary);
      const [only] = subjects.length === 1 ? subjects : [];
      return only && only.kind !== 'word' ? [as(only, 'must')] : subjects.map((each) => as(each, 'like'));
    }
    case 'like':
      return subjectsOf(note.what, vocabulary).map((subject) => as(subject, 'like'));
    case 'budget': {
      const limit = priceLimitIn(note.what, moneyIn(note.what));
      return limit ? [as({ kind: 'max-price', amount: limit.amount }, 'must')] : [];
    }
    case 'size':
    case 'brand':
    case 'contact':
    case 'language':
      return [];
  }
}

/**
 * Of a noted thing, what of the catalogue it means: "metal" several materials, "lavender" nothing but the word.
 * @returns at least one.
 */
export function subjectsOf(what: string, vocabulary: Vocabulary): readonly Subject[] {
  if (/^vegan\b/i.test(what)) return [{ kind: 'vegan' }];
  const subjects = mentionsIn(tokensOf(what), vocabulary).flatMap((mention): readonly Subject[] =>
    mention.kind === 'product'
      ? [{ kind: 'product', productId: mention.productId }]
      : mention.values.map((value) => ({ kind: 'attribute', attribute: mention.attribute, value })),
  );
  return subjects.length > 0 ? subjects : [word(what)];
}

function word(what: string): Subject {
  return { kind: 'word', word: what.toLowerCase(), in: 'text' };
}

/**
 * Whose money and whose conscience it is: a highest price, vegan and what the customer will not have hold for what they give away too, their
 * taste does not. What the other one wants, or what was said for this search, wins.
 */
function holdsForPresents(own: CountingWish, wish: Wish, stronger: readonly CountingWish[]): boolean {
  switch (own.subject.kind) {
    case 'vegan':
      return true;
    case 'max-price':
      return wish.maxPrice === undefined && stronger.every(({ subject }) => subject.kind !== 'max-price');
    case 'product':
    case 'word':
      return false;
    case 'attribute': {
      const key = JSON.stringify(own.subject);
      const wanted = stronger.some(
        ({ subject, strength }) =>
          (strength === 'like' || strength === 'must') && JSON.stringify(subject) === key,
      );
      return own.strength === 'must-not' && !wanted;
    }
  }
}
