// What counts as open work in a customer's record. Pure; every store answers `withOpenWork` by it.

import type { CustomerRecord } from '../customer.js';

/**
 * @returns whether somebody still waits for something: an open handoff, a reply not yet delivered, or an outsider not yet told.
 *   `ambiguous` and `refused` replies are finished: nobody tries them again.
 */
export function hasOpenWork(record: CustomerRecord): boolean {
  return (
    record.handoff !== undefined ||
    record.conversations.some(
      (c) => c.told !== undefined || c.outbox.some((e) => e.state === 'pending' || e.state === 'sending'),
    )
  );
}
