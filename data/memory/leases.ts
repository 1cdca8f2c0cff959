// Leases within one process: every job is its own, but two owners are told apart all the same.

import type { Leases } from '../ports.js';

/** @param now milliseconds that never go back. */
export function createLeases(now: () => number = () => performance.now()): Leases {
  const held = new Map<string, { readonly owner: string; readonly until: number }>();
  return {
    async take(name, owner, seconds) {
      const present = held.get(name);
      if (present && present.owner !== owner && present.until > now()) return false;
      held.set(name, { owner, until: now() + seconds * 1000 });
      return true;
    },
    async release(name, owner) {
      if (held.get(name)?.owner === owner) held.delete(name);
    },
  };
}
