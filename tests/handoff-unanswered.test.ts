// An agent who is at the desk and does not answer one customer: told in time, to both sides, and in the end somebody else is asked.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { courtesyIn } from '../bots/courtesy.js';
import type { AssignedHandoff } from '../data/handoff.js';
import type { AgentId } from '../data/ids.js';
import { answerDue, waitingLeadsTo } from '../handoff/answer-due.js';
import { SETTLING_MS } from '../handoff/lost-owner.js';
import { type Agent, type Customer, createWorld, demoFolder, type World } from './conversation.js';

const FIRST = 3;
const LATER = 5;
const SLOW = "bot: Jonas Weber hasn't answered yet. If nothing comes by";
const CHOICES = "[I'll wait | Call me back | Leave a message | Go on with Robin]";

let world: World;
beforeEach(async () => {
  world = await createWorld();
  expect((await demoFolder()).thresholds.defaults).toMatchObject({
    first_answer_minutes: FIRST,
    answer_minutes: LATER,
    promise_minutes: 15,
  });
  world.wait({ seconds: SETTLING_MS / 1000 });
});
afterEach(() => world.stop());

const sweep = () => world.service.desk.sweep();

async function later(span: { minutes?: number; seconds?: number }): Promise<void> {
  world.wait(span);
  await sweep();
}

/** Maya has asked for a person and Jonas has her; she has read what was said. */
async function claimed(): Promise<{ maya: Customer; jonas: Agent; marco: Agent }> {
  const jonas = world.agent('a-jonas');
  const marco = world.agent('a-marco');
  await jonas.comesOnline();
  const maya = world.customer('c-1002');
  await maya.arrives();
  await maya.says('talk to a human');
  await jonas.claims(maya);
  await maya.heard();
  return { maya, jonas, marco };
}

/** … and he has said hello. */
async function greeted() {
  const all = await claimed();
  world.wait({ seconds: 10 });
  await all.jonas.says(all.maya, 'Hello Maya, what is it about?');
  await all.maya.heard();
  return all;
}

const assigned = async (customer: Customer) => (await customer.record()).handoff as AssignedHandoff;

