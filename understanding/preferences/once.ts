// Of what a message says twice, one wish stays: the weightier one, and of opposites the last. Pure.

import type { StatedWish } from '../stated.js';

const PLAIN: ReadonlySet<StatedWish['kind']> = new Set(['colour', 'material']);

/** "Purple. It has to be purple" asks once; so does "after years of beige, no more beige". */
export function onceEach(wishes: readonly StatedWish[]): StatedWish[] {
  const seen = new Set<string>();
  const weighed = new Set(
    wishes.flatMap(({ kind, subject }) => (PLAIN.has(kind) ? [] : JSON.stringify(subject))),
  );
  const settled = wishes.filter(
    (wish, at) => !wishes.some((later, place) => place > at && isOpposite(wish, later)),
  );
  return settled.filter(({ kind, subject, for: whom, scope }) => {
    if (PLAIN.has(kind) && weighed.has(JSON.stringify(subject))) return false;
    const key = JSON.stringify([kind, subject, whom, scope]);
    return !seen.has(key) && seen.add(key);
  });
}

/** "I used to love red, but I went right off it." */
function isOpposite(one: StatedWish, other: StatedWish): boolean {
  return (
    ((one.kind === 'like' && other.kind === 'dislike') ||
      (one.kind === 'dislike' && other.kind === 'like')) &&
    one.for === other.for &&
    one.scope === other.scope &&
    JSON.stringify(one.subject) === JSON.stringify(other.subject)
  );
}
