// "Delete all my data", "send me all you have about me": a customer who tells what to do with their data asks no question about it, whatever
// the knowledge has to say. Tells which task it is for.

import { eraseData } from '../dialogs/erase-data.js';
import { whatDoYouKnow } from '../dialogs/preferences.js';
import type { Turn } from '../dialogs/turn.js';
import type { Understanding } from '../understanding/understanding.js';

/** What a demand begins with; "how do I" and "when do you" ask. */
const DEMAND =
  "^\\W*(?:(?:hi|hello|hey|ok|okay|so|and|now|then|just|no|well|please|thanks|thank you)\\W+)*(?:(?:can|could|will|would) you (?:please |kindly )?|(?:i(?:['’]d| would)? ?(?:really )?(?:want|like|need|wish|demand|ask|request)(?: that)?(?: you)?(?: to)?(?: have)? )|you (?:must|should|have to|need to|can) )?(?:please |just |kindly |immediately |now )*";
const GOES = '(?:delete|erase|remove|wipe(?: out)?|destroy|purge|clear|get rid of)';
const GONE = '(?:deleted|erased|removed|wiped|destroyed|purged|gone)';
/** "My personal data", "all of my chats": without a word that says of what ("my payment details"), all of them. */
const MINE =
  '(?:(?:all|any|every|the|of|this|these|whole|entire|complete|full|personal|private|customer|user|chat|online|stored|saved)\\s+|(?:my|our)\\s+)*?(?:my|our|this|these)\\s+(?:(?:whole|entire|complete|full|personal|private|customer|user|chat|online|stored|saved|shop)\\s+)*(?:data|details|information|info|account|profile|login|registration|records?|chats?|conversations?|messages|history)';
const ALL_OF_ME =
  '(?:all|everything|anything|whatever|(?:all )?the (?:data|information|info|details))\\b[^?.!,]*?\\b(?:about|on|of|concerning) me';
const ME =
  '(?:me|myself)(?= *(?:$|[.!,]|from (?:your|the|all|this) (?:\\w+ )?(?:systems?|records?|database|files|books|computers?|memory)\\b|please\\b|completely\\b|entirely\\b|now\\b))';
/** What is done to one thing of an order is no matter of one's data. */
const OF_ONE_THING = /\b(?:orders?|parcel|return|wish ?list|basket|newsletter|cookies?)\b/i;
const ERASES = [
  new RegExp(`${DEMAND}(?:${GOES}\\s+(?:${MINE}|${ALL_OF_ME}|${ME})|forget\\s+${ME})(?![\\w-])`, 'i'),
  new RegExp(`${DEMAND}(?:${MINE}|${ALL_OF_ME})\\b[^?.!,]*?\\b${GONE}\\b`, 'i'),
];
/** What the shop keeps, and the bot can't delete. */
const ACCOUNT = /\b(?:account|profile|login|registration)\b/i;

const HANDS =
  '(?:send|give|mail|e-?mail|export|download|print(?: out)?|hand(?: over)?|provide|show|get|forward|let me have|see)';
const COPY = `(?:${ALL_OF_ME}|(?:all|everything|a copy|copy|the file|a file|an export)\\b[^?.!,]*?\\bmy\\s+(?:\\w+\\s+)?(?:data|information|info|records?|details)|(?:all|everything) (?:that )?you have (?:got |stored |saved )?(?:about|on) me)`;
const EXPORTS = [
  new RegExp(`${DEMAND}${HANDS}\\s+(?:(?:me|us|to me|out)\\s+)?(?:with\\s+)?${COPY}\\b`, 'i'),
  new RegExp(`${DEMAND}(?:export|download) my (?:\\w+ )?(?:data|information|records?)\\b`, 'i'),
  new RegExp(`${DEMAND}(?:a copy of|all) my (?:\\w+ )?(?:data|information|records?)\\b`, 'i'),
];
/** More words tell a story. */
const MOST_WORDS = 18;

/** An answer less likely than this has nothing to do with it. */
const LIKELY = 0.1;

/**
 * @returns the task that is meant; `first`: the entry of the knowledge that belongs to it and is said before, as where an account is closed or a
 *   copy is asked for.
 */
export function dataAsked(
  { text, record }: Turn,
  whole: Understanding,
): { readonly intent: string; readonly first?: string } | undefined {
  if (text.trim().split(/\s+/).length > MOST_WORDS || OF_ONE_THING.test(text)) return undefined;
  if (ERASES.some((said) => said.test(text))) {
    if (!ACCOUNT.test(text) || whole.kind !== 'answer') return { intent: eraseData.id };
    // A visitor has no account here, so that the answer is all there is to say of it.
    return record.kind === 'guest' ? undefined : { intent: eraseData.id, first: whole.entryId };
  }
  if (whole.kind === 'intent' && whole.intent !== whatDoYouKnow.id) return undefined;
  if (!EXPORTS.some((said) => said.test(text))) return undefined;
  const first = answerIn(whole);
  return { intent: whatDoYouKnow.id, ...(first === undefined ? {} : { first }) };
}

function answerIn(whole: Understanding): string | undefined {
  if (whole.kind === 'answer') return whole.entryId;
  const likely = whole.evidence.find(({ target, score }) => target.startsWith('answer:') && score >= LIKELY);
  return likely?.target.slice('answer:'.length);
}
