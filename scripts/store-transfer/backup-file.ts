// A backup: one compressed file of JSON lines, a header, the records and a trailer with their hash. Knows no stores.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import type { RapportError } from '../../data/errors.js';
import type { Instant } from '../../data/ids.js';
import { localDisk } from '../../data/lowdb/disk.js';
import type { Erasure } from '../../data/ports.js';
import { linesOf } from './lines.js';
import type { Entry } from './records.js';
import { Refusal } from './refusal.js';

const FORMAT = 'rapport-backup';
/** Grows when an older version of the code could not read the file any more. */
const VERSION = 1;

const Header = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  at: z.string(),
  store: z.string(),
  /** When it was begun; the trailer has the exact counts. */
  customers: z.number(),
});
export type Header = z.infer<typeof Header>;

const Counts = z.object({
  customers: z.number(),
  conversations: z.number(),
  values: z.number(),
  erased: z.number(),
});
export type Counts = z.infer<typeof Counts>;

const Trailer = z.object({ counts: Counts, sha256: z.string() });

/**
 * Writes beside `file`, flushes, and renames in the end: interrupted, whatever `file` was before stays.
 * @param draft a name of its own in the same folder.
 */
export async function writeBackup(
  file: string,
  draft: string,
  head: { readonly at: Instant; readonly store: string; readonly customers: number },
  entries: AsyncIterable<Entry>,
  signal: AbortSignal,
): Promise<Counts> {
  const counts = { customers: 0, conversations: 0, values: 0, erased: 0 };

  async function* lines(): AsyncGenerator<string> {
    const hash = createHash('sha256');
    const line = (content: object): string => {
      const text = `${JSON.stringify(content)}\n`;
      hash.update(text);
      return text;
    };
    yield line({ format: FORMAT, version: VERSION, ...head } satisfies Header);
    for await (const entry of entries) {
      count(counts, entry);
      yield line(entry);
    }
    yield `${JSON.stringify({ counts, sha256: hash.digest('hex') })}\n`;
  }

  try {
    // For the operator's eyes only: it has everything that customers said.
    const written = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(lines, createGzip(), written, { signal });
    await rename(draft, file);
    await localDisk.syncFolder(dirname(file));
  } catch (error) {
    await rm(draft, { force: true });
    throw isSystemError(error) ? cantWrite(file, error) : error;
  }
  return counts;
}

/**
 * Reads all of it and compares the hash.
 * @throws Refusal NOT_FOUND when it is not there; RECORD_BROKEN when it is no backup, cut short, changed, or too new.
 */
export async function checkBackup(
  file: string,
): Promise<{ readonly header: Header; readonly counts: Counts; readonly erased: readonly Erasure[] }> {
  const erased: Erasure[] = [];
  const counts = { customers: 0, conversations: 0, values: 0, erased: 0 };
  let header: Header | undefined;
  for await (const line of checkedLines(file)) {
    if (!('kind' in line)) header = line;
    else {
      count(counts, line);
      if (line.kind === 'erased') erased.push({ id: line.id, at: line.at });
    }
  }
  if (!header) throw broken(file, 'it is empty');
  return { header, counts, erased };
}

/** @throws as `checkBackup`, though the hash is known at the end alone. */
export async function* entriesIn(file: string): AsyncGenerator<Entry> {
  for await (const line of checkedLines(file)) if ('kind' in line) yield line;
}

async function* checkedLines(file: string): AsyncGenerator<Header | Entry> {
  const hash = createHash('sha256');
  let begun = false;
  let last: string | undefined;
  for await (const line of unpacked(file)) {
    if (last !== undefined) {
      hash.update(`${last}\n`);
      const parsed: unknown = parse(file, last);
      yield begun ? entryOf(file, parsed) : headerOf(file, parsed);
      begun = true;
    }
    last = line;
  }
  // A file of one line alone has a header at best, and is told so by it.
  if (!begun) headerOf(file, parse(file, last ?? ''));
  const trailer = Trailer.safeParse(parse(file, last ?? ''));
  if (!begun || !trailer.success) throw broken(file, 'it was cut short');
  if (trailer.data.sha256 !== hash.digest('hex')) throw broken(file, 'its hash does not fit what is in it');
}

async function* unpacked(file: string): AsyncGenerator<string> {
  await access(file).catch((cause: unknown) => {
    throw new Refusal('NOT_FOUND', `there is no ${file}, or it can't be read.`, 'Name the backup.', {
      cause,
    });
  });
  const packed = createReadStream(file);
  const gunzip = createGunzip();
  packed.on('error', (error) => gunzip.destroy(error));
  try {
    yield* linesOf(packed.pipe(gunzip));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'Z_BUF_ERROR') throw broken(file, 'it was cut short');
    if (code.startsWith('Z_')) throw broken(file, 'it is not compressed by gzip, or damaged');
    throw error;
  } finally {
    packed.destroy();
  }
}

function parse(file: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw broken(file, 'it holds a line that is not JSON');
  }
}

/** No more is asked of it: that it is as we wrote it, the hash says. */
function entryOf(file: string, line: unknown): Entry {
  if (typeof line === 'object' && line !== null && 'kind' in line) return line as Entry;
  throw broken(file, 'it holds a line that is no record');
}

function headerOf(file: string, line: unknown): Header {
  const header = Header.safeParse(line);
  if (!header.success) throw broken(file, 'it is not a backup of Rapport');
  if (header.data.version === VERSION) return header.data;
  throw new Refusal(
    'RECORD_BROKEN',
    `${file} has version ${header.data.version} of the format, and this version of Rapport reads ${VERSION}.`,
    'Restore it with the version of Rapport that made it.',
  );
}

function count(counts: Counts, entry: Entry): void {
  if (entry.kind === 'customer') {
    counts.customers += 1;
    counts.conversations += entry.archive.length;
  } else if (entry.kind === 'value') counts.values += 1;
  else counts.erased += 1;
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function cantWrite(file: string, cause: Error & { readonly code: string }): RapportError {
  return new Refusal(
    'STORE_UNAVAILABLE',
    `${file} can't be written (${cause.code}).`,
    'Check that its folder exists, its permissions and the free space.',
    { cause },
  );
}

function broken(file: string, reason: string): RapportError {
  return new Refusal('RECORD_BROKEN', `${file} can't be restored: ${reason}.`, 'Take another backup.');
}
