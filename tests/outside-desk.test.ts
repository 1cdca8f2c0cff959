// A desk elsewhere stands in for ours, over real HTTP and with nothing but handoff events: the same promises hold.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../app.js';
import { readConfig, tellsOpenly } from '../config.js';
import type { ConversationId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import {
  activityFor,
  createTeller,
  type Teller,
  tellingStores,
  tellSigns,
} from '../handoff/outside/index.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { registerDeskEvents } from '../server/desk-events-routes.js';
import type { Folder } from '../service/load-folder.js';
import { type Customer, createWorld, demoFolder, NOON, type World } from './conversation.js';
import { type OutsideDeskStandIn, type Reaction, startOutsideDesk } from './outside-desk-stand-in.js';

const log = pino({ level: 'silent' });

/** A whole product as far as this desk sees it: the bot and the desk, the server that takes events, and what tells the desk. */
interface Product {
  readonly world: World;
  readonly desk: OutsideDeskStandIn;
  teller: Teller;
  stop(): Promise<void>;
}

let product: Product;
let world: World;
let desk: OutsideDeskStandIn;
beforeEach(async () => {
  product = await startProduct();
  ({ world, desk } = product);
});
afterEach(() => product.stop());

async function startProduct(folder?: Folder): Promise<Product> {
  const stores = tellingStores(createMemoryStores(), ['desk']);
  const world = await createWorld({ stores, deskIs: 'outside', ...(folder ? { folder } : {}) });
  const web: RunningServer = createServer({ log, production: false });
  let url = '';
  const desk = await startOutsideDesk(world.now, () => url);
  registerDeskEvents(web.server, {
    ...{ secret: desk.secret, clock: world.now },
    take: world.service.outsideDesk?.take,
  });
  web.server.listen(0, '127.0.0.1');
  await once(web.server.server, 'listening');
  url = `http://127.0.0.1:${(web.server.server.address() as AddressInfo).port}`;
  const teller = tellerFor(world, desk, url);
  await teller.start();
  const started: Product = {
    ...{ world, desk, teller },
    async stop() {
      await started.teller.close();
      await web.close();
      await desk.close();
      await world.stop();
    },
  };
  return started;
}

function tellerFor(world: World, receiver: OutsideDeskStandIn, serviceUrl = ''): Teller {
  const around = {
    ...{ serviceUrl, botName: 'Robin', locale: 'en-IE', timeZone: 'Europe/Dublin' },
    nameOf: world.service.nameOf,
    agentName: String,
  };
  return createTeller({
    ...{ outsider: 'desk' as const, receiver, stores: world.stores, feed: world.feed, log, fetch },
    activityFor: (record, untold) => activityFor(record, untold, around),
    clock: world.now,
    owner: 'this process',
    random: () => 0,
    // A breath, so that a desk that is down does not keep this process busy.
    wait: (_ms, signal) =>
      new Promise((done, fail) => {
        setImmediate(done);
        if (signal.aborted) fail(signal.reason);
        signal.addEventListener('abort', fail);
      }),
  });
}

/** Until the desk was told everything. */
const relayed = () => product.teller.idle();

async function opened(id = 'c-1002'): Promise<Customer> {
  const customer = world.customer(id);
  await customer.arrives();
  await customer.says('talk to a human');
  await customer.heard();
  await relayed();
  return customer;
}

async function assigned(agent = 'Ada', id = 'c-1002'): Promise<Customer> {
  const customer = await opened(id);
  expect(await desk.accepts(agent)).toEqual({ status: 200, body: { status: 'taken', epoch: 1 } });
  await customer.heard();
  return customer;
}

const refusal = (status: number, code: string) => ({
  status,
  body: { error: { code, message: expect.any(String) } },
});
const TAKEN = { status: 200, body: { status: 'taken', epoch: 1 } };
const ABANDONED =
  "bot: Our team has not answered you any more, so I'm back: Robin, the bot. If something is still open, please ask for a person again; what you wrote here is kept.";
const FAILED =
  "bot: I'm sorry: nobody in our team could answer you. Please ask for a person again, or write to us; what you wrote here is kept.";

test('a customer asks for a person, speaks with one elsewhere, and is asked how it was', async () => {
  const maya = world.customer('c-1002');
  await maya.arrives();
  await maya.heard();
  await maya.says('talk to a human');
  await maya.says('How long do I have to send something back?');
  await relayed();
  await desk.accepts('Ada');
  await maya.says('Hello?');
  await relayed();
  await desk.says('Ada', 'Hello Maya');
  await maya.says('May I keep the shade?');
  await desk.says('Ada', 'Of course');
  await desk.completes('Ada');
  await relayed();
  const lines = await maya.heard();
  expect(
    lines.filter((line) => !line.startsWith('bot: ') || /is here now|ended the talk/.test(line)),
  ).toEqual([
    'customer: talk to a human',
    '<handoff.initiate>',
    'customer: How long do I have to send something back?',
    '<handoff.status>',
    "bot: Ada is here now. You're talking to a person.",
    'customer: Hello?',
    'Ada: Hello Maya',
    'customer: May I keep the shade?',
    'Ada: Of course',
    '<handoff.status>',
    "bot: Ada has ended the talk. I'm Robin, the bot, and I'm here if you need anything else.",
  ]);
  expect(lines.at(-1)).toMatch(/^bot: How satisfied/);
  // The desk hears what the bot says until somebody comes, then the customer alone, and nothing of its own.
  const heard = desk.heard();
  expect(heard[0]).toBe('<handoff.initiate>');
  expect(heard.filter((line) => line.startsWith('Maya Byrne: '))).toEqual([
    'Maya Byrne: How long do I have to send something back?',
    'Maya Byrne: Hello?',
    'Maya Byrne: May I keep the shade?',
  ]);
  expect(heard.filter((line) => /^Robin: .*30 days/.test(line))).toHaveLength(1);
  expect(heard.slice(heard.indexOf('Maya Byrne: Hello?'))).toEqual([
    'Maya Byrne: Hello?',
    'Maya Byrne: May I keep the shade?',
  ]);
  expect(desk.arrivals.every(({ signed }) => signed)).toBe(true);
  expect(await world.stores.customers.withOpenWork()).toEqual([]);
  expect((await maya.record()).pastHandoffs).toMatchObject([
    { outcome: 'completed', agentId: 'outside:ada' },
  ]);
});

test('given back in the middle of a return, which goes on where it was', async () => {
  const maya = world.customer('c-1002');
  await maya.says('I want to return the lamp');
  await maya.says('talk to a human');
  await relayed();
  await desk.accepts('Ada');
  await maya.heard();
  await desk.completes('Ada', { outcome: 'returned' });
  const lines = await maya.heard();
  expect(lines.slice(0, 2)).toEqual([
    '<handoff.status>',
    'bot: Ada has handed you back to me, Robin, the bot.',
  ]);
  expect(lines.at(-1)).toMatch(/^bot: Shall we finish your return\? /);
});

test('an agent without a name is somebody of the team', async () => {
  const maya = await opened();
  await desk.accepts();
  await desk.says('', 'Hello');
  await desk.completes();
  expect((await maya.heard()).filter((line) => !line.startsWith('bot: How'))).toEqual([
    '<handoff.status>',
    "bot: Somebody from our team is here now. You're talking to a person.",
    'Our team: Hello',
    '<handoff.status>',
    "bot: The talk with our team has ended. I'm Robin, the bot, and I'm here if you need anything else.",
  ]);
});

test('cards and files of the agent reach the customer', async () => {
  const maya = await assigned();
  const attachments = [
    { contentType: 'image/png', name: 'shade.png', contentUrl: 'https://desk.example/shade.png' },
  ];
  expect(await desk.says('Ada', '', { attachments })).toEqual(TAKEN);
  expect((await maya.conversation()).transcript.at(-1)?.activity.attachments).toEqual(attachments);
});

test('the customer sees that the agent types; nothing of it is stored', async () => {
  const maya = await assigned();
  await relayed();
  const seen: unknown[] = [];
  world.service.desk.typingFeed.listenTo(maya.id, ({ from }) => seen.push(from));
  const before = await world.stores.customers.get(maya.id);
  expect((await desk.says('Ada', '', { type: 'typing' })).status).toBe(200);
  expect(seen).toEqual([{ agentName: 'Ada' }]);
  expect((await world.stores.customers.get(maya.id))?.version).toBe(before?.version);
});

describe('what a customer does besides writing', () => {
  const READ = 'application/vnd.microsoft.readReceipt';
  let stop: () => void;
  beforeEach(() => {
    stop = tellSigns({
      onSign: world.service.outsideDesk!.onSign,
      receiver: desk,
      serviceUrl: 'https://bot.example',
      clock: world.now,
      newId: () => `sign-${++signs}`,
      fetch,
    });
  });
  afterEach(() => stop());
  let signs = 0;
  const typing = (customer: Customer) =>
    world.service.desk.signs.typing(customer.id, 'conversation-web-c-1002' as ConversationId);
  const kinds = () => desk.arrivals.map(({ activity: { type, name } }) => (type === 'event' ? name : type));

  test('typing is told now and then, signed, once somebody has accepted', async () => {
    const maya = await opened();
    typing(maya);
    await desk.accepts('Ada');
    await relayed();
    const before = desk.arrivals.length;
    typing(maya);
    typing(maya);
    await desk.arrived(before + 1);
    world.wait({ seconds: 3 });
    typing(maya);
    await desk.arrived(before + 2);
    expect(desk.arrivals.slice(before)).toMatchObject(
      Array.from({ length: 2 }, () => ({
        signed: true,
        activity: {
          type: 'typing',
          from: { id: 'c-1002', role: 'user' },
          conversation: { id: desk.conversation() },
        },
      })),
    );
    expect(kinds().filter((kind) => kind === 'typing')).toHaveLength(2);
  });

  test("what was read is told by the desk's own id of it, and lost where the desk is down; words are not", async () => {
    const maya = await assigned();
    await desk.says('Ada', 'Hello', { id: 'ada-1' });
    await desk.says('Ada', 'Which lamp?', { id: 'ada-2' });
    await relayed();
    const lines = (await maya.conversation()).transcript;
    const read = (text: string) =>
      world.service.desk.signs.read(
        maya.id,
        'conversation-web-c-1002' as ConversationId,
        lines.find(({ activity }) => activity.text === text)!.id,
      );
    const before = desk.arrivals.length;
    desk.react({ status: 503 });
    await read('Hello');
    await desk.arrived(before + 1);
    await read('Which lamp?');
    await read('Hello');
    await desk.arrived(before + 2);
    await maya.says('The Ember one.');
    await relayed();
    expect(
      desk.arrivals.slice(before).map(({ activity: { name, value, text } }) => [name ?? text, value]),
    ).toEqual([
      [READ, { lastReadMessageId: 'ada-1' }],
      [READ, { lastReadMessageId: 'ada-2' }],
      ['The Ember one.', undefined],
    ]);
  });
});

describe('one owner', () => {
  test('nobody speaks before somebody has accepted', async () => {
    const maya = await opened();
    expect(await desk.says('Ada', 'Hello')).toEqual(refusal(409, 'HANDOFF_STALE'));
    expect(await maya.heard()).toEqual([]);
    await desk.accepts('Ada');
    expect(await desk.says('Ada', 'Hello')).toEqual(TAKEN);
  });

  test('passed on within the desk: whoever had it has it no more', async () => {
    const maya = await assigned('Ada');
    expect(await desk.accepts('Bo')).toEqual({ status: 200, body: { status: 'taken', epoch: 2 } });
    expect(await desk.says('Ada', 'one more thing')).toEqual(refusal(409, 'HANDOFF_STALE'));
    expect(await desk.completes('Ada')).toEqual(refusal(409, 'HANDOFF_STALE'));
    expect((await desk.says('Bo', 'Hello', { channelData: { epoch: 1 } })).status).toBe(409);
    expect((await desk.says('Bo', 'Hello', { channelData: { epoch: 2 } })).status).toBe(200);
    expect(await maya.heard()).toEqual([
      '<handoff.status>',
      "bot: Bo is here now. You're talking to a person.",
      'Bo: Hello',
    ]);
  });

  test('accepted again by the same agent: nothing changes', async () => {
    const maya = await assigned('Ada');
    expect(await desk.accepts('Ada')).toEqual(TAKEN);
    expect(await maya.heard()).toEqual([]);
  });

  test('twenty agents accept at once: each gets an epoch of their own, and the last one has it', async () => {
    const maya = await opened();
    const names = Array.from({ length: 20 }, (_, i) => `Agent-${i}`);
    const answers = await Promise.all(names.map((name) => desk.accepts(name)));
    expect(answers.map(({ body }) => body.epoch).sort((a = 0, b = 0) => a - b)).toEqual(
      names.map((_, i) => i + 1),
    );
    const owner = names[answers.findIndex(({ body }) => body.epoch === 20)] ?? '';
    const spoke = await Promise.all(names.map((name) => desk.says(name, `from ${name}`)));
    expect(spoke.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await maya.heard()).filter((line) => line.startsWith('Agent-'))).toEqual([
      `${owner}: from ${owner}`,
    ]);
  });

  test('our own agents may look on, and no more', async () => {
    const maya = await opened();
    const jonas = world.agent('a-jonas');
    const key = await jonas.key(maya);
    const ours = world.service.desk;
    expect(await ours.queue(jonas.id)).toMatchObject([{ customerName: 'Maya Byrne', claimable: false }]);
    expect(await ours.claim(jonas.id, key)).toEqual({ outcome: 'not-yours' });
    await desk.accepts('Ada');
    expect(await ours.say(jonas.id, key, { clientId: 'x', text: 'hi', epoch: 1 })).toBe('stale');
    expect(await ours.close(jonas.id, key, { epoch: 1 })).toBe('stale');
    expect(await ours.takeOver(jonas.id, key)).toEqual({ outcome: 'not-allowed' });
    expect((await maya.record()).handoff).toMatchObject({ status: 'assigned', agentId: 'outside:ada' });
  });

  test('the bot is silent while a person has it', async () => {
    const maya = await assigned();
    for (const words of ['cancel', 'talk to a human', 'where is my order?', 'bye']) await maya.says(words);
    await relayed();
    expect(await maya.heard()).toEqual(
      ['cancel', 'talk to a human', 'where is my order?', 'bye'].map((w) => `customer: ${w}`),
    );
    expect(desk.heard().slice(-4)).toEqual(
      ['cancel', 'talk to a human', 'where is my order?', 'bye'].map((w) => `Maya Byrne: ${w}`),
    );
  });
});

