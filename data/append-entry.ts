// Adds a line to a conversation's transcript: the one place that numbers entries and fills the outbox of channels that are pushed to.

import type { ActivityContent, Conversation, Speaker, TranscriptEntry } from './conversation.js';
import type { DecisionRecord } from './decision.js';
import type { ActivityId } from './ids.js';
import { instantOf } from './instant.js';

/** Ids of handled activities that are kept a conversation; a channel repeats one within seconds, not after hundreds of others. */
const HANDLED_KEPT = 200;

/**
 * Appends in place, to a conversation that belongs to the caller.
 * @returns the entry, numbered.
 */
export function appendEntry(
  conversation: Conversation,
  line: {
    readonly id: ActivityId;
    readonly at: Date;
    readonly from: Speaker;
    readonly activity: ActivityContent;
  },
): TranscriptEntry {
  const entry: TranscriptEntry = {
    ...line,
    sequence: (conversation.transcript.at(-1)?.sequence ?? 0) + 1,
    at: instantOf(line.at),
  };
  conversation.transcript.push(entry);
  conversation.lastActivityAt = entry.at;
  const toCustomer = entry.from.role === 'bot' || entry.from.role === 'agent';
  if (conversation.channel === 'msteams' && toCustomer) {
    conversation.outbox.push({ entry: entry.id, state: 'pending', attempts: 0 });
  }
  return entry;
}

/** Keeps with the customer's message what was decided about it. */
export function noteDecision(conversation: Conversation, id: ActivityId, decision: DecisionRecord): void {
  const at = conversation.transcript.findLastIndex((entry) => entry.id === id);
  const entry = conversation.transcript[at];
  if (entry) conversation.transcript[at] = { ...entry, decision };
}

/**
 * @returns `false` when this activity was handled before, else notes it as handled.
 */
export function markHandled(conversation: Conversation, id: string): boolean {
  if (conversation.handled.includes(id)) return false;
  conversation.handled = [...conversation.handled, id].slice(-HANDLED_KEPT);
  return true;
}
