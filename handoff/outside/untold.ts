// Which lines of a transcript an outsider has yet to be told. The transcript is the outbox and a number in the conversation marks
// how far it was told, so that nothing has to be written twice and nothing is lost between two writes. Pure.

import type { Conversation, Outsider, TranscriptEntry } from '../../data/conversation.js';
import type { CustomerRecord } from '../../data/customer.js';
import type { ConversationId, HandoffId } from '../../data/ids.js';

export interface Untold {
  readonly conversation: Conversation;
  readonly entry: TranscriptEntry;
  readonly handoffId: HandoffId;
}

/** What the marks of a handoff carry; see lifecycle.ts. */
export interface MarkValue {
  readonly handoff?: HandoffId;
  readonly state?: 'accepted' | 'failed' | 'completed';
  readonly outcome?: string;
}

/** Up to where a conversation was told. */
export interface Told {
  readonly conversationId: ConversationId;
  readonly sequence: number;
}

/** @returns the first line that is left; lines of one conversation, and so of one handoff, come in order. */
export function nextUntold(record: CustomerRecord, outsider: Outsider): Untold | undefined {
  for (const conversation of record.conversations) {
    const found = firstUntold(conversation, outsider);
    if (found) return found;
  }
  return undefined;
}

function firstUntold(conversation: Conversation, outsider: Outsider): Untold | undefined {
  const told = conversation.told?.[outsider];
  if (told === undefined) return undefined;
  let handoffId: HandoffId | undefined;
  let waiting = true;
  for (const entry of conversation.transcript) {
    const mark = markOf(entry);
    if (mark && entry.activity.name === 'handoff.initiate') handoffId = mark.handoff;
    if (mark && entry.activity.name !== 'handoff.status') waiting = true;
    else if (mark?.state === 'accepted') waiting = false;
    if (handoffId && entry.sequence > told && WANTS[outsider](entry, waiting))
      return { conversation, entry, handoffId };
    if (mark?.state === 'failed' || mark?.state === 'completed') handoffId = undefined;
  }
  return undefined;
}

const WANTS: Readonly<Record<Outsider, (entry: TranscriptEntry, waiting: boolean) => boolean>> = {
  webhook: ({ from, activity }) =>
    from.role === 'system' && (activity.name === 'handoff.initiate' || activity.name === 'handoff.status'),
  desk(entry, waiting) {
    const { from, activity } = entry;
    switch (from.role) {
      case 'customer':
        return activity.type === 'message';
      case 'bot':
        // The bot goes on answering until somebody comes, who should know what it said.
        return waiting && activity.type === 'message';
      case 'agent':
        return false;
      case 'system':
        return activity.name === 'handoff.initiate' || ENDED_HERE.has(markOf(entry)?.outcome ?? '');
    }
  },
};

/** What the desk itself said is not told back to it. */
const ENDED_HERE: ReadonlySet<string> = new Set(['withdrawn', 'failed', 'silent']);

const MARKS: ReadonlySet<string | undefined> = new Set([
  'handoff.initiate',
  'handoff.route',
  'handoff.status',
]);

function markOf({ from, activity }: TranscriptEntry): MarkValue | undefined {
  if (from.role !== 'system' || !MARKS.has(activity.name)) return undefined;
  return (activity.value ?? {}) as MarkValue;
}

/** Begins to mark how far each outsider was told, with the handoff that is open. @returns the record itself where there is nothing to begin. */
export function beginTelling(record: CustomerRecord, outsiders: readonly Outsider[]): CustomerRecord {
  const { handoff } = record;
  const conversation = record.conversations.find(({ id }) => id === handoff?.conversationId);
  const missing = outsiders.filter((outsider) => conversation?.told?.[outsider] === undefined);
  const opening = conversation?.transcript.findLast(
    (entry) => entry.activity.name === 'handoff.initiate' && markOf(entry)?.handoff === handoff?.id,
  );
  if (!conversation || !opening || missing.length === 0) return record;
  const begun = Object.fromEntries(missing.map((outsider) => [outsider, opening.sequence - 1]));
  const marked = { ...conversation, told: { ...begun, ...conversation.told } };
  return {
    ...record,
    conversations: record.conversations.map((each) => (each === conversation ? marked : each)),
  };
}

/**
 * Notes on the draft how far an outsider was told, and forgets about conversations in which nothing is left and nobody is awaited.
 * @returns whether anything changed.
 */
export function noteTold(record: CustomerRecord, outsider: Outsider, told?: Told): boolean {
  let changed = false;
  for (const conversation of record.conversations) {
    const before = conversation.told?.[outsider];
    if (before === undefined) continue;
    const sequence = told?.conversationId === conversation.id ? Math.max(before, told.sequence) : before;
    conversation.told = { ...conversation.told, [outsider]: sequence };
    if (!firstUntold(conversation, outsider) && record.handoff?.conversationId !== conversation.id) {
      const { [outsider]: _done, ...others } = conversation.told;
      conversation.told = Object.keys(others).length > 0 ? others : undefined;
    }
    changed ||= conversation.told?.[outsider] !== before;
  }
  return changed;
}
