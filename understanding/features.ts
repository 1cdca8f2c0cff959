// Turns normalised sentences into weighted features (TF-IDF over words and pieces of words); knows nothing of what they are for.

/** Feature number → weight, in two parallel arrays. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** One half of the features and how rare each is; plain, so that it can be stored. */
interface HalfTable {
  /** In the order of their numbers. Words hold no line breaks, so one stands between two. */
  readonly terms: string;
  readonly idf: Float64Array;
  /** The weight of a feature that no sentence has. */
  readonly strangest: number;
}

/** What `fitFeatures` has learnt. */
export interface FeatureTable {
  readonly words: HalfTable;
  readonly pieces: HalfTable;
  readonly lengths: Pieces;
}

export interface Featuriser {
  readonly table: FeatureTable;
  /** Features seen in training; every index is below this. */
  readonly size: number;
  /**
   * @returns a vector of length at most 1. Features that training has not seen count towards the length and have no index, so the
   *   stranger a sentence is, the shorter its vector: that is what keeps strangers out of scope.
   */
  vector(sentence: string): SparseVector;
}

/** How much an unseen feature counts towards the length: half, because names and numbers are unseen and harmless. */
const STRANGE = 0.5;

/** Lengths of the pieces of words that are features, in letters; a word's ends count as one each. */
export interface Pieces {
  readonly from: number;
  readonly to: number;
}

/**
 * Learns which features there are and how rare each is.
 * Words 1–2 and pieces of 3–5 characters inside words, sublinear term frequency, smoothed idf (the scheme of scikit-learn's TfidfVectorizer),
 * both halves with equal weight: words carry the sense, characters forgive typing errors.
 */
export function fitFeatures(sentences: readonly string[], lengths: Pieces = { from: 3, to: 5 }): Featuriser {
  return openFeatures({
    words: fitHalf(sentences, wordFeatures),
    pieces: fitHalf(sentences, (sentence) => pieceFeatures(sentence, lengths)),
    lengths,
  });
}

/** Reads with what was learnt before. */
export function openFeatures(table: FeatureTable): Featuriser {
  const words = openHalf(table.words, wordFeatures, 0);
  const pieces = openHalf(table.pieces, (text) => pieceFeatures(text, table.lengths), words.size);
  return {
    table,
    size: words.size + pieces.size,
    vector(sentence) {
      const parts = [words.weigh(sentence), pieces.weigh(sentence)];
      const length = parts.reduce((sum, part) => sum + part.indices.length, 0);
      const indices = new Int32Array(length);
      const values = new Float64Array(length);
      let at = 0;
      for (const part of parts) {
        indices.set(part.indices, at);
        for (const [i, value] of part.values.entries()) values[at + i] = value * Math.SQRT1_2;
        at += part.indices.length;
      }
      return { indices, values };
    },
  };
}

function fitHalf(sentences: readonly string[], featuresOf: (sentence: string) => string[]): HalfTable {
  const index = new Map<string, number>();
  const inSentences: number[] = [];
  for (const sentence of sentences) {
    for (const feature of new Set(featuresOf(sentence))) {
      const known = index.get(feature);
      if (known === undefined) {
        index.set(feature, inSentences.length);
        inSentences.push(1);
      } else inSentences[known] = (inSentences[known] ?? 0) + 1;
    }
  }
  return {
    terms: [...index.keys()].join('\n'),
    idf: Float64Array.from(inSentences, (count) => Math.log((1 + sentences.length) / (1 + count)) + 1),
    strangest: Math.log(1 + sentences.length) + 1,
  };
}

interface Half {
  readonly size: number;
  weigh(sentence: string): { readonly indices: number[]; readonly values: number[] };
}

function openHalf(
  { terms, idf, strangest }: HalfTable,
  featuresOf: (sentence: string) => string[],
  offset: number,
): Half {
  const index = new Map(terms === '' ? [] : terms.split('\n').map((term, at) => [term, at] as const));
  return {
    size: index.size,
    weigh(sentence) {
      const counts = new Map<string, number>();
      for (const feature of featuresOf(sentence)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
      const indices: number[] = [];
      const values: number[] = [];
      let squares = 0;
      for (const [feature, count] of counts) {
        const at = index.get(feature);
        const weight = (1 + Math.log(count)) * ((at === undefined ? strangest : idf[at]) ?? strangest);
        if (at === undefined) squares += STRANGE * STRANGE * weight * weight;
        else {
          squares += weight * weight;
          indices.push(at + offset);
          values.push(weight);
        }
      }
      const length = Math.sqrt(squares) || 1;
      return { indices, values: values.map((value) => value / length) };
    },
  };
}

function wordFeatures(sentence: string): string[] {
  const words = sentence.split(' ').filter((word) => word !== '');
  return words.concat(words.slice(1).map((word, i) => `${words[i]} ${word}`));
}

function pieceFeatures(sentence: string, { from: shortest, to: longest }: Pieces): string[] {
  const features: string[] = [];
  for (const word of sentence.split(' ')) {
    if (word === '') continue;
    const padded = ` ${word} `;
    for (let length = shortest; length <= longest; length++) {
      for (let from = 0; from + length <= padded.length; from++)
        features.push(padded.slice(from, from + length));
    }
  }
  return features;
}
