// How and in which language a customer wants to be spoken with. Pure; knows nothing of what is sold.

import type { Placed } from './placed.js';

export interface Channel {
  readonly channel: string;
  readonly refused: boolean;
}

const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:news ?letters?|mailing list|advertising|marketing e?-?mails?|promotional e?-?mails?|promo(?:tion)?s? e?-?mails?|adverts?|marketing|spam)\b/g,
    'newsletter',
  ],
  [/\b(?:e-?mail(?:s|ed|ing)?|mails?(?! order)|inbox)\b/g, 'email'],
  [
    /\b(?:phone|telephone|telephoning|phoned|phoning|ring(?:ing)?|call(?:s|ed|ing)?|phone calls?)\b/g,
    'phone',
  ],
  [/\b(?:sms|texts?(?! on)|texting|text messages?)\b/g, 'sms'],
  [/\b(?:whats ?app)\b/g, 'whatsapp'],
  [/\b(?:by post|post(?: me)?|letters?|in the post|through the post)\b/g, 'post'],
  [/\b(?:chat(?:ting)?|message me here|in here)\b/g, 'chat'],
];
/** What makes a channel's word a wish about being contacted. */
const WISHES =
  /\b(?:(?:e-?mail|call|phone|telephone|ring|text|message|contact|reach|write(?: to)?|whats ?app|ping|notify|update|tell|let) (?:me|us)\b|(?:call|phone|ring|text|e-?mail|write|contact|message)(?:ing|s)? (?:me|us)\b|me (?:an? )?(?:quick |short )?(?:e-?mail|text|sms|letter|message|call|ring|whats ?app|buzz|bell)\b|(?:wrote|written to|mail|buzz) me\b|(?:e-?mail|text|call|whats ?app|letter|sms)(?:'s| is| are| would be) (?:\w+ )?(?:welcome|perfect|great|good|ok|okay|grand|handy|handier|handiest)\b|never (?:look at|read|check|open|answer)(?: my| the)? (?:e-?mails?|mails|texts|phone|letters)|(?:these|those|your|all the) (?:e-?)?mails|(?:by|via|over|through|on) (?:e-?mail|phone|text|sms|post|whats ?app|chat|the phone|letter|mail)\b|news ?letters?|mailing list|marketing|promotional|adverts?|(?:e-?mail|text|call|letter|message|whats ?app|sms) (?:will|would|'ll) (?:do|be)\b|no need to (?:call|ring|phone|text|e-?mail)|(?:texting|e-?mailing|ringing|calling|phoning|messaging) (?:suits|works|is (?:best|better|easier|fine))|(?:no|not|any|more) (?:phone )?(?:calls|texts|text messages|e-?mails|sms)\b|(?:prefer|rather|best|easiest|like) (?:to )?(?:chat|e-?mail|text|sms|phone|call|post|letter|whats ?app)|(?:e-?mail|phone|text|sms|post|whats ?app|chat) is (?:best|better|easiest|easier|fine|preferred|the best)|unsubscribe|no (?:spam|phone)\b|(?:you|ye) (?:may|can|could) (?:always |just )?(?:phone|call|ring|text|e-?mail|telephone)\b|mails? (?:is|are) (?:fine|ok|okay|good|best|grand|welcome)|(?:my|the) inbox\b|correspondence|(?:don't|do not|dont|never|stop|not) (?:tele)?(?:phone|call|ring|text|e-?mail)(?:ing)?\b|(?:letters?|e-?mails?|texts?|phone|calls?|sms|whats ?app|post) (?:only|please)|(?:rather|prefer) (?:whats ?app|sms|texts?|post|phone|calls?))/;
const NO_WISH =
  /\b(?:did (?:you|ye|anyone|somebody) (?:call|phone|ring|text|e-?mail)|vouchers?|ring the|rings? like|battery|door ?bell|the bell|(?<!\b(?:won't|will not|to|rather|not) )(?:got|received|sent|never got|didn't get|have) (?:an?|the|your|no|any) (?:\w+ )?(?:e-?mail|call|text|letter|newsletter|sms)|i (?:called|phoned|rang|emailed|e-mailed|texted|wrote)|(?:nobody|no one|you) (?:called|phoned|rang|emailed|texted|answers?)|what(?:'s| is) your|your (?:phone|number|e-?mail)|can i (?:call|phone|ring|e-?mail|text|chat)|how (?:do|can) i|confirmation|invoice|receipt|my (?:new )?(?:e-?mail|phone)(?: address| number)?|change my|called (?:the|a)|on the phone (?:with|to)|my phone (?:died|is|was|broke)|phone (?:died|broke)|text on|post ?code)\b/;
const REFUSING =
  /\b(?:don't|do not|dont|can't take|no|not|nothing|never|stop|spare (?:me|us)|enough (?:with|of)|to an?|without|instead of|rather than|than(?: (?:on|by|over|via))?(?: the)?|fewer|less|leave|too many|prefer\w* [^,.;!?]{1,25} (?:to|over)|unsubscribe|hate|off|won't|will not|wouldn't|rather not|fed up with|tired of|sick of|enough of|nor|or)\b[^,.;!?]{0,28}$/;

/** A way of contact and words of preference about it, however they are put. */
const HOW =
  /\b(?:e-?mail(?:s|ing)?|mails|phone(?! (?:case|holder|stand|charger|number))|phone calls?|calls?|sms|texts?|text messages?|texting|whats ?app|(?:this |the )?chat|news ?letters?|advertising|letters?)\b/;
const PREFERS =
  /\b(?:please|pls|prefer\w*|rather|best|better|easie(?:r|st)|handie(?:r|st)|only|suits?|works? (?:best|better|for)|way to (?:reach|contact|get)|reach(?:able|ed)?|get (?:hold|a hold)|contact(?:ed)?|keep in touch|fan of|hate|can't (?:stand|take|hear)|don't|do not|dont|never|stop|instead|fine|(?:ok|okay|welcome|grand|good) (?:for|with|by)|appreciate|spare (?:me|us)|enough (?:with|of)|drop (?:me|us)|stay (?:in|on|here)|wish to|always (?:call|ring|text|e-?mail|write)|happy (?:to|with))\b/;

/** @param thought lower case, one sentence. */
export function channelsIn(thought: string): readonly Placed<Channel>[] {
  if (!(WISHES.test(thought) || (PREFERS.test(thought) && HOW.test(thought))) || NO_WISH.test(thought))
    return [];
  const found: Placed<Channel>[] = [];
  for (const [pattern, channel] of CHANNELS) {
    const match = [...thought.matchAll(pattern)].find(({ index }) =>
      found.every((other) => index >= other.end || index + 1 <= other.start),
    );
    if (!match) continue;
    const before = thought.slice(0, match.index);
    const refusing = REFUSING.exec(before);
    const refused =
      refusing !== null &&
      !/\b(?:but|just|please) \w*$/.test(refusing[0]) &&
      !(/^or\b/.test(refusing[0]) && !NEGATED_BEFORE.test(before));
    found.push({ start: match.index, end: match.index + match[0].length, value: { channel, refused } });
  }
  return found.sort((a, b) => a.start - b.start);
}
const NEGATED_BEFORE = /\b(?:don't|do not|dont|no|not|never|stop)\b/;

/** "Danish design", "the Spanish islands": of what is from there. */
const OF_A_THING =
  /^ (?!(?:please|pls|if|is|are|was|would|will|only|speakers?|speaking|instead|or|and|but|then|now|today|with|to|at|from|thanks|thank|too|also|version|language|anyone|best|better|possible|maybe|for|as|so|because|when|again|here|though|than|in|on|all|ok|okay|well|very|myself|works|suits|would|por|bitte|yourself|by|there|available|i|we|it|the|my|me|she|he|they)\b)\p{L}/u;
/** "I am Italian", "an Italian company". */
const OF_SOMEBODY =
  /\b(?:your|came in|was in|were in|is in|are in|(?:manual|instructions?|label|book|catalogue|page|website) (?:is |was |came |are |only )?in|i'm|i am|he's|he is|she's|she is|we're|we are|they're|are|an?|the|some|real|this|these|any|from|buy|sell|make|(?<!(?:would|'d|\bid) )(?:like|love)) $/;
const NO_LANGUAGE =
  /\b(?:not|isn't|is not|no|don't|doesn't|bad|poor|rusty|few words of|little|bit of|learning|word of|than|instead of|rather than)\b[^,;.]{0,20}$/;
const WEAK_AFTER =
  /^(?: \w+)? (?:isn't|is not|is (?:\w+ )?(?:bad|poor|weak|rusty|not|third|second)|not)\b|^ is my (?:second|third)\b/;

/** @param thought lower case, one sentence. */
export function languagesIn(thought: string): readonly Placed<string>[] {
  for (const match of thought.matchAll(/\p{L}{4,}/gu)) {
    const code = LANGUAGES.get(match[0]);
    if (code === undefined) continue;
    const end = match.index + match[0].length;
    const before = thought.slice(0, match.index);
    const behind = thought.slice(end);
    if (NO_LANGUAGE.test(before) || OF_SOMEBODY.test(before)) continue;
    if (WEAK_AFTER.test(behind) || OF_A_THING.test(behind)) continue;
    return [{ start: match.index, end, value: code }];
  }
  return [];
}

/** Further names, also what speakers call it themselves. */
const OTHER_NAMES = {
  gaelic: 'ga',
  gaeilge: 'ga',
  mandarin: 'zh',
  deutsch: 'de',
  français: 'fr',
  francais: 'fr',
  español: 'es',
  espanol: 'es',
  italiano: 'it',
  português: 'pt',
  polski: 'pl',
  nederlands: 'nl',
} as const;

function languages(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
  const known = codes.flatMap((code) => {
    const name = names.of(code)?.toLowerCase();
    return name === undefined || !/^\p{L}+$/u.test(name) || Intl.getCanonicalLocales(code)[0] !== code
      ? []
      : [[name, code] as const];
  });
  return new Map([...known, ...Object.entries(OTHER_NAMES)]);
}

/** Names of languages with their ISO 639-1 codes. */
const LANGUAGES: ReadonlyMap<string, string> = languages();
