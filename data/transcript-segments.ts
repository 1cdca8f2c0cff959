// Keeps a conversation that never ends (a chat on Teams) from growing its record without bound: its older lines go to the archive
// in segments, and its numbers go on. Pure; who calls it stores the segment before the record.

import type { Conversation, TranscriptEntry } from './conversation.js';
import type { ConversationId } from './ids.js';

/** Entries that a record holds at most when a turn begins: some fifty questions, 100 KB. */
const MOST = 120;
/** Entries that stay: more than any screen shows and any rule looks back. */
const KEPT = 60;

/**
 * Takes the oldest entries out of the conversation, which belongs to the caller, once there are too many. A reply that is still
 * to be sent stays, with all that came after it.
 * @returns what to archive; found twice after a crash, it replaces itself. `undefined`: nothing to do.
 */
export function takeSegment(conversation: Conversation): Conversation | undefined {
  const { transcript, outbox, id, startedAt, told } = conversation;
  // Outsiders are told from the record alone.
  if (transcript.length <= MOST || told) return undefined;
  const unsent = transcript.findIndex((entry) => outbox.some((sending) => sending.entry === entry.id));
  const count = Math.min(transcript.length - KEPT, unsent < 0 ? transcript.length : unsent);
  const older = transcript.slice(0, count);
  const first = older[0];
  const last = older.at(-1);
  if (!first || !last) return undefined;
  conversation.transcript = transcript.slice(count);
  return {
    id: `${id}~${first.sequence}` as ConversationId,
    channel: conversation.channel,
    startedAt,
    lastActivityAt: last.at,
    transcript: older,
    handled: [],
    focus: {},
    counters: { failures: 0, recentQuestions: [] },
    outbox: [],
    segmentOf: id,
  };
}

/**
 * @param archived what the customer's archive holds, segments or not.
 * @returns the conversation's entries from the first on. After a crash between the two writes a segment and the record overlap:
 *   each entry comes once.
 */
export function withSegments(
  conversation: Conversation,
  archived: readonly Conversation[],
): readonly TranscriptEntry[] {
  const from = conversation.transcript[0]?.sequence ?? Number.POSITIVE_INFINITY;
  const older = archived
    .filter(({ segmentOf }) => segmentOf === conversation.id)
    .flatMap(({ transcript }) => transcript)
    .filter(({ sequence }) => sequence < from);
  const once = new Map(older.map((entry) => [entry.sequence, entry]));
  return [...[...once.values()].sort((a, b) => a.sequence - b.sequence), ...conversation.transcript];
}
