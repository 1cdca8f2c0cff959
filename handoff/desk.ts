// The desk's port: what agents and the bot may do with handoffs. Our own desk is one implementation; an outside desk can be another.

import type { AttachmentContent } from '../data/conversation.js';
import type { TeamId } from '../data/handoff.js';
import type { AgentId, CustomerId, HandoffId } from '../data/ids.js';
import type { ConsoleEvent, HandoffView, QueueRow, TeamOverview } from './views.js';

/** `busy`: at the desk, takes nothing new. `away`: chosen, or after inactivity. */
export type Presence = 'online' | 'busy' | 'away' | 'offline';

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

/** `not-there`: the colleague or team named can't take it now (unknown, or not at the desk). */
export type PassOutcome = OwnerOutcome | 'not-there';

/** `not-allowed`: the agent is no supervisor, or was not invited. */
export type WatchOutcome = 'done' | 'not-allowed' | 'gone';

export interface Ending {
  readonly epoch: number;
  /** For colleagues. */
  readonly note?: string;
  /** One of the business's wrap-up reasons. */
  readonly reason?: string;
}

export type PassTo = { readonly agent: AgentId } | { readonly team: TeamId };

export interface AgentDesk {
  queue(agent: AgentId): Promise<readonly QueueRow[]>;
  /** @returns `undefined` when it has ended or is not this agent's to see. */
  view(agent: AgentId, key: HandoffKey): Promise<HandoffView | undefined>;
  claim(agent: AgentId, key: HandoffKey): Promise<ClaimOutcome>;
  /** Sends the agent's words or files to the customer; the same `clientId` again has no second effect. */
  say(
    agent: AgentId,
    key: HandoffKey,
    message: {
      readonly clientId: string;
      readonly text: string;
      readonly epoch: number;
      readonly attachments?: readonly AttachmentContent[];
    },
  ): Promise<OwnerOutcome>;
  /** The bot goes on where it was. */
  giveBack(agent: AgentId, key: HandoffKey, ending: Ending): Promise<OwnerOutcome>;
  /** Ends the handoff and asks the customer how it was. */
  close(agent: AgentId, key: HandoffKey, ending: Ending): Promise<OwnerOutcome>;
  /** Passes it to a colleague or a team, first in line, with a note. */
  transfer(
    agent: AgentId,
    key: HandoffKey,
    pass: { readonly epoch: number; readonly to: PassTo; readonly note: string },
  ): Promise<PassOutcome>;
  /** Lets a colleague read along; they may whisper. */
  invite(agent: AgentId, key: HandoffKey, epoch: number, colleague: AgentId): Promise<PassOutcome>;
  /** A supervisor begins to read along. */
  watch(agent: AgentId, key: HandoffKey): Promise<WatchOutcome>;
  /** A watcher reads along no more. */
  leave(agent: AgentId, key: HandoffKey): Promise<WatchOutcome>;
  /** A watcher to the owner; the customer never sees it. The same `clientId` again has no second effect. */
  whisper(
    agent: AgentId,
    key: HandoffKey,
    words: { readonly clientId: string; readonly text: string },
  ): Promise<WatchOutcome>;
  /** A supervisor becomes the owner, under a new epoch; from a waiting one too. */
  takeOver(agent: AgentId, key: HandoffKey): Promise<ClaimOutcome | { readonly outcome: 'not-allowed' }>;
  /** A supervisor gives it to somebody else, or to a team. */
  reassign(
    agent: AgentId,
    key: HandoffKey,
    pass: { readonly to: PassTo; readonly note: string },
  ): Promise<PassOutcome | 'not-allowed'>;
  /** A private note, of the owner or a watcher. */
  note(
    agent: AgentId,
    key: HandoffKey,
    words: { readonly clientId: string; readonly text: string },
  ): Promise<WatchOutcome>;
  /** Puts it aside until then, or until the customer writes. @param until absent: takes it up again. */
  snooze(agent: AgentId, key: HandoffKey, epoch: number, until?: Date): Promise<OwnerOutcome>;
  /** The owner is typing; told to the customer, stored nowhere. */
  typing(agent: AgentId, key: HandoffKey, epoch: number): Promise<void>;
  /** The owner has read so far. */
  read(agent: AgentId, key: HandoffKey, sequence: number): Promise<OwnerOutcome>;
  /** For supervisors: who is there, how busy, which promises are at risk. @returns `undefined` for others. */
  overview(agent: AgentId): Promise<TeamOverview | undefined>;
  setPresence(agent: AgentId, presence: Presence): Promise<void>;
  presenceOf(agent: AgentId): Presence;
  /** Live events for one console; the queue comes first. @returns a function that ends it. */
  follow(agent: AgentId, listener: (event: ConsoleEvent) => void): () => void;
}
