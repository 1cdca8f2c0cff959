// The messages whose meaning is fixed by their words: wishes for a person, controls, yes and no, small talk. Reads normalised text only.

import { type PersonContext, refusesPerson, wishesForPerson } from './person/wish-for-person.js';

/** What fixed phrases can mean, in the order of `Understanding`'s kinds. */
export type FixedMeaning =
  | { readonly kind: 'wish-for-person' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'start-over' }
  | { readonly kind: 'missed' }
  | { readonly kind: 'affirm' }
  | { readonly kind: 'deny' }
  | { readonly kind: 'small-talk'; readonly talk: Talk };

export type Talk = 'greeting' | 'thanks' | 'goodbye' | 'who-are-you' | 'help';

/** Words up to which a message holds one thought. */
const SHORT = 10;

const OPENERS =
  '(?:(?:please|ok|no|oh|sorry|actually|just|well|hm+|hey|ah|yes|thanks|then|so|can we|can you|could you|could we|let us|i want to|i would like to|lets) )*';
const CLOSERS =
  '(?: (?:please|thanks|thank you|now|then|it|that|this|here|everything|all|all this|again|for now|sorry|anyway|ok|the process|the conversation|the whole thing))*';

const CANCEL = new RegExp(
  `^${OPENERS}(?:cancel|stop|quit|exit|abort|never ?mind|forget (?:it|about it|that|this)|leave it|do not bother|drop it|skip it|enough|(?:no )?i (?:have )?changed my mind(?: about (?:it|that|this|the return|my return|returning it))?|(?:no )?(?:i (?:will|would rather|want to|think i will|am going to)|we (?:will|want to)) (?:just )?keep (?:it|them|that|this)(?: (?:after all|instead))?|(?:no )?i am keeping (?:it|them)|not any ?more|let it be|get me out of here)${CLOSERS}$`,
);
const START_OVER = new RegExp(
  `^${OPENERS}(?:start (?:over|again|anew|from scratch|from the beginning|fresh)|restart|begin again|from the (?:beginning|start|top)|reset|(?:a )?new (?:conversation|chat)|start a new (?:conversation|chat)|back to the (?:start|beginning))${CLOSERS}$`,
);
const MISSED =
  /\b(?:(?:that|this|it)(?: is| was)? not|not) (?:what|the thing) i (?:asked|meant|wanted to know|said|was asking|am asking|mean|wanted)(?: for| about| you)?\b|\byou (?:did not|do not|still do not|are not|have not|still have not|never|keep not) (?:answer(?:ed|ing)? (?:my|the) question|understand(?:ing)?(?: me)?|get it|listen(?:ing)?)\b|\b(?:does|did|do) not answer my question\b|\byou (?:misunderstood|misunderstand)(?: me)?\b|\bi did not ask (?:that|for that|about that|you that)\b|\b(?:not|was not|is not) my question\b|\bi (?:meant|asked) (?:something|somewhat) else\b/;
/** Said of an answer only when there is little else: "you charged me 80 and that is wrong" is a complaint. */
const MISSED_ALONE =
  /^(?:(?:no|nope|sorry|but|hm+|well) )*(?:(?:that|this|it)(?: is| was)? (?:just |still |all )?(?:wrong|not (?:right|correct|it|helpful|true|useful|the answer))|wrong(?: answer)?|not (?:helpful|correct|right|useful|that)|(?:that|this|it) (?:does|did) not help(?: me)?(?: at all)?|incorrect|try again|no not that)$/;

const YES =
  'yes|yeah|yep|yup|yea|ya|aye|sure|ok|correct|right|absolutely|definitely|indeed|certainly|of course|sounds (?:good|great|fine)|go ahead|please do|do it|do that|that is (?:right|correct|it|the one|fine|ok|good)|it is|i do|i am|i would|that would be (?:great|good|nice|lovely)|why not|fine|great|perfect|good|alright|all right|exactly|yes please|i agree|agreed|confirm|confirmed|works for me|very well|gladly';
