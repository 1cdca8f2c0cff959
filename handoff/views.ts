// What an agent's console reads of a handoff. Types only; the console imports nothing else of the house.

import type { ActivityContent, Channel } from '../data/conversation.js';
import type { LevelNumber } from '../data/customer.js';
import type { Brief } from '../data/handoff.js';

export type { CannedReply, DeskWords } from '../data/business.js';
export type { AttachmentContent } from '../data/conversation.js';

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
  /** It is this agent's turn: to be alerted, until then. */
  readonly offeredUntil?: string;
  /** This agent reads along. */
  readonly watching?: 'listener' | 'supervisor';
  /** Messages of the customer that the owner has not read; for the owner. */
  readonly unread?: number;
  /** The customer waits for the owner's words since then, and without any by then somebody else is asked; for the owner and who reads along. */
  readonly answer?: { readonly since: string; readonly by: string };
  readonly snoozedUntil?: string;
  /** Lost an owner, or was passed on: before all others. */
  readonly first?: true;
  /** The owner's console is not connected since then. */
  readonly ownerLostSince?: string;
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
    /** What the agent wrote for colleagues at the end. */
    readonly note?: string;
    /** Why it ended, as the business calls the reason. */
    readonly wrapUp?: string;
  }[];
  /** Since when the consent is what it is; absent: it was never changed. */
  readonly consentSince?: string;
  /** What the bot may write of its own accord, and since when; absent: nothing. */
  readonly agreed?: readonly { readonly at: string; readonly text: string }[];
  /** Returns and visits that were registered here, newest first: not yet in the shop's own tables. Absent: none. */
  readonly registered?: readonly { readonly at: string; readonly text: string }[];
  /** How satisfied they said they were, newest first; absent: never asked or never answered. */
  readonly satisfaction?: readonly {
    readonly at: string;
    readonly text: string;
    readonly comment?: string;
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

/** The bot's part of the conversation in a few lines, each from the transcript itself. */
export interface BotSummary {
  /** The lines of the transcript that it stands for, as sequences: first and last. */
  readonly from: number;
  readonly to: number;
  readonly points: readonly SummaryPoint[];
}

export interface SummaryPoint {
  readonly kind: 'asked' | 'tried' | 'failed' | 'mood' | 'mentioned';
  readonly text: string;
  /** Where it stands in the transcript. */
  readonly sequence: number;
}

export interface NoteLine {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly text: string;
  readonly kind: 'note' | 'whisper' | 'transfer' | 'wrap-up';
}

export interface HandoffView extends QueueRow {
  /** To be named with every message; an older one is refused. */
  readonly epoch: number;
  readonly brief: Brief;
  readonly customer: CustomerView;
  readonly transcript: readonly TranscriptLine[];
  /** Absent where the bot said nothing before. */
  readonly summary?: BotSummary;
  /** Oldest first. */
  readonly notes: readonly NoteLine[];
  readonly watchers: readonly { readonly name: string; readonly as: 'listener' | 'supervisor' }[];
  /** How far the customer has read, as a sequence; absent: not known. */
  readonly customerRead?: number;
}

/** A colleague or a team to pass a conversation to. */
export interface ColleagueView {
  readonly id: string;
  readonly name: string;
  readonly presence: 'online' | 'busy' | 'away' | 'offline';
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  /** Places taken, and in all. */
  readonly load: number;
  readonly capacity: number;
}

/** What a supervisor sees of the whole desk. */
export interface TeamOverview {
  readonly agents: readonly ColleagueView[];
  readonly teams: readonly { readonly id: string; readonly name: string; readonly open: boolean }[];
  readonly waiting: number;
  readonly assigned: number;
  /** Of those waiting: less than a quarter of the time told is left, or none. Of those whom somebody has: half of the time for an answer is over. */
  readonly atRisk: readonly {
    readonly customerId: string;
    readonly handoffId: string;
    readonly promisedBy: string;
  }[];
  /** Of the last 24 hours. */
  readonly promises: { readonly kept: number; readonly broken: number };
}

/** Who is logged in. */
export interface AgentView {
  readonly id: string;
  readonly name: string;
  readonly presence: 'online' | 'busy' | 'away';
  readonly businessName: string;
  readonly supervisor: boolean;
  /** Away was set by the server, after a time without any request of theirs; they did not choose it. */
  readonly setAway?: true;
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
      /** The handoff itself changed (a note, a watcher, how far was read), with or without new lines. */
      readonly changed?: true;
    }
  /** The customer is typing in a conversation that this agent may see. */
  | { readonly type: 'typing'; readonly handoffId: string; readonly customerId: string }
  /** This agent's presence changed other than by this console: set away by the server, or chosen in another console of theirs. */
  | { readonly type: 'presence'; readonly presence: AgentView['presence']; readonly setAway?: true };
