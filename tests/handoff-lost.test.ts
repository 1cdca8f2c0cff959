// Conversations that stand still: an agent whose connection is lost, a customer who went silent, one put aside, and the way back.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AssignedHandoff } from '../data/handoff.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import { SETTLING_MS } from '../handoff/lost-owner.js';
import { silenceLeadsTo } from '../handoff/silent-customer.js';
import { type Agent, type Customer, createWorld, demoFolder, type World } from './conversation.js';

const GRACE = 60;
const NUDGE = 5;
const REOPEN = 60;

let world: World;
beforeEach(async () => {
  world = await createWorld();
  expect((await demoFolder()).thresholds.defaults).toMatchObject({
    grace_seconds: GRACE,
    nudge_minutes: NUDGE,
    reopen_minutes: REOPEN,
  });
});
afterEach(() => world.stop());

const sweep = (where = world) => where.service.desk.sweep();

async function meet(id: string, where = world): Promise<Customer> {
  const customer = where.customer(id);
  await customer.arrives();
  await customer.heard();
  return customer;
}

/** Maya has asked for a person, Jonas has her and has said hello; everybody's console has had time to come back. */
async function mayaWithJonas(where = world): Promise<{ maya: Customer; jonas: Agent }> {
  where.wait({ seconds: SETTLING_MS / 1000 });
  const jonas = where.agent('a-jonas');
  await jonas.comesOnline();
  const maya = await meet('c-1002', where);
  await maya.says('talk to a human');
  await jonas.claims(maya);
  await jonas.says(maya, 'Hello Maya, what is it about?');
  await maya.heard();
  return { maya, jonas };
}

const leaves = (agent: Agent, where = world) => where.service.desk.setPresence(agent.id, 'offline');
const assigned = async (customer: Customer) => (await customer.record()).handoff as AssignedHandoff;

describe('an agent whose connection is lost', () => {
  test('keeps the conversation for the grace period; then it is first in line, with everything, and the customer is told', async () => {
    const { maya, jonas } = await mayaWithJonas();
    const tom = await meet('c-1006');
    await tom.says('talk to a human');
    await leaves(jonas);
    await sweep();
    expect(await assigned(maya)).toMatchObject({ status: 'assigned', lostSince: world.now().toISOString() });
    expect(await world.service.desk.queue(world.agent('a-marco').id)).toContainEqual(
      expect.objectContaining({
        customerName: (await assigned(maya)).brief.customerName,
        ownerLostSince: world.now().toISOString(),
      }),
    );
    await maya.says('The lamp flickers.');
    world.wait({ seconds: GRACE - 1 });
    await sweep();
    expect(await maya.heard()).toEqual(['customer: The lamp flickers.']);
    world.wait({ seconds: 1 });
    await sweep();
    expect(await maya.heard()).toEqual([
      '<handoff.route>',
      "bot: I've lost the connection to Jonas Weber. You're first in line now, and whoever comes can read everything here: you'll have an answer by 11:16.",
    ]);
    expect((await maya.record()).handoff).toMatchObject({
      status: 'waiting',
      first: true,
      route: { kind: 'pool' },
      epoch: 2,
    });
    expect(await jonas.says(maya, 'I am back', { epoch: 1 })).toBe('stale');
    const marco = world.agent('a-marco');
    await marco.comesOnline();
    expect(await marco.claims(maya)).toEqual({ outcome: 'claimed', epoch: 3 });
    const view = await world.service.desk.view(marco.id, await marco.key(maya));
    expect(view?.transcript.map(({ text }) => text)).toContain('The lamp flickers.');
  });

  test('who is back within it notices nothing, and neither does the customer', async () => {
    const { maya, jonas } = await mayaWithJonas();
    await leaves(jonas);
    await sweep();
    world.wait({ seconds: GRACE - 1 });
    await jonas.comesOnline();
    await sweep();
    expect(await assigned(maya)).not.toHaveProperty('lostSince');
    world.wait({ seconds: GRACE });
    await sweep();
    expect(await maya.heard()).toEqual([]);
    expect(await jonas.says(maya, 'Here I am')).toBe('done');
  });

  test('who is back later may take it again, where nobody else has', async () => {
    const { maya, jonas } = await mayaWithJonas();
    await leaves(jonas);
    await sweep();
    world.wait({ seconds: GRACE });
    await sweep();
    await jonas.comesOnline();
    expect(await jonas.claims(maya)).toEqual({ outcome: 'claimed', epoch: 3 });
  });

  test('after the desk has closed: a time within its hours is told', async () => {
    const folder = await demoFolder();
    const day = { from: '09:00', to: '11:01' };
    const profile = {
      ...folder.business.profile,
      deskHours: { wednesday: day, thursday: { from: '09:00', to: '17:00' } },
    };
    const where = await createWorld({ folder: { ...folder, business: { ...folder.business, profile } } });
    const { maya, jonas } = await mayaWithJonas(where);
    await leaves(jonas, where);
    await sweep(where);
    world.wait({ seconds: GRACE });
    where.wait({ seconds: GRACE });
    await sweep(where);
    expect((await maya.heard()).slice(1)).toEqual([
      "bot: I've lost the connection to Jonas Weber, and our people aren't there any more. Whoever comes can read everything here, and will answer you by Thursday, 19 November, 13:00.",
    ]);
    expect((await maya.record()).handoff).toMatchObject({ route: { kind: 'message' }, first: true });
    await where.stop();
  });

  test('nobody counts as gone until the consoles had time to come back after a start', async () => {
    const stores = createMemoryStores();
    const before = await createWorld({ stores });
    await mayaWithJonas(before);
    await before.stop();
    const after = await createWorld({ stores, now: before.now() });
    const maya = after.customer('c-1002');
    after.wait({ seconds: SETTLING_MS / 1000 - 1 });
    await sweep(after);
    expect(await assigned(maya)).not.toHaveProperty('lostSince');
    after.wait({ seconds: 1 });
    await sweep(after);
    expect(await assigned(maya)).toHaveProperty('lostSince');
    await after.stop();
  });

  test.each(['busy', 'away'] as const)('who is %s is not gone', async (presence) => {
    const { maya, jonas } = await mayaWithJonas();
    await world.service.desk.setPresence(jonas.id, presence);
    await sweep();
    expect(await assigned(maya)).not.toHaveProperty('lostSince');
  });
});