const NO =
  'no|nope|nah|naw|no way|not really|not at all|rather not|i would rather not|i do not|i am not|do not|never|negative|no need|not now|no not|not this time|not yet|it is not|not necessary|i am good|please do not';
const SOFTENERS =
  'please|then|thanks|thank you|so|oh|well|just|it|that|sir|mate|lets|let us|for now|really|very|much|lovely|a lot';
const AFFIRM = new RegExp(`^(?:(?:oh|well|hm+|um|ah) )*(?:${YES})(?: (?:${YES}|${SOFTENERS}))*$`);
const DENY = new RegExp(
  `^(?:(?:oh|well|hm+|um|ah|ok|thanks) )*(?:${NO})(?: (?:${NO}|${SOFTENERS}|that is (?:all|ok|fine)|it is (?:ok|fine)|i am (?:fine|ok)))*$`,
);
/** "ok thanks" closes a subject, "yes thanks" accepts an offer. */
const SHORT_OF_YES =
  /^(?:ok|great|perfect|good|fine|alright|right|lovely|cool|super|brilliant|excellent|nice)\b.*\b(?:thanks|thank you|cheers)\b/;

const GREETING =
  '(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|morning|dear (?:sir|madam|team|all)|sir or madam)(?: (?:there|again|everyone|team|all|you|bot|rapport|folks|to you))?';
const THANKS =
  '(?:(?:ok|great|perfect|good|cool|super|brilliant|excellent|nice|lovely|awesome|many|wonderful|amazing|no|alright|fine|sorry|well) )*(?:thanks|thank you|thankyou|cheers|much appreciated|i appreciate (?:it|that)|that (?:helps|helped|was helpful|was very helpful|is helpful|is very helpful))(?: (?:so much|very much|a lot|a million|a bunch|for (?:your|the) (?:help|answer|time|reply|info|information)|for that|again|you|in advance|loads|indeed|anyway|all the same|that (?:helps|helped)|mate|bye))*';
const GOODBYE =
  '(?:(?:ok|fine|alright|all right|right|well|great|cool|anyway|no|then) )*(?:bye|goodbye|good bye|bye bye|see you|see ya|cya|good night|have a (?:nice|good|great|lovely) (?:day|evening|one|weekend)|that is all|that was all|that will be all|talk (?:to you )?later|take care|farewell)(?: (?:now|then|later|soon|for now|too|again|and))*';
const HOW_ARE_YOU =
  '(?:how are (?:you|things)(?: doing)?(?: today)?|how is it going|what is up|nice to meet you|my name is (?!(?:not|wrong|written|spelled|spelt|misspelled|misspelt|printed|missing|incorrect|still)\\b)\\w+(?: \\w+)?)';

const WHO_ARE_YOU =
  /^(?:but |so |and |wait )*(?:are you (?:really |even |just )?(?:a |an )?(?:real |actual |live )?(?:bot|robot|human|human being|person|machine|ai|computer|chatbot|real|alive)(?: or .+)?|(?:who|what) (?:exactly )?are you|(?:who|what) am i (?:talking|speaking|chatting|writing) (?:to|with)|am i (?:talking|speaking|chatting|writing) (?:to|with) (?:a |an )?\w+(?: \w+)?(?: or .+)?|is this (?:a |an )?(?:bot|robot|human|person|real person|machine|ai|chatbot)(?: or .+)?|what is your name|do you have a name|who (?:made|built) you|how old are you|when were you (?:born|made|built)|are you (?:a )?(?:man|woman|boy|girl|male|female|married|single)(?: or .+)?|do you (?:have (?:feelings|a family|kids|a soul)|sleep|eat))$/;
