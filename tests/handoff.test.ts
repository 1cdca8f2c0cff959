// Handing a customer to a person: from the first wish to the last word, and everything that can go wrong between.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RapportError } from '../data/errors.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import type { Thresholds } from '../escalation/index.js';
import { callbackBy } from '../handoff/callback-time.js';
import type { Folder } from '../service/load-folder.js';
import type { TextTree } from '../texts/index.js';
import { type Customer, createWorld, demoFolder, type World } from './conversation.js';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.stop());

async function meet(id: string, where = world): Promise<Customer> {
  const customer = where.customer(id);
  await customer.arrives();
  await customer.heard();
  return customer;
}

const MEANWHILE = 'bot: Until then you can go on asking me, or say “cancel” if you no longer need a person.';
/** Nobody is free to come at once. */
const MEANWHILE_CHOOSING = `${MEANWHILE} [I'll wait | Call me back | Leave a message]`;
const OFFER =
  "bot: I don't seem to be able to help you with this. Would you like to talk to a person? [Yes, please | No, thank you]";
const POOL =
  "bot: I've passed this on to our team, with what it is about. Nobody is at the desk this minute; you'll have an answer here by 11:15.";
const lenaAway =
  "bot: Lena Okafor, your personal contact, can't take it just now. I've passed this on to our team, with what it is about; you'll have an answer here by 11:15, from Lena Okafor or whoever is there first.";
const NONSENSE = ['blorp', 'fnord grix', 'mumble jumble', 'qwertz asdf', 'zork zork'];

function withThresholds(folder: Folder, defaults: Partial<Thresholds['defaults']>): Folder {
  return {
    ...folder,
    thresholds: { ...folder.thresholds, defaults: { ...folder.thresholds.defaults, ...defaults } },
  };
}

/** Texts that lack one sentence: the task breaks when it comes to say it. */
function without(texts: TextTree, group: string, key: string): TextTree {
  const { [key]: _gone, ...rest } = texts[group] as TextTree;
  return { ...texts, [group]: Object.fromEntries(Object.entries(rest).filter(([k]) => k !== `${key}_warm`)) };
}

describe('a customer asks for a person and gets one at once', () => {
  test.each([
    { who: 'a guest', id: 'guest-1', level: 0, told: POOL },
    { who: 'level 0', id: 'c-1001', level: 0, told: POOL },
    { who: 'level 1', id: 'c-1006', level: 1, told: POOL },
    { who: 'level 2', id: 'c-1002', level: 2, told: POOL },
    { who: 'level 3', id: 'c-1003', level: 3, told: POOL },
    { who: 'level 4, with a contact of her own', id: 'c-1004', level: 4, told: lenaAway },
    { who: 'level 4, without', id: 'c-1022', level: 4, told: POOL },
    { who: 'level 5', id: 'c-1005', level: 5, told: lenaAway },
    {
      who: 'level 6',
      id: 'c-1012',
      level: 6,
      told: lenaAway.replaceAll('Lena Okafor', 'Marco Bianchi'),
    },
  ])('$who', async ({ id, level, told }) => {
    const customer = await meet(id);
    expect((await customer.record()).reviews.at(-1)?.level).toBe(level);
    await customer.says('talk to a human');
    expect(await customer.heard()).toEqual([
      'customer: talk to a human',
      '<handoff.initiate>',
      told,
      MEANWHILE_CHOOSING,
    ]);
  });

  test('after declining the relationship: the pool, as for anybody', async () => {
    const tom = await meet('c-1005');
    await tom.says("I'd rather not be tracked");
    await tom.heard();
    await tom.says('talk to a human');
    expect(await tom.heard()).toEqual([
      'customer: talk to a human',
      '<handoff.initiate>',
      POOL,
      MEANWHILE_CHOOSING,
    ]);
    expect((await tom.record()).handoff?.brief.levelSentence).toBe(
      'Declined the relationship: no level is kept.',
    );
  });

  test('in the middle of a return, which goes on afterwards where it was', async () => {
    const maya = await meet('c-1002');
    const jonas = world.agent('a-jonas');
    const reason =
      "bot: The Ember table lamp from order 10231 can come back until Sunday, 6 December. Why would you like to send it back? [It's damaged | It's not what I ordered | It doesn't suit me | I changed my mind]";
    await jonas.comesOnline();
    await maya.says('I want to return the lamp');
    await maya.says('talk to a human');
    await jonas.claims(maya);
    await jonas.says(maya, 'Hello Maya, what about the lamp?');
    await maya.says('May I keep the shade?');
    await jonas.returns(maya);
    await maya.says('yes');
    await maya.says("It's damaged");
    await maya.says('yes');
    expect(await maya.heard()).toEqual([
      'customer: I want to return the lamp',
      reason,
      'customer: talk to a human',
      '<handoff.initiate>',
      "bot: I've passed this on to our team, with what it is about. Somebody will answer you here by 11:15.",
      MEANWHILE,
      '<handoff.status>',
      "bot: Jonas Weber is here now. You're talking to a person.",
      'Jonas Weber: Hello Maya, what about the lamp?',
      'customer: May I keep the shade?',
      '<handoff.status>',
      'bot: Jonas Weber has handed you back to me, Robin, the bot.',
      'bot: Shall we finish your return? [Yes | No]',
      'customer: yes',
      'bot: Back to your return:',
      reason,
      "customer: It's damaged",
      "bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “It's damaged” [Yes | No]",
      'customer: yes',
      'bot: Done. Your return number is R-10231-1. Please write it on the parcel with the Ember table lamp.',
    ]);
  });
});

