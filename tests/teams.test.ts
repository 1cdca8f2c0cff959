// The Teams channel against a connector that speaks Microsoft's protocol: who is believed, what arrives, and never twice.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ActivityTypes, TurnContext } from 'botbuilder';
import { UnsecuredJWT } from 'jose';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTeamsChannel, type TeamsChannel, type TeamsSettings } from '../channels/teams/index.js';
import { type Audience, toTeamsActivity } from '../channels/teams/outgoing.js';
import type { Sender, TurnHandler, TurnResult } from '../channels/turn.js';
import { changeCustomer } from '../data/change-customer.js';
import { createChangeFeed } from '../data/change-feed.js';
import type {
  ActivityContent,
  Conversation,
  OutboxEntry,
  Speaker,
  TranscriptEntry,
} from '../data/conversation.js';
import { type CustomerRecord, newCustomer } from '../data/customer.js';
import type { ActivityId, AgentId, CustomerId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { ChangeFeed, Stores } from '../data/ports.js';
import { createTypingFeed, type TypingFeed } from '../handoff/typing-feed.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { registerMessages } from '../server/messages-route.js';
import { type ConnectorStandIn, type Reaction, startConnector } from './connector-stand-in.js';

const APP_ID = '11111111-2222-3333-4444-555555555555';
const MAYA = 'aad-maya';
/** Today, standing still: the Bot Framework's own check of a token reads the machine's clock. */
const NOW = new Date();
const clock = () => NOW;
const log = pino({ level: 'silent' });

let connector: ConnectorStandIn;
let stores: Stores;
let feed: ChangeFeed;
let web: RunningServer;
let url: string;
let teams: TeamsChannel;
/** The customers for whom the turn ran, in order. */
let turns: Sender[];
let waits: number[];
let typingFeed: TypingFeed;
let ids: number;

beforeEach(async () => {
  connector = await startConnector(clock);
  stores = createMemoryStores();
  feed = createChangeFeed((error) => expect.unreachable(String(error)));
  turns = [];
  waits = [];
  ids = 0;
  typingFeed = createTypingFeed();
  teams = createTeamsChannel(settings());
  await teams.start();
  web = createServer({ log, production: false });
  registerMessages(web.server, teams);
  url = await listen(web);
});

afterEach(async () => {
  await teams.close();
  await web.close();
  await connector.close();
});

function settings(changes: Partial<TeamsSettings> = {}): TeamsSettings {
  return {
    appId: APP_ID,
    appPassword: 'not used',
    appType: 'MultiTenant',
    auth: 'required',
    openIdMetadataUrl: connector.metadataUrl,
    serviceUrlAllowList: ['127.0.0.1'],
    stores,
    feed,
    typingFeed,
    turn: echo,
    linkedCustomer: (id) =>
      id === MAYA ? { customerId: 'c-1002' as CustomerId, name: 'Maya Byrne' } : undefined,
    clock,
    newId,
    log,
    overrides: {
      credentials: credentials(),
      sendTimeoutMs: 300,
      random: () => 0,
      wait: async (ms) => void waits.push(ms),
    },
    ...changes,
  };
}

/** What Microsoft's login would give: a token that the stand-in can recognise. */
function credentials(fail = () => false): NonNullable<TeamsSettings['overrides']>['credentials'] {
  return {
    isValidAppId: async (id) => id === APP_ID,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      async signRequest(resource) {
        if (fail()) throw new Error('login is down');
        resource.headers.set('authorization', 'Bearer to-the-connector');
        return resource;
      },
    }),
  };
}

function newId(): string {
  ids += 1;
  return `id-${ids}`;
}

async function listen(running: RunningServer): Promise<string> {
  running.server.listen(0, '127.0.0.1');
  await once(running.server.server, 'listening');
  return `http://127.0.0.1:${(running.server.server.address() as AddressInfo).port}/api/messages`;
}

