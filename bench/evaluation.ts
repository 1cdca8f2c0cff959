// How an area of quality is asked for its figures. Types only.

import type { Figure } from './figures.js';

/** How an area is asked for its figures. */
export interface EvaluationOptions {
  /** Folder with the public sets, from DATASETS_DIR; figures that need one are left out without it, and progress says so. */
  readonly datasets: string | undefined;
  /** Under a minute, with what takes long left out. */
  readonly short: boolean;
  /** The command line after the area, for options of the area's own. */
  readonly argv: readonly string[];
  /** A line about what is being done; it goes to stderr, so that stdout stays for the figures. */
  readonly progress: (text: string) => void;
}

export type Evaluation = (options: EvaluationOptions) => Promise<readonly Figure[]>;