describe('a person is offered after as many failures as the thresholds allow, and not before', () => {
  test.each([
    { who: 'a guest', id: 'guest-1', failures: 3 },
    { who: 'level 0', id: 'c-1001', failures: 3 },
    { who: 'level 1', id: 'c-1006', failures: 3 },
    { who: 'level 2', id: 'c-1002', failures: 3 },
    { who: 'level 3', id: 'c-1003', failures: 3 },
    { who: 'level 4', id: 'c-1004', failures: 2 },
    { who: 'level 5', id: 'c-1005', failures: 2 },
    { who: 'level 6', id: 'c-1012', failures: 2 },
  ])('$who: after $failures', async ({ id, failures }) => {
    const customer = await meet(id);
    for (const nonsense of NONSENSE.slice(0, failures - 1)) {
      await customer.says(nonsense);
      expect((await customer.heard()).at(-1)).toMatch(/^bot: .*(?:in other words|one of these)\?/);
    }
    await customer.says(NONSENSE[failures - 1] ?? '');
    expect((await customer.heard()).at(-1)).toBe(OFFER);
    const { transcript } = await customer.conversation();
    expect(transcript.findLast(({ from }) => from.role === 'customer')?.decision).toMatchObject({
      kind: 'offer-person',
      reason: { rule: 'failed-answers', value: failures, threshold: failures, thresholdsVersion: 1 },
    });
  });

  test.each([1, 4, 5])('the business sets it to %i', async (failed_answers) => {
    const folder = withThresholds(await demoFolder(), {
      failed_answers,
      anger: 'never',
      offer_anger: 'never',
    });
    const other = await createWorld({ folder });
    const visitor = await meet('guest-1', other);
    for (const nonsense of NONSENSE.slice(0, failed_answers)) await visitor.says(nonsense);
    const answers = (await visitor.heard()).filter((line) => line.startsWith('bot: '));
    expect(answers.map((line) => line === OFFER)).toEqual(answers.map((_, i) => i === failed_answers - 1));
    expect(answers).toHaveLength(failed_answers);
    await other.stop();
  });

  test('an answer in between begins the count anew', async () => {
    const visitor = await meet('guest-1');
    for (const words of [
      'blorp',
      'fnord grix',
      'How long do I have to send something back?',
      'mumble jumble',
    ])
      await visitor.says(words);
    expect((await visitor.heard()).at(-1)).toBe("bot: I didn't get that. Could you put it in other words?");
  });

  test('accepted: a person is called', async () => {
    const visitor = await meet('guest-1');
    for (const words of NONSENSE.slice(0, 3)) await visitor.says(words);
    await visitor.heard();
    await visitor.taps('Yes, please');
    expect(await visitor.heard()).toEqual([
      'customer: Yes, please',
      '<handoff.initiate>',
      POOL,
      MEANWHILE_CHOOSING,
    ]);
    expect((await visitor.record()).handoff?.reason.rule).toBe('failed-answers');
  });

  test('declined: it is not offered again for as many messages as the business says, however many fail', async () => {
    const cooldown = (await demoFolder()).thresholds.defaults.offer_cooldown;
    const visitor = await meet('guest-1');
    for (const words of NONSENSE.slice(0, 3)) await visitor.says(words);
    await visitor.taps('No, thank you');
    expect((await visitor.heard()).slice(-2)).toEqual([
      'customer: No, thank you',
      'bot: All right. What else can I do for you?',
    ]);
    const offered: boolean[] = [];
    for (let i = 0; i <= cooldown; i++) {
      await visitor.says(`${NONSENSE[i % 3]} ${'abc'[i % 3]}`);
      offered.push((await visitor.heard()).includes(OFFER));
    }
    expect(offered).toEqual([...Array(cooldown).fill(false), true]);
  });
});

