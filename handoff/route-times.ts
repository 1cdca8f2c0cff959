// The times of a handoff's next route, put together from the business's numbers for this customer.

import type { CustomerRecord } from '../data/customer.js';
import type { DeskCore } from './desk-parts.js';
import type { RouteTimes } from './routing.js';

export function timesFor(
  core: Pick<DeskCore, 'patienceFor' | 'callbackBy'>,
  record: CustomerRecord,
  now: Date,
): RouteTimes {
  return { patience: core.patienceFor(record), callbackBy: core.callbackBy(record, now) };
}
