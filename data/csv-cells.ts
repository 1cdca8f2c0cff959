// The kinds of cells in the business's tables: text in, value out, and what is wrong in words. Knows no particular table.

import { z } from 'zod';
import { isDay } from './calendar.js';
import { outOfFive, SATISFACTION_SCALES, type SatisfactionScale, satisfactionShare } from './satisfaction.js';

/** A cell that `read` understands; `undefined` from it is a fault. */
function cell<T extends NonNullable<unknown>>(
  read: (text: string) => T | undefined,
  wrong: string,
  remedy: string,
) {
  return z.string().transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue(
      text === ''
        ? { code: 'custom', message: 'is empty', params: { remedy: 'Fill it in.' } }
        : { code: 'custom', message: wrong, params: { remedy } },
    );
    return z.NEVER;
  });
}

/** The same cell, where empty is fine and means `undefined`. */
export function optional<S extends z.ZodType>(filled: S) {
  return z.preprocess((text) => (text === '' ? undefined : text), filled.optional());
}

/** Any text, also none. */
export const freeText = z.string();

export const text = cell((t) => t || undefined, 'is empty', 'Fill it in.');

export const id = cell(
  (t) => (/^[\w.@-]+$/.test(t) ? t : undefined),
  'is not an id',
  'Use letters, digits and hyphens, without spaces.',
);

export const email = cell(
  (t) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(t) ? t : undefined),
  'is not an e-mail address',
  'Write it as name@company.example.',
);

export const yesNo = cell(
  (t) => (t === 'yes' ? true : t === 'no' ? false : undefined),
  'is neither yes nor no',
  'Write yes or no.',
);

/** Major units, at most two decimals, 0 or more. */
export const amount = cell(
  (t) => (/^\d+(\.\d{1,2})?$/.test(t) ? Number(t) : undefined),
  'is not an amount of 0 or more',
  'Write it as 49 or 49.50, without a currency sign.',
);

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export const currency = cell(
  (t) => (CURRENCIES.has(t) ? t : undefined),
  'is not a currency',
  'Write its code of three letters, such as EUR.',
);

/** Millions of rows have some thousand days among them. */
const knownDays = new Set<string>();
const DAYS_KNOWN = 20_000;

function isKnownDay(text: string): boolean {
  if (knownDays.has(text)) return true;
  if (!isDay(text)) return false;
  if (knownDays.size < DAYS_KNOWN) knownDays.add(text);
  return true;
}

export const day = cell(
  (t) => (isKnownDay(t) ? t : undefined),
  'is not a day of the calendar',
  'Write an existing day as YYYY-MM-DD.',
);

/** @param least and @param most are allowed themselves. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  return cell(
    (t) => (/^\d+$/.test(t) && Number(t) >= least && Number(t) <= most ? Number(t) : undefined),
    `is not a whole number ${range}`,
    `Write a whole number ${range}.`,
  );
}

export function oneOf<const V extends string>(values: readonly V[]) {
  return cell(
    (t) => values.find((value) => value === t),
    'is not one of the possible values',
    `Write ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.`,
  );
}

/** Several values in one cell, with `|` between them; empty means none. Each is read like a cell of its own. */
export function list<T>(each: z.ZodType<T, string>) {
  return z
    .string()
    .transform((t) => t.split('|').flatMap((part) => part.trim() || []))
    .pipe(z.array(each));
}

/** A satisfaction answer: plain on the scale of 1 to 5, or with its scale before it, such as `nps:9`. @returns it on the scale of 1 to 5. */
export const satisfaction = cell(
  (t) => {
    const [, scale = 'csat', score] = /^(?:(csat|nps|ces):)?(\d+(?:\.\d+)?)$/.exec(t) ?? [];
    if (score === undefined) return undefined;
    const [least, most] = SATISFACTION_SCALES[scale as SatisfactionScale];
    if (Number(score) < least || Number(score) > most) return undefined;
    return outOfFive(satisfactionShare(scale as SatisfactionScale, Number(score)));
  },
  'is not a number from 1 to 5',
  'Write a number from 1 to 5, nps: and one from 0 to 10, or ces: and one from 1 to 7.',
);
