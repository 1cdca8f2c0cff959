// The thresholds that a stopped or running product decides by: what its store says, unless the file was changed since. Changes nothing.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RapportError } from '../../data/errors.js';
import type { Thresholds, ThresholdsVersion } from '../../escalation/index.js';
import type { Folder } from '../../service/load-folder.js';
import { readThresholds, THRESHOLDS_FILE } from '../../service/load-thresholds.js';
import { type Environment, openToRead, type StoreName } from '../store-transfer/open.js';

/** @returns those of the folder where nothing is stored yet. */
export async function thresholdsInForce(
  folder: Pick<Folder, 'business' | 'thresholds'>,
  store: StoreName,
  env: Environment,
): Promise<Thresholds> {
  const versions = await storedVersions(store, env);
  const newest = versions.at(-1);
  if (!newest || newest.source === 'file') return folder.thresholds;
  const taken = versions.findLast(({ source }) => source === 'file');
  const file = await readFile(join(folder.business.folder, THRESHOLDS_FILE), 'utf8');
  // A file that was changed while nothing ran comes into force at the next start.
  if (taken && taken.text !== file) return folder.thresholds;
  const read = readThresholds(newest.text);
  return read.ok ? { ...read.value, version: newest.version } : folder.thresholds;
}

/** @returns oldest first; none where the product never ran. */
export async function storedVersions(
  store: StoreName,
  env: Environment,
): Promise<readonly ThresholdsVersion[]> {
  const opened = await openToRead(store, env).catch((error: unknown) => {
    if (error instanceof RapportError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  });
  if (!opened) return [];
  try {
    const all = await opened.reader.collection('thresholds').list();
    const versions = all.map(({ stored }) => stored.value as ThresholdsVersion);
    return versions.sort((a, b) => a.version - b.version);
  } finally {
    await opened.close();
  }
}
