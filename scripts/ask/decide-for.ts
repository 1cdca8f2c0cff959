// What the bot would do with a message in a new conversation: the bot itself is asked, over a store that forgets. Knows nothing of the terminal.

import { ActivityTypes, TurnContext } from 'botbuilder-core';
import { SilentAdapter } from '../../bots/silent-adapter.js';
import { createChangeFeed } from '../../data/change-feed.js';
import { type LevelNumber, newCustomer } from '../../data/customer.js';
import type { DecisionRecord } from '../../data/decision.js';
import type { Clock, ConversationId, CustomerId } from '../../data/ids.js';
import { createMemoryStores } from '../../data/memory/memory-stores.js';
import { createCustomerService } from '../../service/customer-service.js';
import type { Folder } from '../../service/load-folder.js';
import type { Understander } from '../../understanding/index.js';

/** Who asks: a visitor, or a customer at a level; without an id, somebody without orders. */
export type Asker =
  | { readonly kind: 'visitor' }
  | { readonly kind: 'customer'; readonly id?: string; readonly level?: LevelNumber };

export interface DecisionFor {
  readonly asker: Asker;
  /** Absent where nothing was decided, for example for an empty message. */
  readonly decision?: Pick<DecisionRecord, 'kind' | 'reason'>;
  readonly says: readonly string[];
}

export interface Decider {
  /** Each in a conversation of its own, so that no question colours the next. */
  decide(asker: Asker, text: string): Promise<DecisionFor>;
  close(): Promise<void>;
}

export function createDecider(folder: Folder, understander: Understander, clock: Clock): Decider {
  const faults: unknown[] = [];
  const onError = (error: unknown) => faults.push(error);
  const stores = createMemoryStores();
  let ids = 0;
  const newId = () => `ask-${++ids}`;
  const feed = createChangeFeed(onError);
  const service = createCustomerService({ folder, stores, feed, clock, newId, onError, understander });

  /** As if never met; a level that is given counts as reviewed today. */
  async function forget(asker: Asker): Promise<CustomerId> {
    const named = asker.kind === 'customer' ? asker.id : undefined;
    const id = (named ?? newId()) as CustomerId;
    const at = clock().toISOString();
    const record = newCustomer(id, asker.kind === 'customer' ? 'known' : 'guest', at);
    if (asker.kind === 'customer' && asker.level !== undefined) {
      const rulesVersion = folder.levels.version;
      record.reviews = [{ at, level: asker.level, reasons: [], failedReviews: 0, rulesVersion }];
    }
    await stores.customers.save(record, (await stores.customers.get(id))?.version ?? 0);
    return id;
  }

  return {
    async decide(asker, text) {
      const customerId = await forget(asker);
      const conversationId = newId() as ConversationId;
      const context = new TurnContext(new SilentAdapter(), {
        type: ActivityTypes.Message,
        id: newId(),
        text,
        channelId: 'web',
        serviceUrl: 'https://ask.invalid',
        conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
        from: { id: customerId, name: '' },
        recipient: { id: 'bot', name: '' },
      });
      const kind = asker.kind === 'customer' ? 'known' : 'guest';
      await service.bot.turn(context, { customerId, kind, channel: 'web', conversationId });
      if (faults.length > 0) throw faults.pop();
      const transcript = (await stores.customers.get(customerId))?.value.conversations[0]?.transcript ?? [];
      const decided = transcript.find((entry) => entry.decision)?.decision;
      return {
        asker,
        ...(decided ? { decision: { kind: decided.kind, reason: decided.reason } } : {}),
        says: transcript.flatMap(({ from, activity }) =>
          from.role === 'bot' && activity.text ? [activity.text] : [],
        ),
      };
    },
    close: () => service.stop(),
  };
}
