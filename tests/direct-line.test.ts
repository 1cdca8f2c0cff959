// A conversation over Direct Line 3.0, with plain requests and with the real client that Web Chat is built on.

import { EventEmitter, once } from 'node:events';
import type { DirectLine as Client } from 'botframework-directlinejs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { eraseUploads } from '../channels/direct-line/index.js';
import { changeCustomer } from '../data/change-customer.js';
import { RapportError } from '../data/errors.js';
import type { ConversationId, CustomerId } from '../data/ids.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { Stores } from '../data/ports.js';
import { createRateLimit, createSharedRateLimit } from '../server/rate-limits.js';
import { MAX_TEXT } from '../understanding/understanding.js';
import {
  type Answer,
  agentSays,
  ask,
  begin,
  echoTurn,
  get,
  identityOf,
  lineOf,
  listen,
  MAYA,
  post,
  type Running,
  type Setting,
  say,
  startDirectLine,
  testClock,
} from './direct-line-fixture.js';

const running: Running[] = [];
async function start(setting?: Setting): Promise<Running> {
  const bot = await startDirectLine(setting);
  running.push(bot);
  return bot;
}
afterEach(async () => {
  for (const bot of running.splice(0)) await bot.stop();
});

const message = (text: string, clientActivityID?: string) => ({
  type: 'message',
  text,
  channelData: { clientActivityID },
});

