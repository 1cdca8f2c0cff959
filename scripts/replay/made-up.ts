// A past for the demo, which has none when it starts: written where it is soon removed, so that it gets into nobody's chat.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Folder } from '../../service/load-folder.js';
import { historyInput, writeHistory } from '../generate/write-history.js';

/** About what a shop of this size decides in a day. */
const DECISIONS_A_DAY = 150;
const DAY = 86_400_000;
const SEED = 1;

/** @param span milliseconds before now. */
export async function madeUpHistory(
  folder: Folder,
  now: Date,
  span: number,
): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const place = await mkdtemp(join(tmpdir(), 'rapport-history-'));
  const file = join(place, 'history.jsonl');
  const to = now.getTime();
  const input = historyInput(folder, { from: to - span, to }, SEED);
  await writeHistory(file, input, Math.max(1, Math.round((DECISIONS_A_DAY * span) / DAY)));
  return { file, remove: () => rm(place, { recursive: true, force: true }) };
}
