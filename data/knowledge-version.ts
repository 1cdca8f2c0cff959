// What the business approved over its folder's knowledge, version by version. The newest is in force; none is ever changed.

import type { AgentId, Instant } from './ids.js';

export interface Author {
  readonly id: AgentId;
  readonly name: string;
}

/** An answer that was approved in the console; the folder's own stand in its files. */
export interface LearntEntry {
  /** `learnt#slug-of-question`, as it was when it was first approved. */
  readonly id: string;
  readonly question: string;
  readonly alternatives: readonly string[];
  /** Markdown; `{{variables}}` as in the folder's pages. */
  readonly answer: string;
  /** What the customer reads as the source. */
  readonly title: string;
  readonly approvedBy: Author;
  readonly approvedAt: Instant;
}

export interface KnowledgeVersion {
  /** 1 for the first; before it there is the folder alone. */
  readonly number: number;
  readonly at: Instant;
  readonly by: Author;
  readonly why:
    | { readonly kind: 'approved'; readonly proposalId: string }
    /** 0: the folder alone. */
    | { readonly kind: 'restored'; readonly number: number };
  /** All of them, so that a version can be restored by itself. */
  readonly entries: readonly LearntEntry[];
}
