// The logs of changed files as an ended process left them. Changes nothing.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFrames } from './journal-frames.js';

export function journalFolder(root: string): string {
  return join(root, 'journal');
}

/** @returns those of logs, the oldest first. */
export function logNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.endsWith('.log')).sort();
}

/**
 * @param root of the data folder, @param names of logs in `folder`, the oldest first.
 * @returns the changes by file (absolute), in their order, and which logs are damaged, with the reason.
 */
export async function readLogs(
  root: string,
  folder: string,
  names: readonly string[],
): Promise<{ readonly logged: Map<string, string[]>; readonly damaged: Map<string, string> }> {
  const logged = new Map<string, string[]>();
  const damaged = new Map<string, string>();
  for (const name of names) {
    const path = join(folder, name);
    const { frames, isDamaged } = readFrames(await readFile(path));
    for (const { name: of, text } of frames) {
      const file = join(root, of);
      const changes = logged.get(file);
      if (changes) changes.push(text);
      else logged.set(file, [text]);
    }
    if (isDamaged) damaged.set(path, 'its sums do not add up');
  }
  return { logged, damaged };
}