describe('one owner', () => {
  test('of twenty agents who claim at once, exactly one has it', async () => {
    const folder = await demoFolder();
    const [one] = folder.business.agents.values();
    if (!one) throw new Error('the demo has no agents');
    const ids = Array.from({ length: 20 }, (_, i) => `a-${i}`);
    const agents = new Map(
      ids.map((id) => [world.agent(id).id, { ...one, id: world.agent(id).id, name: id }]),
    );
    const other = await createWorld({ folder: { ...folder, business: { ...folder.business, agents } } });
    const visitor = await meet('guest-1', other);
    await visitor.says('talk to a human');
    const outcomes = await Promise.all(ids.map((id) => other.agent(id).claims(visitor)));
    const claimed = ids.filter((_, i) => outcomes[i]?.outcome === 'claimed');
    expect(claimed).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'taken')).toEqual(
      Array(19).fill({ outcome: 'taken', by: claimed[0] }),
    );
    expect((await visitor.heard()).filter((line) => line.includes('is here now'))).toHaveLength(1);
    await other.stop();
  });

  test('while it waits for the dedicated agent, nobody else may take it or read it', async () => {
    const tom = await meet('c-1005');
    await world.agent('a-lena').comesOnline();
    await tom.says('talk to a human');
    const { desk } = world.service;
    const [jonas, lena] = [world.agent('a-jonas'), world.agent('a-lena')];
    expect(await jonas.claims(tom)).toEqual({ outcome: 'not-yours' });
    expect(await desk.view(jonas.id, await jonas.key(tom))).toBeUndefined();
    expect(await desk.queue(jonas.id)).toMatchObject([{ claimable: false, mine: false }]);
    expect(await desk.queue(lena.id)).toMatchObject([
      {
        claimable: true,
        customerName: 'Tom Kelleher',
        routeSentence: 'Waiting for Lena Okafor, their dedicated agent',
      },
    ]);
    expect(await lena.claims(tom)).toEqual({ outcome: 'claimed', epoch: 1 });
    expect(await jonas.claims(tom)).toEqual({ outcome: 'taken', by: 'Lena Okafor' });
    expect(await lena.claims(tom)).toEqual({ outcome: 'claimed', epoch: 1 });
  });

  test('what a stale or a wrong owner says never reaches the customer', async () => {
    const tom = await meet('c-1005');
    await tom.says('talk to a human');
    const [jonas, lena] = [world.agent('a-jonas'), world.agent('a-lena')];
    expect(await lena.says(tom, 'too early')).toBe('stale');
    await lena.claims(tom);
    const key = await lena.key(tom);
    await tom.heard();
    expect(await jonas.says(tom, 'not mine')).toBe('stale');
    expect(await lena.says(tom, 'an old epoch', { epoch: 0 })).toBe('stale');
    expect(await jonas.returns(tom)).toBe('stale');
    expect(await jonas.closes(tom)).toBe('stale');
    expect(await lena.says(tom, 'Hello Tom')).toBe('done');
    expect(await lena.closes(tom)).toBe('done');
    await tom.heard();
    const { desk } = world.service;
    expect(await desk.say(lena.id, key, { clientId: 'late', text: 'one more thing', epoch: 1 })).toBe('gone');
    expect(await desk.claim(lena.id, key)).toEqual({ outcome: 'gone' });
    expect(await tom.heard()).toEqual([]);
  });

  test('the same message of an agent again, even at once, is said once', async () => {
    const tom = await meet('c-1005');
    const lena = world.agent('a-lena');
    await tom.says('talk to a human');
    await lena.claims(tom);
    await tom.heard();
    const again = () => lena.says(tom, 'Hello Tom', { clientId: 'm-1' });
    expect(await Promise.all([again(), again()])).toEqual(['done', 'done']);
    expect(await again()).toBe('done');
    expect(await tom.heard()).toEqual(['Lena Okafor: Hello Tom']);
  });

  test('the bot never speaks over a person, whatever the customer says', async () => {
    const maya = await meet('c-1002');
    const jonas = world.agent('a-jonas');
    await maya.says('I want to return the lamp');
    await maya.says('talk to a human');
    await jonas.claims(maya);
    await maya.heard();
    const words = [
      'cancel',
      'talk to a human',
      'start over',
      'yes',
      'where is my order?',
      '',
      '😡',
      'bye',
      'x'.repeat(9000),
    ];
    for (const word of words) await maya.says(word);
    expect(await maya.heard()).toEqual(words.map((word) => `customer: ${word}`));
    expect((await maya.record()).handoff?.status).toBe('assigned');
  });
});

