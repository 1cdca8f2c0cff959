// How satisfied somebody was: asked once, answered in any words, changed, passed over, and never in the way.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toTeamsActivity } from '../channels/teams/outgoing.js';
import type { AttachmentContent } from '../data/conversation.js';
import type { CustomerRecord } from '../data/customer.js';
import { readCorrection, readSatisfaction } from '../dialogs/satisfaction-words.js';
import { signalsOf } from '../relationship/signals.js';
import type { Folder } from '../service/load-folder.js';
import { type Customer, createWorld, demoFolder, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

const CARD = '{Your rating, 1 to 5}';
const AGENT = `bot: How satisfied were you with the talk, from 1 (not at all) to 5 (very)? You needn't answer. ${CARD}`;
const BOT = `bot: Before you go: how satisfied were you with my help, from 1 (not at all) to 5 (very)? You needn't answer. ${CARD}`;
const good = (score: number) =>
  `bot: Thank you, I'm glad: I've noted ${score} out of 5. If you'd like to say why, just write it.`;
const bad = (score: number) =>
  `bot: Thank you for saying so: I've noted ${score} out of 5. I'm sorry it wasn't better. If you'd like to say what went wrong, just write it.`;
const goodWord = (score: number) =>
  `bot: Thank you, I'm glad: I've noted ${score} out of 5, with what you wrote.`;
const badWord = (score: number) =>
  `bot: Thank you for saying so: I've noted ${score} out of 5, with what you wrote. I'm sorry it wasn't better.`;
const changed = (score: number) => `bot: All right, I've changed it to ${score} out of 5.`;
const ADDED = "bot: Thank you, I've added that.";
const FINE = "bot: That's fine.";
const THROW =
  'bot: Order 10302 (Dune cotton throw) is on its way. We expect it to reach you on Friday, 20 November.';

async function meet(id: string, where = world): Promise<Customer> {
  const customer = where.customer(id);
  await customer.arrives();
  await customer.heard();
  return customer;
}

/** A talk with Jonas that has just ended. */
async function afterTalk(id = 'c-1002', where = world): Promise<Customer> {
  const customer = await meet(id, where);
  await talk(customer, where);
  await customer.heard();
  return customer;
}

async function talk(customer: Customer, where = world): Promise<void> {
  await customer.says('talk to a human');
  await where.agent('a-jonas').claims(customer);
  await where.agent('a-jonas').says(customer, 'Hello, Jonas here.');
  await where.agent('a-jonas').closes(customer);
}

/** Presses a button of the newest card: its words are said. */
async function presses(customer: Customer, title: string): Promise<void> {
  const cards = (await customer.conversation()).transcript.flatMap(
    ({ activity }) => activity.attachments ?? [],
  );
  const button = cards.flatMap(buttonsOf).findLast((each) => each.title === title);
  if (!button) throw new Error(`no button "${title}"`);
  await customer.says(button.data);
}

interface Button {
  readonly title: string;
  readonly data: string;
}

function buttonsOf({ content }: Pick<AttachmentContent, 'content'>): readonly Button[] {
  const walk = (part: unknown): Button[] => {
    if (typeof part !== 'object' || part === null) return [];
    if ((part as { type?: unknown }).type === 'Action.Submit') return [part as Button];
    return Object.values(part).flatMap(walk);
  };
  return walk(content);
}

/** Writes into the customer's record what another turn, or an older version, has left there. */
async function keeps(customer: Customer, fields: Partial<CustomerRecord>): Promise<void> {
  const stored = await world.stores.customers.get(customer.id);
  if (!stored) throw new Error('nothing is stored');
  await world.stores.customers.save({ ...stored.value, ...fields }, stored.version);
}

function every(folder: Folder, satisfactionEveryDays: number | 'never'): Folder {
  return {
    ...folder,
    business: { ...folder.business, profile: { ...folder.business.profile, satisfactionEveryDays } },
  };
}

describe('after a talk with a person', () => {
  test('a score by the card, and a word about it', async () => {
    const maya = await meet('c-1002');
    await talk(maya);
    expect((await maya.heard()).slice(-2)).toEqual([
      "bot: Jonas Weber has ended the talk. I'm Robin, the bot, and I'm here if you need anything else.",
      AGENT,
    ]);
    await presses(maya, '4');
    await maya.says('Jonas was quick, and he knew the lamp');
    await maya.says('where is order 10302?');
    expect(await maya.heard()).toEqual([
      'customer: 4 out of 5',
      good(4),
      'customer: Jonas was quick, and he knew the lamp',
      ADDED,
      'customer: where is order 10302?',
      THROW,
    ]);
    const { pastHandoffs, satisfaction, satisfactionAsked } = await maya.record();
    expect(satisfaction).toEqual([
      {
        at: '2026-11-18T11:00:00.000Z',
        score: 4,
        about: 'agent',
        handoffId: pastHandoffs[0]?.id,
        comment: 'Jonas was quick, and he knew the lamp',
        asked: { id: satisfactionAsked?.id, at: '2026-11-18T11:00:00.000Z' },
      },
    ]);
  });

  test.each([
    ['4', 4, good(4)],
    ['four', 4, good(4)],
    ['5/5', 5, good(5)],
    ['8/10', 4, good(4)],
    ['very good, thanks', 5, good(5)],
    ['👍', 5, good(5)],
    ['⭐⭐⭐', 3, bad(3)],
    ['it was ok', 3, bad(3)],
    ['not very helpful', 2, bad(2)],
    ['not at all', 1, bad(1)],
  ])('"%s" is %i', async (words, score, thanks) => {
    const maya = await afterTalk();
    await maya.says(words);
    expect(await maya.heard()).toEqual([`customer: ${words}`, thanks]);
    expect((await maya.record()).satisfaction).toMatchObject([{ score, about: 'agent' }]);
  });

  test.each([
    ['4 because it was quick', 4, 'because it was quick', goodWord(4)],
    ['3 - the bot did not get me', 3, 'the bot did not get me', badWord(3)],
    ['good but slow', 4, 'good but slow', goodWord(4)],
  ])('"%s" is a score with a word about it', async (words, score, comment, thanks) => {
    const maya = await afterTalk();
    await maya.says(words);
    expect(await maya.heard()).toEqual([`customer: ${words}`, thanks]);
    expect((await maya.record()).satisfaction).toMatchObject([{ score, comment }]);
  });

  test('a score and a question in one message: both are heard', async () => {
    const maya = await afterTalk();
    await maya.says('5, thanks. And where is order 10302?');
    expect(await maya.heard()).toEqual(['customer: 5, thanks. And where is order 10302?', good(5), THROW]);
    expect((await maya.record()).satisfaction).toMatchObject([{ score: 5 }]);
    expect((await maya.record()).satisfaction[0]?.comment).toBeUndefined();
  });

  test('another mind: said, or pressed; one answer stays', async () => {
    const maya = await afterTalk();
    await maya.says('2');
    await maya.says('sorry, I meant 5');
    await maya.says('he was patient with me');
    await maya.says('actually 4');
    await presses(maya, '3');
    expect(await maya.heard()).toEqual([
      'customer: 2',
      bad(2),
      'customer: sorry, I meant 5',
      changed(5),
      'customer: he was patient with me',
      ADDED,
      'customer: actually 4',
      changed(4),
      'customer: 3 out of 5',
      changed(3),
    ]);
    expect((await maya.record()).satisfaction).toMatchObject([
      { score: 3, comment: 'he was patient with me' },
    ]);
  });

  test.each(['skip', 'no thanks', "I'd rather not say", 'not now', 'no'])('"%s" passes', async (words) => {
    const maya = await afterTalk();
    await maya.says(words);
    await maya.says('4');
    expect((await maya.heard()).slice(0, 2)).toEqual([`customer: ${words}`, FINE]);
    expect((await maya.record()).satisfaction).toEqual([]);
  });

  test('the card has a button to pass, which says so', async () => {
    const maya = await afterTalk();
    await presses(maya, 'Rather not');
    expect(await maya.heard()).toEqual(["customer: I'd rather not rate it", FINE]);
    expect((await maya.record()).satisfaction).toEqual([]);
  });

  test('whoever passes on the word about it keeps the score', async () => {
    const maya = await afterTalk();
    await maya.says('4');
    await maya.says('no thanks');
    expect((await maya.heard()).slice(2)).toEqual(['customer: no thanks', FINE]);
    expect((await maya.record()).satisfaction).toMatchObject([{ score: 4 }]);
  });

  test.each(['6', '0', '10'])('"%s" is not on the scale, which is said once more', async (words) => {
    const maya = await afterTalk();
    await maya.says(words);
    await maya.says('3');
    expect(await maya.heard()).toEqual([
      `customer: ${words}`,
      "bot: I can note 1 to 5: 1 is not at all, 5 is very. Which is it? You needn't answer.",
      'customer: 3',
      bad(3),
    ]);
  });

  test('anything else is simply answered, and the card still works afterwards', async () => {
    const maya = await afterTalk();
    await maya.says('where is order 10302?');
    await maya.says('5');
    expect((await maya.record()).satisfaction).toEqual([]);
    await maya.heard();
    await presses(maya, '5');
    expect(await maya.heard()).toEqual(['customer: 5 out of 5', good(5)]);
    expect((await maya.record()).satisfaction).toMatchObject([{ score: 5 }]);
  });

  test('a question about another matter after the score is no word about it', async () => {
    const maya = await afterTalk();
    await maya.says('4');
    await maya.says('where is order 10302?');
    expect((await maya.heard()).at(-1)).toBe(THROW);
    expect((await maya.record()).satisfaction[0]?.comment).toBeUndefined();
  });

  test('a wish for a person is honoured, also behind a score', async () => {
    const maya = await afterTalk();
    await maya.says('1, I want to talk to a human');
    expect((await maya.record()).satisfaction).toMatchObject([{ score: 1 }]);
    expect((await maya.record()).handoff).toMatchObject({ reason: { rule: 'wish-for-person' } });
  });

  test('a word that tells of something gone wrong is kept, and dealt with', async () => {
    const maya = await afterTalk();
    await maya.says('2');
    await maya.heard();
    await maya.says('the lamp arrived broken');
    const [, first, ...then] = await maya.heard();
    expect(first).toBe(ADDED);
    expect(then.length).toBeGreaterThan(0);
    expect((await maya.record()).satisfaction).toMatchObject([
      { score: 2, comment: 'the lamp arrived broken' },
    ]);
  });

  test('a task that waited goes on after the score', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await talk(maya);
    await maya.heard();
    await maya.says('4');
    const [, thanks, ...again] = await maya.heard();
    expect(thanks).toBe("bot: Thank you, I'm glad: I've noted 4 out of 5.");
    expect(again.at(-1)).toContain('Why would you like to send it back?');
  });
});

