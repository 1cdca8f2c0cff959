// Who is typing, told to whoever looks at the same conversation. Nothing of it is stored, and other processes do not hear of it.

import type { ConversationId, CustomerId } from '../data/ids.js';

export interface Typing {
  readonly customerId: CustomerId;
  readonly conversationId: ConversationId;
  /** An agent, by the name that the customer reads; or the customer. */
  readonly from: { readonly agentName: string } | 'customer';
}

export interface TypingFeed {
  tell(typing: Typing): void;
  /** @returns a function that ends it. */
  listen(listener: (typing: Typing) => void): () => void;
  /** Hears of one customer alone: a sign costs nothing with the sockets of all others. */
  listenTo(customerId: CustomerId, listener: (typing: Typing) => void): () => void;
}

type Listener = (typing: Typing) => void;

export function createTypingFeed(): TypingFeed {
  const everybody = new Set<Listener>();
  const of = new Map<CustomerId, Set<Listener>>();
  return {
    tell(typing) {
      for (const listener of everybody) listener(typing);
      for (const listener of of.get(typing.customerId) ?? []) listener(typing);
    },
    listen(listener) {
      everybody.add(listener);
      return () => everybody.delete(listener);
    },
    listenTo(customerId, listener) {
      const own = of.get(customerId) ?? new Set();
      of.set(customerId, own.add(listener));
      return () => {
        if (own.delete(listener) && own.size === 0 && of.get(customerId) === own) of.delete(customerId);
      };
    },
  };
}