describe('nobody waits in limbo', () => {
  const STEPS = [
    {
      route: 'dedicated',
      patience: 180,
      next: "bot: I couldn't reach your personal contact in time. I've asked Marco Bianchi, who stands in; the time stays 11:15.",
    },
    { route: 'deputy', patience: 120, next: "bot: I've now asked the whole team; the time stays 11:15." },
    {
      route: 'pool',
      patience: 600,
      next: "bot: I'm sorry, nobody could take over in time. I've kept your message, and somebody will answer you here by 13:15.",
    },
    {
      route: 'message',
      patience: 7200,
      next: "bot: I'm sorry: nobody could answer you by the time I told you. Please ask for a person again, or write to us; what you wrote here is kept.",
    },
  ] as const;

  test('dedicated, deputy, pool, message, failed: each step when its patience is over, not a second before, each told in one sentence', async () => {
    const tom = await meet('c-1005');
    await world.agent('a-lena').comesOnline();
    await world.agent('a-marco').comesOnline();
    await tom.says('talk to a human');
    await tom.heard();
    for (const { route, patience, next } of STEPS) {
      expect((await tom.record()).handoff).toMatchObject({ status: 'waiting', route: { kind: route } });
      world.wait({ seconds: patience - 1 });
      await world.service.desk.sweep();
      expect(await tom.heard()).toEqual([]);
      world.wait({ seconds: 1 });
      await world.service.desk.sweep();
      expect((await tom.heard()).filter((line) => line.startsWith('bot: '))).toEqual([next]);
      await world.service.desk.sweep();
      expect(await tom.heard()).toEqual([]);
    }
    expect((await tom.record()).handoff).toBeUndefined();
    expect((await tom.record()).pastHandoffs).toMatchObject([{ outcome: 'failed' }]);
    await tom.says('talk to a human');
    expect((await tom.record()).handoff?.status).toBe('waiting');
  });

  test('after a day without a sweep, no broken promise is repeated: the message gets a new time, then its end', async () => {
    const tom = await meet('c-1005');
    await tom.says('talk to a human');
    await tom.heard();
    world.wait({ days: 1 });
    await world.service.desk.sweep();
    await world.service.desk.sweep();
    expect(await tom.heard()).toEqual([
      '<handoff.route>',
      "bot: I'm sorry, nobody could take over in time. I've kept your message, and somebody will answer you here by 13:00.",
    ]);
    world.wait({ hours: 2 });
    await world.service.desk.sweep();
    expect((await tom.record()).handoff).toBeUndefined();
  });

  test('the agent who was asked first may still take it, and so may the next', async () => {
    const tom = await meet('c-1005');
    await world.agent('a-lena').comesOnline();
    await world.agent('a-marco').comesOnline();
    await tom.says('talk to a human');
    world.wait({ seconds: 180 });
    await world.service.desk.sweep();
    expect(await world.agent('a-jonas').claims(tom)).toEqual({ outcome: 'not-yours' });
    expect(await world.agent('a-lena').claims(tom)).toEqual({ outcome: 'claimed', epoch: 1 });
    world.wait({ minutes: 1 });
    await world.service.desk.sweep();
    expect((await tom.record()).handoff).toMatchObject({ status: 'assigned', agentId: 'a-lena' });
  });

  test('whoever helped last time is asked first, where there is no dedicated agent', async () => {
    const maya = await meet('c-1002');
    await world.agent('a-jonas').comesOnline();
    await maya.says('talk to a human');
    await world.agent('a-jonas').claims(maya);
    await world.agent('a-jonas').closes(maya);
    await maya.says('talk to a human');
    expect((await maya.record()).handoff).toMatchObject({ route: { kind: 'previous', agentId: 'a-jonas' } });
  });

  test('the desk is closed: the message is kept, with a promised time', async () => {
    const folder = await demoFolder();
    const profile = { ...folder.business.profile, deskHours: { monday: { from: '09:00', to: '17:00' } } };
    const other = await createWorld({ folder: { ...folder, business: { ...folder.business, profile } } });
    const maya = await meet('c-1002', other);
    await maya.says('talk to a human');
    expect(await maya.heard()).toEqual([
      'customer: talk to a human',
      '<handoff.initiate>',
      "bot: Our people aren't there at the moment. I've kept your message for them, and somebody will answer you here by Monday, 23 November, 13:00.",
      `${MEANWHILE} [Call me back | Leave a message]`,
    ]);
    expect((await maya.record()).handoff).toMatchObject({ route: { kind: 'message' } });
    expect(await other.agent('a-jonas').claims(maya)).toEqual({ outcome: 'claimed', epoch: 1 });
    await other.stop();
  });

  // In winter, Dublin's clocks show UTC.
  test.each([
    ['while open', '2026-11-18T11:00:00Z', 4, '2026-11-18T15:00:00.000Z'],
    ['shortly before closing: what is left counts', '2026-11-18T15:00:00Z', 4, '2026-11-19T11:00:00.000Z'],
    ['before opening', '2026-11-18T06:07:00Z', 4, '2026-11-18T13:00:00.000Z'],
    ['after closing on Friday', '2026-11-20T17:00:00Z', 4, '2026-11-23T13:00:00.000Z'],
    ['the day after is a holiday', '2026-11-18T17:00:00Z', 1, '2026-11-20T10:00:00.000Z'],
    ['over the change of the clocks', '2026-03-27T18:00:00Z', 1, '2026-03-30T09:00:00.000Z'],
  ])('hours of a promise are hours of the desk: left %s', (_when, at, hours, by) => {
    const day = { from: '09:00', to: '17:00' };
    const deskHours = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
    const holidays = _when.includes('holiday') ? ['2026-11-19'] : [];
    const profile = { deskHours, holidays, timeZone: 'Europe/Dublin' };
    expect(callbackBy(profile, hours, new Date(at)).toISOString()).toBe(by);
  });

  test('a desk that never opens promises plain hours', () => {
    const never = { deskHours: {}, holidays: [], timeZone: 'Europe/Dublin' };
    const by = callbackBy(never, 4, new Date('2026-11-18T11:00:00Z'));
    expect(by.toISOString()).toBe('2026-11-18T15:00:00.000Z');
  });

  test('asked for again while waiting: one handoff, and the time again', async () => {
    const maya = await meet('c-1002');
    await maya.says('talk to a human');
    await maya.heard();
    world.wait({ minutes: 5 });
    await maya.says('I want to speak to a person!!!');
    await maya.says('hello?');
    await maya.says('blorp');
    expect(await maya.heard()).toEqual([
      'customer: I want to speak to a person!!!',
      "bot: You're next in line.",
      "bot: You're in line for a person: somebody will answer you here by 11:15. [I'll wait | Call me back | Leave a message]",
      'customer: hello?',
      "bot: You're next in line.",
      "bot: You're in line for a person: somebody will answer you here by 11:15. [I'll wait | Call me back | Leave a message]",
      'customer: blorp',
      "bot: I've added that for the person who will answer you.",
    ]);
  });

  test('withdrawn with "cancel"; a task that is open is stopped first, and the line is named', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await maya.says('talk to a human');
    await maya.heard();
    await maya.says('cancel');
    await maya.says('cancel');
    expect(await maya.heard()).toEqual([
      'customer: cancel',
      "bot: All right, I've stopped that. Nothing was changed.",
      "bot: You're still in line for a person. Say “cancel” once more if you no longer need one.",
      'customer: cancel',
      '<handoff.status>',
      "bot: All right, I've taken you out of the line. What else can I do for you?",
    ]);
    expect((await maya.record()).pastHandoffs).toMatchObject([{ outcome: 'withdrawn' }]);
    expect(await world.service.desk.queue(world.agent('a-jonas').id)).toEqual([]);
  });
});

