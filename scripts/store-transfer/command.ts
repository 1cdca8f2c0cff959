// The frame of a command: interruption, faults and exit codes. Knows not what the command does.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { RapportError } from '../../data/errors.js';
import { Refusal } from './refusal.js';

/**
 * Exit codes: 0 done, 1 a fault or something was left out, 2 refused with nothing changed, 130 interrupted.
 * @param work @returns the lines to say, and whether anything was left out.
 * @param interrupted what to say then.
 */
export async function runCommand(
  work: (signal: AbortSignal) => Promise<{ readonly say: string; readonly leftOut: number }>,
  interrupted: string,
): Promise<void> {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  try {
    const { say, leftOut } = await work(stop.signal);
    console.log(say);
    if (leftOut === 0) return;
    console.error(`RECORD_BROKEN: ${leftOut} broken records were left out. Repair them and run it again.`);
    process.exitCode = 1;
  } catch (error) {
    if (stop.signal.aborted) {
      console.error(`Interrupted. ${interrupted}`);
      process.exitCode = 130;
      return;
    }
    console.error(error instanceof RapportError ? error.message : error);
    process.exitCode = error instanceof Refusal ? 2 : 1;
  }
}

/** @throws Refusal BAD_REQUEST with the usage. */
export function argumentsOf<T extends ParseArgsConfig>(config: T, usage: string) {
  try {
    return parseArgs(config);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('BAD_REQUEST', `${reason}.`, `Usage: ${usage}`);
  }
}
