// A change tried on a business's past, or, for the demo before anybody wrote to it, on a made-up one. Knows nothing of what is shown.

import { availableParallelism } from 'node:os';
import type { CustomerId } from '../../data/ids.js';
import { newTally, shown, type Tally, type Writer } from '../../escalation/replay/index.js';
import type { Thresholds } from '../../escalation/thresholds.js';
import type { Folder } from '../../service/load-folder.js';
import { createMasks } from '../../understanding/learning/masks.js';
import { madeUpHistory } from './made-up.js';
import { FromWorker, type PastSource, runReplay } from './run.js';

export interface Asked {
  readonly source: PastSource;
  readonly folder: Folder;
  readonly clock: Date;
  /** Milliseconds before `clock`. */
  readonly span: number;
  readonly now: Thresholds;
  readonly proposed: Thresholds;
  /** Makes a past up where there is none: for a business whose customers it can't mislead. */
  readonly mayMakeUp: boolean;
  readonly onMakingUp?: () => void;
  /** Cores left to others. */
  readonly spared?: number;
  readonly progress: (decisions: number) => void;
  readonly signal?: AbortSignal;
}

export interface TalliedPast {
  readonly tally: Tally;
  readonly madeUp: boolean;
}

/** @returns with customers' words masked as the gaps are. @throws whatever a worker failed with. */
export async function tallyOfPast(asked: Asked): Promise<TalliedPast> {
  const { tally, madeUp } = await rawTally(asked);
  const masks = createMasks(asked.folder.business);
  const mask = (words: string, writer: Writer = NOBODY) => masks.sentence(words, writer);
  return { tally: { ...tally, examples: shown(tally.examples, mask) }, madeUp };
}

/** Whose words a past holds that names nobody. */
const NOBODY: Writer = { id: '' as CustomerId, kind: 'guest' };

async function rawTally(asked: Asked): Promise<TalliedPast> {
  const { folder, clock, span, now, proposed, mayMakeUp, progress, signal } = asked;
  const since = new Date(clock.getTime() - span).toISOString();
  const workers = Math.max(1, availableParallelism() - (asked.spared ?? 0));
  const run = (source: PastSource) => {
    signal?.throwIfAborted();
    return runReplay({ source, since, now, proposed }, workers, progress, signal);
  };

  const tally = await run(asked.source).catch((error: unknown) => {
    // The demo may never have been started, and then has no store.
    if (mayMakeUp && error instanceof FromWorker && error.message.startsWith('NOT_FOUND')) return newTally();
    throw error;
  });
  if (tally.decisions > 0 || !mayMakeUp) return { tally, madeUp: false };
  asked.onMakingUp?.();
  const { file, remove } = await madeUpHistory(folder, clock, span);
  try {
    return { tally: await run({ kind: 'file', file }), madeUp: true };
  } finally {
    await remove();
  }
}
