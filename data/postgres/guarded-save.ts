// A save that names the version it goes on from, and finds out what became of it when its answer was lost. Knows no tables.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Statement } from './database.js';
import { DatabaseFault } from './faults.js';

/** How many of a row's last writes it remembers by their ids. */
export const WRITES_KEPT = 8;
/** Milliseconds to find out; a server that is started again answers within them, and a customer waits no longer. */
const SETTLE_MS = 5_000;
const SETTLE_EVERY_MS = 100;

/** A row's statements. Their values: its key, then for the first two the write's id and the content. */
export interface GuardedRow {
  /** Makes the row, or does nothing when there is one. */
  readonly create: Statement;
  /** Replaces it where it has the version that comes as a further value, and where the guard's own values allow it. */
  readonly replace: Statement;
  /** Reads `version` and `write_ids`. */
  readonly look: Statement;
}

interface Look {
  readonly version: string;
  readonly write_ids: readonly string[];
}

/**
 * One statement, which is the whole transaction. When its answer is lost, the same statement is sent again: its guard lets only
 * one of the two take effect, also when the first is still on its way; and the id that it leaves in the row tells whether it did.
 * @throws DatabaseFault when that could not be found out in time: then it may have been saved, and must not be acknowledged.
 */
export async function guardedSave(
  database: Database,
  row: GuardedRow,
  save: {
    readonly key: readonly string[];
    readonly content: readonly unknown[];
    readonly guard?: readonly unknown[];
    readonly expectedVersion: number;
    readonly writeId: string;
  },
): Promise<'saved' | 'conflict'> {
  const { key, content, expectedVersion, writeId } = save;
  const values = [...key, writeId, ...content];

  async function attempt(): Promise<boolean> {
    const { count } =
      expectedVersion === 0
        ? await database.run(row.create, values)
        : await database.run(row.replace, [...values, expectedVersion, ...(save.guard ?? [])]);
    return count === 1;
  }

  async function settle(): Promise<'saved' | 'conflict' | 'unknown'> {
    if (await attempt()) return 'saved';
    const [found] = (await database.run<Look>(row.look, key)).rows;
    if (found?.write_ids.includes(writeId)) return 'saved';
    return found && Number(found.version) > expectedVersion + WRITES_KEPT ? 'unknown' : 'conflict';
  }

  try {
    return (await attempt()) ? 'saved' : 'conflict';
  } catch (lost) {
    if (!isLost(lost)) throw lost;
    const until = performance.now() + SETTLE_MS;
    while (performance.now() < until) {
      await sleep(SETTLE_EVERY_MS);
      const outcome = await settle().catch((error: unknown) => {
        if (error instanceof DatabaseFault) return undefined;
        throw error;
      });
      if (outcome === 'unknown') break;
      if (outcome) return outcome;
    }
    throw lost;
  }
}

function isLost(error: unknown): error is DatabaseFault {
  return error instanceof DatabaseFault && error.effect === 'unknown';
}
