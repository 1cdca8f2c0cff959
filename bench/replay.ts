// How long a million past decisions take to be tried with other thresholds, on two cores. Measures nothing else.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { dayIn } from '../data/calendar.js';
import type { Thresholds } from '../escalation/index.js';
import { total } from '../escalation/replay/index.js';
import { historyInput, writeHistory } from '../scripts/generate/write-history.js';
import { createProgress } from '../scripts/progress.js';
import { runReplay } from '../scripts/replay/run.js';
import { loadFolder } from '../service/load-folder.js';
import type { BenchOptions, Figure } from './figures.js';

const MILLION = 1_000_000;
const SHORT = 100_000;
const CORES = 2;
const DEMO = resolve(import.meta.dirname, '../data/business');
const DAY = 86_400_000;
/** The bound of the product's plan: a million decisions while one waits. */
const MOST_SECONDS = 20;

/** The past is made up anew and removed afterwards; making it is not in the figure, reading its file is. */
export async function benchReplay({ short, progress }: BenchOptions): Promise<readonly Figure[]> {
  const decisions = short ? SHORT : MILLION;
  const now = Date.now();
  const folder = await loadFolder(DEMO, DEMO, (zone) => dayIn(new Date(now), zone));
  const place = await mkdtemp(join(tmpdir(), 'rapport-bench-replay-'));
  try {
    const file = join(place, 'history.jsonl');
    const input = historyInput(folder, { from: now - 30 * DAY, to: now }, 1);
    await writeHistory(file, input, decisions, createProgress('making up a past', decisions, progress));
    const begun = performance.now();
    const tally = await runReplay(
      {
        source: { kind: 'file', file },
        since: '',
        now: folder.thresholds,
        proposed: stricter(folder.thresholds),
      },
      CORES,
      () => undefined,
    );
    const seconds = (performance.now() - begun) / 1000;
    progress(`${tally.decisions} decisions, ${total(tally.changes)} conversations that change`);
    return [
      {
        name: 'replay.million-decisions',
        value: (seconds * MILLION) / tally.decisions,
        unit: 's',
        max: MOST_SECONDS,
      },
      { name: 'replay.decisions', value: tally.decisions, unit: 'decisions' },
    ];
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

function stricter(thresholds: Thresholds): Thresholds {
  return { ...thresholds, defaults: { ...thresholds.defaults, anger: 'angry', offer_anger: 'annoyed' } };
}
