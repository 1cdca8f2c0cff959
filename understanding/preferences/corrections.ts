// "A wool rug, no wait, a cotton one": of what is corrected within a message, only what was meant last stays. Pure.

import type { StatedWish } from '../stated.js';

const CORRECTING =
  /\b(?:i meant?|i mean|no[, ]+wait|wait[, ]+no|hang on|actually|make (?:it|that)|sorry|or rather|correction|scratch that|, no, |wrong \w+|no[, ]+(?:not )?(?:the|in|a|an|for)\b|on second thoughts?|oops|let's say|better)\b/g;
const MEANING = /\b(?:i meant?|i mean)\b/;

/** @param wishes of one message, with their places; @param plain the message in lower case. */
export function meantLast(wishes: readonly StatedWish[], plain: string): readonly StatedWish[] {
  const marks = [...plain.matchAll(CORRECTING)].map(({ index }) => index);
  if (marks.length === 0) return wishes;
  let kept = wishes;
  for (const mark of marks) {
    const later = new Set(kept.filter(({ start, kind }) => start >= mark && kind !== 'must-not').map(aspect));
    kept = kept.filter((wish) => wish.start >= mark || !replaceable(wish) || !later.has(aspect(wish)));
  }
  const meaning = MEANING.exec(plain);
  if (!meaning) return kept;
  // "I meant blue, not green" avoids nothing.
  const meant = new Set(kept.filter(({ kind }) => kind !== 'must-not').map(aspect));
  return kept.filter((wish) => wish.kind !== 'must-not' || !meant.has(aspect(wish)));
}

/** What one correction can put in another's place. */
function aspect({ subject, kind }: StatedWish): string {
  if (subject.kind === 'attribute') return subject.attribute;
  return subject.kind === 'word' ? kind : subject.kind;
}

/** A taste or habit stands beside another; only what is asked for now is corrected. */
function replaceable({ kind, scope }: StatedWish): boolean {
  return scope === 'today' && kind !== 'dislike' && kind !== 'owned';
}
