// Cuts a text into the encoder's word pieces: SentencePiece's unigram model, as the weights were trained with. It knows pieces, not meanings.

/** Each piece with its log probability, in the order of their ids. */
export type Vocabulary = readonly (readonly [piece: string, score: number])[];

export interface Tokenizer {
  /**
   * Ids of the most probable segmentation; characters that no piece holds become one `UNKNOWN` for each stretch.
   * Reads the first `READ` UTF-16 units; empty for empty text.
   */
  encode(text: string): readonly number[];
}

export const UNKNOWN = 0;
/** The model reads 128 pieces of at most 16 characters; more would be cut for nothing. */
export const READ = 2048;

/** SentencePiece's mark for the beginning of a word. */
const BLANK = '\u2581';
/** Control pieces at the start of the vocabulary, which no text may produce. */
const RESERVED = 6;
/** In the index, a beginning of pieces that is none itself. */
const BEGINNING = -1;

/** The same ids as the tokenizer of @energetic-ai/embeddings 0.2.0, quirks included: the weights know no other. */
export function createTokenizer(vocabulary: Vocabulary): Tokenizer {
  const index = indexOf(vocabulary);
  return {
    encode(text) {
      const plain = text.slice(0, READ).normalize('NFKC').slice(0, READ);
      if (plain === '') return [];
      const marked = BLANK + plain.replaceAll(' ', BLANK);
      return trace(lastPieces(marked, vocabulary, index), vocabulary);
    },
  };
}

/** Every piece's id, and every beginning of a piece, so that a search along the text knows when to stop. */
function indexOf(vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  for (const [id, [piece]] of vocabulary.entries()) {
    if (id < RESERVED) continue;
    for (let length = 1; length < piece.length; length++) {
      const beginning = piece.slice(0, length);
      if (!index.has(beginning)) index.set(beginning, BEGINNING);
    }
    index.set(piece, id);
  }
  return index;
}

/**
 * Viterbi's forward pass.
 * @returns for each end in the text, the id of the piece that the best segmentation up to it ends with.
 */
function lastPieces(text: string, vocabulary: Vocabulary, index: ReadonlyMap<string, number>): Uint16Array {
  const best = new Float64Array(text.length + 1);
  const last = new Uint16Array(text.length + 1);
  const offer = (end: number, score: number, id: number) => {
    // Nought stands for "not reached", in the original too: what follows unknown characters starts afresh.
    if (best[end] !== 0 && score < (best[end] ?? 0)) return;
    best[end] = score;
    last[end] = id;
  };
  for (let start = 0; start < text.length; start++) {
    const before = best[start] ?? 0;
    let found = false;
    for (let end = start + 1; end <= text.length; end++) {
      const id = index.get(text.slice(start, end));
      if (id === undefined) break;
      if (id === BEGINNING) continue;
      found = true;
      offer(end, (vocabulary[id]?.[1] ?? 0) + before, id);
    }
    if (!found) offer(start + 1, before, UNKNOWN);
  }
  return last;
}

/** Follows the pieces back from the end of the text; neighbouring unknown characters become one. */
function trace(last: Uint16Array, vocabulary: Vocabulary): readonly number[] {
  const ids: number[] = [];
  let end = last.length - 1;
  while (end > 0) {
    const id = last[end] ?? UNKNOWN;
    if (id !== UNKNOWN || ids.at(-1) !== UNKNOWN) ids.push(id);
    end -= vocabulary[id]?.[0].length ?? 1;
  }
  return ids.reverse();
}
