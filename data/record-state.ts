// What is new between two states of a customer's record. Pure; told by whoever committed it, or found out by reading it.

import type { TranscriptEntry } from './conversation.js';
import type { CustomerRecord } from './customer.js';
import type { CustomerChange, RecordState } from './ports.js';

export function stateOf(record: CustomerRecord, version: number): RecordState {
  return {
    version,
    last: new Map(record.conversations.map((c) => [c.id, c.transcript.at(-1)?.sequence ?? 0])),
    handoff: record.handoff && JSON.stringify(record.handoff),
    satisfaction: satisfactionOf(record),
  };
}

/** What is stored of somebody whom nobody ever asked, as most are. */
const NEVER_ASKED = '[]';

function satisfactionOf({ satisfactionAsked, satisfaction }: CustomerRecord): string {
  if (!satisfactionAsked && satisfaction.length === 0) return NEVER_ASKED;
  return JSON.stringify([satisfactionAsked?.id, ...satisfaction]);
}

/** @param before `undefined`: nothing is known of it, so that everything is news. */
export function whatChanged(
  before: RecordState | undefined,
  record: CustomerRecord,
  version: number,
): CustomerChange {
  const now = stateOf(record, version);
  return {
    customerId: record.id,
    conversations: record.conversations
      .map((c) => {
        const known = before?.last.get(c.id) ?? 0;
        // A conversation that lasted too long begins again under its own id, with its first line.
        const seen = (now.last.get(c.id) ?? 0) < known ? 0 : known;
        return { id: c.id, entries: after(c.transcript, seen) };
      })
      .filter((c) => c.entries.length > 0),
    handoffChanged: before?.handoff !== now.handoff,
    ...((before?.satisfaction ?? NEVER_ASKED) === now.satisfaction ? {} : { satisfactionChanged: true }),
    ...((record.notices?.consents.length ?? 0) > 0 ? { watching: true } : {}),
    after: now,
  };
}

/** Sequences rise, and what is new is at the end. */
function after(transcript: readonly TranscriptEntry[], seen: number): readonly TranscriptEntry[] {
  return transcript.slice(transcript.findLastIndex(({ sequence }) => sequence <= seen) + 1);
}
