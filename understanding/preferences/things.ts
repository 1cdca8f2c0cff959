// Which things of a message are liked, avoided, required, owned or asked for, and for how long. Pure; for whom is decided elsewhere.

import type { StatedWish, WishSubject } from '../stated.js';
import type { Vocabulary } from '../vocabulary.js';
import type { Token } from '../words.js';
import { namedIn, nounsOf } from './named.js';
import { messageOf, sentenceAt, surroundingsOf } from './surroundings.js';
import type { Thought } from './thought.js';
import { type Said, weighed } from './weighing.js';
import { type Wishable, wishablesIn } from './wishables.js';

export interface Thing {
  readonly start: number;
  readonly end: number;
  readonly kind: StatedWish['kind'];
  readonly subject: WishSubject;
  readonly scope: StatedWish['scope'];
}

/** @param isPresent whether the message looks for a present. @returns what is said of the things of a message, in order. */
export function thingsIn(
  message: string,
  tokens: readonly Token[],
  thoughts: readonly Thought[],
  isPresent: boolean,
  vocabulary: Vocabulary,
): readonly Thing[] {
  const wishables = wishablesIn(tokens, namedIn(message, tokens, vocabulary), nounsOf(message, vocabulary));
  const around = messageOf(tokens, wishables, isPresent);
  const read = wishables.map((wishable) => {
    const thought = thoughts.find(({ start, end }) => start <= wishable.start && wishable.start < end);
    if (thought && isBare(thought, tokens, wishables))
      return { wishable, said: 'plain' as const, scope: 'today' as const };
    return { wishable, ...weighed(surroundingsOf(around, wishable, sentenceAt(thoughts, wishable.start))) };
  });
  for (const [at, each] of read.entries()) {
    const before = read[at - 1];
    if (before && isListed(before.wishable, each.wishable, tokens) && SHARED.has(before.said))
      read[at] = { ...each, said: before.said, scope: before.scope };
  }
  return read.flatMap(({ wishable, said, scope }, at): Thing[] => {
    const before = read[at - 1];
    const after = read[at + 1];
    const { start, end, subject } = wishable;
    // "Glass tables" are about glass, "a leather sofa at home" about the sofa.
    if (before && before.wishable.to === wishable.from && isHeadOf(before.wishable, wishable)) {
      if (said !== 'owned' && kindOf(before.wishable, before.said)) return [];
    }
    if (after && after.wishable.from === wishable.to && isHeadOf(wishable, after.wishable)) {
      if (said === 'owned' && after.said === 'owned') return [];
    }
    const kind = kindOf(wishable, said);
    return kind
      ? [
          {
            start,
            end,
            kind,
            subject,
            scope: said === 'plain' ? 'today' : said === 'owned' ? 'lasting' : scope,
          },
        ]
      : [];
  });
}

/** "Oak", "the blue one please", "in green or grey": nothing but things is said, so they are asked for. */
const BESIDE_BARE = /^(?:,|and|or|&|an?|the|ones?|please|pls|in|thanks|[.!?;:])$/;

function isBare(thought: Thought, tokens: readonly Token[], wishables: readonly Wishable[]): boolean {
  return (
    thought.mood === 'request' &&
    tokens.every(
      ({ start, text }, at) =>
        start < thought.start ||
        start >= thought.end ||
        BESIDE_BARE.test(text) ||
        wishables.some(({ from, to }) => from <= at && at < to),
    )
  );
}

/** What is said of the first of "brown or white" is said of both. */
const SHARED: ReadonlySet<Said> = new Set(['like', 'dislike', 'must', 'must-not']);

function isListed(one: Wishable, other: Wishable, tokens: readonly Token[]): boolean {
  const between = tokens.slice(one.to, other.from);
  return one.kind === other.kind && between.length === 1 && /^(?:or|and|nor|&)$/.test(between[0]?.text ?? '');
}

function isHeadOf(modifier: Wishable, head: Wishable): boolean {
  return (
    (head.kind === 'category' || head.kind === 'noun') &&
    modifier.kind !== 'product' &&
    modifier.kind !== 'category'
  );
}

/** @returns `undefined` where nothing is said that could be kept. */
function kindOf({ kind, plainly }: Wishable, said: Said): StatedWish['kind'] | undefined {
  if (said === 'nothing') return undefined;
  // Nobody avoids or has what is vegan; whoever names it asks for it.
  if (kind === 'vegan')
    return said === 'plain' ? 'must' : said === 'must' || said === 'like' ? said : undefined;
  if (said !== 'plain') return kind === 'it' && said === 'owned' ? undefined : said;
  return plainly;
}
