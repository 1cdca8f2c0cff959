// What follows from a transcript for whoever has the conversation: whose turn it is, and what the owner has not read. Pure.

import type { Conversation } from '../data/conversation.js';
import type { AssignedHandoff, OpenHandoff } from '../data/handoff.js';
import type { Instant } from '../data/ids.js';

export interface OwnerFacts {
  /** Messages of the customer after what the owner has read. */
  readonly unread: number;
  /** Since when the customer owes an answer; absent: they do not. */
  readonly silentSince?: Instant;
  /** Since when the customer waits for one; absent: they do not. */
  readonly unansweredSince?: Instant;
}

/** @returns `undefined` where nobody has the conversation. */
export function ownerFacts(conversation: Conversation, handoff: OpenHandoff): OwnerFacts | undefined {
  if (handoff.status !== 'assigned') return undefined;
  const silent = silentSince(conversation, handoff);
  const unanswered = unansweredSince(conversation, handoff);
  return {
    unread: unreadBy(conversation, handoff),
    ...(silent ? { silentSince: silent } : {}),
    ...(unanswered ? { unansweredSince: unanswered } : {}),
  };
}

/** What was said before the claim was read with it. */
function unreadBy({ transcript }: Conversation, { read, claimedAt }: AssignedHandoff): number {
  const upTo = read?.agent;
  return transcript.filter(
    ({ from, activity, sequence, at }) =>
      from.role === 'customer' &&
      activity.type === 'message' &&
      (upTo === undefined ? at > claimedAt : sequence > upTo),
  ).length;
}

/** Since when the customer owes an answer to a person: the person's last words, with none of the customer after them. */
export function silentSince({ transcript }: Conversation, handoff: AssignedHandoff): Instant | undefined {
  const last = transcript.findLast(
    ({ from, activity }) =>
      activity.type === 'message' && (from.role === 'customer' || from.role === 'agent'),
  );
  if (last?.from.role !== 'agent') return undefined;
  // Words of an owner before this one count from when this one came, and while it was put aside nobody waited.
  return [handoff.claimedAt, handoff.snoozedUntil ?? ''].reduce((a, b) => (a >= b ? a : b), last.at);
}

/** Since when the customer waits for the owner's answer: the first words after the owner's last, or the claim where they have said none. */
export function unansweredSince(
  { transcript }: Conversation,
  { claimedAt }: AssignedHandoff,
): Instant | undefined {
  const answered = transcript.findLastIndex(({ from }) => from.role === 'agent');
  const waiting = transcript
    .slice(answered + 1)
    .find(({ from, activity }) => from.role === 'customer' && activity.type === 'message');
  if (!waiting) return undefined;
  return waiting.at >= claimedAt ? waiting.at : claimedAt;
}
