// What a customer says, through the bot's own door, as a channel hands it on. Knows no desk.

import { ActivityTypes, TurnContext } from 'botbuilder-core';
import type { Bot } from '../../bots/index.js';
import { SilentAdapter } from '../../bots/silent-adapter.js';
import type { ConversationId, CustomerId } from '../../data/ids.js';

export interface SpeakingCustomer {
  readonly customerId: CustomerId;
  readonly kind: 'guest' | 'known';
  readonly conversationId: ConversationId;
}

/** @param message.id the same again is the same message. Resolves when it is stored. */
export async function customerSays(
  bot: Bot,
  { customerId, kind, conversationId }: SpeakingCustomer,
  message: { readonly id: string; readonly text: string },
): Promise<void> {
  const context = new TurnContext(new SilentAdapter(), {
    type: ActivityTypes.Message,
    ...message,
    channelId: 'web',
    conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: customerId, name: '' },
    recipient: { id: 'bot', name: 'bot' },
    serviceUrl: 'https://example.test',
  });
  await bot.turn(context, { customerId, kind, channel: 'web', conversationId });
}