/** A bot that greets once, answers "two" twice, and throws at "boom". */
const echo: TurnHandler = async (context, sender) => {
  turns.push(sender);
  const { activity } = context;
  if (activity.text === 'boom') throw new Error('secret detail');
  const reference = TurnContext.getConversationReference(activity);
  return changeCustomer<TurnResult>(stores, feed, sender.customerId, async (stored) => {
    const record = stored ?? newCustomer(sender.customerId, sender.kind, clock().toISOString());
    const conversation = openConversation(record, sender);
    if (conversation.handled.includes(activity.id!)) {
      return { result: { activityId: activity.id as ActivityId, duplicate: true } };
    }
    conversation.handled.push(activity.id!);
    conversation.reference = reference;
    const heard = { type: activity.type, text: activity.text, value: activity.value as unknown };
    const activityId = add(conversation, { role: 'customer' }, heard);
    for (const text of repliesTo(activity.type, activity.text, activity.value)) {
      reply(conversation, { role: 'bot' }, { type: 'message', text });
    }
    return { record, result: { activityId, duplicate: false } };
  });
};

function repliesTo(type: string, text: string | undefined, value: unknown): string[] {
  if (type === ActivityTypes.ConversationUpdate) return ['Welcome'];
  if (text === 'two') return ['first', 'second'];
  return [`Echo: ${text ?? JSON.stringify(value)}`];
}

function openConversation(record: CustomerRecord, sender: Sender): Conversation {
  const open = record.conversations.find((c) => c.id === sender.conversationId);
  if (open) return open;
  const at = clock().toISOString();
  const begun: Conversation = {
    id: sender.conversationId,
    channel: sender.channel,
    startedAt: at,
    lastActivityAt: at,
    transcript: [],
    handled: [],
    focus: {},
    counters: { failures: 0, recentQuestions: [] },
    outbox: [],
  };
  record.conversations.push(begun);
  return begun;
}

function add(conversation: Conversation, from: Speaker, activity: ActivityContent): ActivityId {
  const id = newId() as ActivityId;
  const sequence = conversation.transcript.length + 1;
  conversation.transcript.push({ id, sequence, at: clock().toISOString(), from, activity });
  return id;
}

function reply(conversation: Conversation, from: Speaker, activity: ActivityContent): ActivityId {
  const entry = add(conversation, from, activity);
  conversation.outbox.push({ entry, state: 'pending', attempts: 0 });
  return entry;
}

function activity(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: newId(),
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    from: { id: '29:maya', name: 'Maya', aadObjectId: MAYA },
    recipient: { id: '28:bot', name: 'Rapport' },
    conversation: { id: 'a:maya', conversationType: 'personal', tenantId: 'tenant-1' },
    channelData: { tenant: { id: 'tenant-1' } },
    ...changes,
  };
}

