// The desk's port: what agents and the bot may do with handoffs. Our own desk is one implementation; an outside desk can be another.

import type { AgentId, CustomerId, HandoffId } from '../data/ids.js';
import type { ConsoleEvent, HandoffView, QueueRow } from './views.js';

export type Presence = 'online' | 'away' | 'offline';

/** Names one handoff: the customer is the unit of storage, so both are needed. */
export interface HandoffKey {
  readonly customerId: CustomerId;
  readonly handoffId: HandoffId;
}

export type ClaimOutcome =
  | { readonly outcome: 'claimed'; readonly epoch: number }
  /** Somebody else was quicker; `by` is their name. */
  | { readonly outcome: 'taken'; readonly by: string }
  /** It is another agent's turn to take it. */
  | { readonly outcome: 'not-yours' }
  | { readonly outcome: 'gone' };

/** `stale`: the agent does not own the conversation any more, nothing was done. `gone`: the handoff has ended. */
export type OwnerOutcome = 'done' | 'stale' | 'gone';

export interface AgentDesk {
  queue(agent: AgentId): Promise<readonly QueueRow[]>;
  /** @returns `undefined` when it has ended or is not this agent's to see. */
  view(agent: AgentId, key: HandoffKey): Promise<HandoffView | undefined>;
  claim(agent: AgentId, key: HandoffKey): Promise<ClaimOutcome>;
  /** Sends the agent's words to the customer; the same `clientId` again has no second effect. */
  say(
    agent: AgentId,
    key: HandoffKey,
    message: { readonly clientId: string; readonly text: string; readonly epoch: number },
  ): Promise<OwnerOutcome>;
  /** The bot goes on where it was. `note` is for colleagues. */
  giveBack(agent: AgentId, key: HandoffKey, epoch: number, note?: string): Promise<OwnerOutcome>;
  /** Ends the handoff and asks the customer how it was. */
  close(agent: AgentId, key: HandoffKey, epoch: number, note?: string): Promise<OwnerOutcome>;
  setPresence(agent: AgentId, presence: Presence): Promise<void>;
  presenceOf(agent: AgentId): Presence;
  /** Live events for one console; the queue comes first. @returns a function that ends it. */
  follow(agent: AgentId, listener: (event: ConsoleEvent) => void): () => void;
}
