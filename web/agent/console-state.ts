// What the console knows, and what can change it. Types, and how it begins.

import type { AgentView, HandoffView, QueueRow, TranscriptLine } from '../../handoff/views.js';
import { type HandoffRef, sameHandoff } from './handoff-ref.js';
import type { Delivery, Outgoing } from './outgoing.js';
import { DEFAULT_SETTINGS, type Settings } from './settings.js';

/** A message that the agent sent and that has not come back as a line yet. */
export interface PendingMessage extends Outgoing {
  /** `held`: no connection, sent as soon as there is one. `sent`: the server has it, its line is on the way. */
  readonly delivery: Delivery['state'];
  /** Why it failed, for the agent. */
  readonly problem?: string;
}

export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'guest'; readonly message?: string }
  | { readonly kind: 'agent'; readonly agent: AgentView };

export type OpenConversation =
  | { readonly kind: 'none' }
  /** `early`: lines that came while the view was being read, which may be older than they. */
  | { readonly kind: 'loading'; readonly ref: HandoffRef; readonly early: readonly TranscriptLine[] }
  | { readonly kind: 'failed'; readonly ref: HandoffRef; readonly message: string }
  | { readonly kind: 'ready'; readonly ref: HandoffRef; readonly view: HandoffView };

export interface ConsoleState {
  readonly session: SessionState;
  readonly connection: 'connecting' | 'open' | 'reconnecting';
  /** Absent until the first event. */
  readonly queue?: readonly QueueRow[];
  readonly open: OpenConversation;
  readonly pending: readonly PendingMessage[];
  /** Customers' lines not looked at yet, by handoff; for conversations that are not ours, of which the server counts none. */
  readonly unread: Readonly<Record<string, number>>;
  /** Handoffs whose customer is typing now. */
  readonly typing: readonly string[];
  readonly settings: Settings;
  /** A word to the agent that stays until it is put away. */
  readonly notice?: { readonly intent: 'info' | 'warning'; readonly text: string };
  /** The newest thing that a screen reader should say. */
  readonly announcement: string;
}

export type ConsoleAction =
  | { readonly type: 'signed-in'; readonly agent: AgentView }
  | { readonly type: 'signed-out'; readonly message?: string }
  | { readonly type: 'connection'; readonly connection: ConsoleState['connection'] }
  | { readonly type: 'queue'; readonly rows: readonly QueueRow[] }
  | ({ readonly type: 'lines'; readonly lines: readonly TranscriptLine[] } & HandoffRef)
  | ({ readonly type: 'typing' } & HandoffRef)
  | { readonly type: 'typing-over'; readonly handoffId: string }
  | { readonly type: 'opened'; readonly ref: HandoffRef }
  | { readonly type: 'view-read'; readonly view: HandoffView }
  | { readonly type: 'view-failed'; readonly ref: HandoffRef; readonly message: string }
  /** `ref`: this agent let it go, and has it no more. */
  | { readonly type: 'closed'; readonly ref?: HandoffRef }
  | { readonly type: 'delivery'; readonly message: Outgoing; readonly delivery: Delivery }
  | { readonly type: 'message-discarded'; readonly clientId: string }
  | { readonly type: 'presence'; readonly presence: AgentView['presence']; readonly setAway?: true }
  | { readonly type: 'announced'; readonly text: string }
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'notice'; readonly notice?: ConsoleState['notice'] };

export const initialState: ConsoleState = {
  session: { kind: 'unknown' },
  connection: 'connecting',
  open: { kind: 'none' },
  pending: [],
  unread: {},
  typing: [],
  settings: DEFAULT_SETTINGS,
  announcement: '',
};

export function isOpen(state: ConsoleState, ref: HandoffRef): boolean {
  return state.open.kind !== 'none' && sameHandoff(state.open.ref, ref);
}
