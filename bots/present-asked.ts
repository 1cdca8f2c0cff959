// What is said around a present: "a gift for her", "what would my sister like?", "and for my father?", "she loves blue". Tells which task it is for.

import { personsKnown, recipientMeant } from '../dialogs/recipient.js';
import { productsShown } from '../dialogs/shown-products.js';
import type { Turn } from '../dialogs/turn.js';
import { readWishes } from '../understanding/index.js';
import { kinOf } from '../understanding/persons.js';
import { isSure } from '../understanding/surety.js';
import type { Understanding } from '../understanding/understanding.js';

const PRESENT =
  /^\W*(?:(?:hi|hello|hey|and|so|also|ok|okay|please|one more(?: thing)?|another (?:thing|one)|next)\W+)*(?:(?:i(?:['’]m| am|['’]d)? ?(?:need|want|like|looking for|look for|after|searching for)|can you (?:find|suggest|recommend)|looking for|find|show(?: me)?|recommend|suggest|any ideas for|ideas for|what about|how about)(?: me)? )?(?:an?|some|the|any)? ?(?:[\w-]+ ){0,2}(?:gift|present)s?(?: ideas?)? for\b/i;
const ABOUT_PRESENTS = /\b(?:gift|present) ?(?:cards?|wrap\w*|vouchers?|receipts?|box\w*)\b|\bwrap/i;
const WOULD_LIKE =
  /^\W*(?:(?:and|so)\W+)*what (?:would|might|could|does|will) (.+?) (?:like|love|want|enjoy)\b/i;
const AND_FOR = /^\W*(?:and|what about|how about|now|same)(?: something| one)? for\b/i;
const AVOIDS = /^\W*(?:(?:but|and|please|ok|okay|also)\W+)*(?:no|not|nothing|without|never|none)\b/i;
/** More words tell a story. */
const SHORT = 6;

/** @returns what the message is rather than what it was read as. */
export function presentRather(turn: Turn, whole: Understanding): Understanding | undefined {
  const intent = intentOf(turn, whole);
  return intent === undefined ? undefined : { ...whole, kind: 'intent', intent };
}

function intentOf(turn: Turn, whole: Understanding): string | undefined {
  const { text } = turn;
  const unsure = whole.kind === 'out-of-scope' || whole.kind === 'ambiguous' || !isSure(whole);
  const { wish } = turn.conversation.focus;
  if (PRESENT.test(text) && !ABOUT_PRESENTS.test(text) && whole.kind !== 'intent') return 'recommend';
  if (unsure && asksWhatTheyLike(turn)) return 'recommend';
  if (wish && AND_FOR.test(text) && recipientMeant(text, turn).kind !== 'self') return 'critique';
  if (whole.kind === 'intent' && whole.intent === 'state-preference' && looksForSomething(turn))
    return 'recommend';
  if (whole.kind === 'intent') return undefined;
  const stated = () => readWishes(text, turn.services.vocabulary);
  if (whole.kind !== 'answer' && wish?.for && stated().some(({ for: whose }) => whose !== 'self')) {
    return 'state-preference';
  }
  const few = text.trim().split(/\s+/).length <= SHORT;
  if (few && AVOIDS.test(text) && wish && productsShown(turn).length > 0 && stated().some(isAvoided)) {
    return 'state-preference';
  }
  return undefined;
}

function isAvoided({ kind }: { readonly kind: string }): boolean {
  return kind === 'must-not' || kind === 'dislike';
}

/** "A lamp for my dad, he hates steel" looks for a lamp, though it states a taste. */
function looksForSomething(turn: Turn): boolean {
  return LOOKS.test(turn.text) && recipientMeant(turn.text, turn).kind !== 'self';
}
const LOOKS =
  /^\W*(?:(?:i(?:['’]m| am)? )?(?:need|want|looking for|find|show|recommend)(?: me)? )?(?:an?|some|something|anything) [^.!?,;]*\bfor (?:my|our|an?|him|her|them|\w+)\b/i;

/** Of a person that is named by kin, or by a name that the customer gave before. */
function asksWhatTheyLike(turn: Turn): boolean {
  const who = WOULD_LIKE.exec(turn.text)?.[1]?.toLowerCase();
  if (who === undefined) return false;
  const named = personsKnown(turn).some(
    (person) => person.toLowerCase() === `${kinOf(person)} ${who}`.toLowerCase(),
  );
  return named || /^(?:my|our) /.test(who);
}
