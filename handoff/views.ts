// What an agent's console reads of a handoff. Types only; the console imports nothing else of the house.

import type { ActivityContent, Channel } from '../data/conversation.js';
import type { LevelNumber } from '../data/customer.js';
import type { Brief } from '../data/handoff.js';

/** One row of the queue. */
export interface QueueRow {
  readonly customerId: string;
  readonly handoffId: string;
  readonly status: 'waiting' | 'assigned';
  readonly customerName: string;
  readonly level: LevelNumber;
  readonly channel: Channel;
  /** Why it came to a person, in a sentence. */
  readonly trigger: string;
  /** For whom it waits or who has it, for example `Waiting for Lena (dedicated)` or `With Tom`. */
  readonly routeSentence: string;
  /** This agent may claim it now. */
  readonly claimable: boolean;
  /** This agent has it. */
  readonly mine: boolean;
  readonly openedAt: string;
  /** The time the customer was told; absent once assigned. */
  readonly promisedBy?: string;
  readonly lastMessage?: {
    readonly from: 'customer' | 'bot' | 'agent' | 'system';
    readonly text: string;
    readonly at: string;
  };
}

/** One line of a transcript, as an agent reads it. */
export interface TranscriptLine {
  readonly id: string;
  readonly sequence: number;
  readonly at: string;
  readonly from: 'customer' | 'bot' | 'agent' | 'system';
  readonly name: string;
  readonly text: string;
  /** Cards and files that came with it. */
  readonly attachments: NonNullable<ActivityContent['attachments']>;
  /** The sender's own id of the message, where the console sent it: pairs a pending line with the stored one. */
  readonly clientId?: string;
}

/** The customer beside the conversation. */
export interface CustomerView {
  readonly id: string;
  readonly name: string;
  readonly kind: 'guest' | 'known';
  readonly level: LevelNumber;
  readonly levelName: string;
  readonly levelReasons: readonly string[];
  /** The fuller account; absent where no level is kept. */
  readonly relationship?: RelationshipView;
  readonly consent: 'open' | 'declined';
  readonly preferences: readonly { readonly text: string; readonly source: string }[];
  readonly orders: readonly {
    readonly number: string;
    readonly placedOn: string;
    readonly status: string;
    readonly summary: string;
    readonly late: boolean;
  }[];
  readonly pastHandoffs: readonly {
    readonly at: string;
    readonly trigger: string;
    readonly outcome: string;
    readonly agentName?: string;
  }[];
}

/** Why the customer stands where they stand, in sentences for agents. */
export interface RelationshipView {
  readonly stage: string;
  /** What the next level takes; absent at the top. */
  readonly next?: string;
  /** What holds at this level. */
  readonly offers: string;
  /** How likely an order is, or why no percentage is shown; absent without an order. */
  readonly future?: string;
  /** How often, when last and how much the customer bought; absent without an order. */
  readonly bought?: string;
  /** For a contact of a business account. */
  readonly account?: string;
  /** A fall that is near, or a rise that is held back. */
  readonly notice?: string;
  /** Changes of the level, newest first. */
  readonly history: readonly { readonly at: string; readonly text: string }[];
}

export interface HandoffView extends QueueRow {
  /** To be named with every message; an older one is refused. */
  readonly epoch: number;
  readonly brief: Brief;
  readonly customer: CustomerView;
  readonly transcript: readonly TranscriptLine[];
}

/** Who is logged in. */
export interface AgentView {
  readonly id: string;
  readonly name: string;
  readonly presence: 'online' | 'away';
  readonly businessName: string;
}

/** Server-sent events of `GET /api/agent/events`. */
export type ConsoleEvent =
  /** Sent at once after connecting and after each change of the queue. */
  | { readonly type: 'queue'; readonly rows: readonly QueueRow[] }
  /** New lines in a conversation that this agent may see; `view` is read again when the handoff itself changed. */
  | {
      readonly type: 'lines';
      readonly handoffId: string;
      readonly customerId: string;
      readonly lines: readonly TranscriptLine[];
    };
