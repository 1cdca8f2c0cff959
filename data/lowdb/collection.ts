// A business-wide collection, one file a key in a folder of its own. Knows not what the values mean.

import { join } from 'node:path';
import { RapportError } from '../errors.js';
import type { Collection, CollectionName, Stored } from '../ports.js';
import { inBatches } from './batches.js';
import { fileNameOf } from './file-names.js';
import type { OpenFolder } from './open-folder.js';
import { isRecordFile, RecordFile } from './record-file.js';

/** The key stands in the file because long keys are hashed in its name. */
interface Keyed<T> {
  readonly key: string;
  readonly value: T;
}

/** `list` leaves a broken value out, so that one can't stop all; it is set aside and reported, and `get` of it throws. */
export function createCollection<T>(folder: OpenFolder, name: CollectionName): Collection<T> {
  const { files, queue, shelf } = folder;
  const own = join(files.root, 'collections', name);

  function read(fileName: string): Promise<Stored<Keyed<T>> | undefined> {
    return queue.alone(keyOf(fileName), () => valueFile(fileName).read());
  }

  function valueFile(fileName: string): RecordFile<Keyed<T>> {
    const fits = (record: unknown): record is Keyed<T> => isKeyedIn(fileName, record);
    return new RecordFile(files, shelf, join(own, fileName), fits);
  }

  function keyOf(fileName: string): string {
    return `collections/${name}/${fileName}`;
  }

  return {
    async get(key) {
      const stored = await read(fileNameFor(key));
      return stored && { value: stored.value.value, version: stored.version };
    },

    async save(key, value, expectedVersion) {
      const fileName = fileNameFor(key);
      const kept = structuredClone(value);
      return queue.alone(keyOf(fileName), async () => {
        const file = valueFile(fileName);
        if (((await file.read())?.version ?? 0) !== expectedVersion) return 'conflict';
        await file.write({ key, value: kept }, expectedVersion + 1);
        return 'saved';
      });
    },

    async remove(key) {
      const fileName = fileNameFor(key);
      await queue.alone(keyOf(fileName), () => files.remove(join(own, fileName)));
    },

    async list() {
      const names = await queue.alone(keyOf(''), () => files.names(own));
      const found = await inBatches(names.filter(isRecordFile), (fileName) =>
        read(fileName).catch(leaveBrokenOut),
      );
      return found
        .filter((stored) => stored !== undefined)
        .map(({ value, version }) => ({ key: value.key, stored: { value: value.value, version } }));
    },
  };
}

function fileNameFor(key: string): string {
  return `${fileNameOf(key)}.json`;
}

function isKeyedIn(fileName: string, record: unknown): boolean {
  if (typeof record !== 'object' || record === null) return false;
  const { key } = record as Partial<Keyed<unknown>>;
  return typeof key === 'string' && fileNameFor(key) === fileName && 'value' in record;
}

function leaveBrokenOut(error: unknown): undefined {
  if (error instanceof RapportError && error.code === 'RECORD_BROKEN') return undefined;
  throw error;
}
