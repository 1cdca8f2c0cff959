// Whether a message asks for a person, and whether it says the opposite. Rules on words, spelling forgiven; who is there to answer is not known here.

import { wishesInOtherLanguage } from './other-languages.js';
import { respell } from './respell.js';
import { NO_BOTS, SPEAK, WISHES } from './wishes.js';

/** Words that a wish for a person needs one of; most messages have none and are read no further. */
const ANCHOR =
  /\b(?:person|people|human|humans|someone|somebody|anyone|anybody|agents?|representatives?|rep|operators?|colleagues?|advis[eo]rs?|employees?|staff|managers?|supervisors?|boss|service|support|care|desk|helpdesk|team|man|woman|guy|lady|bots?|robots?|machines?|computer|ai|call|called|phone|ring|re?connect\w*|connect\w*|transfer\w*|escalat\w*|hand|superior|management|live|help|flesh|complaints|put|speak|talk|chat|sales|billing|specialist|expert|technician|department|pass|assistant|consultant|executive|member)\b/;

/** A message of these words alone, with a person among them, is a shout for one: "agent please", "human now!!", "i said representative". */
const SHOUT_WORDS = new Set(
  'please now a an the hello hi hey ok no yes just i we want need get give me us to speak talk chat with can could may have actual real live living human thanks immediately instead again here said enough already another different any some online available there support service customer sales rep care your asking for as soon possible right away for god sake chatbot bot not sorry so then well oh urgent urgently assistance help someone somebody else desk is would like prefer request contact department executive member of staff team that wrong useless from at in charge phone live help you stop skip switch bypass bring on how about what only would will wait helpful above none cs services'.split(
    ' ',
  ),
);
const SHOUTED =
  /\b(?:humans?|agents?|persons?|representatives?|rep|operators?|advis[eo]rs?|supervisor|manager|colleague|employee|boss|salesperson|consultant|specialist|expert|technician|customer (?:services?|support|care)(?! (?:hours?|number))|live (?:help|support|assistance|chat)|phone support|(?:sales|service|support) (?:person|rep|agent))\b/;
const SHOUTED_SOMEONE =
  /^(?:please |hello |hi |just )*(?:someone|somebody)(?: else)?(?: real| human)?(?: please| now)+$|^(?:someone|somebody) (?:real|human)(?: please)?$/;
const BARE_TRANSFER =
  /^(?:please |just |can you |could you |hello |ok |then |yes |yeah |no |sure |i want (?:you )?to |i said )*(?:transfer|connect|escalate|forward|redirect|hand over|handover|put through)(?: me| us| this| it)?(?: through| over)?(?: please| now| immediately| already| then)*$|^(?:i )?(?:want|need|request|would like)? ?(?:an? )?(?:escalation|transfer)(?: please)?$/;

/** Said to be unwanted, past, or needless, right before the person is named. */
const UNWANTED = new RegExp(
  `(?:^| )(?:(?:do|did|does|would|will) not (?:really |actually |ever |even )?(?:want|wish|like|need|have|care|wanna|feel like)|not (?:want|wish|need|have)|no need|without|instead of|rather not|prefer not|rather than|better than|than|not to|am not|no interest in|avoid|(?:do|please do|why do|you do) not(?: want me to)?(?: please| just)?|(?:did|have|do|does) (?:i|we) (?:just |really |have to |need to |need |already )*|chat to|prefer (?:the )?chat (?:to|over)|in case|(?<!can i |could i |why can |why can i |do i )not)(?: (?:to|a|an|the|for|have|having|talking|speaking|me|be|being|my|case|any|with|put|passed|through|connected|connect|transfer|pass|hand|forward|escalate|call|${SPEAK})){0,6}$`,
);
/** Asked about what was or would be, not asked for. */
const NOT_ASKED_FOR =
  /(?:^| )(?:why (?:did|was|were|am|have|has)(?: \w+){0,4}|(?<!how |who |where |how exactly |number |who exactly )(?:do|did|does|must|should|shall|would|will) (?:i|we|customers|people)(?: (?:still|always|even|really|ever))?(?: (?:have|need|want|be|get|got))?(?: to| able to)?|(?:(?<!best |better |easier |faster |nice |great |good )if|when|whenever|after|before|once|until|since|because|while|did|have|has) (?:i|we|you|he|she|they)(?: \w+)?(?<! can| could| may| might| want| need)|(?:did|have|has) you(?: \w+)?|do you(?! have| not have)(?: \w+)?|(?:what happens (?:if|when|once)|what made|how come)(?: \w+){0,3}|(?:yesterday|already) (?:i|we)|(?:he|she|they|who|which|driver|courier|wife|husband|partner|friend|mother|father|neighbour|son|daughter|accountant|manager|boss)(?: \w+)?(?: to)?|was|were|had to|got|been|supposed|meant|going|(?:agent|colleague|they|he|she|manager|staff|support|driver|who|somebody|someone) (?:said|told me|promised)(?: \w+){0,3}|tried to|(?<!can |could |may |will )(?:i|we) (?:tried to|managed to|could not|had to|used to|was|were))$/;
