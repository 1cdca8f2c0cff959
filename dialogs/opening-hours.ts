// Opening hours: of the store that was named, else of all, and when people answer; on the day that was named, else of the week.

import type { Store, WeekHours } from '../data/business.js';
import { hoursOn } from '../data/calendar.js';
import { hoursInWords, hoursOfDayInWords } from '../data/hours-in-words.js';
import type { Day } from '../data/ids.js';
import { dayInWords } from './format.js';
import type { Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

export const openingHours: Task = {
  id: 'opening-hours',
  slots: [],
  async act(turn) {
    const { profile } = turn.services.business;
    const named = storesNamed(turn);
    const day = (await turn.readEntities(['day'])).days.find((each) => each >= turn.today);
    const words = (hours: WeekHours) => (day ? hoursOnDay(turn, hours, day) : hoursInWords(hours));
    const lines = (named.length > 0 ? named : profile.stores).map(
      (store) => `${store.name}: ${words(store.hours)}.`,
    );
    const values = { stores: lines.join('\n'), desk: hoursInWords(profile.deskHours) };
    if (!day) return turn.say({ key: 'opening-hours.answer', values });
    const spoken = dayInWords(day, turn.today, profile);
    await turn.say({
      key: day === turn.today ? 'opening-hours.today' : 'opening-hours.on_day',
      values: { ...values, day: spoken },
    });
  },
};

function hoursOnDay(turn: Turn, hours: WeekHours, day: Day): string {
  return hoursOfDayInWords(hoursOn(hours, turn.services.business.profile.holidays, day));
}

/** Stores of which the message has a distinctive word of the name or the address. */
export function storesNamed(turn: Turn): readonly Store[] {
  const { stores } = turn.services.business.profile;
  const said = new Set(wordsOf(turn.text));
  const shared = wordsOf(stores.map((store) => store.name).join(' ')).filter(
    (word, index, all) => all.indexOf(word) !== index,
  );
  return stores.filter((store) =>
    wordsOf(`${store.name} ${store.address}`).some(
      (word) => word.length > 3 && said.has(word) && !shared.includes(word),
    ),
  );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
