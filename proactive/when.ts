// When a message of the bot's own accord may be written: not in quiet hours, not too often, not into something else. Pure.

import { wallClock } from '../data/calendar.js';
import type { Instant } from '../data/ids.js';
import type { MessageSettings, QuietHours } from './settings.js';

/** Why a message waits; `person`, `task`, `question` and `talking` are the conversation's own reasons. */
export type Hold = 'person' | 'task' | 'question' | 'talking' | 'quiet-hours' | 'day' | 'week';

export type Permission =
  | { readonly kind: 'now' }
  /** Looked at again then; without a time, when something changes. */
  | { readonly kind: 'wait'; readonly why: Hold; readonly until?: Date };

export interface Moment {
  readonly now: Date;
  /** The customer's own where it is known, else the business's; IANA. */
  readonly timeZone: string;
  /** When messages were sent, oldest first. */
  readonly sent: readonly Instant[];
  /** What the conversation is busy with; absent: nothing. */
  readonly busy?: { readonly why: Hold; readonly until?: Date };
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export function mayWrite({ now, timeZone, sent, busy }: Moment, settings: MessageSettings): Permission {
  if (busy) return { kind: 'wait', ...busy };
  const { quietHours, mostPerDay, mostPerWeek } = settings;
  if (quietHours !== 'never' && isQuiet(now, timeZone, quietHours))
    return { kind: 'wait', why: 'quiet-hours', until: endOfQuiet(now, timeZone, quietHours) };
  return (
    capped('week', mostPerWeek, 7 * DAY_MS, now, sent) ??
    capped('day', mostPerDay, DAY_MS, now, sent) ?? { kind: 'now' }
  );
}

function capped(
  why: 'day' | 'week',
  most: number,
  span: number,
  now: Date,
  sent: readonly Instant[],
): Permission | undefined {
  const within = sent.map((at) => Date.parse(at)).filter((at) => at > now.getTime() - span);
  const oldest = within.at(-most);
  return oldest === undefined ? undefined : { kind: 'wait', why, until: new Date(oldest + span) };
}

export function isQuiet(at: Date, timeZone: string, { from, to }: QuietHours): boolean {
  const { time } = wallClock(at, timeZone);
  return from < to ? from <= time && time < to : from <= time || time < to;
}

/** The first full minute that is not quiet; where the clock is set back meanwhile, an hour later than the wall says now. */
function endOfQuiet(at: Date, timeZone: string, hours: QuietHours): Date {
  const minute = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
  const left = minutesOf(hours.to) - minutesOf(wallClock(at, timeZone).time);
  let end = minute + (left > 0 ? left : left + 24 * 60) * MINUTE_MS;
  while (isQuiet(new Date(end), timeZone, hours)) end += MINUTE_MS;
  return new Date(end);
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
