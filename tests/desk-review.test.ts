// What the desk must hold beside its stories: nothing done in time is called refused, nothing is counted twice, nobody is promised a
// closed desk, and a long line costs each message and each second next to nothing.

import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AgentCard } from '../data/business.js';
import type { CustomerRecord } from '../data/customer.js';
import type { AssignedHandoff, OpenHandoff, WaitingHandoff } from '../data/handoff.js';
import type { AgentId, CustomerId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { CustomerChange, Stores } from '../data/ports.js';
import type { DeskCore } from '../handoff/desk-parts.js';
import { follow } from '../handoff/desk-view.js';
import { type InLine, planOffers } from '../handoff/line.js';
import { SETTLING_MS } from '../handoff/lost-owner.js';
import { lineOf } from '../handoff/offers.js';
import { loadsOf } from '../handoff/places.js';
import { createQueue, type Waiting } from '../handoff/queue.js';
import type { Patience } from '../handoff/routing.js';
import { type SweepParts, startSweeps } from '../handoff/sweep.js';
import type { ConsoleEvent } from '../handoff/views.js';
import { createAgentEvents } from '../server/agent-events.js';
import type { Response } from '../server/http.js';
import {
  type Agent,
  type Customer,
  createWorld,
  demoFolder,
  understanderFor,
  type World,
} from './conversation.js';

let world: World;
afterEach(() => world?.stop());

/** Maya asked for a person, and Jonas has her. */
async function mayaWithJonas(where: World): Promise<{ maya: Customer; jonas: Agent }> {
  where.wait({ seconds: SETTLING_MS / 1000 });
  const jonas = where.agent('a-jonas');
  await jonas.comesOnline();
  const maya = where.customer('c-1002');
  await maya.arrives();
  await maya.says('talk to a human');
  await jonas.claims(maya);
  return { maya, jonas };
}

const handoffOf = async (customer: Customer) => (await customer.record()).handoff as AssignedHandoff;

describe('an answer to the console that was lost on its way', () => {
  beforeEach(async () => {
    world = await createWorld();
  });

  test('what was said in time is not called unsent, though a colleague has the conversation by then', async () => {
    const { maya, jonas } = await mayaWithJonas(world);
    const key = await jonas.key(maya);
    const { desk } = world.service;
    const words = { clientId: 'words-1', text: 'It is on its way.', epoch: 1 };
    expect(await desk.say(jonas.id, key, words)).toBe('done');
    await world.agent('a-marco').comesOnline();
    await desk.transfer(jonas.id, key, { epoch: 1, to: { agent: 'a-marco' as AgentId }, note: '' });
    await world.agent('a-marco').claims(maya);
    expect(await desk.say(jonas.id, key, words)).toBe('done');
    expect(await desk.say(jonas.id, key, { ...words, clientId: 'words-2' })).toBe('stale');
    const said = (await maya.transcript()).filter((line) => line.startsWith('Jonas Weber:'));
    expect(said).toEqual(['Jonas Weber: It is on its way.']);
  });

  test('the same words of another agent are their own', async () => {
    const { maya, jonas } = await mayaWithJonas(world);
    const { desk } = world.service;
    const key = await jonas.key(maya);
    await desk.say(jonas.id, key, { clientId: 'one', text: 'Hello', epoch: 1 });
    const marco = world.agent('a-marco');
    await marco.comesOnline();
    await desk.transfer(jonas.id, key, { epoch: 1, to: { agent: marco.id }, note: '' });
    await marco.claims(maya);
    await marco.says(maya, 'I go on', { clientId: 'one' });
    expect(await maya.transcript()).toContain('Marco Bianchi: I go on');
  });

  test('what the bot did for an agent in time is not called refused', async () => {
    const { maya, jonas } = await mayaWithJonas(world);
    const key = await jonas.key(maya);
    const asked = { clientId: 'visit-1', kind: 'book-visit', epoch: 1 } as const;
    expect(await world.service.tools.act(jonas.id, key, asked)).toBe('done');
    await world.agent('a-marco').comesOnline();
    await world.service.desk.transfer(jonas.id, key, {
      epoch: 1,
      to: { agent: 'a-marco' as AgentId },
      note: '',
    });
    expect(await world.service.tools.act(jonas.id, key, asked)).toBe('done');
  });
});

test('a promise that is broken counts once, however often its end has to be stored', async () => {
  const stores = createMemoryStores();
  let conflicts = 0;
  const save: Stores['customers']['save'] = async (record, version) => {
    const failed = record.handoff === undefined && record.pastHandoffs.at(-1)?.outcome === 'failed';
    if (failed && ++conflicts < 3) return 'conflict';
    return stores.customers.save(record, version);
  };
  world = await createWorld({ stores: { ...stores, customers: { ...stores.customers, save } } });
  const maya = world.customer('c-1002');
  await maya.arrives();
  await maya.says('talk to a human');
  await maya.says('call me back');
  world.wait({ days: 2 });
  await world.service.desk.sweep();
  expect((await maya.record()).pastHandoffs.at(-1)?.outcome).toBe('failed');
  const supervisor = [...world.folder.business.agents.values()].find(({ roles }) => (roles?.length ?? 0) > 0);
  expect((await world.service.desk.overview(supervisor!.id))?.promises).toEqual({ kept: 0, broken: 1 });
});

describe('the promise to one in line', () => {
  const promises = async () => {
    const supervisor = [...world.folder.business.agents.values()].find(
      ({ roles }) => (roles?.length ?? 0) > 0,
    );
    return (await world.service.desk.overview(supervisor!.id))?.promises;
  };

  test('is kept by the colleague whom a supervisor asks', async () => {
    world = await createWorld();
    const supervisor = [...world.folder.business.agents.values()].find(
      ({ roles }) => (roles?.length ?? 0) > 0,
    );
    const maya = world.customer('c-1002');
    await maya.arrives();
    await maya.says('talk to a human');
    const marco = world.agent('a-marco');
    await marco.comesOnline();
    const pass = { to: { agent: marco.id }, note: '' };
    expect(await world.service.desk.reassign(supervisor!.id, await marco.key(maya), pass)).toBe('done');
    expect(await marco.claims(maya)).toEqual({ outcome: 'claimed', epoch: 1 });
    expect(await promises()).toEqual({ kept: 1, broken: 0 });
  });

  test('is not kept by an agent who was a moment later than the customer’s "cancel" at another process', async () => {
    const stores = createMemoryStores();
    const save: Stores['customers']['save'] = async (record, version) => {
      if (record.handoff?.status !== 'assigned') return stores.customers.save(record, version);
      const { handoff: _withdrawn, ...left } = record;
      await stores.customers.save(left, version);
      return 'conflict';
    };
    world = await createWorld({ stores: { ...stores, customers: { ...stores.customers, save } } });
    const maya = world.customer('c-1002');
    await maya.arrives();
    await maya.says('talk to a human');
    expect(await world.agent('a-marco').claims(maya)).toEqual({ outcome: 'gone' });
    expect(await promises()).toEqual({ kept: 0, broken: 0 });
  });
});

describe('what an agent reads first', () => {
  beforeEach(async () => {
    world = await createWorld();
  });

  test('quotes no message beyond what is read of one', async () => {
    const maya = world.customer('c-1002');
    await maya.arrives();
    await maya.says('x'.repeat(50_000));
    await maya.says('talk to a human');
    expect((await maya.record()).handoff?.brief.said.map(({ length }) => length)).toEqual([2000, 15]);
  });

  test('names one number to call, the last', async () => {
    const maya = world.customer('c-1002');
    await maya.arrives();
    await maya.says('talk to a human');
    await maya.says('call me back on 085 123 4567');
    await maya.says('call me back on 085 765 4321');
    const calls = (await maya.record()).handoff?.brief.facts.filter((fact) => fact.includes('called back'));
    expect(calls).toEqual(['Wants to be called back on 085 765 4321']);
  });

  test('says once that the talk went on after a silence, however often it did', async () => {
    const { maya, jonas } = await mayaWithJonas(world);
    const [first] = [(await handoffOf(maya)).brief.trigger];
    for (const talk of [1, 2]) {
      await jonas.says(maya, `Are you there? ${talk}`);
      for (let nudge = 0; nudge < 3; nudge++) {
        world.wait({ minutes: 5 });
        await world.service.desk.sweep();
      }
      await maya.says('Where is my order?');
      await jonas.claims(maya);
    }
    const trigger = `Wrote again after the talk was closed for silence. Before: ${first}`;
    expect((await handoffOf(maya)).brief.trigger).toBe(trigger);
  });
});

test('the owner is no agent any more, at night: the customer is told when people are there again, not in some minutes', async () => {
  const folder = await demoFolder();
  const day = { from: '09:00', to: '17:00' };
  const profile = { ...folder.business.profile, deskHours: { wednesday: day, thursday: day } };
  const agents = new Map(folder.business.agents);
  world = await createWorld({ folder: { ...folder, business: { ...folder.business, profile, agents } } });
  const { maya } = await mayaWithJonas(world);
  await maya.heard();
  agents.delete('a-jonas' as AgentId);
  world.wait({ hours: 12 });
  await world.service.desk.sweep();
  expect((await maya.record()).handoff).toMatchObject({ status: 'waiting', route: { kind: 'message' } });
  expect(await maya.heard()).toEqual([
    '<handoff.route>',
    expect.stringMatching(
      /^bot: Your agent can't go on with this, and our people aren't there any more\. .* Thursday, 19 November, 13:00\.$/,
    ),
  ]);
});

describe('a conversation that was put aside', () => {
  test('is the agent’s until then, away as well as signed out, though the customer had the last word', async () => {
    world = await createWorld();
    const { maya, jonas } = await mayaWithJonas(world);
    const { desk } = world.service;
    await jonas.says(maya, 'I will know tomorrow.');
    await maya.says('Thank you, until tomorrow!');
    await desk.snooze(jonas.id, await jonas.key(maya), 1, new Date(world.now().getTime() + 24 * 3_600_000));
    await desk.setPresence(jonas.id, 'away');
    world.wait({ hours: 2 });
    await desk.sweep();
    expect(await handoffOf(maya)).toMatchObject({ status: 'assigned', agentId: jonas.id });
    world.wait({ hours: 22 });
    await desk.sweep();
    expect((await maya.record()).handoff?.status).toBe('waiting');
  });

  test.each([
    [30, 30],
    [31, 31],
    [32, 31],
    [40_000, 31],
  ])('for %i days: for %i', async (asked, kept) => {
    world = await createWorld();
    const { maya, jonas } = await mayaWithJonas(world);
    const inDays = (days: number) => new Date(world.now().getTime() + days * 24 * 3_600_000);
    await world.service.desk.snooze(jonas.id, await jonas.key(maya), 1, inDays(asked));
    expect((await handoffOf(maya)).snoozedUntil).toBe(inDays(kept).toISOString());
  });

  test('is woken by a message that the bot could not read', async () => {
    const understander = await understanderFor();
    world = await createWorld({
      understander: {
        ...understander,
        understand: (text, context) => {
          if (text === 'boom') throw new Error('the understander failed');
          return understander.understand(text, context);
        },
      },
    });
    const { maya, jonas } = await mayaWithJonas(world);
    const key = await jonas.key(maya);
    await world.service.tools.act(jonas.id, key, { clientId: 'a', kind: 'book-visit', epoch: 1 });
    await world.service.desk.snooze(jonas.id, key, 1, new Date(world.now().getTime() + 3_600_000));
    await maya.says('boom');
    expect(world.faults.splice(0)).toHaveLength(1);
    expect((await maya.transcript()).at(-1)).toBe('customer: boom');
    expect(await handoffOf(maya)).not.toHaveProperty('snoozedUntil');
  });
});

describe('a line of thousands', () => {
  const NOW = '2026-11-18T11:00:00.000Z';
  const at = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

  function waiting(n: number, more: Partial<WaitingHandoff> = {}): WaitingHandoff {
    return {
      ...{ status: 'waiting', id: `h-${n}`, conversationId: `conversation-${n}`, openedAt: at(n) },
      reason: { rule: 'asked', value: true, thresholdsVersion: 1 },
      brief: {
        customerName: `c-${n}`,
        levelSentence: '',
        trigger: '',
        mood: '',
        said: [],
        tried: [],
        facts: [],
      },
      ...{ route: { kind: 'pool' }, onward: [], asked: [], epoch: 0 },
      ...{ patienceUntil: at(n + 600), promisedBy: at(n + 900), firstPromise: at(n + 900) },
      ...more,
    } as WaitingHandoff;
  }

  test('whom everybody is too busy for costs no look at everybody', () => {
    let looks = 0;
    const busy = (n: number) => ({
      card: {
        ...{ id: `a-${n}` as AgentId, name: '', email: '', skills: [], languages: [] },
        get capacity() {
          looks += 1;
          return 2;
        },
      } satisfies AgentCard,
      load: 2,
    });
    const line: readonly InLine[] = Array.from({ length: 5000 }, (_, n) => ({
      ...{ customerId: `c-${n}` as CustomerId, handoff: waiting(n), places: 1, turn: n },
    }));
    const agents = Array.from({ length: 40 }, (_, n) => busy(n));
    expect(planOffers(line, agents, () => true, NOW)).toEqual([]);
    expect(looks).toBeLessThan(line.length);
    agents[7]!.load = 1;
    expect(planOffers(line, agents, () => true, NOW)).toMatchObject([{ customerId: 'c-0', offer: 'a-7' }]);
    expect(looks).toBeLessThan(line.length);
  });

  const patience = { priorityMinutes: 0, places: 1 } as Patience;

  /** A queue over records that a test changes by hand. */
  function queueOver(records: Map<CustomerId, CustomerRecord>) {
    let told: (change: CustomerChange) => void = () => undefined;
    const queue = createQueue({
      customers: {
        get: async (id: CustomerId) => {
          const value = records.get(id);
          return value && { value, version: 1 };
        },
        withOpenWork: async () => [...records.keys()],
      } as unknown as Stores['customers'],
      feed: {
        publish: () => undefined,
        subscribe(listener) {
          told = listener;
          return () => undefined;
        },
      },
      nameOf: ({ id }) => id,
      agentName: (id) => id,
      patienceFor: () => patience,
      nudgeMinutes: () => 'never',
      onError(error) {
        throw error;
      },
    });
    async function change(id: CustomerId, handoff: OpenHandoff | undefined) {
      const record = {
        id,
        conversations: [],
        reviews: [],
        pastHandoffs: [],
        ...(handoff ? { handoff } : {}),
      };
      records.set(id, record as unknown as CustomerRecord);
      const changed = new Promise<void>((done) => {
        const end = queue.onChange(() => {
          end();
          done();
        });
      });
      const known = queue.of(id) !== undefined;
      told({ customerId: id, conversations: [], handoffChanged: true });
      if (handoff || known) await changed;
    }
    return { queue, change };
  }

  test('is the same list until the next change, and so is what is counted from it', async () => {
    const { queue, change } = queueOver(new Map());
    await change('c-1' as CustomerId, waiting(1));
    const [all, line, loads] = [queue.all(), lineOf({ queue }), loadsOf(queue.all())];
    expect([queue.all(), lineOf({ queue }), loadsOf(queue.all())]).toEqual([all, line, loads]);
    expect(lineOf({ queue })).toBe(line);
    expect(loadsOf(queue.all())).toBe(loads);
    await change('c-2' as CustomerId, waiting(2));
    expect(lineOf({ queue })).toHaveLength(2);
  });

  test('whatever changes, it stands as if it were sorted anew', async () => {
    const ids = ['c-0', 'c-1', 'c-2', 'c-3', 'c-4', 'c-5'] as CustomerId[];
    const state = fc.record({
      id: fc.constantFrom(...ids),
      kind: fc.constantFrom('waiting', 'first', 'assigned', 'none'),
      seconds: fc.integer({ min: 0, max: 500 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(state, { maxLength: 25 }), async (changes) => {
        const records = new Map<CustomerId, CustomerRecord>();
        const { queue, change } = queueOver(records);
        for (const [n, { id, kind, seconds }] of changes.entries()) {
          // No two at the same moment, so that there is one order.
          const one = waiting(seconds * 100 + n, kind === 'first' ? { first: true } : {});
          const owned = { ...one, status: 'assigned', agentId: 'a', claimedAt: one.openedAt } as unknown;
          await change(id, kind === 'none' ? undefined : kind === 'assigned' ? (owned as OpenHandoff) : one);
          queue.all();
        }
        const anew = queueOver(records).queue;
        await anew.start();
        expect(queue.all()).toEqual(anew.all());
      }),
      { numRuns: 60 },
    );
  });

  describe('with the clock in hand', () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());

    test('a round that takes long is not followed by all that it missed', async () => {
      let rounds = 0;
      let finish = () => {};
      const parts = {
        ...{ agents: new Map(), teams: () => [], clock: () => new Date(NOW), onError: expect.unreachable },
        queue: { all: () => [], onChange: () => () => undefined },
        presence: { of: () => 'offline', onChange: () => () => undefined },
        stores: { leases: { take: async () => true, release: async () => undefined } },
        owner: 'one',
        alsoSweep: () => {
          rounds += 1;
          return new Promise<void>((done) => {
            finish = done;
          });
        },
        onBroken: expect.unreachable,
      };
      const sweeps = startSweeps(parts as unknown as SweepParts);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(rounds).toBe(1);
      finish();
      await vi.advanceTimersByTimeAsync(1000);
      expect(rounds).toBe(2);
      finish();
      await vi.advanceTimersByTimeAsync(500);
      expect(rounds).toBe(2);
      await sweeps.close();
    });

    test('who could not be read is read again, and seen', async () => {
      const faults: unknown[] = [];
      const reads: number[] = [];
      let told: (change: CustomerChange) => void = () => undefined;
      const queue = createQueue({
        customers: {
          async get(id: CustomerId) {
            reads.push(Date.now());
            if (reads.length < 4) throw new Error('too many open files');
            const record = { id, conversations: [], reviews: [], pastHandoffs: [], handoff: waiting(1) };
            return { value: record as unknown as CustomerRecord, version: 1 };
          },
          withOpenWork: async () => [],
        } as unknown as Stores['customers'],
        feed: {
          publish: () => undefined,
          subscribe(listener) {
            told = listener;
            return () => undefined;
          },
        },
        nameOf: ({ id }) => id,
        agentName: (id) => id,
        patienceFor: () => patience,
        nudgeMinutes: () => 'never',
        onError: (error) => faults.push(error),
      });
      told({ customerId: 'c-1' as CustomerId, conversations: [], handoffChanged: true });
      await vi.advanceTimersByTimeAsync(3_600_000);
      const between = reads.map((time, n) => time - (reads[n - 1] ?? time));
      expect(between).toEqual([0, 1000, 2000, 4000]);
      expect(faults).toHaveLength(3);
      expect(queue.all()).toMatchObject([{ customerId: 'c-1' }]);
      queue.close();
      expect(vi.getTimerCount()).toBe(0);
    });

    test('is sent to each console the less often, the longer it is and the more consoles there are', async () => {
      let all: readonly Waiting[] = [];
      const listeners = new Set<() => void>();
      const core = {
        agents: new Map(),
        queue: {
          all: () => all,
          of: () => undefined,
          onChange(listener: () => void) {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
        },
        feed: { subscribe: () => () => undefined },
        typing: { listen: () => () => undefined },
      } as unknown as DeskCore;
      /** How many queues one of the consoles is sent within a second in which it changes all the time. */
      async function sent(rows: number, consoles: number): Promise<number> {
        let told = 0;
        const change = (n: number) => {
          all = Array.from({ length: rows }, (_, each) => ({
            ...{
              customerId: `c-${each}`,
              handoff: waiting(each),
              places: 1,
              turn: each,
              nudgeMinutes: 'never',
            },
            row: { customerId: `c-${each}`, customerName: `${n}` },
          })) as unknown as readonly Waiting[];
          for (const listener of listeners) listener();
        };
        const ends = Array.from({ length: consoles }, (_, n) =>
          follow(core, `a-${n}` as AgentId, () => {
            if (n === 0) told += 1;
          }),
        );
        told = 0;
        for (let n = 0; n < 100; n++) {
          change(n);
          await vi.advanceTimersByTimeAsync(10);
        }
        for (const end of ends) end();
        return told;
      }
      expect(await sent(20, 1)).toBeGreaterThan(15);
      expect(await sent(20, 100)).toBeGreaterThan(15);
      expect(await sent(100, 100)).toBeLessThanOrEqual(4);
      expect(await sent(500, 20)).toBeLessThanOrEqual(4);
    });
  });
});

describe('a console on a slow line', () => {
  function consoleOf() {
    const written: string[] = [];
    const response = Object.assign(new EventEmitter(), {
      ...{ writableNeedDrain: false, writableLength: 0, writableEnded: false, destroyed: false },
      writeHead: () => undefined,
      write: (chunk: string) => written.push(chunk),
      end: () => undefined,
      destroy() {
        response.destroyed = true;
      },
    });
    let tell: (event: ConsoleEvent) => void = () => undefined;
    const events = createAgentEvents({
      desk: {
        follow(_agent, listener) {
          tell = listener;
          return () => undefined;
        },
      },
      presence: { opened: () => () => undefined, asked: () => undefined } as never,
      stillValid: async () => true,
    });
    events.open(response as unknown as Response, { id: 'a-1' } as unknown as AgentCard, 'token');
    return {
      response,
      events,
      tell: (event: ConsoleEvent) => tell(event),
      read: () => written.splice(0).filter((chunk) => chunk.startsWith('data')),
    };
  }
  const queue = (trigger: string) => ({ type: 'queue', rows: [{ trigger }] }) as unknown as ConsoleEvent;
  const line: ConsoleEvent = { type: 'typing', handoffId: 'h', customerId: 'c' };

  test('is sent what is said at once, and of the queues only the newest once it has caught up', () => {
    const { response, tell, read, events } = consoleOf();
    tell(queue('one'));
    expect(read()).toHaveLength(1);
    response.writableNeedDrain = true;
    tell(queue('two'));
    tell(line);
    tell(queue('three'));
    expect(read()).toEqual([expect.stringContaining('typing')]);
    response.writableNeedDrain = false;
    response.emit('drain');
    expect(read()).toEqual([expect.stringContaining('three')]);
    response.emit('drain');
    expect(read()).toEqual([]);
    events.close();
  });

  test('is not cut off for one long queue, but for what comes upon it', () => {
    const { response, tell, events } = consoleOf();
    tell(queue('x'.repeat(2_000_000)));
    response.writableLength = 2_000_100;
    tell(line);
    expect(response.destroyed).toBe(false);
    response.writableLength = 3_000_100;
    tell(line);
    expect(response.destroyed).toBe(true);
    events.close();
  });
});
