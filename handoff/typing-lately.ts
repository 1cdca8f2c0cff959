// Whether the owner of a conversation was typing a moment ago: somebody who writes is about to answer. Kept in memory only.

import type { Clock, CustomerId } from '../data/ids.js';
import type { TypingFeed } from './typing-feed.js';

/** Milliseconds. A console tells it every 3 s while keys are pressed; people stop to think. */
export const TYPING_LASTS_MS = 15_000;

/** @returns whether an agent typed to this customer within the last moments, as far as this process heard. */
export function createTypingLately(
  feed: Pick<TypingFeed, 'listen'>,
  clock: Clock,
): (customer: CustomerId) => boolean {
  const typed = new Map<CustomerId, number>();
  const isLate = (at: number) => clock().getTime() - at >= TYPING_LASTS_MS;
  feed.listen(({ customerId, from }) => {
    if (from === 'customer') return;
    for (const [id, at] of typed) if (isLate(at)) typed.delete(id);
    typed.set(customerId, clock().getTime());
  });
  return (customer) => {
    const at = typed.get(customer);
    return at !== undefined && !isLate(at);
  };
}
