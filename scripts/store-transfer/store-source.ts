// A whole store as the source of a transfer. Knows nothing of the target.

import type { RapportError } from '../../data/errors.js';
import type { StoreReader } from '../../data/lowdb/read-only.js';
import type { Erasure } from '../../data/ports.js';
import { ALL_COLLECTIONS, entriesOf } from './records.js';
import { customersIn, type Source } from './transfer.js';

/** @param leaveOut is told of a customer whose record is broken, perhaps several times. */
export async function storeSource(
  reader: StoreReader,
  leaveOut: (fault: RapportError) => void,
): Promise<Source> {
  const erased: Erasure[] = [];
  for await (const erasure of reader.customers.erased()) erased.push(erasure);
  return {
    customers: await customersIn(reader),
    collections: ALL_COLLECTIONS,
    erased,
    entries: () => entriesOf(reader, ALL_COLLECTIONS, leaveOut),
  };
}
