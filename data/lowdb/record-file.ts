// One record in one JSON file, `{ version, record }`, read and written through lowdb. Knows no customers.

import { isUtf8 } from 'node:buffer';
import { type Adapter, Low } from 'lowdb';
import type { Stored } from '../ports.js';
import type { BrokenShelf } from './broken-shelf.js';
import type { DurableFiles } from './durable-files.js';

interface Envelope<T> {
  readonly version: number;
  readonly record: T;
}

/** @returns whether this is such a record, and the one that belongs into this file. */
export type Fits<T> = (record: unknown) => record is T;

/** Tells records from what an operator's editor may leave beside them. */
export function isRecordFile(name: string): boolean {
  return name.endsWith('.json');
}

/** A file for the length of one operation; the caller sees to it that nobody else works on it. */
export class RecordFile<T> {
  readonly #low: Low<Envelope<T> | null>;

  constructor(files: DurableFiles, shelf: BrokenShelf, file: string, fits: Fits<T>) {
    this.#low = new Low<Envelope<T> | null>(new JsonAdapter(files, shelf, file, fits), null);
  }

  /** @throws RapportError RECORD_BROKEN when the file is broken, or was and nobody has put that right. */
  async read(): Promise<Stored<T> | undefined> {
    await this.#low.read();
    const { data } = this.#low;
    return data ? { value: data.record, version: data.version } : undefined;
  }

  /** Durable when it returns; only after `read`, which knows what to put back if this fails. */
  async write(record: T, version: number): Promise<void> {
    this.#low.data = { version, record };
    await this.#low.write();
  }
}

class JsonAdapter<T> implements Adapter<Envelope<T> | null> {
  #previous: Buffer | undefined;

  constructor(
    private readonly files: DurableFiles,
    private readonly shelf: BrokenShelf,
    private readonly file: string,
    private readonly fits: Fits<T>,
  ) {}

  async read(): Promise<Envelope<T> | null> {
    this.#previous = await this.files.read(this.file);
    if (!this.#previous) {
      await this.shelf.refuseIfSetAside(this.file);
      return null;
    }
    const parsed = parse(this.#previous, this.fits);
    if ('reason' in parsed) throw await this.shelf.setAside(this.file, parsed.reason);
    return parsed.envelope;
  }

  async write(data: Envelope<T> | null): Promise<void> {
    await this.files.replace(this.file, JSON.stringify(data), this.#previous);
  }
}

function parse<T>(bytes: Buffer, fits: Fits<T>): { envelope: Envelope<T> } | { reason: string } {
  // Decoding would silently put replacement characters in the place of damaged bytes.
  if (!isUtf8(bytes)) return { reason: 'it is not UTF-8' };
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8'));
  } catch {
    // The parser's own message quotes what is in the file, which is nothing for a log.
    return { reason: 'it is not JSON' };
  }
  if (typeof content !== 'object' || content === null) return { reason: 'it holds no object' };
  const { version, record } = content as Partial<Envelope<unknown>>;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    return { reason: `its version is ${JSON.stringify(version)}, not a number from 1` };
  }
  if (!fits(record)) return { reason: 'its record is of another kind, or belongs into another file' };
  return { envelope: { version, record } };
}
