// "What did I order last time?", "my latest order": which order is meant by its place in time. Pure.

/** "Last week" and "last Christmas" are days, and no order's place among the others. */
const LAST =
  'last(?: time)?(?! (?:week|month|year|summer|winter|spring|autumn|fall|christmas|easter|night|\\w+day|january|february|march|april|may|june|july|august|september|october|november|december|one\\b))';
const NEWEST = new RegExp(
  `\\b(?:last|latest|newest|most recent) (?:order|purchase)\\b|\\b(?:order(?:ed)?|bought|buy|purchased?) (?:(?:from you|with you|here|something|anything) )*(?:${LAST}|most recently)\\b|\\blast (?:ordered|bought)\\b|\\bi (?:last|most recently) (?:order(?:ed)?|bought|buy)\\b`,
  'i',
);
const ASKS =
  /^\W*(?:(?:hi|hello|hey|and|so|ok|okay|please|remind me|tell me|show me|can you (?:tell|show|remind) me|do you know|i forgot|i['’]d like to (?:see|know)|look up|see|show)\W+)*(?:what|which|when|show|see|tell|look|details|contents|(?:the |in )*my (?:very )?(?:last|latest|newest|most recent))\b|\bwhat (?:did|was|were|is)\b/i;
/** What is to be done with it is another task's. */
const DOES =
  /\b(?:again|same|repeat|re-?order|cancel|return|send|sent|refund|change|late|where|wrong|broken|damaged|missing|complain\w*|track|arriv\w*|come|coming|cost|paid|pay|invoice|receipt)\b/i;

/** @returns whether the newest of the customer's orders is named. */
export function namesNewestOrder(text: string): boolean {
  return NEWEST.test(text);
}

/** @returns whether it is asked what the newest order was. */
export function asksForNewestOrder(text: string): boolean {
  return namesNewestOrder(text) && ASKS.test(text) && !DOES.test(text);
}