async function post(body: unknown, token?: string): Promise<Response> {
  const bearer = token ?? (await connector.token(APP_ID));
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function says(text: string, changes: Record<string, unknown> = {}): Promise<void> {
  const response = await post(activity({ text, ...changes }));
  expect([response.status, await response.text()]).toEqual([200, '']);
  await teams.idle();
}

async function record(id = 'c-1002'): Promise<CustomerRecord> {
  return (await stores.customers.get(id as CustomerId))!.value;
}

async function outbox(id?: string): Promise<Omit<OutboxEntry, 'entry'>[]> {
  const { conversations } = await record(id);
  return conversations.flatMap((c) => c.outbox).map(({ state, attempts }) => ({ state, attempts }));
}

const shown = () => connector.arrivals.map((arrival) => arrival.activity.text);

/** Has Lena write to Maya, as the desk does: no activity comes in. */
async function lenaWrites(text: string): Promise<void> {
  await changeCustomer(stores, feed, 'c-1002' as CustomerId, async (stored) => {
    const from: Speaker = { role: 'agent', agentId: 'a-lena' as AgentId, name: 'Lena' };
    reply(stored!.conversations[0]!, from, { type: 'message', text });
    return { record: stored, result: undefined };
  });
}

describe('a conversation on Teams', () => {
  test('Lena types, and Maya sees it; her words come after it', async () => {
    await says('two');
    const before = connector.arrivals.length;
    const { id, conversations } = await record();
    const [{ id: conversationId }] = conversations as [Conversation];
    typingFeed.tell({ customerId: id, conversationId, channel: 'msteams', from: { agentName: 'Lena' } });
    await connector.arrived(before + 1);
    await lenaWrites('I have it.');
    await teams.idle();
    const arrived = connector.arrivals.slice(before).map(({ activity }) => [activity.type, activity.text]);
    expect(arrived).toEqual([
      ['typing', undefined],
      ['message', '**Lena:** I have it.'],
    ]);
    expect(await outbox()).toEqual([]);
  });

  test('Maya is greeted, writes, and Lena joins her from the desk', async () => {
    await post(activity({ type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }, { id: '29:maya' }] }));
    await teams.idle();
    await says('two');
    await lenaWrites('I have it.');
    await teams.idle();

    expect(connector.arrivals).toEqual(
      ['Welcome', 'first', 'second', '**Lena:** I have it.'].map((text) => ({
        conversationId: 'a:maya',
        authorization: 'Bearer to-the-connector',
        reaction: 'take',
        activity: {
          type: 'message',
          text,
          ...(text.startsWith('**') ? { textFormat: 'markdown' } : {}),
          channelId: 'msteams',
          serviceUrl: connector.serviceUrl,
          conversation: { id: 'a:maya', conversationType: 'personal', tenantId: 'tenant-1' },
          from: { id: '28:bot', name: 'Rapport' },
          recipient: { id: '29:maya', name: 'Maya', aadObjectId: MAYA },
        },
      })),
    );
    expect(turns.map(({ kind, name, customerId }) => [kind, name, customerId])).toEqual([
      ['known', 'Maya Byrne', 'c-1002'],
      ['known', 'Maya Byrne', 'c-1002'],
    ]);
    expect(await outbox()).toEqual([]);
    expect(await stores.customers.withOpenWork()).toEqual([]);
  });

  test('a stranger is the same guest each time, another tenant another one', async () => {
    const stranger = { from: { id: '29:x', name: 'X', aadObjectId: 'aad-x' } };
    await says('one', stranger);
    await says('again', stranger);
    await says('elsewhere', { ...stranger, channelData: { tenant: { id: 'tenant-2' } } });
    const [first, again, elsewhere] = turns;
    expect(first).toMatchObject({ kind: 'guest', name: 'X', channel: 'msteams' });
    expect(first!.customerId).toMatch(/^teams-[0-9a-f]{32}$/);
    expect(again).toEqual(first);
    expect(elsewhere!.customerId).not.toBe(first!.customerId);
  });

  test('in a channel the mention of the bot is not part of the question', async () => {
    await says('<at>Rapport</at> where is my order?\n', {
      conversation: { id: '19:team', conversationType: 'channel' },
      entities: [{ type: 'mention', text: '<at>Rapport</at>', mentioned: { id: '28:bot' } }, null, 'odd'],
      attachments: [{ contentType: 'text/html', content: '<p>…</p>' }],
    });
    expect(shown()).toEqual(['Echo: where is my order?']);
  });

  test.each([
    ['a card sent with Action.Submit', { value: { order: '10231' } }, 'Echo: {"order":"10231"}'],
    ['a button that says its words unseen', { value: { say: 'yes' } }, 'Echo: yes'],
    ['a button that only writes text', { text: 'yes', value: {} }, 'Echo: yes'],
  ])('%s', async (_, changes, reply) => {
    await post(activity(changes));
    await teams.idle();
    expect(shown()).toEqual([reply]);
  });

  test('a card sent with Action.Execute is a message with a value, and the card learns that it was handled', async () => {
    const value = {
      action: { type: 'Action.Execute', verb: 'pick', data: { order: '10231' } },
      trigger: 'manual',
    };
    const response = await post(activity({ type: 'invoke', name: 'adaptiveCard/action', value }));
    expect([response.status, await response.json()]).toEqual([
      200,
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' },
    ]);
    await teams.idle();
    expect(shown()).toEqual(['Echo: {"order":"10231"}']);
  });

  test.each([
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }, 200],
    ['typing', { type: 'typing' }, 200],
    ['an installation', { type: 'installationUpdate', action: 'add' }, 200],
    ['a new member of a team', teamUpdate('29:new'), 200],
    ['the bot hearing itself', { from: { id: '28:bot' }, text: 'hi' }, 200],
    ['a card that refreshes by itself', refresh(), 200],
    ['another invoke', { type: 'invoke', name: 'composeExtension/query', value: {} }, 501],
  ])('%s runs no turn', async (_, changes, status) => {
    expect((await post(activity(changes))).status).toBe(status);
    expect(turns).toEqual([]);
  });

  test('the bot greets a team that it was added to', async () => {
    expect((await post(activity(teamUpdate('28:bot')))).status).toBe(200);
    expect(turns).toHaveLength(1);
  });

  test('what Teams sends twice has one effect', async () => {
    const twice = activity({ text: 'hello' });
    expect((await post(twice)).status).toBe(200);
    expect((await post(twice)).status).toBe(200);
    await teams.idle();
    expect(shown()).toEqual(['Echo: hello']);
  });

  test('a fault in the turn is a 500 without its text, and the next message is served', async () => {
    const response = await post(activity({ text: 'boom' }));
    expect([response.status, await response.text()]).toEqual([500, expect.not.stringContaining('secret')]);
    await says('still there?');
    expect(shown()).toEqual(['Echo: still there?']);
  });
});

