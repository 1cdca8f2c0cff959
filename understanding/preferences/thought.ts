// The sentences of a message, and whether each can state a wish: questions about products, problems and what is over state none. Pure.

export interface Thought {
  readonly start: number;
  readonly end: number;
  /** Lower case, straight apostrophes; same length as in the message. */
  readonly text: string;
  /** `silent` states nothing; `request` asks for something to buy; `statement` tells. */
  readonly mood: 'silent' | 'request' | 'statement';
}

const REQUEST =
  /\b(?:i(?:'m| am)? ?(?:just )?(?:looking|searching|after|hunting|shopping)|looking for|look for|searching for|search for|in search of|shopping for|need(?:s|ing)?|want(?:s|ed|ing)?|would (?:like|love|prefer)|'d (?:like|love|prefer|rather)|id like|show me|find me|help me (?:find|choose|pick)|recommend|suggest|give me|something|anything|thinking (?:of|about)|(?:would|could) do with|i'd go for|go for|ideas? for|smth|sth|gifts?|presents?|prezzie|what (?:would|could|should|do you have|have you got|can you)|(?:have you|do you have|you have|you got|do you sell|do you stock|have you got|got) (?:a|an|any|some|other|more|something|anything)\b|in the market for|(?:will|would|might) do\b|must (?:be|have)|has to|have to be|preferably|ideally|please|pls|plz|fancy|i'll (?:have|take|go)|i will (?:have|take)|i(?:'d)? say|it's for|it is for|this is for|they're for|going (?:in|into)|(?:furnish|decorat|redecorat|redo|refurbish|kitt)ing|(?:i|we) meant?|make (?:it|that)|budget|rather)\b/;
const QUESTION =
  /^(?:(?:hi|hello|hey|and|so|but|also|ok|well|sorry|quick question|just wondering|wondering)[,: ]+)*(?:is|are|isn't|aren't|was|were|does|do|did|doesn't|don't you|how|when|where|why|who|which|what(?! (?:i|we) (?:\w+ )?(?:want|need|like|love|look|would|am|are))|what's|whats|where's|how's|can|could|will|would|has(?! to\b)|have(?! to\b)|should|may|any idea|tell me (?:about|more|how|what|if)|what about)\b/;
/** Questions that ask for something to buy. */
const ASKS_TO_BUY =
  /\b(?:what(?:'s|s| is| would be) (?:a )?(?:nice|good|suitable|right|the best|best) (?:\w+ )?for|do you (?:also |still |by any chance |happen to )?(?:have|sell|stock|carry|do|offer|make) (?!the |your |a (?:warranty|phone|store|shop|return|discount)|my |stores|gift wrap|know)|have you (?:got )?(?:a|an|any|anything|something|some)\b|(?:have|got) (?:any|anything|something)\b|(?:can|could|would|will) you (?:please )?(?:recommend|suggest|show|find|help|give|get|answer|speak|write|reply|call|email|e-mail|text|ring|phone|send me|make|switch|do (?:it|that|this) in)|(?:can|could|may) (?:i|we) (?:have|get|see|find|speak|talk|chat|write|do this)|(?:what|which|anything) (?:\w+ ){0,3}?(?:would|could|might|do you|have you|can you|should|is|are there|will) (?:\w+ ){0,2}?(?:suit|go|fit|recommend|suggest|have|got|match|look|offer|work|go with|under|below|best for|good for|nice for|available in)|would you have|is there (?:smth|such|a|an|any|anything|something|one|maybe)\b(?! (?:\w+ )?(?:option|version|way|chance|discount|charge|fee|warranty|difference|problem))|are there (?!the |shops|stores|discounts)|where (?:can|do|would) i find|can you do|would there be|could there be|i wonder if you have|any(?! (?:discount|news|update|problem|idea when)) \w+(?: \w+)* (?:in|under|for|without|with|below|around|made|that)|any (?:chance of|ideas|suggestions|recommendations)|what about|how about|do you speak|what should i (?:get|buy)|what can (?:i|you) (?:get|buy|offer|show|recommend)|(?:can|could) (?:it|they|that|this|those) (?:be|come)|(?:can|could) we (?:speak|talk|chat|switch|do|continue))\b/;
/** Something went wrong, is over or is about an order: the things named are not wished for. */
const PROBLEM =
  /\b(?:arrived|broke|broken|damaged|cracked|faded|stained|scratched|stopped|ordered|bought|paid|charged|cost me|costs? (?:me )?\d|returned|return|returns|refund(?:ed)?|exchange|cancel|cancell?ed|smells|(?:it|they) smell|smell (?:bad|awful|of|funny|weird|off|terrible|horrible|like (?:chem|paint|glue|plastic))|turned|missing|delivered|received|warranty|guarantee|my order|order (?:number )?#?\d+|invoice|parcel|package|tracking|shrunk|shrank|tore|torn|wobbl\w+|leak\w*|peel\w*|fell|came (?:in|with|without|apart|off)|sent (?:me|us)|sent \w+ (?:\w+ )?to (?:me|us)|got the wrong|wrong (?:colou?r|size|one)|wash(?:ed|ing)? (?:the|my|it)|clean (?:the|my|it)|assembl\w+|squeak\w*|creak\w*|wobbles|hole in|(?:i|we) got is|has not|hasn't|discount|voucher|coupon|promo code|delivery|shipping|(?:got|had|have) (?:\w+ ){1,4}from you\b|my number|saw|visited|went to|i thought(?! of| about)|was told|complain\w*|lost|stuck|flicker\w*|rusty|rusting|chipped|bent)\b/;
/** "I ordered green last time, so no more green", "order 10234 was late, no wool please": what is wished now. */
const NOW =
  /,\s+(?:please )?(?:no|nothing|without|only) [^,;.!?]*\bplease\b|\b(?:so|but|this time|now|therefore|hence)[, ]+(?=(?:i |we |please |can |no |not |nothing |something |only |show |do you ))/;
const TAKEN_BACK =
  /\b(?:no longer(?! than)|any ?more\b(?! \w+s\b)|used to|is fine again|are fine again|is ok(?:ay)? again|(?:fine|ok|okay|alright) again|no longer true|never said|isn't true|doesn't apply|does not apply|changed my mind)\b|^(?:and |please |also |can you |could you |you can |just )*(?:forget|delete|remove|erase|scrap|drop|wipe|unlearn|take back|scratch that|clear|ignore)\b/;
/** Said of somebody or of what is wanted now, whatever else went wrong. */
const STATES =
  /\b(?:can't (?:stand|bear|abide)|cannot (?:stand|bear)|hates?|allergic|allergy|vegan|(?:don't|do not|dont) (?:ever )?(?:show|suggest|send|recommend|want|use|buy|wear)|makes? (?:me|us|him|her|them) (?:itch|sneeze|cough|sick)|gives? (?:me|her|him|us|them)|looking for|has to be|have to be|must be|only (?:buys?|wears?|uses?)|favou?rites?|prefers?|no more|up to|at most|max(?:imum|imal)?|budget|spend|tops|i(?:'d| would) (?:like|love|prefer)|i want|i need|we need|ideally|please|pls|birthday|i(?:'m| am) after|is there)\b/;
/** A taste or habit that ended in an aversion, and "not any more" of what is avoided, take nothing back. */
const NOT_BACK =
  /\b(?:no|any|more|send|me) (?:\w+ ){1,3}any ?more\b|\b(?:used to|no longer) \w+ [^.;!?]{1,40}\b(?:gone|went) (?:\w+ ){0,2}off\b|\b(?:can't|cannot|can not|cant|couldn't|won't|will not|never|don't|do not|dont|doesn't) (?:\w+ )?(?:stand|bear|face|stomach|have|use|wear|eat|buy|keep|burn|allow|touch|sleep on|look at|do)\b[^.;!?]{0,60}\bany ?more\b/g;
const POLITE = /^(?:no|yes|nope|yeah|ok|thanks|thank you|hello|hi|hey)(?: thanks| thank you| please)?$/;

/** @returns the sentences of a message, in order. */
export function thoughtsOf(message: string): readonly Thought[] {
  const text = plainLetters(message);
  const thoughts: Thought[] = [];
  let start = 0;
  const add = (end: number, mark: string) => {
    const own = text.slice(start, end);
    if (own.trim() === '') return;
    const mood = moodOf(own.trim(), mark.includes('?'));
    thoughts.push(
      ...(mood === 'silent' && PROBLEM.test(own) && !QUESTION.test(own.trim()) && !takesBack(own)
        ? clausesOf(own, start)
        : [{ start, end, text: own, mood }]),
    );
  };
  for (const { index, 0: mark } of text.matchAll(/[.!?;\n]+(?=\s|$)|\n+| - | – | — /g)) {
    if (mark === '.' && /\b(?:max|min|approx|ca|incl|st|no|e\.g|i\.e)$/.test(text.slice(start, index)))
      continue;
    // "Brown? Ugh, no" is one thought.
    if (
      mark.includes('?') &&
      /^\s+(?:ugh|eww?|god|oh)?[, ]*(?:no|never|yuck|not for me|no way|not a chance|over my dead body|no thanks)[\s!.]*$/.test(
        text.slice(index + mark.length, index + mark.length + 40),
      )
    )
      continue;
    add(index, mark);
    start = index + mark.length;
  }
  add(text.length, '');
  return thoughts;
}

/** "I ordered two chairs last week, and wool makes me itch": a problem's sentence may state a wish in a clause of its own. */
function clausesOf(sentence: string, start: number): readonly Thought[] {
  const clauses: Thought[] = [];
  let from = 0;
  const add = (to: number) => {
    const text = sentence.slice(from, to);
    const states = STATES.test(text) && !PROBLEM.test(text);
    clauses.push({
      start: start + from,
      end: start + to,
      text,
      mood: states ? moodOf(text.trim(), false) : 'silent',
    });
    from = to;
  };
  for (const { index } of sentence.matchAll(/[,:] | (?:and|so|but|because) /g)) add(index + 1);
  add(sentence.length);
  return clauses;
}

/** @returns the text in lower case with straight apostrophes, letter by letter in its place. */
export function plainLetters(text: string): string {
  const lower = text.toLowerCase();
  return (lower.length === text.length ? lower : text).replace(/[‘’‛`´ʼ]/g, "'");
}

/** @returns whether a sentence takes back what was said before, as "I'm not vegan any more". */
export function takesBack(thought: string): boolean {
  return TAKEN_BACK.test(thought) && TAKEN_BACK.test(thought.replace(NOT_BACK, ' '));
}

/** @returns the sentences of a message that take back what was said before, in the customer's words. */
export function takesBackIn(message: string): readonly string[] {
  return thoughtsOf(message).flatMap(({ start, end, text }) =>
    takesBack(text.trim()) ? [message.slice(start, end).trim()] : [],
  );
}

function moodOf(text: string, asked: boolean): Thought['mood'] {
  if (POLITE.test(text) || takesBack(text)) return 'silent';
  if (PROBLEM.test(text) && !NOW.test(text)) return 'silent';
  if (/\b(?:right|correct|isn't it|yes|true)$/.test(text) && asked) return 'silent';
  if (ASKS_TO_BUY.test(text)) return 'request';
  if (QUESTION.test(text) && (asked || !/^(?:can|could|will|would|do|have|any)\b/.test(text))) {
    return /\bwhat (?:would|could|should|do you)\b/.test(text) ? 'request' : 'silent';
  }
  if (REQUEST.test(text)) return 'request';
  if (
    /^(?:the|my|our|your|his|her|their|this|that|these|those|i|we|he|she|they|you|everyone|everybody|somebody|someone|nobody|people|since|when|once|as(?! \w+ as)|because|if) /.test(
      text,
    )
  )
    return 'statement';
  // Words without a verb ask: "a grey rug for the hall", "in blue".
  return /\b(?:is|are|was|were|am|i'm|we're|it's|that's|has|have|had|live|lives|do|does|did|like|likes|love|loves|hate|hates)\b/.test(
    text,
  )
    ? 'statement'
    : 'request';
}