describe('an agent who takes a conversation and says nothing', () => {
  test('the customer is told, and then somebody else is asked: not the same one at once', async () => {
    const { maya, jonas, marco } = await claimed();
    await marco.comesOnline();
    await later({ minutes: 2, seconds: -1 });
    expect(await maya.heard()).toEqual([]);
    await later({ seconds: 1 });
    expect(await maya.heard()).toEqual([`${SLOW} 11:03, I'll see who else can help.`]);
    await later({ seconds: 59 });
    expect(await maya.heard()).toEqual([]);
    await later({ seconds: 1 });
    expect(await maya.heard()).toEqual([
      '<handoff.route>',
      "bot: Jonas Weber hasn't answered, so I've asked the others. You're first in line now, and whoever comes can read everything here: you'll have an answer by 11:18.",
    ]);
    expect((await maya.record()).handoff).toMatchObject({
      status: 'waiting',
      first: true,
      offered: { agentId: 'a-marco' },
      asked: ['a-jonas'],
    });
    expect(await jonas.says(maya, 'Sorry!', { epoch: 1 })).toBe('stale');
    expect(await marco.claims(maya)).toEqual({ outcome: 'claimed', epoch: 3 });
  });

  test('the clock of whoever comes next begins anew, whatever was said before them', async () => {
    const { maya, jonas, marco } = await greeted();
    const { desk } = world.service;
    await marco.comesOnline();
    const pass = { epoch: 1, to: { agent: marco.id }, note: '' };
    expect(await desk.transfer(jonas.id, await jonas.key(maya), pass)).toBe('done');
    await later({ seconds: 30 });
    await marco.claims(maya);
    await maya.heard();
    await later({ minutes: FIRST, seconds: -1 });
    expect(await maya.heard()).toEqual([expect.stringMatching(/^bot: Marco Bianchi hasn't answered yet/)]);
    await later({ seconds: 1 });
    expect((await maya.heard()).at(-1)).toMatch(
      /^bot: Marco Bianchi hasn't answered, so I've asked the others/,
    );
  });

  test('while the desk settles after a start, nobody loses anything', async () => {
    const { stores } = world;
    const { maya, marco } = await claimed();
    const next = await createWorld({ stores, now: new Date(world.now().getTime() + 10 * 60_000) });
    await next.service.desk.setPresence('a-jonas' as AgentId, 'online');
    await next.service.desk.setPresence(marco.id, 'online');
    next.wait({ seconds: SETTLING_MS / 1000 - 1 });
    await next.service.desk.sweep();
    expect(await assigned(maya)).toMatchObject({ status: 'assigned' });
    next.wait({ seconds: 1 });
    await next.service.desk.sweep();
    expect((await maya.record()).handoff).toMatchObject({ status: 'waiting', first: true });
    await next.stop();
  });
});

describe('a later answer that does not come', () => {
  test('the clock runs from the first unanswered line, whatever else the customer writes', async () => {
    const { maya, marco } = await greeted();
    await marco.comesOnline();
    await maya.says('The lamp flickers.');
    await later({ minutes: 3 });
    await maya.says('Hello?');
    await maya.heard();
    await later({ seconds: 20 });
    expect(await maya.heard()).toEqual([`${SLOW} 11:05, I'll see who else can help.`]);
    await later({ minutes: 1, seconds: 39 });
    await maya.says('Anybody?');
    expect(await maya.heard()).toEqual(['customer: Anybody?']);
    await later({ seconds: 1 });
    expect((await maya.heard()).at(-1)).toMatch(
      /^bot: Jonas Weber hasn't answered, so I've asked the others/,
    );
  });

  test('any word of the agent ends it', async () => {
    const { maya, jonas, marco } = await greeted();
    await marco.comesOnline();
    await maya.says('The lamp flickers.');
    await later({ minutes: 4 });
    await jonas.says(maya, 'One moment, I am looking.');
    expect(await assigned(maya)).not.toHaveProperty('unanswered');
    await maya.heard();
    await later({ minutes: 1 });
    await maya.says('And it smells.');
    await later({ minutes: 3 });
    expect(await maya.heard()).toEqual(['customer: And it smells.']);
    await later({ minutes: 2 });
    expect((await maya.record()).handoff?.status).toBe('waiting');
  });

  test('who types is left alone; who stopped is not', async () => {
    const { maya, jonas, marco } = await greeted();
    await marco.comesOnline();
    await maya.says('The lamp flickers.');
    await later({ minutes: 3 });
    await maya.heard();
    const types = async () => world.service.desk.typing(jonas.id, await jonas.key(maya), 1);
    for (let second = 0; second < 180; second += 10) {
      await types();
      await later({ seconds: 10 });
    }
    expect(await maya.heard()).toEqual([]);
    await later({ seconds: 5 });
    expect((await maya.record()).handoff?.status).toBe('waiting');
  });

  test.each(['thanks a lot!', 'no thanks', '👍', 'bye', 'Thank you, goodbye'])(
    '"%s" asks for no answer',
    async (words) => {
      const { maya, marco } = await greeted();
      await marco.comesOnline();
      await maya.says(words);
      await maya.heard();
      await later({ minutes: LATER - 1 });
      expect(await maya.heard()).toEqual([]);
      await later({ minutes: 20 });
      expect((await maya.record()).handoff?.status).toBe('assigned');
    },
  );

  test('after "thanks" to "one moment", it is asked whether the customer is still there; their word begins the wait', async () => {
    const { maya, marco } = await greeted();
    await marco.comesOnline();
    await later({ minutes: 1 });
    await maya.says('ok thanks');
    await maya.heard();
    await later({ minutes: 5 });
    expect(await maya.heard()).toEqual(['bot: Are you still there? Jonas Weber is waiting for your answer.']);
    await maya.says('Yes, I am waiting for you');
    await later({ minutes: LATER });
    expect((await maya.record()).handoff?.status).toBe('waiting');
  });

  test('put aside, nobody waits; the customer wakes it, and the clock begins', async () => {
    const { maya, jonas, marco } = await greeted();
    await marco.comesOnline();
    await maya.says('The lamp flickers.');
    const until = new Date(world.now().getTime() + 60 * 60_000);
    await world.service.desk.snooze(jonas.id, await jonas.key(maya), 1, until);
    await maya.heard();
    await later({ minutes: 60 });
    expect(await maya.heard()).toEqual([]);
    await later({ minutes: LATER });
    expect((await maya.record()).handoff?.status).toBe('waiting');
  });

  test('what the bot answers for the agent is answered; what it does not is not', async () => {
    const { maya, jonas, marco } = await greeted();
    await marco.comesOnline();
    await maya.says('I want to send the lamp back.');
    const key = await jonas.key(maya);
    const { tools } = world.service;
    const request = { epoch: 1, clientId: 'r-1', kind: 'start-return', choice: '10231' } as const;
    await later({ minutes: 4 });
    expect(await tools.act(jonas.id, key, request)).toBe('done');
    await later({ minutes: 2 });
    await maya.taps('Ember table lamp');
    await maya.taps("It's damaged");
    expect((await maya.heard()).at(-1)).toMatch(/^bot: Shall I register the return/);
    await later({ minutes: 20 });
    expect((await maya.record()).handoff?.status).toBe('assigned');
    await maya.says('How do I pack it?');
    await later({ minutes: LATER });
    expect((await maya.record()).handoff?.status).toBe('waiting');
  });

  test('a supervisor who takes over has their own time', async () => {
    const { maya, marco } = await greeted();
    await marco.comesOnline();
    await maya.says('The lamp flickers.');
    await later({ minutes: 4 });
    const aisling = world.agent('a-aisling');
    await aisling.comesOnline();
    const key = await aisling.key(maya);
    expect(await world.service.desk.takeOver(aisling.id, key)).toMatchObject({ outcome: 'claimed' });
    await later({ minutes: LATER, seconds: -1 });
    expect((await maya.record()).handoff).toMatchObject({ status: 'assigned', agentId: 'a-aisling' });
    await later({ seconds: 1 });
    expect((await maya.record()).handoff?.status).toBe('waiting');
  });

  test('the agent and supervisors see it: by when, and at risk from half of the time', async () => {
    const { maya, jonas, marco } = await greeted();
    const { desk } = world.service;
    const aisling = 'a-aisling' as AgentId;
    await maya.says('The lamp flickers.');
    const since = world.now().toISOString();
    const by = new Date(world.now().getTime() + LATER * 60_000).toISOString();
    await expect.poll(() => desk.queue(jonas.id)).toMatchObject([{ answer: { since, by } }]);
    expect((await desk.queue(marco.id))[0]).not.toHaveProperty('answer');
    await desk.watch(aisling, await jonas.key(maya));
    await expect.poll(() => desk.queue(aisling)).toMatchObject([{ answer: { since, by } }]);
    world.wait({ minutes: LATER / 2 });
    expect((await desk.overview(aisling))?.atRisk).toEqual([]);
    world.wait({ seconds: 1 });
    expect((await desk.overview(aisling))?.atRisk).toMatchObject([{ promisedBy: by }]);
    await jonas.says(maya, 'Which lamp?');
    await expect.poll(async () => (await desk.queue(jonas.id))[0]).not.toHaveProperty('answer');
    expect((await desk.overview(aisling))?.atRisk).toEqual([]);
  });
});

describe('nobody else is free', () => {
  async function offeredChoices() {
    const all = await greeted();
    await all.maya.says('The lamp flickers.');
    await later({ minutes: LATER - 1 });
    await all.maya.heard();
    await later({ minutes: 1 });
    expect(await all.maya.heard()).toEqual([
      `bot: I'm sorry: Jonas Weber still hasn't answered, and nobody else is free just now. You can wait, be called back, leave a message, or go on with me, Robin. As soon as somebody else is free, I'll ask them. ${CHOICES}`,
    ]);
    return all;
  }

  test('the agent keeps the customer, who may choose; told once; who comes then is asked', async () => {
    const { maya, marco } = await offeredChoices();
    expect(await assigned(maya)).toMatchObject({ status: 'assigned', agentId: 'a-jonas', epoch: 1 });
    await later({ minutes: 1 });
    expect(await maya.heard()).toEqual([]);
    await maya.taps("I'll wait");
    expect(await maya.heard()).toEqual([
      "customer: I'll wait",
      "bot: All right. Jonas Weber can see that you're waiting, and as soon as somebody else is free, I'll ask them.",
    ]);
    await marco.comesOnline();
    await later({ seconds: 1 });
    expect((await maya.heard()).at(-1)).toMatch(
      /^bot: Jonas Weber hasn't answered, so I've asked the others/,
    );
    expect((await maya.record()).handoff).toMatchObject({ offered: { agentId: 'a-marco' } });
  });

  test('the agent answers after all, and everything is as it was', async () => {
    const { maya, jonas } = await offeredChoices();
    expect(await jonas.says(maya, 'Sorry, here I am.')).toBe('done');
    await maya.says('call me back');
    await later({ minutes: 1 });
    expect(await maya.heard()).toEqual(['Jonas Weber: Sorry, here I am.', 'customer: call me back']);
  });

  test('a callback: the agent has it no more, and the number is asked for', async () => {
    const { maya, jonas } = await offeredChoices();
    await maya.taps('Call me back');
    expect((await maya.heard()).filter((line) => !line.startsWith('<'))).toEqual([
      'customer: Call me back',
      'bot: All right, somebody will call you back by 15:05. Which number shall they call? They can also answer you here. [Answer here]',
    ]);
    await maya.says('087 123 4567');
    expect(await maya.heard()).toEqual([
      'customer: 087 123 4567',
      'bot: Noted: 087 123 4567. Somebody will call you by 15:05.',
    ]);
    expect((await maya.record()).handoff).toMatchObject({
      status: 'waiting',
      chosen: 'callback',
      first: true,
    });
    expect(await jonas.says(maya, 'Here I am', { epoch: 1 })).toBe('stale');
  });

  test('a message, in their own words', async () => {
    const { maya } = await offeredChoices();
    await maya.says("I'd rather leave a message please");
    await maya.says('The lamp from order 10231 flickers.');
    expect((await maya.heard()).at(-1)).toBe(
      "bot: Thank you, I've kept that for the person who will answer you, by 15:05.",
    );
    expect((await maya.record()).handoff).toMatchObject({
      chosen: 'message',
      brief: { said: expect.arrayContaining(['The lamp from order 10231 flickers.']) },
    });
  });

  test('back to the bot, which goes on', async () => {
    const { maya } = await offeredChoices();
    await maya.taps('Go on with Robin');
    await maya.says('How long do I have to send something back?');
    const lines = await maya.heard();
    expect(lines.slice(0, 4)).toEqual([
      'customer: Go on with Robin',
      '<handoff.status>',
      "bot: All right, you're with me again: Robin, the bot. I've told Jonas Weber.",
      'bot: What else can I do for you?',
    ]);
    expect(lines.at(-1)).toMatch(/days/);
    const { handoff, pastHandoffs } = await maya.record();
    expect(handoff).toBeUndefined();
    expect(pastHandoffs).toMatchObject([{ outcome: 'withdrawn', agentId: 'a-jonas' }]);
  });

  test('anything else is for the agent', async () => {
    const { maya } = await offeredChoices();
    await maya.says('How long will it take?');
    await maya.says('The lamp is the Ember one.');
    expect(await maya.heard()).toEqual([
      'customer: How long will it take?',
      'customer: The lamp is the Ember one.',
    ]);
  });

  test('not for ever: after as long as anybody is told to wait, it is in line again, with a time', async () => {
    const { maya } = await offeredChoices();
    await later({ minutes: 15 - LATER, seconds: -1 });
    expect(await maya.heard()).toEqual([]);
    await later({ seconds: 1 });
    expect((await maya.heard()).at(-1)).toMatch(/first in line now.*by 11:30\.$/);
    await later({ minutes: 15 });
    await later({ minutes: 4 * 60 });
    await later({ minutes: 4 * 60 });
    expect((await maya.record()).handoff).toBeUndefined();
  });
});

describe('what waiting leads to', () => {
  const NOW = Date.parse('2026-11-18T11:10:00.000Z');
  const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
  const due = (seconds: number) =>
    answerDue({ since: at(-seconds), first: false }, { first: 'never', later: LATER });
  const alone = { somebodyElse: false, promiseMinutes: 15, now: new Date(NOW) };
  const others = { ...alone, somebodyElse: true };
  const told = (seconds: number, what: 'slow' | 'choices') => ({
    unanswered: { since: at(-seconds), told: what },
  });

  test.each([
    ['nobody waits', undefined, {}, others, 'nothing'],
    ['just below two thirds', due(199), {}, others, 'nothing'],
    ['at two thirds', due(200), {}, others, 'tell'],
    ['just above', due(201), {}, others, 'tell'],
    ['told already', due(201), told(201, 'slow'), others, 'nothing'],
    ['told of an earlier wait', due(201), told(900, 'choices'), others, 'tell'],
    ['just below the time', due(299), told(299, 'slow'), others, 'nothing'],
    ['at the time', due(300), told(300, 'slow'), others, 'pass-on'],
    ['at the time, never told', due(300), {}, others, 'pass-on'],
    ['at the time, alone', due(300), told(300, 'slow'), alone, 'offer-choices'],
    ['after it, alone, offered already', due(899), told(899, 'choices'), alone, 'nothing'],
    ['as long as anybody is told to wait, alone', due(900), told(900, 'choices'), alone, 'pass-on'],
    ['put aside until later', due(300), { snoozedUntil: at(1) }, others, 'nothing'],
    ['put aside until now', due(300), { snoozedUntil: at(0) }, others, 'pass-on'],
    ['the owner is lost', due(300), { lostSince: at(-1) }, others, 'nothing'],
  ] as const)('%s', (_what, answer, handoff, when, leadsTo) => {
    const found = handoff as unknown as AssignedHandoff;
    expect(waitingLeadsTo(found, answer, when)).toBe(leadsTo);
  });

  test('first and later answers have their own times, and either may be never', () => {
    const since = at(0);
    const minutes = { first: 3, later: 5 } as const;
    expect(answerDue({ since, first: true }, minutes)).toEqual({ since, by: at(180) });
    expect(answerDue({ since, first: false }, minutes)).toEqual({ since, by: at(300) });
    expect(answerDue({ since, first: true }, { first: 'never', later: 5 })).toBeUndefined();
    expect(answerDue({ since, first: false }, { first: 3, later: 'never' })).toBeUndefined();
  });

  test.each([
    ['thanks', 'thanks'],
    ['ok thanks', 'thanks'],
    ['no thank you', 'thanks'],
    ['bye bye', 'goodbye'],
    ['ok', undefined],
    ['yes', undefined],
    ['no', undefined],
    ['thanks, and when does it come?', undefined],
    ['👎', undefined],
  ])('"%s" is %s', (text, courtesy) => {
    expect(courtesyIn(text)).toBe(courtesy);
  });
});

test('levels may differ', async () => {
  const folder = await demoFolder();
  const levels = { ...folder.thresholds.levels, 0: { answer_minutes: 2 } } as const;
  const where = await createWorld({ folder: { ...folder, thresholds: { ...folder.thresholds, levels } } });
  where.wait({ seconds: SETTLING_MS / 1000 });
  const [jonas, marco] = [where.agent('a-jonas'), where.agent('a-marco')];
  await jonas.comesOnline();
  await marco.comesOnline();
  const guest = where.customer('guest-1');
  await guest.arrives();
  await guest.says('talk to a human');
  await jonas.claims(guest);
  await jonas.says(guest, 'Hello.');
  await guest.says('It is broken.');
  where.wait({ minutes: 2, seconds: -1 });
  await where.service.desk.sweep();
  expect((await guest.record()).handoff?.status).toBe('assigned');
  where.wait({ seconds: 1 });
  await where.service.desk.sweep();
  expect((await guest.record()).handoff?.status).toBe('waiting');
  await where.stop();
});
