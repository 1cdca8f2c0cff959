// The relationship level of one customer at one review: what was measured, what came of it, and why. Types only.

import type { Instant } from './ids.js';

/** The levels of the pyramid, 1 to 6; 0 is "too early to say", which is not low. */
export type LevelNumber = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** What is known of a relationship, as numbers: the inputs of a review. */
export interface Signals {
  /** The business's site or a verified channel vouched for the identity. */
  readonly known: boolean;
  /** The company whose orders were counted, for a contact of a business account. */
  readonly account?: string;

  // The past. Cancelled orders count nowhere.
  readonly daysAsCustomer: number;
  readonly orders: number;
  /** Paid for what was kept, in the business's currency. */
  readonly netValue: number;
  /** Pieces that came back of all pieces bought, 0 to 1; 0 where nothing was bought. */
  readonly returnedShare: number;

  // The present.
  readonly ordersLastYear: number;
  /** Absent without an order. */
  readonly daysSinceOrder?: number;
  /** Days since the last order over the customer's usual gap between orders; absent below three orders. */
  readonly gapRatio?: number;
  /** 0 (bad) to 1 (good), the mean of the newest three answers on whatever scale; absent: never asked. */
  readonly satisfaction?: number;
  readonly openComplaints: number;

  // The future.
  /** Probability of an order within the horizon of the business's model, 0 to 1; absent where it may not be shown. */
  readonly orderProbability?: number;
  /** Orders of the newest half year less those of the half year before; absent for who is no customer for a year. */
  readonly trend?: number;

  // What the customer shares.
  readonly member: boolean;
  /** Preferences that the customer stated, to the bot or to an agent; not those read from orders. */
  readonly statedPreferences: number;
  readonly reviews: number;
  /** Absent: no contribution was ever accepted. */
  readonly daysSinceContribution?: number;
}

/** What a customer may have shared, for the gate `any_of`. */
export const SHARINGS = ['membership', 'preferences', 'reviews'] as const;
export type Sharing = (typeof SHARINGS)[number];

/** Gates that measure one number, as levels.yaml names them. */
export const NUMBER_GATES = [
  'days_as_customer',
  'orders',
  'returned_share',
  'open_complaints',
  'orders_last_year',
  'days_since_order',
  'gap_ratio',
  'satisfaction',
  'days_since_contribution',
  'order_probability',
] as const;
export type NumberGate = (typeof NUMBER_GATES)[number];

/** `holds`, or only close enough to keep a level (`kept`), or `missed`; `told`: no gate of this level asks for it. */
export type Standing = 'holds' | 'kept' | 'missed' | 'told';

/** One reason of a level, as a key with its values; the words stand in the texts. */
export type LevelReason =
  /** Nobody vouched for who it is. */
  | { readonly gate: 'known'; readonly standing: 'missed' }
  | {
      readonly gate: NumberGate;
      readonly standing: Standing;
      /** On the gate's own scale: satisfaction 1 to 5, shares 0 to 1; absent: nothing to measure. */
      readonly value?: number;
      readonly needed?: number;
    }
  | {
      readonly gate: 'any_of';
      readonly standing: Standing;
      readonly wanted: readonly Sharing[];
      /** How much of each there is; what there is none of is left out. */
      readonly shared: Readonly<Partial<Record<Sharing, number>>>;
    };

export interface LevelReview {
  readonly at: Instant;
  readonly level: LevelNumber;
  /** What held and what did not, in the order in which the gates are first asked. */
  readonly reasons: readonly LevelReason[];
  /** What the next level would take; absent at the top. */
  readonly next?: { readonly level: LevelNumber; readonly missing: readonly LevelReason[] };
  /** Reviews in a row that the present level's gates have failed. */
  readonly failedReviews: number;
  readonly rulesVersion: number;
  /** All that the review was a function of, besides the rules; absent in reviews of versions that did not keep it. */
  readonly inputs?: { readonly signals: Signals; readonly previous?: PreviousReview };
}

/** What a review takes over from the one before. */
export type PreviousReview = Pick<LevelReview, 'at' | 'level' | 'failedReviews'>;
