// What is new between two states of a customer's record. Pure; told by whoever committed it, or found out by reading it.

import type { CustomerRecord } from './customer.js';
import type { CustomerChange, RecordState } from './ports.js';

export function stateOf(record: CustomerRecord, version: number): RecordState {
  return {
    version,
    last: new Map(record.conversations.map((c) => [c.id, c.transcript.at(-1)?.sequence ?? 0])),
    handoff: record.handoff && JSON.stringify(record.handoff),
    satisfaction: JSON.stringify([record.satisfactionAsked?.id, ...record.satisfaction]),
  };
}

/** What is stored of somebody whom nobody ever asked. */
const NEVER_ASKED = JSON.stringify([undefined]);

/** @param before `undefined`: nothing is known of it, so that everything is news. */
export function whatChanged(
  before: RecordState | undefined,
  record: CustomerRecord,
  version: number,
): CustomerChange {
  const after = stateOf(record, version);
  return {
    customerId: record.id,
    conversations: record.conversations
      .map((c) => {
        const known = before?.last.get(c.id) ?? 0;
        // A conversation that lasted too long begins again under its own id, with its first line.
        const seen = (after.last.get(c.id) ?? 0) < known ? 0 : known;
        return { id: c.id, entries: c.transcript.filter((e) => e.sequence > seen) };
      })
      .filter((c) => c.entries.length > 0),
    handoffChanged: before?.handoff !== after.handoff,
    ...((before?.satisfaction ?? NEVER_ASKED) === after.satisfaction ? {} : { satisfactionChanged: true }),
    ...((record.notices?.consents.length ?? 0) > 0 ? { watching: true } : {}),
    after,
  };
}
