// A conversation that goes on for ever: its record stays small, and who reads it from any point misses nothing.

import { describe, expect, it } from 'vitest';
import { appendEntry } from '../data/append-entry.js';
import type { Conversation, TranscriptEntry } from '../data/conversation.js';
import type { ActivityId, ConversationId } from '../data/ids.js';
import { takeSegment, withSegments } from '../data/transcript-segments.js';
import { agentSays, begin, get, listen, startDirectLine } from './direct-line-fixture.js';

const AT = new Date('2026-03-02T09:00:00.000Z');

function conversationOf(entries: number): Conversation {
  const conversation: Conversation = {
    id: 'c1' as ConversationId,
    channel: 'msteams',
    startedAt: AT.toISOString(),
    lastActivityAt: AT.toISOString(),
    transcript: [],
    handled: [],
    focus: {},
    counters: { failures: 0, recentQuestions: [] },
    outbox: [],
  };
  for (let n = 0; n < entries; n++) say(conversation);
  return conversation;
}

function say(conversation: Conversation): TranscriptEntry {
  const id = `a${conversation.transcript.at(-1)?.sequence ?? 0}` as ActivityId;
  return appendEntry(conversation, {
    id,
    at: AT,
    from: { role: 'customer' },
    activity: { type: 'message', text: id },
  });
}

const sequences = (entries: readonly TranscriptEntry[]) => entries.map(({ sequence }) => sequence);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe('a long transcript', () => {
  it.each([
    { entries: 119, taken: 0 },
    { entries: 120, taken: 0 },
    { entries: 121, taken: 61 },
  ])('of $entries entries gives $taken to the archive', ({ entries, taken }) => {
    const conversation = conversationOf(entries);
    const segment = takeSegment(conversation);
    expect(sequences(segment?.transcript ?? [])).toEqual(upTo(taken));
    expect(sequences(conversation.transcript)).toEqual(upTo(entries, taken + 1));
  });

  it('goes on with its numbers', () => {
    const conversation = conversationOf(121);
    takeSegment(conversation);
    expect(say(conversation).sequence).toBe(122);
  });

  it('keeps a reply that is still to be sent, with all that came after it', () => {
    const conversation = conversationOf(130);
    conversation.outbox.push({ entry: conversation.transcript[9]!.id, state: 'pending', attempts: 0 });
    expect(sequences(takeSegment(conversation)?.transcript ?? [])).toEqual(upTo(9));
    expect(takeSegment(conversation)).toBeUndefined();
  });

  it('is whole after any number of segments, also where a crash left one that the record still holds', () => {
    const conversation = conversationOf(0);
    const archive: Conversation[] = [];
    for (let n = 1; n <= 400; n++) {
      say(conversation);
      const lost = n % 150 === 0 ? structuredClone(conversation) : undefined;
      const segment = takeSegment(lost ?? conversation);
      if (segment) archive.unshift(segment);
      expect(sequences(withSegments(conversation, archive))).toEqual(upTo(n));
    }
    expect(archive.length).toBeGreaterThan(3);
    expect(withSegments(conversation, [{ ...conversationOf(5), id: 'other' as ConversationId }])).toEqual(
      conversation.transcript,
    );
  });
});

describe('a client of Direct Line', () => {
  it('reads a long conversation from the beginning, from the archive and from the record alike', async () => {
    const bot = await startDirectLine();
    const { token, conversationId, url, streamUrl } = await begin(bot);
    const session = await bot.tokens.verify(token);
    const stored = (await bot.stores.customers.get(session.customerId))!;
    const conversation = stored.value.conversations[0]!;
    for (let n = conversation.transcript.length; n < 200; n++) say(conversation);
    const segment = takeSegment(conversation)!;
    expect(segment.segmentOf).toBe(conversationId);
    await bot.stores.archive.add(session.customerId, segment);
    await bot.stores.customers.save(stored.value, stored.version);

    for (const after of [0, 1, 139, 140, 141, 199]) {
      const { body } = await get(`${url}/activities?watermark=${after}`, token);
      expect(body.activities).toHaveLength(200 - after);
      expect(body.watermark).toBe('200');
    }
    const heard = await listen(`${streamUrl}&watermark=`);
    await heard.until(200);
    await agentSays(bot, session.customerId, 'Hello');
    await heard.until(201);
    expect(heard.watermark).toBe('201');
    await bot.stop();
  });
});
