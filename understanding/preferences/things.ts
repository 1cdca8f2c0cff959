// Which things of a sentence are liked, avoided, required or just named. Pure; for whom and until when is decided elsewhere.

import type { WishSubject } from '../stated.js';
import { SLIPPERY } from '../vocabulary.js';
import type { Token } from '../words.js';
import { CUE_WORDS, type Cue, cueAfter, cueBefore } from './cues.js';
import type { IsNoun, Named } from './named.js';
import { ENDS, JOINS, ownNouns } from './own-nouns.js';
import type { Placed } from './placed.js';
import { isPredicate, NOT_WISHED, type Reach, reachOf } from './reach.js';
import type { Thought } from './thought.js';

export interface Thing {
  readonly subject: WishSubject;
  /** Absent: named without any weight. */
  readonly cue?: Cue;
  /** Where the words of the cue begin, for who is meant. */
  readonly cueStart: number;
  /** What it is where it is named without a cue; absent for what says nothing then. */
  readonly plainly?: 'colour' | 'material' | 'room';
  /** The cue stands behind the thing. */
  readonly isBehind?: true;
}

/** @returns what a sentence names, in order. `mentions` are those of the whole message. */
export function thingsIn(
  thought: Thought,
  tokens: readonly Token[],
  mentions: readonly Named[],
  isNoun: IsNoun,
): readonly Placed<Thing>[] {
  const found: Placed<Thing>[] = [];
  const at = new Map(mentions.map((mention) => [mention.from, mention]));
  const first = tokens.findIndex(({ start }) => start >= thought.start);
  if (first < 0) return [];
  const end = tokens.findIndex(({ start }) => start >= thought.end);
  const last = end < 0 ? tokens.length : end;
  const words = (from: number, count: number) =>
    `${tokens
      .slice(Math.max(first, from), Math.min(last, from + count))
      .map(({ text }) => text)
      .join(' ')} `;
  let reach: Reach | undefined;
  let taste: Cue | undefined;
  for (let i = first; i < last; i++) {
    const token = tokens[i];
    if (!token) break;
    const mention = at.get(i);
    // "Steer clear of" is no mistyped steel.
    const isCue = mention && (cueBefore(words(i, CUE_WORDS), ' ')?.length ?? 0) > 1;
    if (mention && !isCue) {
      const listEnd = endOfList(i, last, tokens, at);
      const behind = tokens[listEnd - 1]?.end ?? token.end;
      const is = tokens[listEnd - 1]?.text.endsWith("'s") ? 'is ' : '';
      const after = cueAfter(is + thought.text.slice(behind - thought.start).trimStart());
      const isNone =
        after &&
        reach &&
        /^(?:person|people|lovers?|fans?) *\b/.test(thought.text.slice(behind - thought.start).trimStart()) &&
        reach.cue.strength === 'must-not';
      const cue = isNone
        ? { cue: { ...after, strength: 'dislike' as const }, at: i }
        : after && !(reach && after.strength === 'like')
          ? { cue: after, at: i }
          : reachOf(reach, i, tokens, mention);
      if (!isModified(i, mention, tokens, at, cue !== undefined) && !isSlippery(i, mention, tokens, reach)) {
        const endsAt = tokens[mention.to - 1]?.end ?? token.end;
        found.push({
          start: token.start,
          end: endsAt,
          value: {
            subject: subjectOf(mention),
            ...plainlyOf(mention),
            ...(cue ? { cue: cue.cue } : {}),
            cueStart: tokens[cue?.at ?? i]?.start ?? token.start,
            ...(cue?.cue === after ? { isBehind: true as const } : {}),
          },
        });
      }
      if (reach && cue) reach = { ...reach, hits: reach.hits + 1, lastHit: mention.to };
      i = mention.to - 1;
      continue;
    }
    const opened = /^\p{L}/u.test(token.text)
      ? cueBefore(
          words(i, CUE_WORDS),
          i > first ? words(Math.max(first, i - 2), Math.min(2, i - first)) : ' ',
        )
      : undefined;
    if (opened) {
      const to = Math.min(last, i + opened.length);
      // "No, I love oak" answers.
      if (tokens[i + 1]?.text === ',' && opened.length === 1) continue;
      if (opened.cue.strength === 'plain') {
        reach = undefined;
        i = to - 1;
        continue;
      }
      if (opened.cue.strength === 'none') {
        reach = { cue: opened.cue, at: i, to, hits: 0, lastHit: to };
        i = to - 1;
        continue;
      }
      // "I like oak but not pine" says taste twice.
      const isTasteToo = token.text.startsWith('not') || words(i, 2).startsWith('but not');
      const cue =
        isTasteToo && opened.cue.strength === 'must-not' && taste
          ? { ...taste, strength: 'dislike' as const }
          : opened.cue;
      if (cue.ofSomebody && cue.strength === 'like') taste = cue;
      reach = { cue, at: i, to, hits: 0, lastHit: to };
      const { nouns, next } =
        !cue.ofSomebody && isPredicate(i, tokens)
          ? { nouns: [], next: to }
          : ownNouns(to, last, tokens, at, isNoun, cue);
      for (const noun of nouns) {
        found.push({ ...noun, value: { subject: noun.value, cue, cueStart: token.start } });
      }
      const it = meansThat(to, last, tokens) ? found.at(-1)?.value.subject : undefined;
      if (it && cue.ofSomebody) {
        found.push({
          start: token.start,
          end: tokens[to - 1]?.end ?? token.end,
          value: { subject: it, cue, cueStart: token.start },
        });
      }
      i = Math.max(to, next) - 1;
      continue;
    }
    if (reach?.cue.strength === 'like' && /^(?:to|over|than|instead)$/.test(token.text))
      reach = { cue: NOT_WISHED, at: i, to: i + 1, hits: 0, lastHit: i + 1 };
    else if (ENDS.has(token.text) && reach && (reach.hits > 0 || i > reach.to)) reach = undefined;
  }
  return found;
}