function teamUpdate(added: string): Record<string, unknown> {
  return {
    type: 'conversationUpdate',
    conversation: { id: '19:team', conversationType: 'channel' },
    membersAdded: [{ id: added }],
  };
}

function refresh(): Record<string, unknown> {
  const value = { action: { type: 'Action.Execute', verb: 'refresh' }, trigger: 'automatic' };
  return { type: 'invoke', name: 'adaptiveCard/action', value };
}

describe('who is believed', () => {
  const at = (seconds: number) => Math.floor(clock().getTime() / 1000) + seconds;

  test.each<[string, () => Promise<string> | string, Record<string, unknown>?]>([
    ['no token', () => ''],
    ['not a token', () => 'abc'],
    ['expired', () => connector.token(APP_ID, { exp: at(-301) })],
    ['not valid yet', () => connector.token(APP_ID, { nbf: at(301) })],
    ['never expires', () => connector.token(APP_ID, { exp: undefined })],
    ['for another bot', () => connector.token('99999999-2222-3333-4444-555555555555')],
    ['from another issuer', () => connector.token(APP_ID, { iss: 'https://sts.windows.net/x/' })],
    [
      'for another serviceUrl',
      () => connector.token(APP_ID, { serviceurl: 'https://smba.trafficmanager.net/' }),
    ],
    ['for no serviceUrl', () => connector.token(APP_ID, { serviceurl: undefined })],
    [
      'from a host off the list',
      () => connector.token(APP_ID, { serviceurl: 'https://evil.example/' }),
      { serviceUrl: 'https://evil.example/' },
    ],
    [
      'from a host that hides behind a name on the list',
      () => connector.token(APP_ID, { serviceurl: 'https://127.0.0.1@evil.example/' }),
      { serviceUrl: 'https://127.0.0.1@evil.example/' },
    ],
    ['from another channel', () => connector.token(APP_ID), { channelId: 'directline' }],
    ['signed with a strange key', () => connector.token(APP_ID, {}, 'foreign')],
    ['not signed', () => new UnsecuredJWT({ serviceurl: connector.serviceUrl }).setAudience(APP_ID).encode()],
  ])('%s: 401, and the turn never runs', async (_, token, changes = {}) => {
    const response = await post(activity({ text: 'let me in', ...changes }), await token());
    expect([response.status, await response.json()]).toMatchObject([
      401,
      { error: { code: 'TOKEN_INVALID' } },
    ]);
    expect(turns).toEqual([]);
    expect(connector.arrivals).toEqual([]);
  });

  test('a token that expired within the allowed skew of clocks', async () => {
    expect(
      (await post(activity({ text: 'hi' }), await connector.token(APP_ID, { exp: at(-200) }))).status,
    ).toBe(200);
  });

  test.each([
    ['an empty object', '{}', 400],
    ['an array', '[]', 400],
    ['a string', '"hi"', 400],
    ['null', 'null', 400],
    ['no JSON', '{', 400],
    ['a message from nobody', '{"type":"message"}', 400],
    ['300 KB', JSON.stringify({ text: 'x'.repeat(300 * 1024) }), 413],
  ])('%s is refused and does no harm', async (_, body, status) => {
    expect((await post(body)).status).toBe(status);
    expect(turns).toEqual([]);
    await says('still there?');
    expect(shown()).toEqual(['Echo: still there?']);
  });

  test('when Microsoft’s keys cannot be read nobody is believed, and nobody is called a forger', async () => {
    const lost = createTeamsChannel(settings({ openIdMetadataUrl: `${connector.metadataUrl}/gone` }));
    const request = {
      headers: { authorization: `Bearer ${await connector.token(APP_ID)}` },
      body: activity(),
    };
    await expect(lost.handle(request, { send: () => expect.unreachable() })).rejects.toThrow('answered 404');
    expect(turns).toEqual([]);
  });
});

