// The change feed within one process.

import type { CustomerId } from './ids.js';
import type { ChangeFeed, CustomerChange } from './ports.js';

type Listener = (change: CustomerChange) => void;

/** @param onError is told of a listener's fault; the other listeners still hear the change. */
export function createChangeFeed(onError: (error: unknown) => void): ChangeFeed {
  const everybody = new Set<Listener>();
  // By customer, so that a change costs nothing with each of the thousand sockets that it does not concern.
  const of = new Map<CustomerId, Set<Listener>>();

  function tell(listeners: Iterable<Listener>, change: CustomerChange): void {
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    publish(change) {
      tell(everybody, change);
      tell(of.get(change.customerId) ?? [], change);
    },
    subscribe(listener, customerId) {
      if (customerId === undefined) {
        everybody.add(listener);
        return () => everybody.delete(listener);
      }
      const own = of.get(customerId) ?? new Set();
      of.set(customerId, own.add(listener));
      return () => {
        if (own.delete(listener) && own.size === 0 && of.get(customerId) === own) of.delete(customerId);
      };
    },
  };
}
