// A handoff: a union by status, each with only its own fields. Open ones live in the customer's record, closed ones beside them.

import type { DecisionReason } from './decision.js';
import type { AgentId, ConversationId, HandoffId, Instant } from './ids.js';

/** What the agent reads first. Sentences for agents, extractive: nothing in it was not said or stored. */
export interface Brief {
  readonly customerName: string;
  readonly levelSentence: string;
  /** Why it came to a person: the reason record in a sentence. */
  readonly trigger: string;
  readonly mood: string;
  /** The customer's last messages, oldest first. */
  readonly said: readonly string[];
  /** What the bot tried, oldest first: tasks begun, answers given. */
  readonly tried: readonly string[];
  /** Open or late orders and other facts worth a glance. */
  readonly facts: readonly string[];
}

/** For whom a waiting handoff is. */
export type Route =
  | { readonly kind: 'dedicated'; readonly agentId: AgentId }
  | { readonly kind: 'deputy'; readonly agentId: AgentId; readonly for: AgentId }
  | { readonly kind: 'previous'; readonly agentId: AgentId }
  | { readonly kind: 'pool'; readonly skill?: string }
  /** Nobody could take it in time: it stays in the queue, and the customer was told by when somebody writes. */
  | { readonly kind: 'message' };

interface HandoffBase {
  readonly id: HandoffId;
  readonly conversationId: ConversationId;
  readonly openedAt: Instant;
  readonly reason: DecisionReason;
  readonly brief: Brief;
}

export interface WaitingHandoff extends HandoffBase {
  readonly status: 'waiting';
  readonly route: Route;
  /** What is tried after it, in order; each is tried once, so a handoff never goes round in a loop. */
  readonly onward: readonly Route[];
  /** Who was asked before and did not come in time; they still may take it. */
  readonly asked: readonly AgentId[];
  /** When the next route is tried. */
  readonly patienceUntil: Instant;
  /** The time that the customer was told. */
  readonly promisedBy: Instant;
  /** Grows with every owner; see AssignedHandoff. */
  readonly epoch: number;
}

export interface AssignedHandoff extends HandoffBase {
  readonly status: 'assigned';
  readonly agentId: AgentId;
  readonly claimedAt: Instant;
  /** A message that names an older epoch is refused: its sender no longer owns the conversation. */
  readonly epoch: number;
}

export interface ClosedHandoff extends HandoffBase {
  readonly status: 'closed';
  readonly outcome: 'returned' | 'completed' | 'failed' | 'withdrawn';
  readonly agentId?: AgentId;
  readonly closedAt: Instant;
  readonly note?: string;
}

export type OpenHandoff = WaitingHandoff | AssignedHandoff;
export type Handoff = OpenHandoff | ClosedHandoff;