describe('without authentication', () => {
  test('needs no token, and replies to this machine only', async () => {
    await teams.close();
    const open = createTeamsChannel(
      settings({ auth: 'off', appId: '', serviceUrlAllowList: [], overrides: {} }),
    );
    await open.start();
    const sent: unknown[] = [];
    await open.handle(
      { headers: {}, body: activity({ text: 'hi' }) },
      { send: (status) => sent.push(status) },
    );
    const elsewhere = {
      headers: {},
      body: activity({ serviceUrl: 'https://smba.trafficmanager.net/emea/' }),
    };
    await expect(open.handle(elsewhere, { send: (status) => sent.push(status) })).rejects.toThrow(
      'TOKEN_INVALID',
    );
    await open.idle();
    await open.close();
    expect(sent).toEqual([200]);
    expect(connector.arrivals.map((a) => [a.activity.text, a.authorization])).toEqual([
      ['Echo: hi', undefined],
    ]);
  });

  test('a channel that is off says how to turn it on', async () => {
    const bare = createServer({ log, production: false });
    registerMessages(bare.server, undefined);
    const response = await fetch(await listen(bare), { method: 'POST', body: '{}' });
    expect([response.status, await response.json()]).toMatchObject([503, { error: { code: 'CHANNEL_OFF' } }]);
    await bare.close();
  });
});

