// When made-up customers write: more by day than by night, most before noon and in the evening, less on Sundays.

import { weighted } from './distributions.js';
import type { Random } from './random.js';

/** By hour of the day, UTC; close enough to the wall of western Europe. */
const HOURS = [3, 2, 1, 1, 1, 2, 8, 18, 38, 62, 74, 70, 60, 54, 50, 48, 50, 56, 66, 78, 74, 52, 26, 10];
/** By day of the week, Sunday first. */
const DAYS = [0.7, 1.25, 1.1, 1, 1, 0.95, 0.85];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** @returns a moment from `from` up to, not including, `to`, in milliseconds since 1970. */
export function momentIn(random: Random, from: number, to: number): number {
  for (let tries = 0; tries < 20; tries++) {
    const day = Math.floor((from + random.unit() * (to - from)) / DAY) * DAY;
    if (!random.chance((DAYS[new Date(day).getUTCDay()] ?? 1) / 1.25)) continue;
    const at = day + weighted(random, HOURS) * HOUR + Math.floor(random.unit() * HOUR);
    if (at >= from && at < to) return at;
  }
  return from + Math.floor(random.unit() * (to - from));
}
