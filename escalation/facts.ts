// What a decision is a function of: plain values only, so that they can be stored beside it and decided again. Decides nothing.

import type { CustomerRecord, LevelNumber } from '../data/customer.js';
import type { AgentId, Instant } from '../data/ids.js';
import type { Anger } from './thresholds.js';

/** One reading of a message; `target` is `intent:<name>` or `answer:<knowledge entry id>`. */
export interface Candidate {
  readonly title: string;
  readonly target: string;
  readonly score: number;
}

export type SmallTalk = 'greeting' | 'thanks' | 'goodbye' | 'who-are-you' | 'help' | 'impatient';

/** What the message means: the union of understanding, without its text. Every `Understanding` is a `Meaning`. */
export type Meaning =
  | { readonly kind: 'intent'; readonly intent: string }
  | { readonly kind: 'answer'; readonly entryId: string }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'out-of-scope' }
  | { readonly kind: 'small-talk'; readonly talk: SmallTalk }
  | { readonly kind: 'wish-for-person' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'start-over' }
  | { readonly kind: 'missed' }
  | { readonly kind: 'affirm' }
  | { readonly kind: 'deny' }
  | { readonly kind: 'wordless'; readonly reaction: 'none' | 'positive' | 'negative' }
  | { readonly kind: 'too-long'; readonly length: number };

/**
 * - `filled`: the slot has its value now.
 * - `refused`: meant for the slot, but no value of it (an order number that does not exist): a failure that the task answers.
 * - `not-filled`: the slot can't read it; perhaps it is another subject.
 * - `free-text`: the slot takes any words.
 */
export type Acceptance = 'filled' | 'refused' | 'not-filled' | 'free-text';

export interface Facts {
  readonly now: Instant;

  // The message.
  readonly meaning: Meaning;
  /** Probability that the meaning is right, 0 to 1. */
  readonly confidence: number;
  /** Other readings, best first; asked about when the meaning is unsure. */
  readonly evidence: readonly Candidate[];
  readonly anger: Anger;
  /** False only where the language was recognised and the bot has no texts in it. */
  readonly languageServed: boolean;
  /** The business's topics whose words stand in the message; those of an intent are found when it is decided. Absent: none. */
  readonly topics?: readonly string[];

  // The customer.
  readonly kind: CustomerRecord['kind'];
  readonly level: LevelNumber;
  readonly consent: CustomerRecord['consent']['relationship'];
  /** Orders of the last days that came, or come, later than first promised. */
  readonly lateOrders: number;
  /** Days since each late order was placed, so that another span of days can be tried; absent in older records. */
  readonly lateOrderAges?: readonly number[];
  /** Days that the order still on its way is over the day first promised; of several, the latest. Absent: none is. */
  readonly daysLate?: number;
  /** Complaints of this customer that are open; absent: none. */
  readonly openComplaints?: number;
  /** Value of the order that the message is about, in the business's currency; absent: about none. */
  readonly valueAtStake?: number;

  // The conversation.
  /** Failed answers in a row, this message included if it failed; 0 if it did not. */
  readonly failures: number;
  /** How often this question was asked of late, this message included: 1 for the first time. */
  readonly repeated: number;
  /** The task under way, and what its open slot makes of this message. */
  readonly openDialog?: { readonly id: string; readonly accepts: Acceptance };
  /** A rule that calls nobody for now, since a person has just dealt with it. */
  readonly settled?: { readonly rule: string; readonly until: Instant };
  /** The customer's messages since a person was offered and declined, this one included; absent: not of late. */
  readonly messagesSinceDeclinedOffer?: number;
  /** A handoff is open already. */
  readonly openHandoff: boolean;

  readonly desk: DeskFacts;
}

/** Who is there. What is absent was not known, and then holds nobody back. */
export interface DeskFacts {
  /** Within the desk's hours. */
  readonly open: boolean;
  readonly anyoneOnline: boolean;
  /** What the clock on the business's wall shows, `HH:MM`. */
  readonly time?: string;
  /** Conversations that the people online could take on now. */
  readonly freePlaces?: number;
  /** Customers in line. */
  readonly waiting?: number;
  /** The customer's dedicated agent; absent: has none. */
  readonly dedicated?: { readonly agentId: AgentId; readonly name: string; readonly online: boolean };
}

/** @returns the meaning alone, without the text and whatever else understanding found: what `Facts` should keep. */
export function meaningOf(understood: Meaning): Meaning {
  switch (understood.kind) {
    case 'intent':
      return { kind: understood.kind, intent: understood.intent };
    case 'answer':
      return { kind: understood.kind, entryId: understood.entryId };
    case 'ambiguous':
      return { kind: understood.kind, candidates: understood.candidates };
    case 'small-talk':
      return { kind: understood.kind, talk: understood.talk };
    case 'wordless':
      return { kind: understood.kind, reaction: understood.reaction };
    case 'too-long':
      return { kind: understood.kind, length: understood.length };
    default:
      return { kind: understood.kind };
  }
}
