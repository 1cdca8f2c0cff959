// Turns ids, which may hold any character, into file names. Knows nothing of what is in the files.

import { createHash } from 'node:crypto';

/** Names that Windows keeps for devices, with any ending. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/;
/** File systems end at 255 bytes; this leaves room for the endings that we add. */
const LONGEST = 120;

/**
 * A name that is safe on every file system: `a-z`, `0-9`, `-` and `_` stand for themselves, every other byte as `=` and two
 * hex digits. Two different ids never share a name, not even where case is ignored. Long ids become `~` and their SHA-256.
 */
export function fileNameOf(id: string): string {
  const name = DEVICES.test(id) ? escaped(id.charAt(0)) + id.slice(1) : id.replace(/[^a-z0-9_-]+/g, escaped);
  // An unpaired surrogate has no bytes of its own in UTF-8: only the hash of UTF-16 tells such ids apart.
  const exact = Buffer.from(id, 'utf8').toString('utf8') === id;
  if (exact && name.length > 0 && name.length <= LONGEST) return name;
  return `~${createHash('sha256').update(id, 'utf16le').digest('hex')}`;
}

/** @returns the id whose name this is; `undefined` for a hash, and for what is no name of ours. */
export function idOfName(name: string): string | undefined {
  const bytes = name.replace(/=([0-9a-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const id = Buffer.from(bytes, 'latin1').toString('utf8');
  return fileNameOf(id) === name && !name.startsWith('~') ? id : undefined;
}

/** @returns one of 256 folders, two hex digits, so that no folder grows by the number of customers. */
export function shardOf(fileName: string): string {
  return createHash('sha256').update(fileName).digest('hex').slice(0, 2);
}

function escaped(text: string): string {
  return Buffer.from(text, 'utf8').toString('hex').replace(/../g, '=$&');
}
