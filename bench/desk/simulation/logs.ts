// What the actors of a simulation note down for themselves: the only thing that the audit believes. Types only.

import type { LevelNumber } from '../../../data/customer.js';
import type { AgentId, CustomerId } from '../../../data/ids.js';

/** A message of the customer, from their first attempt to send it. */
export interface Said {
  readonly id: string;
  readonly at: number;
  /** The server said that it has it. */
  acknowledged: boolean;
}

/** A line on the customer's screen, in the order in which it came. */
export interface Seen {
  readonly id: string;
  readonly sequence: number;
  /** As the line says it; a page that was closed shows it later. */
  readonly at: number;
  readonly from: 'customer' | 'bot' | 'agent' | 'system';
  readonly text: string;
  /** The agent's own id of the message. */
  readonly clientId?: string;
  /** A boundary of a handoff, by its event's name and state. */
  readonly boundary?: {
    readonly handoffId: string;
    readonly state: 'opened' | 'passed-on' | 'accepted' | 'ended';
  };
}

export interface CustomerLog {
  readonly customerId: CustomerId;
  readonly said: Said[];
  readonly seen: Seen[];
  /** The level at which each handoff was opened. */
  readonly levels: Map<string, LevelNumber>;
}

/** What an agent was answered when they took a handoff, or was shown as theirs. */
export interface Owned {
  readonly kind: 'owned';
  readonly agentId: AgentId;
  readonly handoffId: string;
  readonly epoch: number;
  readonly at: number;
}

/** A message of an agent. `unknown`: they never heard what became of it. */
export interface Sent {
  readonly kind: 'sent';
  readonly agentId: AgentId;
  readonly handoffId: string;
  readonly epoch: number;
  readonly clientId: string;
  readonly at: number;
  outcome: 'done' | 'stale' | 'gone' | 'unknown';
}

/** The customer's messages as one console showed them, in the order in which they came. */
export interface Shown {
  readonly kind: 'shown';
  readonly agentId: AgentId;
  readonly customerId: CustomerId;
  readonly handoffId: string;
  readonly lines: { readonly id: string; readonly sequence: number }[];
}

/** An agent worked on an answer that took long, and was seen to type. */
export interface Typed {
  readonly kind: 'typed';
  readonly handoffId: string;
  readonly from: number;
  readonly until: number;
}

export type AgentEntry = Owned | Sent | Shown | Typed;

export interface Logs {
  readonly customers: readonly CustomerLog[];
  readonly agents: readonly AgentEntry[];
  /** The number of the case that each handoff was opened for. */
  readonly caseOf: ReadonlyMap<string, number>;
  /** Faults that the server reported, besides those of being killed. */
  readonly errors: readonly string[];
  /** How often each of the things happened that the simulation does on purpose. */
  readonly counts: ReadonlyMap<string, number>;
  /** When the last of it was over. */
  readonly end: number;
}