describe('afterwards', () => {
  async function closed(): Promise<Customer> {
    const maya = await meet('c-1002');
    await maya.says('talk to a human');
    await world.agent('a-jonas').claims(maya);
    await maya.heard();
    expect(await world.agent('a-jonas').closes(maya)).toBe('done');
    expect(await maya.heard()).toEqual([
      '<handoff.status>',
      "bot: Jonas Weber has ended the talk. I'm Robin, the bot, and I'm here if you need anything else.",
      "bot: How satisfied were you with the talk, from 1 (not at all) to 5 (very)? You needn't answer. {Your rating, 1 to 5}",
    ]);
    return maya;
  }

  test('the answer is noted with the handoff (tests/satisfaction.test.ts has all of it)', async () => {
    const maya = await closed();
    await maya.says('4');
    expect((await maya.heard()).at(-1)).toContain("I've noted 4 out of 5");
    const { pastHandoffs, satisfaction } = await maya.record();
    expect(satisfaction).toMatchObject([{ score: 4, about: 'agent', handoffId: pastHandoffs[0]?.id }]);
  });

  test('the same rule does not call a person again at once; it offers one; a wish always does', async () => {
    const tom = await meet('c-1005');
    const lena = world.agent('a-lena');
    await tom.says('my delivery is late again');
    expect((await tom.record()).handoff?.reason.rule).toBe('late-deliveries');
    await lena.claims(tom);
    await lena.returns(tom);
    await tom.heard();
    await tom.says('my delivery is late again');
    expect((await tom.heard()).slice(1)).toEqual([
      "bot: I'm sorry, Tom, order 10298 (Basket reading chair and Dusk soy candle) is late: we promised it for Saturday, 14 November. It's on its way now, and we expect it to reach you on Thursday, 19 November.",
      'bot: Would you like to talk to a person about this? [Yes, please | No, thank you]',
    ]);
    await tom.says('talk to a human');
    expect((await tom.record()).handoff?.status).toBe('waiting');
  });

  test.each([
    [59, false],
    [60, true],
  ])('%i minutes later the rule calls a person: %s', async (minutes, called) => {
    const tom = await meet('c-1005');
    await tom.says('my delivery is late again');
    await world.agent('a-lena').claims(tom);
    await world.agent('a-lena').returns(tom);
    world.wait({ minutes });
    await tom.says('my delivery is late again');
    expect((await tom.record()).handoff !== undefined).toBe(called);
  });
});

