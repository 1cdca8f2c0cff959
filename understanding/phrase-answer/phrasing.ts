// What asking for a wording gives: the words with the entries they rest on, or why the entry is quoted instead. Types only.

import type { KnowledgeEntry } from '../../data/business.js';

/** Why a reply was not taken; each falls back to the quoted entry. */
export type Doubt =
  | 'empty'
  | 'no-answer'
  | 'too-long'
  | 'hidden-characters'
  | 'markup'
  | 'foreign-link'
  | 'language'
  | 'no-citation'
  | 'unknown-citation'
  | 'entry-not-cited'
  | 'number-not-in-entry'
  | 'word-not-in-entry'
  | 'turned-around'
  | 'condition-left-out';

/** Why no reply came, or none that can be read. */
export type Failure =
  | 'timeout'
  | 'unreachable'
  | 'redirected'
  | 'rate-limited'
  | `status-${number}`
  | 'not-json'
  | 'too-large'
  | 'not-the-protocol'
  | 'cut-off'
  | 'content-filter';

export type NotAsked = 'entry-too-long' | 'entry-language' | 'busy' | 'resting';

export type Phrasing =
  | {
      readonly kind: 'phrased';
      /** Plain text, and links of the cited entries as Markdown; without the citations. */
      readonly text: string;
      /** In the order of their first citation, the decided entry among them. */
      readonly cited: readonly KnowledgeEntry[];
      readonly model: string;
    }
  | { readonly kind: 'quoted'; readonly why: Doubt | Failure | NotAsked };

export interface PhrasingRequest {
  /** As the customer wrote it; personal data is masked before it is sent. */
  readonly question: string;
  /** The decided entry first, then up to two that were near; all of them as the business wrote them. */
  readonly entries: readonly [KnowledgeEntry, ...KnowledgeEntry[]];
  /** The customer's names, to be masked. */
  readonly names: readonly string[];
}

/** Puts the words of entries into an answer. It decides nothing, and never throws. */
export interface AnswerPhraser {
  phrase(request: PhrasingRequest): Promise<Phrasing>;
}
