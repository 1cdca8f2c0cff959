// Shows a customer on Teams that an agent types: a sign that is sent once, now and then, and may be lost. It never stands in the outbox,
// where it would hold up words.

import type { Activity } from 'botbuilder';
import type { Clock, CustomerId } from '../../data/ids.js';
import type { CustomerStore } from '../../data/ports.js';
import type { TypingFeed } from '../../handoff/typing-feed.js';
import type { SendActivity } from './connector.js';

/**
 * Milliseconds. Teams takes 60 sends in 30 s and 1,800 in an hour for a conversation (Microsoft Learn, "Optimize your bot with rate
 * limiting in Teams"): half of them are left for words.
 */
const EVERY_MS = 4_000;
/** Milliseconds of rest after one that did not arrive: words come first. */
const AFTER_FAULT_MS = 60_000;

/** @returns a function that ends it. */
export function showTyping(parts: {
  readonly typingFeed: Pick<TypingFeed, 'listen'>;
  readonly customers: Pick<CustomerStore, 'get'>;
  readonly send: SendActivity;
  readonly clock: Clock;
}): () => void {
  /** When the next sign may be sent to each; who may be sent one now is not in it. */
  const resting = new Map<CustomerId, number>();

  async function send(customerId: CustomerId, conversationId: string): Promise<void> {
    const record = (await parts.customers.get(customerId))?.value;
    const conversation = record?.conversations.find(({ id }) => id === conversationId);
    // Words that wait to be sent say more than a sign that they are written.
    if (conversation?.reference === undefined || conversation.outbox.length > 0) return;
    const activity: Partial<Activity> = { type: 'typing' };
    const { outcome } = await parts.send(conversation.reference, activity);
    if (outcome !== 'sent') resting.set(customerId, parts.clock().getTime() + AFTER_FAULT_MS);
  }

  return parts.typingFeed.listen(({ customerId, conversationId, channel, from, elsewhere }) => {
    if (channel !== 'msteams' || from === 'customer' || elsewhere) return;
    const now = parts.clock().getTime();
    for (const [id, until] of resting) if (until <= now) resting.delete(id);
    if (resting.has(customerId)) return;
    resting.set(customerId, now + EVERY_MS);
    // Nobody waits for it.
    void send(customerId, conversationId).catch(() => undefined);
  });
}
