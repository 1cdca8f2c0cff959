// "You scammed me", "this is a rip-off": a reproach of dishonesty, which is a complaint and no question about safe payment. Pure, and by rule.

import { normalise } from './normalise.js';

const FRAUD =
  '(?:scam(?:s|mers?|ming)?|fraud(?:s|sters?|ulent)?|con|con artists?|rip ?offs?|swindle(?:rs?)?|thie(?:f|ves)|theft|robbery|robbers|crooks?|cheats?|liars?|crooked|dishonest)';
const DID = '(?:scammed|cheated|robbed|conned|swindled|tricked|defrauded|deceived|fooled|ripped)';
const ACCUSES = new RegExp(
  [
    `\\b(?:this|that|it|you|you all|(?:your|this|the) (?:\\w+ )?(?:shop|company|store|website|site|business|firm|thing|place)) (?:is|are)(?: \\w+){0,3} ${FRAUD}\\b`,
    `^(?:what )?(?:an? |total |complete |such an? |bloody |you |bunch of )*${FRAUD}$`,
    `\\byou(?: \\w+)? ${DID}\\b`,
    `\\b(?:been|being|was|were|am|feel|got) (?:\\w+ )?${DID}\\b`,
    '\\byou (?:\\w+ )?(?:stole|have stolen|took and kept|are stealing|steal)\\b',
    '\\byou (?:have )?lied\\b|\\byou (?:are )?lying\\b',
  ].join('|'),
);
/** "Is this a scam?" asks, and "my card was stolen" tells of somebody else. */
const ASKS =
  /^(?:(?:hi|hello|hey|so|and|but|ok|sorry) )*(?:is|are|was|do|does|did|can|could|how|why do|what if)\b/;
const OF_OTHERS =
  /\b(?:got|received|had|have) (?:an? )?(?:e ?mail|mail|text|sms|call|message|letter)s?\b|\bmy card was\b/;

/** @returns whether the business is accused of cheating. */
export function accuses(text: string): boolean {
  const plain = normalise(text);
  return ACCUSES.test(plain) && !ASKS.test(plain) && !OF_OTHERS.test(plain) && !NOT.test(plain);
}
/** "I'm not saying this is a scam" is none. */
const NOT = /\bnot (?:an? |saying |a )?(?:\w+ ){0,3}(?:scam|fraud|rip ?off)\b/;