describe('after a stretch with the bot', () => {
  test('is asked on leaving, where something was done', async () => {
    const visitor = await meet('guest-1');
    await visitor.says('how long do I have to send something back?');
    await visitor.says('bye');
    expect((await visitor.heard()).at(-1)).toBe(BOT);
    await visitor.says('five');
    expect((await visitor.record()).satisfaction).toMatchObject([{ score: 5, about: 'bot' }]);
  });

  test('is asked when nothing else is wanted', async () => {
    const ciara = await meet('c-1003');
    await ciara.says('how long do I have to send something back?');
    await ciara.says('thanks');
    await ciara.says('no');
    expect((await ciara.heard()).slice(-2)).toEqual(["bot: All right. I'm here if you need me.", BOT]);
  });

  test('is not asked where nothing was done, nor in the middle of a task', async () => {
    const visitor = await meet('guest-1');
    for (const words of ['hello', 'who are you?', 'blorp fnord', 'bye']) await visitor.says(words);
    expect((await visitor.heard()).at(-1)).toBe('bot: Goodbye, and thank you for your visit.');
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await maya.says('bye');
    expect((await maya.heard()).at(-1)).toBe('bot: Goodbye, and thank you for your visit.');
  });

  test('a person who gave the customer back is what is asked about', async () => {
    const maya = await meet('c-1002');
    await maya.says('talk to a human');
    await world.agent('a-jonas').claims(maya);
    await world.agent('a-jonas').returns(maya);
    expect((await maya.heard()).at(-1)).toBe('bot: What else can I do for you?');
    await maya.says('bye');
    expect((await maya.heard()).at(-1)).toBe(AGENT);
    await maya.says('4');
    const { satisfaction, pastHandoffs } = await maya.record();
    expect(satisfaction).toMatchObject([{ about: 'agent', handoffId: pastHandoffs[0]?.id }]);
  });
});

