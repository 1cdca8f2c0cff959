// Puts planned pages into the knowledge folder: whole files, durably, and never over what is not the import's own. Knows no pages.

import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RapportError } from '../errors.js';
import { KNOWLEDGE_FOLDER } from '../load-knowledge.js';
import type { Plan } from './plan-import.js';

/** Drafts lie beside the pages, under a name that no loader reads. */
const DRAFTS = '.import-';

/**
 * All pages are written as drafts first; then each takes its place in one step. An interruption before that changes nothing; one
 * within leaves every page whole, old or new, and the next import makes the rest.
 * @throws RapportError STORE_CONFLICT when a page was changed since the plan was made; the file system's own errors.
 */
export async function placeFiles(folder: string, plan: Plan, signal: AbortSignal): Promise<void> {
  const shelf = join(folder, KNOWLEDGE_FOLDER);
  await mkdir(shelf, { recursive: true });
  const drafts = join(shelf, `${DRAFTS}${randomUUID()}`);
  try {
    await mkdir(drafts);
    for (const { name, text } of plan.files) {
      signal.throwIfAborted();
      await writeDurably(join(drafts, name), text);
    }
    for (const { name, replaces } of [
      ...plan.files,
      ...plan.gone.map(({ name, text }) => ({ name, replaces: text })),
    ]) {
      if (replaces !== undefined) await checkUnchanged(join(shelf, name), replaces);
    }
    signal.throwIfAborted();
    for (const { name, replaces } of plan.files) {
      if (replaces === undefined) await link(join(drafts, name), join(shelf, name)).catch(taken(name));
      else await rename(join(drafts, name), join(shelf, name));
    }
    for (const { name } of plan.gone) await rm(join(shelf, name), { force: true });
    await flushFolder(shelf);
  } finally {
    await rm(drafts, { recursive: true, force: true });
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function flushFolder(path: string): Promise<void> {
  // Windows opens no folder, and keeps names durable by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function checkUnchanged(path: string, expected: string): Promise<void> {
  const now = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  if (now !== expected) throw changed(path);
}

function taken(name: string) {
  return (error: unknown): never => {
    throw error instanceof Error && 'code' in error && error.code === 'EEXIST' ? changed(name) : error;
  };
}

function changed(name: string): RapportError {
  return new RapportError('STORE_CONFLICT', `${name} was changed while the import ran.`, 'Import again.');
}
