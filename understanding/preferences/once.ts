// Of what a message says twice, one wish stays: the weightier one. Pure.

import type { StatedWish } from '../stated.js';

const PLAIN: ReadonlySet<StatedWish['kind']> = new Set(['colour', 'material']);

/** "Purple. It has to be purple" asks once; so does "after years of beige, no more beige". */
export function onceEach(wishes: readonly StatedWish[]): StatedWish[] {
  const seen = new Set<string>();
  const weighed = new Set(
    wishes.flatMap(({ kind, subject }) => (PLAIN.has(kind) ? [] : JSON.stringify(subject))),
  );
  return wishes.filter(({ kind, subject, for: whom, scope }) => {
    if (PLAIN.has(kind) && weighed.has(JSON.stringify(subject))) return false;
    const key = JSON.stringify([kind, subject, whom, scope]);
    return !seen.has(key) && seen.add(key);
  });
}
