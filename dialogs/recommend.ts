// "What would suit my living room?", "a present for my sister under 40": a search within the customer's limits, or within those of the person
// it is for. Corrections of what was shown are the critique's.

import type { Wish } from '../data/conversation.js';
import { extractWish, moneyIn, pickFrom } from '../understanding/index.js';
import { withoutPersons } from '../understanding/persons.js';
import { withAsked } from './asked-wishes.js';
import { noteStated } from './preferences.js';
import { type Meant, recipientMeant, SOMEBODY } from './recipient.js';
import { theirsInWords } from './recommendation-words.js';
import { showSearch } from './show-search.js';
import type { Slots, Task } from './slot-dialog.js';
import type { Question, Sentence, Turn } from './turn.js';

const SELF = 'self';
const KNOWN = 'known:';
const ANYBODY = 'anybody:';

export const recommendSomething: Task = {
  id: 'recommend',
  slots: [
    {
      // Kept, since an answer to "which sister?" has other words.
      name: 'asked',
      retry: 'recommend.what_retry',
      ask: () => ({ key: 'recommend.what' }),
      spot: (turn) => turn.text,
      read: (turn) => ({ kind: 'filled', value: turn.text }),
    },
    {
      name: 'person',
      retry: 'recommend.which_retry',
      settle: (turn, slots) => written(recipientMeant(slots.asked ?? '', turn)),
      ask: (turn, slots) => {
        const meant = recipientMeant(slots.asked ?? '', turn);
        return meant.kind === 'which' ? whichPerson(turn, meant) : { key: 'recommend.what' };
      },
      read(turn, slots) {
        const meant = recipientMeant(slots.asked ?? '', turn);
        if (meant.kind !== 'which') return { kind: 'unread' };
        const picked = pickFrom(turn.text, optionsOf(turn, meant.persons));
        if (picked !== undefined) return { kind: 'filled', value: `${KNOWN}${picked}` };
        return SOMEBODY_ELSE.test(turn.text)
          ? { kind: 'filled', value: `${ANYBODY}${meant.kin}` }
          : { kind: 'unread' };
      },
    },
  ],
  act: (turn, slots) => searchAsked(turn, slots),
};

const SOMEBODY_ELSE = /\b(?:another|other|neither|none|somebody|someone|new|else|no)\b/i;

async function searchAsked(turn: Turn, { asked = '', person = SELF }: Slots): Promise<void> {
  const { vocabulary } = turn.services;
  // "I'm vegan, what would suit my living room?" states a lasting wish on the way; a budget for this search does not last.
  if (asked === turn.text && /\bi(['’]m| am)\b/i.test(asked)) await noteStated(turn);
  const money = asked === turn.text ? (await turn.readEntities(['money'])).money : moneyIn(asked);
  const recipient = recipientIn(person);
  const wish = withAsked(
    asked,
    {
      ...extractWish(withoutPersons(asked), vocabulary, { money }),
      ...(recipient ? { for: recipient } : {}),
    },
    turn,
  );
  await showSearch(turn, wish, goingBy(turn, wish));
}

/** What is known of the person the search is for, or that nothing is, where the request itself says nothing of their taste either. */
function goingBy(turn: Turn, wish: Wish): Sentence | undefined {
  if (!wish.for || wish.for.anybody) return undefined;
  const { who } = wish.for;
  const list = theirsInWords(turn, wish);
  if (list) return { key: 'recommend.going_by', values: { who, list } };
  const { colour, material, asked = [] } = wish;
  const told = colour !== undefined || material !== undefined || asked.length > 0;
  return told ? undefined : { key: 'recommend.know_nothing', values: { who } };
}

/** "Which sister?", with each to tap. @param says what a tap says; left out: the person. */
export function whichPerson(
  turn: Turn,
  { kin, persons }: Extract<Meant, { kind: 'which' }>,
  says: (who: string) => string = (who) => turn.phrase('recommend.person', { who }),
): Question {
  const choices = persons.map((who) => ({
    title: turn.phrase('recommend.person', { who }),
    value: says(who),
  }));
  const other =
    kin === SOMEBODY
      ? turn.phrase('recommend.person_none')
      : turn.phrase('recommend.person_other', { who: kin });
  const all = [...choices, { title: other, value: other }];
  return kin === SOMEBODY
    ? { key: 'recommend.which_person', choices: all }
    : { key: 'recommend.which_of_kin', values: { who: kin }, choices: all };
}

function optionsOf(turn: Turn, persons: readonly string[]) {
  return persons.map((who) => ({ id: who, label: turn.phrase('recommend.person', { who }) }));
}

function written(meant: Meant): string | undefined {
  switch (meant.kind) {
    case 'self':
      return SELF;
    case 'one':
      return `${meant.recipient.anybody ? ANYBODY : KNOWN}${meant.recipient.who}`;
    case 'which':
      return undefined;
  }
}

function recipientIn(person: string): Wish['for'] {
  if (person.startsWith(KNOWN)) return { who: person.slice(KNOWN.length) };
  return person.startsWith(ANYBODY) ? { who: person.slice(ANYBODY.length), anybody: true } : undefined;
}
