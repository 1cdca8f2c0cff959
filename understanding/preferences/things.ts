// Which things of a sentence are liked, avoided, required or just named. Pure; for whom and until when is decided elsewhere.

import { singular } from '../spelling.js';
import type { WishSubject } from '../stated.js';
import { type Mention, SLIPPERY } from '../vocabulary.js';
import type { Token } from '../words.js';
import { CUE_WORDS, type Cue, cueAfter, cueBefore } from './cues.js';
import type { Placed } from './placed.js';
import type { Thought } from './thought.js';

export interface Thing {
  readonly subject: WishSubject;
  /** Absent: named without any weight. */
  readonly cue?: Cue;
  /** Where the words of the cue begin, for who is meant. */
  readonly cueStart: number;
  /** The cue stands behind the thing. */
  readonly isBehind?: true;
}

const JOINS = new Set([',', 'and', 'or', 'nor', '&', 'also', 'both', 'either', 'plus']);
/** A cue ends at these. */
const ENDS = new Set([
  '.',
  ';',
  '!',
  '?',
  ':',
  'but',
  'because',
  'though',
  'although',
  'however',
  'since',
  'so',
  'while',
  'whereas',
  'as',
  'if',
  'to',
  'over',
  'than',
  'what',
  'have',
  'need',
  'want',
  'looking',
  'show',
  'is',
  'are',
  'do',
  'i',
  'we',
  'he',
  'she',
  'they',
  'my',
  "it's",
  "i'm",
  "she's",
  "he's",
  'under',
  'max',
  'maximum',
  'please',
]);
const PLACING = new Set(['for', 'into', 'on', 'near', 'at']);
/** Heads that say nothing: "IKEA furniture" is about IKEA. */
const EMPTY_HEADS = new Set(
  'furniture stuff thing product one item piece brand range fabric material colour color version design'.split(
    ' ',
  ),
);
/** No customer avoids or likes these words by themselves. */
const NO_NOUN = new Set(
  "the a an it that this these those them him her me you us i we he she they my your our his their its one ones to be is are was were not no more too very so how what when where why which who if at by of on in for from with and or but as than then there here all any some much many really just only also again ever always never please thanks thank sorry yes nothing something anything everything same other others such idea problem doubt worries rush way matter preference hurry need longer cent cents penny animal animals exception exceptions objection objections flat want have get go see know think being having waiting doing going shopping paying surprise surprises bigger smaller larger cheaper wider taller longer higher expensive cheap big small large light heavy fancy special specific particular sure later soon now today tomorrow yet else between under over above below around about up down out off shop store service website site delivery order orders price prices money company staff team help person time times day week bit lot kind sort colour colours color colors material materials size sizes style styles shape idea ideas look feel quality thing things stuff calls call emails email newsletter newsletters texts text phone spam bot bots robot chat message messages contact human machine everyone anybody somebody someone nobody euros euro pounds dollars limit budget cm metres exactly necessarily essential important answer reply question luck use point good bad nice lovely great fine happy made matching possible spend pay cost costing exceed least most day's mind hear keep make take".split(
    ' ',
  ),
);

