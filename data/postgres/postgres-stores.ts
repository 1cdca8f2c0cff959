// The stores in one PostgreSQL database, for one process or many. Puts the parts together.

import { randomUUID } from 'node:crypto';
import { RapportError } from '../errors.js';
import { createCustomerQueue } from '../memory/customer-queue.js';
import type { ChangeFeed, Sharing, Stores } from '../ports.js';
import { createArchive } from './archive.js';
import { createSharedFeed } from './change-feed.js';
import { createCollection } from './collection.js';
import { createCustomers } from './customers.js';
import { LIMITS, type Limits, openDatabase } from './database.js';
import { type HintLine, openHintLine } from './hint-line.js';
import { createLeases } from './leases.js';
import { migrate } from './migrate.js';
import { createPrecedence } from './precedence.js';

/** How late another process's commit is noticed where no hint came through. */
const LOOK_EVERY_MS = 1_000;

export interface PostgresOptions {
  /** Told of faults that nobody waits for: a listener's, or one of looking for others' commits. */
  readonly onError?: (error: unknown) => void;
  readonly limits?: Partial<Limits>;
  readonly lookEveryMs?: number;
  /** Off, others' commits are noticed by looking alone, as behind a pooler that does not let LISTEN through. */
  readonly hints?: boolean;
  readonly newId?: () => string;
  readonly random?: () => number;
}

export interface PostgresStores extends Stores {
  readonly feed: ChangeFeed;
  readonly sharing: Sharing;
}

/**
 * Brings the tables up to date and connects. What the server refuses later is STORE_UNAVAILABLE, and works again when it does.
 * `close` waits for all work begun with `exclusively`, so it must not be called from within it.
 * @throws RapportError STORE_UNAVAILABLE when it can't be reached, loses commits by its settings, or is newer than this code.
 */
export async function openPostgresStores(
  url: string,
  options: PostgresOptions = {},
): Promise<PostgresStores> {
  const { newId = randomUUID, random = Math.random, onError = () => undefined } = options;
  if (!URL.canParse(url)) throw noAddress();
  await migrate(url);
  const database = openDatabase(url, { ...LIMITS, ...options.limits });
  const queue = createCustomerQueue();
  let line: HintLine | undefined;
  const listeners = new Set<(sign: unknown) => void>();
  const origin = newId();
  const precedence = createPrecedence(database, origin, random);
  const customers = createCustomers({
    database,
    newId,
    origin,
    onSaved(saved) {
      precedence.saved(saved.id);
      line?.send(saved);
    },
  });
  const feed = createSharedFeed({ customers, onError, everyMs: options.lookEveryMs ?? LOOK_EVERY_MS });
  if (options.hints !== false) {
    line = openHintLine({
      url,
      random,
      origin,
      onHint: feed.hinted,
      onSign(sign) {
        for (const listener of listeners) listener(sign);
      },
      onListening: () => void feed.look(),
    });
  }
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await queue.idle();
    await line?.close();
    await feed.close();
    await database.close();
  }

  return {
    customers,
    feed,
    archive: createArchive(database),
    leases: createLeases(database),
    collection: (name) => createCollection(database, newId, name),
    exclusively: (id, work) => queue.exclusively(id, () => work().finally(() => precedence.after(id))),
    sharing: precedence,
    signs: {
      send: (sign) => line?.sign(sign),
      listen(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function noAddress(): RapportError {
  // The value is not shown: it has a password in it.
  return new RapportError(
    'CONFIG_INVALID',
    'DATABASE_URL is no address.',
    'Write it as postgresql://user:password@host:5432/database.',
  );
}
