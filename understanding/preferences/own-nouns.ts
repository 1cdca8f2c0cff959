// The customer's own nouns after a cue, where the catalogue has no word: "candles", "IKEA furniture". Pure.

import { singular } from '../spelling.js';
import type { WishSubject } from '../stated.js';
import type { Token } from '../words.js';
import type { Cue } from './cues.js';
import type { IsNoun, Named } from './named.js';
import type { Placed } from './placed.js';

export const JOINS = new Set([',', 'and', 'or', 'nor', '&', 'also', 'both', 'either', 'plus']);
/** A cue ends at these. */
export const ENDS = new Set([
  '.',
  ';',
  '!',
  '?',
  ':',
  'but',
  'because',
  'though',
  'although',
  'however',
  'since',
  'so',
  'while',
  'whereas',
  'as',
  'if',
  'to',
  'over',
  'than',
  'what',
  'have',
  'need',
  'want',
  'looking',
  'show',
  'is',
  'are',
  'do',
  'i',
  'we',
  'he',
  'she',
  'they',
  'my',
  "it's",
  "i'm",
  "she's",
  "he's",
  'under',
  'max',
  'maximum',
  'please',
]);
export const PLACING = new Set(['for', 'into', 'on', 'near', 'at']);
/** Heads that say nothing: "IKEA furniture" is about IKEA. */
const EMPTY_HEADS = new Set(
  'furniture stuff thing product one item piece brand range fabric material colour color version design'.split(
    ' ',
  ),
);
/** No customer avoids or likes these words by themselves. */
const NO_NOUN = new Set(
  "the a an it that this these those them him her me you us i we he she they my your our his their its one ones to be is are was were not no more too very so how what when where why which who if at by of on in for from with and or but as than then there here all any some much many really just only also again ever always never please thanks thank sorry yes nothing something anything everything same other others such idea problem doubt worries rush way matter preference hurry need longer cent cents penny animal animals exception exceptions objection objections flat want have get go see know think being having waiting doing going shopping paying surprise surprises bigger smaller larger cheaper wider taller longer higher expensive cheap big small large light heavy fancy special specific particular sure later soon now today tomorrow yet else between under over above below around about up down out off shop store service website site delivery order orders price prices money company staff team help person time times day week bit lot kind sort colour colours color colors material materials size sizes style styles shape idea ideas look feel quality thing things stuff calls call emails email newsletter newsletters texts text phone spam bot bots robot chat message messages contact human machine everyone anybody somebody someone nobody euros euro pounds dollars limit budget cm metres exactly necessarily essential important answer reply question luck use point good bad nice lovely great fine happy made matching possible spend pay cost costing exceed least most day's mind hear keep make take dear mad anymore anyway though tho lately nowadays upstairs inside outside".split(
    ' ',
  ),
);

/** @returns the nouns from a token on that the cue reaches, and the token where it stopped. */
export function ownNouns(
  from: number,
  last: number,
  tokens: readonly Token[],
  at: ReadonlyMap<number, Named>,
  isNoun: IsNoun,
  cue: Cue,
): { readonly nouns: readonly Placed<WishSubject>[]; readonly next: number } {
  const nouns: Placed<WishSubject>[] = [];
  let i = from;
  while (i < last) {
    const phrase: Token[] = [];
    let j = i;
    while (j < last && !at.has(j) && phrase.length < 3) {
      const token = tokens[j];
      if (
        !token ||
        !/^\p{L}[\p{L}'-]+$/u.test(token.text) ||
        NO_NOUN.has(token.text) ||
        ENDS.has(token.text) ||
        JOINS.has(token.text) ||
        PLACING.has(token.text)
      )
        break;
      phrase.push(token);
      j++;
    }
    // A thing of the catalogue goes on from here: "modern lamps".
    if (at.has(j) && j < last) return { nouns, next: i };
    const head = phrase.findLast(({ text }) => !EMPTY_HEADS.has(singular(text)));
    if (!head || phrase.length > 2 + (phrase.at(-1) === head ? 0 : 1)) return { nouns, next: i };
    const next = tokens[j]?.text;
    const closes =
      j >= last ||
      next === undefined ||
      !/^\p{L}/u.test(next) ||
      JOINS.has(next) ||
      ENDS.has(next) ||
      PLACING.has(next) ||
      /^(?:in|with|at|all|too|either|anywhere|from|of|this|today|again|ever|anymore|any|very|so|here|around|indoors|that|who|which|things?|stuff|near|next|against|inside|touching|whatsoever|whatever|where|when|for)$/.test(
        next,
      );
    if (!closes || (next === 'than' && head.text.endsWith('er'))) return { nouns, next: i };
    if (cue.ofSomebody && cue.strength !== 'must-not' ? isVerbal(head.text) : !isNoun(head))
      return { nouns, next: i };
    nouns.push({ start: head.start, end: head.end, value: { kind: 'word', word: singular(head.text) } });
    let k = j;
    while (k < last && JOINS.has(tokens[k]?.text ?? '')) k++;
    if (k === j || at.has(k)) return { nouns, next: j };
    // What follows the join may be a new thought: "no candles and I want".
    const following = tokens[k]?.text ?? '';
    if (NO_NOUN.has(following) || ENDS.has(following)) return { nouns, next: j };
    i = k;
    if (tokens[j]?.text === ',') return { nouns, next: j };
  }
  return { nouns, next: i };
}

function isVerbal(word: string): boolean {
  return (
    /(?:ing|ed|ly)$/.test(word) &&
    !/^(?:bedding|lighting|seating|gardening|cooking|reading|baking|hiking|knitting|painting|fishing|cycling|sewing|drawing|travelling|swimming|surfing|sailing|climbing|clothing|string|ring|wicker|bed|velvet)$/.test(
      word,
    ) &&
    !/(?:recycled)$/.test(word)
  );
}
