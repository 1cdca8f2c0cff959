// Every wish of a message: what, how strongly, for whom, for now or for good, and in the customer's own words. Pure.

import type { Budget, StatedWish, WishSubject } from '../stated.js';
import type { Vocabulary } from '../vocabulary.js';
import { tokensOf } from '../words.js';
import { amountsIn, cheapIn } from './amounts.js';
import { brandsIn } from './brand.js';
import { budgetsIn } from './budget.js';
import { channelsIn, languagesIn } from './contact.js';
import { meantLast } from './corrections.js';
import { occasionsIn } from './occasion.js';
import { onceEach } from './once.js';
import type { Placed } from './placed.js';
import { sizesIn } from './size.js';
import { thingsIn } from './things.js';
import { plainLetters, type Thought, takesBack, thoughtsOf } from './thought.js';
import { veganIn } from './vegan.js';
import { clauseAt, isForNow, whenOf } from './when.js';
import { PET, type People, peopleIn } from './whom.js';
import { askerAt, askerOf, isOfSomebody, namedAt, whoseTaste } from './whose.js';

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

/** Named without more weight, so that the thing itself is all that was said. */
const PLAIN: ReadonlySet<StatedWish['kind']> = new Set(['colour', 'material', 'room']);

/** A wish before it is known whose words it has. */
interface Found {
  readonly kind: StatedWish['kind'];
  readonly subject: WishSubject;
  readonly refused?: true;
  readonly for: string;
  readonly scope: StatedWish['scope'];
  /** Of what is about it, in letters of the message. */
  readonly start: number;
  readonly end: number;
  /** Where its words begin, if before that. */
  readonly wordsFrom?: number;
}

function wishesIn(message: string, vocabulary: Vocabulary): readonly StatedWish[] {
  const tokens = tokensOf(message);
  const plain = plainLetters(message);
  const people = peopleIn(plain);
  const thoughts = thoughtsOf(message);
  const things = thingsIn(message, tokens, thoughts, people.isPresent, vocabulary);
  const wishes = thoughts.flatMap((thought) => {
    if (takesBack(thought.text.trim())) return [];
    const sayings = sayingsIn(thought, people);
    const asked = askerAt(people, thought);
    const measured =
      thought.mood === 'silent' || sayings.length > 0 ? [] : measuredIn(thought, message, people, asked);
    const said = things
      .filter(({ start }) => start >= thought.start && start < thought.end)
      .filter(({ start }) => !measured.some((each) => each.start <= start && start < each.end))
      .flatMap(({ kind, subject, scope, start, end }): Found[] => {
        const isTheirs = isOfSomebody(kind, scope);
        if (isTheirs && PET.test(plain.slice(Math.max(0, start - 20), start))) return [];
        const clause = clauseOf(plain, thought, start, end);
        return [
          {
            ...{ kind, subject, start, end: isTheirs && clause.start === start ? clause.end : end },
            ...(PLAIN.has(kind) ? {} : { wordsFrom: clause.start }),
            for: isTheirs
              ? whoseTaste(people, plain, start, end, asked)
              : askerOf(people, thought, start, asked),
            scope: isForNow(clauseAt(plain, thought, start)) && kind !== 'owned' ? 'today' : scope,
          },
        ];
      });
    return [...sayings, ...measured, ...said].map((found) => statedWish(found, thought, people, message));
  });
  return onceEach(meantLast(wishes, plain)).sort((a, b) => a.start - b.start);
}

/** How the customer is to be written to. */
function sayingsIn(thought: Thought, people: People): readonly Found[] {
  const channels = channelsIn(thought.text).map(
    ({ start, end, value }): Found => ({
      kind: 'contact',
      subject: { kind: 'word', word: value.channel },
      ...(value.refused ? { refused: true } : {}),
      for: 'self',
      scope: 'lasting',
      start: thought.start + Math.min(start, Math.max(end, start)),
      end: thought.start + Math.max(end, start),
    }),
  );
  const languages = languagesIn(thought.text).map(
    ({ start, end, value }): Found => ({
      kind: 'language',
      subject: { kind: 'word', word: value },
      for: namedAt(people, thought.start + start),
      scope: 'lasting',
      start: thought.start + start,
      end: thought.start + end,
    }),
  );
  return [...channels, ...languages];
}

