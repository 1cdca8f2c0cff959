// How the state changes with the lines of conversations and the agent's messages on their way. Pure; knows no network and no markup.

import type { HandoffView, TranscriptLine } from '../../handoff/views.js';
import { type ConsoleState, isOpen, type OpenConversation, type PendingMessage } from './console-state.js';
import { type HandoffRef, sameHandoff } from './handoff-ref.js';
import type { Delivery, Outgoing } from './outgoing.js';

/** @returns all lines once, by sequence; of two with the same sequence the newer wins. */
export function mergeLines(
  known: readonly TranscriptLine[],
  newer: readonly TranscriptLine[],
): readonly TranscriptLine[] {
  const bySequence = new Map(known.map((line) => [line.sequence, line]));
  for (const line of newer) bySequence.set(line.sequence, line);
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

export function linesCame(
  state: ConsoleState,
  ref: HandoffRef,
  lines: readonly TranscriptLine[],
): ConsoleState {
  const pending = withoutArrived(state.pending, lines);
  const fromCustomer = lines.filter((line) => line.from === 'customer');
  const last = fromCustomer.at(-1);
  const typing = last ? state.typing.filter((id) => id !== ref.handoffId) : state.typing;
  if (!isOpen(state, ref)) {
    const count = (state.unread[ref.handoffId] ?? 0) + fromCustomer.length;
    const unread = count ? { ...state.unread, [ref.handoffId]: count } : state.unread;
    return { ...state, pending, typing, unread };
  }
  const announcement = last ? `${last.name}: ${last.text}` : state.announcement;
  const { open } = state;
  if (open.kind === 'loading') {
    return {
      ...state,
      pending,
      typing,
      announcement,
      open: { ...open, early: mergeLines(open.early, lines) },
    };
  }
  if (open.kind !== 'ready') return { ...state, pending, typing };
  const view = { ...open.view, transcript: mergeLines(open.view.transcript, lines) };
  return { ...state, pending, typing, announcement, open: { ...open, view } };
}

export function viewRead(state: ConsoleState, read: HandoffView): ConsoleState {
  const { open } = state;
  if (open.kind === 'none' || !sameHandoff(open.ref, read)) return state;
  // Lines that came by the stream may be newer than the answer, which was on its way meanwhile.
  const live = open.kind === 'ready' ? open.view.transcript : open.kind === 'loading' ? open.early : [];
  const transcript = mergeLines(live, read.transcript);
  return {
    ...state,
    open: { kind: 'ready', ref: open.ref, view: { ...read, transcript } },
    pending: withoutArrived(state.pending, transcript),
    announcement: newWhisper(state, read) ?? state.announcement,
  };
}

/** What a colleague whispered to the owner since the view was read before. */
function newWhisper({ open }: ConsoleState, { mine, notes = [] }: HandoffView): string | undefined {
  if (!mine || open.kind !== 'ready') return undefined;
  const known = new Set(open.view.notes?.map(({ id }) => id));
  const whisper = notes.findLast(({ id, kind }) => kind === 'whisper' && !known.has(id));
  return whisper && `${whisper.name} whispers: ${whisper.text}`;
}

function withoutArrived(pending: readonly PendingMessage[], lines: readonly TranscriptLine[]) {
  const arrived = new Set(lines.map((line) => line.clientId));
  return pending.filter((message) => !arrived.has(message.clientId));
}

export function delivered(state: ConsoleState, message: Outgoing, delivery: Delivery): ConsoleState {
  const problem = delivery.state === 'failed' ? delivery.problem : undefined;
  const now: PendingMessage = { ...message, delivery: delivery.state, problem };
  const known = state.pending.find(({ clientId }) => clientId === message.clientId);
  // Its line may come before the server's answer does, even before another try: then it is pending no more.
  if (!known && (delivery.state === 'sent' || hasArrived(state.open, message))) return state;
  const again = known?.delivery === 'failed' && delivery.state === 'sending';
  const pending =
    known && !again
      ? state.pending.map((one) => (one === known ? now : one))
      : [...state.pending.filter((one) => one !== known), now];
  const announcement = problem ? `A message was not sent. ${problem}` : state.announcement;
  return noticeUnsent({ ...state, pending, announcement }, message);
}

/** Whoever cannot see the failed message where they wrote it is told of it, with their words. */
function noticeUnsent(state: ConsoleState, ref: HandoffRef): ConsoleState {
  const failed = state.pending.findLast((one) => one.delivery === 'failed' && sameHandoff(one, ref));
  if (!failed || (state.open.kind === 'ready' && isOpen(state, ref))) return state;
  const text = `Not sent: “${failed.text}” ${failed.problem ?? ''}`.trim();
  return { ...state, notice: { intent: 'warning', text } };
}

export function viewFailed(state: ConsoleState, ref: HandoffRef, message: string): ConsoleState {
  if (!isOpen(state, ref)) return state;
  return noticeUnsent({ ...state, open: { kind: 'failed', ref, message } }, ref);
}

function hasArrived(open: OpenConversation, { clientId }: Outgoing): boolean {
  return open.kind === 'ready' && open.view.transcript.some((line) => line.clientId === clientId);
}
