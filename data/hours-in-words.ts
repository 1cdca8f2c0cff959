// Opening hours as a customer reads them. Knows hours only, not whose they are.

import { type OpenHours, WEEKDAYS, type Weekday, type WeekHours } from './business.js';

/**
 * Days with the same hours are told together, closed days last:
 * `Monday to Friday 09:00–18:00, Saturday 10:00–17:00, closed on Sunday`; 00:00–24:00 all week is `round the clock`.
 */
export function hoursInWords(hours: WeekHours): string {
  const runs = runsOf(hours);
  const [first] = runs;
  if (runs.length === 1 && first) {
    if (!first.hours) return 'closed every day';
    return isAllDay(first.hours) ? 'round the clock' : `every day ${times(first.hours)}`;
  }
  const open = runs.flatMap((run) => (run.hours ? [`${daysInWords(run.days)} ${times(run.hours)}`] : []));
  const closedRuns = runs.filter((run) => !run.hours);
  if (closedRuns.length === 0) return open.join(', ');
  const on = closedRuns.some((run) => run.days.length > 2) ? '' : 'on ';
  return [...open, `closed ${on}${closedRuns.map((run) => daysInWords(run.days)).join(' and ')}`].join(', ');
}

/** `09:00–18:00`, `all day`, or `closed`. */
export function hoursOfDayInWords(hours: OpenHours | undefined): string {
  return hours ? times(hours) : 'closed';
}

interface Run {
  readonly days: Weekday[];
  readonly hours: OpenHours | undefined;
}

function runsOf(hours: WeekHours): readonly Run[] {
  const runs: Run[] = [];
  for (const day of WEEKDAYS) {
    const last = runs.at(-1);
    if (last && last.hours?.from === hours[day]?.from && last.hours?.to === hours[day]?.to) {
      last.days.push(day);
    } else {
      runs.push({ days: [day], hours: hours[day] });
    }
  }
  return runs;
}

function daysInWords(days: readonly Weekday[]): string {
  const names = days.map((day) => day.charAt(0).toUpperCase() + day.slice(1));
  return names.length > 2 ? `${names[0]} to ${names.at(-1)}` : names.join(' and ');
}

function isAllDay(hours: OpenHours): boolean {
  return hours.from === '00:00' && hours.to === '24:00';
}

function times(hours: OpenHours): string {
  return isAllDay(hours) ? 'all day' : `${hours.from}–${hours.to}`;
}
