// Tries thresholds on the past in threads, beside the customers' turns, and words what came of it. Knows no console.

import type { Config } from '../config.js';
import type { Stores } from '../data/ports.js';
import type { TrialReport } from '../data/thresholds-desk.js';
import type { Thresholds } from '../escalation/index.js';
import { CHANGES, type Load, type ReplayReport, reportOf, VIEWS } from '../escalation/replay/index.js';
import type { Folder } from './load-folder.js';

const DAY_MS = 86_400_000;
/** Turns keep a core of their own. */
const SPARED_CORES = 1;

export type TryOnPast = (trial: {
  readonly now: Thresholds;
  readonly proposed: Thresholds;
  readonly clock: Date;
  /** Of the past, up to `clock`. */
  readonly days: number;
  readonly progress: (decisions: number) => void;
  readonly signal: AbortSignal;
}) => Promise<TrialReport>;

/**
 * @param mayMakeUp makes a past up where there is none: for the demo alone.
 * @param dataDir @param databaseUrl where a thread finds the store.
 */
export function createTrials(parts: {
  readonly folder: Folder;
  readonly stores: Stores;
  readonly store: Config['store'];
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly mayMakeUp: boolean;
}): TryOnPast {
  const { folder, stores, store, mayMakeUp } = parts;
  const { profile, agents } = folder.business;

  async function placeOfPast(since: string) {
    if (store === 'memory') {
      const { keptPast } = await import('../scripts/replay/kept-past.js');
      const { file, remove } = await keptPast(stores, since);
      return { source: { kind: 'file' as const, file }, remove };
    }
    const env = { DATA_DIR: parts.dataDir, DATABASE_URL: parts.databaseUrl };
    return { source: { kind: 'store' as const, store, env }, remove: async () => undefined };
  }

  return async ({ now, proposed, clock, days, progress, signal }) => {
    // Seldom asked for: a start does without it.
    const [{ tallyOfPast }, words] = await Promise.all([
      import('../scripts/replay/tally-of-past.js'),
      import('../scripts/replay/words.js'),
    ]);
    const span = days * DAY_MS;
    const { source, remove } = await placeOfPast(new Date(clock.getTime() - span).toISOString());
    try {
      const { tally, madeUp } = await tallyOfPast({
        source,
        folder,
        clock,
        span,
        now,
        proposed,
        mayMakeUp,
        spared: SPARED_CORES,
        progress,
        signal,
      });
      const places = [...agents.values()].reduce((sum, { capacity }) => sum + capacity, 0);
      return inWords(reportOf({ tally, now, proposed, madeUp, profile, places }), words);
    } finally {
      await remove();
    }
  };
}

type Words = typeof import('../scripts/replay/words.js');

function inWords(report: ReplayReport, words: Words): TrialReport {
  const { changes, by, desk, examples, history } = report;
  const occurring = CHANGES.filter((change) => changes[change] > 0);
  return {
    madeUp: history.kind === 'made-up',
    about: words.headLines(report),
    summary: words.summaryLine(report),
    changes: occurring.map((change) => ({
      name: words.CHANGE_NAMES[change],
      short: words.CHANGE_HEADS[change],
      count: changes[change],
    })),
    by: VIEWS.map((view) => ({
      view: words.VIEW_NAMES[view],
      rows: by[view].map(({ name, changes: own }) => ({
        name,
        counts: occurring.map((change) => own[change]),
      })),
    })),
    desk: {
      about: words.deskLines(report),
      now: loadIn(desk.now),
      proposed: loadIn(desk.proposed),
      hours: desk.now.hours.flatMap(({ hour, arrivals, minutes, peak }) => {
        const then = desk.proposed.hours[hour];
        if (!then || arrivals + then.arrivals === 0) return [];
        return [
          {
            hour: words.hourInWords(hour),
            capacity: desk.capacity[hour] ?? 0,
            now: { minutes, line: peak },
            proposed: { minutes: then.minutes, line: then.peak },
          },
        ];
      }),
    },
    examples: examples.map(({ change, at, words: said, level, rule, value, conversation }) => ({
      change: words.CHANGE_NAMES[change],
      at,
      words: said,
      level,
      rule,
      value: String(value),
      conversation,
    })),
    limits: words.limitLines(report),
  };
}

function loadIn({ arrivals, minutes, peak }: Load): TrialReport['desk']['now'] {
  return { arrivals, minutes, peak };
}
