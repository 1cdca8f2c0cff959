// A business's own past, read from its store: each customer's conversations with the decisions in them. Changes nothing.

import type { Conversation, TranscriptEntry } from '../../data/conversation.js';
import type { CustomerRecord } from '../../data/customer.js';
import { RapportError } from '../../data/errors.js';
import type { Instant } from '../../data/ids.js';
import type { StoreReader } from '../../data/lowdb/read-only.js';
import {
  type PastConversation,
  type PastDecision,
  readable,
  type Writer,
} from '../../escalation/replay/index.js';

/** One of several who read the same store at the same time. */
export interface Share {
  /** From 0. */
  readonly part: number;
  readonly parts: number;
}

const MINUTE = 60_000;

/** @returns what was decided from `since` on, of this share of the customers; a broken record is left out. */
export async function* pastOfStore(
  reader: StoreReader,
  since: Instant,
  { part, parts }: Share,
): AsyncGenerator<PastConversation> {
  for await (const id of reader.customers.each()) {
    if (shareOf(id, parts) !== part) continue;
    const found = await read(id);
    if (found) yield* conversationsOf(found.record, found.archive, since);
  }

  async function read(id: CustomerRecord['id']) {
    try {
      const stored = await reader.customers.get(id);
      return stored && { record: stored.value, archive: await reader.archive.of(id) };
    } catch (error) {
      if (error instanceof RapportError && error.code === 'RECORD_BROKEN') return undefined;
      throw error;
    }
  }
}

/** By the id, not by the place among all: customers who come while it runs must not move others from one share to the next. */
function shareOf(id: CustomerRecord['id'], parts: number): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0;
  return hash % parts;
}

/** @returns the conversations of one customer in which something was decided from `since` on, segments put together. */
export function conversationsOf(
  record: Pick<CustomerRecord, 'conversations' | 'id' | 'kind' | 'name'>,
  archive: readonly Conversation[],
  since: Instant,
): readonly PastConversation[] {
  const { id: customer, kind, name } = record;
  const writer: Writer = { id: customer, kind, ...(name === undefined ? {} : { name }) };
  const entries = new Map<string, TranscriptEntry[]>();
  for (const { id, segmentOf, transcript } of [...archive, ...record.conversations]) {
    const own = entries.get(segmentOf ?? id) ?? [];
    own.push(...transcript);
    entries.set(segmentOf ?? id, own);
  }
  return [...entries].flatMap(([id, lines]) => {
    const past = {
      ...pastOf(
        id,
        inOrder(lines).filter(({ at }) => at >= since),
      ),
      writer,
    };
    return past.decisions.length + past.unreadable > 0 ? [past] : [];
  });
}

/** After a crash between archive and record an entry may stand in both. */
function inOrder(lines: readonly TranscriptEntry[]): readonly TranscriptEntry[] {
  return [...new Map(lines.map((line) => [line.sequence, line])).values()].sort(
    (a, b) => a.sequence - b.sequence,
  );
}

function pastOf(id: string, lines: readonly TranscriptEntry[]): PastConversation {
  const decisions: PastDecision[] = [];
  let unreadable = 0;
  for (const { decision, activity } of lines) {
    if (!decision) continue;
    const past = readable(decision, activity.text);
    if (past) decisions.push(past);
    else unreadable += 1;
  }
  return { id, decisions, handled: handledIn(lines), unreadable };
}

/** Minutes between a person's coming and going. */
function handledIn(lines: readonly TranscriptEntry[]): readonly number[] {
  const minutes: number[] = [];
  let came: number | undefined;
  for (const { activity, at } of lines) {
    if (activity.name !== 'handoff.status') continue;
    const { state } = (activity.value ?? {}) as { readonly state?: unknown };
    if (state === 'accepted') came ??= Date.parse(at);
    else if (came !== undefined) {
      minutes.push((Date.parse(at) - came) / MINUTE);
      came = undefined;
    }
  }
  return minutes;
}
