// The worker behind the encoder client: one text in, one vector out. It knows no limits; its owner kills it.

import { parentPort, workerData } from 'node:worker_threads';
import { createEncoder } from './encoder.js';

const { folder } = workerData as { readonly folder?: string };
const encoder = await createEncoder({ folder });
parentPort?.on('message', (text: string) => {
  const vector = encoder.encode(text);
  parentPort?.postMessage(vector, [vector.buffer as ArrayBuffer]);
});
parentPort?.postMessage(true);
