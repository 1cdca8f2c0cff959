// business.yaml: who the business is, when it is open and how its dates are to be read.

import { join } from 'node:path';
import { z } from 'zod';
import { type BusinessProfile, type Team, WEEKDAYS, type Weekday } from './business.js';
import type { Report } from './business-faults.js';
import { isDay } from './calendar.js';
import type { Day } from './ids.js';
import { readYaml } from './read-yaml.js';

export interface LoadedProfile {
  readonly profile: BusinessProfile;
  /** The day as of which all dates of the folder were written; absent: they are real dates. */
  readonly recordedOn?: Day;
}

/** @returns `undefined` after the faults were reported. */
export async function loadProfile(folder: string, report: Report): Promise<LoadedProfile | undefined> {
  const read = await readYaml(join(folder, 'business.yaml'), profileSchema, 'business.yaml');
  if (!read.ok) {
    read.faults.forEach(report);
    return undefined;
  }
  const written = read.value;
  return {
    recordedOn: written.recorded_on,
    profile: {
      name: written.name,
      botName: written.bot_name,
      locale: written.locale,
      timeZone: written.time_zone,
      currency: written.currency,
      returnWindowDays: written.return_window_days,
      satisfactionEveryDays: written.satisfaction_every_days,
      awayAfterMinutes: written.away_after_minutes,
      deskHours: written.desk_hours,
      holidays: written.holidays,
      stores: written.stores,
      ...(written.teams ? { teams: written.teams.map((team) => teamOf(team, written)) } : {}),
      accent: written.accent,
    },
  };
}

const day = z.string().refine(isDay, {
  error: 'is not a day of the calendar',
  params: { remedy: 'Write an existing day as YYYY-MM-DD.' },
});

const hours = z
  .string()
  .refine((text) => /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text), {
    error: 'is not opening hours',
    params: { remedy: 'Write them as "09:00-18:00"; leave a closed day out.' },
    abort: true,
  })
  .transform((text) => {
    const [from = '', to = ''] = text.split('-');
    return { from, to };
  })
  .refine(({ from, to }) => from < to, {
    error: 'ends before it begins',
    params: { remedy: 'Write the earlier time first; hours past midnight belong to the next day.' },
  });

/** `every day` stands for all seven, so that round the clock is one line. */
const weekHours = z
  .strictObject({
    'every day': hours.optional(),
    ...(Object.fromEntries(WEEKDAYS.map((name) => [name, hours.optional()])) as Record<
      Weekday,
      z.ZodOptional<typeof hours>
    >),
  })
  .transform(({ 'every day': everyDay, ...week }) =>
    everyDay ? { ...Object.fromEntries(WEEKDAYS.map((name) => [name, everyDay])), ...week } : week,
  );

const timeZone = z.string().refine(isTimeZone, {
  error: 'is not a time zone',
  params: { remedy: 'Write an IANA name such as Europe/Dublin.' },
});

/** Each needs an id that no other has. */
function uniqueIds(what: string) {
  return (all: readonly { readonly id: string }[], context: z.RefinementCtx): void => {
    all.forEach((one, index) => {
      if (all.findIndex((other) => other.id === one.id) === index) return;
      context.addIssue({
        code: 'custom',
        path: [index, 'id'],
        message: 'stands twice',
        params: { remedy: `Give each ${what} an id of its own.` },
      });
    });
  };
}

const team = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  hours: weekHours,
  holidays: z.array(day).optional(),
  time_zone: timeZone.optional(),
});

/** A team keeps the business's holidays and time zone, unless it has its own. */
function teamOf(
  { time_zone, holidays, ...written }: z.output<typeof team>,
  business: { readonly time_zone: string; readonly holidays: readonly Day[] },
): Team {
  return {
    ...written,
    timeZone: time_zone ?? business.time_zone,
    holidays: holidays ?? business.holidays,
  };
}

const profileSchema = z.strictObject({
  name: z.string().min(1),
  bot_name: z.string().min(1),
  locale: z.string().refine(isLocale, {
    error: 'is not a locale',
    params: { remedy: 'Write a language and a country such as en-IE.' },
  }),
  time_zone: timeZone,
  currency: z.string().refine((code) => Intl.supportedValuesOf('currency').includes(code), {
    error: 'is not a currency',
    params: { remedy: 'Write an ISO 4217 code such as EUR.' },
  }),
  accent: z.string().refine((colour) => /^#[0-9a-f]{6}$/i.test(colour), {
    error: 'is not a colour',
    params: { remedy: 'Write it as "#2f5d50", with the quotes.' },
  }),
  return_window_days: z.int().min(0),
  satisfaction_every_days: z.union([z.int().min(1), z.literal('never')]).default(14),
  away_after_minutes: z.int().min(1).max(480).default(15),
  desk_hours: weekHours,
  holidays: z.array(day).default([]),
  recorded_on: day.optional(),
  stores: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        name: z.string().min(1),
        address: z.string().min(1),
        hours: weekHours,
      }),
    )
    .superRefine(uniqueIds('store')),
  teams: z.array(team).min(1).superRefine(uniqueIds('team')).optional(),
});

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    // A RangeError is how Intl says no.
    return false;
  }
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    // A RangeError is how Intl says no.
    return false;
  }
}
