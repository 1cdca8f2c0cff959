// What becomes of the wishes in a message: the customer's own are kept as preferences, somebody else's and the rest as notes. Says nothing.

import type { NotedWish, Preference } from '../data/customer.js';
import {
  extractPreferences,
  matchPreference,
  moneyIn,
  readWishes,
  retractions,
} from '../understanding/index.js';
import type { StatedWish, WishSubject } from '../understanding/stated.js';
import type { Wording } from './describe-preference.js';
import { productName } from './format.js';
import { personOfWish } from './recipient.js';
import type { Turn } from './turn.js';

export interface NotedMessage {
  readonly noted: readonly Preference[];
  readonly wishes: readonly NotedWish[];
  /** Older ones that can't hold beside what was said now. */
  readonly changed: readonly Preference[];
  readonly takenBack: readonly Preference[];
}

/**
 * Notes what the message states, replacing what it contradicts: of two about the same subject, the newer one holds. What was said for this
 * conversation only goes with it; with the relationship declined, all does.
 */
export function noteMessage(turn: Turn): NotedMessage {
  const { record, services, text } = turn;
  const { vocabulary, newId } = services;
  const takenBack = retractions(text).flatMap((part) =>
    matchPreference(part, record.preferences, vocabulary),
  );
  const gone = new Set(takenBack.map(({ id }) => id));
  const kept = record.preferences.filter(({ id }) => !gone.has(id));

  const noted = extractPreferences(text, vocabulary, { money: moneyIn(text) }).map(
    ({ subject, strength, words, hereOnly }): Preference => ({
      id: newId(),
      subject,
      strength,
      source: { kind: 'said', activityId: turn.activityId, words },
      at: turn.now.toISOString(),
      ...(hereOnly ? { onlyIn: turn.conversation.id } : {}),
    }),
  );
  const bySubject = new Map(noted.map((preference) => [subjectKey(preference), preference]));
  const replaced = kept.filter((old) => bySubject.has(subjectKey(old)));
  record.preferences = [...kept.filter((old) => !bySubject.has(subjectKey(old))), ...noted];

  const declined = record.consent.relationship === 'declined';
  const whose = personOfWish(text, turn);
  const wishes = readWishes(text, vocabulary)
    .flatMap((wish) => notedWish({ ...wish, for: whose(wish.for, wish.start) }, turn))
    .map((wish) => (declined ? { ...wish, onlyIn: turn.conversation.id } : wish));
  if (wishes.length > 0) {
    const said = new Set(wishes.map(noteKey));
    record.notedWishes = [...(record.notedWishes ?? []).filter((old) => !said.has(noteKey(old))), ...wishes];
  }
  const changed = replaced.filter((old) => contradicts(old, bySubject.get(subjectKey(old))));
  return { noted, wishes, changed, takenBack };
}