describe('when something breaks', () => {
  test('the store does not take the record: the turn fails, nothing is kept, nothing was said', async () => {
    const memory = createMemoryStores();
    let broken = false;
    const stores: Stores = {
      ...memory,
      customers: {
        ...memory.customers,
        get: (id) => memory.customers.get(id),
        erase: (id, at) => memory.customers.erase(id, at),
        withOpenWork: () => memory.customers.withOpenWork(),
        save: async (record, version) => {
          if (broken) throw new RapportError('STORE_UNAVAILABLE', 'the disk is full.', 'Free some space.');
          return memory.customers.save(record, version);
        },
      },
    };
    const other = await createWorld({ stores });
    const maya = await meet('c-1002', other);
    const before = await maya.record();
    broken = true;
    await expect(maya.says('talk to a human', { id: 'm-1' })).rejects.toThrow(/STORE_UNAVAILABLE/);
    expect(await maya.record()).toEqual(before);
    expect(await other.service.desk.queue(other.agent('a-jonas').id)).toEqual([]);
    broken = false;
    await maya.says('talk to a human', { id: 'm-1' });
    expect(await maya.heard()).toEqual([
      'customer: talk to a human',
      '<handoff.initiate>',
      POOL,
      MEANWHILE_CHOOSING,
    ]);
    await other.stop();
  });

  test('the store fails in the middle of a task: the turn fails too, and the same message works later', async () => {
    const memory = createMemoryStores();
    let broken = true;
    const stores: Stores = {
      ...memory,
      collection: <T>(name: Parameters<Stores['collection']>[0]) => ({
        ...memory.collection<T>(name),
        save: async (key: string, value: T, version: number) => {
          if (broken) throw new RapportError('STORE_UNAVAILABLE', 'the disk is full.', 'Free some space.');
          return memory.collection<T>(name).save(key, value, version);
        },
      }),
    };
    const other = await createWorld({ stores });
    const maya = await meet('c-1002', other);
    for (const words of ['book a visit to Cork', 'Friday', '14:30']) await maya.says(words);
    await maya.heard();
    await expect(maya.says('yes', { id: 'm-1' })).rejects.toThrow(/^STORE_UNAVAILABLE/);
    expect(await maya.heard()).toEqual([]);
    broken = false;
    await maya.says('yes', { id: 'm-1' });
    expect((await maya.record()).visits).toHaveLength(1);
    await other.stop();
  });

  test('a task of ours throws: what the customer wrote is kept, what was half done is not, and it is said honestly', async () => {
    const folder = await demoFolder();
    const texts = { defaults: without(folder.texts.defaults, 'return-item', 'done'), own: {} };
    const other = await createWorld({ folder: { ...folder, texts } });
    const maya = await meet('c-1002', other);
    await maya.says('I want to return the lamp');
    await maya.says("It's damaged");
    await maya.heard();
    await maya.says('yes');
    expect(await maya.heard()).toEqual([
      'customer: yes',
      "bot: Something went wrong on my side, and I couldn't finish that. Please try again, or ask for a person.",
    ]);
    expect((await maya.record()).returns).toEqual([]);
    expect(other.faults.splice(0)).toMatchObject([{ code: 'TEXT_MISSING' }]);
    await maya.says('talk to a human');
    expect((await maya.record()).handoff?.brief.said).toContain('yes');
    await other.stop();
  });
});

