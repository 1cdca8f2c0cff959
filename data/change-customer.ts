// The one way to change a customer's record: alone, on a fresh copy, saved once, told afterwards. Knows nothing of turns or handoffs.

import type { CustomerRecord } from './customer.js';
import { RapportError } from './errors.js';
import type { CustomerId } from './ids.js';
import type { ChangeFeed, Stores } from './ports.js';
import { stateOf, whatChanged } from './record-state.js';

/** In one process the customer's queue keeps all others out; this is for hands in the data. Shared stores say their own number. */
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
  const attempts = stores.sharing?.attempts ?? ATTEMPTS;
  return stores.exclusively(id, async () => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const stored = await stores.customers.get(id);
      // Whoever won against us left a record behind: where there is none, no attempt will ever succeed.
      if (!stored && attempt > 1) break;
      const version = stored?.version ?? 0;
      const before = stored && stateOf(stored.value, version);
      const { record, result } = await change(stored?.value);
      if (!record) return result;
      if ((await stores.customers.save(record, version)) === 'saved') {
        feed.publish(whatChanged(before, record, version + 1));
        return result;
      }
      await stores.sharing?.pause(id, attempt);
    }
    throw new RapportError(
      'STORE_CONFLICT',
      `customer "${id}" was changed by others up to ${attempts} times in a row, or was erased.`,
      'Send the message again; if it stays, look for a second process on the same data.',
    );
  });
}
