// The customer's record: the unit of storage, of locking, of scale and of privacy. Export prints it; erasure deletes it.

import type { Conversation } from './conversation.js';
import type { ClosedHandoff, OpenHandoff } from './handoff.js';
import type {
  ActivityId,
  AgentId,
  ConversationId,
  CustomerId,
  Day,
  HandoffId,
  Instant,
  OrderNumber,
  ProductId,
} from './ids.js';
import type { LevelReview } from './level-review.js';
import type { NoticeRecord } from './notices.js';
import type { PreferenceStrength, PreferenceSubject } from './preference-subject.js';
import type { SatisfactionScale } from './satisfaction.js';
import type { ShopRecord } from './shop-events.js';

export type { LevelNumber, LevelReview } from './level-review.js';
export type { PreferenceSubject } from './preference-subject.js';

/** Where a preference came from; it is shown to the customer. */
export type PreferenceSource =
  | { readonly kind: 'said'; readonly activityId: ActivityId; readonly words: string }
  | { readonly kind: 'order'; readonly order: OrderNumber }
  | { readonly kind: 'agent'; readonly agentId: AgentId };

export interface Preference {
  readonly id: string;
  readonly subject: PreferenceSubject;
  readonly strength: PreferenceStrength;
  readonly source: PreferenceSource;
  readonly at: Instant;
  /** It was said for this conversation only and goes with it; absent: it lasts. */
  readonly onlyIn?: ConversationId;
}

/**
 * A wish that no recommendation filters by: somebody else's ("my mother hates lavender"), or one about what the catalogue has no word for
 * (a size, a brand, the way to be written to).
 */
export interface NotedWish {
  readonly id: string;
  readonly kind: Preference['strength'] | 'size' | 'budget' | 'brand' | 'owned' | 'contact' | 'language';
  /** In the catalogue's words or the customer's own. */
  readonly what: string;
  /** "Please don't phone" refuses. */
  readonly refused?: true;
  /** `self`, or who was named, as `mother`; `other` where it was only he, she or they. */
  readonly for: string;
  readonly source: PreferenceSource;
  readonly at: Instant;
  readonly onlyIn?: ConversationId;
}

/** A product that the customer asked to keep on the wish list. */
export interface WishListEntry {
  readonly product: ProductId;
  readonly at: Instant;
  /** What it cost then, in the business's currency, major units. */
  readonly price: number;
}

export interface ReturnRequest {
  /** The return number that the customer was given. */
  readonly number: string;
  readonly order: OrderNumber;
  readonly product: ProductId;
  readonly quantity: number;
  readonly reason: string;
  readonly at: Instant;
}

export interface AddressChange {
  readonly order: OrderNumber;
  readonly address: string;
  readonly at: Instant;
}

export interface Visit {
  readonly reference: string;
  readonly storeId: string;
  readonly day: Day;
  /** `HH:MM`, in the business's time zone. */
  readonly time: string;
  readonly at: Instant;
}

/** The bot's question how satisfied somebody was, whether it was answered or not. */
export interface SatisfactionAsk {
  readonly id: string;
  readonly at: Instant;
  readonly about: 'bot' | 'agent';
  readonly conversationId: ConversationId;
  readonly handoffId?: HandoffId;
  /** The customer said never to be asked again. */
  readonly neverAgain?: true;
}

export interface SatisfactionAnswer {
  readonly at: Instant;
  /** 1 (bad) to 5 (good), where no other scale is named. */
  readonly score: number;
  readonly scale?: SatisfactionScale;
  readonly about: 'bot' | 'agent';
  readonly handoffId?: HandoffId;
  readonly comment?: string;
  /** What it answers; older answers have none. */
  readonly asked?: Pick<SatisfactionAsk, 'id' | 'at'>;
}

export interface CustomerRecord {
  readonly id: CustomerId;
  readonly createdAt: Instant;
  /** `guest`: nobody vouched for who it is. `known`: the business's site or a verified channel did. */
  kind: 'guest' | 'known';
  name?: string;
  /** A declined relationship costs no service: no profiling, no handoff by level, scores erased. */
  consent: { relationship: 'open' | 'declined'; at?: Instant };
  preferences: Preference[];
  /** Absent: none; older records have none. */
  notedWishes?: NotedWish[];
  /** Oldest first, each product once; absent: nothing was put there. */
  wishList?: WishListEntry[];
  /** What the customer agreed to be told of unasked, and was told; absent: nothing. */
  notices?: NoticeRecord;
  /** What the business's shop told since its tables were read; absent: nothing. */
  shop?: ShopRecord;
  /** Newest last. */
  reviews: LevelReview[];
  returns: ReturnRequest[];
  addressChanges: AddressChange[];
  visits: Visit[];
  satisfaction: SatisfactionAnswer[];
  /** The newest question how it was; absent: never asked, or by an older version. */
  satisfactionAsked?: SatisfactionAsk;
  /** Open conversations, at most one a channel; ended ones are in the archive. */
  conversations: Conversation[];
  /** Identities that were merged into this one; their own records are gone. */
  mergedFrom?: CustomerId[];
  /** At most one is open at a time. */
  handoff?: OpenHandoff;
  /** Newest last. */
  pastHandoffs: ClosedHandoff[];
}

/**
 * @returns a record for a customer of whom nothing is stored yet.
 */
export function newCustomer(id: CustomerId, kind: CustomerRecord['kind'], at: Instant): CustomerRecord {
  return {
    id,
    createdAt: at,
    kind,
    consent: { relationship: 'open' },
    preferences: [],
    reviews: [],
    returns: [],
    addressChanges: [],
    visits: [],
    satisfaction: [],
    conversations: [],
    pastHandoffs: [],
  };
}
