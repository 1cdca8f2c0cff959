// What is said of a thing, by weights learnt from examples: nothing, asked for, liked, avoided …, and for now or for good. It holds no words.

import type { StatedWish } from '../stated.js';
import { LEARNT } from './weights.js';

/** In the order of the weights; `plain`: asked for without more weight. */
export const SAID = ['nothing', 'plain', 'owned', 'like', 'dislike', 'must', 'must-not'] as const;

export type Said = (typeof SAID)[number];

/** Per number of the surroundings: a weight for each of `SAID`, then one for `lasting`. */
export const COLUMNS = SAID.length + 1;

/** What is learnt: steps, so that only their relation to each other counts. */
const WEIGHTS = new Int8Array(Buffer.from(LEARNT.weights.join(''), 'base64'));

/** @param surroundings as `surroundingsOf` gives them; @param weights `COLUMNS` a number. */
export function weighed(
  surroundings: ReadonlySet<number>,
  weights: ArrayLike<number> = WEIGHTS,
): { readonly said: Said; readonly scope: StatedWish['scope'] } {
  const sums = new Array<number>(COLUMNS).fill(0);
  for (const bucket of surroundings) {
    const from = bucket * COLUMNS;
    for (let column = 0; column < COLUMNS; column++)
      sums[column] = (sums[column] ?? 0) + (weights[from + column] ?? 0);
  }
  let most = 0;
  for (let each = 1; each < SAID.length; each++) if ((sums[each] ?? 0) > (sums[most] ?? 0)) most = each;
  return { said: SAID[most] ?? 'nothing', scope: (sums[SAID.length] ?? 0) > 0 ? 'lasting' : 'today' };
}
