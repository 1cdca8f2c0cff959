// What the rest of the house asks of a store. The guarantees named here are proved by the contract suite in tests/store-contract.ts.

import type { Conversation, TranscriptEntry } from './conversation.js';
import type { CustomerRecord } from './customer.js';
import type { ConversationId, CustomerId, Instant } from './ids.js';

export interface Stored<T> {
  readonly value: T;
  /** Grows by one with every save; 0 stands for "not there yet" in `save`. */
  readonly version: number;
}

/**
 * One record a customer.
 * - `save` is atomic and durable: once it has said `saved`, a kill or a power loss does not undo it; before, nothing of it is seen.
 * - Fields that this version of the code does not know are kept.
 * - What `get` returns belongs to the caller: changing it changes nothing stored.
 */
export interface CustomerStore {
  get(id: CustomerId): Promise<Stored<CustomerRecord> | undefined>;
  save(record: CustomerRecord, expectedVersion: number): Promise<'saved' | 'conflict'>;
  /** Deletes the record and leaves a tombstone; a later `save` of that id is a `conflict`. Idempotent. */
  erase(id: CustomerId, at: Instant): Promise<void>;
  /** Customers with an open handoff or an unfinished outbox, without reading everybody; may name one too many, never one too few. */
  withOpenWork(): Promise<readonly CustomerId[]>;
}

/** Ended conversations, one record each. Adding the same one again replaces it. */
export interface Archive {
  add(customerId: CustomerId, conversation: Conversation): Promise<void>;
  of(customerId: CustomerId): Promise<readonly Conversation[]>;
  /** Idempotent. */
  erase(customerId: CustomerId): Promise<void>;
}

/** A business-wide collection of small records, versioned like customers. */
export interface Collection<T> {
  get(key: string): Promise<Stored<T> | undefined>;
  save(key: string, value: T, expectedVersion: number): Promise<'saved' | 'conflict'>;
  remove(key: string): Promise<void>;
  list(): Promise<readonly { readonly key: string; readonly stored: Stored<T> }[]>;
}

export type CollectionName = 'sessions' | 'presence' | 'visits' | 'uploads';

export interface Stores {
  readonly customers: CustomerStore;
  readonly archive: Archive;
  collection<T>(name: CollectionName): Collection<T>;
  /** Runs `work` while nobody else works on this customer; calls queue in the order in which they came. Not reentrant. */
  exclusively<T>(id: CustomerId, work: () => Promise<T>): Promise<T>;
  /** Finishes what was begun and lets go of files and locks. Idempotent. */
  close(): Promise<void>;
}

/** What a commit changed, told after it is durable. */
export interface CustomerChange {
  readonly customerId: CustomerId;
  readonly conversations: readonly {
    readonly id: ConversationId;
    readonly entries: readonly TranscriptEntry[];
  }[];
  readonly handoffChanged: boolean;
}

/** Tells listeners that a customer's record changed. A hint: a listener that missed one finds the truth in the store. */
export interface ChangeFeed {
  publish(change: CustomerChange): void;
  /** @returns a function that ends the subscription. */
  subscribe(listener: (change: CustomerChange) => void): () => void;
}

/** Tone of a sentence to the customer, by relationship level. */
export type Tone = 'short' | 'plain' | 'warm';

/** The sentences that customers read; the business owns them. */
export interface Texts {
  /**
   * @param key dotted, for example `order.status`; a variant for the tone (`order.status_warm`) wins where there is one.
   * @throws RapportError TEXT_MISSING for a key that the business's texts do not have.
   */
  say(key: string, tone: Tone, values?: Readonly<Record<string, string | number>>): string;
}
