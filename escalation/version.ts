// A version of the thresholds: who changed what, when and why. Pure; where versions are kept is for others.

import type { Instant } from '../data/ids.js';
import { differenceInWords, differences } from './difference.js';
import type { Thresholds } from './thresholds.js';

export interface ThresholdsVersion {
  readonly version: number;
  readonly at: Instant;
  readonly author: string;
  readonly comment: string;
  /** To the version before, for example `levels.4.anger: angry → annoyed`; the first has none. */
  readonly differences: readonly string[];
  /** thresholds.yaml as it was, with the business's own comments. */
  readonly text: string;
  /** `file`: found in thresholds.yaml. `command`: given to the running product, which leaves the file alone. */
  readonly source: 'file' | 'command';
}

export interface Given {
  readonly text: string;
  readonly thresholds: Thresholds;
  readonly at: Instant;
  readonly source: ThresholdsVersion['source'];
  readonly author: string;
  readonly comment: string;
}

/** @param before the version in force until now; absent: this is the first. */
export function nextVersion(
  given: Given,
  before: { readonly version: ThresholdsVersion; readonly thresholds: Thresholds } | undefined,
): ThresholdsVersion {
  const { text, thresholds, at, source, author, comment } = given;
  return {
    version: before ? before.version.version + 1 : thresholds.version,
    at,
    author,
    comment,
    differences: before ? differences(before.thresholds, thresholds).map(differenceInWords) : [],
    text,
    source,
  };
}
