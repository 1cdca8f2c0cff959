// Products of the business that a customer, or somebody named, is said to have: by possession right before the product's name. Pure.

import type { Thought } from './thought.js';

const HAS =
  /(?:\b(?:have|has|had|'ve|got|own|owns|bought|purchased|love|loves|use|uses)|'ve|'s) (?:already |had |got |bought |just |both )*(?:the|a|an|my|our|two|three|four|your|his|her)? ?$/;
const MINE = /\b(?:my|our) (?:old |new |beloved |trusty )?$/;
/** How long it has been had, or from whom. */
const SINCE =
  /\b(?:for (?:\w+ )?(?:years?|months?|ages)|ago|last (?:\w+)|from you|i bought|we bought|still (?:going|love|use)|already|since|so much|goes? with|to match|matching|next to|beside)\b/;
const NOT_HAD =
  /\b(?:don't|do not|doesn't|never|would|could|can i|can we|do you|have you|has anyone|if i|if we|should i|i'd)\b[^,;]{0,25}$/;
/** Then it is a matter for service, and says nothing of wishes. */
const FAULT =
  /\b(?:arrived|broke|broken|damaged|cracked|faded|returned?|returns|refund(?:ed)?|exchange|cancel\w*|missing|delivered|received|warranty|guarantee|order (?:number )?#?\d+|invoice|parcel|leak\w*|fell|wobbl\w+|squeak\w*|clean|wash|assembl\w+|tracking|where)\b/;

/** @param start of the product's name in the message. @returns whether the sentence says that somebody has that product. */
export function hasProduct({ text, start: from }: Thought, start: number, end: number): boolean {
  if (FAULT.test(text)) return false;
  const before = text.slice(0, start - from);
  if (NOT_HAD.test(before)) return false;
  const has = HAS.exec(before);
  if (has) return !/^\W*(?:love|loves)\b/.test(has[0]) || /\b(?:my|our) ?$/.test(before);
  return (
    (MINE.test(before) && SINCE.test(text)) ||
    /^ (?:that )?(?:i|we) (?:bought|got|have|own)\b/.test(text.slice(end - from))
  );
}
