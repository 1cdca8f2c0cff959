// A PostgreSQL server for one run of the chaos, which may stop it in between.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoppableDatabase } from './faults.js';

export interface RunDatabase extends StoppableDatabase {
  readonly url: string;
  /** Ends it and deletes its folder. */
  end(): Promise<void>;
}

export async function startRunDatabase(): Promise<RunDatabase> {
  const { startPostgres } = await withoutSignalHandlers(() => import('../postgres.js'));
  const folder = await mkdtemp(join(tmpdir(), 'rapport-chaos-'));
  const clear = () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  try {
    const server = await startPostgres({ folder });
    return {
      url: server.url,
      stopImmediately: server.stopImmediately,
      start: server.start,
      async end() {
        // It may have ended already: a terminal's Ctrl-C goes to it as well.
        await server.stopImmediately().catch(() => undefined);
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** The package ends this process at a signal, before bots and folders could be cleared away; whoever runs this does all of that. */
async function withoutSignalHandlers<T>(load: () => Promise<T>): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const before = signals.map((signal) => process.listeners(signal));
  const loaded = await load();
  for (const [at, signal] of signals.entries()) {
    const own = process.listeners(signal).filter((listener) => !before[at]?.includes(listener));
    for (const listener of own) process.removeListener(signal, listener);
  }
  return loaded;
}
