// The thresholds for the business's console: read, checked, tried on the past, put in force, restored. Knows neither HTTP nor a page.

import { faultInWords } from '../data/business-faults.js';
import type { Clock } from '../data/ids.js';
import type { Author } from '../data/knowledge-version.js';
import type { PutOutcome, ThresholdsCheck, ThresholdsDesk, TrialOutcome } from '../data/thresholds-desk.js';
import {
  differenceInWords,
  differences,
  THRESHOLD_FIELDS,
  type Thresholds,
  type ThresholdsVersion,
} from '../escalation/index.js';
import { levelName } from '../relationship/index.js';
import type { LiveThresholds } from './live-thresholds.js';
import type { Folder } from './load-folder.js';
import { doubtsInWords, readThresholds } from './load-thresholds.js';
import type { TryOnPast } from './threshold-trials.js';

const LEVELS = [0, 1, 2, 3, 4, 5, 6] as const;

/** Who did what, for the log; no customer is named. */
export interface Audited {
  readonly did: 'put-in-force' | 'restored' | 'tried-on-past';
  readonly by: Author;
  readonly version?: number;
  readonly comment?: string;
  readonly differences: readonly string[];
}

export function createThresholdsDesk(parts: {
  readonly folder: Folder;
  readonly thresholds: LiveThresholds;
  readonly clock: Clock;
  readonly tryOnPast: TryOnPast;
  readonly onAudit: (audited: Audited) => void;
  readonly onError: (error: unknown) => void;
}): ThresholdsDesk {
  const { folder, thresholds: live, onAudit } = parts;
  let trying = false;

  function read(text: string): { readonly check: ThresholdsCheck; readonly thresholds?: Thresholds } {
    const found = readThresholds(text);
    if (!found.ok) return { check: { faults: found.faults.map(faultInWords), notes: [], differences: [] } };
    // The number is counted on by the product, and no difference.
    const thresholds = { ...found.value, version: live.current.version + 1 };
    return {
      thresholds,
      check: {
        faults: [],
        notes: doubtsInWords(thresholds, text, folder.business),
        differences: differences(live.current, thresholds).map(differenceInWords),
      },
    };
  }

  async function put(
    text: string,
    comment: string,
    newest: number,
    by: Author,
    did: Audited['did'],
  ): Promise<PutOutcome> {
    const { check, thresholds } = read(text);
    if (!thresholds) return { kind: 'refused', check };
    const made = await live.applyOver(newest, text, { author: by.name, comment });
    if (made === 'stale') return { kind: 'stale' };
    const { version } = made;
    onAudit({ did, by, version, comment, differences: made.differences });
    return { kind: 'done', version };
  }

  async function versionOf(version: number): Promise<ThresholdsVersion | undefined> {
    return (await live.versions()).find((each) => each.version === version);
  }

  return {
    async read() {
      const versions = await live.versions();
      const { version } = live.current;
      return {
        version,
        text: versions.find((each) => each.version === version)?.text ?? '',
        fields: THRESHOLD_FIELDS,
        levels: LEVELS.map((level) => ({ level, name: levelName(level, folder.levels) })),
        versions: versions
          .map(({ version, at, author, comment, differences }) => ({
            version,
            at,
            author,
            comment,
            differences,
          }))
          .reverse(),
      };
    },

    textOf: async (version) => (await versionOf(version))?.text,

    check: (text) => read(text).check,

    async tryOnPast(text, days, progress, signal, by): Promise<TrialOutcome> {
      const { check, thresholds: proposed } = read(text);
      if (!proposed) return { kind: 'refused', check };
      if (trying) return { kind: 'busy' };
      trying = true;
      onAudit({ did: 'tried-on-past', by, differences: check.differences });
      try {
        const report = await parts.tryOnPast({
          now: live.current,
          proposed,
          clock: parts.clock(),
          days,
          progress,
          signal,
        });
        return { kind: 'report', report };
      } catch (error) {
        if (signal.aborted) return { kind: 'stopped' };
        parts.onError(error);
        return { kind: 'failed' };
      } finally {
        trying = false;
      }
    },

    put: (text, comment, newest, by) => put(text, comment, newest, by, 'put-in-force'),

    async restore(number, newest, by) {
      const old = await versionOf(number);
      if (!old) return { kind: 'gone' };
      return put(old.text, `Back to version ${number}`, newest, by, 'restored');
    },
  };
}
