// A table on disk from keys to places in another file, in one small read a key. Knows nothing of what lies there.

import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';

export interface Place {
  /** Bytes. */
  readonly offset: number;
  readonly length: number;
}

/** 4 bytes of the key's hash, 6 of the offset, 4 of the length, 2 unused. A length of 0 is an empty slot. */
const SLOT = 16;
/** Slots read at once: with half of them empty, nearly every key is found in the first read. */
const RUN = 16;

/** @returns the table's bytes, for a file. Two keys whose hashes begin alike both stay; the reader compares the records. */
export function slotsOf(count: number, places: Iterable<readonly [string, Place]>): Buffer {
  const slots = slotCount(count);
  const table = Buffer.alloc(slots * SLOT);
  for (const [key, { offset, length }] of places) {
    const { start, mark } = hashOf(key);
    let slot = start % slots;
    while (table.readUInt32LE(slot * SLOT + 10) !== 0) slot = (slot + 1) % slots;
    table.writeUInt32LE(mark, slot * SLOT);
    table.writeUIntLE(offset, slot * SLOT + 4, 6);
    table.writeUInt32LE(length, slot * SLOT + 10);
  }
  return table;
}

/**
 * @param file open for reading; @param bytes its length.
 * @returns where the key's record may be; most often one place, and none where the key is not there.
 */
export function* placesOf(file: number, bytes: number, key: string): Generator<Place> {
  const slots = Math.floor(bytes / SLOT);
  if (slots === 0) return;
  const { start, mark } = hashOf(key);
  const run = Buffer.alloc(RUN * SLOT);
  for (let done = 0, slot = start % slots; done < slots; ) {
    const length = Math.min(RUN, slots - slot, slots - done);
    readSync(file, run, 0, length * SLOT, slot * SLOT);
    for (let i = 0; i < length; i++) {
      const place = { offset: run.readUIntLE(i * SLOT + 4, 6), length: run.readUInt32LE(i * SLOT + 10) };
      if (place.length === 0) return;
      if (run.readUInt32LE(i * SLOT) === mark) yield place;
    }
    done += length;
    slot = (slot + length) % slots;
  }
}

/** A power of two, at least twice as many as keys. */
function slotCount(keys: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, keys) * 2));
}

function hashOf(key: string): { readonly start: number; readonly mark: number } {
  const digest = createHash('sha256').update(key).digest();
  return { start: digest.readUInt32LE(0), mark: digest.readUInt32LE(4) };
}