describe('how often', () => {
  test('once a conversation, whatever else ends in it', async () => {
    const maya = await afterTalk();
    await maya.says('4');
    await talk(maya);
    await maya.says('bye');
    expect((await maya.heard()).filter((line) => line.includes('How satisfied'))).toEqual([]);
  });

  test.each([
    ['13 days later', { days: 13 }, false],
    ['a second before 14 days', { days: 13, hours: 23, minutes: 59, seconds: 59 }, false],
    ['14 days later', { days: 14 }, true],
  ])('%s', async (_when, span, asked) => {
    const maya = await afterTalk();
    await maya.says('no thanks');
    world.wait(span);
    const before = (await maya.record()).satisfactionAsked?.id;
    await talk(maya);
    expect((await maya.record()).satisfactionAsked?.id !== before).toBe(asked);
  });

  test('once a conversation, however long it goes on', async () => {
    await world.stop();
    world = await createWorld({ folder: every(await demoFolder(), 1) });
    const maya = await afterTalk();
    for (let day = 0; day < 3; day++) {
      world.wait({ hours: 23 });
      await maya.says('where is order 10302?');
    }
    await talk(maya);
    expect((await maya.heard()).at(-1)).toContain('Jonas Weber has ended the talk');
    world.wait({ hours: 25 });
    await talk(maya);
    expect((await maya.heard()).at(-1)).toBe(AGENT);
  });

  test('as the business says: never', async () => {
    await world.stop();
    world = await createWorld({ folder: every(await demoFolder(), 'never') });
    const maya = await meet('c-1002');
    await talk(maya);
    expect((await maya.heard()).at(-1)).toContain('Jonas Weber has ended the talk');
    expect((await maya.record()).satisfactionAsked).toBeUndefined();
  });

  test('"don\'t ask me again" holds for good', async () => {
    const maya = await afterTalk();
    await maya.says("please don't ask me again");
    expect((await maya.heard()).at(-1)).toBe("bot: All right, I won't ask you that again.");
    world.wait({ days: 400 });
    await talk(maya);
    expect((await maya.heard()).at(-1)).toContain('Jonas Weber has ended the talk');
  });

  test('whoever declined the relationship is not asked', async () => {
    const tom = await meet('c-1005');
    await keeps(tom, { consent: { relationship: 'declined' } });
    await talk(tom);
    expect((await tom.heard()).at(-1)).toContain('Jonas Weber has ended the talk');
  });

  test('an answer of an older version, which kept no questions, counts', async () => {
    const maya = await meet('c-1002');
    await keeps(maya, { satisfaction: [{ at: '2026-11-10T09:00:00.000Z', score: 4, about: 'bot' }] });
    await talk(maya);
    expect((await maya.record()).satisfactionAsked).toBeUndefined();
  });
});

