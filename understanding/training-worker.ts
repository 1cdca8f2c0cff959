// The worker behind training: one lesson in, what was learnt out. It knows no files but the encoder's and the vectors it keeps.

import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { startWorker } from '../data/start-worker.js';
import { createEncoder } from './encoder/encoder.js';
import { VIEWS } from './encoder/parameters.js';
import { fitCalibrations, type JointFit } from './joint-model.js';
import { keptVectors } from './kept-vectors.js';
import { fitScores, type JointLesson } from './sentence-scores.js';
import type { TrainingOrder } from './training-task.js';

/** Examples from which a second processor is worth a second worker's memory, some 8 KB an example: 15,000 take 14 s instead of 26. */
const WORTH_TWO = 8_000;

const { task, folder } = workerData as TrainingOrder;
const { examples, classes, answered = classes, withVectors } = task;
const vectors = withVectors ? await vectorsOf(examples.map(({ words }) => words)) : undefined;
const lesson = { examples, classes, answered, vectors, views: VIEWS };
const beside =
  examples.length >= WORTH_TWO && availableParallelism() > 1 ? calibratedBeside(lesson) : undefined;
const scores = fitScores(lesson);
const fit: JointFit = { answered, scores, calibrations: (await beside) ?? fitCalibrations(lesson) };
parentPort?.postMessage(fit);

/** @returns `undefined` where the second worker broke; what it takes is then done here. */
function calibratedBeside(lesson: JointLesson): Promise<JointFit['calibrations'] | undefined> {
  return new Promise((resolve) => {
    const worker = startWorker(new URL('./calibration-worker.js', import.meta.url), lesson);
    worker.once('message', resolve);
    worker.once('error', () => resolve(undefined));
    worker.once('exit', () => resolve(undefined));
  });
}

async function vectorsOf(texts: readonly string[]): Promise<readonly Float32Array[]> {
  if (folder === undefined) return encoded(texts);
  // The model is written to the same folder afterwards, and what is wrong with it is told there.
  return keptVectors(texts, folder, encoded, () => undefined);
}

async function encoded(texts: readonly string[]): Promise<readonly Float32Array[]> {
  const encoder = await createEncoder();
  return texts.map((text) => encoder.encode(text));
}
