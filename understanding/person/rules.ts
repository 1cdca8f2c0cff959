// What the rules find in a message that may ask for a person: shouts, requests, refusals, what is past. Rules on words, spelling forgiven; weighs nothing.

import { ASKS, BOT_REFUSALS, CALLED_OUT_LAST } from './asks.js';
import { ABOUT_A_THING, AFTER_NO_WISH, BEFORE_NO_WISH, DECLINED, SETTLED } from './guards.js';
import { respell } from './respell.js';
import { NO_BOTS, SPEAK, WISHES } from './wishes.js';

/** Words that a wish for a person needs one of; most messages have none and are read no further. */
const ANCHOR =
  /\b(?:persons?|people|humans?|someone|somebody|anyone|anybody|nobody|no one|whoever|agents?|representatives?|rep|operators?|colleagues?|advis[eo]rs?|employees?|staff|managers?|supervisors?|boss|superiors?|director|owner|management|man|woman|guy|lady|ladies|gentleman|soul|grown|adult|associate|salesperson|consultant|executive|assistant|attendant|specialists?|experts?|technicians?|ceo|member of|one of (?:the|you)\w*|agentname|customer (?:services?|support|care|relations)|support|service desk|help ?desk|desk please|reception|department|dept|billing|sales|complaints|team|head office|headquarters|bots?|robots?|machines?|computer|software|program|automated|algorithm|ai|flesh|leader|same one|real one|live one|grownup|clerk|speaker|put through|pass me|personal conversation|call(?:ed|ing)?|callback|ring|phone|telephone|bell|tinkle|buzz|speak|talk|chat|word|write to|(?:re ?)?connect(?:ed|ing)?|transfer\w*|escalat\w*|redirect|forward me|hand(?:ed)? (?:me|this|it) (?:over|on)|hand ?over|patch|put (?:me|us|him|her)|pass (?:me|us|this|it) on|queue|press(?:ing)? (?:zero|\d)|live (?:chat|support|help|assistance)|co ?workers?|crew|lads?|explain\w*|complain\w*|discuss\w*|voice|in person|personal (?:service|assistance|help|advice)|contact(?: me|ed)|live chat|appeal|besides you|above you|guide me|who(?: else)? (?:can|could|would|will|is (?:the|your|in|there))|whom|in touch|get (?:him|her|them)|in charge|seller|living being|accounts|logistics|coordinator|dial|refer|next level|over your head)\b/;

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
  `(?:^| )(?:(?:do|did|does|would|will) not (?:really |actually |ever |even )?(?:want|wish|like|need|have|care|wanna|feel like|mean)|no (?:wish|desire|intention)|nothing for|not (?:want|wish|need|have)|no need|without|instead of|rather not|prefer not|rather than|better than|than|not to|am not|no interest in|avoid|(?:do|please do|why do|you do) not(?: want me to)?(?: please| just)?|(?:did|have|do|does) (?:i|we) (?:just |really |have to |need to |need |already )*|chat to|prefer (?:the )?chat (?:to|over)|in case|(?<!can i |could i |why can |why can i |do i )not)(?: (?:to|a|an|the|for|have|having|talking|speaking|me|be|being|my|case|any|with|put|passed|through|connected|connect|transfer|pass|hand|forward|escalate|call|${SPEAK})){0,6}$`,
);
/** Asked about what was or would be, not asked for. */
const NOT_ASKED_FOR =
  /(?:^| )(?:why (?:did|was|were|am|have|has)(?: \w+){0,4}|(?<!how |who |whom |where |how exactly |number |who exactly )(?:do|did|does|must|should|shall|would|will) (?:i|we|customers|people)(?: (?:still|always|even|really|ever))?(?: (?:have|need|want|be|get|got))?(?: to| able to)?|(?:(?<!best |better |easier |faster |nice |great |good )if|when|whenever|after|before|once|until|since|because|while|did|have|has) (?:i|we|you|he|she|they)(?: \w+)?(?<! can| could| may| might| want| need)|(?:did|have|has) you(?: \w+)?|do you(?! have| not have| mind)(?: \w+)?|(?:what happens (?:if|when|once)|what made|how come)(?: \w+){0,3}|(?:yesterday|already) (?:i|we)|(?:last|every|each|first) time (?:i|we|you|they|he|she)(?: \w+)?|always(?: (?:get|am|are|been|have been))?|you (?:keep|kept)|(?:he|she|they|who|which|driver|courier|wife|husband|partner|friend|mother|father|neighbour|son|daughter|accountant|manager|boss)(?: \w+)?(?: to)?|was|were|had to|got|been|supposed|meant|going|(?:agent|colleague|they|he|she|manager|staff|support|driver|who|somebody|someone) (?:said|told me|promised)(?: \w+){0,3}|tried to|(?<!can |could |may |will )(?:i|we) (?:tried to|managed to|could not|had to|used to|was|were))$/;
