// Spelling tolerance: when two words are one slip apart, and which known word was meant. Knows letters only.

/** Words that stand one slip from a word of furnishing and are none. */
const REAL_WORDS = new Set(
  'while which those these there where their class block steal stood chain greet greed grown think thing things would could should still stone maybe never every other about after again right light first found house table chair store stole trade'.split(
    ' ',
  ),
);

/**
 * @returns whether one insertion, deletion, substitution or swap of neighbours turns `a` into `b` (Damerau), or they are equal.
 */
export function withinOneSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length - 1;
  let endB = b.length - 1;
  while (endA >= start && endB >= start && a[endA] === b[endB]) {
    endA--;
    endB--;
  }
  const leftA = endA - start + 1;
  const leftB = endB - start + 1;
  if (leftA <= 1 && leftB <= 1) return true;
  return leftA === 2 && leftB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

/**
 * @returns whether `typed` may be meant as `known`: equal, or one slip apart where the known word has at least 5 letters, begins alike, and
 *   the typed one is no common word itself.
 */
export function meantAs(typed: string, known: string): boolean {
  if (typed === known) return true;
  if (known.length < 5 || typed.length < 4 || typed[0] !== known[0] || REAL_WORDS.has(typed)) return false;
  return withinOneSlip(typed, known);
}

/**
 * Finds the words of a list that a typed one may be meant as (`meantAs`), without looking at each: two words one slip apart have a
 * letter-deletion in common (the idea of SymSpell, Garbe 2012), so each known word is filed under its deletions.
 */
export class SpellingIndex {
  readonly #words = new Set<string>();
  readonly #byDeletion = new Map<string, string[]>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      if (this.#words.has(word)) continue;
      this.#words.add(word);
      // A shorter word is taken only as it is written.
      if (word.length < 5 || word.length > LONGEST) continue;
      for (const key of deletionsOf(word)) {
        const filed = this.#byDeletion.get(key);
        if (filed) filed.push(word);
        else this.#byDeletion.set(key, [word]);
      }
    }
  }

  /** @returns every known word that `typed` may be meant as, itself first. */
  meant(typed: string): readonly string[] {
    const found = new Set(this.#words.has(typed) ? [typed] : []);
    if (typed.length < 4 || typed.length > LONGEST) return [...found];
    for (const key of deletionsOf(typed)) {
      for (const known of this.#byDeletion.get(key) ?? []) if (meantAs(typed, known)) found.add(known);
    }
    return [...found];
  }
}

/** Longer ones are no words, and would cost as much as many. */
const LONGEST = 30;

function deletionsOf(word: string): ReadonlySet<string> {
  const deletions = new Set([word]);
  // The first letter is never mistaken (`meantAs`).
  for (let i = 1; i < word.length; i++) deletions.add(word.slice(0, i) + word.slice(i + 1));
  return deletions;
}

/**
 * Builds a repair over the words of a language that is known well, here the business's own sentences.
 * @param frequencies how often each word is used; of several candidates the most frequent is taken.
 */
export function speller(frequencies: ReadonlyMap<string, number>): (word: string) => string {
  const index = new SpellingIndex(frequencies.keys());
  return (word) => {
    if (frequencies.has(word) || word.length > LONGEST) return word;
    let best = word;
    for (const known of index.meant(word)) {
      if ((frequencies.get(known) ?? 0) > (frequencies.get(best) ?? 0)) best = known;
    }
    return best;
  };
}

/**
 * @returns the word without a plural ending, roughly: good enough to compare `shelves` with `shelf`, not to print.
 */
export function singular(word: string): string {
  if (word.length <= 3 || /(?:ss|us|is)$/.test(word)) return word;
  if (/(?:shel|lea|hal|loa|scar)ves$/.test(word)) return `${word.slice(0, -3)}f`;
  if (word.endsWith('knives')) return `${word.slice(0, -3)}fe`;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sh|ch|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
