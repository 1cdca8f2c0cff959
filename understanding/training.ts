// Trains in a worker, so that turns go on meanwhile, and keeps what was learnt on disk for the next start. It knows no sentences' meaning.

import { RapportError } from '../data/errors.js';
import { startWorker } from '../data/start-worker.js';
import { fitJointModel, type JointFit } from './joint-model.js';
import { readFit, writeFit } from './model-file.js';
import type { TrainingOrder, TrainingTask } from './training-task.js';

/**
 * @param folder where models and the vectors of their sentences are kept between starts; `undefined` keeps none.
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
  const fit = await inWorker({ task, folder }, onFault, signal);
  signal.throwIfAborted();
  if (fit === undefined) return fitJointModel({ ...task, vectors: undefined });
  if (folder !== undefined) await writeFit(folder, task, fit).catch(onFault);
  return fit;
}

/** @returns `undefined` when the worker died. */
function inWorker(
  order: TrainingOrder,
  onFault: (fault: Error) => void,
  signal: AbortSignal,
): Promise<JointFit | undefined> {
  return new Promise((resolve) => {
    const worker = startWorker(new URL('./training-worker.js', import.meta.url), order);
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