/** Of an agent's part in what has happened: "why did you pass me to Lena". */
const TOLD_OF_AGENT =
  /\b(?:why|how come|what reason|thanks|thank you|was put|was passed|was transferred|was connected)\b/;
/** Before a person that is asked about: "are you a real person?" */
const IDENTITY =
  /(?:^| )(?:is this|are you|you are|this is|is it|is that|am i \w+ (?:to|with)|(?<!can i |could i |why can )not|by|from|as|like)(?: really| actually| even| just| a| an| the| speaking to| talking to)*$/;
/** Money is transferred too: "I made a transfer to someone". */
const A_TRANSFER = /(?:^| )(?:a|an|my|the|this|last|made|bank|money)$/;
/** Words looked back at; what stands further away is another thought. */
const LOOK_BACK = 10;
const LOOK_BACK_CHARACTERS = 200;
const MOST_MATCHES = 6;
/** A wish that begins with the person, or with a word that money is moved by. */
const PERSON_FIRST = /^ ?(?:real|actual|live|living|genuine|human|person|agent|transfer)/;
/** Words up to which a message holds one thought. */
const SHORT = 12;
const NOT_MISSING =
  /\b(?:why (?:did|was|were|am)|do i|(?:when|if|after|before) i|what happens|feedback|reviews?|written|about|(?:are|am|were|was) (?:you|i)\b|is (?:this|it|that|your|he|she)\b|you (?:are|were|sound|seem|look|read|write|answer)|(?:like|than|as|of|become|be|becoming|my) (?:a |an )?(?:\w+ )?(?:agent|representative|operator|supervisor)\b|safe for|(?:like|than|as|of|instead) (?:a |an )?(?:humans?|real person|real people)\b|(?:do|does|did|can|will|would) (?:a |an |any |your |the |real )?(?:humans?|real people|live (?:person|agent)|real person|agents?|representatives?|operators?)\b|gave|promised|job|vacancy|apply|discount|rate|cleaning|shipping|estate|travel|letting|yesterday|last|earlier|thanks|thank you|spoke|talked|told|said i|behind|pretend|was|were|had|got|not (?:need|want|have to)|no need|human behind|more human\b|human (?:hair|rights|friendly|safe|size|sized|resources|error|made|brush|body|food|consumption|scale|form|shaped|readable|anatomy)|humans)\b/;

