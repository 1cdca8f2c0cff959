// What follows from a transcript for whoever has the conversation: whose turn it is, and what the owner has not read. Pure.

import type { Conversation, TranscriptEntry } from '../data/conversation.js';
import type { AssignedHandoff, OpenHandoff } from '../data/handoff.js';
import type { Instant } from '../data/ids.js';
import { ACTION_MARK } from './tools.js';

/** Words that ask for no answer: thanks leave everything as it was before them, a farewell ends it. */
export type CourtesyReader = (text: string) => 'thanks' | 'goodbye' | undefined;

export interface OwnerFacts {
  /** Messages of the customer after what the owner has read. */
  readonly unread: number;
  /** Since when the customer owes an answer; absent: they do not. */
  readonly silentSince?: Instant;
  /** Since when the customer waits for one; absent: they do not. `first`: of a person who has said nothing yet. */
  readonly unanswered?: Unanswered;
}

export interface Unanswered {
  readonly since: Instant;
  readonly first: boolean;
}

const NO_COURTESY: CourtesyReader = () => undefined;

/** @returns `undefined` where nobody has the conversation. */
export function ownerFacts(
  conversation: Conversation,
  handoff: OpenHandoff,
  courtesy: CourtesyReader = NO_COURTESY,
): OwnerFacts | undefined {
  if (handoff.status !== 'assigned') return undefined;
  const silent = silentSince(conversation, handoff, courtesy);
  const unanswered = unansweredIn(conversation, handoff, courtesy);
  return {
    unread: unreadBy(conversation, handoff),
    ...(silent ? { silentSince: silent } : {}),
    ...(unanswered ? { unanswered } : {}),
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

/** Since when the customer owes an answer to a person: the person's last words, with none but thanks of the customer after them. */
export function silentSince(
  { transcript }: Conversation,
  handoff: AssignedHandoff,
  courtesy: CourtesyReader = NO_COURTESY,
): Instant | undefined {
  const said = transcript.findLastIndex((entry) => isAgents(entry));
  const words = transcript[said];
  const since = transcript.slice(said + 1).filter(isCustomers);
  if (!words || isBefore(words, handoff)) return undefined;
  if (since.some((entry) => courtesyOf(entry, courtesy) !== 'thanks')) return undefined;
  // Words of an owner before this one count from when this one came, and while it was put aside nobody waited.
  return latest(ownedSince(handoff), handoff.snoozedUntil, words.at, since.at(-1)?.at);
}

/**
 * Since when the customer waits for an answer: their first words after the person's last; or the claim, where whoever came has said nothing.
 * What the bot answers at the person's wish, is answered.
 */
export function unansweredIn(
  { transcript }: Conversation,
  handoff: AssignedHandoff,
  courtesy: CourtesyReader = NO_COURTESY,
): Unanswered | undefined {
  const answered = transcript.findLastIndex((entry) => isAgents(entry) || isAskedForBy(entry, handoff));
  const words = transcript[answered];
  const from = (since: Instant) => latest(since, ownedSince(handoff));
  if (!words || isBefore(words, handoff)) return { since: from(handoff.claimedAt), first: true };
  const after = transcript.slice(answered + 1);
  const waiting = after.find(
    (entry, n) =>
      isCustomers(entry) && courtesyOf(entry, courtesy) === undefined && !isBotsAnswer(after[n + 1], entry),
  );
  return waiting && { since: from(waiting.at), first: false };
}

function isAgents({ from, activity }: TranscriptEntry): boolean {
  return from.role === 'agent' && activity.type === 'message';
}

function isCustomers({ from, activity }: TranscriptEntry): boolean {
  return from.role === 'customer' && activity.type === 'message';
}

function isAskedForBy({ activity }: TranscriptEntry, { id }: AssignedHandoff): boolean {
  return (
    activity.name === ACTION_MARK && (activity.value as { handoff?: string } | undefined)?.handoff === id
  );
}

/** Said by somebody who had it before the claim. */
function isBefore({ at, from }: TranscriptEntry, { claimedAt, agentId }: AssignedHandoff): boolean {
  return at < claimedAt || (at === claimedAt && from.role === 'agent' && from.agentId !== agentId);
}

function courtesyOf({ activity }: TranscriptEntry, courtesy: CourtesyReader): ReturnType<CourtesyReader> {
  return (activity.attachments?.length ?? 0) > 0 ? undefined : courtesy(activity.text ?? '');
}

/** A turn has one time: what the bot says of its own accord comes at another. */
function isBotsAnswer(next: TranscriptEntry | undefined, { at }: TranscriptEntry): boolean {
  return next?.from.role === 'bot' && next.activity.type === 'message' && next.at === at;
}

function ownedSince({ claimedAt, takenOverAt }: AssignedHandoff): Instant {
  return takenOverAt ?? claimedAt;
}

function latest(first: Instant, ...others: readonly (Instant | undefined)[]): Instant {
  return others.reduce<Instant>((a, b) => (b !== undefined && b > a ? b : a), first);
}
