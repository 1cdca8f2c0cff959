// How one commit changes the outboxes in a customer's record: settle the last attempt, claim the next. Pure: sends and waits for nothing.

import type { Activity } from 'botbuilder';
import type { Conversation, OutboxEntry, TranscriptEntry } from '../../data/conversation.js';
import type { CustomerRecord } from '../../data/customer.js';
import type { ActivityId } from '../../data/ids.js';

/** What became of an attempt; `pending` means that it is tried again. */
export interface Done {
  readonly entry: ActivityId;
  readonly state: 'sent' | 'pending' | 'ambiguous' | 'refused';
}

export interface Claim {
  readonly entry: ActivityId;
  /** Counts the one that begins now. */
  readonly attempts: number;
  readonly reference: unknown;
}

export type Next =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'claimed'; readonly claim: Claim; readonly activity: Partial<Activity> }
  /** Another process is sending; what follows must not overtake it. */
  | { readonly kind: 'busy'; readonly claim: Claim };

export interface Step {
  readonly done?: Done;
  /** A foreign attempt that has had more than its time: its process is gone. */
  readonly foreign?: Claim;
  readonly mayClaim: boolean;
  /** @returns `undefined` where there is nothing to show. */
  readonly toActivity: (entry: TranscriptEntry, reference: unknown) => Partial<Activity> | undefined;
}

/** Changes `record` in place. Settling and claiming are one commit, so a run of replies costs one commit each. */
export function settleAndClaim(
  record: CustomerRecord,
  step: Step,
): { readonly changed: boolean; readonly next: Next } {
  let changed = false;
  for (const conversation of teamsConversations(record)) {
    if (step.done) changed = settle(conversation, step.done) || changed;
    if (step.foreign) changed = doubt(conversation, step.foreign) || changed;
  }
  if (!step.mayClaim) return { changed, next: { kind: 'nothing' } };
  for (const conversation of teamsConversations(record)) {
    const before = conversation.outbox.length;
    const next = claimFirst(conversation, step.toActivity);
    changed ||= next.kind === 'claimed' || conversation.outbox.length !== before;
    if (next.kind !== 'nothing') return { changed, next };
  }
  return { changed, next: { kind: 'nothing' } };
}

/** Changes `record` in place. @returns the entries that were being sent when a process ended, now `ambiguous`. */
export function markInterrupted(record: CustomerRecord): readonly ActivityId[] {
  const interrupted = teamsConversations(record).flatMap((c) =>
    c.outbox.filter((o) => o.state === 'sending'),
  );
  for (const entry of interrupted) entry.state = 'ambiguous';
  return interrupted.map((o) => o.entry);
}

function teamsConversations(record: CustomerRecord): readonly Conversation[] {
  return record.conversations.filter((conversation) => conversation.channel === 'msteams');
}

function settle(conversation: Conversation, done: Done): boolean {
  const found = conversation.outbox.find((o) => o.entry === done.entry);
  if (!found) return false;
  if (done.state === 'sent') conversation.outbox = conversation.outbox.filter((o) => o !== found);
  else found.state = done.state;
  return true;
}

function doubt(conversation: Conversation, foreign: Claim): boolean {
  const found = conversation.outbox.find((o) => o.entry === foreign.entry);
  if (found?.state !== 'sending' || found.attempts !== foreign.attempts) return false;
  found.state = 'ambiguous';
  return true;
}

/** Drops entries that have nothing to show on the way. */
function claimFirst(conversation: Conversation, toActivity: Step['toActivity']): Next {
  for (const waiting of [...conversation.outbox]) {
    if (waiting.state === 'sending') return { kind: 'busy', claim: claimOf(waiting, conversation) };
    if (waiting.state !== 'pending') continue;
    const said = conversation.transcript.find((entry) => entry.id === waiting.entry);
    const activity = said && toActivity(said, conversation.reference);
    if (activity) {
      waiting.state = 'sending';
      waiting.attempts += 1;
      return { kind: 'claimed', claim: claimOf(waiting, conversation), activity };
    }
    conversation.outbox = conversation.outbox.filter((o) => o !== waiting);
  }
  return { kind: 'nothing' };
}

function claimOf(waiting: OutboxEntry, conversation: Conversation): Claim {
  return { entry: waiting.entry, attempts: waiting.attempts, reference: conversation.reference };
}
