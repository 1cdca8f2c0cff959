// The worker behind the encoder client: one text in, one vector out. It knows no limits; its owner kills it.

import { parentPort, workerData } from 'node:worker_threads';
import { projected } from '../discriminant.js';
import { createEncoder } from './encoder.js';
import type { VectorTask } from './vector-worker.js';

const { folder, projection } = workerData as VectorTask;
const encoder = await createEncoder(folder === undefined ? {} : { folder });
parentPort?.on('message', (text: string) => {
  const vector = projection ? projected(encoder.encode(text), projection) : encoder.encode(text);
  parentPort?.postMessage(vector, [vector.buffer as ArrayBuffer]);
});
parentPort?.postMessage(true);
