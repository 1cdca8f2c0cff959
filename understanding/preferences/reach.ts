// How far the words of a cue reach over the things that follow. Pure.

import type { Token } from '../words.js';
import type { Cue } from './cues.js';
import type { Named } from './named.js';
import { JOINS, PLACING } from './own-nouns.js';

/** What is passed over for something else: "oak to pine". */
export const NOT_WISHED: Cue = { strength: 'none', scope: 'today', ofSomebody: false };

/** A cue that was read, with what it has reached so far; places number tokens. */
export interface Reach {
  readonly cue: Cue;
  readonly at: number;
  readonly to: number;
  readonly hits: number;
  readonly lastHit: number;
}

/** A cue reaches its object within a few words, then over the list that begins there. */
export function reachOf(
  reach: Reach | undefined,
  i: number,
  tokens: readonly Token[],
  mention: Named,
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

/** "Money isn't an issue", "I'm not the cook", "neither dryer nor": no noun of the customer's is avoided. */
export function isPredicate(i: number, tokens: readonly Token[]): boolean {
  const word = tokens[i]?.text ?? '';
  if (/^(?:isn't|aren't|is|are|neither|nor)$/.test(word)) return true;
  return (
    word === 'not' && /(?:^|'|’)(?:m|re|s|am|are|is|was|were|im|if|or|why)$/.test(tokens[i - 1]?.text ?? '')
  );
}
