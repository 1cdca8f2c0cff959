// A proposed answer: what is asked, what to say, where it came from, and what became of it.

import type { CustomerId, Instant } from './ids.js';
import type { Author } from './knowledge-version.js';

/** What may be edited until it is approved. */
export interface ProposalDraft {
  readonly question: string;
  readonly alternatives: readonly string[];
  readonly answer: string;
  /** What the customer reads as the source. */
  readonly title: string;
}

export type ProposalSource =
  /** Written for a gap. */
  | { readonly kind: 'gap'; readonly gapId: string }
  /** Chosen from a conversation that a person had. */
  | { readonly kind: 'conversation' }
  /** Written from scratch. */
  | { readonly kind: 'business' };

/** A sentence that was read rightly before a change and is not after it. */
export interface Worse {
  readonly question: string;
  /** `tests.yaml:12`, or `example` for one of the business's own examples, held out of what was learnt. */
  readonly place: string;
  readonly expected: string;
  readonly before: string;
  readonly now: string;
}

/** What came of trying a change before it went live. */
export interface CheckReport {
  readonly at: Instant;
  readonly tests: { readonly passed: number; readonly of: number };
  /** Examples held out of learning: how many were read rightly before and with the change. */
  readonly heldOut: { readonly before: number; readonly now: number; readonly of: number };
  /** Of the gap's own sentences, how many now get the new answer. */
  readonly gap?: { readonly answered: number; readonly of: number };
  readonly worse: readonly Worse[];
  /** Why it can't be learnt at all, where that is so; for the business. */
  readonly fault?: string;
}

export type ProposalState =
  | { readonly kind: 'proposed'; readonly refused?: CheckReport }
  /** Approved, and being tried; after a restart it is tried again. */
  | { readonly kind: 'checking'; readonly by: Author; readonly at: Instant }
  | {
      readonly kind: 'approved';
      readonly by: Author;
      readonly at: Instant;
      readonly version: number;
      readonly report?: CheckReport;
    }
  | { readonly kind: 'rejected'; readonly by: Author; readonly at: Instant };

export interface Proposal {
  readonly id: string;
  /** Whose conversation it was taken from; until it is approved it vanishes with that record. */
  readonly customerId?: CustomerId;
  readonly draft: ProposalDraft;
  readonly source: ProposalSource;
  readonly by: Author;
  readonly at: Instant;
  readonly state: ProposalState;
}
