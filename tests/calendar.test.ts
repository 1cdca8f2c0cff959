// Days, opening hours and their words, at their edges.

import { describe, expect, test } from 'vitest';
import type { WeekHours } from '../data/business.js';
import { addDays, dayIn, daysBetween, hoursOn, isDay, isOpen } from '../data/calendar.js';
import { hoursInWords } from '../data/hours-in-words.js';

const nine = { from: '09:00', to: '18:00' };
const ten = { from: '10:00', to: '17:00' };
const allDay = { from: '00:00', to: '24:00' };
const weekdays = { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine };
const everyDay = (hours: typeof nine): WeekHours => ({
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: hours,
  sunday: hours,
});

describe('isOpen in Dublin, Monday to Friday 09:00–18:00, Saturday all day, closed on Monday 2026-12-28', () => {
  const hours: WeekHours = { ...weekdays, saturday: allDay };

  test.each([
    { at: '2026-11-23T08:59:59Z', open: false, why: 'the second before opening' },
    { at: '2026-11-23T09:00:00Z', open: true, why: 'at opening' },
    { at: '2026-11-23T17:59:59Z', open: true, why: 'the second before closing' },
    { at: '2026-11-23T18:00:00Z', open: false, why: 'at closing' },
    { at: '2026-11-22T12:00:00Z', open: false, why: 'a day without hours' },
    { at: '2026-11-20T23:59:59Z', open: false, why: 'before midnight of a day round the clock' },
    { at: '2026-11-21T00:00:00Z', open: true, why: 'at the first minute of it' },
    { at: '2026-11-21T23:59:59Z', open: true, why: 'in the last minute of it' },
    { at: '2026-11-22T00:00:00Z', open: false, why: 'after it' },
    { at: '2026-12-28T12:00:00Z', open: false, why: 'a holiday' },
    { at: '2026-12-29T12:00:00Z', open: true, why: 'the day after the holiday' },
    { at: '2026-07-06T07:59:00Z', open: false, why: 'in summer, when Dublin is an hour ahead of UTC' },
    { at: '2026-07-06T08:00:00Z', open: true, why: 'opening in summer' },
    { at: '2026-07-06T17:00:00Z', open: false, why: 'closing in summer' },
    { at: '2026-03-27T09:00:00Z', open: true, why: 'the last Friday of winter time' },
    { at: '2026-03-30T08:00:00Z', open: true, why: 'the first Monday of summer time' },
    { at: '2026-10-23T17:00:00Z', open: false, why: 'the last Friday of summer time' },
    { at: '2026-10-26T17:59:00Z', open: true, why: 'the first Monday of winter time' },
  ])('$at $why: $open', ({ at, open }) => {
    expect(isOpen(hours, ['2026-12-28'], new Date(at), 'Europe/Dublin')).toBe(open);
  });

  test.each([
    { at: '2026-03-29T00:30:00Z', open: false, why: '00:30, before the clock jumps' },
    { at: '2026-03-29T01:00:00Z', open: true, why: '02:00, right after 00:59' },
    { at: '2026-10-25T00:30:00Z', open: true, why: '01:30, for the first time' },
    { at: '2026-10-25T01:30:00Z', open: true, why: '01:30, for the second time' },
    { at: '2026-10-25T02:00:00Z', open: false, why: '02:00' },
  ])(
    'on the Sundays of the clock change, open until 03:00 in March and 02:00 in October: $why',
    ({ at, open }) => {
      const sunday = at.startsWith('2026-03')
        ? { from: '01:00', to: '03:00' }
        : { from: '01:00', to: '02:00' };
      expect(isOpen({ sunday }, [], new Date(at), 'Europe/Dublin')).toBe(open);
    },
  );
});

test('the day depends on where one is', () => {
  const at = new Date('2026-11-21T23:30:00Z');
  expect(dayIn(at, 'Europe/Dublin')).toBe('2026-11-21');
  expect(dayIn(at, 'Europe/Berlin')).toBe('2026-11-22');
  expect(dayIn(at, 'America/New_York')).toBe('2026-11-21');
  expect(() => dayIn(at, 'Mars/Olympus')).toThrow(RangeError);
});

test.each([
  { day: '2026-11-21', n: 0, later: '2026-11-21' },
  { day: '2026-12-31', n: 1, later: '2027-01-01' },
  { day: '2026-03-01', n: -1, later: '2026-02-28' },
  { day: '2028-02-28', n: 1, later: '2028-02-29' },
  { day: '2026-03-28', n: 2, later: '2026-03-30' },
  { day: '2026-10-24', n: 365, later: '2027-10-24' },
])('$day and $n days is $later', ({ day, n, later }) => {
  expect(addDays(day, n)).toBe(later);
  expect(daysBetween(day, later)).toBe(n);
  expect(daysBetween(later, day)).toBe(n === 0 ? 0 : -n);
});

test.each([
  { text: '2026-02-28', exists: true },
  { text: '2026-02-29', exists: false },
  { text: '2028-02-29', exists: true },
  { text: '2026-04-31', exists: false },
  { text: '2026-00-10', exists: false },
  { text: '2026-1-1', exists: false },
  { text: '2026-01-01T00:00', exists: false },
  { text: '', exists: false },
])('"$text" is a day: $exists', ({ text, exists }) => {
  expect(isDay(text)).toBe(exists);
});

test('hours of a day: its own, none when closed, none on a holiday', () => {
  const hours: WeekHours = { saturday: ten };
  expect(hoursOn(hours, [], '2026-11-21')).toEqual(ten);
  expect(hoursOn(hours, [], '2026-11-22')).toBeUndefined();
  expect(hoursOn(hours, ['2026-11-21'], '2026-11-21')).toBeUndefined();
});

test.each<{ hours: WeekHours; words: string }>([
  {
    hours: { ...weekdays, saturday: ten },
    words: 'Monday to Friday 09:00–18:00, Saturday 10:00–17:00, closed on Sunday',
  },
  { hours: everyDay(allDay), words: 'round the clock' },
  { hours: everyDay(nine), words: 'every day 09:00–18:00' },
  { hours: {}, words: 'closed every day' },
  {
    hours: { ...weekdays, saturday: ten, sunday: ten },
    words: 'Monday to Friday 09:00–18:00, Saturday and Sunday 10:00–17:00',
  },
  {
    hours: { ...everyDay(nine), monday: undefined, wednesday: undefined },
    words: 'Tuesday 09:00–18:00, Thursday to Sunday 09:00–18:00, closed on Monday and Wednesday',
  },
  { hours: { monday: nine }, words: 'Monday 09:00–18:00, closed Tuesday to Sunday' },
  {
    hours: { ...weekdays, saturday: allDay },
    words: 'Monday to Friday 09:00–18:00, Saturday all day, closed on Sunday',
  },
])('$words', ({ hours, words }) => {
  expect(hoursInWords(hours)).toBe(words);
});
