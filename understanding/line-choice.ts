// What somebody who waits in line for a person would rather do, as they say it: wait, be called back, leave a message. It is read only
// while they wait, and only where they say nothing else.

export type LineChoice =
  | { readonly kind: 'wait' }
  /** `number` as they wrote it, where they did. */
  | { readonly kind: 'callback'; readonly number?: string }
  | { readonly kind: 'message' }
  /** How long it takes, whether anybody comes, where they stand. */
  | { readonly kind: 'ask' };

const BEFORE =
  /^(?:ok|okay|fine|all right|alright|right|sure|yes|no|no problem|actually|in that case|then|well|please|thanks|thank you|just|hi|hello|sorry|maybe) /;
const AFTER =
  / (?:please|thanks|thank you|then|instead|later|today|tomorrow|when you can|when (?:you have|there is) time|when somebody is (?:free|there)|asap|as soon as (?:possible|you can)|for now|ok|okay|that is fine|if possible|if you can|would be (?:great|good|nice|better|fine))$/;
const WISH =
  /^(?:(?:i would|i'd|i will|i'll|i) (?:rather|like|prefer|want|need|take|love)(?: (?:you|somebody|someone))?(?: to)?(?: just)?(?: (?:have|get))?|(?:can|could|would|will|may) (?:you|somebody|someone|one of you|they|i)(?: please)?(?: just)?(?: (?:have|get))?|(?:get|have|ask) (?:somebody|someone) to|give me|let me(?: have)?|i will|i'll|i can|i am happy to|i'm happy to|happy to|just) /;
/** Where a call should go to. */
const TO =
  /(?: (?:on|at|under))?(?: (?:my|the|this)(?: (?:mobile|phone|cell|landline))?(?: number)?(?: is)?)? thisnumber(?= |$)/;

const CALL =
  /^(?:(?:(?:they|you|somebody|someone) )?(?:call|phone|ring|telephone) me(?: up)?(?: back)?|(?:call|phone|ring) back|be (?:called|phoned|rung)(?: back)?|(?:a )?(?:call ?back|call-back|phone call|call))$/;
const MESSAGE = /^(?:leave|write) (?:you |them )?(?:a|my) (?:message|note)$/;
const WAIT =
  /^(?:keep )?(?:wait|waiting|stay|hold|hold on|hang on|stay on)(?: (?:here|a bit|a while|for (?:them|him|her|a person|somebody|someone)|in (?:the )?(?:line|queue)))?$/;

const WHO =
  '(?:they|you|he|she|somebody|someone|anybody|anyone|a person|a human|an agent|one of (?:you|them|your people))';
const ASKS = [
  `how (?:much )?long(?:er)?(?: (?:will|does|is|would|can|do|must|should|have))?(?: (?:${WHO}|i|we|it|this|that|the (?:wait|queue|line)))?(?: (?:going to|have to|got to|need to))*(?: (?:take|be|last|wait|still))?(?: (?:for (?:a|an) (?:answer|person|human|agent)))?`,
  `when(?: (?:will|does|do|is|are|can|would))? ${WHO}(?: (?:going to|be))*(?: (?:answer|reply|respond|come|call|write|get back to me|get to me|here|there|free|available|coming))(?: me)?`,
  `(?:is|are|will)(?: there)? ${WHO}(?: (?:still|going to|ever))*(?: (?:there|here|coming|come|around|answer|reply))`,
  '(?:where am i|what is my (?:place|position|number)|what number am i)(?: in (?:the )?(?:line|queue))?',
  'how many(?: (?:people|others|customers))?(?: are)?(?: still)? (?:before|ahead of|in front of) me',
  '(?:i am )?still waiting|any news|any update',
];
const ASK = new RegExp(`^(?:and |so |but )*(?:${ASKS.join('|')})$`);

/** Seven to fifteen digits (ITU-T E.164 has at most fifteen), with the signs that people put between. */
const NUMBER = /\+?\(?\d[\d\s()/.-]{4,22}\d/;

/** @returns `undefined` for words that say anything more, or anything else. */
export function lineChoiceIn(text: string): LineChoice | undefined {
  const number = phoneNumberIn(text);
  const wanted = coreOf(number === undefined ? text : text.replace(number, ' thisnumber '));
  if (CALL.test(wanted)) return { kind: 'callback', ...(number === undefined ? {} : { number }) };
  if (MESSAGE.test(wanted)) return { kind: 'message' };
  if (ASK.test(writtenOut(coreOf(text)))) return { kind: 'ask' };
  return WAIT.test(wanted) ? { kind: 'wait' } : undefined;
}

/** @returns the first telephone number, as it was written. */
export function phoneNumberIn(text: string): string | undefined {
  const found = NUMBER.exec(text)?.[0];
  const digits = found?.replace(/\D/g, '').length ?? 0;
  return digits >= 7 && digits <= 15 ? found : undefined;
}

const IN_CHAT =
  /^(?:here|(?:in |via |by )?(?:the |this )?chat|in writing|(?:write|answer|reply|message|text)(?: to)?(?: me)?(?: here)?(?: in (?:the |this )?chat)?)(?: is (?:fine|ok|okay|good|better))?$/;

/** Whether somebody would rather be answered where they write than be called. */
export function staysInChat(text: string): boolean {
  return IN_CHAT.test(coreOf(text));
}

/** Without courtesy, without the wish around it, and without where to call. */
function coreOf(text: string): string {
  let said = text
    .replace(/[’‘`]/g, "'")
    .toLowerCase()
    .replace(/[.,!?;:"“”()]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (let before = ''; before !== said; ) {
    before = said;
    said = said.replace(BEFORE, '').replace(AFTER, '').replace(TO, '').trim();
  }
  return said.replace(WISH, '').replace(BEFORE, '');
}

function writtenOut(text: string): string {
  return text
    .replace(/\bi'm\b/g, 'i am')
    .replace(/'s\b/g, ' is')
    .replace(/'ll\b/g, ' will')
    .replace(/\bgonna\b/g, 'going to');
}
