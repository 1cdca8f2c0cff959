// Replays a past on all cores: one worker a share, their tallies added up. Knows nothing of what is shown.

import { RapportError } from '../../data/errors.js';
import type { Instant } from '../../data/ids.js';
import { startWorker } from '../../data/start-worker.js';
import { sumOf, type Tally } from '../../escalation/replay/index.js';
import type { Thresholds } from '../../escalation/thresholds.js';
import type { Environment, StoreName } from '../store-transfer/open.js';
import type { Share } from './past-of-store.js';

export type PastSource =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'store'; readonly store: StoreName; readonly env: Environment };

export interface ReplayRun {
  readonly source: PastSource;
  readonly since: Instant;
  readonly now: Thresholds;
  readonly proposed: Thresholds;
}

/** What one worker is given. */
export interface ReplayTask extends ReplayRun {
  readonly share: Share;
}

type Told =
  | { readonly kind: 'progress'; readonly decisions: number }
  | { readonly kind: 'done'; readonly tally: Tally };

/**
 * @param workers as many as there are cores to use. @param progress is told of decisions replayed so far.
 * @throws whatever a worker failed with; the others are ended.
 */
export async function runReplay(
  run: ReplayRun,
  workers: number,
  progress: (decisions: number) => void,
  signal?: AbortSignal,
): Promise<Tally> {
  let done = 0;
  const begun = Array.from({ length: workers }, (_, part) =>
    start({ ...run, share: { part, parts: workers } }, (decisions) => {
      done += decisions;
      progress(done);
    }),
  );
  const end = () => Promise.all(begun.map(({ worker }) => worker.terminate()));
  signal?.addEventListener('abort', end, { once: true });
  try {
    return sumOf(await Promise.all(begun.map(({ tally }) => tally)));
  } finally {
    signal?.removeEventListener('abort', end);
    await end();
  }
}

function start(task: ReplayTask, progress: (decisions: number) => void) {
  const worker = startWorker(new URL('./replay-worker.js', import.meta.url), task);
  const tally = new Promise<Tally>((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if (told.kind === 'progress') progress(told.decisions);
      else resolve(told.tally);
    });
    worker.once('error', (error: Error & { code?: string }) =>
      // An error loses its class on the way between threads; its words stay.
      reject(/^[A-Z_]+: /.test(error.message) ? new FromWorker(error.message) : error),
    );
    worker.once('exit', () =>
      reject(new RapportError('INTERNAL', 'a worker of the replay ended.', 'Run it again.')),
    );
  });
  return { worker, tally };
}

/** A fault that was written for the reader already. */
export class FromWorker extends Error {}
