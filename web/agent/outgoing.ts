// A message of an agent on its way, and how far it is. Types only.

import type { TranscriptLine } from '../../handoff/views.js';
import type { HandoffRef } from './handoff-ref.js';

export interface Outgoing extends HandoffRef {
  /** The same again has no second effect, which is what makes trying again safe. */
  readonly clientId: string;
  readonly text: string;
  /** The ownership under which it was written. */
  readonly epoch: number;
  readonly attachments?: TranscriptLine['attachments'];
}

/** `held`: no connection; it is sent as soon as there is one. */
export type Delivery =
  | { readonly state: 'sending' | 'held' | 'sent' }
  | { readonly state: 'failed'; readonly problem: string };
