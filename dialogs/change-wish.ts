// One kept wish changed as the customer says: another thing, another strength, for somebody else. Checks it against the catalogue; says nothing.

import type { NotedWish, Preference } from '../data/customer.js';
import type { PreferenceStrength, PreferenceSubject } from '../data/preference-subject.js';
import type { Subject } from '../recommendations/index.js';
import { personsIn } from '../understanding/persons.js';
import { placedMoneyIn } from '../understanding/plain-entities.js';
import { subjectsOf } from './counting-wishes.js';
import { describePreference } from './describe-preference.js';
import { money, productName } from './format.js';
import { forget, type KeptWish, keptWishes } from './kept-wishes.js';
import { describeNoted, describeWish } from './stated-wishes.js';
import type { Sentence, Turn } from './turn.js';

/** What a row of the list says; the same three can be edited. */
export interface WishFields {
  readonly what: string;
  /** Absent where there is nothing to choose: a highest price, a way to be written to. */
  readonly how?: PreferenceStrength;
  /** `me`, or the person. */
  readonly whom: string;
}

export const STRENGTHS: readonly PreferenceStrength[] = ['must', 'like', 'dislike', 'must-not'];
export const LONGEST_WHAT = 80;
export const LONGEST_WHOM = 40;
const HIGHEST = 1_000_000;
/** Values named as what would do. */
const SUGGESTED = 8;

export function fieldsOf(kept: KeptWish, turn: Turn): WishFields {
  const me = turn.phrase('wish-card.me');
  if (kept.kind === 'noted') {
    const { kind, what, for: who } = kept.wish;
    return { what, ...(isStrength(kind) ? { how: kind } : {}), whom: who === 'self' ? me : who };
  }
  const { subject, strength } = kept.preference;
  switch (subject.kind) {
    case 'max-price':
      return { what: String(subject.amount), whom: me };
    case 'vegan':
      return { what: 'vegan', how: 'must', whom: me };
    case 'attribute':
      return { what: subject.value, how: strength, whom: me };
    case 'product':
      return { what: productName(subject.productId, turn), how: strength, whom: me };
  }
}

export type Change =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly was: string; readonly now: string }
  | { readonly kind: 'refused'; readonly say: Sentence };

/** Changes it in the record, as something the customer said now; what can't hold beside it goes. */
export function changeWish(kept: KeptWish, edited: Partial<WishFields>, turn: Turn): Change {
  const old = fieldsOf(kept, turn);
  const what = (edited.what ?? old.what).trim();
  const how = edited.how ?? old.how;
  const whomSaid = (edited.whom ?? old.whom).trim();
  if (what === old.what && how === old.how && whomSaid.toLowerCase() === old.whom.toLowerCase()) {
    return { kind: 'unchanged' };
  }
  if (what === '') return refused({ key: 'wish-card.empty' });
  if (what.length > LONGEST_WHAT)
    return refused({ key: 'wish-card.too_long', values: { most: LONGEST_WHAT } });
  const whom = personNamed(whomSaid, turn);
  if (whom === undefined) return refused({ key: 'wish-card.whom_unclear', values: { said: whomSaid } });
  const made = isPrice(kept)
    ? priced(kept, what, whom, turn)
    : how === undefined
      ? worded(kept, what, whom)
      : tasted(kept, old, { what, how, whom }, turn);
  if (made.kind === 'refused') return made;
  const was = inWords(kept, turn);
  replace(kept, made.wishes, turn);
  return { kind: 'changed', was, now: made.wishes.map((each) => inWords(each, turn)).join(', ') };
}

type Made =
  | { readonly kind: 'made'; readonly wishes: readonly KeptWish[] }
  | Extract<Change, { kind: 'refused' }>;

function isPrice(kept: KeptWish): boolean {
  return kept.kind === 'own' ? kept.preference.subject.kind === 'max-price' : kept.wish.kind === 'budget';
}

