// The webhook: what a business's own system is told of handoffs, signed, in order, and never lost.

import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Activity, EventFactory, TurnContext } from 'botbuilder';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openConversation } from '../bots/open-conversation.js';
import { SilentAdapter } from '../bots/silent-adapter.js';
import type { Sender } from '../channels/turn.js';
import { changeCustomer } from '../data/change-customer.js';
import type { ConversationId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import { activityFor, createTeller, isSigned, signatureOf, tellingStores } from '../handoff/outside/index.js';
import type { TellerSettings } from '../handoff/outside/teller.js';
import { type Customer, createWorld, NOON, type World } from './conversation.js';
import { testFolder } from './lowdb-folder.js';
import { type OutsideDeskStandIn, type Reaction, startOutsideDesk } from './outside-desk-stand-in.js';

let receiver: OutsideDeskStandIn;
let now: Date;
beforeEach(async () => {
  now = NOON;
  receiver = await startOutsideDesk(() => now);
});
afterEach(() => receiver.close());

interface Told {
  readonly world: World;
  /** Ends the world before the test does. */
  stop(): Promise<void>;
  readonly waits: number[];
  readonly logged: string[];
  /** A process that tells; one at a time. */
  tells(changes?: Partial<TellerSettings>): Promise<ReturnType<typeof createTeller>>;
}

/** A world of which the receiver is told. */
async function told(stores: Stores = createMemoryStores()): Promise<Told> {
  const world = await createWorld({ stores: tellingStores(stores, ['webhook']) });
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= world.stop();
    return stopped;
  };
  onTestFinished(stop);
  const waits: number[] = [];
  const logged: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) });
  return {
    world,
    stop,
    waits,
    logged,
    async tells(changes = {}) {
      const teller = createTeller({
        outsider: 'webhook',
        receiver,
        activityFor: (record, untold) =>
          activityFor(record, untold, {
            serviceUrl: 'https://chat.example',
            botName: 'Robin',
            locale: 'en-IE',
            timeZone: 'Europe/Dublin',
            nameOf: world.service.nameOf,
            agentName: (id) => world.folder.business.agents.get(id)?.name ?? id,
          }),
        stores: world.stores,
        feed: world.feed,
        clock: () => now,
        owner: 'this process',
        log,
        fetch,
        random: () => 0,
        wait: async (ms) => void waits.push(ms),
        ...changes,
      });
      onTestFinished(() => teller.close());
      await teller.start();
      return teller;
    },
  };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => signal.addEventListener('abort', fail));
}

/** With nothing but an id, as the protocol asks for. */
function conversationAccount(id: string): Activity['conversation'] {
  return { id } as Partial<Activity['conversation']> as Activity['conversation'];
}

async function asksForAPerson(world: World, id = 'c-1002'): Promise<Customer> {
  const customer = world.customer(id);
  await customer.arrives();
  await customer.says('Where is my order 10302?');
  await customer.says('talk to a human');
  return customer;
}

const WHOLE = ['<handoff.initiate>', '<handoff.status accepted>', '<handoff.status completed completed>'];

