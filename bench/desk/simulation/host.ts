// The server's process of a simulation: the product's bot and desk, made anew after each kill over the same store. A kill takes all
// that was only in memory, in the middle of whatever was going on, and can fall between a commit and its answer.

import { createChangeFeed } from '../../../data/change-feed.js';
import type { Clock } from '../../../data/ids.js';
import { createMemoryStores } from '../../../data/memory/memory-stores.js';
import type { ChangeFeed, Stores } from '../../../data/ports.js';
import { type CustomerService, createCustomerService } from '../../../service/customer-service.js';
import type { Folder } from '../../../service/load-folder.js';
import type { Understander } from '../../../understanding/index.js';

/** What a client sees of a server that is not there: no answer. */
export class NoAnswer extends Error {}

export interface Host {
  /** What outlives every process. */
  readonly stores: Stores;
  readonly errors: readonly string[];
  /** @throws NoAnswer while no process runs. */
  service(): CustomerService;
  /** @throws NoAnswer while no process runs. */
  feed(): ChangeFeed;
  isUp(): boolean;
  /** Grows whenever a handoff changes. */
  changes(): number;
  start(): Promise<void>;
  /** Between the next commit and its answer. */
  killAfterNextCommit(): void;
  /** @returns a function that ends it. Told when a process has died. */
  onDeath(listener: () => void): void;
  close(): Promise<void>;
}

interface Life {
  alive: boolean;
  doomed: boolean;
  readonly service: CustomerService;
  readonly feed: ChangeFeed;
}

export function createHost(parts: {
  readonly folder: Folder;
  readonly understander: Understander;
  readonly clock: Clock;
}): Host {
  const stores = createMemoryStores();
  const errors: string[] = [];
  const listeners = new Set<() => void>();
  let ids = 0;
  let changes = 0;
  let life: Life | undefined;

  function running(): Life {
    if (!life?.alive) throw new NoAnswer('no process runs');
    return life;
  }

  async function start(): Promise<void> {
    const state = { alive: true, doomed: false };
    const die = () => {
      state.alive = false;
      for (const listener of listeners) listener();
    };
    const onError = (error: unknown) => {
      // What was under way when the process died ends in faults of its own.
      if (state.alive) errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    };
    const feed = createChangeFeed(onError);
    feed.subscribe(({ handoffChanged }) => {
      if (handoffChanged) changes += 1;
    });
    const service = createCustomerService({
      ...parts,
      feed,
      onError,
      stores: mortal(stores, state, die),
      newId: () => `id-${++ids}`,
    });
    life = Object.assign(state, { service, feed });
    await service.desk.start();
  }

  return {
    stores,
    errors,
    start,
    service: () => running().service,
    feed: () => running().feed,
    isUp: () => life?.alive === true,
    changes: () => changes,
    killAfterNextCommit() {
      running().doomed = true;
    },
    onDeath: (listener) => listeners.add(listener),
    async close() {
      await life?.service.stop();
    },
  };
}

/** The store as one process sees it: nothing of what it does after its death counts. */
function mortal(stores: Stores, life: { alive: boolean; doomed: boolean }, die: () => void): Stores {
  const living = () => {
    if (!life.alive) throw new NoAnswer('the process was killed');
  };
  return {
    ...stores,
    customers: {
      ...stores.customers,
      async get(id) {
        living();
        return stores.customers.get(id);
      },
      async save(record, expectedVersion) {
        living();
        const saved = await stores.customers.save(record, expectedVersion);
        if (life.doomed && life.alive && saved === 'saved') die();
        living();
        return saved;
      },
    },
    // The simulation sweeps by its own clock; the desk's timer goes by ours, and never gets to it.
    leases: { take: async () => false, release: async () => undefined },
  };
}
