// A handoff: a union by status, each with only its own fields. Open ones live in the customer's record, closed ones beside them.

import type { DecisionReason } from './decision.js';
import type { AgentId, ConversationId, HandoffId, Instant } from './ids.js';

/** A team of the business's people with hours of its own; `business.yaml` names them. */
export type TeamId = string;

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
  /** Passed on to them by hand: by a colleague or a supervisor. */
  | { readonly kind: 'colleague'; readonly agentId: AgentId }
  /** Those who have the skill and speak the language first, and of a team, where it is named; without either, everybody. */
  | { readonly kind: 'pool'; readonly skill?: string; readonly language?: string; readonly team?: TeamId }
  /** Nobody could take it in time: it stays in the queue, and the customer was told by when somebody writes. */
  | { readonly kind: 'message' };

/** What a person wrote for colleagues; no customer ever reads it. */
export interface HandoffNote {
  readonly id: string;
  readonly at: Instant;
  readonly by: AgentId;
  readonly text: string;
  /** `whisper`: a supervisor or an invited colleague to the owner. `transfer` and `wrap-up` came with these. */
  readonly kind: 'note' | 'whisper' | 'transfer' | 'wrap-up';
}

/** Somebody who reads along without owning the conversation. */
export interface Watcher {
  readonly agentId: AgentId;
  /** A listener was invited by the owner; a supervisor came by themselves. */
  readonly as: 'listener' | 'supervisor';
}

interface HandoffBase {
  readonly id: HandoffId;
  readonly conversationId: ConversationId;
  readonly openedAt: Instant;
  readonly reason: DecisionReason;
  readonly brief: Brief;
  /** Oldest first; absent: none. */
  readonly notes?: readonly HandoffNote[];
  /** The time that the customer was told first; kept or broken, it is what the promise is judged by. Older records have none. */
  readonly firstPromise?: Instant;
}

export interface WaitingHandoff extends HandoffBase {
  readonly status: 'waiting';
  readonly route: Route;
  /** What is tried after it, in order; each is tried once, so a handoff never goes round in a loop. */
  readonly onward: readonly Route[];
  /** Who was asked before and did not come in time; they still may take it. */
  readonly asked: readonly AgentId[];
  /** Who would have been asked by name, but was not at the desk; they may take it too, and are asked first when they come. */
  readonly skipped?: readonly AgentId[];
  /** When the next route is tried. */
  readonly patienceUntil: Instant;
  /** The time that the customer was told. */
  readonly promisedBy: Instant;
  /** Whose turn it is within the pool: who is alerted, and until when; others who may claim it still may. */
  readonly offered?: { readonly agentId: AgentId; readonly until: Instant };
  /** Lost an owner, or was passed on by one: before all others in line. */
  readonly first?: true;
  /** What the customer chose while in line; absent: to wait. */
  readonly chosen?: 'callback' | 'message';
  /** Grows with every owner; see AssignedHandoff. */
  readonly epoch: number;
}

export interface AssignedHandoff extends HandoffBase {
  readonly status: 'assigned';
  readonly agentId: AgentId;
  readonly claimedAt: Instant;
  /** When this owner took it over from another; absent: they are the one who claimed it. */
  readonly takenOverAt?: Instant;
  /** A message that names an older epoch is refused: its sender no longer owns the conversation. */
  readonly epoch: number;
  /** Since when no console of the owner is connected; absent: it is. After the grace period it goes back in line, first. */
  readonly lostSince?: Instant;
  /** How often a silent customer was asked whether they are still there, and when last. */
  readonly nudged?: { readonly times: number; readonly at: Instant };
  /** What the customer was told while they wait for the owner's answer since then: that it takes long, or also what they may choose. */
  readonly unanswered?: { readonly since: Instant; readonly told: 'slow' | 'choices' };
  /** Put aside by the owner until then, or until the customer writes. */
  readonly snoozedUntil?: Instant;
  readonly watchers?: readonly Watcher[];
  /** How far each side has read, as sequences of the transcript. */
  readonly read?: { readonly agent?: number; readonly customer?: number };
}

export interface ClosedHandoff extends HandoffBase {
  readonly status: 'closed';
  /** `silent`: the customer did not answer two nudges. */
  readonly outcome: 'returned' | 'completed' | 'failed' | 'withdrawn' | 'silent';
  readonly agentId?: AgentId;
  /** When a person took it; absent: nobody did. */
  readonly claimedAt?: Instant;
  readonly closedAt: Instant;
  readonly note?: string;
  /** Why it ended, one of the business's own reasons. */
  readonly wrapUp?: string;
}

export type OpenHandoff = WaitingHandoff | AssignedHandoff;
export type Handoff = OpenHandoff | ClosedHandoff;
