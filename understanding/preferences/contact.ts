// How and in which language a customer wants to be spoken with. Pure; knows nothing of what is sold.

import type { Placed } from './placed.js';

export interface Channel {
  readonly channel: string;
  readonly refused: boolean;
}

const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:news ?letters?|mailing list|marketing e?-?mails?|promotional e?-?mails?|promo(?:tion)?s? e?-?mails?|adverts?|marketing)\b/g,
    'newsletter',
  ],
  [/\b(?:e-?mail(?:s|ed|ing)?|mails?(?! order))\b/g, 'email'],
  [/\b(?:phone|telephone|phoned|phoning|ring(?:ing)?|call(?:s|ed|ing)?|phone calls?)\b/g, 'phone'],
  [/\b(?:sms|texts?|texting|text messages?)\b/g, 'sms'],
  [/\b(?:whats ?app)\b/g, 'whatsapp'],
  [/\b(?:by post|post(?: me)?|letters?|in the post)\b/g, 'post'],
  [/\b(?:chat(?:ting)?|message me here|in here)\b/g, 'chat'],
];
/** What makes a channel's word a wish about being contacted. */
const WISHES =
  /\b(?:(?:e-?mail|call|phone|ring|text|message|contact|reach|write(?: to)?|whats ?app|ping|notify|update|tell|let) (?:me|us)\b|(?:call|phone|ring|text|e-?mail|write|contact|message)(?:ing|s)? (?:me|us)\b|me (?:an? )?(?:quick |short )?(?:e-?mail|text|sms|letter|message|call|ring|whats ?app|buzz|bell)\b|(?:wrote|written to|mail|buzz) me\b|(?:e-?mail|text|call|whats ?app|letter|sms)(?:'s| is| are| would be) (?:\w+ )?(?:welcome|perfect|great|good|ok|okay|grand|handy|handier|handiest)\b|never (?:look at|read|check|open|answer)(?: my| the)? (?:e-?mails?|mails|texts|phone|letters)|(?:these|those|your|all the) (?:e-?)?mails|(?:by|via|over|through|on) (?:e-?mail|phone|text|sms|post|whats ?app|chat|the phone|letter|mail)\b|news ?letters?|mailing list|marketing|promotional|adverts?|(?:e-?mail|text|call|letter|message|whats ?app|sms) (?:will|would|'ll) (?:do|be)\b|no need to (?:call|ring|phone|text|e-?mail)|(?:texting|e-?mailing|ringing|calling|phoning|messaging) (?:suits|works|is (?:best|better|easier|fine))|(?:no|not|any|more) (?:phone )?(?:calls|texts|text messages|e-?mails|sms)\b|(?:prefer|rather|best|easiest|like) (?:to )?(?:chat|e-?mail|text|sms|phone|call|post|letter|whats ?app)|(?:e-?mail|phone|text|sms|post|whats ?app|chat) is (?:best|better|easiest|easier|fine|preferred|the best)|unsubscribe|(?:don't|do not|dont|never|stop) (?:phone|call|ring|text|e-?mail)(?:ing)?\b|(?:letters?|e-?mails?|texts?|phone|calls?|sms|whats ?app|post) (?:only|please)|(?:rather|prefer) (?:whats ?app|sms|texts?|post|phone|calls?))/;
const NO_WISH =
  /\b(?:(?<!\b(?:won't|will not|to|rather|not) )(?:got|received|sent|never got|didn't get|have) (?:an?|the|your|no|any) (?:\w+ )?(?:e-?mail|call|text|letter|newsletter|sms)|i (?:called|phoned|rang|emailed|e-mailed|texted|wrote)|(?:nobody|no one|you) (?:called|phoned|rang|emailed|texted|answers?)|what(?:'s| is) your|your (?:phone|number|e-?mail)|can i (?:call|phone|ring|e-?mail|text|chat)|how (?:do|can) i|confirmation|invoice|receipt|my (?:new )?(?:e-?mail|phone)(?: address| number)?|change my|called (?:the|a)|on the phone (?:with|to)|my phone (?:died|is|was|broke)|phone (?:died|broke)|text on|post ?code)\b/;
const REFUSING =
  /\b(?:don't|do not|dont|no|not|nothing|never|stop|without|instead of|rather than|than(?: (?:on|by|over|via))?(?: the)?|unsubscribe|hate|off|won't|will not|wouldn't|rather not|fed up with|tired of|sick of|enough of|nor|or)\b[^,.;!?]{0,28}$/;

/** A way of contact and words of preference about it, however they are put. */
const HOW =
  /\b(?:by|via|per|over|on|through|in|with|no|the|a|to|use|using|prefer|stick to|not|more|than|of|and|or|me|my|only|please|don't|love|hate|like) (?:an? |the |my |your )?(?:e-?mails?|phone(?! (?:case|holder|stand|charger))|phone calls?|sms|texts?|text messages?|whats ?app|chat|news ?letters?)\b/;
const PREFERS =
  /\b(?:please|pls|prefer\w*|rather|best|better|easie(?:r|st)|handie(?:r|st)|only|suits?|works? (?:best|better|for)|way to (?:reach|contact|get)|reach(?:able|ed)?|get (?:hold|a hold)|contact(?:ed)?|keep in touch|fan of|hate|can't stand|don't|do not|dont|never|stop|instead|fine for)\b/;

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

/** Names of languages in English with their ISO 639-1 codes. */
const LANGUAGES: ReadonlyMap<string, string> = languages();
const SPEAKING =
  /\b(?:speak|speaks|speaking|talk|write|writing|writes|answer|answers|reply|replies|respond|language|switch|continue|chat|understands?|prefers?|easier|better|converse|explain|say (?:it|that)|help me in|in \w+(?:,)? please|\w{5,}(?:,)? (?:please|pls)$|parlez|sprechen|hablas?|auf|please in|in \w+\??$|possible|available|an option|to me in|native|mother tongue|suit (?:me|us))\b/;
const NO_LANGUAGE =
  /\b(?:not|isn't|is not|no|don't|doesn't|bad|poor|rusty|few words of|little|bit of|learning|word of|than|instead of|rather than)\b[^,;.]{0,20}$/;
const WEAK_AFTER = /^(?: \w+)? (?:isn't|is not|is (?:\w+ )?(?:bad|poor|weak|rusty|not)|not)\b/;

/** @param thought lower case, one sentence. */
export function languagesIn(thought: string): readonly Placed<string>[] {
  if (!SPEAKING.test(thought)) return [];
  for (const match of thought.matchAll(/\p{L}{4,}/gu)) {
    const code = LANGUAGES.get(match[0]);
    const end = match.index + match[0].length;
    if (
      code === undefined ||
      NO_LANGUAGE.test(thought.slice(0, match.index)) ||
      WEAK_AFTER.test(thought.slice(end))
    )
      continue;
    return [{ start: match.index, end, value: code }];
  }
  return [];
}

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
  return new Map([...known, ['gaelic', 'ga'], ['mandarin', 'zh']]);
}
