// An agent types to a customer on Teams: a sign now and then, sent once, that never holds up words.

import { beforeEach, expect, test } from 'vitest';
import type { SendOutcome } from '../channels/teams/connector.js';
import { showTyping } from '../channels/teams/typing.js';
import type { Conversation, OutboxEntry } from '../data/conversation.js';
import { newCustomer } from '../data/customer.js';
import type { ActivityId, ConversationId, CustomerId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import { createTypingFeed, type Typing, type TypingFeed } from '../handoff/typing-feed.js';
import { conversation } from './store-contract.js';

const MAYA = 'c-1002' as CustomerId;
const HERE = 'teams' as ConversationId;
const NOW = Date.parse('2026-11-18T11:00:00Z');

let feed: TypingFeed;
let now: number;
let sent: { readonly to: unknown; readonly type: string | undefined }[];
let outcome: () => Promise<SendOutcome>;
let end: () => void;

/** Reads of the memory store and the send are over. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

async function start(changes: Partial<Conversation> = {}): Promise<void> {
  const stores = createMemoryStores();
  const record = newCustomer(MAYA, 'known', new Date(NOW).toISOString());
  const chat = { ...conversation(HERE), channel: 'msteams' as const, reference: { to: 'maya' }, ...changes };
  await stores.customers.save({ ...record, conversations: [chat] }, 0);
  end = showTyping({
    typingFeed: feed,
    customers: stores.customers,
    clock: () => new Date(now),
    send: async (to, { type }) => {
      sent.push({ to, type });
      return outcome();
    },
  });
}

async function types(more: Partial<Typing> = {}): Promise<number> {
  const typing = { customerId: MAYA, conversationId: HERE, channel: 'msteams' } as const;
  feed.tell({ ...typing, from: { agentName: 'Lena' }, ...more });
  await settle();
  return sent.length;
}

beforeEach(() => {
  feed = createTypingFeed();
  now = NOW;
  sent = [];
  outcome = async () => ({ outcome: 'sent' });
});

test('is shown, and again after four seconds, not before', async () => {
  await start();
  expect(await types()).toBe(1);
  expect(sent).toEqual([{ to: { to: 'maya' }, type: 'typing' }]);
  now += 3_999;
  expect(await types()).toBe(1);
  now += 1;
  expect(await types()).toBe(2);
});

test.each<SendOutcome>([
  { outcome: 'not-sent', why: 'status 429', retryAfterMs: 1_000 },
  { outcome: 'ambiguous', why: 'status 502' },
  { outcome: 'refused', why: 'status 403' },
])('one that does not arrive is lost, and a minute of rest: %j', async (failed) => {
  await start();
  outcome = async () => failed;
  expect(await types()).toBe(1);
  outcome = async () => ({ outcome: 'sent' });
  now += 59_999;
  expect(await types()).toBe(1);
  now += 1;
  expect(await types()).toBe(2);
});

test.each<readonly [string, Partial<Typing>]>([
  ['for the customer', { from: 'customer' }],
  ['on the web', { channel: 'web' }],
  ['by a process that only heard of it', { elsewhere: true }],
  ['in a conversation that is gone', { conversationId: 'other' as ConversationId }],
  ['to a customer who is gone', { customerId: 'c-9' as CustomerId }],
])('is not sent %s', async (_who, more) => {
  await start();
  expect(await types(more)).toBe(0);
});

test('words that wait say more', async () => {
  const waiting: OutboxEntry = { entry: 'a' as ActivityId, state: 'pending', attempts: 1 };
  await start({ outbox: [waiting] });
  expect(await types()).toBe(0);
});

test('is not shown once the channel has closed', async () => {
  await start();
  end();
  expect(await types()).toBe(0);
});
