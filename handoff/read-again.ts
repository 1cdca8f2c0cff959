// Reads again what could not be read: who is not seen then would not be seen before their next word. Knows not what is read.

import type { CustomerId } from '../data/ids.js';

/** Milliseconds until the first try; each further one waits twice as long. */
const FIRST_MS = 1_000;
const LONGEST_MS = 300_000;

export interface ReadAgain {
  later(id: CustomerId): void;
  /** It was read by now. */
  done(id: CustomerId): void;
  close(): void;
}

export function createReadAgain(read: (id: CustomerId) => void): ReadAgain {
  const unread = new Map<CustomerId, { readonly timer: NodeJS.Timeout; readonly wait: number }>();
  let closed = false;
  return {
    later(id) {
      if (closed) return;
      const before = unread.get(id);
      clearTimeout(before?.timer);
      const wait = before ? Math.min(2 * before.wait, LONGEST_MS) : FIRST_MS;
      unread.set(id, { wait, timer: setTimeout(() => read(id), wait).unref() });
    },
    done(id) {
      clearTimeout(unread.get(id)?.timer);
      unread.delete(id);
    },
    close() {
      closed = true;
      for (const { timer } of unread.values()) clearTimeout(timer);
      unread.clear();
    },
  };
}