describe('an agent whom the business took off its list', () => {
  test('leaves nobody waiting: the sweep puts the customer back in line, and the old owner is refused', async () => {
    const folder = await demoFolder();
    const stores = createMemoryStores();
    const before = await createWorld({ stores });
    const nuala = before.customer('c-1012');
    await nuala.says('talk to a human');
    const { handoff } = await nuala.record();
    const owner =
      handoff?.status === 'waiting' && 'agentId' in handoff.route ? handoff.route.agentId : 'a-lena';
    expect(await before.agent(owner).claims(nuala)).toEqual({ outcome: 'claimed', epoch: 1 });
    await before.stop();

    const agents = new Map([...folder.business.agents].filter(([id]) => id !== owner));
    const after = await createWorld({
      stores,
      folder: { ...folder, business: { ...folder.business, agents } },
    });
    const customer = after.customer('c-1012');
    await customer.heard();
    await after.service.desk.sweep();
    expect(await customer.heard()).toEqual([
      '<handoff.route>',
      expect.stringMatching(/^bot: Your agent can't go on with this\. .+ by \d\d:\d\d\.$/),
    ]);
    expect(await after.agent(owner).says(customer, 'hello?', { epoch: 1 })).toBe('stale');
    expect((await customer.record()).handoff).toMatchObject({
      status: 'waiting',
      route: { kind: 'pool' },
      epoch: 2,
    });
    await after.stop();
  });
});

describe('a handoff on the web, while the same customer writes on Teams', () => {
  test('is not talked over, cancelled or promised there', async () => {
    const world = await createWorld();
    const web = world.customer('c-1005');
    await web.says('talk to a human');
    const teams = world.customer('c-1005', { channel: 'msteams' });
    await teams.says('talk to a human');
    await teams.says('cancel');
    await teams.says('asdf qwer zxcv');
    expect(await teams.transcript()).toEqual([
      'customer: talk to a human',
      "bot: You're already in line for a person, in the chat on our site: please write there, so that nothing is missed.",
      'customer: cancel',
      expect.stringMatching(/^bot: There's nothing to stop/),
      'customer: asdf qwer zxcv',
      expect.stringMatching(/^bot: /),
    ]);
    expect((await web.record()).handoff?.status).toBe('waiting');
    await world.stop();
  });
});
