// The worker behind training: one lesson in, what was learnt out. It knows no files but the encoder's and the vectors it keeps.

import { parentPort, workerData } from 'node:worker_threads';
import { createEncoder } from './encoder/encoder.js';
import { VIEWS } from './encoder/parameters.js';
import { fitJointModel } from './joint-model.js';
import { keptVectors } from './kept-vectors.js';
import type { TrainingOrder } from './training-task.js';

const { task, folder } = workerData as TrainingOrder;
const { examples, classes, withVectors } = task;
const vectors = withVectors ? await vectorsOf(examples.map(({ words }) => words)) : undefined;
parentPort?.postMessage(fitJointModel({ examples, classes, vectors, views: VIEWS }));

async function vectorsOf(texts: readonly string[]): Promise<readonly Float32Array[]> {
  if (folder === undefined) return encoded(texts);
  // The model is written to the same folder afterwards, and what is wrong with it is told there.
  return keptVectors(texts, folder, encoded, () => undefined);
}

async function encoded(texts: readonly string[]): Promise<readonly Float32Array[]> {
  const encoder = await createEncoder();
  return texts.map((text) => encoder.encode(text));
}