/** "Hate glass tables" is about glass; "a jute rug" under a cue too. */
function isModified(
  i: number,
  mention: Named,
  tokens: readonly Token[],
  at: ReadonlyMap<number, Named>,
  isCued: boolean,
): boolean {
  if (!isCued || mention.kind !== 'attribute' || mention.attribute !== 'category') return false;
  for (const length of [1, 2, 3]) {
    const before = at.get(i - length);
    if (before && before.to === i) return before.kind !== 'product' && before.attribute !== 'category';
  }
  return tokens[i - 1]?.text === '';
}

/** Catalogue words that mostly mean something else need a cue or a preposition right before them. */
function isSlippery(i: number, mention: Named, tokens: readonly Token[], reach: Reach | undefined): boolean {
  if (mention.to - mention.from > 1 || !SLIPPERY.has(tokens[i]?.text ?? '')) return false;
  const next = tokens[mention.to]?.text ?? '';
  if (/^(?:materials?|products?|things|fib(?:re|er)s?|light|ingredients?)$/.test(next)) return true;
  if (
    tokens[i]?.text === 'light' &&
    /^(?:be|is|very|too|really|and|so|fairly)$/.test(tokens[i - 1]?.text ?? '')
  )
    return true;
  if (reach && i - reach.lastHit <= 1) return false;
  return !/^(?:in|of|the|our|my|a|an|or|and)$/.test(tokens[i - 1]?.text ?? '') || /^(?:to|the|a)$/.test(next);
}

function endOfList(
  i: number,
  last: number,
  tokens: readonly Token[],
  at: ReadonlyMap<number, Named>,
): number {
  let end = at.get(i)?.to ?? i + 1;
  for (;;) {
    let next = end;
    while (next < last && JOINS.has(tokens[next]?.text ?? '')) next++;
    const mention = at.get(next);
    if (!mention || next >= last || !isAlike(at.get(i), mention)) return end;
    end = mention.to;
  }
}

function isAlike(one: Named | undefined, other: Named): boolean {
  if (one === undefined || one.kind === 'product' || other.kind === 'product')
    return one?.kind === other.kind;
  return one.attribute === other.attribute;
}

/** "… but my daughter is allergic to it": the thing named last. */
function meansThat(to: number, last: number, tokens: readonly Token[]): boolean {
  if (to >= last || !/^(?:it|them|those|that)$/.test(tokens[to]?.text ?? '')) return false;
  const next = to + 1 < last ? (tokens[to + 1]?.text ?? '') : '';
  return !/^\p{L}/u.test(next) || /^(?:and|or|but|at|so)$/.test(next);
}

function subjectOf(mention: Named): WishSubject {
  if (mention.kind === 'product') return { kind: 'product', productId: mention.productId };
  if (mention.kind === 'lacking') return { kind: 'word', word: mention.word };
  return {
    kind: 'attribute',
    attribute: mention.attribute,
    values: mention.values,
    ...(mention.said ? { said: mention.said } : {}),
  };
}

function plainlyOf(mention: Named): Pick<Thing, 'plainly'> {
  if (mention.kind === 'product' || mention.attribute === 'category') return {};
  return { plainly: mention.attribute };
}
