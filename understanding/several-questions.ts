// Where a message holds several questions: cuts it into parts, and judges whether they stand by themselves. Pure; it reads no meaning itself.

import { withoutMailTrimmings } from './normalise.js';
import { isReading, isSure } from './surety.js';
import type { Understanding } from './understanding.js';

/** A piece of a message that may be a question of its own. */
export interface Part {
  readonly text: string;
  /**
   * - `question`: it asks ("do you …", "… ?").
   * - `request`: it wants something done ("I want to …", "please …").
   * - `statement`: tells a story.
   */
  readonly form: 'question' | 'request' | 'statement';
  /** Said to be another matter: an item of a list, "also …", "another thing: …". */
  readonly marked: boolean;
  /** Set off by more than a comma or a dash. */
  readonly apart: boolean;
}

export interface ReadPart extends Part {
  readonly understanding: Understanding;
  /** It asks nothing and says something by itself all the same: "I love oak". */
  readonly lasting: boolean;
}

export interface Several<P extends ReadPart> {
  /** In the order asked, all different; at most `MOST_ANSWERED`. */
  readonly answered: readonly P[];
  /** Clear questions that were not understood. */
  readonly unread: readonly P[];
  /** Understood, and one too many. */
  readonly left: readonly P[];
}

export const MOST_ANSWERED = 3;
/** Pieces that are read; of a longer letter only what asks. */
const MOST_PARTS = 12;
/** A sentence just as the business wrote it is one, whatever is in it. */
const AS_WRITTEN = 0.98;

/** One glance tells most messages from those that are worth cutting. */
const SIGN = /[?!.;:,)]\s*\S|\n|\s(?:and|&|also|plus|then|but|another|[-–—])\s/i;

const SUBJECT =
  '(?:you|u|i|we|they|it|there|he|she|my|your|our|the|this|that|these|those|any|anyone|somebody|someone|all|returns?|delivery|shipping)';
const AUXILIARY =
  "(?:do|does|did|is|are|was|were|can|could|will|would|should|may|have|has|am|shall|must)(?:n't)?";
const ASKS = `(?:${AUXILIARY} ${SUBJECT}\\b|(?:what|where|when|how|who|why)(?:'|’)?s\\b|(?:what|where|when|why|who|which|how)(?: [\\w'’-]+){0,3}? ${AUXILIARY}\\b)`;
const WANTS =
  "(?:(?:please|pls) \\w|i (?:also |really |just )?(?:want|need|would (?:also )?like|wanna)\\b|i(?:'|’)?d (?:also |really )?like|tell me|show me|let me know|recommend|suggest)";
const STARTS = `(?:${ASKS}|${WANTS})`;