describe('an agent who is away while the customer waits for an answer', () => {
  test('loses the conversation once the customer has waited as long as anybody is told to wait', async () => {
    const { maya, jonas } = await mayaWithJonas();
    await maya.says('The lamp flickers.');
    await maya.heard();
    await world.service.desk.setPresence(jonas.id, 'away');
    world.wait({ minutes: 15, seconds: -1 });
    await sweep();
    expect(await maya.heard()).toEqual([expect.stringMatching(/^bot: I'm sorry: Jonas Weber still hasn't/)]);
    world.wait({ seconds: 1 });
    await sweep();
    expect(await maya.heard()).toEqual([
      '<handoff.route>',
      "bot: Jonas Weber had to leave the desk. You're first in line now, and whoever comes can read everything here: you'll have an answer by 11:30.",
    ]);
    expect((await maya.record()).handoff).toMatchObject({ status: 'waiting', first: true });
  });
});

describe('a customer who went silent', () => {
  test('is asked twice, then the talk is closed; the next word brings it back to the same agent with everything', async () => {
    const { maya, jonas } = await mayaWithJonas();
    const { desk } = world.service;
    await desk.note(jonas.id, await jonas.key(maya), { clientId: 'n-1', text: 'Lamp, probably.' });
    for (let minute = 0; minute < 3 * NUDGE; minute++) {
      world.wait({ minutes: 1 });
      await sweep();
    }
    world.wait({ minutes: 5 });
    await sweep();
    await maya.says('Sorry, I was on the phone. The lamp flickers.');
    expect(await maya.heard()).toEqual([
      'bot: Are you still there? Jonas Weber is waiting for your answer.',
      "bot: I'll close the talk with Jonas Weber at 11:15 if I don't hear from you. Whatever you write keeps it open.",
      '<handoff.status>',
      "bot: I've closed the talk with Jonas Weber, because I haven't heard from you. Write here until 12:15, and it goes on with Jonas Weber or a colleague where it was.",
      'customer: Sorry, I was on the phone. The lamp flickers.',
      '<handoff.initiate>',
      "bot: Welcome back. I've told Jonas Weber, who can read everything you've written: you'll have an answer here by 11:35, from Jonas Weber or a colleague.",
    ]);
    expect((await maya.record()).pastHandoffs).toMatchObject([{ outcome: 'silent', agentId: 'a-jonas' }]);
    expect((await maya.record()).handoff).toMatchObject({
      status: 'waiting',
      route: { kind: 'previous', agentId: 'a-jonas' },
      first: true,
    });
    await jonas.claims(maya);
    const view = await desk.view(jonas.id, await jonas.key(maya));
    expect(view?.notes.map(({ text }) => text)).toEqual(['Lamp, probably.']);
    expect(view?.brief.trigger).toMatch(/^Wrote again after the talk was closed for silence\. Before: /);
    expect(view?.brief.said).toContain('Sorry, I was on the phone. The lamp flickers.');
  });

  test.each([
    ['before the first question', NUDGE - 1, 0],
    ['after the first', NUDGE, 1],
    ['after the second', 2 * NUDGE, 2],
  ])('any word of theirs begins it anew: %s', async (_when, minutes, nudges) => {
    const { maya, jonas } = await mayaWithJonas();
    const lines = async () => (await maya.heard()).filter((line) => line.startsWith('bot: '));
    for (let minute = 0; minute < minutes; minute++) {
      world.wait({ minutes: 1 });
      await sweep();
    }
    expect(await lines()).toHaveLength(nudges);
    await maya.says('hm');
    expect(await assigned(maya)).not.toHaveProperty('nudged');
    world.wait({ minutes: 3 });
    await sweep();
    expect(await lines()).toEqual([]);
    await jonas.says(maya, 'Take your time.');
    world.wait({ minutes: NUDGE });
    await sweep();
    expect(await lines()).toEqual(['bot: Are you still there? Jonas Weber is waiting for your answer.']);
  });

  test.each(['thanks', 'bye', '👍'])(
    '"%s" afterwards is a farewell, for which nobody is called',
    async (words) => {
      const { maya } = await mayaWithJonas();
      for (let i = 0; i < 3; i++) {
        world.wait({ minutes: NUDGE });
        await sweep();
      }
      await maya.says(words);
      expect((await maya.record()).handoff).toBeUndefined();
    },
  );

  test.each([
    [REOPEN, true],
    [REOPEN + 1, false],
  ])('%i minutes later the talk comes back: %s', async (minutes, back) => {
    const { maya } = await mayaWithJonas();
    for (let i = 0; i < 3; i++) {
      world.wait({ minutes: NUDGE });
      await sweep();
    }
    world.wait({ minutes });
    await maya.says('Where is my order 10302?');
    expect((await maya.record()).handoff !== undefined).toBe(back);
  });

  test('comes back when the agent has left: to whoever is there', async () => {
    const { maya, jonas } = await mayaWithJonas();
    for (let i = 0; i < 3; i++) {
      world.wait({ minutes: NUDGE });
      await sweep();
    }
    await leaves(jonas);
    await maya.heard();
    await maya.says('The lamp flickers.');
    expect(await maya.heard()).toEqual([
      'customer: The lamp flickers.',
      '<handoff.initiate>',
      "bot: Welcome back. I've told our team, who can read everything you've written: you'll have an answer here by 11:30.",
    ]);
    expect((await maya.record()).handoff).toMatchObject({ route: { kind: 'pool' }, first: true });
  });

  const NOW = '2026-11-18T11:10:00.000Z';
  const at = (minutes: number, seconds = 0) =>
    new Date(Date.parse(NOW) + minutes * 60_000 + seconds * 1000).toISOString();
  test.each([
    ['the customer owes nothing', undefined, {}, 5, 'nothing'],
    ['just below', at(-5, 1), {}, 5, 'nothing'],
    ['at', at(-5), {}, 5, 'nudge'],
    ['just above', at(-5, -1), {}, 5, 'nudge'],
    ['never', at(-600), {}, 'never', 'nothing'],
    ['once asked, just below', at(-9), { nudged: { times: 1, at: at(-5, 1) } }, 5, 'nothing'],
    ['once asked, at', at(-9), { nudged: { times: 1, at: at(-5) } }, 5, 'nudge'],
    ['twice asked, just below', at(-15), { nudged: { times: 2, at: at(-5, 1) } }, 5, 'nothing'],
    ['twice asked, at', at(-15), { nudged: { times: 2, at: at(-5) } }, 5, 'close'],
    ['the agent wrote since', at(-5), { nudged: { times: 2, at: at(-6) } }, 5, 'nudge'],
    ['put aside until later', at(-9), { snoozedUntil: at(0, 1) }, 5, 'nothing'],
    ['put aside until now', at(-9), { snoozedUntil: at(0) }, 5, 'nudge'],
    ['the owner is lost', at(-9), { lostSince: at(-1) }, 5, 'nothing'],
  ] as const)('%s', (_what, since, handoff, minutes, leadsTo) => {
    const found = handoff as unknown as AssignedHandoff;
    expect(silenceLeadsTo(found, since, minutes, new Date(NOW))).toBe(leadsTo);
  });
});

