// The change feed within one process.

import type { ChangeFeed, CustomerChange } from './ports.js';

/** @param onError is told of a listener's fault; the other listeners still hear the change. */
export function createChangeFeed(onError: (error: unknown) => void): ChangeFeed {
  const listeners = new Set<(change: CustomerChange) => void>();
  return {
    publish(change) {
      for (const listener of listeners) {
        try {
          listener(change);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
