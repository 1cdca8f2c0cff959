// A token whose signature was checked is not checked with every message again; it ends all the same.

import { expect, it } from 'vitest';
import { createTokens } from '../channels/direct-line/tokens.js';
import type { ConversationId, CustomerId } from '../data/ids.js';
import { SECRET, testClock } from './direct-line-fixture.js';

it('is the same session until its last second, and expired from then on', async () => {
  const { clock, pass } = testClock();
  const tokens = createTokens({ secret: SECRET, clock });
  const { token, expires_in } = await tokens.begin({
    user: 'dl_c-1',
    customerId: 'c-1' as CustomerId,
    conversationId: 'v-1' as ConversationId,
    kind: 'known',
  });
  const session = await tokens.verify(token);
  expect(await tokens.verify(token)).toEqual(session);
  pass(expires_in / 60 - 1);
  expect(await tokens.verify(token)).toEqual(session);
  pass(1);
  await expect(tokens.verify(token)).rejects.toThrow('TOKEN_EXPIRED');
  await expect(tokens.verify(`${token}x`)).rejects.toThrow('TOKEN_INVALID');
});
