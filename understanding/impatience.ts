// "This is taking too long", "hurry up": said while a question is open, it is about the questions. Pure; whether one is open it does not know.

import { normalise } from './normalise.js';

const LONG =
  '(?:(?:far |way |much |just )?too long|(?:so|this|that|very|really) long|forever|ages|for ?ever)';
const BEFORE =
  '(?:(?:oh|ok|well|god|please|sorry|but|and|look|listen|seriously|honestly|come on|hm+|ugh|argh|guys|really|no) )*';
const AFTER =
  '(?: (?:please|now|already|then|man|mate|here|for me|for this|with this|sorry|at all|seriously|come on|thanks))*';
const IMPATIENT = new RegExp(
  `^${BEFORE}(?:${[
    `(?:this|it|that|all this|the whole thing) (?:is )?(?:just |really )?(?:taking|takes|took) ${LONG}`,
    `(?:taking|takes) ${LONG}`,
    `why (?:is|does|must) (?:this|it|that|everything) (?:taking|take|takes|be taking) ${LONG}`,
    'hurry(?: up)?',
    '(?:come|get) on(?: with it)?',
    '(?:a bit |much )?(?:faster|quicker)',
    '(?:can|could|will) (?:you|we|this) (?:please )?(?:hurry(?: up)?|be (?:any )?(?:quicker|faster)|go (?:any )?(?:faster|quicker)|speed (?:this|it|things) up|make (?:this|it) (?:quick|quicker|fast|faster|short|shorter))',
    '(?:speed|hurry) (?:this|it|things) up|make (?:this|it) (?:quick|fast|short)',
    'i (?:really )?(?:do not|have not|have no|have not got|do not have|have not the) (?:got )?(?:the |any |much |all )?(?:time|day|patience)(?: (?:for (?:this|that|all this)|all day))?',
    'i have not got all day',
    '(?:you are|this is|it is|that is|are you always) (?:so |too |very |really |far too |way too |this )+(?:slow|long|tedious|complicated|much|many questions)',
    '(?:so|too|how) many (?:more )?questions',
    'how much longer',
    'are we (?:done|there|finished)(?: yet)?',
    'what a (?:hassle|palaver|faff|pain)',
  ].join('|')})${AFTER}$`,
);

/** @returns whether the words as a whole say that it takes too long, and nothing else. */
export function isImpatient(text: string): boolean {
  return text.length <= LONGEST && IMPATIENT.test(normalise(text));
}
const LONGEST = 100;
