// A moment as records and messages carry it. Asks no clock.

import type { Instant } from './ids.js';

let last: { readonly time: number; readonly instant: Instant } | undefined;

/** As `Date.toISOString`; a turn writes its one moment into many places, and making the text costs more than comparing the time. */
export function instantOf(at: Date): Instant {
  const time = at.getTime();
  if (last?.time !== time) last = { time, instant: at.toISOString() };
  return last.instant;
}
