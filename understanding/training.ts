// Trains in a worker, so that turns go on meanwhile, and keeps what was learnt on disk for the next start. It knows no sentences' meaning.

import { Worker } from 'node:worker_threads';
import { RapportError } from '../data/errors.js';
import { fitJointModel, type JointFit } from './joint-model.js';
import { readFit, writeFit } from './model-file.js';
import type { TrainingTask } from './training-task.js';

/** Registers tsx (a development dependency) inside the worker, then loads the worker's source. */
const LOAD_SOURCE = `const { loader, source } = require('node:worker_threads').workerData;
import(loader).then(({ register }) => { register(); return import(source); });`;

/**
 * @param folder where models are kept between starts; `undefined` keeps none.
 * @param signal ends the training; then it rejects.
 * @param onFault hears of a worker that broke: then words alone are learnt from, here, which takes a second or two for some hundred sentences.
 */
export async function train(
  task: TrainingTask,
  folder: string | undefined,
  onFault: (fault: Error) => void,
  signal: AbortSignal,
): Promise<JointFit> {
  const kept = folder === undefined ? undefined : await readFit(folder, task);
  if (kept) return kept;
  const fit = await inWorker(task, onFault, signal);
  signal.throwIfAborted();
  if (fit === undefined) return fitJointModel({ ...task, vectors: undefined });
  if (folder !== undefined) await writeFit(folder, task, fit).catch(onFault);
  return fit;
}

/** @returns `undefined` when the worker died. */
function inWorker(
  task: TrainingTask,
  onFault: (fault: Error) => void,
  signal: AbortSignal,
): Promise<JointFit | undefined> {
  return new Promise((resolve) => {
    const worker = start(task);
    const end = () => void worker.terminate();
    signal.addEventListener('abort', end, { once: true });
    worker.once('message', (fit: JointFit) => resolve(fit));
    worker.once('error', (error) => {
      onFault(
        new RapportError(
          'INTERNAL',
          `the training worker failed: ${error.message}.`,
          'Words alone are read until the next start. Check that npm ci went through and that memory is free.',
        ),
      );
      resolve(undefined);
    });
    worker.once('exit', () => {
      signal.removeEventListener('abort', end);
      resolve(undefined);
    });
  });
}

function start(task: TrainingTask): Worker {
  // Run from source, under a loader that does not reach into workers, there is no compiled worker beside us.
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./training-worker.js', import.meta.url), { workerData: task });
  }
  const loader = import.meta.resolve('tsx/esm/api');
  const source = new URL('./training-worker.ts', import.meta.url).href;
  return new Worker(LOAD_SOURCE, { eval: true, workerData: { ...task, loader, source } });
}
