// What a customer answers to "how satisfied were you, from 1 to 5": a number, a word for it, or none, and what follows. Pure; English.

export interface SaidScore {
  readonly kind: 'score';
  /** 1 to 5. */
  readonly score: number;
  /** What was written after it; may be empty. */
  readonly rest: string;
  /** A word stood for the number. */
  readonly worded: boolean;
}

/**
 * - `off-scale`: a number alone that is not on the scale.
 * - `skip`: no answer now.
 * - `never`: none to any such question.
 */
export type SaidOfSatisfaction =
  | SaidScore
  | { readonly kind: 'off-scale' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'never' };

const SPELT = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const AMOUNT = `\\d{1,3}(?:[.,]\\d)?|${SPELT.join('|')}`;

/** "I'd say …", "my rating is …", "a solid …". */
const LEAD =
  "(?:(?:i(?:'d| would| will|'ll)? (?:say|give (?:it |you |him |her |them |that |this )?|rate (?:it |you |this |that )?|think)|(?:my )?(?:rating|score|answer)(?: is|:)?|it(?:'s| is| was| gets)|that(?:'s| is| was)|maybe|probably|perhaps|definitely|about|around|let's say|hmm+|well|so|oh|a|an|solid|clear|strong|only|just|at most|at least)[ ,:]*)*";
const NUMBER = new RegExp(
  `^${LEAD}(${AMOUNT})(?:\\s*(?:-|–|or|to)\\s*(${AMOUNT})(?!\\s*\\d))?(?:\\s*(?:/|out of|of|from)\\s*(${AMOUNT}|100))?(\\s*%)?(?:\\s*(?:stars?|points?|★+|⭐+))?(?![\\w%€$£])(.*)$`,
  's',
);
const STARS = /^([★⭐🌟]{1,5})☆*(?![★⭐🌟])(.*)$/su;

/** The best first, so that "very good" is found before "good". The ends are those of the question: not at all, very. */
const GRADES: readonly (readonly [number, string])[] = [
  [
    1,
    'not (?:at all|satisfied at all|helpful at all|good at all)|very (?:bad|poor|dissatisfied|unsatisfied|unhappy|disappointed|disappointing)|really bad|terribl[ey]|awful|horribl[ey]|(?:the )?worst(?: ever)?|useless|rubbish|hopeless|pathetic|appalling|dreadful|extremely (?:bad|poor|dissatisfied)|completely dissatisfied',
  ],
  [
    3,
    'not (?:too |so |that |all that )?bad|so[- ]so|meh|mediocre|average|neutral|(?:it|that|you) (?:was|were) (?:ok|okay|fine|alright|all right)|just (?:ok|okay)|(?:ok|okay)[- ]ish|could (?:be|have been) better|in between|middling|neither',
  ],
  [
    2,
    'not (?:very|really|so|that|too|particularly|all that|entirely)? ?(?:good|great|satisfied|happy|helpful|impressed|much|well)|not (?:very|really)|bad(?:ly)?|poor(?:ly)?|dissatisfied|unsatisfied|unhappy|disappointed|disappointing|a bit disappointed',
  ],
  [
    5,
    "very (?:good|satisfied|happy|pleased|helpful|well|much|nice|friendly)|very|(?:really|super|extremely|absolutely|totally|completely|fully|so) (?:good|great|satisfied|happy|pleased|helpful|nice)|excellent|perfect(?:ly)?|great|amazing|fantastic|brilliant|awesome|wonderful|outstanding|superb|top(?: notch)?|first[- ]class|couldn't be better|couldn't have been better|love(?:d)? it|the best|10/10",
  ],
  [
    4,
    '(?:pretty|quite|rather|fairly|mostly) (?:good|satisfied|happy|pleased|helpful|well|nice)|good|satisfied|happy|pleased|helpful|nice|well done',
  ],
];
/** "It was …", "the service was …", "I'm …". */
const ABOUT =
  "(?:(?:i(?:'m| am| was| feel| felt)|it(?:'s| is| was)|that(?:'s| is| was)|(?:you|they|we|he|she|everything|all)(?:'re| are| were| was)?|(?:the |your )?(?:service|help|support|chat|talk|answer|answers|conversation|experience)(?: is| was| were)?|honestly|really|well|oh|hmm+|a|an)[ ,:]*)*";
