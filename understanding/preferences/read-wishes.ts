// Every wish of a message: what, how strongly, for whom, for now or for good, and in the customer's own words. Pure.

import type { StatedWish, WishSubject } from '../stated.js';
import { mentionsIn, type Vocabulary } from '../vocabulary.js';
import { type Token, tokensOf } from '../words.js';
import { budgetsIn } from './budget.js';
import { channelsIn, languagesIn } from './contact.js';
import { meantLast } from './corrections.js';
import { occasionsIn } from './occasion.js';
import { ownedIn } from './owned.js';
import { sizesIn } from './size.js';
import { type Thing, thingsIn } from './things.js';
import { plainLetters, type Thought, thoughtsOf } from './thought.js';
import { type People, peopleIn } from './whom.js';

const FOR_NOW =
  /\b(?:just (?:for )?(?:today|now|this once)|for (?:today|now|once|this (?:one|time|order|purchase|search|room))|(?<!from )today|this time|tonight|only today|this once|on this occasion|for the moment)\b/;
const FOR_GOOD =
  /\b(?:for (?:me|us)$|for (?:me|us)(?= *[,.;!]| thanks| please)|of any kind|(?:gone|am|'m|are|'re|is|'s) (?:a )?(?:vegan|allergic)\b[^.;!?]*\bso (?:no|not|nothing)|in this house|everything (?:i|we) buy|always|never|ever|usually|generally|in general|normally|from now on|in (?:the )?future|for future|as a rule|on principle|remember|keep in mind|bear in mind|note that|take note|every time|forever|for good|in my (?:house|home)|at home|have a (?:cat|dog)|have (?:cats|dogs))\b/;

const VEGAN =
  /\b(?:vegan|animal[- ]free|cruelty[- ]free|(?:no|without|avoid|avoiding|nothing from|free of|not use) (?:any )?animals?(?: products?| materials?| parts?)?)\b/;
const NOT_VEGAN =
  /\b(?:not|isn't|aren't|no longer|never|n't|stopped being|am no|not a|quit being|needn't be|doesn't (?:have|need) to be|don't (?:have|need) to be)(?: \w+){0,2}? vegan\b|\bvegan (?:isn't|is not|or not|leather)\b/;
const IS_VEGAN =
  /\b(?:(?:am|are|is|'m|'re|'s|im|went|gone|turned|been|being|strictly|became|become|fully|also|both) (?:a |an |all |a strict |strictly |both |fully |also |now )*(?:vegan|animal-free)(?!\s*(?:\w+ )?(?:gift|present|version|option))|vegan (?:household|family|home|lifestyle|person|couple|house)|vegans|live vegan|eat vegan|as (?:a )?vegans?|(?:i|we|she|he|they) (?:always |only |strictly )?(?:avoid|don't use|do not use|buy))\b/;
const REQUIRED_VEGAN =
  /\b(?:must|has to|have to|needs? to|should|it's|make sure)\b[^.;!?]{0,20}\bbe (?:\w+ )?vegan/;

/** A name with a capital after "by", "from", "made by"; places and days are none. */
const BRAND =
  /\b(?:by|from|made by|designed by|brand(?: is|:)?|branded) (?!(?:Ireland|Dublin|Cork|Galway|Donegal|Europe|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Christmas|Easter|I\b))(\p{Lu}[\p{L}&]+(?: \p{Lu}[\p{L}&]+)?)/gu;
const BEFORE_BRAND = /\b(?:nothing|no|not|never|avoid|don't want anything|without)\b[^,.;!?]{0,20}$/i;
const LOVED_BRAND = /\b(?:love|like|adore|prefer|fan of)s?\b[^,.;!?]{0,30}$/i;

/**
 * Reads every wish of a message, in the order said. Questions about products, problems, indifference and what is taken back give none;
 * of a wish corrected within the message only what was meant last.
 * @param vocabulary the business's own; a thing that it lacks is given by the customer's noun.
 */
export function readWishes(message: string, vocabulary: Vocabulary): readonly StatedWish[] {
  if (last?.message === message && last.vocabulary === vocabulary) return last.wishes;
  const wishes = wishesIn(message, vocabulary);
  last = { message, vocabulary, wishes };
  return wishes;
}

/** A turn asks several times for the wishes of its message, and reading them costs more than all else that is read from it. */
let last:
  | { readonly message: string; readonly vocabulary: Vocabulary; readonly wishes: readonly StatedWish[] }
  | undefined;

function wishesIn(message: string, vocabulary: Vocabulary): readonly StatedWish[] {
  const tokens = tokensOf(message);
  const mentions = mentionsIn(tokens.map(bare), vocabulary).filter(
    ({ from }) => !NO_SLIP.has(tokens[from]?.text ?? ''),
  );
  const plain = plainLetters(message);
  const people = peopleIn(plain);
  const found: StatedWish[] = [];
  for (const thought of thoughtsOf(message)) {
    const when = whenOf(thought.text);
    const add = (
      place: { readonly start: number; readonly end: number; readonly wordsFrom?: number },
      wish: { readonly kind: StatedWish['kind']; readonly subject: WishSubject; readonly refused?: true },
      whom: string,
      scope: StatedWish['scope'],
    ) => {
      const present = people.isPresent && whom === (people.recipient ?? 'self');
      const start = Math.min(place.start, place.end);
      found.push({
        ...wish,
        for: whom,
        scope: present ? 'today' : scope,
        ...(when || present ? { scopeSaid: true as const } : {}),
        words: message.slice(place.wordsFrom ?? start, place.end).trim(),
        start,
      });
    };
    for (const { start, end, value } of channelsIn(thought.text)) {
      const place = { start: thought.start, end: thought.start + Math.max(end, start) };
      const subject: WishSubject = { kind: 'word', word: value.channel };
      add(
        place,
        { kind: 'contact', subject, ...(value.refused ? { refused: true } : {}) },
        'self',
        'lasting',
      );
    }
    for (const { start, end, value } of languagesIn(thought.text)) {
      const place = { start: thought.start + start, end: thought.start + end };
      add(
        place,
        { kind: 'language', subject: { kind: 'word', word: value } },
        namedAt(people, place.start),
        'lasting',
      );
    }
    if (thought.mood === 'silent') continue;
    const sayings = found.some(
      ({ kind, start }) => (kind === 'contact' || kind === 'language') && start >= thought.start,
    );
    if (sayings) continue;

    const owned = ownedIn(thought, tokens, mentions);
    for (const { start, end, value } of owned) {
      add(
        { start, end },
        { kind: 'owned', subject: value },
        people.subjectAt(start) ?? people.recipient ?? 'self',
        'lasting',
      );
    }
    const asked = askerAt(people, thought);
    for (const { start, end, value } of occasionsIn(thought.text)) {
      const place = { start: thought.start + start, end: thought.start + end };
      add(place, { kind: 'occasion', subject: { kind: 'word', word: value } }, asked, 'today');
    }
    const sizes = sizesIn(thought.text).filter(
      ({ value }) =>
        value.relative === undefined ||
        thought.mood === 'request' ||
        value.relative === 'smaller' ||
        value.relative === 'larger',
    );
    for (const { start, end, value } of sizes) {
      const place = { start: thought.start + start, end: thought.start + end };
      const isOfHome =
        thought.mood === 'statement' &&
        value.relative === undefined &&
        value.seats === undefined &&
        /\b(?:my|our) /.test(thought.text) &&
        !/\b(?:should|must|has to|needs? to)\b/.test(thought.text);
      add(place, { kind: 'size', subject: value }, asked, isOfHome ? 'lasting' : 'today');
    }
    const numbers = sizes.filter(({ value }) => value.relative === undefined);
    for (const { start, end, value } of budgetsIn(blanked(thought.text, numbers))) {
      const place = { start: thought.start + start, end: thought.start + end };
      add(place, { kind: 'budget', subject: value }, asked, when === 'lasting' ? 'lasting' : 'today');
    }
    const vegan = VEGAN.exec(thought.text);
    if (vegan && !NOT_VEGAN.test(thought.text)) {
      const start = thought.start + vegan.index;
      const isSomebody = IS_VEGAN.test(thought.text) && !REQUIRED_VEGAN.test(thought.text);
      const whom = isSomebody ? (people.subjectAt(start) ?? asked) : asked;
      if (isSomebody || thought.mood === 'request') {
        add(
          { start: thought.start, end: start + vegan[0].length },
          { kind: 'must', subject: { kind: 'vegan' } },
          whom,
          isSomebody ? 'lasting' : (when ?? 'today'),
        );
      }
    }
    for (const match of message.slice(thought.start, thought.end).matchAll(BRAND)) {
      const start = thought.start + match.index;
      const word = (match[1] ?? '').toLowerCase();
      const before = message.slice(thought.start, start);
      const place = { start, end: start + match[0].length };
      const subject: WishSubject = { kind: 'word', word };
      if (BEFORE_BRAND.test(before)) add(place, { kind: 'must-not', subject }, asked, when ?? 'today');
      else if (/\bonly\b/i.test(before)) add(place, { kind: 'must', subject }, asked, when ?? 'lasting');
      else if (LOVED_BRAND.test(before) && !/\b(?:would|'d) (?:like|love)/i.test(before))
        add(place, { kind: 'like', subject }, people.subjectAt(start) ?? asked, when ?? 'lasting');
      else if (thought.mood === 'request') add(place, { kind: 'brand', subject }, asked, 'today');
    }
    for (const { start, end, value } of thingsIn(thought, tokens, mentions)) {
      if (
        found.some(
          (other) =>
            other.kind === 'owned' &&
            other.start >= thought.start &&
            start >= other.start - 20 &&
            start <= other.start,
        )
      )
        continue;
      if (overlaps(found, start, thought.start, ['occasion'])) continue;
      const { cue, subject } = value;
      if (cue?.strength === 'none' || cue?.strength === 'plain') continue;
      if (cue) {
        const { strength } = cue;
        const whom = cue.ofSomebody ? whoseTaste(value, people, plain, start, end, asked) : asked;
        add(
          {
            start: Math.min(value.cueStart, start),
            end,
            ...(cue.ofSomebody
              ? { wordsFrom: clauseStart(plain, thought.start, Math.min(value.cueStart, start)) }
              : {}),
          },
          { kind: strength, subject },
          whom,
          whenOf(clauseAt(plain, thought, start)) ?? cue.scope,
        );
        continue;
      }
      const kind = plainKind(subject);
      if (!kind || thought.mood !== 'request') continue;
      if (
        kind !== 'room' &&
        /\b(?:my|our|your|his|her|their) (?:\w+ )?$/.test(plain.slice(Math.max(0, start - 24), start))
      )
        continue;
      add({ start, end }, { kind, subject }, asked, 'today');
    }
  }
  return onceEach(meantLast(found, plain)).sort((a, b) => a.start - b.start);
}

/** "Leather's a no": the word itself. */
function bare(token: Token): Token {
  return token.text.endsWith("'s") ? { ...token, text: token.text.slice(0, -2) } : token;
}

/** Words one slip from a material or colour that are meant as they stand. */
const NO_SLIP = new Set(
  'write wrote steer lines liner lined blank threw chain greet creak brawn glance'.split(' '),
);

function plainKind(subject: WishSubject): 'colour' | 'material' | 'room' | undefined {
  if (subject.kind !== 'attribute' || subject.attribute === 'category') return undefined;
  return subject.attribute;
}

/** For whom something is asked in a sentence. */
function askerAt(people: People, thought: Thought): string {
  if (people.recipient !== undefined) return people.recipient;
  const wants = /\b(?:wants?|needs|would like|is looking|asked for|is after)\b/.exec(thought.text);
  return (wants && people.subjectAt(thought.start + wants.index)) ?? 'self';
}

function namedAt(people: People, place: number): string {
  const subject = people.subjectAt(place);
  return subject ?? 'self';
}

function whoseTaste(
  thing: Thing,
  people: People,
  plain: string,
  start: number,
  end: number,
  asked: string,
): string {
  if (!thing.isBehind) return people.subjectAt(thing.cueStart + 1) ?? asked;
  const behind = plain.slice(end, end + 50);
  const person = people.named.find((each) => each.start >= end && each.start < end + 30);
  if (person) return person.value.who;
  if (/\b(?:my|me|our|us)\b/.test(behind)) return 'self';
  if (/\b(?:his|her|their|him|them)\b/.test(behind)) return people.named.at(-1)?.value.who ?? 'other';
  return people.subjectAt(start) ?? asked;
}

function whenOf(thought: string): StatedWish['scope'] | undefined {
  if (FOR_NOW.test(thought)) return 'today';
  return FOR_GOOD.test(thought) ? 'lasting' : undefined;
}

/** "Usually I like white, but today I want black" says two times. */
function clauseAt(plain: string, { start, end }: Thought, place: number): string {
  const from = plain.lastIndexOf(' but ', place);
  const to = plain.indexOf(' but ', place);
  return plain.slice(Math.max(start, from), to < 0 ? end : Math.min(end, to));
}

/** Where the words about somebody's taste begin: after the last mark or join. */
function clauseStart(plain: string, from: number, place: number): number {
  const joins = [
    ...plain.slice(from, place).matchAll(/[,;:]\s*(?:and |but )?|\s(?:and|but|because|though)\s/g),
  ];
  const last = joins.at(-1);
  return from + (last ? last.index + last[0].length : 0);
}

function overlaps(
  found: readonly StatedWish[],
  start: number,
  from: number,
  kinds: readonly string[],
): boolean {
  return found.some(
    (other) =>
      kinds.includes(other.kind) &&
      other.start >= from &&
      start >= other.start &&
      start < other.start + other.words.length,
  );
}

function blanked(text: string, places: readonly { readonly start: number; readonly end: number }[]): string {
  return places.reduce(
    (left, { start, end }) => left.slice(0, start) + '_'.repeat(end - start) + left.slice(end),
    text,
  );
}

function onceEach(wishes: readonly StatedWish[]): StatedWish[] {
  const seen = new Set<string>();
  return wishes.filter(({ kind, subject, for: whom, scope }) => {
    const key = JSON.stringify([kind, subject, whom, scope]);
    return !seen.has(key) && seen.add(key);
  });
}