describe('a conversation that was put aside', () => {
  async function snoozed() {
    const { maya, jonas } = await mayaWithJonas();
    const { desk } = world.service;
    const until = new Date(world.now().getTime() + 60 * 60_000);
    const key = await jonas.key(maya);
    expect(await desk.snooze(jonas.id, key, 0, until)).toBe('stale');
    expect(await desk.snooze(jonas.id, key, 1, until)).toBe('done');
    return { maya, jonas, key };
  }

  test('nobody is asked whether they are there, and the agent may go; the time comes, and both begin anew', async () => {
    const { maya, jonas } = await snoozed();
    await leaves(jonas);
    world.wait({ minutes: 59 });
    await sweep();
    expect(await maya.heard()).toEqual([]);
    expect(await assigned(maya)).not.toHaveProperty('lostSince');
    world.wait({ minutes: 1 });
    await jonas.comesOnline();
    await sweep();
    expect(await maya.heard()).toEqual([]);
    world.wait({ minutes: NUDGE });
    await sweep();
    expect(await maya.heard()).toEqual(['bot: Are you still there? Jonas Weber is waiting for your answer.']);
  });

  test("the customer's message wakes it", async () => {
    const { maya, jonas } = await snoozed();
    const { desk } = world.service;
    expect(await desk.queue(jonas.id)).toMatchObject([{ snoozedUntil: expect.any(String), unread: 0 }]);
    await maya.says('One more thing.');
    expect(await assigned(maya)).not.toHaveProperty('snoozedUntil');
    await expect.poll(() => desk.queue(jonas.id)).toMatchObject([{ unread: 1 }]);
  });

  test('taken up by hand, or by writing', async () => {
    const { maya, jonas, key } = await snoozed();
    await world.service.desk.snooze(jonas.id, key, 1);
    expect(await assigned(maya)).not.toHaveProperty('snoozedUntil');
    await world.service.desk.snooze(jonas.id, key, 1, new Date(world.now().getTime() + 1000));
    await jonas.says(maya, 'Here again.');
    expect(await assigned(maya)).not.toHaveProperty('snoozedUntil');
    await world.service.desk.snooze(jonas.id, key, 1, world.now());
    expect(await assigned(maya)).not.toHaveProperty('snoozedUntil');
  });
});

