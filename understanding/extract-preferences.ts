// Finds what a customer says they like, avoid, must have or want to pay. Pure; what becomes of it is decided elsewhere.

import type { Money } from './plain-entities.js';
import { PRICE_LIMIT, priceLimitIn } from './price-limit.js';
import type { StatedPreference } from './stated.js';
import { type Mention, mentionsIn, SLIPPERY, type Vocabulary } from './vocabulary.js';
import { type Token, tokensOf } from './words.js';

type Strength = StatedPreference['strength'];

/** What turns the words after it into a preference, longest first; tokens joined by blanks. */
const CUES: readonly (readonly [RegExp, Strength | 'none'])[] = [
  [
    /^(?:(?:do not|don't|dont|did not|didn't) (?:really |particularly )?(?:like|love|enjoy|care for|fancy)) /,
    'dislike',
  ],
  [
    /^(?:(?:do not|don't|dont) (?:ever )?(?:want|buy|use|wear|need|tolerate|take|show me|eat|accept)) /,
    'must-not',
  ],
  [
    /^(?:(?:not|never) (?:a |been a |really a |a big )?(?:fan of|fond of|keen on|into|crazy about|mad about|partial to)) /,
    'dislike',
  ],
  [/^(?:(?:prefer|would rather) not|dislike|rather not) /, 'dislike'],
  [
    /^(?:(?:can't|cannot|can not|cant|couldn't) (?:stand|bear|have|tolerate|abide|wear)|hate|detest|loathe|avoid|avoiding|allergic to|allergy to|intolerant to|react to|free of|free from|without(?: any)?|never(?: any)?|nothing (?:with|in|of|made of|made from|containing)|anything but|except|no more|no|not) /,
    'must-not',
  ],
  [/^(?:only (?:buy|want|use|like|wear)|must be|has to be|have to be|needs to be|nothing but|only) /, 'must'],
  [
    /^(?:(?:really |just )?(?:love|like|adore|prefer|enjoy|fancy)|(?:a )?(?:big |huge )?fan of|fond of|keen on|into|crazy about|mad about|favou?rite (?:colou?r|material|room|wood)?(?: ?is| are)?|favou?rites? (?:is|are)) /,
    'like',
  ],
];
/** "would like a lamp" and "do you like" wish for or ask; they say no taste. */
const NO_TASTE =
  /(?:\b(?:would|i'd|id|you'd|we'd|feel|looks?|looking|just|more|something|similar|do you|does it|else) |^)$/;
/** No end of a thought, but of what a cue reaches. */
const ENDS = new Set(['.', ';', '!', '?', ':', 'but', 'because', 'though', 'although']);
const JOINS = new Set([',', 'and', 'or', 'nor', '&', 'also']);
const PLACING = new Set(['for', 'in', 'into', 'on']);

const VEGAN = /\b(?:vegan|animal[- ]free|(?:no|without|avoid) animal (?:products|materials))\b/i;
const NOT_VEGAN =
  /\b(?:not|isn't|no longer|never|n't|stopped being|am no|not a|quit being)(?: \w+)?(?: a)? vegan\b/i;
const OWN_VEGAN =
  /\b(?:i|we|i'm|im|we're|i’m)\b[^.?!;]*\b(?:vegan|animal)|\b(?:must be|only|strictly|everything|something|as a|keep it|make it) vegan|^\W*(?:and )?(?:(?:strictly )?vegan|(?:no|without) animal (?:products|materials))(?: please| only)?\W*$|,\s*vegan\b|\bvegan\s*(?:,|and\b)|\b(?:no|without|avoid) animal/i;

/**
 * Reads every preference of a message, in the order said. Says nothing of a plain question or wish ("do you have a wool rug?").
 * A value that is avoided takes with it the values that contain it: no wool is no merino wool.
 * @param entities money found in the text; used where the sum is spelt out ("no more than eighty euros").
 */
export function extractPreferences(
  text: string,
  vocabulary: Vocabulary,
  entities: { readonly money: readonly Money[] },
): readonly StatedPreference[] {
  const tokens = tokensOf(text);
  const stated: { readonly at: number; readonly preference: StatedPreference }[] = [];
  for (const clause of attributeClauses(tokens, mentionsIn(tokens, vocabulary))) {
    const words = text.slice(clause.start, clause.end);
    for (const subject of subjectsOf(clause.mention, clause.strength)) {
      stated.push({ at: clause.start, preference: { subject, strength: clause.strength, words } });
    }
  }
  const vegan = VEGAN.exec(text);
  if (vegan && OWN_VEGAN.test(text) && !NOT_VEGAN.test(text)) {
    const start = clauseStart(tokens, tokenAt(tokens, vegan.index));
    const words = text.slice(start, vegan.index + vegan[0].length);
    stated.push({ at: start, preference: { subject: { kind: 'vegan' }, strength: 'must', words } });
  }
  const limit = priceLimitIn(text, entities.money);
  if (limit) {
    const start = Math.max(clauseStart(tokens, tokenAt(tokens, limit.start)), 0);
    stated.push({
      at: start,
      preference: {
        subject: { kind: 'max-price', amount: limit.amount },
        strength: 'must',
        words: text.slice(start, limit.end),
      },
    });
  }
  return eitherOf(stated.sort((a, b) => a.at - b.at).map(({ preference }) => preference));
}

/** "Only white or cream": no product need be both, so that several musts of one kind become likes. */
function eitherOf(stated: readonly StatedPreference[]): readonly StatedPreference[] {
  const musts = stated.flatMap(({ subject, strength }) =>
    strength === 'must' && subject.kind === 'attribute' ? [subject.attribute] : [],
  );
  return stated.map((each) =>
    each.strength === 'must' &&
    each.subject.kind === 'attribute' &&
    musts.indexOf(each.subject.attribute) !== musts.lastIndexOf(each.subject.attribute)
      ? { ...each, strength: 'like' }
      : each,
  );
}

/** @returns what a message takes back, for example "I'm not vegan any more". */
export function retractions(text: string): readonly 'vegan'[] {
  return NOT_VEGAN.test(text) ? ['vegan'] : [];
}

interface Clause {
  readonly mention: Mention;
  readonly strength: Strength;
  /** Places in the text of the customer's words. */
  readonly start: number;
  readonly end: number;
}

/** Walks the words once; a cue holds for what follows, over "and", "or" and commas, until another cue or the end of the thought. */
function attributeClauses(tokens: readonly Token[], mentions: readonly Mention[]): readonly Clause[] {
  const clauses: Clause[] = [];
  const mentionAt = new Map(mentions.map((mention) => [mention.from, mention]));
  const rest = (i: number) =>
    `${tokens
      .slice(i, i + 6)
      .map(({ text }) => text)
      .join(' ')} `;
  let cue:
    | { readonly strength: Strength; readonly at: number; readonly to: number; hits: number }
    | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const mention = mentionAt.get(i);
    if (mention) {
      const end = tokens[mention.to - 1]?.end ?? token.end;
      const free = tokens[mention.to];
      if (free?.text === 'free')
        clauses.push({ mention, strength: 'must-not', start: token.start, end: free.end });
      else if (cue && reaches(tokens, cue, mention, token)) {
        cue.hits++;
        clauses.push({ mention, strength: cue.strength, start: clauseStart(tokens, cue.at), end });
      }
      i = mention.to - 1;
      continue;
    }
    if (ENDS.has(token.text)) cue = undefined;
    const found = cueAt(rest(i), tokens, i);
    if (found) {
      cue =
        found.strength === 'none'
          ? undefined
          : { strength: found.strength, at: i, to: i + found.length, hits: 0 };
      i += found.length - 1;
    }
  }
  return clauses;
}

function cueAt(
  rest: string,
  tokens: readonly Token[],
  i: number,
): { strength: Strength | 'none'; length: number } | undefined {
  // Only a word opens a cue: spares a paste of numbers and marks the search for one at each.
  if (!/^\p{L}/u.test(rest)) return undefined;
  for (const [pattern, strength] of CUES) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const before = `${tokens
      .slice(Math.max(0, i - 2), i)
      .map(({ text }) => text)
      .join(' ')} `;
    if (strength === 'like' && i > 0 && NO_TASTE.test(before)) return { strength: 'none', length: 1 };
    // "No, I love oak" answers; it avoids nothing. "Nothing over 80" is about money.
    const length = match[0].trim().split(' ').length;
    if (strength === 'must-not' && tokens[i + length]?.text === ',') return undefined;
    if (
      PRICE_LIMIT.test(rest) ||
      /^(?:not|no) (?:only|idea|problem|doubt|matter|worries|longer|thanks)\b/.test(rest)
    ) {
      return { strength: 'none', length: 1 };
    }
    return { strength, length };
  }
  return undefined;
}

/** A cue reaches over the list that it opens, not into "for the bedroom" and not past other words without end. */
function reaches(
  tokens: readonly Token[],
  cue: { readonly to: number; readonly hits: number },
  mention: Mention,
  token: Token,
): boolean {
  const between = tokens.slice(cue.to, mention.from).map(({ text }) => text);
  const lately = between.slice(-3);
  // "I like to sit in the garden" says no taste for a room.
  if (
    mention.kind === 'attribute' &&
    mention.attribute === 'room' &&
    between.some((word) => PLACING.has(word))
  )
    return false;
  if (cue.hits > 0 && lately.some((word) => PLACING.has(word))) return false;
  if (cue.hits === 0 && between.length > 4) return false;
  // After the first hit only a list goes on: "no wool, leather or feathers", not "no wool, what about the oak bench".
  if (
    cue.hits > 0 &&
    !between.some((word, i) => i >= between.length - 3 && JOINS.has(word)) &&
    between.length > 1
  )
    return false;
  if (
    cue.hits > 0 &&
    lately.some((word) =>
      ['what', 'have', 'need', 'want', 'looking', 'show', 'is', 'are', 'do'].includes(word),
    )
  )
    return false;
  // "Natural materials" is no colour.
  if (
    SLIPPERY.has(token.text) &&
    /^(?:materials?|products?|things|fib(?:re|er)s?)$/.test(tokens[mention.to]?.text ?? '')
  )
    return false;
  return !(SLIPPERY.has(token.text) && cue.hits === 0 && between.length > 1);
}

function subjectsOf(mention: Mention, strength: Strength): readonly StatedPreference['subject'][] {
  if (mention.kind === 'product') return [{ kind: 'product', productId: mention.productId }];
  const { attribute, values } = mention;
  const meant = strength === 'must-not' || strength === 'dislike' ? values : values.slice(0, 1);
  return meant.map((value) => ({ kind: 'attribute', attribute, value }));
}

/** Where the customer's own words for a cue begin: after the last mark or join. */
function clauseStart(tokens: readonly Token[], at: number): number {
  let from = at;
  while (from > 0) {
    const before = tokens[from - 1]?.text ?? '';
    if (ENDS.has(before) || JOINS.has(before)) break;
    from--;
  }
  return tokens[from]?.start ?? 0;
}

function tokenAt(tokens: readonly Token[], place: number): number {
  const found = tokens.findIndex(({ end }) => end > place);
  return found < 0 ? Math.max(0, tokens.length - 1) : found;
}
