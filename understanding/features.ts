// Turns normalised sentences into weighted features (TF-IDF over words and pieces of words); knows nothing of what they are for.

/** Feature number → weight, in two parallel arrays. */
export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** One kind of features and how rare each is; plain, so that it can be stored. */
interface Table {
  /** In the order of their numbers. Words hold no line breaks, so one stands between two. */
  readonly terms: string;
  readonly idf: Float64Array;
  /** The weight of a feature that no sentence has. */
  readonly strangest: number;
}

/** What `fitFeatures` has learnt. */
export interface FeatureTable {
  readonly words: Table;
  readonly pieces: Table;
  readonly lengths: Pieces;
  /** Of words that are near each other; left out where there are too few sentences to learn from them. */
  readonly pairs: Table | undefined;
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

/** How far apart the words of a pair may be, those side by side aside. By cross-validation on BANKING77's training split, any distance is as good. */
const NEAR = 4;
/** Of the length, for the pairs; words and pieces share the rest. At .35 pairs gain half as much. */
const PAIRS = 0.5;
const HALF_OF_REST = Math.sqrt((1 - PAIRS * PAIRS) / 2);
/** Sentences that have a pair, at least: a pair that was said once tells nothing of another sentence. */
const PAIRED = 2;

/**
 * Learns which features there are and how rare each is.
 * Words 1–2 and pieces of 3–5 characters inside words, sublinear term frequency, smoothed idf (the scheme of scikit-learn's TfidfVectorizer),
 * both halves with equal weight: words carry the sense, characters forgive typing errors.
 * @param withPairs whether pairs of words that are near each other count, too: they pay where each subject has many sentences.
 */
export function fitFeatures(
  sentences: readonly string[],
  lengths: Pieces = { from: 3, to: 5 },
  withPairs = false,
): Featuriser {
  return openFeatures({
    words: fitTable(sentences, wordFeatures),
    pieces: fitTable(sentences, (sentence) => pieceFeatures(sentence, lengths)),
    lengths,
    // Pairs that were not seen are many, and say nothing.
    pairs: withPairs ? { ...fitTable(sentences, pairFeatures, PAIRED), strangest: 0 } : undefined,
  });
}

/** Reads with what was learnt before. */
export function openFeatures(table: FeatureTable): Featuriser {
  const words = openKind(table.words, wordFeatures, 0);
  const pieces = openKind(table.pieces, (text) => pieceFeatures(text, table.lengths), words.size);
  const pairs = table.pairs && openKind(table.pairs, pairFeatures, words.size + pieces.size);
  const shares = pairs ? [HALF_OF_REST, HALF_OF_REST, PAIRS] : [Math.SQRT1_2, Math.SQRT1_2];
  const kinds = pairs ? [words, pieces, pairs] : [words, pieces];
  return {
    table,
    size: kinds.reduce((sum, { size }) => sum + size, 0),
    vector(sentence) {
      const parts = kinds.map((kind) => kind.weigh(sentence));
      const length = parts.reduce((sum, part) => sum + part.indices.length, 0);
      const indices = new Int32Array(length);
      const values = new Float64Array(length);
      let at = 0;
      for (const [kind, part] of parts.entries()) {
        const share = shares[kind] ?? 0;
        indices.set(part.indices, at);
        for (const [i, value] of part.values.entries()) values[at + i] = value * share;
        at += part.indices.length;
      }
      return { indices, values };
    },
  };
}

function fitTable(
  sentences: readonly string[],
  featuresOf: (sentence: string) => string[],
  least = 1,
): Table {
  const inSentences = new Map<string, number>();
  for (const sentence of sentences) {
    for (const feature of new Set(featuresOf(sentence)))
      inSentences.set(feature, (inSentences.get(feature) ?? 0) + 1);
  }
  const known = [...inSentences].filter(([, count]) => count >= least);
  return {
    terms: known.map(([feature]) => feature).join('\n'),
    idf: Float64Array.from(known, ([, count]) => Math.log((1 + sentences.length) / (1 + count)) + 1),
    strangest: Math.log(1 + sentences.length) + 1,
  };
}

interface Kind {
  readonly size: number;
  weigh(sentence: string): { readonly indices: number[]; readonly values: number[] };
}

function openKind(
  { terms, idf, strangest }: Table,
  featuresOf: (sentence: string) => string[],
  offset: number,
): Kind {
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

function pairFeatures(sentence: string): string[] {
  const words = sentence.split(' ').filter((word) => word !== '');
  return words.flatMap((word, at) => words.slice(at + 2, at + NEAR + 1).map((later) => `${word} ${later}`));
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
