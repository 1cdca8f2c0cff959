// Ended conversations, one file each in a folder a customer. Knows nothing of open ones.

import { join } from 'node:path';
import type { Conversation } from '../conversation.js';
import { byStart } from '../memory/conversation-order.js';
import type { Archive } from '../ports.js';
import { inBatches } from './batches.js';
import { fileNameOf } from './file-names.js';
import type { OpenFolder } from './open-folder.js';
import { isRecordFile, RecordFile } from './record-file.js';

export function createArchive(folder: OpenFolder): Archive {
  const { files, queue, shelf } = folder;

  function conversationFile(customer: string, fileName: string): RecordFile<Conversation> {
    const fits = (record: unknown): record is Conversation => isConversationIn(fileName, record);
    return new RecordFile(files, shelf, join(archiveFolder(folder, customer), fileName), fits);
  }

  return {
    async add(customerId, conversation) {
      const customer = fileNameOf(customerId);
      const kept = structuredClone(conversation);
      await queue.alone(keyOf(customer), async () => {
        const file = conversationFile(customer, `${fileNameOf(kept.id)}.json`);
        const present = await file.read();
        await file.write(kept, (present?.version ?? 0) + 1);
      });
    },

    async of(customerId) {
      const customer = fileNameOf(customerId);
      return queue.alone(keyOf(customer), async () => {
        const own = archiveFolder(folder, customer);
        await shelf.refuseIfAnySetAside(own);
        const names = (await files.names(own)).filter(isRecordFile);
        const read = await inBatches(names, (name) => conversationFile(customer, name).read());
        return read
          .filter((stored) => stored !== undefined)
          .map((stored) => stored.value)
          .sort(byStart);
      });
    },

    async erase(customerId) {
      const customer = fileNameOf(customerId);
      await queue.alone(keyOf(customer), async () => {
        const own = archiveFolder(folder, customer);
        await files.removeFolder(own);
        await shelf.eraseFolder(own);
      });
    },
  };
}

/** @param customer the encoded id. */
export function archiveFolder({ files }: OpenFolder, customer: string): string {
  return join(files.root, 'archive', customer);
}

function isConversationIn(fileName: string, record: unknown): record is Conversation {
  if (typeof record !== 'object' || record === null) return false;
  const { id, transcript } = record as Partial<Conversation>;
  return typeof id === 'string' && `${fileNameOf(id)}.json` === fileName && Array.isArray(transcript);
}

function keyOf(customer: string): string {
  return `archive/${customer}`;
}