const JOINED = '(?:and|&|also|plus|then|but|oh|so|ok)';
/** "…, do you …", "… and what does …", "… also are you …": a clause that asks or wants begins. */
const CLAUSE = new RegExp(
  `(?:[,:]\\s*|\\s+[-–—]\\s+)(?=(?:${JOINED},? )*${STARTS})|\\s+(?=(?:${JOINED},? )+${STARTS})`,
  'gi',
);
const ONE_HEAD =
  /^((?:(?:hi|hello|so|and),? )?(?:what(?:['’]?s| is| are)|tell me about|i want to know|how much (?:is|are)) (?:your |the |my )?)((?:[\w'’-]+ ){0,3}[\w'’-]+) and (?:your |the |my )?((?:[\w'’-]+ ){0,3}[\w'’-]+)[?.! ]*$/i;
/** A sentence's end; what follows may be of the same story. */
const SENTENCE = /(?<=[?!;]|\.(?!\d))\s+(?=\S)|(?<=\?)(?=[\p{L}])/gu;
const ITEM = /^\s*(?:\(?\d{1,2}[.):]|\(?[a-h]\)|[-*•–])\s+/;
const LEADING = /^(?:(?:&|(?:and|also|plus|then|but|oh|so|ok|okay|well|now)\b)[,:]?\s*)+/i;
const MARK =
  /^(?:(?:and|oh|so|ok|but)[, ]+)*(?:also|plus|besides|another (?:thing|question)|one more (?:thing|question)|(?:my )?(?:second|next|last|other) question(?: is)?|secondly|by the way|btw|p\.?s\.?)\b[,:.]?\s*/i;
const QUESTION = new RegExp(`^(?:${ASKS}|(?:what|where|when|why|who|which|how)\\b)`, 'i');
const REQUEST = new RegExp(
  `^(?:${WANTS}|(?:change|return|cancel|book|send|track|check|find|give|order|help|forget|remember|explain|looking for|i(?:'|’)?m looking for)\\b)`,
  'i',
);
/** "I need help", "can I ask you something": announces questions and is none. */
const ANNOUNCES =
  /^(?:i|we) (?:have|had|'ve got|got) (?:a|an|one|two|three|some|a few|a couple of|several|another|\d)?\s*(?:more |quick |other )*questions?\b|\bask (?:you )?(?:a|some|something|two|three)\b/i;

/**
 * @param text as the customer wrote it.
 * @returns the pieces in order, without the words that join them; empty where nothing tells of more than one.
 */
export function partsOf(text: string): readonly Part[] {
  if (!SIGN.test(text)) return [];
  const parts = linesOf(withoutMailTrimmings(text)).flatMap(({ words, item }) =>
    words.split(SENTENCE).flatMap((sentence, at) => {
      const clauses = sentence.replace(MARK, '').split(CLAUSE);
      const [first = '', ...others] = clauses.length === 1 ? withOneHead(clauses[0] ?? '') : clauses;
      const another = MARK.test(sentence) || (item && at === 0);
      return [
        partOf(first, { another, apart: others.length === 0 || LEADING.test(others[0] ?? '') }),
        ...others.map((piece) => partOf(piece, { another: false, apart: false })),
      ].flat();
    }),
  );
  if (parts.length < 2) return [];
  // "… Also, …" says of what stood before that it was a matter of its own.
  const known = parts.map((part, at) => (parts[at + 1]?.marked ? { ...part, marked: true } : part));
  if (known.length <= MOST_PARTS) return known;
  return known.filter(({ form, marked }) => form !== 'statement' || marked).slice(0, MOST_PARTS);
}

/** Lines as they were meant: one that only wraps goes on in the next. */
function linesOf(text: string): readonly { words: string; item: boolean }[] {
  const lines: { words: string; item: boolean }[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const item = ITEM.test(raw);
    const words = raw.replace(ITEM, '').trim();
    const last = lines.at(-1);
    if (words === '') {
      // An empty line ends what stood before it.
      if (last && last.words !== '') lines.push({ words: '', item: false });
      continue;
    }
    const goesOn =
      last !== undefined && last.words !== '' && !item && !/[.?!:;]$/.test(last.words) && !opens(words);
    if (goesOn) last.words = `${last.words} ${words}`;
    else lines.push({ words, item });
  }
  return lines.filter(({ words }) => words !== '').flatMap(inItems);
}

/** "1. … 2. …" in one line. */
function inItems(line: { words: string; item: boolean }): readonly { words: string; item: boolean }[] {
  const pieces = line.words.split(/\s+\(?\d{1,2}[.)]\s+(?=\p{L})/u);
  return pieces.map((words, at) => ({ words, item: line.item || at > 0 }));
}

/** "What are your opening hours and delivery costs?" asks twice. */
function withOneHead(sentence: string): readonly string[] {
  const [, head = '', one, other] = ONE_HEAD.exec(sentence) ?? [];
  return one && other ? [head + one, head + other] : [sentence];
}

function opens(words: string): boolean {
  const bare = words.replace(MARK, '').replace(LEADING, '');
  return MARK.test(words) || QUESTION.test(bare) || REQUEST.test(bare);
}

function partOf(piece: string, known: { another: boolean; apart: boolean }): readonly Part[] {
  const said = piece.trim().replace(/^[,;:.\s]+/, '');
  const marked = known.another || MARK.test(said);
  const text = said
    .replace(MARK, '')
    .replace(LEADING, '')
    .replace(/[\s,;:]+$/, '');
  if (!/\p{L}{2}.*\s.*\p{L}/u.test(text) && !/\d{5}/.test(text) && !marked) return [];
  const asks = /\?$/.test(text) || QUESTION.test(text);
  const form = asks ? 'question' : REQUEST.test(text) ? 'request' : 'statement';
  return [{ text, form, marked, apart: marked || known.apart || LEADING.test(said) }];
}

/**
 * @param whole the message read as one.
 * @param read its parts, each read by itself.
 * @param keyOf what a part is about; parts with one key are one question.
 * @returns `undefined` where the message is one question.
 */
export function severalIn<P extends ReadPart>(
  whole: Understanding,
  read: readonly P[],
  keyOf: (part: P) => string,
): Several<P> | undefined {
  if (whole.confidence >= AS_WRITTEN && isSure(whole)) return undefined;
  const different = new Map<string, P>();
  for (const part of read) {
    const key = keyOf(part);
    if (standsAlone(part) && !different.has(key)) different.set(key, part);
  }
  const understood = [...different.values()];
  const unread = read.filter(isUnread);
  const [first, second] = understood;
  if (!first) return undefined;
  // Beside one that was understood, a piece in which nothing was may as well belong to it.
  if (!second && (unread.length === 0 || !(first.lasting || isMainlyAbout(whole, first)))) return undefined;
  return { answered: understood.slice(0, MOST_ANSWERED), unread, left: understood.slice(MOST_ANSWERED) };
}

/** @returns whether a part is understood and more than a piece of a story. */
export function standsAlone(part: ReadPart): boolean {
  return isSure(part.understanding) && (part.form !== 'statement' || part.marked || part.lasting);
}

/** @returns the only question of a story, where the story as a whole was not understood. */
export function questionOfStory<P extends ReadPart>(whole: Understanding, read: readonly P[]): P | undefined {
  if (isSure(whole)) return undefined;
  const [asked, another] = read.filter((part) => part.form === 'question' && saysMuch(part));
  return asked && !another && isSure(asked.understanding) ? asked : undefined;
}

function isMainlyAbout(whole: Understanding, { understanding }: ReadPart): boolean {
  return whole.evidence[0]?.target === understanding.evidence[0]?.target;
}

/** Asks something clear that nothing is known of; what leans on the rest of the message does not. */
function isUnread(part: ReadPart): boolean {
  const { understanding } = part;
  return (
    part.form === 'question' &&
    part.apart &&
    isReading(understanding) &&
    !isSure(understanding) &&
    !ANNOUNCES.test(part.text) &&
    !LEANS.test(part.text) &&
    saysMuch(part)
  );
}

/** "What is going on?" and "why is that?" are no more than a sigh. */
function saysMuch({ text }: Part): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.length >= FEWEST_WORDS && words.some((word) => !SIGHS.has(word));
}

const FEWEST_WORDS = 4;
const LEANS = /\b(?:it|its|they|them|their|he|him|she|her|that|this|these|those|ones?|so|such)\b/i;
const SIGHS = new Set(
  'what where when why who which how is are was were am be do does did can could will would should may have has had you i we they it me us them my your this that these those there the a an to of in on at for from with and or so not no going go happening happen happened wrong now then again up problem matter believe think know mean possible serious seriously kidding joking say said tell ask help explain please any some anything something someone anyone else even still already just really about one ones get s t m re ve ll d isn don doesn didn wouldn couldn'.split(
    ' ',
  ),
);
