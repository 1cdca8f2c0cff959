// What the customer likes and does not: noted, said back, listed with where it came from, and forgotten on a word.

import type { NotedWish, Preference } from '../data/customer.js';
import { matchPreference } from '../understanding/index.js';
import { describePreference } from './describe-preference.js';
import { dayInWords, listInWords } from './format.js';
import { keptWishes, namedNotes, type PersonAsked, personAsked, whoseWish } from './kept-wishes.js';
import { narrowBySaid, narrowForRecipient, searchAgain } from './narrow-search.js';
import { consentsInWords } from './notice-consent.js';
import type { Task } from './slot-dialog.js';
import { describeNoted, giveTo, noteMessage, whoItWasFor } from './stated-wishes.js';
import { stopAll } from './stop-messages.js';
import type { Turn } from './turn.js';
import { keepOrder, listCommand, takeListCommand } from './wish-answers.js';
import { wishCard } from './wish-card.js';
import { wishLines } from './wish-lines.js';

export const statePreference: Task = {
  id: 'state-preference',
  slots: [],
  async act(turn) {
    const who = whoItWasFor(turn.text);
    if (who !== undefined) {
      const moved = giveTo(who, turn);
      const values = { who, list: inWords(turn, moved) };
      await turn.say({ key: moved.length > 0 ? 'preference.moved' : 'preference.none_to_move', values });
      return;
    }
    if (await narrowForRecipient(turn)) return;
    const { noted, wishes, changed, takenBack } = noteMessage(turn);
    if (takenBack.length > 0) {
      await turn.say({ key: 'preference.taken_back', values: { list: inWords(turn, takenBack) } });
    }
    if (noted.length + wishes.length === 0) {
      if (takenBack.length > 0 || (await narrowBySaid(turn))) return;
      await turn.say({ key: 'preference.none_read' });
      return;
    }
    const declined = turn.record.consent.relationship === 'declined';
    const list = listInWords(
      [...noted.map((each) => here(each, turn)), ...wishes.map((each) => describeNoted(each, turn))],
      turn.services.business.profile.locale,
    );
    await turn.say({ key: declined ? 'preference.noted_for_now' : 'preference.noted', values: { list } });
    // Of two that can't both hold the newer does, and it is said.
    if (changed.length > 0) {
      await turn.say({ key: 'preference.changed', values: { list: inWords(turn, changed) } });
    }
    await searchAgain(
      wishes.map(({ for: who }) => who),
      turn,
    );
  },
};

export const whatDoYouKnow: Task = {
  id: 'what-do-you-know',
  slots: [],
  async act(turn) {
    const { profile } = turn.services.business;
    const { record, card } = turn;
    const asked = personAsked(turn.text, record);
    if (asked) return tellOfPerson(turn, asked);
    const wishes = wishLines(turn);
    const declined = record.consent.relationship === 'declined';
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
      ...consentsInWords(turn),
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
      ...(record.kind === 'known' && record.reviews.length > 0 ? [say('know.level')] : []),
      say('know.conversation', { count: turn.conversation.transcript.length }),
      ...(earlier > 0 ? [say('know.earlier', { count: earlier })] : []),
      ...(record.pastHandoffs.length > 0
        ? [say('know.handoffs', { count: record.pastHandoffs.length })]
        : []),
    ];
    const all = [...lines.map((line) => `• ${line}`), ...wishesInWords(turn, wishes)].join('\n');
    keepOrder(turn);
    await turn.say(
      {
        key: wishes.length === 0 ? 'know.all_facts' : declined ? 'know.all_for_now' : 'know.all',
        values: { lines: all },
        ...(declined ? { choices: [rememberMe(turn)] } : {}),
      },
      declined ? {} : { attachments: [wishCard(turn, { page: 0 })] },
    );
  },
};

/** With the relationship declined nothing is kept beyond the conversation, and how to change that is said. */
function wishesInWords(turn: Turn, wishes: readonly string[]): readonly string[] {
  if (turn.record.consent.relationship !== 'declined') {
    return wishes.length > 0 ? [turn.phrase('know.wishes', { count: wishes.length }), ...wishes] : [];
  }
  const kept = turn.phrase('know.declined');
  return wishes.length > 0 ? [kept, turn.phrase('know.for_now'), ...wishes] : [kept];
}

function rememberMe(turn: Turn): { readonly title: string; readonly value: string } {
  const title = turn.phrase('know.remember_me');
  return { title, value: title };
}

