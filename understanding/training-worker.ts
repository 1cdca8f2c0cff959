// The worker behind training: one lesson in, what was learnt out. It knows no files but the encoder's.

import { parentPort, workerData } from 'node:worker_threads';
import { createEncoder } from './encoder/encoder.js';
import { fitJointModel } from './joint-model.js';
import type { TrainingTask } from './training-task.js';

const { examples, classes, withVectors } = workerData as TrainingTask;
const vectors = withVectors ? await vectorsOf(examples.map(({ words }) => words)) : undefined;
parentPort?.postMessage(fitJointModel({ examples, classes, vectors }));

async function vectorsOf(texts: readonly string[]): Promise<readonly Float32Array[]> {
  const encoder = await createEncoder();
  return texts.map((text) => encoder.encode(text));
}
