// Every wish of a message: what, how strongly, for whom, for now or for good, and in the customer's own words. Pure.

import type { StatedWish, WishSubject } from '../stated.js';
import type { Vocabulary } from '../vocabulary.js';
import { tokensOf } from '../words.js';
import { brandsIn } from './brand.js';
import { budgetsIn } from './budget.js';
import { channelsIn, languagesIn } from './contact.js';
import { meantLast } from './corrections.js';
import { feltAt } from './feeling.js';
import { namedIn, nounsOf } from './named.js';
import { occasionsIn } from './occasion.js';
import { onceEach } from './once.js';
import { ownedIn } from './owned.js';
import { hasProduct } from './products-owned.js';
import { sizesIn } from './size.js';
import { thingsIn } from './things.js';
import { plainLetters, thoughtsOf } from './thought.js';
import { veganIn } from './vegan.js';
import { clauseAt, whenOf } from './when.js';
import { PET, peopleIn } from './whom.js';
import { askerAt, namedAt, whoseTaste } from './whose.js';

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
  const mentions = namedIn(message, tokens, vocabulary);
  const isNoun = nounsOf(message, vocabulary);
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
    for (const mention of mentions) {
      const start = tokens[mention.from]?.start ?? 0;
      const end = tokens[mention.to - 1]?.end ?? start;
      if (mention.kind !== 'product' || start < thought.start || start >= thought.end) continue;
      if (!hasProduct(thought, start, end)) continue;
      const whom = people.subjectAt(start) ?? people.recipient ?? 'self';
      add(
        { start, end },
        { kind: 'owned', subject: { kind: 'product', productId: mention.productId } },
        whom,
        'lasting',
      );
    }
    if (thought.mood === 'silent') continue;
    const sayings = found.some(
      ({ kind, start }) => (kind === 'contact' || kind === 'language') && start >= thought.start,
    );
    if (sayings) continue;

    const owned = ownedIn(thought, tokens, mentions, isNoun);
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
    const vegan = veganIn(thought.text);
    if (vegan && (vegan.isSomebody || thought.mood === 'request')) {
      const start = thought.start + vegan.start;
      const whom = vegan.isSomebody ? (people.subjectAt(start) ?? asked) : asked;
      add(
        { start: thought.start, end: thought.start + vegan.end },
        { kind: 'must', subject: { kind: 'vegan' } },
        whom,
        vegan.isSomebody ? 'lasting' : (when ?? 'today'),
      );
    }
    for (const { start, end, value } of brandsIn(message.slice(thought.start, thought.end))) {
      const { kind, word } = value;
      if (kind === 'brand' && thought.mood !== 'request') continue;
      const from = thought.start + start;
      add(
        { start: from, end: thought.start + end },
        { kind, subject: { kind: 'word', word } },
        kind === 'like' ? (people.subjectAt(from) ?? asked) : asked,
        kind === 'brand' ? 'today' : (when ?? (kind === 'must-not' ? 'today' : 'lasting')),
      );
    }
    for (const { start, end, value } of thingsIn(thought, tokens, mentions, isNoun)) {
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
      const { subject } = value;
      const cue =
        value.cue ?? (thought.mood === 'statement' ? feltAt(plain, thought, start, end) : undefined);
      if (cue?.ofSomebody && PET.test(plain.slice(Math.max(0, value.cueStart - 20), value.cueStart)))
        continue;
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
      const kind = value.plainly;
      if (!kind || thought.mood !== 'request') continue;
      if (
        kind !== 'room' &&
        /\b(?:(?:my|our|your|his|her|their) (?:\w+ )?|(?:my|our|the|his|her|their) \w+ (?:is|are)(?: \w+)? )$/.test(
          plain.slice(Math.max(0, start - 40), start),
        )
      )
        continue;
      add({ start, end }, { kind, subject }, asked, 'today');
    }
  }
  return onceEach(meantLast(found, plain)).sort((a, b) => a.start - b.start);
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
