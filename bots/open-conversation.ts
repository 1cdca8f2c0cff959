// Finds or begins the conversation that a message belongs to. One a channel is open; an older one goes to the archive, once nobody is busy with it.

import type { Sender } from '../channels/turn.js';
import { type Conversation, IDLE_HOURS } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import { RapportError } from '../data/errors.js';
import type { Archive } from '../data/ports.js';

/**
 * Changes the draft. The archive is written first: found twice after a crash, the same conversation replaces itself.
 * @throws RapportError NOT_FOUND when this conversation of the web has ended; one of Teams keeps its id for ever and begins again.
 */
export async function openConversation(
  record: CustomerRecord,
  sender: Sender,
  now: Date,
  archive: Archive,
): Promise<Conversation> {
  const present = record.conversations.find(({ id }) => id === sender.conversationId);
  if (present) {
    startAfreshIfIdle(present, record, now);
    return present;
  }
  if (sender.channel === 'web') await refuseIfEnded(record, sender, archive);
  const ended = record.conversations.filter(
    (open) => open.channel === sender.channel && !isBusy(open, record),
  );
  for (const conversation of ended) await archive.add(record.id, conversation);
  for (const { id } of ended) dropWishesOf(id, record);
  const conversation: Conversation = {
    id: sender.conversationId,
    channel: sender.channel,
    startedAt: now.toISOString(),
    lastActivityAt: now.toISOString(),
    transcript: [],
    handled: [],
    focus: {},
    counters: { failures: 0, recentQuestions: [] },
    outbox: [],
  };
  record.conversations = [...record.conversations.filter((open) => !ended.includes(open)), conversation];
  return conversation;
}

/** What lay too long is over, before anybody speaks into it again. */
export function startAfreshIfIdle(conversation: Conversation, record: CustomerRecord, now: Date): void {
  if (isBusy(conversation, record) || silentFor(conversation, now) <= IDLE_HOURS) return;
  startAfresh(conversation);
  dropWishesOf(conversation.id, record);
}

/** "Just for today" ends with the conversation it was said in; with the relationship declined, all does. */
function dropWishesOf(ended: Conversation['id'], record: CustomerRecord): void {
  const declined = record.consent.relationship === 'declined';
  record.preferences = declined ? [] : record.preferences.filter(({ onlyIn }) => onlyIn !== ended);
  if (record.notedWishes) record.notedWishes = record.notedWishes.filter(({ onlyIn }) => onlyIn !== ended);
}

async function refuseIfEnded(record: CustomerRecord, sender: Sender, archive: Archive): Promise<void> {
  if (!(await archive.of(record.id)).some(({ id }) => id === sender.conversationId)) return;
  throw new RapportError(
    'NOT_FOUND',
    `the conversation "${sender.conversationId}" has ended.`,
    'Ask for a new token and start one.',
  );
}

/** Hours since anybody said anything. */
function silentFor(conversation: Conversation, now: Date): number {
  return (now.getTime() - Date.parse(conversation.lastActivityAt)) / 3_600_000;
}

/** The conversation goes on under its id and its numbers, so that an open page or a chat on Teams misses nothing. */
function startAfresh(conversation: Conversation): void {
  conversation.dialogs = undefined;
  conversation.asked = undefined;
  conversation.pending = undefined;
  conversation.focus = {};
  conversation.counters = { failures: 0, recentQuestions: [] };
}

/** A person has it or is awaited, or something of it is still on its way: it stays, whatever else the customer opens. */
function isBusy(conversation: Conversation, record: CustomerRecord): boolean {
  return (
    record.handoff?.conversationId === conversation.id ||
    conversation.told !== undefined ||
    conversation.outbox.some(({ state }) => state === 'pending' || state === 'sending')
  );
}
