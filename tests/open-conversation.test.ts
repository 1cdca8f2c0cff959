// Which conversation a message belongs to: the open one, a new one, or none because it has ended.

import { describe, expect, it } from 'vitest';
import { openConversation } from '../bots/open-conversation.js';
import type { Sender } from '../channels/turn.js';
import type { Channel } from '../data/conversation.js';
import type { ConversationId, CustomerId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import { AT, conversation, customer } from './store-contract.js';

const MARA = 'mara' as CustomerId;
const NOW = new Date(AT);

function from(conversationId: string, channel: Channel): Sender {
  return { customerId: MARA, kind: 'known', conversationId: conversationId as ConversationId, channel };
}

describe('a message', () => {
  it('to a conversation of the web that has ended is refused, in words for the operator and the client', async () => {
    const { archive } = createMemoryStores();
    await archive.add(MARA, { ...conversation('old'), channel: 'web' });
    const opening = openConversation(customer(MARA), from('old', 'web'), NOW, archive);
    await expect(opening).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('the conversation "old" has ended'),
    });
  });

  it('to a chat on Teams, whose id stays for ever, begins it again', async () => {
    const { archive } = createMemoryStores();
    await archive.add(MARA, conversation('chat'));
    const record = customer(MARA);
    expect((await openConversation(record, from('chat', 'msteams'), NOW, archive)).transcript).toEqual([]);
    expect(record.conversations.map(({ id }) => id)).toEqual(['chat']);
  });

  it('to a new conversation of the web ends the one before', async () => {
    const { archive } = createMemoryStores();
    const record = {
      ...customer(MARA),
      conversations: [{ ...conversation('first'), channel: 'web' as const }],
    };
    await openConversation(record, from('second', 'web'), NOW, archive);
    expect(record.conversations.map(({ id }) => id)).toEqual(['second']);
    expect((await archive.of(MARA)).map(({ id }) => id)).toEqual(['first']);
  });
});
