// What the relationship is to customers and agents in conversation: asking for the status, declining, coming back, the usual, accounts.

import { afterEach, describe, expect, test } from 'vitest';
import type { CustomerRecord } from '../data/customer.js';
import type { CustomerId } from '../data/ids.js';
import { replayReview } from '../relationship/index.js';
import type { Folder } from '../service/load-folder.js';
import { type Customer, createWorld, demoFolder, type World } from './conversation.js';

const TOM = 'c-1005';
const MAYA = 'c-1002';
const JULIE = 'c-1020';

let world: World;
afterEach(() => world.stop());

async function meet(id: string, changes: Parameters<typeof createWorld>[0] = {}): Promise<Customer> {
  world = await createWorld(changes);
  const customer = world.customer(id);
  await customer.arrives();
  await customer.heard();
  return customer;
}

async function withLevels(change: (levels: Folder['levels']) => Folder['levels']): Promise<Folder> {
  const folder = await demoFolder();
  return { ...folder, levels: change(folder.levels) };
}

const answer = async (customer: Customer, question: string) => {
  await customer.says(question);
  return (await customer.heard())
    .slice(1)
    .join('\n')
    .replace(/^bot: /, '');
};

/** The switch in the chat's menu. */
async function flips(customer: Customer, value: 'open' | 'declined'): Promise<readonly string[]> {
  const { id } = await customer.conversation();
  const { TurnContext } = await import('botbuilder');
  const { SilentAdapter } = await import('../bots/silent-adapter.js');
  const context = new TurnContext(new SilentAdapter(), {
    type: 'event',
    id: `switch-${value}-${world.now().getTime()}`,
    name: 'relationship.consent',
    value,
    channelId: 'web',
    conversation: { id, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: 'user', name: '' },
    recipient: { id: 'bot', name: 'bot' },
  });
  await world.service.bot.turn(context, {
    customerId: customer.id,
    kind: 'known',
    channel: 'web',
    conversationId: id,
  });
  return customer.heard();
}

describe('what is my status with you?', () => {
  test('the level, where it comes from, what it has, what the next takes and brings', async () => {
    const tom = await meet(TOM);
    expect((await answer(tom, 'what is my status with you?')).split('\n')).toEqual([
      expect.stringMatching(
        /^With us you are at level 5 of 6, “self-expression”: customer for .+, 8 orders, .+, member, 2 reviews\.$/,
      ),
      'You have “the usual” with one tap and your personal contact first, where you have one.',
      'For level 6, “co-creation”: an accepted contribution.',
    ]);
  });

  test('invitations and perks are told where the business gives them, and promised for the next level', async () => {
    const folder = await withLevels((levels) => ({
      ...levels,
      invitations: { community: 'https://community.example/', 'co-creation': 'https://ideas.example/' },
      levels: { ...levels.levels, 5: { ...levels.levels[5], perks: ['first choice of new pieces'] } },
    }));
    const tom = await meet(TOM, { folder });
    const said = await answer(tom, 'what is my status with you?');
    expect(said).toContain(
      'You have “the usual” with one tap, your personal contact first, where you have one and first choice of new pieces.',
    );
    expect(said).toContain('It would bring a say in what we make next.');
    expect(said).toContain('You are welcome in our community: https://community.example/');
    expect(said).not.toContain('https://ideas.example/');
  });

  test('somebody new, and a visitor, are told that it is too early', async () => {
    const sean = await meet('c-1001');
    const early = "It's too early to say: we've only just met. You get our full service all the same.";
    expect(await answer(sean, 'what is my status with you?')).toBe(early);
    await world.stop();
    expect(await answer(await meet('guest-1'), 'what is my status with you?')).toBe(early);
  });

  test('a contact of a company has the level of the company, and is told so', async () => {
    const julie = await meet(JULIE);
    const [level, account] = (await answer(julie, 'what is my status with you?')).split('\n');
    expect(level).toContain('6 orders');
    expect(account).toBe(
      'It is the level of Dubois Lambert Interiors as a whole: as one of its contacts, you have what it has.',
    );
  });

  test('each review kept can be made again from what it kept', async () => {
    const tom = await meet(TOM);
    for (let day = 0; day < 3; day++) {
      await tom.says('hello');
      world.wait({ days: 1 });
    }
    const { reviews } = await tom.record();
    expect(reviews).toHaveLength(3);
    for (const review of reviews) expect(replayReview(review, world.folder.levels)).toEqual(review);
  });

  test('a change of the rules is not waited for until tomorrow', async () => {
    const tom = await meet(TOM);
    const folder = await withLevels((levels) => ({ ...levels, version: 2 }));
    const { stores } = world;
    await world.stop();
    const again = await meet(TOM, { folder, stores });
    await again.says('hello');
    expect((await again.record()).reviews.map(({ rulesVersion }) => rulesVersion)).toEqual([1, 2]);
    expect(tom.id).toBe(again.id);
  });
});

