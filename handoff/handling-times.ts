// How long the latest conversations with people took: in memory, and in one small record, from which it is read again at the next start.

import type { ClosedHandoff } from '../data/handoff.js';
import type { Stores } from '../data/ports.js';

/** What is older says little of how long things take today. */
const KEPT = 50;
/** Ends of one moment are written together. */
const WRITTEN_AFTER_MS = 5_000;
const LATEST = 'latest';

interface HandlingRecord {
  /** From the claim to the end, oldest first. */
  readonly seconds: readonly number[];
}

export interface HandlingTimes {
  note(closed: ClosedHandoff): void;
  /** From the claim to the end, oldest first. */
  seconds(): readonly number[];
  /** Reads what was measured before; to be awaited before the first question. */
  start(): Promise<void>;
  /** Writes down what is not written yet. */
  close(): Promise<void>;
}

/** Every process on the same data hears of every end, so that any of their records is as good as the others'. */
export function createHandlingTimes(parts: {
  readonly stores: Pick<Stores, 'collection'>;
  readonly onError: (error: unknown) => void;
}): HandlingTimes {
  const stored = parts.stores.collection<HandlingRecord>('handling-times');
  let taken: readonly number[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const version = (await stored.get(LATEST))?.version ?? 0;
    // Where another process is quicker, it wrote what it heard, which is the same.
    await stored.save(LATEST, { seconds: taken }, version);
  }

  function writeNow(): void {
    if (!timer) return;
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write).catch(parts.onError);
  }

  return {
    note({ claimedAt, closedAt, outcome }) {
      // How long somebody stayed away says nothing of how long a conversation takes.
      if (claimedAt === undefined || outcome === 'silent') return;
      taken = [...taken, (Date.parse(closedAt) - Date.parse(claimedAt)) / 1000].slice(-KEPT);
      timer ??= setTimeout(writeNow, WRITTEN_AFTER_MS).unref();
    },
    seconds: () => taken,
    async start() {
      const before = (await stored.get(LATEST))?.value.seconds ?? [];
      taken = [...before, ...taken].slice(-KEPT);
    },
    async close() {
      writeNow();
      await writing;
    },
  };
}
