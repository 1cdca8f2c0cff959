// What our own desk is made of: what it is given, and what its parts share. Types only.

import type { AgentCard } from '../data/business.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ClosedHandoff, TeamId } from '../data/handoff.js';
import type { AgentId, Clock, CustomerId } from '../data/ids.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import type { AnswerMinutes } from './answer-due.js';
import type { Moment } from './lifecycle.js';
import type { CourtesyReader } from './owner-facts.js';
import type { SharedPresence } from './presence.js';
import type { PromiseTally } from './promise-tally.js';
import type { Queue } from './queue.js';
import type { Patience } from './routing.js';
import type { TypingFeed } from './typing-feed.js';
import type { BotSummary, CustomerView } from './views.js';
import type { DeskVoice } from './voice.js';

/** How long a conversation that somebody has may stand still; numbers of the business's thresholds. */
export interface Standstill {
  /** Seconds that an owner who is not connected keeps it. */
  readonly graceSeconds: number;
  /** Minutes of silence after which a customer who owes an answer is asked; each time again. */
  readonly nudgeMinutes: number | 'never';
  /** Minutes that a customer waits for the owner's answer before somebody else is asked. */
  readonly answerMinutes: AnswerMinutes;
  /** Minutes after such an end in which the customer's next message brings it back to a person. */
  readonly reopenMinutes: number;
}

export interface DeskParts {
  readonly stores: Stores;
  readonly feed: ChangeFeed;
  readonly agents: ReadonlyMap<AgentId, AgentCard>;
  /** Teams with hours of their own, as they stand at that moment; empty where the business names none. */
  readonly teams: (
    at: Date,
  ) => readonly { readonly id: TeamId; readonly name: string; readonly open: boolean }[];
  readonly botName: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly patienceFor: (record: CustomerRecord) => Patience;
  readonly standstillFor: (record: CustomerRecord) => Standstill;
  /** Minutes after a handoff in which the same rule opens no other. */
  readonly settledMinutes: (record: CustomerRecord) => number;
  readonly voice: DeskVoice;
  /** Which words of a customer ask for no answer; absent: all do. */
  readonly courtesyIn?: CourtesyReader;
  readonly nameOf: (record: CustomerRecord) => string;
  readonly customerView: (record: CustomerRecord) => CustomerView;
  /** The bot's part in a few lines; absent where it said nothing. */
  readonly summarise?: (record: CustomerRecord, conversation: Conversation) => BotSummary | undefined;
  readonly deskOpen: (at: Date) => boolean;
  /** By when somebody answers a message that this customer leaves at that moment. */
  readonly callbackBy: (record: CustomerRecord, at: Date) => Date;
  /** The bot takes over again, within the same commit. */
  readonly onReturned: (record: CustomerRecord, conversation: Conversation) => Promise<void>;
  /** The bot asks how it was, within the same commit. */
  readonly onClosed: (
    record: CustomerRecord,
    conversation: Conversation,
    closed: ClosedHandoff,
  ) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** What the parts of one desk work with. */
export interface DeskCore extends DeskParts {
  readonly queue: Queue;
  readonly presence: SharedPresence;
  readonly typing: TypingFeed;
  /** Whether the owner was typing to this customer a moment ago. */
  readonly typingLately: (customer: CustomerId) => boolean;
  readonly tally: PromiseTally;
  readonly agentName: (agent: AgentId) => string;
  readonly moment: () => Moment;
}
