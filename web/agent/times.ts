// Times as an agent reads them: how long somebody waits, and whether the promise still holds. Pure; the clock is passed in.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From here on a promise counts as due soon: enough to finish a sentence elsewhere and claim. */
export const DUE_SOON_MS = 2 * MINUTE;

/** @returns for example `40 s`, `4 min`, `1 h 5 min`, `3 days`; never negative. */
export function duration(ms: number): string {
  const span = Math.max(0, ms);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < DAY) {
    const minutes = Math.floor((span % HOUR) / MINUTE);
    return `${Math.floor(span / HOUR)} h${minutes ? ` ${minutes} min` : ''}`;
  }
  const days = Math.floor(span / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}

export interface PromiseState {
  readonly state: 'in-time' | 'soon' | 'overdue';
  readonly text: string;
}

/** @returns how the time stands in which the owner has to answer: soon from half of it on. */
export function answerState(
  { since, by }: { readonly since: string; readonly by: string },
  now: number,
): PromiseState {
  return promiseState(by, now, (Date.parse(by) - Date.parse(since)) / 2);
}

/**
 * @param soon milliseconds before the end from which on it is near.
 * @returns how the time that the customer was told stands at `now` (milliseconds since 1970).
 */
export function promiseState(promisedBy: string, now: number, soon = DUE_SOON_MS): PromiseState {
  const left = Date.parse(promisedBy) - now;
  if (left < 0) return { state: 'overdue', text: `Overdue by ${duration(-left)}` };
  const text = `Answer by ${clockTime(promisedBy, now)}`;
  return left <= soon
    ? { state: 'soon', text: `${text} · ${duration(left)} left` }
    : { state: 'in-time', text };
}

/** @returns `14:05`, with the day when it is not today. */
export function clockTime(instant: string, now: number): string {
  const at = new Date(instant);
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
  if (at.toDateString() === new Date(now).toDateString()) return time;
  return `${at.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${time}`;
}

/** @returns for example `3 Nov 2026`. */
export function dayOf(date: string): string {
  return new Date(date).toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' });
}
