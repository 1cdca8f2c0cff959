// Finds or begins the conversation that a message belongs to. One a channel is open; an older one goes to the archive, once nobody is busy with it.

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
  const present = record.conversations.find(({ id }) => id === sender.conversationId);
  if (present && !isOver(present, record, now)) return present;
  const ended = record.conversations.filter(
    (open) => open === present || (open.channel === sender.channel && !isBusy(open, record)),
  );
  for (const conversation of ended) await archive.add(record.id, archived(conversation));
  // Declined: what was said served that conversation and is not kept beyond it.
  if (ended.length > 0 && record.consent.relationship === 'declined') record.preferences = [];
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
  record.conversations = [...record.conversations.filter((open) => !ended.includes(open)), conversation];
  return conversation;
}

function isOver(conversation: Conversation, record: CustomerRecord, now: Date): boolean {
  if (isBusy(conversation, record)) return false;
  return now.getTime() - Date.parse(conversation.lastActivityAt) > IDLE_HOURS * 3_600_000;
}

/** A person has it or is awaited, or a reply is still on its way: it stays, whatever else the customer opens. */
function isBusy(conversation: Conversation, record: CustomerRecord): boolean {
  return (
    record.handoff?.conversationId === conversation.id ||
    conversation.outbox.some(({ state }) => state === 'pending' || state === 'sending')
  );
}

/** Teams keeps one conversation id for ever, so the day it began makes the archived one distinct. */
function archived(conversation: Conversation): Conversation {
  return { ...conversation, id: `${conversation.id}~${conversation.startedAt}` as ConversationId };
}
