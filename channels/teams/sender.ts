// Who wrote on Teams: a customer whom the business linked, or a guest with an id that stays the same. Trusts verified activities only.

import { createHash } from 'node:crypto';
import type { ConversationId, CustomerId } from '../../data/ids.js';
import type { Sender } from '../turn.js';
import type { TeamsActivity } from './inbound.js';

/** @param teamsId the aadObjectId of a Teams user. */
export type LinkedCustomer = (
  teamsId: string,
) => { readonly customerId: CustomerId; readonly name?: string } | undefined;

const CONVERSATION_PREFIX = 'teams-';

/** The same person in the same chat always has the same ids; two people in one group chat have two conversations. */
export function senderOf(activity: TeamsActivity, linkedCustomer: LinkedCustomer): Sender {
  const teamsId = activity.from.aadObjectId ?? activity.from.id;
  const tenant = activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? '';
  const linked = activity.from.aadObjectId ? linkedCustomer(activity.from.aadObjectId) : undefined;
  const customerId = linked?.customerId ?? (`teams-${digest(tenant, teamsId)}` as CustomerId);
  const name = linked?.name ?? activity.from.name;
  return {
    customerId,
    kind: linked ? 'known' : 'guest',
    ...(name ? { name } : {}),
    channel: 'msteams',
    conversationId: `${CONVERSATION_PREFIX}${digest(customerId, activity.conversation.id)}` as ConversationId,
  };
}

/** Tells without reading the record; the outbox asks at every change of every customer. */
export function isTeamsConversation(id: ConversationId): boolean {
  return id.startsWith(CONVERSATION_PREFIX);
}

/** JSON keeps the parts apart: `['ab', 'c']` and `['a', 'bc']` differ. */
function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
