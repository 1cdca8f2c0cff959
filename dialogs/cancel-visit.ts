// "I can't come on Saturday": takes a booked visit back, so that somebody else may have the time.

import { wallClock } from '../data/calendar.js';
import type { Visit } from '../data/customer.js';
import { pickFrom } from '../understanding/index.js';
import { dayInWords } from './format.js';
import { confirmSlot, type Slots, type Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

export const cancelVisit: Task = {
  id: 'cancel-visit',
  slots: [
    {
      name: 'visit',
      retry: 'cancel-visit.which_retry',
      ask: (turn) => ({
        key: 'cancel-visit.which',
        choices: labelled(turn).map(({ label }) => ({ title: label, value: label })),
      }),
      read(turn) {
        const picked = pickFrom(turn.text, labelled(turn));
        return picked === undefined ? { kind: 'unread' } : { kind: 'filled', value: picked };
      },
      settle(turn) {
        const [only, ...others] = toCome(turn);
        return others.length === 0 ? only?.reference : undefined;
      },
    },
    confirmSlot((turn, slots) => ({ key: 'cancel-visit.confirm', values: { visit: spoken(turn, slots) } })),
  ],
  obstacle(turn, slots) {
    if (toCome(turn).length === 0) return { key: 'cancel-visit.none' };
    return slots.confirmed === 'no' ? { key: 'cancel-visit.kept' } : undefined;
  },
  async act(turn, slots) {
    const visit = visitOf(turn, slots);
    if (!visit) return;
    const values = { visit: spoken(turn, slots) };
    // Free before the record is saved: if the save fails, nothing was acknowledged, and the second try frees it again.
    const visits = turn.services.stores.collection<{ customerId: string }>('visits');
    const key = `${visit.storeId} ${visit.day} ${visit.time}`;
    if ((await visits.get(key))?.value.customerId === turn.record.id) await visits.remove(key);
    turn.record.visits = turn.record.visits.filter(({ reference }) => reference !== visit.reference);
    await turn.say({ key: 'cancel-visit.done', values });
  },
};

/** Visits that are still to come, the next one first. */
function toCome({ record, now, today, services }: Turn): readonly Visit[] {
  const { time } = wallClock(now, services.business.profile.timeZone);
  return record.visits
    .filter((visit) => visit.day > today || (visit.day === today && visit.time > time))
    .sort((a, b) => (`${a.day} ${a.time}` < `${b.day} ${b.time}` ? -1 : 1));
}

function labelled(turn: Turn): readonly { readonly id: string; readonly label: string }[] {
  return toCome(turn).map((visit) => ({ id: visit.reference, label: inWords(turn, visit) }));
}

function visitOf(turn: Turn, slots: Slots): Visit | undefined {
  return toCome(turn).find(({ reference }) => reference === slots.visit);
}

function spoken(turn: Turn, slots: Slots): string {
  const visit = visitOf(turn, slots);
  return visit ? inWords(turn, visit) : '';
}

function inWords(turn: Turn, { storeId, day, time }: Visit): string {
  const { profile } = turn.services.business;
  const store = profile.stores.find(({ id }) => id === storeId)?.name ?? storeId;
  return turn.phrase('cancel-visit.visit', { store, day: dayInWords(day, turn.today, profile), time });
}