test('answers are signals of the relationship', async () => {
  const maya = await afterTalk();
  const today = '2026-11-18';
  const measured = async () =>
    signalsOf({ card: undefined, orders: [], record: await maya.record(), today }).satisfaction;
  expect(await measured()).toBeUndefined();
  await maya.says('2');
  expect(await measured()).toBe(0.25);
  await maya.says('sorry, I meant 5');
  expect(await measured()).toBe(1);
});

test('the card is one that Teams draws, and says in words what its buttons do', async () => {
  const maya = await afterTalk();
  const [entry] = (await maya.conversation()).transcript.filter(({ activity }) => activity.attachments);
  const [card] = entry?.activity.attachments ?? [];
  expect(card).toMatchObject({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: { type: 'AdaptiveCard', version: '1.5', fallbackText: '1: not at all, 5: very' },
  });
  const audience = { personal: true, userId: 'maya', client: 'teams' } as const;
  const [onTeams] = (entry && toTeamsActivity(entry, audience)?.attachments) ?? [];
  expect(onTeams && buttonsOf(onTeams).map(({ data }) => data)).toEqual(
    ['1 out of 5', '2 out of 5', '3 out of 5', '4 out of 5', '5 out of 5', "I'd rather not rate it"].map(
      (value) => ({ msteams: { type: 'imBack', value } }),
    ),
  );
  expect(card && buttonsOf(card).map(({ title, data }) => `${title}: ${data}`)).toEqual([
    '1: 1 out of 5',
    '2: 2 out of 5',
    '3: 3 out of 5',
    '4: 4 out of 5',
    '5: 5 out of 5',
    "Rather not: I'd rather not rate it",
  ]);
});

describe('words for a score', () => {
  test.each([
    ['4.', 4],
    ['4️⃣', 4],
    ['4 of 5', 4],
    ['9 out of 10', 5],
    ['1/10', 1],
    ['80%', 4],
    ["I'd say 4", 4],
    ['a solid 4', 4],
    ['my rating is 3', 3],
    ['3-4', 3],
    ['5 stars!', 5],
    ['5 thank you so much', 5],
    ['★★★☆☆', 3],
    ['👎🏽', 1],
    ['very', 5],
    ['the service was excellent', 5],
    ['pretty good', 4],
    ['not bad', 3],
    ['could be better', 3],
    ['not good', 2],
    ['Not satisfied at all', 1],
    ['terrible', 1],
  ])('"%s" is %i', (text, score) => {
    expect(readSatisfaction(text)).toMatchObject({ kind: 'score', score, rest: '' });
  });

  test.each([
    ...[
      '4 chairs please',
      '5 minutes ago I ordered',
      '2 more questions',
      '5 and 6 are missing',
      '10302',
      '€5',
      '2nd',
    ],
    ...[
      'ok',
      'thanks',
      'yes',
      'bye',
      'good morning',
      'great lamp, is it in stock?',
      'one of my lamps is broken',
      '',
    ],
  ])('"%s" is none', (text) => {
    expect(readSatisfaction(text)).toBeUndefined();
  });

  test.each([
    ['sorry, I meant 5', true, 5],
    ['oops, 5', true, 5],
    ['no, 5', true, 5],
    ['make it a 4', true, 4],
    ['5', true, 5],
    ['change my rating to 4', false, 4],
    ['5', false, undefined],
    ['I meant two', false, undefined],
    ['great', true, undefined],
    ['actually, the delivery was late', true, undefined],
  ])('"%s" as another mind, right after a score: %s', (text, fresh, score) => {
    expect(readCorrection(text, fresh)?.score).toBe(score);
  });
});
