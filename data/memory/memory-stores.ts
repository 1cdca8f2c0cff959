// The stores in memory, for tests and demonstrations. Keeps the promises of the ports except durability.

import type { Conversation } from '../conversation.js';
import type { CustomerRecord } from '../customer.js';
import type { ConversationId, CustomerId, Instant } from '../ids.js';
import type { Archive, Collection, CollectionName, CustomerStore, Stored, Stores } from '../ports.js';
import { byStart } from './conversation-order.js';
import { createCustomerQueue } from './customer-queue.js';
import { createLeases } from './leases.js';
import { hasOpenWork } from './open-work.js';

/** @returns empty stores; what is saved in them lives as long as the returned object, closed or not. */
export function createMemoryStores(): Stores {
  const queue = createCustomerQueue();
  const collections = new Map<CollectionName, Collection<unknown>>();
  return {
    customers: createCustomers(),
    archive: createArchive(),
    leases: createLeases(),
    collection<T>(name: CollectionName): Collection<T> {
      const collection = collections.get(name) ?? createCollection();
      collections.set(name, collection);
      // Which values a collection holds is its users' agreement, as on disk.
      return collection as Collection<T>;
    },
    exclusively: queue.exclusively,
    close: queue.idle,
  };
}

function createCustomers(): CustomerStore {
  const records = new Map<CustomerId, Stored<CustomerRecord>>();
  const erased = new Map<CustomerId, Instant>();
  return {
    async get(id) {
      return structuredClone(records.get(id));
    },
    async save(record, expectedVersion) {
      if (erased.has(record.id)) return 'conflict';
      if ((records.get(record.id)?.version ?? 0) !== expectedVersion) return 'conflict';
      records.set(record.id, { value: structuredClone(record), version: expectedVersion + 1 });
      return 'saved';
    },
    async erase(id, at) {
      if (!erased.has(id)) erased.set(id, at);
      records.delete(id);
    },
    async *each() {
      yield* [...records.keys()];
    },
    async *erased() {
      yield* [...erased].map(([id, at]) => ({ id, at }));
    },
    async withOpenWork() {
      return [...records].filter(([, stored]) => hasOpenWork(stored.value)).map(([id]) => id);
    },
  };
}

function createArchive(): Archive {
  const ended = new Map<CustomerId, Map<ConversationId, Conversation>>();
  return {
    async add(customerId, conversation) {
      const own = ended.get(customerId) ?? new Map<ConversationId, Conversation>();
      own.set(conversation.id, structuredClone(conversation));
      ended.set(customerId, own);
    },
    async of(customerId) {
      return structuredClone([...(ended.get(customerId)?.values() ?? [])]).sort(byStart);
    },
    async erase(customerId) {
      ended.delete(customerId);
    },
  };
}

function createCollection(): Collection<unknown> {
  const values = new Map<string, Stored<unknown>>();
  return {
    async get(key) {
      return structuredClone(values.get(key));
    },
    async save(key, value, expectedVersion) {
      if ((values.get(key)?.version ?? 0) !== expectedVersion) return 'conflict';
      values.set(key, { value: structuredClone(value), version: expectedVersion + 1 });
      return 'saved';
    },
    async remove(key) {
      values.delete(key);
    },
    async list() {
      return structuredClone([...values].map(([key, stored]) => ({ key, stored })));
    },
  };
}
