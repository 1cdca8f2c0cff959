// What stands around a thing in a message, as numbers, for weights learnt from examples. It reads words and their classes, never the thing itself.

import { folded, hash, joined } from '../hashed-words.js';
import { singular } from '../spelling.js';
import type { Token } from '../words.js';
import type { Thought } from './thought.js';
import { whenOf } from './when.js';
import type { Wishable } from './wishables.js';
import { WORD_CLASSES } from './word-classes.js';

/** Numbers that surroundings are hashed to; a power of two. */
export const BUCKETS = 2 ** 14;
/** Words on each side that can matter. */
const REACH = 25;

/** What a number was made from, so that the same words on another side are another number. */
const PART = {
  kind: 1,
  mood: 2,
  head: 3,
  modifier: 4,
  near: 5,
  list: 6,
  outline: 7,
  clause: 8,
  sentence: 9,
  message: 10,
  between: 11,
  edge: 12,
  cue: 13,
  when: 14,
  present: 15,
  question: 16,
} as const;

/** A word or a thing of the message. */
interface Place {
  readonly text: string;
  readonly word: number;
  /** Of its class; of the word where it has none. */
  readonly class: number;
  readonly className: string | undefined;
  readonly wishable: Wishable | undefined;
  readonly isMark: boolean;
  readonly isJoin: boolean;
}

export interface Message {
  readonly places: readonly Place[];
  /** Where each thing stands in `places`. */
  readonly of: ReadonlyMap<Wishable, number>;
  readonly isPresent: boolean;
}

/** What is known of the sentence beside its words. */
export interface Sentence {
  readonly mood: Thought['mood'];
  readonly when: 'today' | 'lasting' | undefined;
}

const JOIN = /^(?:,|and|or|&|nor)$/;
const MARK = /^[^\p{L}\p{N}]$/u;
const ENDS = /^[.!?;]$/;
const TURNS = /^(?:[,:]|but|because|so|though|while)$/;
/** Classes that a cue is made of. */
const CUES: ReadonlySet<string> = new Set(
  'love loved like prefer favourite hate ugly nice allergy must stand avoid tired enough want own have match only mind fine bad would show maybe'.split(
    ' ',
  ),
);
const WHO: ReadonlySet<string> = new Set(['i', 'he', 'person', 'it', 'you', 'my']);
const EDGE = hash('^', 0);

/** @param wishables of the whole message, in order. */
export function messageOf(
  tokens: readonly Token[],
  wishables: readonly Wishable[],
  isPresent: boolean,
): Message {
  const at = new Map(wishables.map((wishable) => [wishable.from, wishable]));
  const places: Place[] = [];
  const of = new Map<Wishable, number>();
  for (let i = 0; i < tokens.length; i++) {
    const wishable = at.get(i);
    if (wishable) {
      of.set(wishable, places.length);
      const kind = hash(`#${wishable.kind}`, 0);
      places.push({
        text: '',
        word: kind,
        class: kind,
        className: undefined,
        wishable,
        isMark: false,
        isJoin: false,
      });
      i = wishable.to - 1;
      continue;
    }
    places.push(placeOf(tokens[i]?.text ?? ''));
  }
  return { places, of, isPresent };
}

function placeOf(text: string): Place {
  const known = WORD_CLASSES.get(text) ?? WORD_CLASSES.get(singular(text));
  const className = known ?? (/^\d/.test(text) ? 'number' : undefined);
  return {
    text,
    word: hash(text, 1),
    class: className === undefined ? hash(text, 1) : hash(className, 2),
    className,
    wishable: undefined,
    isMark: MARK.test(text),
    isJoin: JOIN.test(text),
  };
}

/** @param thoughts of the message, in order. */
export function sentenceAt(thoughts: readonly Thought[], place: number): Sentence {
  const thought = thoughts.find(({ start, end }) => start <= place && place < end);
  return { mood: thought?.mood ?? 'statement', when: thought && whenOf(thought.text) };
}

