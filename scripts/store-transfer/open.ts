// Opens the store that the environment names, to read it or to write to it. Knows not what for.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, readConfig } from '../../config.js';
import { RapportError } from '../../data/errors.js';
import { openLowdbStores } from '../../data/lowdb/lowdb-stores.js';
import { mustBeDataFolder, openLowdbFolderReadOnly, type StoreReader } from '../../data/lowdb/read-only.js';
import type { Stores } from '../../data/ports.js';
import { openPostgresStores } from '../../data/postgres/postgres-stores.js';
import { Refusal } from './refusal.js';

export type Environment = Readonly<Record<string, string | undefined>>;
export type StoreName = 'lowdb' | 'postgres';

/** A collection's list is one statement, and files that customers sent may make it long. */
const LIMITS = { statementMs: 10 * 60_000 };

/** @param name as given, by an option or by STORE. @throws Refusal for any other. */
export function storeNamed(name: string | undefined, option: string): StoreName {
  if (name === 'lowdb' || name === 'postgres') return name;
  const given = name === undefined ? 'is missing' : `is ${JSON.stringify(name)}`;
  throw new Refusal('BAD_REQUEST', `${option} ${given}.`, 'Use lowdb or postgres.');
}

/** Alone: for lowdb no other process gets in until it is closed. @throws Refusal. */
export async function openToWrite(store: StoreName, env: Environment): Promise<Stores> {
  return refusing(() => open(store, settings(store, env)));
}

/** The same, where there is something to be moved away. @throws Refusal. */
export async function openToMove(store: StoreName, env: Environment): Promise<Stores> {
  return refusing(async () => {
    const config = settings(store, env);
    // Opening would make an empty one.
    if (store === 'lowdb') await mustBeDataFolder(config.dataDir);
    return open(store, config);
  });
}

/** While others use it. @throws Refusal. */
export async function openToRead(
  store: StoreName,
  env: Environment,
): Promise<{ readonly reader: StoreReader; close(): Promise<void> }> {
  return refusing(async () => {
    const config = settings(store, env);
    if (store === 'lowdb') {
      const reader = await openLowdbFolderReadOnly(config.dataDir);
      return { reader, close: async () => undefined };
    }
    const stores = await open(store, config);
    return { reader: stores, close: () => stores.close() };
  });
}

/** @returns files of the embedded store that were set aside as broken, which nobody can read and nothing takes along. */
export async function setAsideIn(store: StoreName, env: Environment): Promise<number> {
  if (store === 'postgres') return 0;
  const folder = join(settings(store, env).dataDir, 'broken');
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).length;
}

async function open(store: StoreName, { dataDir, databaseUrl }: Config): Promise<Stores> {
  if (store === 'postgres') return openPostgresStores(databaseUrl, { hints: false, limits: LIMITS });
  return openLowdbStores(dataDir, {
    onBroken: ({ file, setAside }) => console.error(`${file} is broken and was set aside as ${setAside}.`),
  });
}

/** Only these variables: moving data needs none of the others, nor that they are right. */
function settings(store: StoreName, { DATA_DIR, DATABASE_URL }: Environment): Config {
  return readConfig({ STORE: store, DATA_DIR, DATABASE_URL });
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RapportError ? Refusal.because(error) : error;
  }
}
