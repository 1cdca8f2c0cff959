// How long a large business waits after it changes a few sentences, and how its turns fare meanwhile. Judges nothing that is learnt.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { IntentExamples } from '../../data/business.js';
import { createEncoder } from '../../understanding/encoder/encoder.js';
import { keptVectors } from '../../understanding/kept-vectors.js';
import { lessonOf } from '../../understanding/lesson.js';
import { train } from '../../understanding/training.js';
import type { TrainingTask } from '../../understanding/training-task.js';
import { vocabularyOf } from '../../understanding/vocabulary.js';
import type { Figure } from '../figures.js';
import { manySentences } from './many-sentences.js';

const INTENTS = 150;
const EXAMPLES = 100;
/** Sentences that the business writes anew. */
const CHANGED = 3;
/** How often the loop is looked at, in ms; a look comes so much later than the last where nothing keeps it. */
const LOOK_MS = 5;

export async function retrainingFigures(progress: (text: string) => void): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-retraining-'));
  try {
    const before = manySentences(INTENTS, EXAMPLES);
    progress(`embedding ${INTENTS * EXAMPLES} sentences for the first time …`);
    const first = await seconds(() => embedAll(taskOf(before), folder));
    progress('learning them with three changed …');
    const delay = monitorEventLoopDelay({ resolution: LOOK_MS });
    delay.enable();
    const again = await seconds(() => learn(taskOf(withChanges(before)), folder));
    delay.disable();
    return [
      { name: 'retraining.150x100', value: again, unit: 's', max: 30 },
      { name: 'retraining.event-loop.p99', value: delay.percentile(99) / 1e6 - LOOK_MS, unit: 'ms', max: 50 },
      { name: 'retraining.first-vectors', value: first, unit: 's' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function taskOf(intents: readonly IntentExamples[]): TrainingTask {
  const { examples, subjects } = lessonOf(intents, [], vocabularyOf([]));
  return { examples, classes: subjects.length, withVectors: true };
}

function withChanges(intents: readonly IntentExamples[]): readonly IntentExamples[] {
  return intents.map((each, at) =>
    at < CHANGED
      ? { ...each, examples: [`${each.title} as soon as you can`, ...each.examples.slice(1)] }
      : each,
  );
}

/** What an earlier training left behind. */
async function embedAll({ examples }: TrainingTask, folder: string): Promise<void> {
  const encoder = await createEncoder();
  await keptVectors(
    examples.map(({ words }) => words),
    folder,
    async (texts) => texts.map((text) => encoder.encode(text)),
    (fault) => {
      throw fault;
    },
  );
}

async function learn(task: TrainingTask, folder: string): Promise<void> {
  const fail = (fault: Error) => {
    throw fault;
  };
  await train(task, folder, fail, new AbortController().signal);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}
