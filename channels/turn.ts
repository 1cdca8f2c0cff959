// What a channel hands to the bot, and gets back. The channel says who it is (from a token or a verified activity, never the body).

import type { TurnContext } from 'botbuilder';
import type { Channel } from '../data/conversation.js';
import type { ActivityId, ConversationId, CustomerId } from '../data/ids.js';

export interface Sender {
  readonly customerId: CustomerId;
  /** `known`: the business's site or a verified channel vouched for the identity. */
  readonly kind: 'guest' | 'known';
  readonly name?: string;
  readonly channel: Channel;
  readonly conversationId: ConversationId;
}

export interface TurnResult {
  /** The id under which the inbound activity is stored; the same one again for a duplicate. */
  readonly activityId: ActivityId;
  readonly duplicate: boolean;
}

/**
 * Runs one turn to its commit. When it resolves, the inbound activity, everything that changed and the replies are durable, and
 * the change feed has told of them; the channel delivers from the transcript or the outbox. Replies are never sent through the context.
 * @throws when nothing was stored; the channel must not acknowledge then.
 */
export type TurnHandler = (context: TurnContext, sender: Sender) => Promise<TurnResult>;
