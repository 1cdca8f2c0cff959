// Stores that note, in the commit that opens a handoff, that outsiders are to be told of it: a process that dies right after
// forgets nobody.

import type { Outsider } from '../../data/conversation.js';
import type { Stores } from '../../data/ports.js';
import { beginTelling } from './untold.js';

/** @param outsiders those that the configuration names; none: the stores themselves. */
export function tellingStores(stores: Stores, outsiders: readonly Outsider[]): Stores {
  if (outsiders.length === 0) return stores;
  const { customers } = stores;
  return {
    ...stores,
    customers: {
      ...customers,
      save: (record, expectedVersion) => customers.save(beginTelling(record, outsiders), expectedVersion),
    },
  };
}
