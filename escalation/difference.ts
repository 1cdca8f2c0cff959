// What differs between two versions of the thresholds, value by value. Knows nothing of what follows from it.

import type { Thresholds } from './thresholds.js';

export interface Difference {
  /** Dotted, as in the file: `levels.4.anger`. */
  readonly path: string;
  /** Absent: it was not there. */
  readonly before?: string;
  /** Absent: it is not there any more. */
  readonly after?: string;
}

/** @returns every value that differs, in the order of the file; the version and who changed it are no difference. */
export function differences(before: Thresholds, after: Thresholds): readonly Difference[] {
  const old = flat(before);
  const fresh = flat(after);
  const paths = new Set([...old.keys(), ...fresh.keys()]);
  return [...paths]
    .filter((path) => old.get(path) !== fresh.get(path))
    .map((path) => {
      const [was, is] = [old.get(path), fresh.get(path)];
      return {
        path,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      };
    });
}

/** @returns for example `levels.4.anger: angry → annoyed`. */
export function differenceInWords({ path, before, after }: Difference): string {
  return `${path}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`;
}

function flat({ version: _version, changed: _changed, ...rest }: Thresholds): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: readonly string[]): void => {
    if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
      found.set(path.join('.'), value.join(', '));
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
    } else if (value !== undefined) {
      found.set(path.join('.'), String(value));
    }
  };
  walk(rest, []);
  return found;
}
