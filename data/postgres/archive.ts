// Ended conversations, one row each, kept beside their customer's. Knows nothing of open ones.

import type { Conversation } from '../conversation.js';
import { byStart } from '../memory/conversation-order.js';
import type { Archive } from '../ports.js';
import type { Database, Statement } from './database.js';
import { keyOf } from './keys.js';

const ADD: Statement = {
  name: 'conversation-add',
  text: `INSERT INTO conversations (customer_id, conversation_id, record) VALUES ($1, $2, $3)
    ON CONFLICT (customer_id, conversation_id) DO UPDATE SET record = excluded.record`,
};
const OF: Statement = {
  name: 'conversations-of',
  text: 'SELECT record FROM conversations WHERE customer_id = $1',
};
const ERASE: Statement = {
  name: 'conversations-erase',
  text: 'DELETE FROM conversations WHERE customer_id = $1',
};

export function createArchive(database: Database): Archive {
  return {
    async add(customerId, conversation) {
      await database.run(ADD, [keyOf(customerId), keyOf(conversation.id), JSON.stringify(conversation)]);
    },
    async of(customerId) {
      const { rows } = await database.run<{ record: string }>(OF, [keyOf(customerId)]);
      return rows.map(({ record }) => JSON.parse(record) as Conversation).sort(byStart);
    },
    async erase(customerId) {
      await database.run(ERASE, [keyOf(customerId)]);
    },
  };
}
