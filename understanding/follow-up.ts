// What a short message means after what was said before: "and to Belgium?", "how much is it?", "the second". Knows no shop: things come as words.

import { normalise } from './normalise.js';
import { ordinalIn } from './ordinals.js';
import { isReading, isSure, SURE, targetOf } from './surety.js';
import type { Candidate, Understanding } from './understanding.js';

/** What was talked about, in words that a customer could have typed. */
export interface Before {
  /** The question answered last, and what it was taken for. */
  readonly question?: { readonly text: string; readonly target: string };
  /** What "it" stands for: "order 10302", "the Ember table lamp". */
  readonly thing?: string;
  /** The list shown last, in the order shown, with the intents that tell about one of it and that change it. */
  readonly listed?: {
    readonly things: readonly string[];
    readonly tells: string;
    readonly edits?: string;
  };
}

/** A message in its place: the words that tasks should read, and what they mean. */
export interface Placed {
  readonly text: string;
  readonly understanding: Understanding;
}

export type Read = (text: string) => Promise<Understanding>;

/** More words stand by themselves. */
const SHORT = 10;
/** Of "and for shoes?", what comes after the first word. */
const SHORT_CHANGE = 6;
/** Characters of a message that may lean on another. */
const LONGEST = 120;
/** A reading in which "it" is named may be so much less sure than the one without. */
const FOR_NAMING = 0.1;
/** A reading that leans on what was said before is seldom wrong where something was said. */
const POINTED_AT = 0.9;
/** Below what is answered without asking back. */
const UNSURE = 0.2;
/** Of several answers on the page talked about, the best is taken when it has so much of the two readings' probability (2 at most). */
const ENOUGH = 0.15;
/** And this many times as much as the next on that page. */
const APART = 2;

