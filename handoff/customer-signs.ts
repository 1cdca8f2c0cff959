// Signs of the customer that are no messages: that they type, how far they have read, and that they are there at all.

import { changeCustomer } from '../data/change-customer.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ActivityId, ConversationId, CustomerId } from '../data/ids.js';
import type { DeskCore } from './desk-parts.js';
import { conversationOf } from './lifecycle.js';

/** What channels tell the desk of a customer. */
export interface CustomerSigns {
  /** Told to whoever has the conversation; stored nowhere. */
  typing(customerId: CustomerId, conversationId: ConversationId): void;
  /** The customer has seen everything up to this line. Kept only while a person has the conversation. */
  read(customerId: CustomerId, conversationId: ConversationId, line: ActivityId): Promise<void>;
}

/** @param onRead is told which of the agents' messages the customer has read now, by its sender's own id. */
export function createCustomerSigns(
  core: DeskCore,
  onRead: (customer: CustomerId, message: string) => void = () => undefined,
): CustomerSigns {
  /** From memory: most conversations have no person in them, and their signs cost nothing. */
  const withPerson = (customerId: CustomerId, conversationId: ConversationId): boolean => {
    const handoff = core.queue.of(customerId)?.handoff;
    return handoff?.status === 'assigned' && handoff.conversationId === conversationId;
  };
  return {
    typing(customerId, conversationId) {
      if (withPerson(customerId, conversationId))
        core.typing.tell({ customerId, conversationId, from: 'customer' });
    },
    async read(customerId, conversationId, line) {
      if (!withPerson(customerId, conversationId)) return;
      const message = await changeCustomer(core.stores, core.feed, customerId, async (record) => {
        const handoff = record?.handoff;
        if (!record || handoff?.status !== 'assigned') return { result: undefined };
        const transcript = conversationOf(record, handoff)?.transcript ?? [];
        const before = handoff.read?.customer ?? 0;
        const upTo = transcript.find(({ id }) => id === line)?.sequence ?? 0;
        if (upTo <= before) return { result: undefined };
        record.handoff = { ...handoff, read: { ...handoff.read, customer: upTo } };
        const news = transcript.filter(({ sequence }) => sequence > before && sequence <= upTo);
        return { record, result: news.findLast(({ from }) => from.role === 'agent') };
      });
      const { clientId } = (message?.activity.channelData ?? {}) as { readonly clientId?: string };
      if (clientId !== undefined) onRead(customerId, clientId);
    },
  };
}

/** The customer said something to a person: what was put aside is taken up, and nobody asks whether they are there. Changes the draft. */
export function heardFromCustomer(record: CustomerRecord): void {
  if (record.handoff?.status !== 'assigned') return;
  const { nudged, snoozedUntil, ...awake } = record.handoff;
  if (nudged || snoozedUntil) record.handoff = awake;
}