/** Before a person that is asked about: "are you a real person?" */
const IDENTITY =
  /(?:^| )(?:is this|are you|you are|this is|is it|is that|am i \w+ (?:to|with)|(?<!can i |could i |why can )not|by|from|as|like)(?: really| actually| even| just| a| an| the| speaking to| talking to)*$/;
/** Money is transferred too: "I made a transfer to someone". */
const A_TRANSFER = /(?:^| )(?:a|an|my|the|this|last|made|bank|money)$/;
/** Words looked back at; what stands further away is another thought. */
const LOOK_BACK = 10;
const MOST_MATCHES = 6;
/** Words up to which a message holds one thought. */
const SHORT = 12;
const NOT_MISSING =
  /\b(?:why (?:did|was|were|am)|do i|(?:when|if|after|before) i|what happens|feedback|reviews?|written|about|(?:are|am|were|was) (?:you|i)\b|is (?:this|it|that|your|he|she)\b|you (?:are|were|sound|seem|look|read|write|answer)|(?:like|than|as|of|become|be|becoming|my) (?:a |an )?(?:\w+ )?(?:agent|representative|operator|supervisor)\b|safe for|(?:like|than|as|of|instead) (?:a |an )?(?:humans?|real person|real people)\b|(?:do|does|did|can|will|would) (?:a |an |any |your |the |real )?(?:humans?|real people|live (?:person|agent)|real person|agents?|representatives?|operators?)\b|gave|promised|job|vacancy|apply|discount|rate|cleaning|shipping|estate|travel|letting|yesterday|last|earlier|thanks|thank you|spoke|talked|told|said i|behind|pretend|was|were|had|got|not (?:need|want|have to)|no need|human behind|human (?:hair|rights|friendly|safe|size|sized|resources|error|made|brush|body|food|consumption|scale|form|shaped|readable|anatomy)|humans)\b/;

