// What the console knows and how each event changes it, as one pure reducer. Knows no network, no clock and no markup.

import type { AgentView, HandoffView, QueueRow, TranscriptLine } from '../../handoff/views.js';

/** Names one handoff. */
export interface HandoffRef {
  readonly customerId: string;
  readonly handoffId: string;
}

/** A message that the agent sent and that has not come back as a line yet. */
export interface PendingMessage extends HandoffRef {
  readonly clientId: string;
  readonly text: string;
  /** The ownership under which it was written. */
  readonly epoch: number;
  /** `sent`: the server has it, its line is on the way. */
  readonly delivery: 'sending' | 'sent' | 'failed';
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
  /** Customers' lines not looked at yet, by handoff. */
  readonly unread: Readonly<Record<string, number>>;
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
  | { readonly type: 'opened'; readonly ref: HandoffRef }
  | { readonly type: 'view-read'; readonly view: HandoffView }
  | { readonly type: 'view-failed'; readonly ref: HandoffRef; readonly message: string }
  | { readonly type: 'closed' }
  | { readonly type: 'message-sending'; readonly message: Omit<PendingMessage, 'delivery' | 'problem'> }
  | { readonly type: 'message-sent'; readonly clientId: string }
  | { readonly type: 'message-failed'; readonly clientId: string; readonly problem: string }
  | { readonly type: 'message-discarded'; readonly clientId: string }
  | { readonly type: 'presence'; readonly presence: AgentView['presence'] }
  | { readonly type: 'notice'; readonly notice?: ConsoleState['notice'] };

export const initialState: ConsoleState = {
  session: { kind: 'unknown' },
  connection: 'connecting',
  open: { kind: 'none' },
  pending: [],
  unread: {},
  announcement: '',
};

export function reduce(state: ConsoleState, action: ConsoleAction): ConsoleState {
  switch (action.type) {
    case 'signed-in':
      return { ...initialState, session: { kind: 'agent', agent: action.agent } };
    case 'signed-out':
      return { ...initialState, session: { kind: 'guest', message: action.message } };
    case 'connection':
      return { ...state, connection: action.connection };
    case 'queue':
      return queueChanged(state, action.rows);
    case 'lines':
      return linesCame(state, action, action.lines);
    case 'opened':
      return {
        ...state,
        open: { kind: 'loading', ref: action.ref, early: [] },
        unread: without(state.unread, action.ref.handoffId),
        notice: undefined,
      };
    case 'view-read':
      return viewRead(state, action.view);
    case 'view-failed':
      if (!isOpen(state, action.ref)) return state;
      return { ...state, open: { kind: 'failed', ref: action.ref, message: action.message } };
    case 'closed':
      return { ...state, open: { kind: 'none' } };
    case 'message-sending': {
      const sending: PendingMessage = { ...action.message, delivery: 'sending' };
      const others = state.pending.filter((m) => m.clientId !== sending.clientId);
      return { ...state, pending: [...others, sending] };
    }
    case 'message-sent':
      return withPending(state, action.clientId, (m) => ({ ...m, delivery: 'sent', problem: undefined }));
    case 'message-failed':
      return {
        ...withPending(state, action.clientId, (m) => ({
          ...m,
          delivery: 'failed',
          problem: action.problem,
        })),
        announcement: `A message was not sent. ${action.problem}`,
      };
    case 'message-discarded':
      return { ...state, pending: state.pending.filter((m) => m.clientId !== action.clientId) };
    case 'presence':
      if (state.session.kind !== 'agent') return state;
      return {
        ...state,
        session: { kind: 'agent', agent: { ...state.session.agent, presence: action.presence } },
      };
    case 'notice':
      return { ...state, notice: action.notice };
    default:
      return action satisfies never;
  }
}

export function sameHandoff(a: HandoffRef, b: HandoffRef): boolean {
  return a.customerId === b.customerId && a.handoffId === b.handoffId;
}

/** @returns all lines once, by sequence; of two with the same sequence the newer wins. */
export function mergeLines(
  known: readonly TranscriptLine[],
  newer: readonly TranscriptLine[],
): readonly TranscriptLine[] {
  const bySequence = new Map(known.map((line) => [line.sequence, line]));
  for (const line of newer) bySequence.set(line.sequence, line);
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

/** @returns how many customers wait for a person; stands in the page's title. */
export function waitingCount(queue: readonly QueueRow[] | undefined): number {
  return queue?.filter((row) => row.status === 'waiting').length ?? 0;
}

/**
 * @returns whether the queue says something else of the open handoff than its view does, so that it should be read again.
 */
export function isOutdated(view: HandoffView, queue: readonly QueueRow[]): boolean {
  const row = queue.find((r) => sameHandoff(r, view));
  if (!row) return true;
  return row.status !== view.status || row.mine !== view.mine || row.claimable !== view.claimable;
}

function isOpen(state: ConsoleState, ref: HandoffRef): boolean {
  return state.open.kind !== 'none' && sameHandoff(state.open.ref, ref);
}

function queueChanged(state: ConsoleState, rows: readonly QueueRow[]): ConsoleState {
  const before = state.queue;
  const came = before
    ? rows.filter((row) => row.status === 'waiting' && !before.some((b) => sameHandoff(b, row)))
    : [];
  const [first] = came;
  const open = new Set(rows.map((row) => row.handoffId));
  return {
    ...state,
    queue: rows,
    unread: Object.fromEntries(Object.entries(state.unread).filter(([id]) => open.has(id))),
    announcement: first ? `${first.customerName} is waiting. ${first.trigger}` : state.announcement,
  };
}

function linesCame(state: ConsoleState, ref: HandoffRef, lines: readonly TranscriptLine[]): ConsoleState {
  const pending = withoutArrived(state.pending, lines);
  const fromCustomer = lines.filter((line) => line.from === 'customer');
  const last = fromCustomer.at(-1);
  if (!isOpen(state, ref)) {
    const count = (state.unread[ref.handoffId] ?? 0) + fromCustomer.length;
    return { ...state, pending, unread: count ? { ...state.unread, [ref.handoffId]: count } : state.unread };
  }
  const announcement = last ? `${last.name}: ${last.text}` : state.announcement;
  const { open } = state;
  if (open.kind === 'loading') {
    return { ...state, pending, announcement, open: { ...open, early: mergeLines(open.early, lines) } };
  }
  if (open.kind !== 'ready') return { ...state, pending };
  const view = { ...open.view, transcript: mergeLines(open.view.transcript, lines) };
  return { ...state, pending, announcement, open: { ...open, view } };
}

function viewRead(state: ConsoleState, read: HandoffView): ConsoleState {
  const { open } = state;
  if (open.kind === 'none' || !sameHandoff(open.ref, read)) return state;
  // Lines that came by the stream may be newer than the answer, which was on its way meanwhile.
  const live = open.kind === 'ready' ? open.view.transcript : open.kind === 'loading' ? open.early : [];
  const transcript = mergeLines(live, read.transcript);
  return {
    ...state,
    open: { kind: 'ready', ref: open.ref, view: { ...read, transcript } },
    pending: withoutArrived(state.pending, transcript),
  };
}

function withoutArrived(pending: readonly PendingMessage[], lines: readonly TranscriptLine[]) {
  const arrived = new Set(lines.map((line) => line.clientId));
  return pending.filter((message) => !arrived.has(message.clientId));
}

function withPending(
  state: ConsoleState,
  clientId: string,
  change: (message: PendingMessage) => PendingMessage,
): ConsoleState {
  return { ...state, pending: state.pending.map((m) => (m.clientId === clientId ? change(m) : m)) };
}

function without(unread: ConsoleState['unread'], handoffId: string): ConsoleState['unread'] {
  return Object.fromEntries(Object.entries(unread).filter(([id]) => id !== handoffId));
}
