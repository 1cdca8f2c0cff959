// The one way in which the desk changes an open handoff: under the customer's lock, read again there, and for owners only under
// their epoch. It decides nothing about what is done.

import type { AgentCard } from '../data/business.js';
import { changeCustomer } from '../data/change-customer.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { AssignedHandoff, OpenHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import type { HandoffKey, OwnerOutcome } from './desk.js';
import type { DeskCore } from './desk-parts.js';
import { conversationOf } from './lifecycle.js';

export interface Opened<H extends OpenHandoff = OpenHandoff> {
  /** The draft: what is changed in it is saved when `work` says so. */
  readonly record: CustomerRecord;
  readonly conversation: Conversation;
  readonly handoff: H;
}

export interface Changed<T> {
  readonly save: boolean;
  readonly result: T;
}

/**
 * Runs `work` on the open handoff, alone, and commits where it says so.
 * @param gone the result when there is no such open handoff.
 */
export function changeHandoff<T>(
  { stores, feed }: Pick<DeskCore, 'stores' | 'feed'>,
  key: HandoffKey,
  gone: T,
  work: (opened: Opened) => Promise<Changed<T>> | Changed<T>,
): Promise<T> {
  return changeCustomer<T>(stores, feed, key.customerId, async (record) => {
    const handoff = record?.handoff;
    const conversation = record && handoff && conversationOf(record, handoff);
    if (!record || !conversation || handoff?.id !== key.handoffId) return { result: gone };
    const { save, result } = await work({ record, conversation, handoff });
    return save ? { record, result } : { result };
  });
}

/** Runs `settle` while somebody has the conversation, and commits where it says that it changed something. */
export async function settleAssigned<C extends Pick<DeskCore, 'stores' | 'feed'>>(
  core: C,
  key: HandoffKey,
  settle: (core: C, opened: Opened<AssignedHandoff>) => boolean,
): Promise<void> {
  await changeHandoff(core, key, undefined, ({ record, conversation, handoff }) => ({
    save: handoff.status === 'assigned' && settle(core, { record, conversation, handoff }),
    result: undefined,
  }));
}

/** Runs `work` when the agent still owns the conversation under this epoch, and commits. */
export function asOwner(
  core: Pick<DeskCore, 'stores' | 'feed'>,
  agent: AgentId,
  key: HandoffKey,
  epoch: number,
  work: (opened: Opened<AssignedHandoff>) => Promise<void> | void,
): Promise<OwnerOutcome> {
  return changeHandoff<OwnerOutcome>(core, key, 'gone', async ({ record, conversation, handoff }) => {
    if (!isOwner(handoff, agent) || handoff.epoch !== epoch) return { save: false, result: 'stale' };
    await work({ record, conversation, handoff });
    return { save: true, result: 'done' };
  });
}

export function isOwner(handoff: OpenHandoff, agent: AgentId): handoff is AssignedHandoff {
  return handoff.status === 'assigned' && handoff.agentId === agent;
}

/** Who may watch, whisper, take over and reassign: whoever may decide for the business. */
export function isSupervisor(card: AgentCard | undefined): boolean {
  return (card?.roles?.length ?? 0) > 0;
}
