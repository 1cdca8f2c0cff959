// Hears of commits and counts what went unanswered, a moment later and outside of any turn. Knows neither proposals nor training.

import type { Conversation, TranscriptEntry } from '../../data/conversation.js';
import type { CustomerRecord } from '../../data/customer.js';
import type { ConversationId, CustomerId } from '../../data/ids.js';
import type { ChangeFeed, CustomerChange, Stores } from '../../data/ports.js';
import type { GapBook } from './gap-book.js';
import type { Masks } from './masks.js';
import { isOfInterest, type Unanswered, unansweredIn } from './unanswered.js';

/** Milliseconds in which questions are gathered, so that a busy hour does not write one file a message. */
const GATHER_MS = 1_000;
/** Customers that may wait to be looked at; a flood beyond is not learnt from. */
const MOST_WAITING = 10_000;

export interface Ears {
  start(): void;
  /** Once all that was heard is counted. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

type Heard = Map<CustomerId, Map<ConversationId, Set<number>>>;

export function listen(parts: {
  readonly stores: Pick<Stores, 'customers'>;
  readonly feed: ChangeFeed;
  readonly masks: Masks;
  readonly gaps: GapBook;
  readonly onError: (error: unknown) => void;
}): Ears {
  const { stores, gaps } = parts;
  let heard: Heard = new Map();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let end: (() => void) | undefined;
  /** Conversations in which the bot has just asked which was meant: the next message tells whether one was. */
  const asking = new Set<ConversationId>();

  function hear(change: CustomerChange): void {
    for (const { id, entries } of change.conversations) {
      for (const entry of entries) {
        if (isWorthwhile(id, entry) && heard.size < MOST_WAITING) note(change.customerId, id, entry.sequence);
      }
    }
    if (heard.size > 0 && !timer) {
      timer = setTimeout(work, GATHER_MS);
      timer.unref();
    }
  }

  function isWorthwhile(id: ConversationId, entry: TranscriptEntry): boolean {
    if (entry.from.role !== 'customer') return false;
    const asked = asking.delete(id);
    if (entry.decision?.kind === 'clarify' && asking.size < MOST_WAITING) asking.add(id);
    return asked || isOfInterest(entry);
  }

  function note(customerId: CustomerId, id: ConversationId, sequence: number): void {
    const conversations = heard.get(customerId) ?? new Map<ConversationId, Set<number>>();
    heard.set(customerId, conversations);
    conversations.set(id, (conversations.get(id) ?? new Set()).add(sequence));
  }

  function work(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = heard;
    heard = new Map();
    working = working.then(() => countAll(batch));
  }

  async function countAll(batch: Heard): Promise<void> {
    for (const [customerId, conversations] of batch) {
      try {
        const record = (await stores.customers.get(customerId))?.value;
        if (record) await countOf(record, conversations);
      } catch (error) {
        parts.onError(error);
      }
    }
  }

  async function countOf(
    record: CustomerRecord,
    conversations: ReadonlyMap<ConversationId, ReadonlySet<number>>,
  ): Promise<void> {
    for (const [id, sequences] of conversations) {
      const conversation = record.conversations.find((each) => each.id === id);
      if (!conversation) continue;
      for (const unanswered of unansweredIn(conversation, sequences, record.satisfaction)) {
        await count(record, conversation, unanswered);
      }
    }
  }

  async function count(
    record: CustomerRecord,
    conversation: Conversation,
    { entry, reason }: Unanswered,
  ): Promise<void> {
    const masked = parts.masks.sentence(entry.activity.text ?? '', record);
    await gaps.count({
      message: `${conversation.id} ${entry.id}`,
      asked: masked,
      text: record.consent.relationship === 'open' ? masked : undefined,
      customerId: record.id,
      at: entry.at,
      reason,
    });
  }

  return {
    start() {
      end ??= parts.feed.subscribe(hear);
    },
    async settled() {
      work();
      await working;
    },
    async stop() {
      end?.();
      end = undefined;
      work();
      await working;
    },
  };
}
