// The agents' tools over real HTTP, with the real desk: who may use them, what a file must be, and where it can be read.

import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUploadStore, eraseUploads } from '../channels/direct-line/index.js';
import { fileTypeOf } from '../data/file-type.js';
import type { AgentId } from '../data/ids.js';
import { type AgentApi, registerAgentRoutes } from '../server/agent-routes.js';
import { FILE_LIMIT } from '../server/agent-tools-routes.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { createSessions } from '../server/sessions.js';
import { type Customer, createWorld, type World } from './conversation.js';

let world: World;
let running: RunningServer;
let api: AgentApi;
let origin: string;
let maya: Customer;
/** Maya's handoff, with Jonas. */
let path: string;
let epoch: number;

beforeEach(async () => {
  world = await createWorld();
  running = createServer({ log: pino({ level: 'silent' }), production: false });
  await new Promise<void>((listening) => running.server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(running.server.address() as AddressInfo).port}`;
  const { agents } = world.folder.business;
  const { stores, now: clock } = world;
  const newKey = () => randomBytes(32).toString('base64url');
  api = registerAgentRoutes(running.server, {
    sessions: createSessions({
      ...{ stores, clock, agents, newToken: newKey },
      demoPasswords: new Map([...agents.keys()].map((id) => [id, 'a password'])),
    }),
    desk: world.service.desk,
    tools: world.service.tools,
    files: createUploadStore({ stores, clock, newKey, publicUrl: origin }),
    businessName: 'Fennel & Fir',
    onError: (error) => world.faults.push(error),
  });
  maya = world.customer('c-1002');
  const jonas = world.agent('a-jonas');
  await jonas.comesOnline();
  await maya.arrives();
  await maya.says('talk to a human');
  await jonas.claims(maya);
  await maya.heard();
  const { customerId, handoffId } = await jonas.key(maya);
  path = `/api/agent/handoffs/${customerId}/${handoffId}`;
  epoch = (await maya.record()).handoff?.epoch ?? -1;
});

afterEach(async () => {
  api.close();
  await running.close();
  await world.stop();
});

async function signIn(agent: 'jonas' | 'priya'): Promise<string> {
  const { email } = world.folder.business.agents.get(`a-${agent}` as AgentId)!;
  const { headers } = await call('POST', '/api/agent/login', { body: { email, password: 'a password' } });
  return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function call(
  method: 'GET' | 'POST',
  where: string,
  sent: {
    cookie?: string;
    body?: unknown;
    raw?: Uint8Array<ArrayBuffer>;
    headers?: Record<string, string>;
  } = {},
) {
  const answer = await fetch(origin + where, {
    method,
    headers: {
      ...(sent.cookie ? { Cookie: sent.cookie } : {}),
      ...(method === 'POST' ? { 'Content-Type': 'application/json', Origin: origin } : {}),
      ...sent.headers,
    },
    body: method === 'POST' ? (sent.raw ?? JSON.stringify(sent.body ?? {})) : undefined,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : undefined };
}

const PNG = Uint8Array.from(Buffer.from('iVBORw0KGgo=', 'base64'));
const upload = (cookie: string, raw: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  call('POST', `${path}/files`, {
    ...{ cookie, raw },
    headers: { 'Content-Type': 'image/png', 'X-File-Name': 'lamp.png', ...headers },
  });

describe('who may', () => {
  const READS = ['/api/agent/desk-words', '/replies', '/suggestions', '/actions'];
  const whole = (where: string) => (where.startsWith('/api') ? where : path + where);
  const asked = () => ({ epoch, clientId: 'c1', kind: 'recommend' });

  it('the owner: everything', async () => {
    const cookie = await signIn('jonas');
    for (const where of READS)
      expect([where, (await call('GET', whole(where), { cookie })).status]).toEqual([where, 200]);
    expect((await call('POST', `${path}/actions`, { cookie, body: asked() })).status).toBe(204);
    expect((await upload(cookie, PNG)).status).toBe(200);
  });

  it('a colleague: the words of the business alone', async () => {
    const cookie = await signIn('priya');
    for (const where of READS)
      expect([where, (await call('GET', whole(where), { cookie })).status]).toEqual([
        where,
        where === READS[0] ? 200 : 410,
      ]);
    expect((await call('POST', `${path}/actions`, { cookie, body: asked() })).status).toBe(409);
    expect((await upload(cookie, PNG)).status).toBe(410);
    expect(await world.stores.collection('uploads').list()).toEqual([]);
    expect(await maya.heard()).toEqual([]);
  });

  it('a guest: nothing', async () => {
    for (const where of READS)
      expect([where, (await call('GET', whole(where))).status]).toEqual([where, 401]);
    expect((await call('POST', `${path}/actions`, { body: asked() })).status).toBe(401);
    expect((await upload('', PNG)).status).toBe(401);
  });

  it('another site: nothing', async () => {
    const cookie = await signIn('jonas');
    const headers = { Origin: 'https://evil.example' };
    expect((await call('POST', `${path}/actions`, { cookie, body: asked(), headers })).status).toBe(403);
    expect((await upload(cookie, PNG, headers)).status).toBe(403);
  });

  it.each([
    [{ kind: 'dance' }, 400],
    [{ clientId: '' }, 400],
    [{ epoch: -1 }, 400],
    [{ epoch: 99 }, 409],
    [{ kind: 'look-up-order', choice: '10001' }, 409],
  ])('ask the bot with %j: %i', async (wrong, status) => {
    const cookie = await signIn('jonas');
    expect((await call('POST', `${path}/actions`, { cookie, body: { ...asked(), ...wrong } })).status).toBe(
      status,
    );
    expect(await maya.heard()).toEqual([]);
  });
});

describe('a file of an agent', () => {
  const say = (cookie: string, attachments: unknown, text = '') =>
    call('POST', `${path}/messages`, { cookie, body: { epoch, clientId: 'm1', text, attachments } });

  it('is kept, sent with a message, and gone with the customer', async () => {
    const cookie = await signIn('jonas');
    const { body: kept } = await upload(cookie, PNG, { 'X-File-Name': encodeURIComponent('../a café.png') });
    expect(kept).toEqual({
      contentType: 'image/png',
      name: 'a café.png',
      contentUrl: expect.stringContaining(origin),
    });
    expect((await say(cookie, [kept])).status).toBe(204);
    expect(await maya.heard()).toEqual(['Jonas Weber:  {a café.png}']);
    await eraseUploads(world.stores, maya.id);
    expect(await world.stores.collection('uploads').list()).toEqual([]);
  });

  it('is sent as it was kept, whatever the message calls it', async () => {
    const cookie = await signIn('jonas');
    const { body: kept } = await upload(cookie, PNG);
    await say(cookie, [{ ...kept, name: 'invoice.pdf', contentType: 'text/html' }]);
    expect((await maya.conversation()).transcript.at(-1)?.activity.attachments).toEqual([kept]);
  });

  it.each([
    ['an address elsewhere', () => 'https://evil.example/a.png'],
    ['a script', () => 'javascript:alert(1)'],
    ['a file that is not there', () => `${origin}/v3/directline/attachments/guess`],
  ])('%s is not sent', async (_what, contentUrl) => {
    const cookie = await signIn('jonas');
    const answer = await say(cookie, [{ contentType: 'image/png', contentUrl: contentUrl() }], 'Look:');
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BAD_REQUEST']);
    expect(await maya.heard()).toEqual([]);
  });

  it('of another customer is not sent', async () => {
    const { stores, now: clock } = world;
    const others = createUploadStore({ stores, clock, newKey: () => 'theirs', publicUrl: origin });
    const { attachments } = await others.keep(
      [{ name: 'a.png', contentType: 'image/png', bytes: PNG }],
      'c-1003' as typeof maya.id,
    );
    expect((await say(await signIn('jonas'), attachments)).status).toBe(400);
  });

  const sized = (bytes: number) => {
    const file = new Uint8Array(bytes);
    file.set(PNG);
    return file;
  };
  it.each<[string, () => Uint8Array<ArrayBuffer>, Record<string, string>, number]>([
    ['of 5 MB', () => sized(FILE_LIMIT), {}, 200],
    ['of one byte more', () => sized(FILE_LIMIT + 1), {}, 413],
    [
      'of a page under the name of a picture is text',
      () => Uint8Array.from(Buffer.from('<script>')),
      {},
      200,
    ],
    ['of a program', () => Uint8Array.from([0x4d, 0x5a, 0x90, 0x00, 0x03]), {}, 400],
    ['of nothing', () => new Uint8Array(), {}, 400],
    ['without a name', () => PNG, { 'X-File-Name': '' }, 400],
  ])('%s', async (_what, file, headers, status) => {
    const answer = await upload(await signIn('jonas'), file(), headers);
    expect(answer.status).toBe(status);
    expect(await world.stores.collection('uploads').list()).toHaveLength(status === 200 ? 1 : 0);
    if (answer.status === 200 && file().length < 10) expect(answer.body.contentType).toBe('text/plain');
  });
});

describe('the type of a file', () => {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
  it.each([
    ['\x89PNG\r\n\x1a\n…', 'image/png'],
    ['\x89PNG\r\n\x1a', undefined],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['GIF87a', 'image/gif'],
    ['GIF89a', 'image/gif'],
    ['GIF88a', 'text/plain'],
    ['RIFF\x01\x02\x03\x04WEBPVP8', 'image/webp'],
    ['RIFF\x01\x02\x03\x04WAVE', undefined],
    ['%PDF-1.7\n%\x80\x00', 'application/pdf'],
    [' %PDF-1.7', 'text/plain'],
    ['plain words\r\n\ttoo\x1b\f', 'text/plain'],
    ['caf\xe9', 'text/plain'],
    ['\xef\xbb\xbfwith a mark', 'text/plain'],
    ['\xff\xfea\x00b\x00', 'text/plain'],
    ['a\x00b', undefined],
    ['a\x0bb', undefined],
    ['PK\x03\x04', undefined],
    ['', undefined],
  ])('%j is %s', (content, type) => {
    expect(fileTypeOf(bytes(content))).toBe(type);
  });
});
