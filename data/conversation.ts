// A conversation: one customer on one channel, with its transcript, the state of its dialogs and what it is about.

import type { DecisionRecord } from './decision.js';
import type {
  ActivityId,
  AgentId,
  ConversationId,
  HandoffId,
  Instant,
  OrderNumber,
  ProductId,
} from './ids.js';
import type { NoticeSubject } from './notices.js';
import type { PreferenceStrength, PreferenceSubject, WordSubject } from './preference-subject.js';

/** After a longer silence nobody remembers what was being asked: a page that comes back begins a new conversation. */
export const IDLE_HOURS = 24;

export type Channel = 'web' | 'msteams';

export type Speaker =
  | { readonly role: 'customer' }
  | { readonly role: 'bot' }
  | { readonly role: 'agent'; readonly agentId: AgentId; readonly name: string }
  /** Marks a boundary (a handoff began, a person left); customers see it only where it has a text. */
  | { readonly role: 'system' };

/** The part of a Bot Framework activity that we keep, as plain JSON under the protocol's own names. */
export interface ActivityContent {
  readonly type: string;
  readonly text?: string;
  readonly textFormat?: 'plain' | 'markdown';
  readonly attachments?: readonly AttachmentContent[];
  readonly attachmentLayout?: 'list' | 'carousel';
  readonly suggestedActions?: { readonly actions: readonly SuggestedAction[] };
  readonly inputHint?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly locale?: string;
  readonly channelData?: unknown;
}

export interface AttachmentContent {
  readonly contentType: string;
  readonly name?: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
}

export interface SuggestedAction {
  readonly type: 'imBack' | 'postBack';
  readonly title: string;
  readonly value: string;
}

export interface TranscriptEntry {
  readonly id: ActivityId;
  /** 1 for the first entry of the conversation, without gaps; the Direct Line watermark. */
  readonly sequence: number;
  readonly at: Instant;
  readonly from: Speaker;
  readonly activity: ActivityContent;
  /** On the customer's message: what was decided about it, and why. */
  readonly decision?: DecisionRecord;
}

/** What "the second one", "something cheaper" and "it" refer to. */
export interface Focus {
  order?: OrderNumber;
  product?: ProductId;
  /** The last list shown, in the order shown. */
  shown?: { readonly kind: 'orders' | 'products'; readonly ids: readonly string[] };
  /** The running search for a recommendation; a critique edits it. */
  wish?: Wish;
  /** Ids of the kept wishes as they were last listed, in that order: "forget 2" is the second. */
  wishes?: readonly string[];
  /** The question answered last: its words, cut to 200 characters, and what they were taken for; older records have none. */
  question?: { readonly text: string; readonly target: string };
}

/** A search for a recommendation: what was asked, besides the kept preferences. */
export interface Wish {
  readonly room?: string;
  readonly category?: string;
  /** Of a category that is several things ("cushions and throws"), the one that was asked for. */
  readonly part?: string;
  readonly colour?: string;
  readonly material?: string;
  readonly maxPrice?: number;
  /** In relation to a product that was shown. */
  readonly compared?: readonly Comparison[];
  /** For whom it is, where that is not the customer: their wishes count then. */
  readonly for?: Recipient;
  /** What was said for this search alone: "not another candle". */
  readonly asked?: readonly AskedWish[];
  /** Not to be shown again in this search: passed over for others, or refused. */
  readonly passed?: readonly ProductId[];
  /** The kept dislike that came with the last step ("not this one"), which is taken back with it. */
  readonly disliked?: string;
  /** The wish before the last critique, so that each critique can be taken back. */
  readonly before?: Wish;
}

/** Whom a search is for. */
export interface Recipient {
  /** `mother`, `sister Anna`; `other` where it was only he, she or they. */
  readonly who: string;
  /** "A friend", whoever it is: nothing that was noted of a person before counts. */
  readonly anybody?: true;
}

