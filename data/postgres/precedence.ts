// Fairness between processes that want one customer at the same time. Whoever has lost twice has the row kept for itself for a
// moment, in which the others' saves are conflicts; so nobody loses for ever, and nobody pays for it where nobody contends.

import { setTimeout as sleep } from 'node:timers/promises';
import type { CustomerId } from '../ids.js';
import type { Sharing } from '../ports.js';
import type { Database, Statement } from './database.js';
import { keyOf } from './keys.js';

/** Attempts that one customer's change has; from the third on each is an attempt alone, so more than a few are never needed. */
const ATTEMPTS = 10;
const LOST_BEFORE_KEEPING = 2;
/** Longer than a turn; how long others wait for a process that died in this moment. */
const KEEP_SECONDS = 4;
/** How long a turn waits for its moment: long enough to outlast some that died, short enough for the customer. */
const WAIT_MS = 12_000;
const PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 160;

const KEEP: Statement = {
  name: 'customer-keep',
  text: `UPDATE customers SET kept_for = $2, kept_until = now() + interval '${KEEP_SECONDS} seconds'
    WHERE customer_id = $1 AND (kept_until IS NULL OR kept_until < now() OR kept_for = $2)`,
};
const RELEASE: Statement = {
  name: 'customer-release',
  text: 'UPDATE customers SET kept_for = NULL, kept_until = NULL WHERE customer_id = $1 AND kept_for = $2',
};

export interface Precedence extends Sharing {
  /** A save has gone through, and with it the keeping. */
  saved(id: CustomerId): void;
  /** Lets the others in again, when the work ended without a save. */
  after(id: CustomerId): Promise<void>;
}

/** @param owner unique to the process; within it, customers are queued for already. */
export function createPrecedence(database: Database, owner: string, random: () => number): Precedence {
  const kept = new Set<CustomerId>();
  return {
    attempts: ATTEMPTS,
    async pause(id, lost) {
      const until = performance.now() + WAIT_MS;
      let pause = PAUSE_MS;
      if (lost < LOST_BEFORE_KEEPING) return void (await sleep(random() * pause));
      while (performance.now() < until) {
        if ((await database.run(KEEP, [keyOf(id), owner])).count === 1) {
          kept.add(id);
          return;
        }
        // Full jitter (Brooker 2015), so that those who met once do not meet again.
        await sleep(random() * pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    },
    saved: (id) => void kept.delete(id),
    async after(id) {
      // When it can't be said, the keeping ends by itself.
      if (kept.delete(id)) await database.run(RELEASE, [keyOf(id), owner]).catch(() => undefined);
    },
  };
}
