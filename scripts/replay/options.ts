// What `npm run replay` was asked for. Knows nothing of how it is done.

import { parseArgs } from 'node:util';
import { Refusal } from '../store-transfer/refusal.js';

export const USAGE =
  'npm run replay -- --thresholds proposed.yaml [--since 30d] [--against current.yaml] [--history file.jsonl] [--minutes 8] [--places 10] [--html out.html] [--json]';

export interface ReplayOptions {
  /** The proposed thresholds. */
  readonly thresholds: string;
  /** Compared with these instead of those in force. */
  readonly against: string | undefined;
  /** The past from a file that `npm run generate -- --history` wrote, instead of the store. */
  readonly history: string | undefined;
  /** Milliseconds. */
  readonly span: number;
  readonly minutes: number | undefined;
  readonly places: number | undefined;
  readonly html: string | undefined;
  readonly json: boolean;
}

const HOUR = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };

/** @throws Refusal BAD_REQUEST with the usage. */
export function readOptions(args: readonly string[]): ReplayOptions {
  const values = parse(args);
  if (values.thresholds === undefined) refuse('--thresholds is missing.');
  return {
    thresholds: values.thresholds,
    against: values.against,
    history: values.history,
    span: spanOf(values.since),
    minutes: numberOf('--minutes', values.minutes),
    places: numberOf('--places', values.places),
    html: values.html,
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        thresholds: { type: 'string' },
        against: { type: 'string' },
        history: { type: 'string' },
        since: { type: 'string', default: '30d' },
        minutes: { type: 'string' },
        places: { type: 'string' },
        html: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : String(error)}.`);
  }
}

function spanOf(text: string): number {
  const [, number, unit] = /^(\d+)([hdw])$/.exec(text) ?? [];
  const span = Number(number) * (UNITS[unit ?? ''] ?? 0);
  return span > 0 ? span : refuse(`--since is "${text}"; write 12h, 30d or 8w.`);
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  return Number.isFinite(number) && number > 0
    ? number
    : refuse(`${name} is "${text}"; write a number above 0.`);
}

function refuse(what: string): never {
  throw new Refusal('BAD_REQUEST', what, `Usage: ${USAGE}`);
}