/** "… service", "… job". */
const OF_WHAT =
  '(?: (?:service|help|support|chat|talk|job|work|experience|conversation|bot|answers?|indeed|overall|actually))*';
const WORDED = GRADES.map(
  ([score, words]) => [score, new RegExp(`^${ABOUT}(?:${words})${OF_WHAT}(?![\\w'])(.*)$`, 's')] as const,
);
/** Faces from left to right of the usual scale; a thumb has two ends only. */
const FACES: readonly (readonly [number, RegExp])[] = [
  [1, /^(?:👎|😡|🤬|😠|😤|🤮)/u],
  [2, /^(?:😞|🙁|☹|😕|😟|😒)/u],
  [3, /^(?:😐|😶|🤷)/u],
  [4, /^(?:🙂|☺)/u],
  [5, /^(?:👍|👌|😀|😃|😄|😁|😊|😍|🤩|🥰|❤|💯|👏|🎉)/u],
];

const SKIP =
  /^(?:skip(?: it| this| that)?|no(?:pe|ne)?|nah|pass|no,? (?:thanks|thank you|thx|comment|rating|answer|need)|not (?:now|today)|maybe later|later|(?:i'd |i would )?rather not(?: say| rate it)?|i (?:don't|do not) (?:want|wish|care) to(?: say| rate(?: it| you)?| answer)?|never ?mind|nothing(?: more| else| to add)?|that's (?:all|it)|leave it|forget it)(?:,? (?:thanks|thank you|thx|please))?[.! ]*$/;
const NEVER =
  /\b(?:(?:don't|do not|stop|never|quit) (?:ever )?(?:ask(?:ing)? (?:me )?(?:(?:this|that|for (?:a )?(?:ratings?|feedback|scores?)|how (?:it was|satisfied i was)) )?(?:again|any ?more|every time|ever|for (?:a )?(?:ratings?|feedback|scores?))|asking(?: me)?(?: this| that)?\b)|no more (?:surveys|ratings))/;
/** Said after a number or a word, these add nothing. */
const PLEASANTRY =
  /^(?:(?:thanks?(?: you)?(?: very much| so much| a lot| again)?|thx|ty|cheers|please|from me|for (?:me|you|that|this|now)|i (?:think|guess|would say|suppose)|all good|bye|goodbye|have a (?:nice|good|great) \w+|you too|😀|😊|🙂|👍|❤️?|:-?\)|;-?\)|xx?)[\s.,;:!…-]*)+$/u;
/** What may follow a number without a stop between, where "4 chairs" and "5 minutes" are no score. */
const GOES_ON =
  /^(?:because|cause|cos|since|as|for (?:the|your|his|her|being|a)|but|and(?! (?:\d|one|two|three|four|five)\b)|though|although|only|thanks?|thx|cheers|please|it|you|he|she|they|i|the|everything|nothing|all|very|really|so|too|was|were|bye|from)\b/;

/** @param text as it was typed. @returns `undefined` where it is no answer to the question. */
export function readSatisfaction(text: string): SaidOfSatisfaction | undefined {
  const typed = plain(text);
  const said = typed.toLowerCase();
  if (NEVER.test(said)) return { kind: 'never' };
  if (SKIP.test(said)) return { kind: 'skip' };
  return readNumber(typed, said) ?? readStars(typed) ?? readFace(typed) ?? readWord(typed, said);
}

/**
 * "Sorry, I meant 5", "make it a 4".
 * @param fresh a score was the last thing said: then a number alone is another one, and the word "rating" need not be said.
 */
export function readCorrection(text: string, fresh: boolean): SaidScore | undefined {
  const typed = plain(text);
  const said = typed.toLowerCase();
  const [, lead = '', words = ''] = CORRECTS.exec(said) ?? [];
  if (!fresh && !/\b(?:rating|score|stars?)\b/.test(said)) return undefined;
  const read = readSatisfaction(typed.slice(typed.length - words.length));
  return read?.kind === 'score' && (!read.worded || lead !== '') ? read : undefined;
}

const CORRECTS =
  /^((?:(?:oh|ah|no|oops|ups|uh|sorry|wait|actually|correction|hold on|i (?:meant|mean|wanted)(?: to (?:say|give|type|press|put))?|i (?:mis-?typed|pressed the wrong one)|that should (?:be|have been)|should (?:be|have been)|(?:can you |could you |please )*(?:make|change|set|correct) (?:it|that|this|my (?:rating|score))(?: to| into)?|my (?:rating|score) (?:is|should be|was meant to be)|instead|rather)[\s,.:;!–—-]*)*)(.+)$/s;

/** One apostrophe, one space, and a key cap's digit without the cap. */
function plain(text: string): string {
  return text
    .replace(/[‘’]/g, "'")
    .replace(/[\uFE0F\u20E3]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function readNumber(typed: string, said: string): SaidOfSatisfaction | undefined {
  const found = NUMBER.exec(said);
  if (!found) return undefined;
  const [, first = '', second, scale, percent, after = ''] = found;
  const rest = restOf(typed, after);
  if (rest === undefined) return undefined;
  // Between two, the lower: nobody is thought more satisfied than they say.
  const amount = second === undefined ? amountOf(first) : Math.min(amountOf(first), amountOf(second));
  const score = onScale(amount, percent ? 100 : scale === undefined ? 5 : amountOf(scale));
  if (score === undefined) return rest === '' ? { kind: 'off-scale' } : undefined;
  return { kind: 'score', score, rest, worded: false };
}

function amountOf(text: string): number {
  return SPELT.includes(text) ? SPELT.indexOf(text) + 1 : Number(text.replace(',', '.'));
}

/** @returns 1 to 5; `undefined` for an amount that is not on the scale, and a scale that nobody uses. */
function onScale(amount: number, most: number): number | undefined {
  if (most === 5) return amount >= 1 && amount <= 5 ? Math.round(amount) : undefined;
  if (![10, 20, 100].includes(most) || amount > most) return undefined;
  return Math.max(1, Math.round((amount / most) * 5));
}

function readStars(typed: string): SaidOfSatisfaction | undefined {
  const [, stars = '', after = ''] = STARS.exec(typed) ?? [];
  if (stars === '') return undefined;
  return { kind: 'score', score: [...stars].length, rest: wordsIn(typed, after), worded: false };
}

function readFace(typed: string): SaidOfSatisfaction | undefined {
  const face = FACES.find(([, pattern]) => pattern.test(typed));
  if (!face) return undefined;
  const after = typed.replace(/^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|♀|♂|\s)+/u, '');
  return { kind: 'score', score: face[0], rest: wordsIn(typed, after), worded: true };
}

function readWord(typed: string, said: string): SaidOfSatisfaction | undefined {
  for (const [score, pattern] of WORDED) {
    const after = pattern.exec(said)?.[1];
    const rest = after === undefined ? undefined : restOf(typed, after);
    if (rest !== undefined) return { kind: 'score', score, rest, worded: true };
  }
  return undefined;
}

/** @returns what was written after the score; `undefined` where it shows that there was no score, as in "4 chairs". */
function restOf(typed: string, after: string): string | undefined {
  const rest = wordsIn(typed, after);
  const stopped = /^\s*(?:[.,;:!?…(–—]|-\s)/.test(after);
  return rest === '' || stopped || GOES_ON.test(rest.toLowerCase()) ? rest : undefined;
}

/** In the customer's own letters, without the stops before it; nothing where it is but a word of thanks. */
function wordsIn(typed: string, after: string): string {
  const words = after.replace(/^[\s.,;:!?…()–—-]+/, '');
  return PLEASANTRY.test(words.toLowerCase()) ? '' : typed.slice(typed.length - words.length);
}
