// Keeps what was learnt from a lesson in a file named after the lesson, so that the same lesson is not learnt twice. Knows no workers.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readKept, writeKept } from '../data/kept-values.js';
import type { JointFit } from './joint-model.js';
import type { TrainingTask } from './training-task.js';

/** Counted up whenever the same lesson is learnt otherwise; older files are then passed over. */
const RECIPE = 41;
/** Models kept, the newest: a business that changes its sentences back finds its model again. */
const KEPT = 6;
const ENDING = '.model';

export async function readFit(folder: string, task: TrainingTask): Promise<JointFit | undefined> {
  return readKept(join(folder, nameOf(task)));
}

export async function writeFit(folder: string, task: TrainingTask, fit: JointFit): Promise<void> {
  await writeKept(folder, nameOf(task), fit, KEPT);
}

function nameOf(task: TrainingTask): string {
  const key = createHash('sha256')
    .update(JSON.stringify([RECIPE, task]))
    .digest('hex');
  return `${key}${ENDING}`;
}