describe('a conversation', () => {
  it('begins with a greeting, echoes the customer, then answers, in order and once', async () => {
    const bot = await start();
    const maya = await begin(bot, await identityOf(bot, MAYA, 'Maya'));
    expect(maya.started.status).toBe(201);
    const heard = await listen(maya.streamUrl);
    const posted = await post(
      `${maya.url}/activities`,
      maya.token,
      message('Where is my order?', 'client-1'),
    );
    expect(posted).toMatchObject({ status: 200, body: { id: 'client-1' } });
    expect(await heard.until(3)).toEqual([
      'Robin: Hello Maya',
      'customer: Where is my order?',
      'Robin: Echo: Where is my order?',
    ]);
    expect(heard.watermark).toBe('3');
    expect(heard.activities[1]).toEqual({
      type: 'message',
      id: 'client-1',
      timestamp: expect.any(String),
      channelId: 'directline',
      from: { id: 'dl_c-1002', name: 'Maya', role: 'user' },
      conversation: { id: maya.conversationId },
      text: 'Where is my order?',
      channelData: { clientActivityID: 'client-1' },
    });
    const since = await get(`${maya.url}/activities?watermark=1`, maya.token);
    expect(since.body.activities.map(lineOf)).toEqual(heard.lines.slice(1));
    expect(since.body.watermark).toBe('3');
  });

  it('goes on after a reload, with all that was said', async () => {
    const bot = await start();
    const first = await begin(bot, await identityOf(bot, MAYA, 'Maya'));
    await post(`${first.url}/activities`, first.token, message('hi'));
    const again = await begin(bot, await identityOf(bot, MAYA, 'Maya'));
    expect([again.started.status, again.conversationId]).toEqual([200, first.conversationId]);
    const heard = await listen(again.streamUrl);
    expect(await heard.until(3)).toEqual(['Robin: Hello Maya', 'customer: hi', 'Robin: Echo: hi']);
  });

  it('started twice at once greets once', async () => {
    const bot = await start();
    const { token } = (await post(`${bot.base}/tokens/generate`)).body;
    const starts = await Promise.all([1, 2, 3].map(() => post(`${bot.base}/conversations`, token)));
    const { conversationId } = starts[0]?.body ?? {};
    const all = await get(`${bot.base}/conversations/${conversationId}/activities`, token);
    expect(all.body.activities.map(lineOf)).toEqual(['Robin: Hello there']);
  });

  it('hears a message that was sent twice once', async () => {
    const bot = await start();
    const guest = await begin(bot);
    const ids = [1, 2].map(() => post(`${guest.url}/activities`, guest.token, message('hi', 'same')));
    expect((await Promise.all(ids)).map(({ body }) => body.id)).toEqual(['same', 'same']);
    const all = await get(`${guest.url}/activities`, guest.token);
    expect(all.body.activities.map(lineOf)).toEqual([
      'Robin: Hello there',
      'customer: hi',
      'Robin: Echo: hi',
    ]);
  });

  it('carries an agent by name, without ids or marks of the console', async () => {
    const bot = await start();
    const maya = await begin(bot, await identityOf(bot, MAYA));
    const heard = await listen(maya.streamUrl);
    await agentSays(bot, MAYA, 'Hello, Lena here');
    await heard.until(2);
    expect(heard.activities[1]?.from).toEqual({ id: 'agent', name: 'Lena Okafor', role: 'bot' });
    expect(JSON.stringify(heard.activities[1])).not.toMatch(/a-lena|console-1/);
  });

  it('shows the customer nothing that is for the desk', async () => {
    const bot = await start();
    const maya = await begin(bot, await identityOf(bot, MAYA));
    const heard = await listen(maya.streamUrl);
    await changeCustomer(bot.stores, bot.feed, MAYA, async (record) => {
      const [conversation] = record!.conversations;
      const at = bot.clock().toISOString();
      say(
        conversation!,
        { role: 'bot' },
        { type: 'event', name: 'handoff.initiate', value: 'the brief' },
        's1',
        at,
      );
      say(conversation!, { role: 'system' }, { type: 'message' }, 's2', at);
      say(conversation!, { role: 'bot' }, { type: 'trace', text: 'inner state' }, 's3', at);
      say(conversation!, { role: 'system' }, { type: 'message', text: 'Lena has joined' }, 's4', at);
      return { record, result: undefined };
    });
    expect(await heard.until(2)).toEqual(['Robin: Hello there', 'Robin: Lena has joined']);
    expect(heard.watermark).toBe('5');
  });

  it('hundred messages under way while a socket opens arrive in order, none twice', async () => {
    const bot = await start({
      limits: { posts: createSharedRateLimit({ customer: 999, address: 999 }, 1) },
    });
    const guest = await begin(bot);
    const posts = Array.from({ length: 100 }, (_, n) =>
      post(`${guest.url}/activities`, guest.token, message(String(n), `m-${n}`)),
    );
    await posts[10];
    const heard = await listen(`${guest.streamUrl}&watermark=1`);
    await Promise.all(posts);
    await heard.until(200);
    const stored = (await get(`${guest.url}/activities?watermark=1`, guest.token)).body.activities;
    expect(heard.activities.map(({ id }) => id)).toEqual(stored.map(({ id }: { id: string }) => id));
  });

  it('fills a gap that the feed left from the store', async () => {
    const bot = await start();
    const maya = await begin(bot, await identityOf(bot, MAYA));
    const heard = await listen(maya.streamUrl);
    await heard.until(1);
    const deaf = { publish: () => {}, subscribe: () => () => {} };
    await agentSays({ ...bot, feed: deaf }, MAYA, 'unheard');
    await agentSays(bot, MAYA, 'heard');
    expect(await heard.until(3)).toEqual([
      'Robin: Hello there',
      'Lena Okafor: unheard',
      'Lena Okafor: heard',
    ]);
  });

  it('that has ended can be read and not continued', async () => {
    const bot = await start();
    const maya = await begin(bot, await identityOf(bot, MAYA));
    await changeCustomer(bot.stores, bot.feed, MAYA, async (record) => {
      await bot.stores.archive.add(MAYA, record!.conversations[0]!);
      return { record: { ...record!, conversations: [] }, result: undefined };
    });
    const all = await get(`${maya.url}/activities`, maya.token);
    expect(all.body.activities.map(lineOf)).toEqual(['Robin: Hello there']);
    expect((await get(maya.url, maya.token)).status).toBe(404);
    expect((await post(`${bot.base}/conversations`, maya.token)).status).toBe(404);
  });

  it('that a new one has followed stays ended for the page that still shows it', async () => {
    const bot = await start();
    const first = await begin(bot, await identityOf(bot, MAYA));
    await changeCustomer(bot.stores, bot.feed, MAYA, async (record) => {
      const conversation = record!.conversations[0]!;
      await bot.stores.archive.add(MAYA, conversation);
      const next = { ...conversation, id: 'next' as ConversationId, transcript: [] };
      return { record: { ...record!, conversations: [next] }, result: undefined };
    });
    const all = await get(`${first.url}/activities`, first.token);
    expect(all.body.activities.map(lineOf)).toEqual(['Robin: Hello there']);
    const record = (await bot.stores.customers.get(MAYA))!.value;
    expect(record.conversations.map(({ id, transcript }) => [id, transcript])).toEqual([['next', []]]);
    const again = await post(`${bot.base}/tokens/generate`, await identityOf(bot, MAYA));
    expect(again.body.conversationId).toBe('next');
  });

  it('keeps its token fresh, until the token expired', async () => {
    const time = testClock();
    const bot = await start({ time });
    const guest = await begin(bot);
    time.pass(29);
    const refreshed = await post(`${bot.base}/tokens/refresh`, guest.token);
    expect(refreshed.body).toMatchObject({ conversationId: guest.conversationId, expires_in: 1800 });
    time.pass(1);
    const late = await post(`${bot.base}/tokens/refresh`, guest.token);
    expect([late.status, late.body.error.code]).toEqual([403, 'TokenExpired']);
    expect((await get(`${guest.url}?watermark=1`, refreshed.body.token)).body.streamUrl).toContain(
      'watermark=1',
    );
  });
});

