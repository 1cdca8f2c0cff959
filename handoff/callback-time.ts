// By when somebody answers a message that was left: the promise counts the hours in which the desk is open. Pure.

import { type DeskHours, isDeskOpen } from '../data/desk-hours.js';

const MINUTE_MS = 60_000;
/** Opening hours begin and end on quarters as good as always; a promise a few minutes off is still a promise. */
const STEP_MINUTES = 15;
/** A desk that stays closed for longer has no time to promise by. */
const LONGEST_CLOSED_DAYS = 31;

/**
 * @param hours of open desk that an answer may take, counted from `at`: left on Friday evening, four hours end on Monday at one.
 * @returns plain hours later where the desk does not open within a month.
 */
export function callbackBy(desk: DeskHours, hours: number, at: Date): Date {
  const last = at.getTime() + LONGEST_CLOSED_DAYS * 24 * 60 * MINUTE_MS;
  let time = at.getTime();
  for (let left = hours * 60; time < last; ) {
    if (isDeskOpen(desk, new Date(time))) {
      const step = Math.min(STEP_MINUTES, left);
      left -= step;
      time += step * MINUTE_MS;
      if (left === 0) return new Date(time);
    } else {
      const quarter = STEP_MINUTES * MINUTE_MS;
      time = (Math.floor(time / quarter) + 1) * quarter;
    }
  }
  return new Date(at.getTime() + hours * 60 * MINUTE_MS);
}