describe('what the network does to a reply', () => {
  const seconds = (n: number) => n * 1000;

  test.each<[string, Reaction[], number, OutboxEntry['state'][], number[]]>([
    ['429 with Retry-After', [{ status: 429, headers: { 'Retry-After': '7' } }], 2, [], [seconds(7)]],
    ['429 three times', [{ status: 429 }, { status: 429 }, { status: 429 }], 4, [], [1, 2, 4].map(seconds)],
    ['412', [{ status: 412 }], 2, [], [seconds(1)]],
    ['401', [{ status: 401 }], 2, [], [seconds(1)]],
    ['500', [{ status: 500 }], 1, ['ambiguous'], []],
    ['502', [{ status: 502 }], 1, ['ambiguous'], []],
    ['503 with Retry-After', [{ status: 503, headers: { 'Retry-After': '1' } }], 1, ['ambiguous'], []],
    ['a dropped connection', ['reset'], 1, ['ambiguous'], []],
    ['no answer', ['hang'], 1, ['ambiguous'], []],
    [
      'a redirect',
      [{ status: 307, headers: { Location: '/teams/v3/conversations/b/activities' } }],
      1,
      ['refused'],
      [],
    ],
    ['400', [{ status: 400 }], 1, ['refused'], []],
    ['403: the customer blocked the bot', [{ status: 403 }], 1, ['refused'], []],
    ['404', [{ status: 404 }], 1, ['refused'], []],
  ])('%s', async (_, reactions, copies, states, waited) => {
    connector.react(...reactions);
    await says('hello');
    expect(shown()).toEqual(Array(copies).fill('Echo: hello'));
    expect((await outbox()).map((entry) => entry.state)).toEqual(states);
    expect(waits).toEqual(waited);
    // Whatever became of it, the conversation goes on, and in order.
    await says('two');
    expect(shown().slice(copies)).toEqual(['first', 'second']);
  });

  test('a reply that waits for its retry is not overtaken', async () => {
    connector.react({ status: 429 }, { status: 429 });
    await says('two');
    expect(shown()).toEqual(['first', 'first', 'first', 'second']);
  });

  test('a reply is given up after ten attempts', async () => {
    connector.react(...Array(10).fill({ status: 429 }));
    await says('hello');
    expect(await outbox()).toEqual([{ state: 'refused', attempts: 10 }]);
    expect(connector.arrivals).toHaveLength(10);
    expect(waits.map((ms) => ms / 1000)).toEqual([1, 2, 4, 8, 16, 32, 64, 120, 120]);
  });

  test('while no token can be had nothing is sent, and nothing is lost', async () => {
    let down = 2;
    await teams.close();
    const overrides = { ...settings().overrides, credentials: credentials(() => down-- > 0) };
    teams = createTeamsChannel(settings({ overrides }));
    await teams.start();
    await teams.handle(await signed(activity({ text: 'hello' })), { send: () => {} });
    await teams.idle();
    expect(shown()).toEqual(['Echo: hello']);
    expect(waits).toEqual([1, 2].map(seconds));
  });

  test('a host taken off the list gets nothing any more', async () => {
    await says('hello');
    await teams.close();
    teams = createTeamsChannel(settings({ serviceUrlAllowList: ['smba.trafficmanager.net'] }));
    await teams.start();
    await lenaWrites('Are you there?');
    await teams.idle();
    expect(shown()).toEqual(['Echo: hello']);
    expect(await outbox()).toEqual([{ state: 'refused', attempts: 1 }]);
  });
});

async function signed(body: unknown): Promise<Parameters<TeamsChannel['handle']>[0]> {
  return { headers: { authorization: `Bearer ${await connector.token(APP_ID)}` }, body };
}

