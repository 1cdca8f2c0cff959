// Tells the outside desk that a customer types and how far they have read: each once, at most now and then, and lost where the desk does
// not take it. Words go another way, in order and until they are taken.

import type { Channel } from '../../data/conversation.js';
import type { Clock, CustomerId } from '../../data/ids.js';
import type { HandoffKey } from '../desk.js';
import { CHANNELS } from './activities.js';
import { nameOutside } from './handoff-key.js';
import { post, type Receiver } from './post.js';

export interface CustomerSign {
  readonly key: HandoffKey;
  readonly customerName: string;
  readonly channel: Channel;
  /** `message`: the outside desk's own id of what was read last. */
  readonly what: { readonly kind: 'typing' } | { readonly kind: 'read'; readonly message: string };
}

/** Milliseconds between two signs of typing; clients show one for about as long. */
const TYPING_EVERY_MS = 3_000;
/** Requests at a time; what comes beyond is lost. */
const MOST_AT_A_TIME = 20;
/** As Teams calls it, and the handlers of the Bot Framework's SDKs read it. */
const READ_RECEIPT = 'application/vnd.microsoft.readReceipt';

/** @returns a function that ends it, and cuts off what is under way. */
export function tellSigns(parts: {
  readonly onSign: (listener: (sign: CustomerSign) => void) => () => void;
  readonly receiver: Receiver;
  /** Where the bot is reached, for answers. */
  readonly serviceUrl: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly fetch: typeof fetch;
}): () => void {
  const { clock, receiver } = parts;
  const typed = new Map<CustomerId, number>();
  const ending = new AbortController();
  let underWay = 0;

  function isTooSoon(customerId: CustomerId): boolean {
    const now = clock().getTime();
    for (const [id, at] of typed) if (now - at >= TYPING_EVERY_MS) typed.delete(id);
    if (typed.has(customerId)) return true;
    typed.set(customerId, now);
    return false;
  }

  const end = parts.onSign((sign) => {
    if (underWay >= MOST_AT_A_TIME) return;
    if (sign.what.kind === 'typing' && isTooSoon(sign.key.customerId)) return;
    underWay += 1;
    const around = { clock, fetch: parts.fetch, ending: ending.signal };
    // Nobody waits for it, and it never fails.
    void post(receiver, activityOf(sign), around).finally(() => {
      underWay -= 1;
    });
  });

  function activityOf({ key, customerName, channel, what }: CustomerSign) {
    const content =
      what.kind === 'typing'
        ? { type: 'typing' }
        : { type: 'event', name: READ_RECEIPT, value: { lastReadMessageId: what.message } };
    return {
      ...content,
      id: parts.newId(),
      timestamp: clock().toISOString(),
      channelId: CHANNELS[channel],
      serviceUrl: parts.serviceUrl,
      from: { id: key.customerId, name: customerName, role: 'user' },
      conversation: { id: nameOutside(key) },
      channelData: { customerId: key.customerId, handoffId: key.handoffId },
    };
  }

  return () => {
    end();
    ending.abort();
  };
}
