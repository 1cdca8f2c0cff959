// Signs that are no messages, over real sockets: who types, and how far the customer has read. None of them is in the transcript.

import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationId, CustomerId } from '../data/ids.js';
import { createTypingFeed } from '../handoff/typing-feed.js';
import {
  agentSays,
  begin,
  get,
  identityOf,
  listen,
  MAYA,
  post,
  type Running,
  startDirectLine,
} from './direct-line-fixture.js';

let bot: Running;
afterEach(() => bot.stop());

async function mayaOnline() {
  const told: unknown[] = [];
  const typingFeed = createTypingFeed();
  bot = await startDirectLine({
    typingFeed,
    signs: {
      typing: (customerId, conversationId) => told.push(['typing', customerId, conversationId]),
      async read(customerId, conversationId, line) {
        told.push(['read', customerId, conversationId, line]);
      },
    },
  });
  const session = await begin(bot, await identityOf(bot, MAYA));
  const maya = await listen(session.streamUrl);
  const { activities } = (await get(`${session.url}/activities`, session.token)).body;
  return { told, typingFeed, session, maya, activities };
}

describe('a person who types', () => {
  it('is shown to the customer, in the order of what is said, and kept nowhere', async () => {
    const { typingFeed, session, maya } = await mayaOnline();
    const { conversationId } = session;
    await maya.until(1);
    const before = maya.watermark;
    typingFeed.tell({ customerId: MAYA, conversationId, from: { agentName: 'Lena Okafor' } });
    await maya.until(2);
    expect(maya.activities[1]).toMatchObject({
      type: 'typing',
      from: { id: 'agent', name: 'Lena Okafor', role: 'bot' },
      conversation: { id: conversationId },
    });
    expect(maya.watermark).toBe(before);
    await agentSays(bot, MAYA, 'Hello Maya');
    await maya.until(3);
    expect(maya.lines.slice(1)).toEqual(['Lena Okafor: undefined', 'Lena Okafor: Hello Maya']);
    const all = await get(`${session.url}/activities`, session.token);
    expect(all.body.activities.map(({ type }: { type: string }) => type)).not.toContain('typing');
  });

  it('is not shown to others, in another conversation, or to who types themselves', async () => {
    const { typingFeed, session, maya } = await mayaOnline();
    const from = { agentName: 'Lena Okafor' };
    const { conversationId } = session;
    typingFeed.tell({ customerId: 'tom' as CustomerId, conversationId, from });
    typingFeed.tell({ customerId: MAYA, conversationId: 'another' as ConversationId, from });
    typingFeed.tell({ customerId: MAYA, conversationId, from: 'customer' });
    await agentSays(bot, MAYA, 'Hello Maya');
    await maya.until(2);
    expect(maya.activities.map(({ type }) => type)).not.toContain('typing');
  });

  it('nothing listens any more once the socket is closed', async () => {
    const { typingFeed, session, maya } = await mayaOnline();
    const closed = new Promise((resolve) => maya.socket.once('close', resolve));
    maya.socket.close();
    await closed;
    typingFeed.tell({
      customerId: MAYA,
      conversationId: session.conversationId,
      from: { agentName: 'Lena' },
    });
    expect(maya.activities.map(({ type }) => type)).not.toContain('typing');
  });
});

describe('a customer', () => {
  it('who types: the desk is told, and nothing is stored', async () => {
    const { told, session } = await mayaOnline();
    expect((await post(`${session.url}/activities`, session.token, { type: 'typing' })).status).toBe(200);
    expect(told).toEqual([['typing', MAYA, session.conversationId]]);
  });

  it('who has read: the desk is told up to which line, and it is no turn', async () => {
    const { told, session, activities } = await mayaOnline();
    const lastReadMessageId = activities.at(-1).id;
    const read = { type: 'event', name: 'read', value: { lastReadMessageId } };
    const version = async () => (await bot.stores.customers.get(MAYA))?.version;
    const before = await version();
    expect((await post(`${session.url}/activities`, session.token, read)).status).toBe(200);
    expect(told).toEqual([['read', MAYA, session.conversationId, lastReadMessageId]]);
    expect(await version()).toBe(before);
  });

  it.each([undefined, 'x', {}, { lastReadMessageId: 7 }, { lastReadMessageId: 'x'.repeat(101) }])(
    'who has read %j is refused',
    async (value) => {
      const { told, session } = await mayaOnline();
      const answer = await post(`${session.url}/activities`, session.token, {
        type: 'event',
        name: 'read',
        value,
      });
      expect([answer.status, answer.body.error.code]).toEqual([400, 'BAD_REQUEST']);
      expect(told).toEqual([]);
    },
  );
});