/** What is read by fixed phrases: occasions, sizes, budgets, animal-free, makers. */
function measuredIn(thought: Thought, message: string, people: People, asked: string): readonly Found[] {
  const { text } = thought;
  const when = whenOf(text);
  const at = <T>({ start, end }: Placed<T>) => ({ start: thought.start + start, end: thought.start + end });
  const sizes = sizesIn(text).filter(
    ({ value: { relative } }) =>
      relative === undefined ||
      thought.mood === 'request' ||
      relative === 'smaller' ||
      relative === 'larger' ||
      TO_BE.test(text),
  );
  const numbers = sizes.filter(({ value }) => value.relative === undefined);
  const bare = blanked(text, numbers);
  const budgets = wantedPrices(bare);
  const vegan = veganIn(text);
  const veganStart = thought.start + (vegan?.start ?? 0);
  return [
    ...occasionsIn(text).map(
      (occasion): Found => ({
        ...{ kind: 'occasion', subject: { kind: 'word', word: occasion.value }, for: asked, scope: 'today' },
        ...at(occasion),
      }),
    ),
    ...sizes.map(
      (size): Found => ({
        ...{ kind: 'size', subject: size.value, for: asked, ...at(size) },
        scope: isOfHome(thought, size.value) ? 'lasting' : 'today',
      }),
    ),
    ...budgets.map(
      (budget): Found => ({
        ...{ kind: 'budget', subject: budget.value, for: asked, ...at(budget) },
        scope: when === 'lasting' ? 'lasting' : 'today',
      }),
    ),
    ...(vegan && (vegan.isSomebody || thought.mood === 'request')
      ? [
          {
            ...{ kind: 'must' as const, subject: { kind: 'vegan' as const } },
            ...{ start: veganStart, end: thought.start + vegan.end, wordsFrom: thought.start },
            for: vegan.isSomebody ? (people.subjectAt(veganStart) ?? asked) : asked,
            scope: vegan.isSomebody ? ('lasting' as const) : (when ?? 'today'),
          },
        ]
      : []),
    ...brandsIn(message.slice(thought.start, thought.end)).flatMap((brand): Found[] => {
      const { kind, word } = brand.value;
      if (kind === 'brand' && thought.mood !== 'request') return [];
      const place = at(brand);
      return [
        {
          ...{ kind, subject: { kind: 'word', word }, ...place },
          for: kind === 'like' ? (people.subjectAt(place.start) ?? asked) : asked,
          scope: kind === 'brand' ? 'today' : (when ?? (kind === 'must-not' ? 'today' : 'lasting')),
        },
      ];
    }),
  ];
}

/** "The rug should be small" asks, though it is put as a statement. */
const TO_BE = /\b(?:(?:should|must|mustn't|shouldn't|can't)(?: not)?|(?:has|have|needs?) to) be\b/;

/** By fixed phrases, else by the words around a sum. */
function wantedPrices(text: string): readonly Placed<Budget>[] {
  const named = budgetsIn(text);
  if (named.some(({ value }) => value.relative === undefined)) return named;
  const sums = amountsIn(text);
  if (sums.length > 0) return sums;
  const cheap = cheapIn(text);
  return cheap.length > 0 ? cheap : named;
}

/** "Our table is 80 cm wide" is a fact of the home. */
function isOfHome(
  { mood, text }: Thought,
  size: { readonly relative?: string; readonly seats?: number },
): boolean {
  return (
    mood === 'statement' &&
    size.relative === undefined &&
    size.seats === undefined &&
    /\b(?:my|our) /.test(text) &&
    !/\b(?:should|must|has to|needs? to)\b/.test(text)
  );
}

function statedWish(found: Found, thought: Thought, people: People, message: string): StatedWish {
  const { start, end, wordsFrom = start, ...wish } = found;
  const isPresent = people.isPresent && wish.for === (people.recipient ?? 'self') && wish.kind !== 'owned';
  return {
    ...wish,
    scope: isPresent ? 'today' : wish.scope,
    ...(whenOf(thought.text) || isPresent ? { scopeSaid: true as const } : {}),
    words: message.slice(Math.min(wordsFrom, start), end).trim(),
    start,
  };
}

/** Between the marks or joins on both sides. */
function clauseOf(plain: string, thought: Thought, start: number, end: number) {
  const joins = [
    ...plain
      .slice(thought.start, start)
      .matchAll(/^\s+|[,;:]\s*(?:and |but )?|\s(?:and|but|because|though)\s/g),
  ];
  const last = joins.at(-1);
  const behind = plain.slice(end, thought.end).search(/[,;:]|\s(?:but|because|though)\s/);
  return {
    start: thought.start + (last ? last.index + last[0].length : 0),
    end: behind < 0 ? thought.end : end + behind,
  };
}

function blanked(text: string, places: readonly { readonly start: number; readonly end: number }[]): string {
  return places.reduce(
    (left, { start, end }) => left.slice(0, start) + '_'.repeat(end - start) + left.slice(end),
    text,
  );
}