describe('a business is told of each handoff', () => {
  test('opened, accepted, completed: in order, signed, each once', async () => {
    const { world, tells } = await told();
    const teller = await tells();
    const maya = await asksForAPerson(world);
    const jonas = world.agent('a-jonas');
    await jonas.claims(maya);
    await jonas.says(maya, 'Hello Maya');
    await maya.says('Hello Jonas');
    await jonas.closes(maya);
    await teller.idle();
    expect(receiver.heard()).toEqual(WHOLE);
    expect(receiver.arrivals.map(({ signed }) => signed)).toEqual([true, true, true]);
    expect(receiver.arrivals.map(({ headers }) => headers['x-rapport-event'])).toEqual([
      'handoff.initiate',
      'handoff.status',
      'handoff.status',
    ]);
    expect(receiver.taken[1]?.value.agent).toEqual({ id: 'a-jonas', name: 'Jonas Weber' });
    for (const { headers, activity } of receiver.arrivals)
      expect(headers['x-rapport-event-id']).toBe(activity.id);
    expect((await maya.conversation()).told).toBeUndefined();
    expect(await world.stores.customers.withOpenWork()).toEqual([]);
  });

  test('the opening is the Bot Framework’s, with context and transcript', async () => {
    const { world, tells } = await told();
    const teller = await tells();
    const maya = await asksForAPerson(world);
    await teller.idle();
    const [initiate] = receiver.taken as [Activity];
    const { handoff } = await maya.record();
    const { id: conversationId, transcript } = await maya.conversation();
    const asked = transcript.findLast(({ from }) => from.role === 'customer');
    const context = new TurnContext(new SilentAdapter(), {
      type: 'message',
      id: asked?.id,
      from: { id: 'c-1002', name: 'Maya Byrne', role: 'user' },
      recipient: { id: 'rapport', name: 'Robin', role: 'bot' },
      conversation: conversationAccount(conversationId),
      channelId: 'directline',
      locale: 'en-IE',
      serviceUrl: 'https://chat.example',
    });
    const theirs = EventFactory.createHandoffInitiation(
      context,
      initiate.value,
      initiate.attachments?.[0]?.content,
    );
    const { id, timestamp, localTimezone, ...stable } = JSON.parse(JSON.stringify(theirs));
    // Theirs names the customer's conversation; ours has that in relatesTo, so that an answer finds the handoff.
    expect(initiate).toMatchObject({ ...stable, conversation: { id: `${handoff?.id}@c-1002` } });
    expect(Object.keys(initiate).sort()).toEqual(
      [...Object.keys(stable), 'id', 'timestamp', 'localTimezone', 'locale', 'channelData'].sort(),
    );
    expect(initiate.value).toMatchObject({
      handoff: handoff?.id,
      rule: 'wish-for-person',
      va_ConversationId: conversationId,
      va_LastTopic: 'wish-for-person',
      va_LastPhrases: 'talk to a human',
      va_Language: 'en-IE',
      promisedBy: handoff?.firstPromise,
      brief: { customerName: 'Maya Byrne' },
    });
    const lines = initiate.attachments?.[0]?.content.activities as Activity[];
    expect(lines.map(({ type, from, text }) => [type, from.role, from.name, text])).toContainEqual([
      'message',
      'user',
      'Maya Byrne',
      'Where is my order 10302?',
    ]);
    expect(lines.map(({ from }) => from.role)).toContain('bot');
    expect(lines.at(-1)?.text).toBe('talk to a human');
  });

  test('the status is the Bot Framework’s', async () => {
    const { world, tells } = await told();
    const teller = await tells();
    const maya = await asksForAPerson(world);
    const conversation = `${(await maya.record()).handoff?.id}@c-1002`;
    await maya.says('cancel');
    await teller.idle();
    expect(receiver.heard()).toEqual(['<handoff.initiate>', '<handoff.status completed withdrawn>']);
    const theirs = EventFactory.createHandoffStatus(
      conversationAccount(conversation),
      'completed',
      'withdrawn',
    );
    const { id, timestamp, localTimezone, ...stable } = JSON.parse(JSON.stringify(theirs));
    expect(receiver.taken[1]).toMatchObject(stable);
  });

  test('what a client attached for itself, and other customers, are not in it', async () => {
    const { world, tells } = await told();
    const teller = await tells();
    await (await asksForAPerson(world, 'c-1003')).heard();
    const maya = world.customer('c-1002');
    await maya.arrives();
    await maya.says('hello', { value: { postBack: true } });
    await maya.says('talk to a human');
    await teller.idle();
    const mine = receiver.taken.find(({ conversation }) => conversation.id.endsWith('@c-1002'));
    expect(JSON.stringify(mine)).not.toContain('c-1003');
    const lines = mine?.attachments?.[0]?.content.activities as Activity[];
    expect(lines.every((line) => !('channelData' in line))).toBe(true);
  });

  test('not configured, nothing is noted', async () => {
    const stores = createMemoryStores();
    expect(tellingStores(stores, [])).toBe(stores);
    const world = await createWorld({ stores });
    const maya = await asksForAPerson(world);
    expect((await maya.conversation()).told).toBeUndefined();
    await world.stop();
  });
});