describe('a post', () => {
  /** A string that takes so many bytes as JSON. */
  const json = (bytes: number) => 'x'.repeat(bytes - 2);

  it.each([
    ['of 4,000 characters is kept whole', 'x'.repeat(4_000), 'x'.repeat(4_000)],
    ['of more is cut, still too long for the bot', 'x'.repeat(4_001), `${'x'.repeat(3_999)}…`],
    ['is never cut inside a character', `x${'🌘'.repeat(4_000)}`, `x${'🌘'.repeat(3_998)}…`],
  ])('%s', async (_name, text, kept) => {
    const bot = await start();
    const guest = await begin(bot);
    await post(`${guest.url}/activities`, guest.token, message(text));
    const all = await get(`${guest.url}/activities?watermark=1`, guest.token);
    expect(all.body.activities[0].text).toBe(kept);
    expect(kept.length).toBeGreaterThan(MAX_TEXT);
  });

  it('is known by its own id up to 100 characters, by ours beyond', async () => {
    const bot = await start();
    const guest = await begin(bot);
    const idOf = async (id: string) =>
      (await post(`${guest.url}/activities`, guest.token, message('hi', id))).body.id;
    expect(await idOf('x'.repeat(100))).toBe('x'.repeat(100));
    expect(await idOf('x'.repeat(101))).toHaveLength(36);
  });

  it.each<[string, unknown, number]>([
    ['of 100,000 characters is taken', message('x'.repeat(100_000)), 200],
    ['of one more', message('x'.repeat(100_001)), 400],
    ['of an event is taken', { type: 'event', name: 'page', value: { path: '/' } }, 200],
    ['of typing is taken and forgotten', { type: 'typing' }, 200],
    ['of an event of the desk', { type: 'event', name: 'handoff.status', value: {} }, 400],
    ['of the same in capitals', { type: 'event', name: 'Handoff.Status' }, 400],
    ['of another type', { type: 'conversationUpdate' }, 400],
    ['without a type', {}, 400],
    ['of a list', [], 400],
    ['with a text that is no string', { type: 'message', text: 42 }, 400],
    [
      'with attachments of its own',
      { type: 'message', attachments: [{ contentUrl: 'https://evil.example' }] },
      400,
    ],
    ['with 2,000 bytes for itself is taken', { type: 'message', text: 'x', channelData: json(2_000) }, 200],
    ['with one more', { type: 'message', text: 'x', channelData: json(2_001) }, 400],
    [
      'with as many characters that take more bytes',
      { type: 'message', channelData: 'é'.repeat(1_000) },
      400,
    ],
    ['of an event with 4,000 bytes is taken', { type: 'event', name: 'page', value: json(4_000) }, 200],
    ['of an event with one more', { type: 'event', name: 'page', value: json(4_001) }, 400],
    ['of an event with a name of 100 characters is taken', { type: 'event', name: 'x'.repeat(100) }, 200],
    ['of an event with a longer name', { type: 'event', name: 'x'.repeat(101) }, 400],
  ])('%s', async (_name, activity, status) => {
    const bot = await start();
    const guest = await begin(bot);
    const answer = await post(`${guest.url}/activities`, guest.token, activity);
    expect([answer.status, answer.body.error?.code]).toEqual([
      status,
      status === 400 ? 'BAD_REQUEST' : undefined,
    ]);
    const isKept = status === 200 && (activity as { type?: string }).type !== 'typing';
    const all = await get(`${guest.url}/activities?watermark=1`, guest.token);
    expect(all.body.activities).toHaveLength(isKept ? 2 : 0);
  });

  it('whose turn fails is a 503 and echoes nothing, neither now nor later', async () => {
    const stores = createMemoryStores();
    let down = false;
    const bot = await start({
      stores,
      turn: async (context, sender) => {
        if (down) throw new RapportError('STORE_UNAVAILABLE', 'the disk is full.', 'Make room.');
        return echoTurn(stores, bot.feed, bot.clock, bot.newId)(context, sender);
      },
    });
    const guest = await begin(bot);
    const heard = await listen(guest.streamUrl);
    down = true;
    const failed = await post(`${guest.url}/activities`, guest.token, message('lost', 'm1'));
    expect([failed.status, failed.body.error.code, failed.headers.get('retry-after')]).toEqual([
      503,
      'STORE_UNAVAILABLE',
      '2',
    ]);
    down = false;
    await post(`${guest.url}/activities`, guest.token, message('lost', 'm1'));
    expect(await heard.until(3)).toEqual(['Robin: Hello there', 'customer: lost', 'Robin: Echo: lost']);
  });

  it('too many at once are asked to wait with 503, since some clients take a 429 for success', async () => {
    const limits = {
      tokens: createRateLimit(1, 60),
      posts: createSharedRateLimit({ customer: 1, address: 9 }, 60),
    };
    const bot = await start({ limits });
    const guest = await begin(bot);
    await post(`${guest.url}/activities`, guest.token, message('one'));
    const second = await post(`${guest.url}/activities`, guest.token, message('two'));
    expect([second.status, second.body.error.code, second.headers.get('retry-after')]).toEqual([
      503,
      'TOO_MANY_REQUESTS',
      '60',
    ]);
    const another = await post(`${bot.base}/tokens/generate`);
    expect([another.status, another.body.error.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
  });
});

describe('one address', () => {
  const none = createSharedRateLimit({ customer: 9, address: 0 }, 60);
  const one = createSharedRateLimit({ customer: 1, address: 9 }, 60);
  const never = createRateLimit(0, 60);
  const PNG = { method: 'POST', headers: { 'Content-Type': 'image/png' }, body: 'x' };
  type Guest = Awaited<ReturnType<typeof begin>>;

  it.each<[string, Setting['limits'], (guest: Guest, bot: Running) => Promise<Answer>, number]>([
    ['a start', { starts: none }, ({ token }, bot) => post(`${bot.base}/conversations`, token), 429],
    ['a refresh', { tokens: never }, ({ token }, bot) => post(`${bot.base}/tokens/refresh`, token), 429],
    ['a message', { posts: none }, ({ url, token }) => post(`${url}/activities`, token, message('hi')), 503],
    [
      'an upload',
      { uploads: none },
      ({ url, token }) => ask(`${url}/upload`, { ...PNG, bearer: token }),
      503,
    ],
    ['a reconnect', { reads: none }, ({ url, token }) => get(url, token), 429],
    ['a poll', { reads: none }, ({ url, token }) => get(`${url}/activities`, token), 429],
    ['a file', { reads: none }, (_guest, bot) => get(`${bot.base}/attachments/key`), 429],
  ])('that asks too much has to wait with %s', async (_name, limits, request, status) => {
    const stores = createMemoryStores();
    const before = await start({ stores });
    const guest = await begin(before);
    const bot = await start({ stores, limits });
    const answer = await request({ ...guest, url: guest.url.replace(before.base, bot.base) }, bot);
    expect([answer.status, answer.body.error.code]).toEqual([status, 'TOO_MANY_REQUESTS']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('may hold many customers, of whom one that polls too much waits alone', async () => {
    const bot = await start({ limits: { reads: one } });
    const [loud, quiet] = [await begin(bot), await begin(bot)];
    await get(`${loud.url}/activities`, loud.token);
    expect((await get(`${loud.url}/activities`, loud.token)).status).toBe(429);
    expect((await get(`${quiet.url}/activities`, quiet.token)).status).toBe(200);
  });

  it('brings new guests up to its limit; those who were here before, and customers, still come in', async () => {
    const bot = await start({ limits: { guests: createRateLimit(1, 60) } });
    const guest = await begin(bot);
    const generate = (credentials?: string) => post(`${bot.base}/tokens/generate`, credentials);
    expect((await generate()).status).toBe(429);
    expect((await generate(await bot.tokens.signResume('guest-unheard-of' as CustomerId))).status).toBe(429);
    expect((await generate(guest.resume)).status).toBe(200);
    expect((await generate(await identityOf(bot, MAYA))).status).toBe(200);
  });
});

describe('an upload', () => {
  const PNG = Uint8Array.from(Buffer.from('iVBORw0KGgo=', 'base64'));
  const HTML = Uint8Array.from(Buffer.from('<script>alert(1)</script>'));
  const form = (activity: unknown, ...files: [string, string, Uint8Array<ArrayBuffer>][]) => {
    const data = new FormData();
    data.append(
      'activity',
      new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
    );
    for (const [name, type, bytes] of files) data.append('file', new Blob([bytes], { type }), name);
    return data;
  };
  const send = (guest: { url: string; token: string }, body: RequestInit['body'], headers = {}) =>
    ask(`${guest.url}/upload?userId=ignored`, { method: 'POST', bearer: guest.token, body, headers });

  it('becomes a message with its files, which whoever has the address may read, safely', async () => {
    const bot = await start();
    const maya = await begin(bot, await identityOf(bot, MAYA));
    const pdf = Uint8Array.from(Buffer.from('%PDF'));
    const body = form(
      message('Broken', 'up-1'),
      ['../a "lamp".png', 'image/png', PNG],
      ['bill.pdf', 'application/pdf', pdf],
    );
    expect(await send(maya, body)).toMatchObject({ status: 200, body: { id: 'up-1' } });
    const all = await get(`${maya.url}/activities?watermark=1`, maya.token);
    expect(all.body.activities.map(lineOf)).toEqual([
      'customer: Broken',
      'Robin: Echo: Broken with 2 file(s)',
    ]);
    const [image, bill] = all.body.activities[0].attachments;
    expect([image.name, image.contentType, bill.name]).toEqual(['a lamp.png', 'image/png', 'bill.pdf']);

    const served = await fetch(image.contentUrl);
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(PNG);
    expect(served.headers.get('content-type')).toBe('image/png');
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
    expect(served.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(served.headers.get('content-disposition')).toMatch(/^inline;/);
    expect((await get(bill.contentUrl)).headers.get('content-disposition')).toMatch(
      /^attachment; filename="bill.pdf"/,
    );
    expect((await get(`${bot.base}/attachments/guess`)).status).toBe(404);

    await eraseUploads(bot.stores, MAYA);
    expect((await get(bill.contentUrl)).status).toBe(404);
  });

  it('with a name that is cut inside a character is served all the same', async () => {
    const bot = await start();
    const guest = await begin(bot);
    const name = `${'🌘'.repeat(130)}x.png`;
    await send(guest, form(message('Moons'), [name, 'image/png', PNG]));
    const all = await get(`${guest.url}/activities?watermark=1`, guest.token);
    const [{ name: kept, contentUrl }] = all.body.activities[0].attachments;
    expect(kept).toBe(`${'🌘'.repeat(115)}x.png`);
    expect((await fetch(contentUrl)).status).toBe(200);
  });

  it('may be one raw file', async () => {
    const bot = await start();
    const guest = await begin(bot);
    const headers = {
      'Content-Type': 'image/png',
      'Content-Disposition': 'name="file"; filename="lamp.png"',
    };
    expect((await send(guest, PNG, headers)).status).toBe(200);
    const all = await get(`${guest.url}/activities?watermark=1`, guest.token);
    expect(all.body.activities[0].attachments[0]).toMatchObject({
      name: 'lamp.png',
      contentType: 'image/png',
    });
  });

  const big = (megabytes: number, extra = 0) => {
    const bytes = new Uint8Array(megabytes * 1024 * 1024 + extra);
    bytes.set(PNG);
    return bytes;
  };
  const files = (count: number) =>
    Array.from({ length: count }, (_, n): [string, string, Uint8Array<ArrayBuffer>] => [
      `${n}.png`,
      'image/png',
      PNG,
    ]);
  it.each<[string, RequestInit['body'], Record<string, string>, number]>([
    ['of 5 files is taken', form(message('x'), ...files(5)), {}, 200],
    ['of 6 files', form(message('x'), ...files(6)), {}, 400],
    ['of 4 MB is taken', form(message('x'), ['a.png', 'image/png', big(4)]), {}, 200],
    ['of one byte more', form(message('x'), ['a.png', 'image/png', big(4, 1)]), {}, 413],
    [
      'of more than 5 MB in all',
      form(message('x'), ['a.png', 'image/png', big(3)], ['b.png', 'image/png', big(3)]),
      {},
      413,
    ],
    ['of a page', form(message('x'), ['a.html', 'text/html', PNG]), {}, 400],
    ['of a page that says it is a picture', form(message('x'), ['a.png', 'image/png', HTML]), {}, 400],
    ['of a drawing with scripts', form(message('x'), ['a.svg', 'image/svg+xml', PNG]), {}, 400],
    ['without files', form(message('x')), {}, 400],
    ['with an activity that is none', form({ type: 'invoke' }, ...files(1)), {}, 400],
    ['that is no form', 'nonsense', { 'Content-Type': 'multipart/form-data; boundary=x' }, 400],
    ['of JSON', '{}', { 'Content-Type': 'application/json' }, 400],
    ['of nothing', '', { 'Content-Type': 'image/png' }, 400],
  ])('%s', async (_name, body, headers, status) => {
    const bot = await start();
    const guest = await begin(bot);
    expect((await send(guest, body, headers)).status).toBe(status);
    const kept = await bot.stores.collection('uploads').list();
    expect(kept.length > 0).toBe(status === 200);
  });

  it('whose turn fails, or that comes twice, leaves no file behind', async () => {
    const stores: Stores = createMemoryStores();
    let down = false;
    const bot = await start({
      stores,
      turn: async (context, sender) => {
        if (down) throw new RapportError('STORE_UNAVAILABLE', 'the disk is full.', 'Make room.');
        return echoTurn(stores, bot.feed, bot.clock, bot.newId)(context, sender);
      },
    });
    const guest = await begin(bot);
    down = true;
    expect((await send(guest, form(message('x', 'up-1'), ...files(2)))).status).toBe(503);
    expect(await stores.collection('uploads').list()).toHaveLength(0);
    down = false;
    await send(guest, form(message('x', 'up-1'), ...files(2)));
    await send(guest, form(message('x', 'up-1'), ...files(2)));
    expect(await stores.collection('uploads').list()).toHaveLength(2);
  });
});

describe('a socket', () => {
  it('takes empty pings, and no flood', async () => {
    const bot = await start();
    const guest = await begin(bot);
    const heard = await listen(guest.streamUrl);
    heard.socket.send('');
    await post(`${guest.url}/activities`, guest.token, message('hi'));
    await heard.until(3);
    heard.socket.send('x'.repeat(2000));
    const [code] = (await once(heard.socket, 'close')) as [number];
    expect(code).toBe(1009);
    expect((await get(`${bot.publicUrl}/health`)).status).toBe(200);
  });

  const refusal = async (url: string) => ((await once(new WebSocket(url), 'error')) as [Error])[0].message;

  it('is one of ten for each customer; when one closes, another may open', async () => {
    const bot = await start();
    const [guest, other] = [await begin(bot), await begin(bot)];
    const heard = await Promise.all(Array.from({ length: 10 }, () => listen(guest.streamUrl)));
    expect(await refusal(guest.streamUrl)).toContain('429');
    await listen(other.streamUrl);
    heard[0]?.socket.close();
    await once(heard[0]!.socket, 'close');
    await listen(guest.streamUrl);
  });

  it.each([
    ['one customer', { customer: 1, address: 9 }],
    ['one address', { customer: 9, address: 1 }],
  ])('of %s that opens them without end is refused', async (_name, points) => {
    const bot = await start({ socketLimit: createSharedRateLimit(points, 60) });
    const guest = await begin(bot);
    await listen(guest.streamUrl);
    expect(await refusal(guest.streamUrl)).toContain('429');
  });

  it('that does not answer the heartbeat is closed', async () => {
    const bot = await start({ heartbeatMilliseconds: 20 });
    const guest = await begin(bot);
    const alive = await listen(guest.streamUrl);
    const dead = new WebSocket(guest.streamUrl, { autoPong: false });
    await once(dead, 'close');
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('that reads too slowly is dropped, and told nothing out of order', async () => {
    const bot = await start();
    const maya = await begin(bot, await identityOf(bot, MAYA));
    const sent: string[] = [];
    const socket = Object.assign(new EventEmitter(), {
      OPEN: 1,
      readyState: 1,
      bufferedAmount: 1024 * 1024,
      send: (frame: string) => sent.push(frame),
      terminate: () => socket.emit('close'),
    });
    const session = await bot.tokens.verify(maya.token);
    bot.directLine.openStream(socket as unknown as WebSocket, session);
    await agentSays(bot, MAYA, 'at the limit');
    await expect.poll(() => sent.length).toBe(2);
    socket.bufferedAmount += 1;
    const closed = once(socket, 'close');
    await agentSays(bot, MAYA, 'beyond it');
    await closed;
    await agentSays(bot, MAYA, 'afterwards');
    expect(sent.join()).not.toMatch(/beyond|afterwards/);
  });

  it('is told when the server goes away', async () => {
    const bot = await start();
    const guest = await begin(bot);
    const heard = await listen(guest.streamUrl);
    const closed = once(heard.socket, 'close') as Promise<[number]>;
    await bot.stop();
    expect((await closed)[0]).toBe(1001);
  });
});

describe('the real client', () => {
  let DirectLine: typeof Client;
  const clients: Client[] = [];

  beforeAll(async () => {
    const { default: Request } = (await import('xhr2' as string)) as { default: typeof XMLHttpRequest };
    // xhr2 has no forms; a browser turns one into a body and its type just so.
    class RequestWithForms extends Request {
      override send(body?: XMLHttpRequestBodyInit | null): void {
        if (!(body instanceof FormData)) {
          super.send(body);
          return;
        }
        const encoded = new Response(body);
        this.setRequestHeader('Content-Type', encoded.headers.get('content-type') ?? '');
        void encoded.arrayBuffer().then((bytes) => super.send(bytes));
      }
    }
    Object.assign(globalThis, { XMLHttpRequest: RequestWithForms, WebSocket });
    ({ DirectLine } = await import('botframework-directlinejs'));
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.end();
  });
  afterAll(() => {
    Object.assign(globalThis, { XMLHttpRequest: undefined });
  });

  /** Reconnects without its usual pause of 3 to 15 s. */
  function connect(bot: Running, token: string) {
    const client = new DirectLine({ token, domain: bot.base, webSocket: true, random: () => -0.24 } as never);
    clients.push(client);
    const lines: string[] = [];
    const waiting = new Set<() => void>();
    const onActivity = (activity: unknown) => {
      lines.push(lineOf(activity as Parameters<typeof lineOf>[0]));
      for (const check of [...waiting]) check();
    };
    // Ending a client is told as a fault.
    client.activity$.subscribe(onActivity, () => undefined);
    const until = (count: number) =>
      new Promise<string[]>((resolve) => {
        const check = () => {
          if (lines.length < count) return;
          waiting.delete(check);
          resolve(lines);
        };
        waiting.add(check);
        check();
      });
    const say = (activity: object) =>
      new Promise<string>((done, failed) => client.postActivity(activity as never).subscribe(done, failed));
    return { client, lines, until, say };
  }

  const from = { id: 'dl_c-1002', name: 'Maya' };

  it('is greeted, is echoed, is answered, and goes on after the server was stopped and started', async () => {
    const stores = createMemoryStores();
    const time = testClock();
    const before = await start({ stores, time });
    const { token } = (await post(`${before.base}/tokens/generate`, await identityOf(before, MAYA, 'Maya')))
      .body;
    const maya = connect(before, token);
    await maya.until(1);
    expect(await maya.say({ ...message('hi', 'client-1'), from })).toBe('client-1');
    await maya.until(3);
    await before.stop();
    running.splice(0);

    const after = await start({ stores, time, port: before.port });
    await agentSays(after, MAYA, 'I was here meanwhile');
    await maya.until(4);
    await maya.say({ ...message('still there?', 'client-2'), from });
    expect(await maya.until(6)).toEqual([
      'Robin: Hello Maya',
      'customer: hi',
      'Robin: Echo: hi',
      'Lena Okafor: I was here meanwhile',
      'customer: still there?',
      'Robin: Echo: still there?',
    ]);
  });

  it('sends a file', async () => {
    const bot = await start();
    const { token } = (await post(`${bot.base}/tokens/generate`, await identityOf(bot, MAYA, 'Maya'))).body;
    const maya = connect(bot, token);
    await maya.until(1);
    const contentUrl = `${bot.publicUrl}/health`;
    const attachments = [{ contentType: 'text/plain', contentUrl, name: 'health.txt' }];
    expect(await maya.say({ ...message('See', 'client-3'), from, attachments })).toBe('client-3');
    expect((await maya.until(3)).slice(1)).toEqual(['customer: See', 'Robin: Echo: See with 1 file(s)']);
  });

  it('is told that a forged event was not taken', async () => {
    const bot = await start();
    const { token } = (await post(`${bot.base}/tokens/generate`)).body;
    const guest = connect(bot, token);
    await guest.until(1);
    await expect(guest.say({ type: 'event', name: 'handoff.status', value: {} })).rejects.toMatchObject({
      status: 400,
    });
  });
});
