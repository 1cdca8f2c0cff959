// The one way to change a customer's record: alone, on a fresh copy, saved once, told afterwards. Knows nothing of turns or handoffs.

import type { CustomerRecord } from './customer.js';
import { RapportError } from './errors.js';
import type { ConversationId, CustomerId } from './ids.js';
import type { ChangeFeed, CustomerChange, Stores } from './ports.js';

/** Conflicts come only from another process; each retry reads again, so a handful is plenty. */
const ATTEMPTS = 5;

/**
 * Locks the customer, lets `change` work on a copy of the record, and commits it once.
 * @param change gets the stored record or `undefined`; returns the record to save (none: nothing is saved) and a result.
 *   It may run again after a conflict, so it must have no effect besides what it returns.
 * @throws RapportError STORE_CONFLICT when other writers won every attempt, or when the customer was erased.
 */
export async function changeCustomer<T>(
  stores: Stores,
  feed: ChangeFeed,
  id: CustomerId,
  change: (
    stored: CustomerRecord | undefined,
  ) => Promise<{ readonly record?: CustomerRecord; readonly result: T }>,
): Promise<T> {
  return stores.exclusively(id, async () => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const stored = await stores.customers.get(id);
      const before = stored && snapshot(stored.value);
      const { record, result } = await change(stored?.value);
      if (!record) return result;
      if ((await stores.customers.save(record, stored?.version ?? 0)) === 'saved') {
        feed.publish(whatChanged(before, record));
        return result;
      }
    }
    throw new RapportError(
      'STORE_CONFLICT',
      `customer "${id}" was changed by others ${ATTEMPTS} times in a row, or was erased.`,
      'Send the message again; if it stays, look for a second process on the same data.',
    );
  });
}

interface Snapshot {
  readonly last: ReadonlyMap<ConversationId, number>;
  readonly handoff: string;
}

function snapshot(record: CustomerRecord): Snapshot {
  return {
    last: new Map(record.conversations.map((c) => [c.id, c.transcript.at(-1)?.sequence ?? 0])),
    handoff: JSON.stringify(record.handoff),
  };
}

function whatChanged(before: Snapshot | undefined, record: CustomerRecord): CustomerChange {
  return {
    customerId: record.id,
    conversations: record.conversations
      .map((c) => ({
        id: c.id,
        entries: c.transcript.filter((e) => e.sequence > (before?.last.get(c.id) ?? 0)),
      }))
      .filter((c) => c.entries.length > 0),
    handoffChanged: (before?.handoff ?? undefined) !== JSON.stringify(record.handoff),
  };
}
