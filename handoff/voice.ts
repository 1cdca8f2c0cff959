// How the desk speaks to the customer: in the bot's name, from the business's texts. Decides nothing of what is said.

import { appendEntry } from '../data/append-entry.js';
import type { Conversation } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import type { ActivityId, Clock } from '../data/ids.js';

export interface DeskVoice {
  tell(
    record: CustomerRecord,
    conversation: Conversation,
    key: string,
    values?: Readonly<Record<string, string>>,
    /** Keys of what the customer may tap; each says its own title. */
    choices?: readonly string[],
  ): void;
  /** A time as this customer reads it. */
  time(at: Date): string;
}

/** The desk's voice over the business's texts. */
export function createVoice(parts: {
  readonly say: (record: CustomerRecord, key: string, values?: Readonly<Record<string, string>>) => string;
  readonly time: (at: Date) => string;
  readonly clock: Clock;
  readonly newId: () => string;
}): DeskVoice {
  return {
    time: parts.time,
    tell(record, conversation, key, values, choices) {
      const titles = choices?.map((choice) => parts.say(record, choice)) ?? [];
      const actions = titles.map((title) => ({ type: 'imBack', title, value: title }) as const);
      appendEntry(conversation, {
        id: parts.newId() as ActivityId,
        at: parts.clock(),
        from: { role: 'bot' },
        activity: {
          type: 'message',
          text: parts.say(record, key, values),
          textFormat: 'plain',
          ...(actions.length > 0 ? { suggestedActions: { actions } } : {}),
        },
      });
    },
  };
}
