// "I don't want to return it, I want a new one": a return that is named to be refused. Pure.

const REFUSES =
  /\b(?:do not|don['’]?t|didn['’]?t|won['’]?t|wouldn['’]?t|not going to|no need to|rather not|instead of|not) (?:(?:really |even )?(?:want|need|wish|like|ask)(?:ed)?(?: for)? )?(?:to )?(?:an? |the |any |my )?(?:return(?:ing)?|send(?:ing)? (?:it|them|this|that|anything) back|send(?:ing)? back)\b/i;

/** @returns whether a return is what is not wanted. */
export function refusesReturn(text: string): boolean {
  return REFUSES.test(text) && !ASKS.test(text);
}
/** "Why don't you return my call", "can I not return it?" */
const ASKS =
  /^\W*(?:why|how|what|can|could|may|do|does|is|are|when|where|who)\b|\breturn (?:my|our|the) calls?\b/i;
