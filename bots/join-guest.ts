// A visitor signed in: what the visitor said and did becomes the customer's. Who is who was proved by tokens; nothing here doubts it.

import { changeCustomer } from '../data/change-customer.js';
import { type CustomerRecord, newCustomer } from '../data/customer.js';
import type { Clock, CustomerId } from '../data/ids.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import { eraseRelationship, withoutScores } from '../dialogs/relationship.js';
import { reviewOf } from '../dialogs/standing.js';
import type { Services } from '../dialogs/turn.js';
import { mergedNotices } from '../proactive/index.js';
import { mergeCustomers } from '../relationship/index.js';

/** `busy`: a person has the visitor or is awaited, or something is still on its way; it is joined at a later sign-in. `nothing`: there is no such visitor any more. */
export type Joined = 'joined' | 'busy' | 'nothing';

/**
 * Merges the visitor's record into the customer's, their conversations into the archive, and erases the visitor's. Killed at any
 * point, it is finished by the next call: the customer's record names whom it has taken in.
 */
export async function joinGuest(
  parts: { readonly services: Services; readonly feed: ChangeFeed; readonly clock: Clock },
  guestId: CustomerId,
  customerId: CustomerId,
): Promise<Joined> {
  const { services, feed, clock } = parts;
  const { stores } = services;
  // Only visitors are locked before customers, and never a customer before another: no two joins wait for each other.
  return stores.exclusively(guestId, async () => {
    const guest = (await stores.customers.get(guestId))?.value;
    if (guest?.kind !== 'guest' || guestId === customerId) return 'nothing';
    if (isBusy(guest)) return 'busy';
    const now = clock().toISOString();
    const declined = await changeCustomer(stores, feed, customerId, async (stored) => {
      const record = stored ?? newCustomer(customerId, 'known', now);
      if (record.mergedFrom?.includes(guestId)) return { result: isDeclined(record) };
      const merged = mergeCustomers(record, guest, (each, at, previous) =>
        reviewOf(each, previous, at, services),
      );
      await joinNotices(stores, merged, guest);
      // What either of them declined holds for what is kept of the other.
      if (isDeclined(merged)) await eraseRelationship({ record: merged, now: clock(), services });
      return { record: merged, result: isDeclined(merged) };
    });
    const { archive } = stores;
    for (const said of [...(await archive.of(guestId)), ...guest.conversations])
      await archive.add(customerId, declined ? withoutScores(said) : said);
    await archive.erase(guestId);
    await stores.customers.erase(guestId, now);
    return 'joined';
  });
}

/** Found by whoever looks for news before the record is: one too many does no harm. */
async function joinNotices(stores: Stores, merged: CustomerRecord, guest: CustomerRecord): Promise<void> {
  const notices = mergedNotices(merged.notices, guest.notices);
  if (!notices) return;
  if (notices.consents.length > 0) await stores.collection<object>('watchers').save(merged.id, {}, 0);
  merged.notices = notices;
}

function isDeclined({ consent }: CustomerRecord): boolean {
  return consent.relationship === 'declined';
}

function isBusy({ handoff, conversations }: CustomerRecord): boolean {
  return handoff !== undefined || conversations.some(({ outbox, told }) => told || outbox.length > 0);
}