const LATER_DENIAL =
  /\b(?:yesterday|last (?:week|month|time|night)|(?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b/;

export interface PersonContext {
  /** First names of the business's own agents, as written: "put Lena on". */
  readonly agents?: readonly string[];
}

/** What the rules find in a message. */
export interface Findings {
  /** Respelt, with the agents called `agentname`. */
  readonly text: string;
  /** One flag for each of `SIGNS`. */
  readonly signs: readonly boolean[];
}

/** What `Findings` says of a message, in the order in which their weights are stored. */
export const SIGNS = [
  'shout',
  'names-human',
  'bare-transfer',
  'no-bots',
  'wish',
  'wish-unwanted',
  'wish-past',
  'ask',
  'ask-unwanted',
  'ask-past',
  'settled',
  'called-out-last',
  'declined',
  'about-a-thing',
] as const;

/** @param normalised as `normalise` gives it. @returns `undefined` where the message has no word that a wish needs. */
export function findingsIn(normalised: string, context: PersonContext): Findings | undefined {
  const text = withNamesHidden(respell(normalised), context);
  if (!ANCHOR.test(text)) return undefined;
  const wishes = judged(text, WISHES);
  const asks = judged(text, ASKS);
  return {
    text,
    signs: [
      isShout(text),
      namesHuman(text),
      BARE_TRANSFER.test(text),
      NO_BOTS.some((refusal) => refusal.test(text)) || BOT_REFUSALS.some((refusal) => refusal.test(text)),
      wishes.some(({ unwanted, past }) => !unwanted && !past),
      wishes.some(({ unwanted }) => unwanted),
      wishes.some(({ past }) => past),
      asks.some(({ unwanted, past }) => !unwanted && !past),
      asks.some(({ unwanted }) => unwanted),
      asks.some(({ past }) => past),
      SETTLED.test(text),
      CALLED_OUT_LAST.test(text),
      DECLINED.test(text),
      ABOUT_A_THING.test(text),
    ],
  };
}

/** "I don't want to talk to a person": it answers an offer. @param normalised as `normalise` gives it. */
export function refusesPerson(normalised: string): boolean {
  if (!/\b(?:not|no|without)\b/.test(normalised)) return false;
  const text = respell(normalised);
  return (
    /^(?:please |ok )*no (?:need (?:for|of) (?:an? |any )?)?(?:agent|human|person|operator|representative|call)s?(?: \w+){0,2}$/.test(
      text,
    ) || judged(text, [...WISHES, ...ASKS]).some(({ unwanted }) => unwanted)
  );
}

function judged(
  text: string,
  expressions: readonly RegExp[],
): readonly { readonly unwanted: boolean; readonly past: boolean }[] {
  const found: { unwanted: boolean; past: boolean }[] = [];
  const seen = new Map<number, { readonly unwanted: boolean; readonly past: boolean }>();
  for (const wish of expressions) {
    let matches = 0;
    for (const match of text.matchAll(wish)) {
      if (++matches > MOST_MATCHES) break;
      const before = standing(text, match.index, seen);
      const upToVerb = standing(text, match.index + leadOf(match[0]), seen);
      found.push({
        unwanted: upToVerb.unwanted || before.unwanted,
        past: before.past || upToVerb.past || isOver(text, match[0], match.index),
      });
    }
  }
  return found;
}

/** How a wish that begins there stands, by the words before it. @param seen what was judged before; many expressions match at one place. */
function standing(
  text: string,
  index: number,
  seen: Map<number, { readonly unwanted: boolean; readonly past: boolean }>,
) {
  const known = seen.get(index);
  if (known) return known;
  const before = lastWords(text.slice(Math.max(0, index - LOOK_BACK_CHARACTERS), index));
  const judgement = {
    unwanted: UNWANTED.test(before),
    past: NOT_ASKED_FOR.test(before) || BEFORE_NO_WISH.test(before),
  };
  seen.set(index, judgement);
  return judgement;
}

function isOver(text: string, wish: string, index: number): boolean {
  if (AFTER_NO_WISH.test(text.slice(index + wish.length, index + wish.length + LOOK_BACK_CHARACTERS)))
    return true;
  if (wish.startsWith('asked for') || / asked for\b/.test(wish)) return LATER_DENIAL.test(text);
  if (!PERSON_FIRST.test(wish)) return false;
  const before = lastWords(text.slice(Math.max(0, index - LOOK_BACK_CHARACTERS), index));
  return wish.startsWith('transfer') ? A_TRANSFER.test(before) : IDENTITY.test(before);
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
    /(?:^| )(?:no|i am(?: an?| only)?|not(?: a| an| the)?|is (?:a|an|the|your)?|have (?:a|an)|no need (?:for )?(?:a|an|any)?)$/.test(
      text.slice(0, named.index).trim(),
    ) &&
    !/\bcan\b|\bcould\b|\bmay\b/.test(text)
  )
    return false;
  return words.every((word) => SHOUT_WORDS.has(word) || SHOUTED.test(word));
}

/** The business's own agents stand for any: `agentname`. */
function withNamesHidden(text: string, { agents = [] }: PersonContext): string {
  return agents.reduce(
    (hidden, agent) => ` ${hidden} `.replaceAll(` ${agent.toLowerCase()} `, ' agentname ').trim(),
    text,
  );
}

/** One of the business's own agents is asked for by name. @param text as `normalise` gives it. */
export function asksForAgent(text: string, { agents = [] }: PersonContext): boolean {
  if (TOLD_OF_AGENT.test(text)) return false;
  return agents.some((agent) => {
    const name = agent.toLowerCase();
    const at = ` ${text} `.indexOf(` ${name} `);
    if (at < 0) return false;
    const around = text.replaceAll(name, 'agentname');
    return (
      /^(?:please |hi |hello |can i have |could i have |get |get me |give me |i want |i need |is )*agentname(?: please| now| there| available)*$/.test(
        around,
      ) ||
      /\b(?:put agentname on|(?:connect|transfer|pass|put|hand)(?: me| this| it)?(?: through| over| on)? (?:to|with) agentname|(?:want|need|would like|prefer|ask for|get|get me|give me|rather have|let|have) agentname\b(?! know)|(?:can|could|ask|have|let|would) agentname (?:to )?(?:please )?(?:call|ring|phone|help|contact|look|take|reply|answer|handle)\b|agentname can (?:she|he) (?:call|ring|help|contact|look)\b(?! (?:said|told|wrote|was))|is agentname (?:there|available|about|around|in|free|online)\b(?! (?:on|at|next|the|a|any)))/.test(
        around,
      ) ||
      /\b(?:want|would like|like|need|can i|could i|may i|let me|please) (?:to )?(?:speak|talk|chat) (?:to|with) (?:agentname|him|her)\b/.test(
        around,
      )
    );
  });
}