async function tellOfPerson(turn: Turn, { who, persons }: PersonAsked): Promise<void> {
  const theirs = keptWishes(turn.record).filter((kept) => persons.includes(whoseWish(kept)));
  if (theirs.length === 0) return turn.say({ key: 'know.nothing_of', values: { who } });
  const only = new Set(theirs.map(({ id }) => id));
  const lines = wishLines(turn, ({ id }) => only.has(id));
  keepOrder(turn);
  const declined = turn.record.consent.relationship === 'declined';
  await turn.say(
    {
      key: 'know.of_person',
      values: { who: persons.length === 1 ? (persons[0] ?? who) : who, lines: lines.join('\n') },
    },
    declined ? {} : { attachments: [wishCard(turn, { page: 0, only })] },
  );
}

export const forgetPreference: Task = {
  id: 'forget-preference',
  slots: [],
  async act(turn) {
    const command = listCommand(turn.text);
    if (command) return takeListCommand(turn, command);
    const { preferences, notedWishes = [] } = turn.record;
    // "What I said about my sister" leaves the customer's own alone.
    const named = personAsked(turn.text, turn.record)
      ? []
      : matchPreference(turn.text, preferences, turn.services.vocabulary);
    const wishes = namedNotes(turn.text, turn.record);
    // "Forget the wool thing, that's all" names one wish and not all of them.
    const everything = named.length + wishes.length === 0 && /\b(everything|all)\b/i.test(turn.text);
    // No wishes, but who wants all of it forgotten wants no messages about it either.
    if (everything && (await stopAll(turn)) && preferences.length + notedWishes.length === 0) return;
    const meant = everything ? preferences : named;
    const meantWishes = everything ? notedWishes : wishes;
    if (preferences.length + notedWishes.length === 0) {
      await turn.say({ key: 'forget.nothing' });
    } else if (meant.length + meantWishes.length === 0) {
      await turn.say({ key: 'forget.which', values: { list: allInWords(turn, preferences, notedWishes) } });
    } else {
      const gone = new Set([...meant, ...meantWishes].map(({ id }) => id));
      turn.record.preferences = preferences.filter(({ id }) => !gone.has(id));
      if (turn.record.notedWishes) {
        turn.record.notedWishes = notedWishes.filter(({ id }) => !gone.has(id));
      }
      await turn.say({
        key: everything ? 'forget.all' : 'forget.done',
        values: { list: allInWords(turn, meant, meantWishes) },
      });
    }
  },
};

function inWords(turn: Turn, preferences: readonly Preference[]): string {
  return listInWords(
    preferences.map((preference) => describePreference(preference, turn)),
    turn.services.business.profile.locale,
  );
}

function allInWords(turn: Turn, preferences: readonly Preference[], wishes: readonly NotedWish[]): string {
  return listInWords(
    [
      ...preferences.map((preference) => describePreference(preference, turn)),
      ...wishes.map((wish) => describeNoted(wish, turn)),
    ],
    turn.services.business.profile.locale,
  );
}

/**
 * "Forget that", said while nothing else is open: takes back what the customer's last words noted, where they are fresh.
 * @returns whether there was anything to forget; then it is said.
 */
export async function forgetLatest(turn: Turn): Promise<boolean> {
  if (!/\b(?:forget|delete|scrap|drop) (?:that|it|this)\b/i.test(turn.text)) return false;
  const { record } = turn;
  const notes = record.notedWishes ?? [];
  const since = turn.now.getTime() - FRESH_MS;
  const said = [...record.preferences, ...notes].filter(
    ({ source, at }) => source.kind === 'said' && Date.parse(at) >= since,
  );
  const newest = said
    .map(({ at }) => at)
    .sort()
    .at(-1);
  const isLatest = ({ at }: { readonly at: string }) => at === newest;
  if (newest === undefined) return false;
  const list = allInWords(turn, record.preferences.filter(isLatest), notes.filter(isLatest));
  record.preferences = record.preferences.filter((preference) => !isLatest(preference));
  if (record.notedWishes) record.notedWishes = notes.filter((note) => !isLatest(note));
  await turn.say({ key: 'forget.done', values: { list } });
  return true;
}

/** As long as "that" can mean what was said: a quarter of an hour. */
const FRESH_MS = 15 * 60_000;

function here(preference: Preference, turn: Turn): string {
  const wish = describePreference(preference, turn);
  return preference.onlyIn === undefined ? wish : turn.phrase('preference.here_only', { wish });
}

/** Notes what a message states on the way, without a word about it. */
export async function noteStated(turn: Turn): Promise<readonly Preference[]> {
  return noteMessage(turn).noted;
}
