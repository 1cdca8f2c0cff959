// When a handoff at an outside desk has waited long enough: the promise holds whoever answers. Pure.

import { IDLE_HOURS } from '../../data/conversation.js';
import type { CustomerRecord } from '../../data/customer.js';

/**
 * - `unanswered`: nobody accepted it by the time that the customer was told.
 * - `abandoned`: somebody did, but what the customer wrote since went without an answer for as long as any message may.
 * - `silent`: the customer was answered and has said nothing for a day.
 */
export type Overdue = 'unanswered' | 'abandoned' | 'silent';

/** @param callbackBy by when a message that was left at that time is answered. */
export function overdue(
  record: CustomerRecord,
  now: Date,
  callbackBy: (record: CustomerRecord, at: Date) => Date,
): Overdue | undefined {
  const { handoff } = record;
  if (!handoff) return undefined;
  if (handoff.status === 'waiting') {
    return handoff.promisedBy <= now.toISOString() ? 'unanswered' : undefined;
  }
  const conversation = record.conversations.find(({ id }) => id === handoff.conversationId);
  const last = conversation?.transcript.findLast(
    ({ at, from, activity }) =>
      at >= handoff.claimedAt &&
      activity.type === 'message' &&
      (from.role === 'customer' || from.role === 'agent'),
  );
  const since = new Date(last?.at ?? handoff.claimedAt);
  if (last?.from.role === 'agent') {
    return now.getTime() - since.getTime() >= IDLE_HOURS * 3_600_000 ? 'silent' : undefined;
  }
  return callbackBy(record, since) <= now ? 'abandoned' : undefined;
}
