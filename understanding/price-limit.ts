// The most that a customer wants to pay, as said in a message: "nothing over 80 euros", "under 50", "80 at most". Pure.

import { type Money, placedMoneyIn } from './plain-entities.js';

const UPWARDS = /\b(?:over|above|more than|beyond|exceeding|higher than)(?: \w+)? ?$/i;
const NEGATED =
  /\b(?:nothing|not|no|never|without|don['’]?t|wouldn['’]?t|can['’]?t|cannot|won['’]?t|isn['’]?t)\b[^.?!;,]{0,30}$/i;
const DOWNWARDS =
  /\b(?:under|below|up to|max(?:imum)?(?: of| is)?|at most|less than|cheaper than|within|(?:budget|limit)(?: is| of|:)?(?: about| around| at most)?|spend(?: up to| about)?|afford|no more than|not more than|nothing over|nothing above)(?: about| around)? ?$/i;
/** "Nothing under 40" is a limit downwards. */
const LEAST =
  /(?<!\b(?:there|there['’]s|is|find|found|see|sell|got|have|has) )\b(?:nothing|not|never|(?:don['’]?t|do not) (?:want|need|show me) (?:anything|something|any|things|one))(?: \w+)? (?:under|below|less than|cheaper than)(?: about| around)? ?$/i;
const AFTER =
  /^ ?(?:at most|at the most|max(?:imum)?|or less|or under|or below|tops|is my (?:limit|maximum|max|budget)|budget|limit)\b/i;
/** A limit whose sum is in words, which only the recognizers read. */
const SPELT =
  /\b(?:(?:nothing|not|no|never|don['’]?t)\b[^.?!;,]{0,25}\b(?:over|above|more than|beyond)|under|below|up to|max(?:imum)?(?: of)?|at most|less than|cheaper than|budget (?:is|of)) (?:about )?(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b[\w -]{0,40}?(?:euros?|pounds?|dollars?|$)|\b(?:ten|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)(?: euros?| pounds?)? (?:at most|max(?:imum)?|or less|tops)\b/i;

/**
 * @param money what the recognizers found; used only for a sum spelt out.
 * @returns the limit with the place of the words that set it, or `undefined`. "Over 80" alone is no limit upwards.
 */
export function priceLimitIn(
  text: string,
  money: readonly Money[],
): { readonly amount: number; readonly start: number; readonly end: number } | undefined {
  for (const { amount, start, end } of placedMoneyIn(text)) {
    const before = text.slice(Math.max(0, start - 60), start);
    const after = text.slice(end, end + 30);
    const late = AFTER.exec(after);
    if (late) return { amount, start, end: end + late[0].length };
    if (LEAST.test(before)) continue;
    if (DOWNWARDS.test(before) || (UPWARDS.test(before) && NEGATED.test(before)))
      return { amount, start, end };
  }
  const spelt = SPELT.exec(text);
  const [first] = money;
  if (spelt && first) return { amount: first.amount, start: spelt.index, end: spelt.index + spelt[0].length };
  return undefined;
}
