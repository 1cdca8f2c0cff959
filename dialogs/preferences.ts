// What the customer likes and does not: noted, said back, listed with where it came from, and forgotten on a word.

import type { Preference } from '../data/customer.js';
import { extractPreferences, matchPreference } from '../understanding/index.js';
import { describePreference, describeSource } from './describe-preference.js';
import { dayInWords, listInWords } from './format.js';
import type { Task } from './slot-dialog.js';
import type { Turn } from './turn.js';

export const statePreference: Task = {
  id: 'state-preference',
  slots: [],
  async act(turn) {
    const noted = await noteStated(turn);
    if (noted.length === 0) {
      await turn.say({ key: 'preference.none_read' });
      return;
    }
    const values = { list: inWords(turn, noted) };
    const declined = turn.record.consent.relationship === 'declined';
    await turn.say({ key: declined ? 'preference.noted_for_now' : 'preference.noted', values });
  },
};

export const whatDoYouKnow: Task = {
  id: 'what-do-you-know',
  slots: [],
  async act(turn) {
    const { profile } = turn.services.business;
    const { record, card } = turn;
    const say = (key: string, values?: Record<string, string | number>) => turn.phrase(key, values);
    const name = card?.name ?? record.name;
    const archived = await turn.services.stores.archive.of(record.id);
    const earlier = archived.filter(({ segmentOf }) => segmentOf === undefined).length;
    const lines = [
      ...(name ? [say('know.name', { name })] : []),
      ...(card
        ? [say('know.card', { email: card.email, address: card.address, business: profile.name })]
        : []),
      ...(turn.orders.length > 0
        ? [
            say('know.orders', {
              count: turn.orders.length,
              numbers: listInWords(
                turn.orders.map((o) => `#${o.number}`),
                profile.locale,
              ),
            }),
          ]
        : []),
      ...record.preferences.map((preference) =>
        say('know.preference', {
          preference: describePreference(preference, turn),
          source: describeSource(preference, turn),
        }),
      ),
      ...record.returns.map((r) => say('know.return', { return: r.number, number: r.order })),
      ...record.addressChanges.map((change) =>
        say('know.address', { number: change.order, address: change.address }),
      ),
      ...record.visits.map((v) =>
        say('know.visit', {
          reference: v.reference,
          day: dayInWords(v.day, turn.today, profile),
          time: v.time,
        }),
      ),
      ...(record.satisfaction.length > 0
        ? [say('know.satisfaction', { count: record.satisfaction.length })]
        : []),
      ...(record.reviews.length > 0 ? [say('know.level')] : []),
      say('know.conversation', { count: turn.conversation.transcript.length }),
      ...(earlier > 0 ? [say('know.earlier', { count: earlier })] : []),
      ...(record.pastHandoffs.length > 0
        ? [say('know.handoffs', { count: record.pastHandoffs.length })]
        : []),
    ];
    await turn.say({ key: 'know.all', values: { lines: lines.map((line) => `• ${line}`).join('\n') } });
  },
};

export const forgetPreference: Task = {
  id: 'forget-preference',
  slots: [],
  async act(turn) {
    const { preferences } = turn.record;
    const named = matchPreference(turn.text, preferences, turn.services.vocabulary);
    // "Forget the wool thing, that's all" names one wish and not all of them.
    const everything = named.length === 0 && /\b(everything|all)\b/i.test(turn.text);
    const meant = everything ? preferences : named;
    if (preferences.length === 0) {
      await turn.say({ key: 'forget.nothing' });
    } else if (meant.length === 0) {
      await turn.say({ key: 'forget.which', values: { list: inWords(turn, preferences) } });
    } else {
      const gone = new Set(meant.map(({ id }) => id));
      turn.record.preferences = preferences.filter(({ id }) => !gone.has(id));
      await turn.say({
        key: everything ? 'forget.all' : 'forget.done',
        values: { list: inWords(turn, meant) },
      });
    }
  },
};

/**
 * Notes what the message states, replacing what it contradicts: of two about the same subject, the newer one holds.
 * @returns what was noted.
 */
export async function noteStated(turn: Turn): Promise<readonly Preference[]> {
  const { money } = await turn.readEntities(['money']);
  const stated = extractPreferences(turn.text, turn.services.vocabulary, { money });
  const noted = stated.map(
    ({ subject, strength, words }): Preference => ({
      id: turn.services.newId(),
      subject,
      strength,
      source: { kind: 'said', activityId: turn.activityId, words },
      at: turn.now.toISOString(),
    }),
  );
  const replaced = new Set(noted.map(subjectKey));
  turn.record.preferences = [
    ...turn.record.preferences.filter((old) => !replaced.has(subjectKey(old))),
    ...noted,
  ];
  return noted;
}

function subjectKey({ subject }: Preference): string {
  switch (subject.kind) {
    case 'attribute':
      return `${subject.attribute} ${subject.value}`;
    case 'product':
      return `product ${subject.productId}`;
    case 'vegan':
    case 'max-price':
      return subject.kind;
  }
}

function inWords(turn: Turn, preferences: readonly Preference[]): string {
  return listInWords(
    preferences.map((preference) => describePreference(preference, turn)),
    turn.services.business.profile.locale,
  );
}
