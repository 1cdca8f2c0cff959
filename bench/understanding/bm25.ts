// Plain BM25 over the knowledge, to stand beside what the product finds. Robertson & Zaragoza 2009 with the usual k1 and b.

const K1 = 1.2;
const B = 0.75;

/** @returns the ids of the documents, best first. */
export function createBm25(
  documents: readonly { readonly id: string; readonly text: string }[],
): (query: string) => readonly string[] {
  const counted = documents.map(({ id, text }) => {
    const words = wordsOf(text);
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { id, counts, length: words.length };
  });
  const average = counted.reduce((sum, { length }) => sum + length, 0) / (counted.length || 1);
  const having = new Map<string, number>();
  for (const { counts } of counted)
    for (const word of counts.keys()) having.set(word, (having.get(word) ?? 0) + 1);
  const weightOf = (word: string) => {
    const count = having.get(word) ?? 0;
    return Math.log(1 + (counted.length - count + 0.5) / (count + 0.5));
  };
  return (query) => {
    const words = wordsOf(query);
    return counted
      .map(({ id, counts, length }) => ({
        id,
        score: words.reduce((sum, word) => {
          const count = counts.get(word) ?? 0;
          return sum + (weightOf(word) * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / average));
        }, 0),
      }))
      .sort((a, b) => b.score - a.score)
      .map(({ id }) => id);
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
