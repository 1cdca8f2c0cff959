// A visit to a store with somebody to advise: which store, which day, what time. A time is given away once.

import type { Store } from '../data/business.js';
import { hoursOn, wallClock } from '../data/calendar.js';
import type { Visit } from '../data/customer.js';
import { hoursInWords } from '../data/hours-in-words.js';
import { pickFrom } from '../understanding/index.js';
import { dayInWords } from './format.js';
import { storesNamed } from './opening-hours.js';
import { confirmSlot, type Reading, type Slots, type Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

/** Bookings further ahead than this are more often a misread date than a plan. */
const DAYS_AHEAD = 90;
const VISIT_MINUTES = 30;

export const bookVisit: Task = {
  id: 'book-visit',
  slots: [
    {
      name: 'store',
      retry: 'book-visit.store_retry',
      ask: (turn) => ({
        key: 'book-visit.store',
        choices: stores(turn).map(({ name }) => ({ title: name, value: name })),
      }),
      spot: (turn) => onlyStore(turn),
      read(turn) {
        const picked =
          onlyStore(turn) ??
          pickFrom(
            turn.text,
            stores(turn).map(({ id, name }) => ({ id, label: name })),
          );
        return picked === undefined ? { kind: 'unread' } : { kind: 'filled', value: picked };
      },
      settle: (turn) => (stores(turn).length === 1 ? stores(turn)[0]?.id : undefined),
    },
    {
      name: 'day',
      retry: 'book-visit.day_retry',
      ask: () => ({ key: 'book-visit.day' }),
      read: readDay,
      async spot(turn, slots) {
        // Without the store nobody knows whether it is open then.
        if (!slots.store) return undefined;
        const reading = await readDay(turn, slots);
        return reading.kind === 'filled' ? reading.value : undefined;
      },
    },
    {
      name: 'time',
      retry: 'book-visit.time_retry',
      ask: (turn, slots) => ({
        key: 'book-visit.time',
        values: { day: spokenDay(turn, slots), ...openTimes(turn, slots) },
      }),
      read: readTime,
      async spot(turn, slots) {
        if (!slots.day || !slots.store) return undefined;
        const reading = await readTime(turn, slots);
        return reading.kind === 'filled' ? reading.value : undefined;
      },
    },
    confirmSlot((turn, slots) => ({
      key: 'book-visit.confirm',
      values: {
        store: storeOf(turn, slots)?.name ?? '',
        day: spokenDay(turn, slots),
        time: slots.time ?? '',
      },
    })),
  ],
  obstacle(turn, slots) {
    if (stores(turn).length === 0) return { key: 'book-visit.no_stores' };
    return slots.confirmed === 'no' ? { key: 'book-visit.not_done' } : undefined;
  },
  act: book,
};

async function book(turn: Turn, slots: Slots): Promise<void> {
  const store = storeOf(turn, slots);
  const { day, time } = slots;
  if (!store || !day || !time) return;
  const reference = `V-${day.slice(2).replaceAll('-', '')}-${time.replace(':', '')}-${store.id.toUpperCase()}`;
  const visits = turn.services.stores.collection<{ customerId: string }>('visits');
  // The time is given away before the record is saved, so that two customers never get the same one; the same customer
  // asking again, for example after a conflict, finds it theirs.
  const key = `${store.id} ${day} ${time}`;
  const saved = await visits.save(key, { customerId: turn.record.id }, 0);
  const taken = saved === 'conflict' && (await visits.get(key))?.value.customerId !== turn.record.id;
  const values = { store: store.name, address: store.address, day: spokenDay(turn, slots), time, reference };
  if (taken) {
    await turn.say({ key: 'book-visit.taken', values });
    return;
  }
  const visit: Visit = { reference, storeId: store.id, day, time, at: turn.now.toISOString() };
  turn.record.visits = [...turn.record.visits.filter((v) => v.reference !== reference), visit];
  await turn.say({ key: 'book-visit.done', values });
}

async function readDay(turn: Turn, slots: Slots): Promise<Reading> {
  const { days } = await turn.readEntities(['day']);
  const day = days.at(0);
  if (day === undefined) return { kind: 'unread' };
  const { profile } = turn.services.business;
  const store = storeOf(turn, slots);
  if (day < turn.today) return { kind: 'refused', say: { key: 'book-visit.past' } };
  if (Date.parse(day) - Date.parse(turn.today) > DAYS_AHEAD * 86_400_000) {
    return { kind: 'refused', say: { key: 'book-visit.too_far', values: { days: DAYS_AHEAD } } };
  }
  if (store && !hoursOn(store.hours, profile.holidays, day)) {
    return {
      kind: 'refused',
      say: {
        key: 'book-visit.closed',
        values: {
          store: store.name,
          day: dayInWords(day, turn.today, profile),
          hours: hoursInWords(store.hours),
        },
      },
    };
  }
  const { from, until } = openTimes(turn, { ...slots, day });
  if (store && from > until)
    return { kind: 'refused', say: { key: 'book-visit.over_today', values: { store: store.name } } };
  return { kind: 'filled', value: day };
}

async function readTime(turn: Turn, slots: Slots): Promise<Reading> {
  const { times } = await turn.readEntities(['time']);
  const time = times.at(0);
  if (time === undefined) return { kind: 'unread' };
  const { from, until } = openTimes(turn, slots);
  // Visits begin on the hour and half hour, so that two of them never overlap.
  if (Number(time.slice(3)) % VISIT_MINUTES !== 0)
    return { kind: 'refused', say: { key: 'book-visit.half_hours' } };
  if (time < from || time > until)
    return { kind: 'refused', say: { key: 'book-visit.outside', values: { from, until } } };
  return { kind: 'filled', value: time };
}

/** First and last time at which a visit may begin, `HH:MM`; today, none that is over. */
function openTimes(turn: Turn, slots: Slots): { from: string; until: string } {
  const { profile } = turn.services.business;
  const store = storeOf(turn, slots);
  const day = slots.day ?? turn.today;
  const hours = store && hoursOn(store.hours, profile.holidays, day);
  // The slots before this one saw to it that the store is open; a stored conversation may be older than its hours.
  if (!hours) return { from: '24:00', until: '00:00' };
  const clock = wallClock(turn.now, profile.timeZone).time;
  const from = day === turn.today && clock > hours.from ? upToHalfHour(clock) : upToHalfHour(hours.from);
  return { from, until: inClock(minutesOf(hours.to) - VISIT_MINUTES) };
}

function upToHalfHour(time: string): string {
  return inClock(Math.ceil(minutesOf(time) / VISIT_MINUTES) * VISIT_MINUTES);
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function inClock(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function stores(turn: Turn): readonly Store[] {
  return turn.services.business.profile.stores;
}

function storeOf(turn: Turn, slots: Slots): Store | undefined {
  return stores(turn).find(({ id }) => id === slots.store);
}

function onlyStore(turn: Turn): string | undefined {
  const named = storesNamed(turn);
  return named.length === 1 ? named[0]?.id : undefined;
}

function spokenDay(turn: Turn, slots: Slots): string {
  return dayInWords(slots.day ?? turn.today, turn.today, turn.services.business.profile);
}
