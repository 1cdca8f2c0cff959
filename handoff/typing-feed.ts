// Who is typing, told to whoever looks at the same conversation, at this process and, where they reach each other, at all others.
// Nothing of it is stored.

import type { Channel } from '../data/conversation.js';
import type { ConversationId, CustomerId } from '../data/ids.js';
import type { SignLine } from '../data/ports.js';

export interface Typing {
  readonly customerId: CustomerId;
  readonly conversationId: ConversationId;
  /** The customer's; absent where nobody needs it. */
  readonly channel?: Channel;
  /** An agent, by the name that the customer reads; or the customer. */
  readonly from: { readonly agentName: string } | 'customer';
  /** Heard from another process, which has told the outside of it. */
  readonly elsewhere?: true;
}

export interface TypingFeed {
  tell(typing: Typing): void;
  /** @returns a function that ends it. */
  listen(listener: (typing: Typing) => void): () => void;
  /** Hears of one customer alone: a sign costs nothing with the sockets of all others. */
  listenTo(customerId: CustomerId, listener: (typing: Typing) => void): () => void;
}

type Listener = (typing: Typing) => void;

/** What the processes tell each other. */
interface TypingSign {
  readonly typing: Typing;
}

/** @param signs to and from other processes; absent: there are none. */
export function createTypingFeed(signs?: SignLine): TypingFeed {
  const everybody = new Set<Listener>();
  const of = new Map<CustomerId, Set<Listener>>();

  function tellHere(typing: Typing): void {
    for (const listener of everybody) listener(typing);
    for (const listener of of.get(typing.customerId) ?? []) listener(typing);
  }

  signs?.listen((sign) => {
    if (isTyping(sign)) tellHere({ ...sign.typing, elsewhere: true });
  });
  return {
    tell(typing) {
      tellHere(typing);
      signs?.send({ typing } satisfies TypingSign);
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

/** It comes from a process of this program, which may be of another version. */
function isTyping(sign: unknown): sign is TypingSign {
  const { typing } = (sign ?? {}) as { readonly typing?: Partial<Typing> };
  return (
    typeof typing?.customerId === 'string' &&
    typeof typing.conversationId === 'string' &&
    (typing.from === 'customer' || typeof typing.from?.agentName === 'string')
  );
}
