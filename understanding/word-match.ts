// Matches a message's words with all that is said of each subject, as a search engine ranks pages (BM25). Knows words and numbers only.

/** What `fitMatches` has learnt: each word's subjects and what it counts for them. Plain, so that it can be stored. */
export interface MatchTable {
  /** Words hold no line breaks, so one stands between two. */
  readonly words: string;
  readonly classes: number;
  /** Where each word's subjects begin; one more than there are words. */
  readonly from: Int32Array;
  readonly labels: Int32Array;
  readonly weights: Float32Array;
}

export interface Matcher {
  /** @returns what the words count for each subject, from nought up. */
  scores(words: string): Float64Array;
  /** @returns from 1, where every word was said of some subject, down to 0 for a long message of unknown ones. */
  familiarity(words: string): number;
}

/** How soon a word that is said again counts no more, and how far long subjects are drawn down: Robertson & Zaragoza's usual values (2009). */
const SATURATION = 1.2;
const LENGTH = 0.75;
/** Words that a message is taken to have besides, so that one unknown word of two says less than five of ten. */
const BESIDES = 3;

/** Robertson and Sparck Jones's BM25; a subject's sentences together are its page. */
export function fitMatches(
  sentences: readonly { readonly words: string; readonly label: number }[],
  classes: number,
): MatchTable {
  const lengths = new Float64Array(classes);
  const counts = new Map<string, Map<number, number>>();
  for (const { words, label } of sentences) {
    for (const word of words.split(' ')) {
      const own = counts.get(word) ?? new Map<number, number>();
      counts.set(word, own.set(label, (own.get(label) ?? 0) + 1));
      lengths[label] = (lengths[label] ?? 0) + 1;
    }
  }
  const pages = lengths.filter((length) => length > 0).length;
  const usual = lengths.reduce((sum, length) => sum + length, 0) / (pages || 1);
  const from = [0];
  const labels: number[] = [];
  const weights: number[] = [];
  for (const subjects of counts.values()) {
    const rarity = Math.log(1 + (pages - subjects.size + 0.5) / (subjects.size + 0.5));
    for (const [label, count] of subjects) {
      const drawn = SATURATION * (1 - LENGTH + (LENGTH * (lengths[label] ?? 0)) / usual);
      labels.push(label);
      weights.push((rarity * count * (SATURATION + 1)) / (count + drawn));
    }
    from.push(labels.length);
  }
  return {
    words: [...counts.keys()].join('\n'),
    classes,
    from: Int32Array.from(from),
    labels: Int32Array.from(labels),
    weights: Float32Array.from(weights),
  };
}

/** @param isNamed whether the business's catalogue names a word; it is no stranger then, whatever the sentences say. */
export function openMatches(
  { words, classes, from, labels, weights }: MatchTable,
  isNamed: (word: string) => boolean,
): Matcher {
  const places = new Map(words === '' ? [] : words.split('\n').map((word, at) => [word, at] as const));
  return {
    scores(message) {
      const scores = new Float64Array(classes);
      // A story says the same word again and again, and means no more by it.
      for (const word of new Set(message.split(' '))) {
        const place = places.get(word);
        if (place === undefined) continue;
        for (let at = from[place] as number; at < (from[place + 1] as number); at++) {
          const label = labels[at] as number;
          scores[label] = (scores[label] as number) + (weights[at] as number);
        }
      }
      return scores;
    },
    familiarity(message) {
      const said = message.split(' ');
      const unknown = said.filter((word) => !places.has(word) && !isNamed(word)).length;
      return 1 - unknown / (said.length + BESIDES);
    },
  };
}