describe('nothing twice, and in order', () => {
  test('the same event again, even at once, has no second effect', async () => {
    const maya = await assigned();
    const again = () => desk.says('Ada', 'Hello Maya', { id: 'the-same' });
    const answers = await Promise.all([again(), again(), again()]);
    expect(answers.map(({ body }) => body.status).sort()).toEqual(['duplicate', 'duplicate', 'taken']);
    expect(await maya.heard()).toEqual(['Ada: Hello Maya']);
    const end = { outcome: 'completed' };
    const completed = {
      type: 'event',
      id: 'end',
      name: 'handoff.status',
      value: { state: 'completed', ...end },
    };
    const conversation = { id: desk.conversation() };
    expect((await desk.send({ ...completed, conversation })).body.status).toBe('taken');
    expect((await desk.send({ ...completed, conversation })).body.status).toBe('duplicate');
    expect((await again()).body.status).toBe('duplicate');
    expect((await maya.record()).pastHandoffs).toHaveLength(1);
  });

  test('numbered events that come out of order wait for those before them', async () => {
    const maya = await opened();
    const numbered = (number: number) => ({ channelData: { number } });
    const third = () => desk.says('Ada', 'third', { id: 'e-3', ...numbered(3) });
    expect(await third()).toMatchObject(refusal(409, 'HANDOFF_EARLY'));
    expect((await third()).body.error?.message).toMatch(/event 1 /);
    expect((await desk.accepts('Ada', { id: 'e-1', ...numbered(1) })).status).toBe(200);
    expect((await third()).body.error?.message).toMatch(/event 2 /);
    expect((await desk.says('Ada', 'second', { id: 'e-2', ...numbered(2) })).status).toBe(200);
    expect((await third()).body.status).toBe('taken');
    expect((await desk.says('Ada', 'second', { id: 'another id', ...numbered(2) })).body.status).toBe(
      'duplicate',
    );
    expect((await maya.heard()).slice(2)).toEqual(['Ada: second', 'Ada: third']);
  });

  test('each handoff is numbered from 1', async () => {
    const maya = await opened();
    await desk.accepts('Ada', { channelData: { number: 1 } });
    await desk.completes('Ada');
    await maya.says('talk to a human');
    await relayed();
    expect((await desk.accepts('Ada', { channelData: { number: 1 } })).body.status).toBe('taken');
  });

  test('whatever the network does, each side hears the other once and in order', async () => {
    const reaction = fc.constantFrom<Reaction>('take', 'reset', 'lose', { status: 500 }, { status: 429 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(reaction, { maxLength: 25 }),
        fc.array(fc.constantFrom('customer', 'agent', 'agent twice', 'restart'), {
          minLength: 4,
          maxLength: 12,
        }),
        async (reactions, steps) => {
          const other = await startProduct();
          const tom = other.world.customer('guest-1');
          other.desk.react(...reactions);
          await tom.says('talk to a human');
          await other.desk.took(1);
          await other.desk.accepts('Ada');
          const said = { customer: [] as string[], agent: [] as string[] };
          for (const [n, step] of steps.entries()) {
            if (step === 'restart') {
              await other.teller.close();
              other.teller = tellerFor(other.world, other.desk);
              await other.teller.start();
            } else if (step === 'customer') {
              said.customer.push(`c${n}`);
              await tom.says(`c${n}`);
            } else {
              said.agent.push(`a${n}`);
              const send = () => other.desk.says('Ada', `a${n}`, { id: `e-${n}` });
              await Promise.all(step === 'agent' ? [send()] : [send(), send()]);
            }
          }
          await other.teller.idle();
          const entries = (await tom.conversation()).transcript;
          const heard = other.desk.taken.filter(
            ({ type, from, text }) => type === 'message' && from.role === 'user' && text,
          );
          await other.stop();
          expect(heard.map(({ text }) => text)).toEqual(said.customer);
          expect(
            entries.flatMap(({ from, activity }) => (from.role === 'agent' ? [activity.text] : [])),
          ).toEqual(said.agent);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('the promise', () => {
  test('a desk that never answers: the customer is told by the promised time, not a second before', async () => {
    const maya = await opened();
    const { handoff } = await maya.record();
    if (handoff?.status !== 'waiting') throw new Error('it should wait');
    const left = (Date.parse(handoff.promisedBy) - world.now().getTime()) / 1000;
    world.wait({ seconds: left - 1 });
    await world.service.desk.sweep();
    expect(await maya.heard()).toEqual([]);
    world.wait({ seconds: 1 });
    await world.service.desk.sweep();
    await world.service.desk.sweep();
    expect(await maya.heard()).toEqual(['<handoff.status>', FAILED]);
    expect((await maya.record()).pastHandoffs).toMatchObject([{ outcome: 'failed' }]);
    await relayed();
    expect(desk.heard().at(-1)).toBe('<handoff.status failed failed>');
    expect(await desk.accepts('Ada')).toEqual(refusal(410, 'HANDOFF_GONE'));
    expect(await maya.heard()).toEqual([]);
    await maya.says('talk to a human');
    expect((await maya.record()).handoff?.status).toBe('waiting');
  });

  test('a desk that is down: the customer is told all the same, and the desk hears all of it when it is back', async () => {
    desk.alwaysReact('reset');
    const maya = world.customer('c-1002');
    await maya.says('talk to a human');
    await maya.says('are you there?');
    await desk.arrived(2);
    world.wait({ hours: 1 });
    await world.service.desk.sweep();
    expect((await maya.heard()).at(-1)).toBe(FAILED);
    desk.alwaysReact('take');
    await relayed();
    const heard = desk.heard().filter((line) => !line.startsWith('Robin: '));
    expect(heard).toEqual([
      '<handoff.initiate>',
      'Maya Byrne: are you there?',
      '<handoff.status failed failed>',
    ]);
  });

  test('the desk says that it can’t: the customer knows at once', async () => {
    const maya = await opened();
    expect((await desk.fails('nobody has the skill')).status).toBe(200);
    expect(await maya.heard()).toEqual(['<handoff.status>', FAILED]);
  });

  test('completed, though nobody had accepted it, is failed', async () => {
    const maya = await opened();
    expect((await desk.completes()).status).toBe(200);
    expect(await maya.heard()).toEqual(['<handoff.status>', FAILED]);
    expect((await maya.record()).pastHandoffs).toMatchObject([{ outcome: 'failed' }]);
  });

  test('accepted, but what the customer wrote is not answered in the time for any message', async () => {
    const hours = (world.folder.thresholds.defaults as { callback_hours: number }).callback_hours;
    const maya = await assigned();
    world.wait({ minutes: 10 });
    await maya.says('Are you there?');
    world.wait({ hours, seconds: -1 });
    await world.service.desk.sweep();
    expect(await maya.heard()).toEqual(['customer: Are you there?']);
    world.wait({ seconds: 1 });
    await world.service.desk.sweep();
    expect(await maya.heard()).toEqual(['<handoff.status>', ABANDONED]);
  });

  test('answered, and then a customer who says nothing for a day: it ends', async () => {
    const maya = await assigned();
    await maya.says('Hello');
    await desk.says('Ada', 'Hello Maya, which order?');
    await maya.heard();
    world.wait({ hours: 24, seconds: -1 });
    await world.service.desk.sweep();
    expect(await maya.heard()).toEqual([]);
    world.wait({ seconds: 1 });
    await world.service.desk.sweep();
    expect((await maya.heard()).slice(0, 2)).toEqual([
      '<handoff.status>',
      "bot: The talk with our team has ended. I'm Robin, the bot, and I'm here if you need anything else.",
    ]);
    await relayed();
    expect(desk.heard().at(-1)).toBe('<handoff.status completed silent>');
  });

  test('the customer needs nobody any more: the desk hears it', async () => {
    const maya = await opened();
    await maya.says('cancel');
    await relayed();
    expect(desk.heard().at(-1)).toBe('<handoff.status completed withdrawn>');
  });

  test('outside the desk’s hours a message is left, with its own time', async () => {
    const folder = await demoFolder();
    const profile = { ...folder.business.profile, deskHours: { monday: { from: '09:00', to: '17:00' } } };
    const closed = await startProduct({ ...folder, business: { ...folder.business, profile } });
    const maya = closed.world.customer('c-1002');
    await maya.says('talk to a human');
    await closed.teller.idle();
    const { handoff } = await maya.record();
    expect(handoff).toMatchObject({ status: 'waiting', route: { kind: 'message' } });
    expect(closed.desk.taken[0]?.value).toMatchObject({
      route: { kind: 'message' },
      promisedBy: handoff?.firstPromise,
    });
    await closed.stop();
  });
});

describe('who is believed', () => {
  const message = () => ({
    type: 'message',
    id: 'm',
    text: 'Hi',
    from: { id: 'ada' },
    conversation: { id: desk.conversation() },
  });
  test.each([
    ['another secret', () => desk.send(message(), { secret: 'another secret, of 32 characters and more' })],
    ['six minutes old', () => desk.send(message(), { at: new Date(NOON.getTime() - 360_000) })],
    [
      'another body than was signed',
      () => desk.send(message(), { body: JSON.stringify({ ...message(), text: 'Ha' }) }),
    ],
  ])('%s: 401, and nothing happens', async (_what, send) => {
    const maya = await assigned();
    expect(await send()).toEqual(refusal(401, 'TOKEN_INVALID'));
    expect(await maya.heard()).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ['no id', { id: undefined }, /^id/],
    ['no conversation', { conversation: undefined }, /^conversation/],
    ['a conversation that is none of ours', { conversation: { id: 'elsewhere' } }, /names no handoff/],
    ['an empty message', { text: ' ' }, /empty/],
    ['too long', { text: 'x'.repeat(10_001) }, /^text/],
    [
      'a file with a script for an address',
      { attachments: [{ contentType: 'a/b', contentUrl: 'javascript:alert(1)' }] },
      /^attachments/,
    ],
    ['too many files', { attachments: Array(11).fill({ contentType: 'a/b' }) }, /^attachments/],
    ['a status without a state', { type: 'event', name: 'handoff.status', value: {} }, /state/],
    ['not an activity', { type: undefined }, /^type/],
  ])('%s: 400', async (_what, change, says) => {
    const maya = await assigned();
    const answer = await desk.send({ ...message(), ...change });
    expect(answer).toEqual(refusal(400, 'BAD_REQUEST'));
    expect(answer.body.error?.message).toMatch(says);
    expect(await maya.heard()).toEqual([]);
  });

  test.each([
    [
      'a state that the protocol may get one day',
      { type: 'event', name: 'handoff.status', value: { state: 'queued' } },
    ],
    ['another event', { type: 'event', name: 'survey' }],
    ['another activity', { type: 'conversationUpdate' }],
  ])('%s is borne with', async (_what, activity) => {
    const maya = await assigned();
    expect((await desk.send({ ...message(), ...activity })).status).toBe(200);
    expect(await maya.heard()).toEqual([]);
  });

  test.each(['h-nothing@c-1002', 'h-nothing@nobody'])('%s is gone: 410', async (id) => {
    await assigned();
    expect(await desk.send({ ...message(), conversation: { id } })).toEqual(refusal(410, 'HANDOFF_GONE'));
  });

  test('where our own desk answers, none are taken', async () => {
    const web = createServer({ log, production: false });
    registerDeskEvents(web.server, { secret: '', clock: world.now, take: undefined });
    web.server.listen(0, '127.0.0.1');
    await once(web.server.server, 'listening');
    const { port } = web.server.server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/api/desk/events`, { method: 'POST' });
    expect(answer.status).toBe(503);
    await web.close();
  });
});

describe('the configuration', () => {
  const SECRET = 'a secret of 32 characters or more';
  const DESK_URL = 'https://desk.example/events?key=hush';
  const WEBHOOK_URL = 'https://site.example/hook/hush';
  test.each<[string, Record<string, string>, RegExp]>([
    ['an outside desk without an address', { DESK: 'outside', DESK_SECRET: SECRET }, /DESK=outside needs/],
    ['an outside desk without a secret', { DESK: 'outside', DESK_URL }, /DESK=outside needs/],
    ['an address of a desk that is not asked', { DESK_URL, DESK_SECRET: SECRET }, /need DESK=outside/],
    ['a webhook without a secret', { WEBHOOK_URL }, /need each other/],
    ['a secret without a webhook', { WEBHOOK_SECRET: SECRET }, /need each other/],
    ['a secret that is too short', { WEBHOOK_URL, WEBHOOK_SECRET: 'hush' }, /WEBHOOK_SECRET=\(not shown\)/],
    [
      'an address that is none',
      { WEBHOOK_URL: 'ftp://hush', WEBHOOK_SECRET: SECRET },
      /WEBHOOK_URL=\(not shown\)/,
    ],
    [
      'a password in an address',
      { WEBHOOK_URL: 'https://me:hush@site.example', WEBHOOK_SECRET: SECRET },
      /must not have a user/,
    ],
    ['another desk', { DESK: 'theirs' }, /must be one of: own, outside/],
  ])('%s: it does not start', (_what, environment, says) => {
    expect(() => readConfig(environment)).toThrow(says);
    expect(() => readConfig(environment)).not.toThrow(/hush/);
  });

  test.each([
    ['https://site.example/hook', []],
    ['http://127.0.0.1:9000/hook', []],
    ['http://site.example/hook', ['WEBHOOK_URL']],
  ])('%s: what is readable on its way is remarked on', (url, names) => {
    expect(tellsOpenly(readConfig({ WEBHOOK_URL: url, WEBHOOK_SECRET: SECRET }))).toEqual(names);
  });
});

test('the whole product, as it is configured: from the customer’s page to the desk and back, and the webhook hears of it', async () => {
  const now = () => new Date();
  let url = '';
  const theirs = await startOutsideDesk(now, () => url);
  const webhook = await startOutsideDesk(now);
  const config = readConfig({
    ...{ PORT: '0', STORE: 'memory', LOG_LEVEL: 'silent' },
    ...{ DESK: 'outside', DESK_URL: theirs.url, DESK_SECRET: theirs.secret },
    ...{ WEBHOOK_URL: webhook.url, WEBHOOK_SECRET: webhook.secret },
  });
  const app = await createApp(config, log, { stores: createMemoryStores() });
  url = app.url;
  const api = async (path: string, token = '', body?: object) => {
    const answer = await fetch(`${url}/v3/directline${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return (await answer.json()) as { token: string; conversationId: string; activities: Activity[] };
  };
  const { token, conversationId } = await api('/tokens/generate', '', {});
  await api('/conversations', token, {});
  const path = `/conversations/${conversationId}/activities`;
  await api(path, token, { type: 'message', text: 'talk to a human' });
  await theirs.took(1);
  expect(theirs.taken[0]).toMatchObject({
    serviceUrl: app.url,
    relatesTo: { conversation: { id: conversationId } },
  });
  expect((await theirs.accepts('Ada')).status).toBe(200);
  expect((await theirs.says('Ada', 'Hello')).status).toBe(200);
  await api(path, token, { type: 'message', text: 'Thank you' });
  while (!theirs.taken.some(({ text }) => text === 'Thank you'))
    await theirs.arrived(theirs.arrivals.length + 1);
  expect((await theirs.completes('Ada')).status).toBe(200);
  const { activities } = await api(path, token);
  expect(activities.map(({ text }) => text)).toEqual(
    expect.arrayContaining(["Ada is here now. You're talking to a person.", 'Hello']),
  );
  await webhook.took(3);
  expect(webhook.heard()).toEqual([
    '<handoff.initiate>',
    '<handoff.status accepted>',
    '<handoff.status completed completed>',
  ]);
  expect([...theirs.arrivals, ...webhook.arrivals].every(({ signed }) => signed)).toBe(true);
  expect(app.remarks.join()).not.toContain('https');
  await app.close();
  await theirs.close();
  await webhook.close();
}, 60_000);