/** A wish that goes with its search. */
export interface AskedWish {
  readonly id: string;
  readonly subject: PreferenceSubject | WordSubject;
  readonly strength: PreferenceStrength;
  /** The customer's own. */
  readonly words: string;
}

/** "Bigger than that one", "in another colour than that one". */
export interface Comparison {
  readonly how: 'bigger' | 'smaller' | 'other-colour' | 'other-material';
  readonly than: ProductId;
  /** Of several kinds that were shown together, this one holds for products of that one's category, and no other category is shown. */
  readonly ofKind?: true;
}

export interface Counters {
  /** Failed answers in a row: out of scope, retries of a slot, "not what I asked". */
  failures: number;
  /** The last few questions of the customer, lower case, newest last, to notice a repetition. */
  recentQuestions: string[];
  /** The customer's messages since a person was offered and declined; absent: not of late. */
  messagesSinceDeclinedOffer?: number;
  /** Until when a handoff for this reason is not opened again by a threshold (an explicit wish always is). */
  settled?: { readonly rule: string; readonly until: Instant };
}

/** A reply on a channel that must be pushed to (Teams); the web reads the transcript instead. */
export interface OutboxEntry {
  readonly entry: ActivityId;
  /** `sending` is written before the attempt: found so after a crash, it may or may not have arrived. */
  state: 'pending' | 'sending' | 'ambiguous' | 'refused';
  attempts: number;
}

/** Who is told of handoffs over HTTP: the business's webhook, and a desk that stands in for ours. */
export type Outsider = 'webhook' | 'desk';

export interface Conversation {
  readonly id: ConversationId;
  readonly channel: Channel;
  readonly startedAt: Instant;
  lastActivityAt: Instant;
  transcript: TranscriptEntry[];
  /** Ids of the channel's activities already handled, newest last, bounded: a duplicate has no second effect. */
  handled: string[];
  /** The dialog stack of botbuilder-dialogs: filled slots, never positions. */
  dialogs?: unknown;
  /** Tasks that an agent asked the bot to do while having the conversation, and the sequence at which; see bots/asked-task.ts. */
  asked?: { readonly handoffId: HandoffId; readonly dialogs: unknown; readonly since: number };
  focus: Focus;
  counters: Counters;
  /** A question of the bot outside a dialog that "yes" or a pick answers. */
  pending?: PendingQuestion;
  /** How to reach this conversation without an inbound activity (Bot Framework's ConversationReference); newest verified one. */
  reference?: unknown;
  outbox: OutboxEntry[];
  /** Up to which sequence of the transcript each outsider was told; an outsider who has no number waits for nothing. */
  told?: Readonly<Partial<Record<Outsider, number>>>;
  /** How many of the numbered events of this handoff were taken from the outside desk, where it numbers them. */
  heard?: { readonly handoffId: HandoffId; readonly count: number };
  /** On an archived segment: whose older lines these are (transcript-segments.ts). */
  readonly segmentOf?: ConversationId;
}

export type PendingQuestion =
  | { readonly kind: 'offer-person'; readonly rule: string }
  | {
      readonly kind: 'clarify';
      readonly candidates: readonly { readonly title: string; readonly target: string }[];
    }
  /** Which number to call, of one in line who wants to be called back. */
  | { readonly kind: 'callback-number' }
  /** The next words are for whoever answers later. */
  | { readonly kind: 'message-for-person' }
  /** "Is there anything else?" */
  | { readonly kind: 'anything-else' }
  /** "Shall we finish your return?", of the task that was open when a person came. */
  | { readonly kind: 'resume-task' }
  /** "Shall I tell you when it is back?", in the words in which it was asked. */
  | { readonly kind: 'notice'; readonly subject: NoticeSubject; readonly asked: string }
  | { readonly kind: 'satisfaction'; readonly about: 'bot' | 'agent'; readonly handoffId?: HandoffId }
  /** A score was given: a word about it may follow (`taken`: it did), or another score ("sorry, I meant 5"). */
  | { readonly kind: 'satisfaction-comment'; readonly ask: string; readonly taken?: true };
