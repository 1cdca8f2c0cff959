// Opening hours: of the store that was named, else of all, and when people answer.

import type { Store } from '../data/business.js';
import { hoursInWords } from '../data/hours-in-words.js';
import type { Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

export const openingHours: Task = {
  id: 'opening-hours',
  slots: [],
  async act(turn) {
    const { profile } = turn.services.business;
    const named = storesNamed(turn);
    const lines = (named.length > 0 ? named : profile.stores).map(
      (store) => `${store.name}: ${hoursInWords(store.hours)}.`,
    );
    await turn.say({
      key: 'opening-hours.answer',
      values: { stores: lines.join('\n'), desk: hoursInWords(profile.deskHours) },
    });
  },
};

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
