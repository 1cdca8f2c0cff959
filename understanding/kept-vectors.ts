// Keeps the sentence vectors of the last trainings in a file beside the models, so that only new sentences are embedded. Knows no lessons.

import { join } from 'node:path';
import { readKept, writeKept } from '../data/kept-values.js';

/** Counted up whenever the encoder gives other vectors; an older file is then passed over. */
const ENCODER = 2;
const FILE = `sentences-${ENCODER}.vectors`;
/** Files of this kind that stay: those of older encoders go. */
const FILES = 1;
/** Texts of earlier trainings that stay beside the last one's, 4 KB each: a sentence that comes back, or was held out, is still there. */
const EARLIER = 5000;

/** Texts by line, none of which has a line break, and their vectors one after the other. */
interface Stored {
  readonly texts: string;
  readonly vectors: Float32Array;
}

/**
 * @param texts without line breaks.
 * @param folder where the file is; it is made where it is not there.
 * @param encode makes the vectors of texts that no earlier training had, each once; all of one length.
 * @param onFault hears of a file that could not be written; the next training then embeds again.
 * @returns the vectors in the order of the texts.
 */
export async function keptVectors(
  texts: readonly string[],
  folder: string,
  encode: (texts: readonly string[]) => Promise<readonly Float32Array[]>,
  onFault: (fault: unknown) => void,
): Promise<readonly Float32Array[]> {
  const wanted = new Set(texts);
  const earlier = opened(await readKept<Stored>(join(folder, FILE)));
  const unknown = [...wanted].filter((text) => !earlier.has(text));
  const made = unknown.length > 0 ? await encode(unknown) : [];
  const all = new Map([...earlier, ...unknown.flatMap((text, at) => pairOf(text, made[at]))]);
  if (unknown.length > 0) {
    const others = [...earlier.keys()].filter((text) => !wanted.has(text));
    const kept = [...wanted, ...others.slice(0, EARLIER)];
    await writeKept(folder, FILE, stored(kept, all), FILES).catch(onFault);
  }
  return texts.flatMap((text) => all.get(text) ?? []);
}

function pairOf(
  text: string,
  vector: Float32Array | undefined,
): readonly (readonly [string, Float32Array])[] {
  return vector ? [[text, vector]] : [];
}

function opened(file: Stored | undefined): ReadonlyMap<string, Float32Array> {
  if (!file || file.texts === '') return new Map();
  const texts = file.texts.split('\n');
  const length = file.vectors.length / texts.length;
  return new Map(texts.map((text, at) => [text, file.vectors.subarray(at * length, (at + 1) * length)]));
}

function stored(texts: readonly string[], all: ReadonlyMap<string, Float32Array>): Stored {
  const length = all.values().next().value?.length ?? 0;
  const vectors = new Float32Array(texts.length * length);
  for (const [at, text] of texts.entries()) vectors.set(all.get(text) ?? [], at * length);
  return { texts: texts.join('\n'), vectors };
}
