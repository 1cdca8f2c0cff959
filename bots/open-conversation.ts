// Finds or begins the conversation that a message belongs to. At most one a channel is open; an older one goes to the archive.

import type { Sender } from '../channels/turn.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ConversationId } from '../data/ids.js';
import type { Archive } from '../data/ports.js';

/** A conversation that was silent for longer is over: the next message begins a new one. */
export const IDLE_HOURS = 24;

/**
 * Changes the draft. The archive is written first: found twice after a crash, the same conversation replaces itself.
 */
export async function openConversation(
  record: CustomerRecord,
  sender: Sender,
  now: Date,
  archive: Archive,
): Promise<Conversation> {
  const present = record.conversations.find(({ channel }) => channel === sender.channel);
  if (present && present.id === sender.conversationId && !isOver(present, record, now)) return present;
  if (present) {
    await archive.add(record.id, archived(present));
    // Declined: what was said served that conversation and is not kept beyond it.
    if (record.consent.relationship === 'declined') record.preferences = [];
  }
  const conversation: Conversation = {
    id: sender.conversationId,
    channel: sender.channel,
    startedAt: now.toISOString(),
    lastActivityAt: now.toISOString(),
    transcript: [],
    handled: present?.handled ?? [],
    focus: {},
    counters: { failures: 0, recentQuestions: [] },
    outbox: [],
  };
  record.conversations = [...record.conversations.filter((other) => other !== present), conversation];
  return conversation;
}

function isOver(conversation: Conversation, record: CustomerRecord, now: Date): boolean {
  if (record.handoff?.conversationId === conversation.id) return false;
  return now.getTime() - Date.parse(conversation.lastActivityAt) > IDLE_HOURS * 3_600_000;
}

/** Teams keeps one conversation id for ever, so the day it began makes the archived one distinct. */
function archived(conversation: Conversation): Conversation {
  return { ...conversation, id: `${conversation.id}~${conversation.startedAt}` as ConversationId };
}