const FILLERS = '(?:(?:ok|oh|so|thanks|thank you|great|cool|hm+|well|yes|no|please|then) )*';
const ANOTHER = new RegExp(
  `^${FILLERS}(?:and|or|(?:and |but )?(?:what|how) about|(?:and )?(?:the )?same (?:question )?for|what if it is)(?: (.+))?$`,
);
const PREPOSITION = /^(?:to|in|for|on|at|from|with|into|by)\b/;
const A_DAY =
  /(?:\bon )?\b(?:today|tonight|tomorrow|this weekend|(?:this |next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;
const CLAUSE =
  /\b(?:is|are|was|were|do|does|did|can|could|will|would|should|have|has|had|may|want|need|like|get|got|know|my|i|you|we)\b/;
/** Of a list of what was shown: no more than five are. */
const NTH = 'first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th)';
const PICK = new RegExp(
  `^${FILLERS}(?:(?:and|what about|how about|and what about|i mean|i meant|tell me (?:more )?about|more about|show me|is it|take|let us take) )*` +
    `(?:the (?:very )?(?:${NTH}|last|other|former|latter|next)(?: (?:one|item|product|order|lamp|thing))?|(?:that|this) one|number \\w+|the one (?:before|after)|other one)(?: please| then)?$`,
);
/** "Not that one", where the list can be changed. */
const NOT_ONE = new RegExp(
  `^${FILLERS}(?:not|anything but) (?:(?:this|that)(?: one)?|(?:the )?(?:${NTH}|last)(?: one)?)(?: please)?$`,
);
const OTHER = /\b(?:other|latter)\b/;
const THIS = /\b(?:that|this) one\b/;
const ONE_OF_LIST = new RegExp(
  `\\b(?:the )?(?:${NTH}|last|other|former|latter) one\\b|\\bthe (?:${NTH}|other)(?= (?:in|available|cost|still)\\b|\\W*$)`,
  'i',
);
const PRONOUN = /\b(?:it|that one|this one|that|this|they|them|these|those)\b/i;
/** "It" that stands for nothing that was talked about: "is it possible to …", "how long does it take to …", "is it open?". */
const EMPTY_IT =
  /\b(?:is|are) (?:it|they) (?:still |already )?(?:open|closed)\b|\b(?:is|was|would) it (?:possible|true|ok|okay|normal|safe|too late|allowed)\b|\bit (?:takes?|is) .*\bto \w|\b(?:that|this) (?:you|i|we|the|my|there)\b|\bi (?:like|love|hate|prefer) (?:it|that|this)\b/i;
/** Where no task is open, "cancel it" means the order. */
const CANCELS = /\bcancel (?:it|that|this)\b/i;
/** One glance, since most messages lean on nothing. */
const LEANS = new RegExp(
  `\\b(?:it|that|this|they|them|these|those|one|${NTH}|last|former|latter|next|number|and|or|about|same)\\b|^\\W*(?:ok |so |oh )*(?:to|in|for|on|at|from|with|into|by)\\b`,
  'i',
);
const ASKING =
  /^(?:(?:and|so|but|ok|oh|also) )*(?:how|what|when|where|which|who|why|is|are|was|does|do|did|can|could|will|would|should|has|have|may|i want to|i would like to)\b/;

/**
 * Reads a short message together with what was said before.
 * @param alone the message read by itself.
 * @param read reads other words in the same conversation.
 * @returns `undefined` where it stands by itself.
 */
export async function inPlace(alone: Understanding, before: Before, read: Read): Promise<Placed | undefined> {
  const { text } = alone;
  if (text.length > LONGEST || !LEANS.test(text)) return undefined;
  if (alone.kind === 'cancel' && CANCELS.test(text)) return aboutIt(alone, before, read);
  if (!isReading(alone)) return undefined;
  const plain = normalise(text);
  if (plain.split(' ', SHORT + 1).length > SHORT) return undefined;
  if (PICK.test(plain)) return picked(alone, plain, before);
  if (before.listed?.edits && NOT_ONE.test(plain))
    return { text, understanding: meaning(alone, before.listed.edits, POINTED_AT) };
  const change = ANOTHER.exec(plain)?.[1] ?? (PREPOSITION.test(plain) ? plain : undefined);
  if (change !== undefined && isChange(change)) return changed(alone, change, before, read);
  if (!ASKING.test(plain)) return undefined;
  if (ONE_OF_LIST.test(text) && before.listed) return named(alone, plain, before, read);
  if (PRONOUN.test(text) && !EMPTY_IT.test(text)) return aboutIt(alone, before, read);
  return undefined;
}

function isChange(words: string): boolean {
  return words.split(' ').length <= SHORT_CHANGE && !CLAUSE.test(words);
}

/** "The second", "that one", "the other one": one of what was shown, or what was talked about. */
function picked(alone: Understanding, plain: string, before: Before): Placed | undefined {
  const { listed } = before;
  const thing = chosen(plain, before);
  if (!listed) return undefined;
  // Where none is meant for sure, the task that tells about one asks which.
  return { text: thing ?? alone.text, understanding: meaning(alone, listed.tells, POINTED_AT) };
}

function chosen(plain: string, { listed, thing }: Before): string | undefined {
  if (!listed) return undefined;
  if (THIS.test(plain)) return listed.things.find((each) => each === thing);
  if (OTHER.test(plain)) {
    const others = listed.things.filter((each) => each !== thing);
    return others.length === 1 ? others[0] : undefined;
  }
  const place = ordinalIn(plain);
  return place === undefined ? undefined : listed.things.at(place);
}

/** "Is the second one in stock?" */
async function named(
  alone: Understanding,
  plain: string,
  before: Before,
  read: Read,
): Promise<Placed | undefined> {
  const thing = chosen(plain, before);
  if (thing === undefined || !before.listed) return isSure(alone) ? undefined : unresolved(alone);
  const text = alone.text.replace(ONE_OF_LIST, () => thing);
  // "Why the first?" asks why, whatever the name of the first sounds like.
  if (alone.kind === 'intent' && isSure(alone)) return { text, understanding: alone };
  const understanding = await read(text);
  if (understanding.kind === 'intent' || isSure(understanding)) return { text, understanding };
  return { text, understanding: meaning(alone, before.listed.tells, POINTED_AT) };
}

/** "And to Belgium?": the question before, for something else. */
async function changed(
  alone: Understanding,
  change: string,
  { question, listed }: Before,
  read: Read,
): Promise<Placed | undefined> {
  // "In blue" edits the list that is shown.
  if (alone.kind === 'intent' && alone.intent === listed?.edits) return undefined;
  if (!question) return unlessSure(alone);
  const whole = retold(question.text, change);
  const goesIn = PREPOSITION.test(change) || A_DAY.test(change);
  const together = await read(whole);
  const same = isStillAbout(question.target, together);
  if (question.target.startsWith('intent:')) {
    if (isSure(alone) && !goesIn) return undefined;
    return same ? changedTask(alone, question, { whole, together }) : unlessSure(alone);
  }
  // "And gift cards?" is a question by itself, "and to Belgium?" is none.
  if (isSure(alone) && (!PREPOSITION.test(change) || targetOf(alone) === question.target)) return undefined;
  if (isSure(together)) return { text: whole, understanding: { ...together, mood: alone.mood } };
  return unlessSure(alone);
}

/** What else the question before said holds on, where the new words took the place of some of it: "on Sunday". */
function changedTask(
  alone: Understanding,
  question: { readonly text: string; readonly target: string },
  { whole, together }: { readonly whole: string; readonly together: Understanding },
): Placed {
  const text = whole.startsWith(plainly(question.text)) ? alone.text : whole;
  return {
    text,
    understanding: meaning(alone, question.target.slice('intent:'.length), together.confidence),
  };
}

function unlessSure(alone: Understanding): Placed | undefined {
  return isSure(alone) ? undefined : unresolved(alone);
}

function isStillAbout(target: string, read: Understanding): boolean {
  return read.evidence[0]?.target === target && read.kind !== 'out-of-scope';
}

/** "How much is it?": about the thing before, else about the answer before. */
async function aboutIt(alone: Understanding, before: Before, read: Read): Promise<Placed | undefined> {
  const { question, thing } = before;
  if (alone.kind === 'cancel') {
    const text = alone.text.replace(PRONOUN, () => thing ?? '');
    return thing === undefined ? undefined : sureOf(text, await read(text));
  }
  if (thing !== undefined) {
    const text = alone.text.replace(PRONOUN, () => thing);
    const understanding = await read(text);
    const same = targetOf(understanding) === targetOf(alone);
    if (isSure(alone) && !same && understanding.confidence + FOR_NAMING < alone.confidence) return undefined;
    if (understanding.kind === 'intent' || isSure(understanding)) return { text, understanding };
    return isSure(alone) || !isBare(alone.text) ? undefined : unresolved(alone);
  }
  if (isSure(alone)) return undefined;
  if (question?.target.startsWith('answer:')) {
    const best = onPage(question.target, alone, await read(`${question.text} ${alone.text}`));
    if (best) return { text: alone.text, understanding: answer(alone, best) };
  }
  return isBare(alone.text) ? unresolved(alone) : undefined;
}

/** Says so little beside "it" that a reading of it can only be a guess. */
function isBare(text: string): boolean {
  const words = normalise(text).split(' ');
  return words.filter((word) => !EMPTY.has(word)).length <= MOST_OWN_WORDS;
}
const MOST_OWN_WORDS = 2;
const EMPTY = new Set(
  'how what when where which who why is are was were be does do did can could will would should has have may and so but ok oh also it its that this one they them these those the a an i you me my your in to of for on at with not'.split(
    ' ',
  ),
);

/** Another answer on the page of the one before, by both readings. */
function onPage(target: string, alone: Understanding, together: Understanding): Candidate | undefined {
  const page = target.split('#', 1)[0];
  const sums = new Map<string, Candidate>();
  for (const candidate of [...alone.evidence, ...together.evidence]) {
    if (candidate.target === target || candidate.target.split('#', 1)[0] !== page) continue;
    const score = candidate.score + (sums.get(candidate.target)?.score ?? 0);
    sums.set(candidate.target, { ...candidate, score });
  }
  const [best, next] = [...sums.values()].sort((a, b) => b.score - a.score);
  return best && best.score >= ENOUGH && best.score >= APART * (next?.score ?? 0) ? best : undefined;
}

/** "Do you ship to France" and "to Belgium" make "do you ship to Belgium"; what has no place in it comes after it. */
export function retold(question: string, change: string): string {
  const plain = plainly(question);
  if (A_DAY.test(change) && A_DAY.test(plain)) return plain.replace(A_DAY, () => change);
  const preposition = PREPOSITION.exec(change)?.[0];
  if (preposition === undefined) return `${plain} ${change}`;
  const place = new RegExp(`\\b${preposition}\\b(?: (?!(?:in|on|to|for|at|from|with|and|or)\\b)[^ ]+)+`, 'i');
  return place.test(plain) ? plain.replace(place, change) : `${plain} ${change}`;
}

function plainly(question: string): string {
  return question.replace(/[?!.\s]+$/, '');
}

/** What leans on something that is not there: the customer is asked which reading was meant, or to say it in full. */
function unresolved(alone: Understanding): Placed {
  const { text, language, mood, evidence } = alone;
  const said = { text, language, mood, evidence, confidence: UNSURE } as const;
  const likely = evidence.filter(({ score }) => score >= LIKELY).slice(0, MOST_ASKED);
  return {
    text,
    understanding:
      likely.length > 1 && alone.kind !== 'out-of-scope'
        ? { ...said, kind: 'ambiguous', candidates: likely }
        : { ...said, kind: 'out-of-scope' },
  };
}
const LIKELY = 0.04;
const MOST_ASKED = 3;

function meaning(alone: Understanding, intent: string, confidence: number): Understanding {
  const { text, language, mood, evidence } = alone;
  return { text, language, mood, evidence, confidence, kind: 'intent', intent };
}

function answer(alone: Understanding, { target, score }: Candidate): Understanding {
  const { text, language, mood, evidence } = alone;
  const entryId = target.slice('answer:'.length);
  return {
    text,
    language,
    mood,
    evidence,
    confidence: Math.max(SURE, Math.min(1, score)),
    kind: 'answer',
    entryId,
  };
}

function sureOf(text: string, understanding: Understanding): Placed | undefined {
  return isSure(understanding) ? { text, understanding } : undefined;
}