const scores = ({ reviews, preferences, conversations, handoff, pastHandoffs }: CustomerRecord) => ({
  reviews: reviews.length,
  preferences: preferences.length,
  facts: conversations.flatMap(({ transcript }) => transcript.filter(({ decision }) => decision?.facts))
    .length,
  sentences: [handoff, ...pastHandoffs].flatMap((each) => each?.brief.levelSentence || []).length,
});

describe('declining, and coming back', () => {
  test('what only sounds like it erases nothing before the customer has said yes', async () => {
    const tom = await meet(TOM);
    await tom.says('I never want wool');
    await tom.heard();
    expect(await answer(tom, "I prefer emails, please don't call me")).toBe(
      "Thank you, Tom, I've noted: contact by email and no contact by phone. I'll keep to that.",
    );
    expect((await tom.record()).preferences).toHaveLength(1);
    expect(await answer(tom, "I don't want you to keep any of that")).toMatch(
      /^Shall I erase your wishes and your status, and keep none from now on\?/,
    );
    expect(await answer(tom, 'no')).toBe("All right, I've erased nothing.");
    await answer(tom, "don't store anything about me please");
    expect(await answer(tom, 'yes')).toMatch(/^All right\. I've erased your wishes/);
    expect((await tom.record()).preferences).toEqual([]);
  });

  test('“I’d rather not be tracked” erases wishes and scores; later “you may remember me again” begins anew', async () => {
    const tom = await meet(TOM);
    await tom.says('no wool please, I never want wool');
    await tom.says('talk to a human');
    await tom.says('cancel');
    await tom.heard();
    expect(await answer(tom, "I'd rather not be tracked")).toMatch(
      /^All right\. I've erased your wishes and your status/,
    );
    // The message that declines is itself decided about, as for anybody.
    expect(scores(await tom.record())).toEqual({ reviews: 0, preferences: 0, facts: 1, sentences: 0 });
    expect(await answer(tom, 'what is my status with you?')).toMatch(/^You asked us not to keep track/);
    expect(await answer(tom, 'stop profiling me')).toBe(
      "You've already asked me not to keep track, and I don't.",
    );
    world.wait({ days: 1 });
    await tom.says('how long do I have to send something back?');
    expect((await tom.record()).reviews).toEqual([]);
    await tom.heard();
    expect(await answer(tom, 'you may remember me again')).toMatch(/^Thank you\. From now on/);
    expect(await answer(tom, 'which level am I?')).toMatch(/^With us you are at level 5 of 6/);
  });

  test('it costs no service: a person is still called for, from the pool', async () => {
    const tom = await meet(TOM);
    await world.agent('a-lena').comesOnline();
    await tom.says("I'd rather not be tracked");
    await tom.says('talk to a human');
    expect((await tom.record()).handoff).toMatchObject({ status: 'waiting', route: { kind: 'pool' } });
  });

  test('the switch in the menu does the same, and the page learns how it stands', async () => {
    const maya = await meet(MAYA);
    expect(await flips(maya, 'declined')).toEqual([expect.stringMatching(/^bot: All right\. I've erased/)]);
    expect((await maya.record()).consent.relationship).toBe('declined');
    const told = async () => (await maya.conversation()).transcript.at(-1)?.activity.channelData;
    expect(await told()).toEqual({ relationship: 'declined' });
    world.wait({ minutes: 1 });
    expect(await flips(maya, 'open')).toEqual([expect.stringMatching(/^bot: Thank you\./)]);
    expect(await told()).toEqual({ relationship: 'open' });
  });

  test('while a person has the conversation, the switch holds and the bot stays silent', async () => {
    const maya = await meet(MAYA);
    const lena = world.agent('a-lena');
    await lena.comesOnline();
    await maya.says('talk to a human');
    await lena.claims(maya);
    await maya.heard();
    expect(await flips(maya, 'declined')).toEqual([]);
    const record = await maya.record();
    expect([record.consent.relationship, record.reviews, record.handoff?.brief.levelSentence]).toEqual([
      'declined',
      [],
      '',
    ]);
  });
});

describe('the usual', () => {
  test('whoever bought something more than once is offered it in the greeting, and shown it in stock', async () => {
    world = await createWorld();
    const tom = world.customer(TOM);
    await tom.arrives();
    expect((await tom.heard()).join('\n')).toContain("[Where's my order? | The usual? | Talk to a person]");
    await tom.taps('The usual?');
    const [, said] = await tom.heard();
    expect(said).toMatch(/^bot: Your usual, still in stock: \{/);
  });

  test('whoever has none sees what they bought before, and is not offered it', async () => {
    world = await createWorld();
    const maya = world.customer(MAYA);
    await maya.arrives();
    expect((await maya.heard()).join('\n')).not.toContain('The usual?');
    expect(await answer(maya, 'the usual please')).toMatch(/^Th(ese|is) you bought before/);
  });

  test('a visitor is asked to sign in', async () => {
    expect(await answer(await meet('guest-1'), 'the usual please')).toMatch(
      /^I can only see orders when I know who you are/,
    );
  });

  test('a level that does not offer it has no shortcut', async () => {
    const folder = await withLevels((levels) => ({
      ...levels,
      levels: { ...levels.levels, 2: { ...levels.levels[2], offers: [] } },
    }));
    world = await createWorld({ folder });
    const tom = world.customer(TOM);
    await tom.arrives();
    expect((await tom.heard()).join('\n')).not.toContain('The usual?');
  });
});

test('a level that offers no dedicated assistance leads to the pool', async () => {
  const folder = await withLevels((levels) => ({
    ...levels,
    levels: { ...levels.levels, 4: { ...levels.levels[4], offers: [] } },
  }));
  const tom = await meet(TOM, { folder });
  await tom.says('talk to a human');
  expect((await tom.record()).handoff).toMatchObject({ route: { kind: 'pool' } });
});

describe('what an agent sees of it', () => {
  const cardOf = async (customer: Customer) => {
    const lena = world.agent('a-lena');
    await lena.comesOnline();
    await customer.says('talk to a human');
    const view = await world.service.desk.view(lena.id, await lena.key(customer));
    return view!.customer;
  };

  test('the reasons, the stage, what the next level takes, and why no percentage is shown', async () => {
    const { relationship, levelReasons } = await cardOf(await meet(TOM));
    expect(levelReasons).toEqual(expect.arrayContaining(['8 orders', 'member, 2 reviews']));
    expect(relationship).toMatchObject({
      stage: 'better together',
      next: 'For level 6: an accepted contribution.',
      offers: expect.stringContaining('a person whenever you ask for one'),
      history: [{ text: 'Began at level 5, self-expression' }],
    });
  });

  test('a business account, with the contact’s name', async () => {
    const { relationship } = await cardOf(await meet(JULIE));
    expect(relationship?.account).toBe(
      'Scored as the account Dubois Lambert Interiors; the contact is Julie Lambert.',
    );
  });

  test('nothing of it once the relationship is declined', async () => {
    const tom = await meet(TOM);
    await tom.says("I'd rather not be tracked");
    expect(await cardOf(tom)).toMatchObject({ consent: 'declined', level: 0, levelReasons: [] });
  });
});

describe('a visitor signs in', () => {
  test('what the visitor said is the customer’s, the visitor is gone, and asking again changes nothing', async () => {
    const guest = await meet('guest-7');
    await guest.says('no wool please, I never want wool');
    const tom = world.customer(TOM);
    await tom.arrives();
    await tom.heard();
    const join = () => world.service.join(guest.id, tom.id);
    expect([await join(), await join()]).toEqual(['joined', 'nothing']);
    expect(await world.stores.customers.get(guest.id)).toBeUndefined();
    const record = await tom.record();
    expect([record.mergedFrom, record.preferences.length, record.reviews.at(-1)?.level]).toEqual([
      ['guest-7'],
      1,
      5,
    ]);
    expect(await answer(tom, 'what do you know about me?')).toContain('no wool');
    expect((await world.stores.archive.of(tom.id)).map(({ id }) => id)).toEqual(['conversation-web-guest-7']);
  });

  test('killed after the customer was saved, the next sign-in finishes it', async () => {
    const guest = await meet('guest-7');
    await guest.says('no wool please, I never want wool');
    const { customers } = world.stores;
    const erase = customers.erase.bind(customers);
    customers.erase = () => Promise.reject(new Error('killed'));
    await expect(world.service.join(guest.id, TOM as CustomerId)).rejects.toThrow('killed');
    customers.erase = erase;
    expect(await world.service.join(guest.id, TOM as CustomerId)).toBe('joined');
    expect((await world.customer(TOM).record()).preferences).toHaveLength(1);
  });

  test('while a person is awaited nothing is joined', async () => {
    const guest = await meet('guest-7');
    await guest.says('talk to a human');
    expect(await world.service.join(guest.id, TOM as CustomerId)).toBe('busy');
    expect((await guest.record()).handoff?.status).toBe('waiting');
  });

  test('a relationship that the visitor declined stays declined', async () => {
    const guest = await meet('guest-7');
    await guest.says("I'd rather not be tracked");
    const tom = world.customer(TOM);
    await tom.says('hello');
    await world.service.join(guest.id, tom.id);
    expect(scores(await tom.record())).toEqual({ reviews: 0, preferences: 0, facts: 0, sentences: 0 });
    expect((await tom.record()).consent.relationship).toBe('declined');
  });

  test('one known customer is never taken for another’s visitor', async () => {
    const maya = await meet(MAYA);
    await maya.says('hello');
    expect(await world.service.join(maya.id, TOM as CustomerId)).toBe('nothing');
  });
});