describe('back with the bot, the task that was open', () => {
  const REASON =
    "bot: The Ember table lamp from order 10231 can come back until Sunday, 6 December. Why would you like to send it back? [It's damaged | It's not what I ordered | It doesn't suit me | I changed my mind]";

  async function returned(): Promise<Customer> {
    const maya = await meet('c-1002');
    const jonas = world.agent('a-jonas');
    await jonas.comesOnline();
    await maya.says('I want to return the lamp');
    await maya.says('talk to a human');
    await jonas.claims(maya);
    await maya.heard();
    await jonas.returns(maya);
    expect(await maya.heard()).toEqual([
      '<handoff.status>',
      'bot: Jonas Weber has handed you back to me, Robin, the bot.',
      'bot: Shall we finish your return? [Yes | No]',
    ]);
    return maya;
  }

  test('goes on where it was with a yes', async () => {
    const maya = await returned();
    await maya.taps('Yes');
    await maya.says("It's damaged");
    expect(await maya.heard()).toEqual([
      'customer: Yes',
      'bot: Back to your return:',
      REASON,
      "customer: It's damaged",
      "bot: Shall I register the return of the Ember table lamp from order 10231? Your reason: “It's damaged” [Yes | No]",
    ]);
  });

  test('is given up with a no, and another question is answered for itself', async () => {
    const maya = await returned();
    await maya.says('no thanks');
    await maya.says("It's damaged");
    const lines = await maya.heard();
    expect(lines.slice(0, 2)).toEqual([
      'customer: no thanks',
      "bot: All right, I've stopped that. Nothing was changed.",
    ]);
    expect(lines.join()).not.toContain('Shall I register');
  });

  test('takes its answer at once, too', async () => {
    const maya = await returned();
    await maya.says("It's damaged");
    expect((await maya.heard()).at(-1)).toMatch(/^bot: Shall I register the return/);
  });

  test('waits while something else is asked', async () => {
    const maya = await returned();
    await maya.says('How long do I have to send something back?');
    expect((await maya.heard()).slice(-2)).toEqual(['bot: Back to your return:', REASON]);
  });

  test('"yes" to the bot never stands for the yes that the task itself asks for', async () => {
    const maya = await meet('c-1002');
    const jonas = world.agent('a-jonas');
    await jonas.comesOnline();
    for (const words of ['I want to return the lamp', "It's damaged", 'talk to a human'])
      await maya.says(words);
    await jonas.claims(maya);
    await jonas.returns(maya);
    await maya.says('yes');
    expect((await maya.record()).returns).toEqual([]);
    await maya.says('yes');
    expect((await maya.record()).returns).toHaveLength(1);
  });
});
