// What goes when a customer wants all of it deleted, and what stays: the shop's business, and a talk with a person that is not over. Says
// nothing. The record itself stays, for its id is the shop's account: a tombstone would shut the customer out of the chat.

import type { Conversation, TranscriptEntry } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import { eraseRelationship } from './relationship.js';
import type { Turn } from './turn.js';

/** @returns conversations that a person has or is awaited in, or of which an outside desk has still to be told. */
export function conversationsNeeded(record: CustomerRecord): readonly Conversation[] {
  return record.conversations.filter(
    ({ id, told }) => told !== undefined || record.handoff?.conversationId === id,
  );
}

/**
 * Deletes what was said, wished, rated and worked out of the customer, with the files, but for conversations that are needed. Orders, returns,
 * changed addresses and visits to come are the shop's business and stay. Of a visitor nothing is known to be remembered or not, so that their
 * consent stays as it is. Safe to run again.
 */
export async function eraseKept(turn: Turn): Promise<void> {
  const { record, conversation, services } = turn;
  const { archive } = services.stores;
  const needed = new Set(conversationsNeeded(record).map(({ id }) => id));
  const archived = await archive.of(record.id);
  const staying = archived.filter(({ segmentOf }) => segmentOf !== undefined && needed.has(segmentOf));
  const open = record.conversations.filter(({ id }) => !needed.has(id));
  const going = [...archived.filter((ended) => !staying.includes(ended)), ...open];
  await eraseFiles(
    turn,
    going.flatMap(({ transcript }) => transcript),
  );
  await archive.erase(record.id);
  for (const segment of staying) await archive.add(record.id, segment);

  record.conversations = record.conversations.filter((each) => !open.includes(each) || each === conversation);
  if (!needed.has(conversation.id)) eraseBefore(turn);
  const { consent } = record;
  await eraseRelationship(turn);
  if (record.kind === 'guest') record.consent = consent;
  record.wishList = undefined;
  record.satisfaction = [];
  record.satisfactionAsked = undefined;
  record.pastHandoffs = [];
  record.visits = record.visits.filter(({ day }) => day >= turn.today);
}

/** The open conversation goes on under its id and its numbers, with the words that are answered just now and those still on their way. */
function eraseBefore({ conversation, activityId }: Turn): void {
  const { transcript, outbox } = conversation;
  const unsent = new Set(
    outbox.filter(({ state }) => state === 'pending' || state === 'sending').map(({ entry }) => entry),
  );
  const first = transcript.findIndex(({ id }) => id === activityId || unsent.has(id));
  conversation.transcript = first < 0 ? transcript : transcript.slice(first);
  conversation.outbox = outbox.filter(({ entry }) => unsent.has(entry));
  conversation.focus = {};
  conversation.counters = { failures: 0, recentQuestions: [] };
  conversation.pending = undefined;
  conversation.asked = undefined;
}

/** Found by their addresses in what was said; those of somebody else that were pasted there stay. */
async function eraseFiles(turn: Turn, said: readonly TranscriptEntry[]): Promise<void> {
  const uploads = turn.services.stores.collection<{ readonly customerId: string }>('uploads');
  for (const { activity } of said) {
    for (const { contentUrl } of activity.attachments ?? []) {
      const key = contentUrl?.split('/').at(-1);
      const file = key ? await uploads.get(key) : undefined;
      if (key && file?.value.customerId === turn.record.id) await uploads.remove(key);
    }
  }
}