function priced(kept: KeptWish, what: string, whom: string, turn: Turn): Made {
  const amount = amountIn(what);
  if (amount === undefined || amount <= 0 || amount > HIGHEST)
    return refused({ key: 'wish-card.bad_amount', values: { said: what } });
  const subject = { kind: 'max-price', amount } as const;
  if (whom === 'self') return made(own(kept, subject, 'must'));
  const limit = turn.phrase('preference.max_price', {
    amount: money(amount, turn.services.business.profile),
  });
  return made(noted(kept, { kind: 'budget', what: limit, for: whom }));
}

/** A minus is read, so that it can be refused: "-5" is no budget of 5. */
function amountIn(what: string): number | undefined {
  const [sum] = placedMoneyIn(what);
  const plain = /^\D*?(-?\s*\d+(?:[.,]\d{1,2})?)\D*$/.exec(what)?.[1];
  if (plain !== undefined) return Number(plain.replace(/\s/g, '').replace(',', '.'));
  return sum?.amount;
}

function worded(kept: KeptWish, what: string, whom: string): Made {
  const { kind } = kept.kind === 'noted' ? kept.wish : { kind: 'like' as const };
  return made(noted(kept, { kind, what, for: whom }));
}

function tasted(
  kept: KeptWish,
  old: WishFields,
  { what, how, whom }: { readonly what: string; readonly how: PreferenceStrength; readonly whom: string },
  turn: Turn,
): Made {
  const { vocabulary } = turn.services;
  const same = what === old.what && kept.kind === 'own' ? [kept.preference.subject] : undefined;
  const subjects: readonly Subject[] = same ?? subjectsOf(what, vocabulary);
  const [first] = subjects;
  const free = subjectsOf(old.what, vocabulary)[0]?.kind === 'word' && kept.kind === 'noted';
  if (first?.kind === 'word' && !free)
    return refused({ key: 'wish-card.not_ours', values: suggestions(kept, what, turn) });
  if (whom !== 'self' || first === undefined || first.kind === 'word') {
    return made(noted(kept, { kind: how, what, for: whom }));
  }
  const values = withoutKinds(subjects.filter((each): each is PreferenceSubject => each.kind !== 'word'));
  // "No metal" is all metals; who likes metal likes the nearest, and of several no product need be all.
  const wanted = how === 'must' || how === 'like' ? values.slice(0, 1) : values;
  return {
    kind: 'made',
    wishes: wanted.map((subject, at) =>
      own(kept, subject, subject.kind === 'vegan' ? 'must' : how, at === 0 ? kept.id : turn.services.newId()),
    ),
  };
}

/** "Cotton" takes recycled cotton with it, wherever it is compared. */
function withoutKinds(subjects: readonly PreferenceSubject[]): readonly PreferenceSubject[] {
  const words = (each: PreferenceSubject) => (each.kind === 'attribute' ? ` ${each.value} ` : '');
  return subjects.filter(
    (each) =>
      !subjects.some((other) => other !== each && words(other) !== '' && words(each).includes(words(other))),
  );
}

