// Ids as keys of tables: any string becomes one that PostgreSQL can store and index, and no two the same.

import { createHash } from 'node:crypto';

/** Bytes. An index entry may have 2,704, and an archived conversation's has two keys. */
const LONGEST = 1_000;

/**
 * An id stands for itself; one that the database can't hold (a NUL, half of a surrogate pair), that is too long for an index, or
 * that looks like one of these, becomes `~` and its SHA-256. What is stored under such a key names its id itself.
 */
export function keyOf(id: string): string {
  // Half of a surrogate pair does not survive UTF-8.
  const wellFormed = Buffer.from(id, 'utf8').toString('utf8') === id;
  if (wellFormed && !id.includes('\0') && !id.startsWith('~') && Buffer.byteLength(id) <= LONGEST) return id;
  return `~${createHash('sha256').update(id, 'utf16le').digest('hex')}`;
}

/** @param stored what is stored under a hashed key; it has the id as `id`. */
export function idOf<Id extends string>(key: string, stored: string | null): Id {
  if (!key.startsWith('~') || stored === null) return key as Id;
  return (JSON.parse(stored) as { id: Id }).id;
}
