// Which kept question a new one is most like, by the words and letters that they share: an inverted index, so that nothing is
// compared with everything. Pure; knows no gaps, only keys.

import { normalise } from '../normalise.js';

/** Words that questions are made of and that say nothing of what they are about; also what stands for numbers and names. */
const FUNCTION_WORDS = new Set(
  `a about an and any are as at be been but by can could did do does for from get give got had has have hello hey hi how i if in
is it its just know like me mine my no not of on one or our out please should so some tell than thanks that the their them then
there these they this those to up us want amount email link name number ordernumber was we were what when where which who why will with would you your`.split(
    /\s+/,
  ),
);
const FUNCTION_WEIGHT = 0.1;
/** Of all the weight of a word, what its letters carry, so that a slip of the finger keeps most of it. */
const LETTERS = 0.45;

/** Cosine from which two questions are one. Of 59 questions of 16 kinds, written for it, .45 mixes none and makes 20 groups; .40 mixes three. */
export const ALIKE = 0.45;

type Features = ReadonlyMap<string, number>;

/** @param rarity weight of a word by how rare it is in what the business writes; 1 where nothing is known. */
export function featuresOf(text: string, rarity: (word: string) => number): Features {
  const features = new Map<string, number>();
  for (const word of new Set(normalise(text).split(' ').filter(Boolean))) {
    const weight = FUNCTION_WORDS.has(word) ? FUNCTION_WEIGHT : rarity(word);
    add(features, `=${stem(word)}`, weight * Math.sqrt(1 - LETTERS));
    const grams = letterGrams(stem(word));
    for (const gram of grams) add(features, gram, weight * Math.sqrt(LETTERS / grams.length));
  }
  const length = Math.sqrt([...features.values()].reduce((sum, weight) => sum + weight * weight, 0));
  return length === 0 ? features : new Map([...features].map(([name, weight]) => [name, weight / length]));
}

function add(features: Map<string, number>, name: string, weight: number): void {
  features.set(name, (features.get(name) ?? 0) + weight);
}

function stem(word: string): string {
  if (word.length < 5) return word.replace(/(?<=\p{L}{3})s$/u, '');
  return word.replace(/(?:ing|ies|ed|es|e|y|s)$/u, '');
}

function letterGrams(word: string): readonly string[] {
  const framed = `^${word}$`;
  return Array.from({ length: Math.max(1, framed.length - 2) }, (_, at) => framed.slice(at, at + 3));
}

/** @returns whether there is anything in it to compare: a word that says what it is about. */
export function isComparable(text: string): boolean {
  return normalise(text)
    .split(' ')
    .some((word) => word.length > 2 && /\p{L}/u.test(word) && !FUNCTION_WORDS.has(word));
}

export interface AlikeIndex {
  add(key: string, text: string): void;
  /** Forgets all texts of the key. */
  remove(key: string): void;
  /** @returns the key of the most alike text, if it is alike enough. */
  nearest(text: string): string | undefined;
}

/** Texts that hold a feature; beyond, it says next to nothing, and looking all of them up would take long. */
const MOST_HOLDERS = 500;

export function createAlikeIndex(rarity: (word: string) => number): AlikeIndex {
  const texts = new Map<number, { readonly key: string; readonly features: Features }>();
  const holders = new Map<string, Set<number>>();
  const ofKey = new Map<string, number[]>();
  let next = 0;

  return {
    add(key, text) {
      const id = next++;
      const features = featuresOf(text, rarity);
      texts.set(id, { key, features });
      ofKey.set(key, [...(ofKey.get(key) ?? []), id]);
      for (const name of features.keys()) {
        const held = holders.get(name);
        if (held) held.add(id);
        else holders.set(name, new Set([id]));
      }
    },
    remove(key) {
      for (const id of ofKey.get(key) ?? []) {
        for (const name of texts.get(id)?.features.keys() ?? []) holders.get(name)?.delete(id);
        texts.delete(id);
      }
      ofKey.delete(key);
    },
    nearest(text) {
      const best = mostAlike(scoresOf(text));
      return best === undefined ? undefined : texts.get(best)?.key;
    },
  };

  function scoresOf(text: string): ReadonlyMap<number, number> {
    const scores = new Map<number, number>();
    for (const [name, weight] of featuresOf(text, rarity)) {
      const held = holders.get(name);
      if (!held || held.size > MOST_HOLDERS) continue;
      for (const id of held) {
        scores.set(id, (scores.get(id) ?? 0) + weight * (texts.get(id)?.features.get(name) ?? 0));
      }
    }
    return scores;
  }
}

function mostAlike(scores: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  for (const [id, score] of scores) {
    if (score >= ALIKE && score > (scores.get(best ?? -1) ?? 0)) best = id;
  }
  return best;
}

/** @param sentences of the business. @returns 1 for a word that it never uses, down to 0.3 for one that stands everywhere. */
export function rarityIn(sentences: Iterable<string>): (word: string) => number {
  const frequency = new Map<string, number>();
  let count = 0;
  for (const sentence of sentences) {
    count += 1;
    for (const word of new Set(normalise(sentence).split(' ')))
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const most = Math.log(1 + count);
  return (word) => {
    const seen = frequency.get(word);
    return seen === undefined || most === 0 ? 1 : Math.max(0.3, 1 - Math.log(1 + seen) / most);
  };
}
