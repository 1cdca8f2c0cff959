// Waiting for a person: whom a customer is passed on to, who is asked in the pool, what the customer is told of it, and what they may choose.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgentCard, BusinessProfile } from '../data/business.js';
import type { AgentId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import type { Presence } from '../handoff/desk.js';
import type { QueueRow } from '../handoff/views.js';
import { type Agent, type Customer, createWorld, demoFolder, type World } from './conversation.js';

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

/** The demo with some of it changed. */
async function demoWith(changes: {
  readonly profile?: Partial<BusinessProfile>;
  readonly agents?: Readonly<Record<string, Partial<AgentCard>>>;
  readonly stores?: Stores;
}): Promise<World> {
  const folder = await demoFolder();
  const { business } = folder;
  const agents = changes.agents
    ? new Map(
        [...business.agents.values()]
          .filter(({ id }) => id in (changes.agents ?? {}))
          .map((card) => [card.id, { ...card, ...changes.agents?.[card.id] }]),
      )
    : business.agents;
  const profile = { ...business.profile, ...changes.profile };
  const { stores } = changes;
  return createWorld({
    folder: { ...folder, business: { ...business, profile, agents } },
    ...(stores ? { stores } : {}),
  });
}

const set = (id: string, presence: Presence, where = world) =>
  where.service.desk.setPresence(id as AgentId, presence);

async function rowOf(agent: Agent, customer: Customer, where = world): Promise<QueueRow | undefined> {
  return (await where.service.desk.queue(agent.id)).find(({ customerId }) => customerId === customer.id);
}

async function pass(span: Parameters<World['wait']>[0], where = world): Promise<void> {
  where.wait(span);
  await where.service.desk.sweep();
}

const spoken = (lines: readonly string[]) => lines.filter((line) => line.startsWith('bot: '));
const MEANWHILE = 'bot: Until then you can go on asking me, or say “cancel” if you no longer need a person.';
const CHOICES = "[I'll wait | Call me back | Leave a message]";

describe('the dedicated agent, the deputy, whoever helped last time', () => {
  test('is at the desk: asked alone', async () => {
    const tom = await meet('c-1005');
    await set('a-lena', 'online');
    await tom.says('talk to a human');
    expect(spoken(await tom.heard())).toEqual([
      "bot: I'm passing you on to Lena Okafor, your personal contact. Lena has what you wrote, so you don't have to repeat it. You'll have an answer here by 11:15.",
      MEANWHILE,
    ]);
    expect((await rowOf(world.agent('a-lena'), tom))?.offeredUntil).toBe('2026-11-18T11:03:00.000Z');
    expect((await rowOf(world.agent('a-marco'), tom))?.offeredUntil).toBeUndefined();
  });

  test.each(['busy', 'away', 'offline'] as const)(
    'is %s: the deputy has it at once, and both may take it',
    async (presence) => {
      const tom = await meet('c-1005');
      await set('a-lena', presence);
      await set('a-marco', 'online');
      await tom.says('talk to a human');
      expect(spoken(await tom.heard())[0]).toBe(
        "bot: Lena Okafor, your personal contact, can't take it just now, so I'm passing you on to Marco Bianchi, who stands in and has what you wrote. You'll have an answer here by 11:15.",
      );
      expect(await world.agent('a-jonas').claims(tom)).toEqual({ outcome: 'not-yours' });
      expect(await world.agent('a-lena').claims(tom)).toEqual({ outcome: 'claimed', epoch: 1 });
    },
  );

  test('neither is there: the team, and whoever of the two comes is asked first', async () => {
    const tom = await meet('c-1005');
    await set('a-jonas', 'online');
    await tom.says('talk to a human');
    expect(spoken(await tom.heard())[0]).toBe(
      "bot: Lena Okafor, your personal contact, can't take it just now. I've passed this on to our team, with what it is about; you'll have an answer here by 11:15, from Lena Okafor or whoever is there first.",
    );
    await world.service.desk.sweep();
    expect(await rowOf(world.agent('a-jonas'), tom)).toMatchObject({
      offeredUntil: '2026-11-18T11:00:30.000Z',
    });
    await set('a-lena', 'online');
    await set('a-priya', 'online');
    await pass({ seconds: 30 });
    expect(await rowOf(world.agent('a-lena'), tom)).toMatchObject({
      offeredUntil: '2026-11-18T11:01:00.000Z',
    });
  });

  test('leaves while the customer waits: the next has it at once, and the customer is told', async () => {
    const tom = await meet('c-1005');
    await set('a-lena', 'online');
    await set('a-marco', 'online');
    await tom.says('talk to a human');
    await tom.heard();
    await pass({ seconds: 20 });
    expect(await tom.heard()).toEqual([]);
    await set('a-lena', 'offline');
    await world.service.desk.sweep();
    expect(await tom.heard()).toEqual([
      '<handoff.route>',
      "bot: I couldn't reach your personal contact in time. I've asked Marco Bianchi, who stands in; the time stays 11:15.",
    ]);
  });

  test('seems away in the first seconds after a start: consoles have to come back first', async () => {
    const tom = await meet('c-1005');
    await set('a-lena', 'online');
    await tom.says('talk to a human');
    await set('a-lena', 'offline');
    await pass({ seconds: 14 });
    expect((await tom.record()).handoff).toMatchObject({ route: { kind: 'dedicated' } });
    await pass({ seconds: 1 });
    expect((await tom.record()).handoff).toMatchObject({ route: { kind: 'pool' } });
  });

  test('whoever helped last time is named', async () => {
    const maya = await meet('c-1002');
    const jonas = world.agent('a-jonas');
    await jonas.comesOnline();
    await maya.says('talk to a human');
    await jonas.claims(maya);
    await jonas.closes(maya);
    await maya.heard();
    await maya.says('talk to a human');
    expect(spoken(await maya.heard())[0]).toBe(
      "bot: I'm passing you on to Jonas Weber, who helped you last time and has what you wrote. You'll have an answer here by 11:15.",
    );
  });
});

describe('skill and language', () => {
  test('a return goes to those who know returns, then to everybody, then it is kept as a message', async () => {
    const maya = await meet('c-1002');
    const [jonas, priya] = [world.agent('a-jonas'), world.agent('a-priya')];
    await jonas.comesOnline();
    await priya.comesOnline();
    await maya.says('I want to return the lamp');
    await maya.says('talk to a human');
    expect((await maya.record()).handoff).toMatchObject({ route: { kind: 'pool', skill: 'returns' } });
    await maya.heard();
    await world.service.desk.sweep();
    expect(await rowOf(jonas, maya)).toMatchObject({
      offeredUntil: '2026-11-18T11:00:30.000Z',
      claimable: true,
      routeSentence: 'Waiting for anybody who knows returns',
    });
    const priyas = await rowOf(priya, maya);
    expect(priyas).toMatchObject({ claimable: true });
    expect(priyas).not.toHaveProperty('offeredUntil');
    await pass({ seconds: 119 });
    expect(await maya.heard()).toEqual([]);
    await pass({ seconds: 1 });
    expect(await maya.heard()).toEqual([
      '<handoff.route>',
      "bot: I've now asked the whole team; the time stays 11:15.",
    ]);
    await pass({ minutes: 10 });
    expect(await maya.heard()).toEqual([
      '<handoff.route>',
      "bot: I'm sorry, nobody could take over in time. I've kept your message, and somebody will answer you here by 15:12.",
    ]);
  });

  test('what was talked about before counts, where the wish itself says nothing', async () => {
    const maya = await meet('c-1002');
    await world.agent('a-lena').comesOnline();
    await world.agent('a-jonas').comesOnline();
    await maya.says('where is order 10231?');
    await maya.says('talk to a human');
    expect((await maya.record()).handoff).toMatchObject({ route: { kind: 'pool', skill: 'orders' } });
  });

  test("a topic of the business's own goes before the intent", async () => {
    const maya = await meet('c-1002');
    await world.agent('a-aisling').comesOnline();
    await maya.says('I will take legal action if my order does not come');
    expect((await maya.record()).handoff).toMatchObject({
      reason: { rule: 'sensitive-topic' },
      route: { kind: 'pool', skill: 'complaints' },
    });
  });

  test('nobody with the skill is at the desk: everybody at once', async () => {
    const maya = await meet('c-1002');
    await world.agent('a-priya').comesOnline();
    await maya.says('I want to return the lamp');
    await maya.says('talk to a human');
    expect((await maya.record()).handoff).toMatchObject({ route: { kind: 'pool' }, asked: [] });
    expect((await maya.record()).handoff).not.toHaveProperty('route.skill');
  });

  test('who writes French is offered to who speaks it', async () => {
    const visitor = await meet('guest-1');
    const [lena, jonas] = [world.agent('a-lena'), world.agent('a-jonas')];
    await lena.comesOnline();
    await jonas.comesOnline();
    await visitor.says('Bonjour, je voudrais savoir où est ma commande');
    await visitor.says('talk to a human');
    expect((await visitor.record()).handoff).toMatchObject({ route: { kind: 'pool', language: 'fr' } });
    await world.service.desk.sweep();
    expect(await rowOf(lena, visitor)).toHaveProperty('offeredUntil');
    expect(await rowOf(jonas, visitor)).not.toHaveProperty('offeredUntil');
  });
});

describe('whose turn it is in the pool', () => {
  test('one after the other for 30 s each, and anybody may still take it', async () => {
    const visitor = await meet('guest-1');
    const agents = ['a-lena', 'a-jonas', 'a-priya'].map((id) => world.agent(id));
    for (const each of agents) await each.comesOnline();
    await visitor.says('talk to a human');
    const asked: (string | undefined)[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await pass({ seconds: turn === 0 ? 0 : 30 });
      const rows = await Promise.all(agents.map(async (each) => ({ each, row: await rowOf(each, visitor) })));
      const alerted = rows.filter(({ row }) => row?.offeredUntil !== undefined);
      expect(alerted).toHaveLength(1);
      expect(rows.every(({ row }) => row?.claimable)).toBe(true);
      asked.push(alerted[0]?.each.id);
    }
    expect([...asked].sort()).toEqual(['a-jonas', 'a-lena', 'a-priya']);
    const first = agents.find(({ id }) => id === asked[0]);
    expect(await first?.claims(visitor)).toEqual({ outcome: 'claimed', epoch: 1 });
  });

  test('a conversation at level 5 takes two places, so that its agent has more time', async () => {
    const other = await demoWith({ agents: { 'a-lena': { capacity: 3 } } });
    const [tom, maya, finn] = [
      await meet('c-1005', other),
      await meet('c-1002', other),
      await meet('guest-1', other),
    ];
    const lena = other.agent('a-lena');
    await lena.comesOnline();
    await tom.says('talk to a human');
    await lena.claims(tom);
    expect(other.service.desk.load()).toEqual({ freePlaces: 1, waiting: 0 });
    await maya.says('talk to a human');
    await lena.claims(maya);
    await finn.says('talk to a human');
    await other.service.desk.sweep();
    expect(await rowOf(lena, finn, other)).not.toHaveProperty('offeredUntil');
    await lena.closes(maya);
    await other.service.desk.sweep();
    expect(await rowOf(lena, finn, other)).toHaveProperty('offeredUntil');
    await other.stop();
  });

  test('whoever comes to the desk is asked at once, not with the next round', async () => {
    const visitor = await meet('guest-1');
    const lena = world.agent('a-lena');
    await visitor.says('talk to a human');
    const alerted = new Promise<void>((resolve) => {
      const end = world.service.desk.follow(lena.id, (event) => {
        if (event.type !== 'queue' || !event.rows.some(({ offeredUntil }) => offeredUntil !== undefined))
          return;
        queueMicrotask(() => end());
        resolve();
      });
    });
    await lena.comesOnline();
    await alerted;
    expect((await visitor.record()).handoff).toMatchObject({ offered: { agentId: 'a-lena' } });
  });

  test('a message that was left overnight is offered in the morning', async () => {
    const hours = { from: '09:00', to: '17:00' };
    const other = await demoWith({ profile: { deskHours: { wednesday: hours, thursday: hours } } });
    const maya = await meet('c-1002', other);
    other.wait({ hours: 8 });
    await maya.says('talk to a human');
    expect(spoken(await maya.heard())).toEqual([
      "bot: Our people aren't there at the moment. I've kept your message for them, and somebody will answer you here by Thursday, 19 November, 13:00.",
      `${MEANWHILE} [Call me back | Leave a message]`,
    ]);
    const jonas = other.agent('a-jonas');
    other.wait({ hours: 14, minutes: 5 });
    await jonas.comesOnline();
    await other.service.desk.sweep();
    expect(await rowOf(jonas, maya, other)).toMatchObject({
      offeredUntil: '2026-11-19T09:05:30.000Z',
      promisedBy: '2026-11-19T13:00:00.000Z',
    });
    expect(await jonas.claims(maya)).toEqual({ outcome: 'claimed', epoch: 1 });
    await other.stop();
  });
});

describe('the place in line', () => {
  /** One agent who can talk with one customer at a time, and has done so ten times for ten minutes each. */
  async function measured(
    stores: Stores = createMemoryStores(),
  ): Promise<{ readonly other: World; readonly lena: Agent }> {
    const other = await demoWith({ agents: { 'a-lena': { capacity: 1 } }, stores });
    const lena = other.agent('a-lena');
    await lena.comesOnline();
    for (let n = 0; n < 10; n++) {
      const visitor = await meet(`guest-before-${n}`, other);
      await visitor.says('talk to a human');
      await lena.claims(visitor);
      other.wait({ minutes: 1 });
      await lena.closes(visitor);
    }
    return { other, lena };
  }

  test('is told, with a wait where enough was measured; not where somebody is free', async () => {
    const { other, lena } = await measured();
    const visitors = await Promise.all(['guest-1', 'guest-2', 'guest-3'].map((id) => meet(id, other)));
    const told: (readonly string[])[] = [];
    for (const visitor of visitors) {
      await visitor.says('talk to a human');
      if (visitor === visitors[0]) await lena.claims(visitor);
      told.push(spoken(await visitor.heard()).slice(1, 3));
    }
    expect(told).toEqual([
      [MEANWHILE, "bot: Lena Okafor is here now. You're talking to a person."],
      ["bot: You're next in line. It usually takes no more than 2 min.", `${MEANWHILE} ${CHOICES}`],
      [
        "bot: You're number 2 in line at the moment. It usually takes no more than 4 min.",
        `${MEANWHILE} ${CHOICES}`,
      ],
    ]);
    await other.stop();
  });

  test('what was measured outlives a restart of the server', async () => {
    const stores = createMemoryStores();
    const { other } = await measured(stores);
    await other.stop();
    const next = await demoWith({ agents: { 'a-lena': { capacity: 1 } }, stores });
    const [first, second] = [await meet('guest-1', next), await meet('guest-2', next)];
    await next.agent('a-lena').comesOnline();
    await first.says('talk to a human');
    await next.agent('a-lena').claims(first);
    await second.says('talk to a human');
    expect(spoken(await second.heard())[1]).toBe(
      "bot: You're next in line. It usually takes no more than 2 min.",
    );
    await next.stop();
  });

  test('without measurements, the place alone; asked again, again', async () => {
    const other = await demoWith({ agents: { 'a-lena': { capacity: 1 } } });
    const [first, second] = [await meet('guest-1', other), await meet('guest-2', other)];
    await first.says('talk to a human');
    await second.says('talk to a human');
    expect(spoken(await second.heard())[1]).toBe("bot: You're number 2 in line at the moment.");
    await first.says('cancel');
    await second.says('hello?');
    expect(spoken(await second.heard())).toEqual([
      "bot: You're next in line.",
      `bot: You're in line for a person: somebody will answer you here by 11:15. ${CHOICES}`,
    ]);
    await other.stop();
  });

  test('whoever lost their agent stands before all others in the queue', async () => {
    const other = await demoWith({ agents: { 'a-lena': {}, 'a-jonas': {} } });
    const [first, second] = [await meet('guest-1', other), await meet('guest-2', other)];
    const [lena, jonas] = [other.agent('a-lena'), other.agent('a-jonas')];
    await lena.comesOnline();
    await jonas.comesOnline();
    await first.says('talk to a human');
    await second.says('talk to a human');
    await lena.claims(second);
    const key = await lena.key(second);
    await other.service.desk.transfer(lena.id, key, { epoch: 1, to: { agent: jonas.id }, note: '' });
    const rows = await other.service.desk.queue(jonas.id);
    expect(rows.map(({ customerId, first: before }) => [customerId, before])).toEqual([
      ['guest-2', true],
      ['guest-1', undefined],
    ]);
    await other.stop();
  });
});

describe('what a customer in line may choose', () => {
  async function waits(): Promise<Customer> {
    const maya = await meet('c-1002');
    await maya.says('talk to a human');
    await maya.heard();
    return maya;
  }

  test('to wait', async () => {
    const maya = await waits();
    await maya.taps("I'll wait");
    expect(await maya.heard()).toEqual([
      "customer: I'll wait",
      'bot: All right, you keep your place: somebody will answer you here by 11:15.',
    ]);
    expect((await maya.record()).handoff).toMatchObject({ route: { kind: 'pool' } });
  });

  test('to be called back: by a time of the desk, on a number, which the agent reads first', async () => {
    const maya = await waits();
    await maya.taps('Call me back');
    await maya.says('it is 087 123 4567');
    expect(await maya.heard()).toEqual([
      'customer: Call me back',
      '<handoff.route>',
      'bot: All right, somebody will call you back by 15:00. Which number shall they call? They can also answer you here. [Answer here]',
      'customer: it is 087 123 4567',
      'bot: Noted: 087 123 4567. Somebody will call you by 15:00.',
    ]);
    const { handoff } = await maya.record();
    expect(handoff).toMatchObject({
      chosen: 'callback',
      promisedBy: '2026-11-18T15:00:00.000Z',
      firstPromise: '2026-11-18T15:00:00.000Z',
    });
    expect(handoff?.brief.facts[0]).toBe('Wants to be called back on 087 123 4567');
    expect(await rowOf(world.agent('a-lena'), maya)).toMatchObject({
      routeSentence: 'Wants to be called back: whoever is free calls',
      claimable: true,
    });
    await maya.says('hello?');
    expect(await maya.heard()).toEqual(['customer: hello?', 'bot: Somebody will call you back by 15:00.']);
  });

  test.each([
    ['in time, the new time counts', { minutes: 15 }, { kept: 1, broken: 0 }],
    ['after the time was broken, it stays broken', { minutes: 15, seconds: 1 }, { kept: 0, broken: 1 }],
  ])('called back, having chosen it %s', async (_when, span, promises) => {
    const maya = await waits();
    world.wait(span);
    await maya.taps('Call me back');
    const aisling = world.agent('a-aisling');
    await aisling.comesOnline();
    await aisling.claims(maya);
    expect((await world.service.desk.overview(aisling.id))?.promises).toEqual(promises);
  });

  test('a broken time stays broken for whoever waits after all, too', async () => {
    const maya = await waits();
    world.wait({ minutes: 16 });
    await maya.taps('Call me back');
    await maya.says("I'll wait");
    const aisling = world.agent('a-aisling');
    await aisling.comesOnline();
    await aisling.claims(maya);
    expect((await world.service.desk.overview(aisling.id))?.promises).toEqual({ kept: 0, broken: 1 });
  });

  test('in words of their own, with the number in them', async () => {
    const maya = await waits();
    await maya.says('could you ring me on +353 87 123 45 67 instead?');
    expect(spoken(await maya.heard())).toEqual([
      'bot: Noted: +353 87 123 45 67. Somebody will call you by 15:00.',
    ]);
  });

  test('called back, but answered here', async () => {
    const maya = await waits();
    await maya.says('call me back please');
    await maya.taps('Answer here');
    expect(spoken(await maya.heard()).at(-1)).toBe('bot: All right, somebody will answer you here by 15:00.');
  });

  test('something else than a number is an ordinary message', async () => {
    const maya = await waits();
    await maya.says('call me back');
    await maya.heard();
    await maya.says('How long do I have to send something back?');
    expect((await maya.heard())[1]).toMatch(/^bot: .*30 days/s);
    expect((await maya.record()).handoff).toMatchObject({ chosen: 'callback' });
  });

  test('to leave a message: the next words are for the person, whatever they are', async () => {
    const maya = await waits();
    await maya.says("I'd rather leave a message");
    await maya.says('where is order 10231? I need it on Friday.');
    expect(await maya.heard()).toEqual([
      "customer: I'd rather leave a message",
      '<handoff.route>',
      "bot: All right, you needn't wait: somebody will answer you here by 15:00. Please write your message, and I'll keep it for them.",
      'customer: where is order 10231? I need it on Friday.',
      "bot: Thank you, I've kept that for the person who will answer you, by 15:00.",
    ]);
    const { handoff } = await maya.record();
    expect(handoff).toMatchObject({ chosen: 'message', route: { kind: 'message' } });
    expect(handoff?.brief.said.at(-1)).toBe('where is order 10231? I need it on Friday.');
  });

  test('to wait after all', async () => {
    const maya = await waits();
    await maya.says('call me back');
    world.wait({ minutes: 1 });
    await maya.says("ok, I'll wait");
    expect(spoken(await maya.heard()).at(-1)).toBe(
      'bot: All right, you keep your place: somebody will answer you here by 11:16.',
    );
    expect((await maya.record()).handoff).toMatchObject({ route: { kind: 'pool' }, status: 'waiting' });
    expect((await maya.record()).handoff).not.toHaveProperty('chosen');
  });

  test('to go on with the bot meanwhile, or to be out of it', async () => {
    const maya = await waits();
    await maya.says('How long do I have to send something back?');
    expect((await maya.heard())[1]).toMatch(/^bot: .*30 days/s);
    await maya.says('leave a message');
    await maya.says('cancel');
    expect((await maya.heard()).at(-1)).toBe(
      "bot: All right, I've taken you out of the line. What else can I do for you?",
    );
    expect((await maya.record()).handoff).toBeUndefined();
  });

  test('a task that is open goes on after it', async () => {
    const maya = await meet('c-1002');
    await maya.says('I want to return the lamp');
    await maya.says('talk to a human');
    await maya.heard();
    await maya.says('call me back');
    await maya.says('0871234567');
    const [, , asked, , noted, , reason] = await maya.heard();
    expect([asked, noted, reason]).toEqual([
      expect.stringMatching(/Which number/),
      'bot: Noted: 0871234567. Somebody will call you by 15:00.',
      expect.stringMatching(/Why would you like to send it back\?/),
    ]);
  });

  test('a callback that nobody kept is owned up to, at the time that was told', async () => {
    const maya = await waits();
    await maya.says('call me back');
    await maya.heard();
    await pass({ hours: 4, seconds: -1 });
    expect(await maya.heard()).toEqual([]);
    await pass({ seconds: 1 });
    expect(await maya.heard()).toEqual([
      '<handoff.status>',
      "bot: I'm sorry: nobody could answer you by the time I told you. Please ask for a person again, or write to us; what you wrote here is kept.",
    ]);
    expect((await maya.record()).pastHandoffs).toMatchObject([
      { outcome: 'failed', firstPromise: '2026-11-18T15:00:00.000Z' },
    ]);
  });

  test('while the desk is closed, the time that was told stays', async () => {
    const hours = { from: '09:00', to: '17:00' };
    const other = await demoWith({ profile: { deskHours: { wednesday: hours, thursday: hours } } });
    const maya = await meet('c-1002', other);
    other.wait({ hours: 8 });
    await maya.says('talk to a human');
    other.wait({ hours: 15 });
    await maya.heard();
    await maya.taps('Call me back');
    expect(spoken(await maya.heard())[0]).toMatch(/^bot: All right, somebody will call you back by 13:00\./);
    await other.stop();
  });

  test('nothing of it is read where nobody waits', async () => {
    const maya = await meet('c-1002');
    await maya.says("I'll wait");
    await maya.says('leave a message');
    expect((await maya.record()).handoff).toBeUndefined();
    expect((await maya.heard()).filter((line) => /keep your place|needn't wait/.test(line))).toEqual([]);
  });
});