const HELP =
  /^(?:please |hi |hello |and )*(?:help|help me|help please|i need (?:some |your )?help|can (?:you|anyone) help(?: me)?|could you help(?: me)?|(?:(?:can|could|will|would) you )?(?:please )?tell me (?:(?:in|with) (?:\w+ ){1,3})?what (?:you can|can you) (?:do|help(?: me)? with)(?: for me)?|what can you (?:do|help(?: me)? with)(?: for me)?|what can i (?:ask|do|say)(?: you| here)?|how can you help(?: me)?|what do you do|what are you (?:able to do|for|good at)|how does this work|menu|options|main menu|i have a question|what are my options)(?: please| thanks)?$/;

const POLITE = { greeting: GREETING, thanks: THANKS, goodbye: GOODBYE } as const;
const POLITE_START = new RegExp(
  `^(?:(?:${GREETING}|${THANKS}|${HOW_ARE_YOU})(?: |$))+(?:(?:and|but|also|so|please|one more question|quick question|another question|i have (?:a|one|another) question)(?: |$))*`,
);
/** Said before a question that comes in between, and no part of it. */
const ASIDE =
  /^(?:(?:actually|by the way|btw|oh|wait|hm+|um|anyway|one more thing|another thing|just wondering|quick (?:question|one))(?: |$)|no (?:need for )?(?:an? )?(?:person|people|humans?|agents?) (?:(?:needed|please) )?(?:just )?(?=\w+ \w+ \w+))+/;
const POLITE_END = new RegExp(`(?:(?:^| )(?:${THANKS}|${GOODBYE}|please|regards|kind regards))+$`);

/**
 * Reads a message that means something fixed as a whole, or that wishes for a person anywhere in it.
 * @param text as `normalise` gives it.
 * @param context whose names are the business's own agents'.
 * @returns `undefined` when the words fix nothing; then it is for the classifier.
 */
export function fixedMeaning(text: string, context: PersonContext = {}): FixedMeaning | undefined {
  if (wishesForPerson(text, context)) return { kind: 'wish-for-person' };
  if (text.split(' ', SHORT + 1).length <= SHORT && refusesPerson(text)) return { kind: 'deny' };
  if (WHO_ARE_YOU.test(text)) return { kind: 'small-talk', talk: 'who-are-you' };
  if (SHORT_OF_YES.test(text) && polite(text) !== undefined) return { kind: 'small-talk', talk: 'thanks' };
  if (DENY.test(text)) return { kind: 'deny' };
  if (AFFIRM.test(text)) return { kind: 'affirm' };
  const talk = polite(text);
  if (talk !== undefined) return { kind: 'small-talk', talk };
  const core = withoutCourtesy(text);
  if (CANCEL.test(text) || CANCEL.test(core)) return { kind: 'cancel' };
  if (START_OVER.test(text) || START_OVER.test(core)) return { kind: 'start-over' };
  if (MISSED_ALONE.test(core)) return { kind: 'missed' };
  if (WHO_ARE_YOU.test(core)) return { kind: 'small-talk', talk: 'who-are-you' };
  if (HELP.test(core) || HELP.test(text)) return { kind: 'small-talk', talk: 'help' };
  return undefined;
}

/**
 * Splits "that is not what I asked, where is my order" into the reproach and the rest.
 * @returns the message without the reproach, or `undefined` where there is none.
 */
export function withoutReproach(text: string): string | undefined {
  if (!MISSED.test(text)) return undefined;
  return text
    .replace(MISSED, ' ')
    .replace(/^(?: |no|nope|but|sorry|i asked)+(?= |$)/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @returns the message without greeting, asides, thanks and goodbye around it; empty where it is nothing else. */
export function withoutCourtesy(text: string): string {
  return text.replace(ASIDE, '').replace(POLITE_START, '').replace(POLITE_END, '').trim();
}

function polite(text: string): Talk | undefined {
  if (new RegExp(`^${HOW_ARE_YOU}$`).test(text)) return 'greeting';
  if (withoutCourtesy(text) !== '') return undefined;
  for (const talk of ['goodbye', 'thanks', 'greeting'] as const) {
    if (new RegExp(`(?:^| )${POLITE[talk]}(?: |$)`).test(text)) return talk;
  }
  return undefined;
}