describe('a receiver in trouble', () => {
  const TROUBLE: readonly { readonly what: string; readonly reaction: Reaction; readonly wait: number }[] = [
    { what: '500', reaction: { status: 500 }, wait: 1_000 },
    {
      what: '503 that asks for 7 s',
      reaction: { status: 503, headers: { 'retry-after': '7' } },
      wait: 7_000,
    },
    {
      what: '429 that asks for 30 s',
      reaction: { status: 429, headers: { 'retry-after': '30' } },
      wait: 30_000,
    },
    {
      what: '429 that asks for a day',
      reaction: { status: 429, headers: { 'retry-after': '86400' } },
      wait: 600_000,
    },
    {
      what: '429 until a time',
      reaction: { status: 429, headers: { 'retry-after': 'Wed, 18 Nov 2026 11:00:20 GMT' } },
      wait: 20_000,
    },
    { what: '401', reaction: { status: 401 }, wait: 1_000 },
    { what: 'a redirect', reaction: { status: 307, headers: { location: '/elsewhere' } }, wait: 1_000 },
    { what: 'a reset', reaction: 'reset', wait: 1_000 },
    { what: 'a lost answer', reaction: 'lose', wait: 1_000 },
  ];
  test.each(TROUBLE)(
    '$what: sent again after $wait ms, under the same id, before what comes after it',
    async ({ reaction, wait }) => {
      const { world, tells, waits } = await told();
      receiver.react(reaction);
      const teller = await tells();
      const maya = await asksForAPerson(world);
      await world.agent('a-jonas').claims(maya);
      await world.agent('a-jonas').closes(maya);
      await teller.idle();
      expect(waits).toEqual([wait]);
      expect(receiver.heard()).toEqual(WHOLE);
      const [first, again] = receiver.arrivals;
      expect(again?.activity.id).toBe(first?.activity.id);
      expect(receiver.arrivals).toHaveLength(4);
      expect(receiver.arrivals.every(({ signed }) => signed)).toBe(true);
    },
  );

  test('each wait is twice as long, up to five minutes, and up to half as much again by chance', async () => {
    const { world, tells, waits } = await told();
    receiver.react(...Array(11).fill({ status: 500 }));
    let chance = 0;
    const teller = await tells({ random: () => ++chance % 2 });
    await asksForAPerson(world);
    await teller.idle();
    expect(waits).toEqual(
      [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((s, i) => s * 1000 * (i % 2 === 0 ? 1.5 : 1)),
    );
  });

  test('what was taken ends the trouble: the next one begins with a short wait', async () => {
    const { world, tells, waits } = await told();
    receiver.react({ status: 500 }, { status: 500 }, 'take', { status: 500 });
    const teller = await tells();
    const maya = await asksForAPerson(world);
    await world.agent('a-jonas').claims(maya);
    await teller.idle();
    expect(waits).toEqual([1_000, 2_000, 1_000]);
    expect(receiver.heard()).toEqual(['<handoff.initiate>', '<handoff.status accepted>']);
  });

  test.each([400, 410, 413, 422])(
    '%i is for good: it is logged, and the next event is told',
    async (status) => {
      const { world, tells, waits, logged } = await told();
      receiver.react({ status });
      const teller = await tells();
      const maya = await asksForAPerson(world);
      await world.agent('a-jonas').claims(maya);
      await teller.idle();
      expect(waits).toEqual([]);
      expect(receiver.heard()).toEqual(['<handoff.status accepted>']);
      expect(logged.filter((line) => line.includes('refused for good'))).toHaveLength(1);
    },
  );

  test.each([
    { hours: 24 - 1 / 3600, arrivals: 3 },
    { hours: 24, arrivals: 2 },
  ])('after $hours hours: tried $arrivals times', async ({ hours, arrivals }) => {
    const { world, tells, logged } = await told();
    receiver.react({ status: 500 }, { status: 500 });
    let tries = 0;
    const teller = await tells({
      wait: async () => {
        tries += 1;
        now = new Date(NOON.getTime() + hours * 3_600_000);
      },
    });
    await asksForAPerson(world);
    await teller.idle();
    expect(receiver.arrivals).toHaveLength(arrivals);
    expect(logged.some((line) => line.includes('given up after 24 hours'))).toBe(arrivals === 2);
    expect(receiver.heard()).toEqual(arrivals === 3 ? ['<handoff.initiate>'] : []);
    expect(tries).toBeGreaterThan(0);
  });

  test('nothing of the address or of what was said is logged', async () => {
    const { world, tells, logged } = await told();
    receiver.react({ status: 500 }, 'reset', { status: 400 });
    const teller = await tells({ receiver: { ...receiver, url: `${receiver.url}?key=hush` } });
    await asksForAPerson(world);
    await teller.idle();
    expect(logged).toHaveLength(3);
    expect(logged.join('')).not.toMatch(/hush|human|10302|Maya/);
  });

  test('one customer’s trouble keeps nobody else', async () => {
    const { world, tells } = await told();
    let release = (): void => {};
    const blocked = new Promise<void>((done) => {
      release = done;
    });
    receiver.react({ status: 500 });
    const teller = await tells({ wait: () => blocked });
    await asksForAPerson(world, 'c-1002');
    await receiver.arrived(1);
    await asksForAPerson(world, 'c-1003');
    await receiver.took(1);
    expect(receiver.taken[0]?.conversation.id).toMatch(/@c-1003$/);
    release();
    await teller.idle();
    expect(receiver.taken[1]?.conversation.id).toMatch(/@c-1002$/);
  });
});

describe('nothing is lost', () => {
  test('opened and ended while nobody told: the next process tells all of it', async () => {
    const { world, tells } = await told();
    const maya = await asksForAPerson(world);
    await world.agent('a-jonas').claims(maya);
    await world.agent('a-jonas').closes(maya);
    await maya.says('5');
    expect(await world.stores.customers.withOpenWork()).toEqual(['c-1002']);
    await (await tells()).idle();
    expect(receiver.heard()).toEqual(WHOLE);
    expect(await world.stores.customers.withOpenWork()).toEqual([]);
  });

  test('through a restart on the embedded store, in the middle of a retry', async () => {
    const folder = await testFolder();
    const first = await told(await folder.open());
    receiver.alwaysReact({ status: 500 });
    const teller = await first.tells({
      wait: (_ms, signal) => untilAborted(signal),
    });
    const maya = await asksForAPerson(first.world);
    await receiver.arrived(1);
    await maya.says('cancel');
    await teller.close();
    await first.stop();
    receiver.alwaysReact('take');
    const second = await told(await folder.reopen(first.world.stores));
    await (await second.tells()).idle();
    expect(receiver.heard()).toEqual(['<handoff.initiate>', '<handoff.status completed withdrawn>']);
  });

  test('the process dies between the answer and its note: told twice under one id', async () => {
    const memory = createMemoryStores();
    const { world, tells } = await told(memory);
    const maya = await asksForAPerson(world);
    let teller: Awaited<ReturnType<Told['tells']>> | undefined;
    const dying: Stores = {
      ...world.stores,
      exclusively: () => Promise.reject(new Error('the process is gone')),
    };
    const died = new Promise<void>((done) => {
      void tells({
        stores: dying,
        wait: (_ms, signal) => {
          done();
          return untilAborted(signal);
        },
      }).then((started) => {
        teller = started;
      });
    });
    await died;
    await teller?.close();
    await (await tells()).idle();
    expect(receiver.arrivals.map(({ activity }) => activity.id)).toHaveLength(2);
    expect(receiver.heard()).toEqual(['<handoff.initiate>']);
    expect((await maya.conversation()).told).toBeDefined();
  });

  test('what is still to be told is neither archived with a new conversation nor cut off a long one', async () => {
    const { world, tells } = await told();
    const maya = await asksForAPerson(world);
    await maya.says('cancel');
    for (let i = 0; i < 70; i++) await maya.says('hello');
    expect((await maya.conversation()).transcript.length).toBeGreaterThan(120);
    await maya.says('hello again');
    expect((await maya.conversation()).transcript[0]?.sequence).toBe(1);
    const sender: Sender = {
      ...{ customerId: maya.id, kind: 'known', channel: 'web' },
      conversationId: 'another' as ConversationId,
    };
    await changeCustomer(world.stores, world.feed, maya.id, async (record) => {
      if (record) await openConversation(record, sender, world.now(), world.stores.archive);
      return { ...(record ? { record } : {}), result: undefined };
    });
    expect((await maya.record()).conversations).toHaveLength(2);
    await (await tells()).idle();
    expect(receiver.heard()).toEqual(['<handoff.initiate>', '<handoff.status completed withdrawn>']);
  });

  test('whatever the receiver does: every event, each handoff in order', async () => {
    const reaction = fc.constantFrom<Reaction>('take', 'reset', 'lose', { status: 500 }, { status: 429 });
    await fc.assert(
      fc.asyncProperty(fc.array(reaction, { maxLength: 30 }), fc.boolean(), async (reactions, restarts) => {
        const desk = await startOutsideDesk(() => now);
        const world = await createWorld({ stores: tellingStores(createMemoryStores(), ['webhook']) });
        const start = async () => {
          const teller = createTeller({
            ...{ outsider: 'webhook' as const, receiver: desk, stores: world.stores, feed: world.feed },
            activityFor: ({ id }, { entry }) =>
              ({ ...entry.activity, id: entry.id, conversation: { id } }) as never,
            clock: () => now,
            owner: 'this process',
            log: pino({ level: 'silent' }),
            fetch,
            random: () => 0,
            wait: async () => undefined,
          });
          await teller.start();
          return teller;
        };
        desk.react(...reactions);
        let teller = await start();
        const customers = ['c-1002', 'c-1003', 'c-1006'].map((id) => world.customer(id));
        for (const customer of customers) await customer.says('talk to a human');
        await desk.arrived(1);
        if (restarts) {
          await teller.close();
          teller = await start();
        }
        await Promise.all(
          customers.map(async (customer) => {
            await world.agent('a-jonas').claims(customer);
            await world.agent('a-jonas').closes(customer);
          }),
        );
        await teller.idle();
        const of = (id: string) =>
          desk.taken.filter(({ conversation }) => conversation.id === id).map(({ value }) => value.state);
        const heard = customers.map(({ id }) => of(id));
        await teller.close();
        await desk.close();
        await world.stop();
        expect(heard).toEqual(Array(3).fill([undefined, 'accepted', 'completed']));
      }),
      { numRuns: 12 },
    );
  });
});

describe('the signature', () => {
  const secret = 'a secret of 32 characters or more';
  const body = '{"id":"1"}';
  const at = new Date('2026-11-18T11:00:00Z');
  const signed = signatureOf(body, secret, at);

  test('is the HMAC that the documentation describes', () => {
    const t = at.getTime() / 1000;
    const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
    expect(signed).toBe(`t=${t},v1=${v1}`);
  });

  test('is what the code in the documentation lets pass', async () => {
    const [, code = ''] = /```js\n(.*?)```/s.exec(await readFile('docs/desk.md', 'utf8')) ?? [];
    const { isFromRapport } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const fresh = signatureOf(body, secret, new Date());
    expect(isFromRapport(fresh, Buffer.from(body), secret)).toBe(true);
    expect(isFromRapport(fresh, Buffer.from(`${body} `), secret)).toBe(false);
    expect(isFromRapport(fresh, Buffer.from(body), `${secret}!`)).toBe(false);
    expect(isFromRapport(signed, Buffer.from(body), secret)).toBe(false);
    expect(isFromRapport(undefined, Buffer.from(body), secret)).toBe(false);
  });

  test.each<[string, string | undefined, string, number, boolean]>([
    ['as it was sent', signed, body, 0, true],
    ['300 s later', signed, body, 300, true],
    ['301 s later', signed, body, 301, false],
    ['300 s before', signed, body, -300, true],
    ['301 s before', signed, body, -301, false],
    ['another body', signed, '{"id":"2"}', 0, false],
    ['another time', signed.replace(/t=\d+/, (t) => `${t.slice(0, -1)}9`), body, 0, false],
    ['another secret', signatureOf(body, `${secret}!`, at), body, 0, false],
    [
      'two secrets while one is changed',
      `${signatureOf(body, 'old', at)},${signed.split(',')[1]}`,
      body,
      0,
      true,
    ],
    ['no v1', signed.split(',')[0] ?? '', body, 0, false],
    ['no t', signed.split(',')[1] ?? '', body, 0, false],
    ['cut short', signed.slice(0, -1), body, 0, false],
    ['empty', '', body, 0, false],
    ['none', undefined, body, 0, false],
    ['no number', signed.replace(/t=\d+/, 't=NaN'), body, 0, false],
  ])('%s', (_what, header, given, seconds, fits) => {
    expect(isSigned(header, given, secret, new Date(at.getTime() + seconds * 1000))).toBe(fits);
  });
});