describe('a restart', () => {
  test('what was being sent is in doubt and not sent again; what waited is sent', async () => {
    connector.react('hang');
    const patient = settings({ overrides: { ...settings().overrides, sendTimeoutMs: 60_000 } });
    await teams.close();
    const killed = createTeamsChannel(patient);
    await killed.start();
    await killed.handle(await signed(activity({ text: 'two' })), { send: () => {} });
    await connector.arrived(1);
    expect(await outbox()).toEqual([
      { state: 'sending', attempts: 1 },
      { state: 'pending', attempts: 0 },
    ]);

    teams = createTeamsChannel(settings());
    await teams.start();
    await teams.idle();
    expect(shown()).toEqual(['first', 'second']);
    expect(await outbox()).toEqual([{ state: 'ambiguous', attempts: 1 }]);
    expect(waits).toEqual([]);
  });

  test('what another process is sending is waited for, and in doubt when that takes too long', async () => {
    await says('hello');
    await changeCustomer(stores, feed, 'c-1002' as CustomerId, async (stored) => {
      const [conversation] = stored!.conversations;
      reply(conversation!, { role: 'bot' }, { type: 'message', text: 'sent by the other' });
      Object.assign(conversation!.outbox[0]!, { state: 'sending', attempts: 1 });
      reply(conversation!, { role: 'bot' }, { type: 'message', text: 'next' });
      return { record: stored, result: undefined };
    });
    await teams.idle();
    expect(waits).toEqual([30_000]);
    expect(shown()).toEqual(['Echo: hello', 'next']);
    expect(await outbox()).toEqual([{ state: 'ambiguous', attempts: 1 }]);
  });

  test('a reply stored while the channel was down goes out at the start, and a close leaves the rest', async () => {
    await says('hello');
    await teams.close();
    await lenaWrites('I am back.');
    expect(await outbox()).toEqual([{ state: 'pending', attempts: 0 }]);
    teams = createTeamsChannel(settings());
    await teams.start();
    await teams.idle();
    expect(shown()).toEqual(['Echo: hello', '**Lena:** I am back.']);
  });

  test('a close during a wait for a retry ends the wait and keeps the reply', async () => {
    await teams.close();
    let startedToWait = () => {};
    const waiting = new Promise<void>((resolve) => {
      startedToWait = resolve;
    });
    const wait = (_: number, signal: AbortSignal) => {
      startedToWait();
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    teams = createTeamsChannel(settings({ overrides: { ...settings().overrides, wait } }));
    await teams.start();
    connector.react({ status: 429 });
    await teams.handle(await signed(activity({ text: 'hello' })), { send: () => {} });
    await waiting;
    await teams.close();
    expect(await outbox()).toEqual([{ state: 'pending', attempts: 1 }]);
  });

  test('two processes deliver one customer’s replies once and in order', async () => {
    const other = createTeamsChannel(settings());
    await other.start();
    await says('two');
    await says('two');
    await other.idle();
    await other.close();
    expect(shown()).toEqual(['first', 'second', 'first', 'second']);
  });
});

describe('how a stored reply looks on Teams', () => {
  const personal: Audience = { personal: true, userId: '29:maya', client: 'teams' };
  const imBack = (n: number) => ({ type: 'imBack' as const, title: `Title ${n}`, value: `value ${n}` });
  const postBack = { type: 'postBack' as const, title: 'Yes, please', value: 'confirm:1' };
  const entry = (content: ActivityContent, from: Speaker = { role: 'bot' }): TranscriptEntry => ({
    id: 'e' as ActivityId,
    sequence: 1,
    at: clock().toISOString(),
    from,
    activity: content,
  });
  const card = (version: string) => ({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: { type: 'AdaptiveCard', version, actions: [{ type: 'Action.Submit', data: { nonce: 'n' } }] },
  });
  const buttons = (...actions: { title: string; msteams?: unknown; say?: string }[]) => ({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      type: 'AdaptiveCard',
      version: '1.5',
      actions: actions.map(({ title, ...data }) => ({ type: 'Action.Submit', title, data })),
    },
  });
  const written = (n: number) => ({ title: `Title ${n}`, msteams: { type: 'imBack', value: `value ${n}` } });

  test('three choices stay suggestions in a personal chat', () => {
    const actions = [1, 2, 3].map(imBack);
    expect(
      toTeamsActivity(entry({ type: 'message', text: 'Which?', suggestedActions: { actions } }), personal),
    ).toEqual({
      type: 'message',
      text: 'Which?',
      suggestedActions: { to: ['29:maya'], actions },
    });
  });

  test.each([
    ['four choices', [1, 2, 3, 4].map(imBack), personal, [1, 2, 3, 4].map(written)],
    ['a choice in a channel', [imBack(1)], { ...personal, personal: false }, [written(1)]],
    [
      'a choice with a hidden value',
      [postBack],
      personal,
      [
        {
          title: 'Yes, please',
          msteams: { type: 'messageBack', displayText: 'Yes, please', text: 'confirm:1' },
        },
      ],
    ],
  ])('%s: a card of buttons', (_, actions, audience, expected) => {
    const stored = entry({ type: 'message', text: 'Which?', suggestedActions: { actions } });
    expect(toTeamsActivity(stored, audience)).toEqual({
      type: 'message',
      text: 'Which?',
      attachments: [buttons(...expected)],
    });
  });

  test('the Agents Playground gets a list, and a button that sends its words unseen', () => {
    const content: ActivityContent = {
      type: 'message',
      attachments: [card('1.5')],
      attachmentLayout: 'carousel',
      suggestedActions: { actions: [postBack] },
    };
    expect(toTeamsActivity(entry(content), { ...personal, client: 'playground' })).toEqual({
      type: 'message',
      attachments: [card('1.5'), buttons({ title: 'Yes, please', say: 'confirm:1' })],
      attachmentLayout: 'list',
    });
    expect(toTeamsActivity(entry(content), personal)).toMatchObject({ attachmentLayout: 'carousel' });
  });

  test.each([
    ['1.4', '1.4'],
    ['1.5', '1.5'],
    ['1.6', '1.5'],
    ['none', '1.5'],
  ])('a card of version %s is sent as %s, its data kept', (stored, sent) => {
    const message = toTeamsActivity(entry({ type: 'message', attachments: [card(stored)] }), personal);
    expect(message).toEqual({ type: 'message', attachments: [card(sent)] });
  });

  test('an agent’s files are links, since a bot can’t attach them', () => {
    const from: Speaker = { role: 'agent', agentId: 'a-lena' as AgentId, name: 'Lena' };
    const contentUrl = 'https://bot.example/v3/directline/attachments/key';
    const bill = { contentType: 'application/pdf', name: 'bill [1].pdf', contentUrl };
    const sent = toTeamsActivity(
      entry({ type: 'message', text: 'Here:', attachments: [bill] }, from),
      personal,
    );
    expect(sent?.text).toBe(`**Lena:** Here:\n\n[bill \\[1\\].pdf](${contentUrl})`);
    expect(sent?.attachments).toBeUndefined();
  });

  test('an agent’s message says who speaks', () => {
    const from: Speaker = { role: 'agent', agentId: 'a-lena' as AgentId, name: 'Lena' };
    expect(toTeamsActivity(entry({ type: 'message', text: 'Hello' }, from), personal)).toEqual({
      type: 'message',
      text: '**Lena:** Hello',
      textFormat: 'markdown',
    });
  });

  test.each([
    ['2*3*4', '2\\*3\\*4'],
    ['_id_ and `code` and ~~old~~', '\\_id\\_ and \\`code\\` and \\~\\~old\\~\\~'],
    ['# 5', '\\# 5'],
    ['#1042 is +353 away - really', '#1042 is +353 away - really'],
    ['Sizes:\n- 1\n+ 2\n> 3\n4. four', 'Sizes:\n\\- 1\n\\+ 2\n\\> 3\n4\\. four'],
    ['Yes\n---', 'Yes\n\\---'],
    ['C:\\new [a](b) <b> & c', 'C:\\\\new \\[a\\](b) &lt;b> &amp; c'],
    ['See https://shop.example/a_b_c?d=1&e=2 *now*', 'See https://shop.example/a_b_c?d=1&e=2 \\*now\\*'],
  ])('what an agent typed arrives as typed: %j', (typed, sent) => {
    const from: Speaker = { role: 'agent', agentId: 'a-lena' as AgentId, name: 'Lena *' };
    expect(toTeamsActivity(entry({ type: 'message', text: typed }, from), personal)).toEqual({
      type: 'message',
      text: `**Lena \\*:** ${sent}`,
      textFormat: 'markdown',
    });
  });

  test('an event shows nothing', () => {
    expect(toTeamsActivity(entry({ type: 'event', name: 'handoff.status' }), personal)).toBeUndefined();
  });
});