/** @returns each number once. */
export function surroundingsOf(message: Message, wishable: Wishable, sentence: Sentence): Set<number> {
  const { places } = message;
  const here = message.of.get(wishable) ?? 0;
  const first = endOfList(places, here, -1);
  const last = endOfList(places, here, 1);
  const found = new Set<number>();
  const add = (part: number, a: number, b = 0, c = 0, d = 0) => {
    found.add(folded(joined(joined(joined(joined(part, a), b), c), d), BUCKETS));
  };
  const kind = hash(wishable.kind, 3);
  const mood = hash(sentence.mood, 4);
  const when = sentence.when === undefined ? 0 : sentence.when === 'today' ? 1 : 2;
  add(PART.kind, kind);
  add(PART.mood, mood);
  add(PART.mood, mood, kind);
  add(PART.when, when);
  add(PART.when, when, mood);
  if (message.isPresent) add(PART.present, 1);
  const head = places[here + 1]?.wishable;
  const modifier = places[here - 1]?.wishable;
  if (head) add(PART.head, hash(head.kind, 3), kind);
  if (modifier) add(PART.modifier, hash(modifier.kind, 3), kind);
  for (const side of [-1, 1] as const) {
    addNeighbours(places, here, side, PART.near, add);
    addNeighbours(places, side < 0 ? first : last, side, PART.list, add);
    addOutline(places, side < 0 ? first : last, side, add);
    addBags(places, side < 0 ? first : last, side, add);
    addCue(places, side < 0 ? first : last, side, add);
  }
  const before = places[first - 1]?.class ?? EDGE;
  const after = places[last + 1]?.class ?? EDGE;
  add(PART.between, before, after);
  add(PART.between, places[here - 1]?.class ?? EDGE, kind, places[here + 1]?.class ?? EDGE);
  const opens = first === 0 || ENDS.test(places[first - 1]?.text ?? '');
  const closes = last === places.length - 1 || ENDS.test(places[last + 1]?.text ?? '');
  add(PART.edge, opens ? 1 : 2, closes ? 1 : 2);
  add(PART.edge, opens ? 3 : 4);
  add(PART.edge, closes ? 5 : 6);
  for (const place of places.slice(0, 3 * REACH)) add(PART.message, place.class);
  if (places.some(({ text }, i) => i > last && text === '?')) add(PART.question, 1);
  return found;
}

type Add = (part: number, a: number, b?: number, c?: number, d?: number) => void;

/** "Wool, feathers or leather" share what stands around them all. */
function endOfList(places: readonly Place[], here: number, side: 1 | -1): number {
  let end = here;
  for (;;) {
    let next = end + side;
    let joins = 0;
    while (places[next]?.isJoin) {
      next += side;
      joins++;
    }
    if (joins > 2 || !places[next]?.wishable) return end;
    end = next;
  }
}

function addNeighbours(places: readonly Place[], from: number, side: 1 | -1, part: number, add: Add): void {
  const tag = part * 4 + side;
  const near: { readonly word: number; readonly class: number }[] = [];
  for (let k = 1; k <= 4; k++) {
    const place = places[from + side * k];
    near.push(place ?? { word: EDGE, class: EDGE });
    if (!place || ENDS.test(place.text)) break;
  }
  const [one, two, three] = near;
  near.forEach((each, k) => {
    add(tag, 20 + k, each.class);
    if (part === PART.list) add(tag, 30 + k, each.word);
  });
  if (!one || !two) return;
  add(tag, 40, one.class, two.class);
  add(tag, 41, one.word, two.word);
  if (three) add(tag, 42, one.class, two.class, three.class);
}

/** The words that have a class, without those between: "can't really ever stand" is "not stand". */
function addOutline(places: readonly Place[], from: number, side: 1 | -1, add: Add): void {
  const outline: number[] = [];
  for (let k = 1; k <= 12 && outline.length < 3; k++) {
    const place = places[from + side * k];
    if (!place || ENDS.test(place.text)) {
      outline.push(EDGE);
      break;
    }
    const { className, wishable, isMark } = place;
    if ((className !== undefined && className !== 'the') || isMark || (wishable && wishable.kind !== 'noun'))
      outline.push(place.class);
  }
  const [one = EDGE, two, three] = outline;
  add(PART.outline + side * 32, one);
  if (two !== undefined) add(PART.outline + side * 32, one, two);
  if (two !== undefined && three !== undefined) add(PART.outline + side * 32, one, two, three);
}

function addBags(places: readonly Place[], from: number, side: 1 | -1, add: Add): void {
  let inClause = true;
  for (let k = 1; k <= REACH; k++) {
    const place = places[from + side * k];
    if (!place) return;
    if (ENDS.test(place.text)) {
      add(PART.sentence + side * 32, 7, place.class);
      return;
    }
    if (TURNS.test(place.text)) inClause = false;
    add(PART.sentence + side * 32, place.class);
    if (inClause) {
      add(PART.clause + side * 32, place.class);
      add(PART.clause + side * 32, place.word, 1);
    }
  }
}

/** The nearest word of liking, avoiding or asking, whether it is negated, and who it is said of. */
function addCue(places: readonly Place[], from: number, side: 1 | -1, add: Add): void {
  for (let k = 1; k <= 12; k++) {
    const at = from + side * k;
    const place = places[at];
    if (!place || ENDS.test(place.text)) break;
    if (!CUES.has(place.className ?? '')) continue;
    const negated = [1, 2, 3].some((j) => places[at - j]?.className === 'not') ? 1 : 0;
    const who = [1, 2, 3, 4].map((j) => places[at - j]).find((each) => WHO.has(each?.className ?? ''));
    add(PART.cue + side * 32, place.class, negated);
    add(PART.cue + side * 32, place.class, negated, who?.class ?? EDGE);
    add(PART.cue + side * 32, place.class, negated, who?.class ?? EDGE, Math.min(k, 4));
    return;
  }
  add(PART.cue + side * 32, EDGE);
}
