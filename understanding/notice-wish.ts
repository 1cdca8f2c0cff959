// Wishes to be told of something unasked, or not to be: "tell me when it's back", "no more messages about prices". Pure, and by rule: a
// consent must stand in the customer's words, so nothing here is guessed from words that are only like it.

import type { NoticeKind } from '../data/notices.js';
import { normalise } from './normalise.js';

export type NoticeWish =
  /** `all`: of whatever is on the wish list, or of every order. */
  | { readonly what: 'tell'; readonly kind: NoticeKind; readonly all: boolean }
  /** No kinds: of everything. */
  | { readonly what: 'stop'; readonly kinds: readonly NoticeKind[] };

const TELL =
  '(?:tell|notify|inform|message|alert|ping|text|remind|write(?: to)?|let) (?:me|us)(?: know)?|(?:give|drop|send) me a (?:shout|heads up|line|message|note|notice|notification|ping|word|alert)|keep me (?:posted|informed|updated)|(?:want|like|love|wish) to (?:know|hear|be (?:told|notified|informed|alerted))|be (?:told|notified|informed|alerted)|(?:message|alert|notification|notice)(?: please)?';
/** What is asked for has yet to happen; `if` and `whether` ask how it is now, but with words of change. */
const ONCE = '(?:when(?:ever)?|once|as soon as|the moment|if(?: ever)?|in case)';
const ASKED = new RegExp(`\\b(?:${TELL})\\b(?: here| please| then)*[^?]*? ?\\b${ONCE}\\b (.+)$`);
/** "Tell me when it will be back" asks for a date, and "whether it was sent" for a fact. */
const ASKS_A_DATE =
  /^(?:\w+ ){0,7}?(?:will|would|is going to|are going to|should|might|was|were|did|are you)\b/;
const NOW = /\b(?:if|whether)\b/;

const CHANGES = /\b(?:back|again|gets?|becomes?|comes?|goes|drops?|falls?|restock\w*|ships?|leaves)\b/;
const BACK =
  /\b(?:back(?: in(?:to)?)?(?: stock)?|in stock|available|restock\w*|(?:have|get|got|sell) (?:it|them|one|some|more|this|that|the .+?) (?:back|again|in)|have (?:more|it|them|one)|comes? (?:back|in)|can be (?:had|bought|ordered)|can (?:buy|get|order) (?:it|them|one|this|that))\b/;
const CHEAPER =
  /\b(?:cheaper|less expensive|(?:on|in|for|a|the) sale|sales?|discount\w*|reduced|reductions?|prices? (?:has |have |is |are |gets? |goes )?(?:drop\w*|fall\w*|fell|down|lower\w*|reduced|cut|change\w*)|price (?:drop|cut)|costs? less|(?:goes|comes|is|are|gets?|drops?|falls?) (?:down )?in price|(?:goes|comes) down|lower(?:ed)? price|drops? below|on offer|special offer)\b/;
const SHIPS =
  /\b(?:ships?|(?:is|are|gets?|has been|have been|been) (?:shipped|sent|dispatched|posted|sent (?:out|off))|(?:has|have) shipped|on (?:its|the|their) way|it is way|leaves?|goes out|dispatch\w*|out for delivery|sent out)\b/;
/** What is told of products is never told of these. */
const OF_AN_ORDER = /\b(?:orders?|ordernumber|parcels?|packages?|delivery|shipment)\b/;
const EVERYTHING =
  /\b(?:wish ?list|my wishes|my list|any(?:thing)? (?:of|on)|everything|all (?:of )?(?:my|the)|my orders|any order|every order|each order|all orders|orders)\b/;

const STOP = new RegExp(
  [
    '\\b(?:stop|end|quit|cease|cancel|no(?: more| further)?|without|turn off|switch off|disable|enough)\\b(?: (?:sending|getting|with|of|me|us|these|those|this|the|any|all|your|more|such|price|stock|delivery|shipping|order|back|in))* (?:messages?|notices?|notifications?|alerts?|updates?|reminders?)\\b',
    '\\b(?:stop|quit|no more) (?:messaging|notifying|alerting|writing to|telling|informing|texting|reminding|pinging) (?:me|us)\\b',
    '\\bdo not (?:message|notify|alert|write(?: to)?|tell|inform|remind|ping) (?:me|us)\\b(?: here| please)* (?:any ?more|again|about|of|when|if)\\b',
    '\\bdo not (?:message|notify|alert|write to|ping) (?:me|us)(?: any ?more| again| please)*$',
    '\\bdo not (?:want|need|like|send(?: me| us)?)\\b(?: (?:to|get|receive|have|any|more|these|those|such|further|your|price|stock|order))* (?:messages?|notices?|notifications?|alerts?|updates?|reminders?)\\b',
    '\\bopt (?:me )?out of (?:these |those |the |all |any |your )*(?:messages?|notices?|notifications?|alerts?|updates?)\\b',
    '^(?:please )?unsubscribe(?: me)?(?: please)?$',
  ].join('|'),
);
/** "Let me know when somebody is available", "no more messages, get me a person": about people and places, not things. */
const NOT_MEANT =
  /\b(?:person|human|somebody|someone|anybody|anyone|agents?|colleagues?|by (?:phone|mail|e ?mail|email|post|sms)|visits?|appointments?|slots?|when you are)\b/;
/** "Don't tell me about wool" is about wool. */
const BARE_TELLING = /\bdo not (?:tell|inform|remind) (?:me|us)\b(?: here| please)* (?:about|of)\b/;

const PRICES = /\b(?:prices?|cheaper|sales?|discounts?|offers?)\b/;
const STOCK = /\b(?:stock|back|available|availability|restock\w*)\b/;

/** @returns `undefined` for a text that states no such wish. */
export function noticeWish(text: string): NoticeWish | undefined {
  const plain = normalise(text);
  if (NOT_MEANT.test(plain)) return undefined;
  if (STOP.test(plain)) {
    const kinds = stopped(plain);
    return kinds.length === 0 && BARE_TELLING.test(plain) ? undefined : { what: 'stop', kinds };
  }
  const [, clause] = ASKED.exec(plain) ?? [];
  if (clause === undefined || ASKS_A_DATE.test(clause)) return undefined;
  if (NOW.test(plain) && !CHANGES.test(clause) && !CHEAPER.test(clause)) return undefined;
  const kind = kindOf(plain, clause);
  return kind && { what: 'tell', kind, all: EVERYTHING.test(plain) };
}

function kindOf(plain: string, clause: string): NoticeKind | undefined {
  if (CHEAPER.test(clause)) return 'price-drop';
  if (OF_AN_ORDER.test(plain)) return SHIPS.test(clause) ? 'order-shipped' : undefined;
  if (BACK.test(clause)) return 'back-in-stock';
  return SHIPS.test(clause) ? 'order-shipped' : undefined;
}

function stopped(plain: string): readonly NoticeKind[] {
  return [
    ...(STOCK.test(plain) ? (['back-in-stock'] as const) : []),
    ...(PRICES.test(plain) ? (['price-drop'] as const) : []),
    ...(OF_AN_ORDER.test(plain) || /\bship\w*\b/.test(plain) ? (['order-shipped'] as const) : []),
  ];
}
