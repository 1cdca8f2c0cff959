// thresholds.yaml as a text: its faults and its doubts, each with its line. Knows neither the file system nor a store.

import type { Business } from '../data/business.js';
import { faultInWords } from '../data/business-faults.js';
import { isEverOpen } from '../data/desk-hours.js';
import { linesOf, type Read, readYamlText } from '../data/read-yaml.js';
import { findDoubts, type Surroundings, type Thresholds, thresholdsSchema } from '../escalation/index.js';

export const THRESHOLDS_FILE = 'thresholds.yaml';

/** @param shownAs the file's name in faults. */
export function readThresholds(text: string, shownAs: string = THRESHOLDS_FILE): Read<Thresholds> {
  return readYamlText(text, thresholdsSchema, shownAs);
}

/** @returns what is doubtful in the thresholds, as `thresholds.yaml:12: what stands there. What to do.` */
export function doubtsInWords(
  thresholds: Thresholds,
  text: string,
  business?: Business,
  shownAs: string = THRESHOLDS_FILE,
): readonly string[] {
  const lineAt = linesOf(text);
  return findDoubts(thresholds, business && surroundingsOf(business)).map(({ path, level, what, remedy }) =>
    faultInWords({
      file: shownAs,
      line: lineAt(path),
      what: level === undefined ? what : `level ${level}: ${what}`,
      remedy,
    }),
  );
}

/** Of a business with more customers than this, not all are read to see whether any has a dedicated agent. */
const FEW = 10_000;

function surroundingsOf({ agents, profile, customers, intents }: Business): Surroundings {
  return {
    agents: agents.size,
    everOpen: isEverOpen(profile),
    ...(customers.size <= FEW
      ? { anyDedicated: [...customers.values()].some(({ dedicatedAgent }) => dedicatedAgent !== undefined) }
      : {}),
    intents: intents.map(({ intent }) => intent),
    ...(agents.size > 0
      ? {
          skills: new Set([...agents.values()].flatMap(({ skills }) => skills)),
          mostPlaces: Math.max(...[...agents.values()].map(({ capacity }) => capacity)),
        }
      : {}),
  };
}