const LATER_DENIAL =
  /\b(?:yesterday|last (?:week|month|time|night)|(?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b/;

export interface PersonContext {
  /** First names of the business's own agents, as written: "put Lena on". */
  readonly agents?: readonly string[];
}

/** Whether the customer asks for a person, and does not say the opposite in the same breath. @param normalised as `normalise` gives it. */
export function wishesForPerson(normalised: string, context: PersonContext = {}): boolean {
  if (wishesInOtherLanguage(normalised) || asksForAgent(normalised, context)) return true;
  const text = respell(normalised);
  if (!ANCHOR.test(text)) return false;
  if (
    isShout(text) ||
    namesHuman(text) ||
    BARE_TRANSFER.test(text) ||
    NO_BOTS.some((refusal) => refusal.test(text))
  )
    return true;
  return judged(text).some(({ unwanted, past }) => !unwanted && !past);
}

/** "I don't want to talk to a person": it answers an offer. @param normalised as `normalise` gives it. */
export function refusesPerson(normalised: string): boolean {
  if (!/\b(?:not|no|without)\b/.test(normalised)) return false;
  const text = respell(normalised);
  return (
    /^(?:please |ok )*no (?:need (?:for|of) )?(?:an? |any )?(?:agent|human|person|operator|representative|call)s?(?: \w+){0,2}$/.test(
      text,
    ) || judged(text).some(({ unwanted }) => unwanted)
  );
}

function judged(text: string): readonly { readonly unwanted: boolean; readonly past: boolean }[] {
  const found: { unwanted: boolean; past: boolean }[] = [];
  for (const wish of WISHES) {
    let matches = 0;
    for (const match of text.matchAll(wish)) {
      if (++matches > MOST_MATCHES) break;
      const before = lastWords(text.slice(0, match.index));
      const upToVerb = lastWords(text.slice(0, match.index + leadOf(match[0])));
      const asked = /\basked for\b/.test(match[0]) && LATER_DENIAL.test(text);
      found.push({
        unwanted: UNWANTED.test(upToVerb) || UNWANTED.test(before),
        past:
          (/^(?:real|actual|live|living|genuine|human|person|agent)\b/.test(match[0].trim()) &&
            IDENTITY.test(before)) ||
          (match[0].startsWith('transfer') && A_TRANSFER.test(before)) ||
          NOT_ASKED_FOR.test(before) ||
          NOT_ASKED_FOR.test(upToVerb) ||
          asked,
      });
    }
  }
  return found;
}

function lastWords(text: string): string {
  return text.trim().split(' ').slice(-LOOK_BACK).join(' ');
}

/** Characters of a match up to its wishing verb: "i want to talk" is judged by what stands before "talk". */
function leadOf(match: string): number {
  const verb = /\b(?:speak|talk|chat|connect|transfer|pass|put|deal)\b/.exec(match);
  return verb?.index ?? 0;
}

/** A short message that names a human as what is missing; a question about the bot, or about things for humans, is none. */
function namesHuman(text: string): boolean {
  return (
    /\b(?:a human|human|the humans|real people|real person|live (?:person|agent)|(?:an|any|some|another|live|to|for) (?:agent|representative|operator|supervisor)|option agent|menu agent|0 (?:agent|operator))\b/.test(
      text,
    ) &&
    text.split(' ').length <= SHORT &&
    !NOT_MISSING.test(text) &&
    !UNWANTED.test(
      text
        .slice(
          0,
          text.search(
            /\b(?:a |an )?(?:real |live )?(?:humans?|people|person|agent|representative|operator|supervisor)\b/,
          ),
        )
        .trim(),
    )
  );
}

function isShout(text: string): boolean {
  const words = text.split(' ');
  if (words.length > 14 || /\blike a\b|\bdo you\b|\bis customer\b|\bwould you\b/.test(text)) return false;
  if (SHOUTED_SOMEONE.test(text)) return true;
  const named = SHOUTED.exec(text);
  if (named === null) return false;
  if (
    /(?:^| )(?:no|not(?: a| an| the)?|is (?:a|an|the|your)?|have (?:a|an)|no need (?:for )?(?:a|an|any)?)$/.test(
      text.slice(0, named.index).trim(),
    ) &&
    !/\bcan\b|\bcould\b|\bmay\b/.test(text)
  )
    return false;
  return words.every((word) => SHOUT_WORDS.has(word) || SHOUTED.test(word));
}

function asksForAgent(text: string, { agents = [] }: PersonContext): boolean {
  return agents.some((agent) => {
    const name = agent.toLowerCase();
    const at = ` ${text} `.indexOf(` ${name} `);
    if (at < 0) return false;
    const around = text.replaceAll(name, 'agentname');
    return (
      /^(?:please |hi |hello |can i have |could i have |get |get me |give me |i want |i need |is )*agentname(?: please| now| there| available)*$/.test(
        around,
      ) ||
      /\b(?:put agentname on|(?:connect|transfer|pass|put|hand)(?: me| this| it)?(?: through| over| on)? (?:to|with) agentname|(?:want|need|would like|prefer|ask for|get|get me|give me|rather have|let|have) agentname\b|(?:can|could|ask|have|let|would) agentname (?:to )?(?:please )?(?:call|ring|phone|help|contact|look|take|reply|answer|handle)\b|agentname can (?:she|he) (?:call|ring|help|contact|look)\b(?! (?:said|told|wrote|was))|is agentname (?:there|available|about|around|in|free|online)\b(?! (?:on|at|next)))/.test(
        around,
      ) ||
      /\b(?:want|would like|like|need|can i|could i|may i|let me|please) (?:to )?(?:speak|talk|chat) (?:to|with) (?:agentname|him|her)\b/.test(
        around,
      )
    );
  });
}
