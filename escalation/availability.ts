// What who is there makes of a threshold that was reached: quiet hours, a closed desk, nobody free. A wish is not asked here.

import type { Reach } from './decision.js';
import type { DeskFacts } from './facts.js';
import type { ThresholdSet } from './thresholds.js';

/** `as-is`: nothing holds it back. `offer`: whoever would be called is offered. `nothing`: neither. */
export type Held = 'as-is' | 'offer' | 'nothing';

/** @returns what becomes of thresholds that call or offer a person now. */
export function heldBack(desk: DeskFacts, set: ThresholdSet): Held {
  if (isQuiet(desk.time, set.quiet_hours)) return 'nothing';
  if (!desk.open) return set.when_closed === 'nothing' ? 'nothing' : 'as-is';
  const full = desk.freePlaces !== undefined && desk.freePlaces <= 0;
  if (!full || set.when_full === 'queue') return 'as-is';
  return set.when_full;
}

/** @returns what the customer can be told now. */
export function reachOf(desk: DeskFacts): Reach {
  return desk.open ? 'person' : 'message';
}

/** @param span `HH:MM-HH:MM`; the second may be the next day's. From the first minute on, up to the second. */
function isQuiet(time: string | undefined, span: string): boolean {
  if (time === undefined || span === 'never') return false;
  const [from = '', to = ''] = span.split('-');
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
