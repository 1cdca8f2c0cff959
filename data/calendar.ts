// Days, weekdays and opening hours in a time zone. Pure: the moment is always passed in, never asked for.

import { type OpenHours, WEEKDAYS, type Weekday, type WeekHours } from './business.js';
import type { Day } from './ids.js';

const DAY_MS = 86_400_000;

/** What the clock on the wall of a time zone shows. */
export interface WallClock {
  readonly day: Day;
  readonly weekday: Weekday;
  /** `HH:MM`, 00:00 to 23:59. */
  readonly time: string;
}

/** @throws RangeError for a time zone that the platform does not know. */
export function wallClock(at: Date, timeZone: string): WallClock {
  // A turn asks several times about the same few moments, and what the wall shows changes with the minute.
  const minute = `${timeZone} ${Math.floor(at.getTime() / 60_000)}`;
  const known = shownAt.get(minute);
  if (known) return known;
  const shown = readWall(at, timeZone);
  if (shownAt.size >= REMEMBERED_MINUTES) shownAt.clear();
  shownAt.set(minute, shown);
  return shown;
}

const REMEMBERED_MINUTES = 200;
const shownAt = new Map<string, WallClock>();

function readWall(at: Date, timeZone: string): WallClock {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatterFor(timeZone).formatToParts(at)) parts[part.type] = part.value;
  const day = `${parts.year}-${parts.month}-${parts.day}`;
  return { day, weekday: weekdayOf(day), time: `${parts.hour}:${parts.minute}` };
}

/** The calendar day at that moment in that time zone. */
export function dayIn(at: Date, timeZone: string): Day {
  return wallClock(at, timeZone).day;
}

/** @param n days later; negative: earlier. */
export function addDays(day: Day, n: number): Day {
  return new Date(Date.parse(day) + n * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `a` to `b`; negative when `b` is earlier. Days of a clock change count as one, like all others. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / DAY_MS);
}

export function weekdayOf(day: Day): Weekday {
  // WEEKDAYS begins on Monday, getUTCDay on Sunday.
  return WEEKDAYS[(new Date(Date.parse(day)).getUTCDay() + 6) % 7] ?? 'monday';
}

/** A day that exists, as `YYYY-MM-DD`: 2026-02-30 does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Opening times of one day; `undefined`: closed, also on a holiday. */
export function hoursOn(hours: WeekHours, holidays: readonly Day[], day: Day): OpenHours | undefined {
  return holidays.includes(day) ? undefined : hours[weekdayOf(day)];
}

/** Open from the first minute of `from` up to, not including, `to`; times are those of the wall in `timeZone`. */
export function isOpen(hours: WeekHours, holidays: readonly Day[], at: Date, timeZone: string): boolean {
  const { day, time } = wallClock(at, timeZone);
  const today = hoursOn(hours, holidays, day);
  return today !== undefined && today.from <= time && time < today.to;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs many times what using it does. */
function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}
