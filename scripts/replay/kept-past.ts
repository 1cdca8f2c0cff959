// A past from stores in this very process, where a worker can't open them: written to a file for it. Changes nothing in them.

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Instant } from '../../data/ids.js';
import { pastOfStore } from './past-of-store.js';

const ALL = { part: 0, parts: 1 };

/** @returns a file as `npm run generate -- --history` writes it, for its owner alone; it holds what customers wrote. */
export async function keptPast(
  reader: Parameters<typeof pastOfStore>[0],
  since: Instant,
): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const place = await mkdtemp(join(tmpdir(), 'rapport-past-'));
  const file = join(place, 'past.jsonl');
  const remove = () => rm(place, { recursive: true, force: true });
  try {
    await pipeline(Readable.from(linesOf(reader, since)), createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { file, remove };
}

async function* linesOf(reader: Parameters<typeof pastOfStore>[0], since: Instant): AsyncGenerator<string> {
  for await (const conversation of pastOfStore(reader, since, ALL)) yield `${JSON.stringify(conversation)}\n`;
}
