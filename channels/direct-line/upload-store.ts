// The files that customers and agents sent: where they are kept, until they are erased with the customer. Knows no turn and no protocol.

import type { AttachmentContent } from '../../data/conversation.js';
import type { Clock, CustomerId, Instant } from '../../data/ids.js';
import type { Stores } from '../../data/ports.js';
import type { ReceivedFile } from './read-upload.js';

/** A kept file; its key, 256 random bits, is all that its reader needs. */
export interface Upload {
  readonly name: string;
  readonly contentType: string;
  readonly base64: string;
  readonly customerId: CustomerId;
  readonly at: Instant;
}

export interface UploadStore {
  /** @returns what the transcript says of the files, and a function that forgets them again when the turn fails. */
  keep(
    files: readonly ReceivedFile[],
    customerId: CustomerId,
  ): Promise<{ readonly attachments: readonly AttachmentContent[]; forget(): Promise<void> }>;
  get(key: string): Promise<Upload | undefined>;
  /** @returns what was kept for this customer at these addresses, as it was kept; `undefined` when one of them is nothing of theirs. */
  keptAt(urls: readonly string[], customerId: CustomerId): Promise<readonly AttachmentContent[] | undefined>;
}

/** @param newKey 256 random bits, base64url. `publicUrl`: where this server is reached. */
export function createUploadStore({
  stores,
  clock,
  newKey,
  publicUrl,
}: {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly newKey: () => string;
  readonly publicUrl: string;
}): UploadStore {
  const uploads = stores.collection<Upload>('uploads');
  const base = `${publicUrl}/v3/directline/attachments/`;
  const get = async (key: string) => (await uploads.get(key))?.value;
  return {
    get,
    async keep(files, customerId) {
      const at = clock().toISOString();
      const keyed = files.map((file) => ({ key: newKey(), file }));
      for (const { key, file } of keyed) {
        const base64 = Buffer.from(file.bytes).toString('base64');
        await uploads.save(
          key,
          { name: file.name, contentType: file.contentType, base64, customerId, at },
          0,
        );
      }
      return {
        attachments: keyed.map(({ key, file: { name, contentType } }) => ({
          contentType,
          name,
          contentUrl: base + key,
        })),
        async forget() {
          for (const { key } of keyed) await uploads.remove(key);
        },
      };
    },
    async keptAt(urls, customerId) {
      const found: AttachmentContent[] = [];
      for (const contentUrl of urls) {
        const file = contentUrl.startsWith(base) ? await get(contentUrl.slice(base.length)) : undefined;
        if (file?.customerId !== customerId) return undefined;
        found.push({ contentType: file.contentType, name: file.name, contentUrl });
      }
      return found;
    },
  };
}

/** Part of erasing a customer. Reads the whole collection: for that rare occasion only. Idempotent. */
export async function eraseUploads(stores: Stores, customerId: CustomerId): Promise<void> {
  const uploads = stores.collection<Upload>('uploads');
  for (const { key, stored } of await uploads.list()) {
    if (stored.value.customerId === customerId) await uploads.remove(key);
  }
}
