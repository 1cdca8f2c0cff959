// What the business's console may read and do about what went unanswered. A port and its views: types only.

import type { GapReason } from './gap.js';
import type { CustomerId } from './ids.js';
import type { Author } from './knowledge-version.js';
import type { CheckReport, ProposalDraft, ProposalSource } from './proposal.js';

export type { Author, CheckReport, GapReason, ProposalDraft };

export interface GapView {
  readonly id: string;
  readonly state: 'open' | 'not-ours' | 'answered';
  readonly count: number;
  readonly reasons: readonly { readonly reason: GapReason; readonly count: number }[];
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Masked, newest first, none twice. */
  readonly examples: readonly string[];
}

export interface GapsView {
  /** Most frequent first. */
  readonly gaps: readonly GapView[];
  /** Questions of which no sentence is kept: of those who declined the relationship, and of erased customers. */
  readonly withoutSentence: number;
}

export interface ProposalView {
  readonly id: string;
  /** To be named with every change; an older one is refused. */
  readonly revision: number;
  readonly draft: ProposalDraft;
  readonly source: ProposalSource['kind'];
  readonly by: string;
  readonly at: string;
  readonly state: 'proposed' | 'checking' | 'approved' | 'rejected';
  /** Who approved or rejected it, and when. */
  readonly decided?: { readonly by: string; readonly at: string };
  readonly version?: number;
  readonly report?: CheckReport;
}

export interface VersionView {
  /** 0 is the folder alone. */
  readonly number: number;
  readonly at?: string;
  readonly by?: string;
  readonly why: string;
  readonly added: readonly { readonly question: string; readonly answer: string }[];
  readonly removed: readonly { readonly question: string; readonly answer: string }[];
  readonly changed: readonly { readonly question: string; readonly before: string; readonly now: string }[];
}

export interface VersionsView {
  /** Newest first. */
  readonly versions: readonly VersionView[];
  /** What customers are answered from, in this process; behind the newest while it is being learnt. */
  readonly inForce: number;
}

/** `gone`: there is no such thing. `stale`: somebody changed it meanwhile, or it is past that; nothing was done. */
export type ChangeOutcome = 'done' | 'stale' | 'gone';

export interface GapDesk {
  list(): Promise<GapsView>;
  set(id: string, state: 'open' | 'not-ours'): Promise<ChangeOutcome>;
}

export interface ProposalDesk {
  /** Newest first; those that wait for a decision before all others. */
  list(): Promise<readonly ProposalView[]>;
  /** @param draft an empty title becomes the business's name. @returns its id. */
  propose(
    draft: ProposalDraft,
    from: { readonly gapId?: string; readonly customerId?: CustomerId },
    by: Author,
  ): Promise<string>;
  edit(id: string, revision: number, draft: ProposalDraft): Promise<ChangeOutcome>;
  /** Stored at once; the checks and the learning follow, also after a restart. */
  approve(id: string, revision: number, by: Author): Promise<ChangeOutcome>;
  reject(id: string, revision: number, by: Author): Promise<ChangeOutcome>;
}

export interface VersionDesk {
  list(): Promise<VersionsView>;
  /** Makes a new version with the entries of an old one. @param newest the newest version that was seen. */
  restore(number: number, newest: number, by: Author): Promise<ChangeOutcome>;
}

export interface LearningDesk {
  readonly gaps: GapDesk;
  readonly proposals: ProposalDesk;
  readonly versions: VersionDesk;
}