/** @returns what a sentence names, in order. `mentions` are those of the whole message. */
export function thingsIn(
  thought: Thought,
  tokens: readonly Token[],
  mentions: readonly Mention[],
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
      const { nouns, next } = freeNouns(to, last, tokens, at, cue);
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

/** What is passed over for something else: "oak to pine". */
const NOT_WISHED: Cue = { strength: 'none', scope: 'today', ofSomebody: false };

interface Reach {
  readonly cue: Cue;
  readonly at: number;
  readonly to: number;
  readonly hits: number;
  readonly lastHit: number;
}

/** A cue reaches its object within a few words, then over the list that begins there. */
function reachOf(
  reach: Reach | undefined,
  i: number,
  tokens: readonly Token[],
  mention: Mention,
): { cue: Cue; at: number } | undefined {
  if (!reach) return undefined;
  const between = tokens.slice(reach.lastHit, i).map(({ text }) => text);
  if (between.some((word) => PLACING.has(word))) return undefined;
  const isRoom = mention.kind === 'attribute' && mention.attribute === 'room';
  if (isRoom && between.some((word) => word === 'in' || word === 'of')) return undefined;
  if (reach.hits === 0) return between.length <= 4 ? reach : undefined;
  // "No feathers, in blue" asks for blue.
  if (
    between.includes(',') &&
    between.some((word) => word === 'in' || word === 'with') &&
    !between.some((word) => word === 'or' || word === 'nor')
  )
    return undefined;
  return between.length <= 1 || (between.length <= 4 && between.some((word) => JOINS.has(word)))
    ? reach
    : undefined;
}

/** "Hate glass tables" is about glass; "a jute rug" under a cue too. */
function isModified(
  i: number,
  mention: Mention,
  tokens: readonly Token[],
  at: ReadonlyMap<number, Mention>,
  isCued: boolean,
): boolean {
  if (!isCued || mention.kind !== 'attribute' || mention.attribute !== 'category') return false;
  for (const length of [1, 2, 3]) {
    const before = at.get(i - length);
    if (before && before.to === i) return before.kind === 'attribute' && before.attribute !== 'category';
  }
  return tokens[i - 1]?.text === '';
}

/** Catalogue words that mostly mean something else need a cue or a preposition right before them. */
function isSlippery(
  i: number,
  mention: Mention,
  tokens: readonly Token[],
  reach: Reach | undefined,
): boolean {
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
  at: ReadonlyMap<number, Mention>,
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

function isAlike(one: Mention | undefined, other: Mention): boolean {
  return one?.kind === 'attribute' && other.kind === 'attribute'
    ? one.attribute === other.attribute
    : one?.kind === other.kind;
}

/** The customer's own nouns after a cue, where the catalogue has no word: "candles", "IKEA furniture". */
function freeNouns(
  from: number,
  last: number,
  tokens: readonly Token[],
  at: ReadonlyMap<number, Mention>,
  cue: Cue,
): { readonly nouns: readonly Placed<WishSubject>[]; readonly next: number } {
  const nouns: Placed<WishSubject>[] = [];
  let i = from;
  while (i < last) {
    const phrase: Token[] = [];
    let j = i;
    while (j < last && !at.has(j) && phrase.length < 3) {
      const token = tokens[j];
      if (
        !token ||
        !/^\p{L}[\p{L}'-]+$/u.test(token.text) ||
        NO_NOUN.has(token.text) ||
        ENDS.has(token.text) ||
        JOINS.has(token.text) ||
        PLACING.has(token.text)
      )
        break;
      phrase.push(token);
      j++;
    }
    // A thing of the catalogue goes on from here: "modern lamps".
    if (at.has(j) && j < last) return { nouns, next: i };
    const head = phrase.findLast(({ text }) => !EMPTY_HEADS.has(singular(text)));
    if (!head || isVerbal(head.text) || phrase.length > 2 + (phrase.at(-1) === head ? 0 : 1))
      return { nouns, next: i };
    const next = tokens[j]?.text;
    const closes =
      j >= last ||
      next === undefined ||
      !/^\p{L}/u.test(next) ||
      JOINS.has(next) ||
      ENDS.has(next) ||
      PLACING.has(next) ||
      /^(?:in|with|at|all|too|either|anywhere|from|of|this|today|again|ever|anymore|any|very|so|here|around|indoors|that|who|which)$/.test(
        next,
      );
    if (!closes || (next === 'than' && head.text.endsWith('er'))) return { nouns, next: i };
    if (
      !cue.ofSomebody &&
      cue.strength !== 'must-not' &&
      cue.strength !== 'dislike' &&
      !cueTakesWord(head.text)
    )
      return { nouns, next: i };
    nouns.push({ start: head.start, end: head.end, value: { kind: 'word', word: singular(head.text) } });
    let k = j;
    while (k < last && JOINS.has(tokens[k]?.text ?? '')) k++;
    if (k === j || at.has(k)) return { nouns, next: j };
    // What follows the join may be a new thought: "no candles and I want".
    const following = tokens[k]?.text ?? '';
    if (NO_NOUN.has(following) || ENDS.has(following)) return { nouns, next: j };
    i = k;
    if (tokens[j]?.text === ',') return { nouns, next: j };
  }
  return { nouns, next: i };
}

/** "Must be washable": the adjectives that a requirement is made of, told by their ending or being of material. */
function cueTakesWord(word: string): boolean {
  return /(?:able|ible|proof|free|safe|made|resistant|organic|wood|wooden|recycled|fair|handmade|sturdy|foldable|stackable|dimmable|round|square|soft|ethical|sustainable|local)$/.test(
    word,
  );
}

function isVerbal(word: string): boolean {
  return (
    /(?:ing|ed|ly)$/.test(word) &&
    !/^(?:bedding|lighting|seating|gardening|cooking|reading|baking|hiking|knitting|painting|fishing|cycling|sewing|drawing|travelling|swimming|surfing|sailing|climbing|clothing|string|ring|wicker|bed|velvet)$/.test(
      word,
    ) &&
    !/(?:recycled)$/.test(word)
  );
}

/** "… but my daughter is allergic to it": the thing named last. */
function meansThat(to: number, last: number, tokens: readonly Token[]): boolean {
  if (to >= last || !/^(?:it|them|those|that)$/.test(tokens[to]?.text ?? '')) return false;
  const next = to + 1 < last ? (tokens[to + 1]?.text ?? '') : '';
  return !/^\p{L}/u.test(next) || /^(?:and|or|but|at|so)$/.test(next);
}

function subjectOf(mention: Mention): WishSubject {
  if (mention.kind === 'product') return { kind: 'product', productId: mention.productId };
  return {
    kind: 'attribute',
    attribute: mention.attribute,
    values: mention.values,
    ...(mention.said ? { said: mention.said } : {}),
  };
}
