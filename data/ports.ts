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
  /** Customers with an open handoff, an unfinished outbox or an outsider to be told, without reading everybody; may name one too many, never one too few. */
  withOpenWork(): Promise<readonly CustomerId[]>;
  /** Everybody who is stored and not erased, each once, in no order; who comes or goes meanwhile may be named or not. */
  each(): AsyncIterable<CustomerId>;
  /** The tombstones: whoever moves or restores the data takes them along. `at` is that of the first erasure. */
  erased(): AsyncIterable<Erasure>;
}

export interface Erasure {
  readonly id: CustomerId;
  readonly at: Instant;
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

export type CollectionName =
  | 'sessions'
  | 'presence'
  | 'visits'
  | 'uploads'
  | 'gaps'
  | 'proposals'
  | 'knowledge-versions'
  | 'thresholds'
  | 'promises'
  | 'handling-times'
  | 'agent-signs'
  | 'satisfaction'
  | 'watchers';

/** Who does a job that one process has to do for all. A process that dies loses its leases when they run out. */
export interface Leases {
  /**
   * Takes the job, or keeps it: for this many seconds from now it is the owner's alone.
   * @param owner unique to the process.
   * @returns whether the owner has it now.
   */
  take(name: string, owner: string, seconds: number): Promise<boolean>;
  /** Lets others take it at once; does nothing when it is not the owner's. */
  release(name: string, owner: string): Promise<void>;
}

/** How changes of one customer by several processes get past each other. */
export interface Sharing {
  /** How often a change is tried before it is given up. */
  readonly attempts: number;
  /** Waits for a better chance after lost attempts, so that no process loses for ever. @param lost attempts so far. */
  pause(id: CustomerId, lost: number): Promise<void>;
}

/** Short words between the processes on the same data. Any may be lost and none is stored: what counts goes through records. */
export interface SignLine {
  /** To all others, soon. @param sign what JSON can hold, some hundred bytes. */
  send(sign: unknown): void;
  /** Hears the others, never itself. @returns a function that ends it. */
  listen(listener: (sign: unknown) => void): () => void;
}

export interface Stores {
  readonly customers: CustomerStore;
  readonly archive: Archive;
  readonly leases: Leases;
  collection<T>(name: CollectionName): Collection<T>;
  /**
   * Runs `work` while nobody else in this process works on this customer; calls queue in the order in which they came. Not
   * reentrant. Another process is not kept out: of two, the version lets one save, and the other reads again (changeCustomer).
   */
  exclusively<T>(id: CustomerId, work: () => Promise<T>): Promise<T>;
  /** Present where several processes may work on the same data at the same time. */
  readonly sharing?: Sharing;
  /** Present with it: hears of the other processes' commits as well. */
  readonly feed?: ChangeFeed;
  /** Present where the processes can reach each other at once. */
  readonly signs?: SignLine;
  /** Finishes what was begun and lets go of files and locks. Idempotent. */
  close(): Promise<void>;
}

/** Where a record stands, as far as listeners can tell one state from the next. */
export interface RecordState {
  readonly version: number;
  /** The last sequence of each open conversation. */
  readonly last: ReadonlyMap<ConversationId, number>;
  /** The open handoff in a form to be compared. */
  readonly handoff: string | undefined;
  /** What was asked and answered about satisfaction, in such a form. */
  readonly satisfaction?: string;
}

/** What a commit changed, told after it is durable. */
export interface CustomerChange {
  readonly customerId: CustomerId;
  readonly conversations: readonly {
    readonly id: ConversationId;
    readonly entries: readonly TranscriptEntry[];
  }[];
  readonly handoffChanged: boolean;
  /** The customer was asked how satisfied they were, or said so; absent: not so. */
  readonly satisfactionChanged?: true;
  /** The customer agreed to be told of something unasked; absent: not so. */
  readonly watching?: true;
  /** The state that it led to; a feed across processes tells by it what is news. */
  readonly after?: RecordState;
}

/**
 * Tells listeners that a customer's record changed. A hint: a listener that missed one finds the truth in the store. Entries may
 * come again, or with a gap before them; their sequence tells.
 */
export interface ChangeFeed {
  publish(change: CustomerChange): void;
  /**
   * @param customerId hears of this customer alone, whichever process made the change. Left out: of everybody whom this process
   *   changes, and, from other processes, of those with open work or with a listener of their own here.
   * @returns a function that ends the subscription.
   */
  subscribe(listener: (change: CustomerChange) => void, customerId?: CustomerId): () => void;
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
