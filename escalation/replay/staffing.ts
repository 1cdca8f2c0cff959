// How busy the desk is when people come to it: minutes of work and the longest line, by hour of the day. Pure.

import { wallClock } from '../../data/calendar.js';
import { type DeskHours, isDeskOpen } from '../../data/desk-hours.js';

/** The business's desk, as far as a line depends on it. */
export interface DeskModel {
  readonly profile: DeskHours;
  /** Conversations that can go on at once. */
  readonly places: number;
  /** Minutes that one takes. */
  readonly minutes: number;
}

export interface Hour {
  /** On the wall, 0 to 23. */
  readonly hour: number;
  /** People who came, on average a day. */
  readonly arrivals: number;
  /** Minutes of work that they brought, on average a day. */
  readonly minutes: number;
  /** Most people in line at once, on any day. */
  readonly peak: number;
}

export interface Load {
  readonly arrivals: number;
  readonly minutes: number;
  readonly peak: number;
  /** Minutes that the one waited who waited longest, closed hours included. */
  readonly longestWait: number;
  readonly hours: readonly Hour[];
}

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;

/**
 * First come, first served, every place working whenever the desk is open, each conversation taking the same time: a picture of
 * the load, no forecast of a day.
 * @param arrivals milliseconds since 1970, in order. @param from @param to the span that the averages are over.
 */
export function loadOf(arrivals: readonly number[], desk: DeskModel, from: number, to: number): Load {
  const days = Math.max(1, Math.ceil((to - from) / DAY));
  const opening = createOpening(desk.profile);
  const hourOf = createHours(desk.profile.timeZone);
  const perHour = Array.from({ length: 24 }, () => ({ arrivals: 0, peak: 0 }));
  const starts: number[] = [];
  const freeAt = new Array<number>(Math.max(1, desk.places)).fill(Number.NEGATIVE_INFINITY);
  let longestWait = 0;
  let begun = 0;

  for (const [i, at] of arrivals.entries()) {
    const place = i % freeAt.length;
    // All take the same time, so places become free in the order in which they were taken.
    const start = opening(Math.max(at, freeAt[place] ?? at));
    freeAt[place] = start + desk.minutes * MINUTE;
    starts.push(start);
    longestWait = Math.max(longestWait, start - at);
    while (begun < starts.length && (starts[begun] ?? 0) <= at) begun += 1;
    const hour = perHour[hourOf(at)];
    if (!hour) continue;
    hour.arrivals += 1;
    hour.peak = Math.max(hour.peak, starts.length - begun);
  }
  return {
    arrivals: arrivals.length,
    minutes: arrivals.length * desk.minutes,
    peak: Math.max(0, ...perHour.map(({ peak }) => peak)),
    longestWait: Math.round(longestWait / MINUTE),
    hours: perHour.map(({ arrivals: count, peak }, hour) => ({
      hour,
      arrivals: count / days,
      minutes: (count * desk.minutes) / days,
      peak,
    })),
  };
}

/** @returns minutes of work that the desk can take in each hour of the day, on average over the days of the span. */
export function capacityOf(desk: DeskModel, from: number, to: number): readonly number[] {
  const minutes = new Array<number>(24).fill(0);
  const { profile } = desk;
  const hourOf = createHours(profile.timeZone);
  const days = Math.max(1, Math.ceil((to - from) / DAY));
  const begin = Math.floor(from / QUARTER) * QUARTER;
  for (let at = begin; at < begin + days * DAY; at += QUARTER) {
    if (!isDeskOpen(profile, new Date(at))) continue;
    const hour = hourOf(at);
    minutes[hour] = (minutes[hour] ?? 0) + (15 * desk.places) / days;
  }
  return minutes;
}

/** @returns the given ones, and of those who may come every so many as are expected to; no dice, so that it comes out the same. */
export function expected(
  sure: readonly number[],
  maybe: readonly number[],
  share: number,
): readonly number[] {
  const coming = maybe.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
  return [...sure, ...coming].sort((a, b) => a - b);
}

/** @returns a function to the first moment from `at` on in which the desk is open; a desk closed for a month is taken as open. */
function createOpening(hours: DeskHours) {
  const open = new Map<number, boolean>();
  const isOpenAt = (at: number): boolean => {
    const quarter = Math.floor(at / QUARTER);
    const known = open.get(quarter);
    if (known !== undefined) return known;
    const found = isDeskOpen(hours, new Date(quarter * QUARTER));
    open.set(quarter, found);
    return found;
  };
  return (at: number): number => {
    if (isOpenAt(at)) return at;
    const last = at + 31 * DAY;
    for (let next = (Math.floor(at / QUARTER) + 1) * QUARTER; next < last; next += QUARTER)
      if (isOpenAt(next)) return next;
    return at;
  };
}

/** What the wall shows changes with the quarter at the earliest, and asking it is dear. */
function createHours(timeZone: string): (at: number) => number {
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const hour = Number(wallClock(new Date(quarter * QUARTER), timeZone).time.slice(0, 2));
    known.set(quarter, hour);
    return hour;
  };
}
