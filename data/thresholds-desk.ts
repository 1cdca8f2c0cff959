// What the business's console may read and do about the thresholds. A port and its views: types only.

import type { Author } from './knowledge-version.js';

/** A part of thresholds.yaml in which a threshold may stand. */
export type ThresholdLayer = 'defaults' | 'levels' | 'order_values' | 'topics';

/** One threshold, as it is explained and edited. */
export interface ThresholdField {
  /** Below a layer, for example `['anger']` or `['patience_seconds', 'pool']`. */
  readonly path: readonly string[];
  readonly where: readonly ThresholdLayer[];
  /** A sentence for the business. */
  readonly explanation: string;
  readonly takes:
    | {
        readonly kind: 'number';
        readonly whole: boolean;
        readonly least: number;
        readonly most?: number;
        /** The word may stand for the number. */
        readonly never: boolean;
      }
    | { readonly kind: 'choice'; readonly options: readonly string[] }
    /** A span such as `22:00-07:00`, or `never`. */
    | { readonly kind: 'hours' };
}

export interface ThresholdsVersionView {
  readonly version: number;
  readonly at: string;
  readonly author: string;
  readonly comment: string;
  /** To the version before, for example `levels.4.anger: angry → annoyed`; the first has none. */
  readonly differences: readonly string[];
}

export interface ThresholdsView {
  /** The version in force. */
  readonly version: number;
  /** thresholds.yaml of that version, with the business's own comments. */
  readonly text: string;
  readonly fields: readonly ThresholdField[];
  readonly levels: readonly { readonly level: number; readonly name: string }[];
  /** Newest first. */
  readonly versions: readonly ThresholdsVersionView[];
}

/** What a text would be as thresholds.yaml. Each fault and note with its line and its remedy. */
export interface ThresholdsCheck {
  /** Must be put right before it can be used. */
  readonly faults: readonly string[];
  /** May be meant: what never fires or always does, a level with no way to a person. */
  readonly notes: readonly string[];
  /** To what is in force; none while there are faults. */
  readonly differences: readonly string[];
}

/** A change, tried on the past: sentences and numbers, ready to be shown. */
export interface TrialReport {
  /** Nothing of this business: there was no past, and one was generated. */
  readonly madeUp: boolean;
  readonly about: readonly string[];
  readonly summary: string;
  /** How conversations change, and how many; in the same order everywhere. None that does not occur. */
  readonly changes: readonly { readonly name: string; readonly short: string; readonly count: number }[];
  readonly by: readonly {
    readonly view: string;
    readonly rows: readonly { readonly name: string; readonly counts: readonly number[] }[];
  }[];
  readonly desk: {
    /** Minutes of people, the longest line, the longest wait, and what that rests on. */
    readonly about: readonly string[];
    readonly now: TrialLoad;
    readonly proposed: TrialLoad;
    /** Hours in which anybody came, on the wall; minutes a day on average. */
    readonly hours: readonly {
      readonly hour: string;
      readonly capacity: number;
      readonly now: { readonly minutes: number; readonly line: number };
      readonly proposed: { readonly minutes: number; readonly line: number };
    }[];
  };
  readonly examples: readonly {
    readonly change: string;
    readonly at: string;
    readonly words: string;
    readonly level: number;
    readonly rule: string;
    readonly value: string;
    readonly conversation: string;
  }[];
  /** What can't be known. */
  readonly limits: readonly string[];
}

export interface TrialLoad {
  /** Conversations with people. */
  readonly arrivals: number;
  readonly minutes: number;
  /** Most people in line at once. */
  readonly peak: number;
}

export type TrialOutcome =
  | { readonly kind: 'report'; readonly report: TrialReport }
  | { readonly kind: 'refused'; readonly check: ThresholdsCheck }
  /** Another trial is under way in this process. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'stopped' }
  /** By a fault, which is in the log. */
  | { readonly kind: 'failed' };

export type PutOutcome =
  | { readonly kind: 'done'; readonly version: number }
  /** It has faults; nothing was done. */
  | { readonly kind: 'refused'; readonly check: ThresholdsCheck }
  /** Another version came into force meanwhile; nothing was done. */
  | { readonly kind: 'stale' }
  /** The version to be restored is not there. */
  | { readonly kind: 'gone' };

export interface ThresholdsDesk {
  read(): Promise<ThresholdsView>;
  /** @returns thresholds.yaml of a version. */
  textOf(version: number): Promise<string | undefined>;
  check(text: string): ThresholdsCheck;
  /**
   * Decides the past again under the text, in a thread.
   * @param days of the past, up to now. @param progress decisions so far.
   */
  tryOnPast(
    text: string,
    days: number,
    progress: (decisions: number) => void,
    signal: AbortSignal,
    by: Author,
  ): Promise<TrialOutcome>;
  /** In force from each conversation's next turn. @param newest the version that was seen in force. */
  put(text: string, comment: string, newest: number, by: Author): Promise<PutOutcome>;
  /** Puts an old version's text in force as a new version. */
  restore(version: number, newest: number, by: Author): Promise<PutOutcome>;
}
