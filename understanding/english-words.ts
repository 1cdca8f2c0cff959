// Which words are English, by the vocabulary of the sentence encoder; whoever repairs spelling leaves them alone. Knows no sentences.

import { withWeightFiles } from './encoder/weight-files.js';

/** How the vocabulary marks a piece that begins a word. */
const BEGINS = '▁';

/** @returns whether a word in lower case is a common English one; where the vocabulary can't be read, no word is. */
export async function englishWords(): Promise<(word: string) => boolean> {
  try {
    const words = await withWeightFiles(undefined, async ({ vocabulary }) => {
      const whole = vocabulary.filter(([piece]) => piece.startsWith(BEGINS) && piece.length > 2);
      return new Set(whole.map(([piece]) => piece.slice(BEGINS.length).toLowerCase()));
    });
    return (word) => words.has(word);
  } catch {
    // The encoder, which needs the same files, says so where it is missed.
    return () => false;
  }
}