/** Values of the same kind that the catalogue has, the commonest first. */
function suggestions(kept: KeptWish, said: string, turn: Turn): Record<string, string> {
  const { business, vocabulary } = turn.services;
  const before = subjectsOf(fieldsOf(kept, turn).what, vocabulary)[0];
  const attribute = before?.kind === 'attribute' ? before.attribute : 'colour';
  const counts = new Map<string, number>();
  for (const { materials, colours, rooms, category } of business.products.values()) {
    const values = { material: materials, colour: colours, room: rooms, category: [category] }[attribute];
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const list = [...counts].sort(([, a], [, b]) => b - a).slice(0, SUGGESTED);
  return { said, list: list.map(([value]) => value).join(', ') };
}

/** @returns `self`, the person as they are called, or `undefined` for what names nobody. */
function personNamed(said: string, turn: Turn): string | undefined {
  if (said === '' || SELF.test(said) || said.toLowerCase() === turn.phrase('wish-card.me').toLowerCase())
    return 'self';
  if (said.length > LONGEST_WHOM || !/^[\p{L}][\p{L}'’ -]*$/u.test(said)) return undefined;
  const bare = said.replace(/^(?:for )?(?:my|our|the) /i, '');
  return personsIn(`my ${bare}`)[0]?.who ?? bare.toLowerCase();
}
const SELF = /^(?:for )?(?:me|myself|self|mine|i|you)$/i;

type Kept = { readonly at: string; readonly source: Preference['source'] };

function own(
  kept: KeptWish,
  subject: PreferenceSubject,
  strength: PreferenceStrength,
  id = kept.id,
): KeptWish {
  const { source, at, onlyIn } = kept.kind === 'own' ? kept.preference : kept.wish;
  const preference = { id, subject, strength, source, at, ...(onlyIn ? { onlyIn } : {}) };
  return { kind: 'own', id, preference };
}

function noted(kept: KeptWish, { kind, what, for: who }: Pick<NotedWish, 'kind' | 'what' | 'for'>): KeptWish {
  const before = kept.kind === 'own' ? kept.preference : kept.wish;
  const refusal = kept.kind === 'noted' && kept.wish.refused ? { refused: true as const } : {};
  const { source, at, onlyIn } = before;
  const wish = { id: kept.id, kind, what, ...refusal, for: who, source, at, ...(onlyIn ? { onlyIn } : {}) };
  return { kind: 'noted', id: kept.id, wish };
}

/** Puts them where it was, as said now, without what is about the same of the same person. */
function replace(kept: KeptWish, wishes: readonly KeptWish[], turn: Turn): void {
  const { record } = turn;
  const about = new Set(wishes.map(aboutWhat));
  const doubles = keptWishes(record).filter((each) => each.id !== kept.id && about.has(aboutWhat(each)));
  forget(record, new Set(doubles.map(({ id }) => id)));
  const now = wishes.map((each) => saidNow(each, turn));
  const owns = now.flatMap((each) => (each.kind === 'own' ? [each.preference] : []));
  const notes = now.flatMap((each) => (each.kind === 'noted' ? [each.wish] : []));
  record.preferences = inPlaceOf(record.preferences, kept.id, owns);
  if (record.notedWishes || notes.length > 0)
    record.notedWishes = inPlaceOf(record.notedWishes ?? [], kept.id, notes);
}

function inPlaceOf<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  now: readonly T[],
): T[] {
  const at = list.findIndex((each) => each.id === id);
  return at < 0 ? [...list, ...now] : [...list.slice(0, at), ...now, ...list.slice(at + 1)];
}

function aboutWhat(kept: KeptWish): string {
  if (kept.kind === 'noted') return JSON.stringify([kept.wish.for, kept.wish.what]);
  const { subject } = kept.preference;
  return JSON.stringify(subject.kind === 'max-price' ? subject.kind : subject);
}

function saidNow(kept: KeptWish, turn: Turn): KeptWish {
  const said: Kept = {
    at: turn.now.toISOString(),
    source: { kind: 'said', activityId: turn.activityId, words: withoutPerson(kept, turn) },
  };
  return kept.kind === 'own'
    ? { ...kept, preference: { ...kept.preference, ...said } }
    : { ...kept, wish: { ...kept.wish, ...said } };
}

function inWords(kept: KeptWish, turn: Turn): string {
  return kept.kind === 'own' ? describePreference(kept.preference, turn) : describeNoted(kept.wish, turn);
}

function withoutPerson(kept: KeptWish, turn: Turn): string {
  return kept.kind === 'own' ? describePreference(kept.preference, turn) : describeWish(kept.wish, turn);
}

function made(wish: KeptWish): Made {
  return { kind: 'made', wishes: [wish] };
}

function refused(say: Sentence): Extract<Change, { kind: 'refused' }> {
  return { kind: 'refused', say };
}

export function isStrength(kind: string): kind is PreferenceStrength {
  return (STRENGTHS as readonly string[]).includes(kind);
}