/** @returns who "that was for my sister" names; `undefined` where a message says no such thing. */
export function whoItWasFor(text: string): string | undefined {
  const match =
    /^\W*(?:(?:no|oh|sorry|actually|but|wait)\W+)*(?:that|this|it|those|these|what i (?:just )?said)(?:['’]s| is| was| were| are)? (?:only |just |all |meant )*(?:for|about) (?:my |the |a )?([\p{L}-]+(?:[- ]in[- ]law)?)(?:,? not (?:for )?me)?\W*$/iu.exec(
      text,
    );
  const who = match?.[1]?.toLowerCase();
  return who === undefined || /^(?:me|us|today|now|this|once|free|sale|you)$/.test(who) ? undefined : who;
}

/** What was said last is somebody else's: it leaves the customer's own preferences. */
export function giveTo(who: string, { record, conversation }: Turn): readonly Preference[] {
  const last = record.preferences.findLast(({ source }) => source.kind === 'said');
  if (last?.source.kind !== 'said') return [];
  const { activityId } = last.source;
  const moved = record.preferences.filter(
    ({ source }) => source.kind === 'said' && source.activityId === activityId,
  );
  record.preferences = record.preferences.filter((preference) => !moved.includes(preference));
  const declined = record.consent.relationship === 'declined';
  const notes = moved.map(
    ({ id, subject, strength, source, at, onlyIn }): NotedWish => ({
      id,
      kind: subject.kind === 'max-price' ? 'budget' : strength,
      what:
        subject.kind === 'attribute' ? subject.value : subject.kind === 'vegan' ? 'vegan' : wordsOf(source),
      for: who,
      source,
      at,
      ...(declined || onlyIn ? { onlyIn: conversation.id } : {}),
    }),
  );
  record.notedWishes = [...(record.notedWishes ?? []), ...notes];
  return moved;
}

/** A noted wish without whose it is. */
export function describeWish({ kind, what, refused, for: who }: NotedWish, turn: Wording): string {
  const say = (key: string, values: Record<string, string>) =>
    turn.services.texts.say(key, turn.tone, values);
  switch (kind) {
    case 'like':
      return say(who === 'self' ? 'preference.like' : 'preference.like_other', { what });
    case 'must':
    case 'must-not':
    case 'dislike':
      return say(`preference.${kind.replace('-', '_')}`, { what });
    case 'contact':
      return refused ? say('preference.contact_refused', { what }) : say('preference.contact', { what });
    case 'owned':
      return say('preference.owned', { what });
    case 'language':
      return say('preference.language', { what });
    case 'size':
    case 'budget':
    case 'brand':
      return say('preference.measure', { what });
  }
}

export function describeNoted(wish: NotedWish, turn: Wording): string {
  const say = (key: string, values: Record<string, string>) =>
    turn.services.texts.say(key, turn.tone, values);
  const { for: who } = wish;
  const plain = describeWish(wish, turn);
  const whole = wish.onlyIn === undefined ? plain : say('preference.here_only', { wish: plain });
  if (who === 'self') return whole;
  return who === 'other'
    ? say('preference.for_other', { wish: whole })
    : say('preference.for_somebody', { who, wish: whole });
}

/** Somebody else's wish, or one of the customer's own that outlasts the search and that no preference can hold. */
function notedWish(wish: StatedWish, turn: Turn): readonly NotedWish[] {
  const { kind, subject, scope, scopeSaid } = wish;
  if (kind === 'occasion' || kind === 'colour' || kind === 'material' || kind === 'room') return [];
  const own = wish.for === 'self';
  const holds = subject.kind === 'word' || kind === 'owned' || kind === 'size';
  if (own && (!holds || scope === 'today')) return [];
  return [
    {
      id: turn.services.newId(),
      kind,
      what: inWords(subject, wish.words, turn),
      ...(wish.refused ? { refused: true as const } : {}),
      for: wish.for,
      source: { kind: 'said', activityId: turn.activityId, words: wish.words },
      at: turn.now.toISOString(),
      ...(scope === 'today' && scopeSaid ? { onlyIn: turn.conversation.id } : {}),
    },
  ];
}

function inWords(subject: WishSubject, words: string, turn: Turn): string {
  switch (subject.kind) {
    case 'attribute':
      return subject.said ?? subject.values[0] ?? words;
    case 'product':
      return productName(subject.productId, turn);
    case 'vegan':
      return 'vegan';
    case 'word':
      return subject.word;
    case 'budget':
    case 'size':
      return words;
  }
}

function wordsOf(source: Preference['source']): string {
  return source.kind === 'said' ? source.words : '';
}

function subjectKey({ subject }: Preference): string {
  switch (subject.kind) {
    case 'attribute':
      return `${subject.attribute} ${subject.value}`;
    case 'product':
      return `product ${subject.productId}`;
    case 'vegan':
    case 'max-price':
      return subject.kind;
  }
}

function noteKey({ kind, what, for: whom }: NotedWish): string {
  return kind === 'language'
    ? `${kind} ${whom}`
    : `${kind === 'contact' || kind === 'owned' ? kind : 'taste'} ${what} ${whom}`;
}

const WANTED = new Set<Preference['strength']>(['must', 'like']);

function contradicts(old: Preference, now: Preference | undefined): boolean {
  if (!now) return false;
  if (old.subject.kind === 'max-price' && now.subject.kind === 'max-price') {
    return old.subject.amount !== now.subject.amount;
  }
  return WANTED.has(old.strength) !== WANTED.has(now.strength);
}
