// Files both ways through the whole product: what an agent sends the customer sees, and the other way round.

import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../app.js';
import { readConfig } from '../config.js';
import { createMemoryStores } from '../data/memory/memory-stores.js';
import type { HandoffView, QueueRow } from '../handoff/views.js';

const PNG = Uint8Array.from(Buffer.from('iVBORw0KGgo=', 'base64'));
let app: App;

beforeAll(async () => {
  const config = readConfig({ PORT: '0', MODE: 'demo', STORE: 'memory' });
  app = await createApp(config, pino({ level: 'silent' }), { stores: createMemoryStores() });
}, 240_000);
afterAll(() => app.close());

async function customer<T>(path: string, token = '', body?: object | FormData): Promise<T> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${app.url}/v3/directline${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(isForm ? {} : { 'Content-Type': 'application/json' }),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  });
  expect(answer.status).toBeLessThan(300);
  return (await answer.json()) as T;
}

async function agent(
  path: string,
  cookie: string,
  body?: object | Uint8Array<ArrayBuffer>,
): Promise<Response> {
  const isFile = body instanceof Uint8Array;
  const answer = await fetch(`${app.url}/api/agent${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...{ Cookie: cookie, Origin: app.url },
      'Content-Type': isFile ? 'image/png' : 'application/json',
      ...(isFile ? { 'X-File-Name': 'new-lamp.png' } : {}),
    },
    ...(body ? { body: isFile ? body : JSON.stringify(body) } : {}),
  });
  expect(answer.status).toBeLessThan(300);
  return answer;
}

test('a photo of the broken lamp, and one of the new one', { timeout: 60_000 }, async () => {
  const { token, conversationId } = await customer<{ token: string; conversationId: string }>(
    '/tokens/generate',
    '',
    {},
  );
  const talk = `/conversations/${conversationId}`;
  await customer('/conversations', token, {});
  await customer(`${talk}/activities`, token, { type: 'message', text: 'talk to a human' });

  const [{ email, password } = { email: '', password: '' }] = app.logins;
  const login = await agent('/login', '', { email, password });
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const [row] = (await (await agent('/queue', cookie)).json()) as QueueRow[];
  const handoff = `/handoffs/${row?.customerId}/${row?.handoffId}`;
  const { epoch } = (await (await agent(`${handoff}/claim`, cookie, {})).json()) as { epoch: number };

  // As botframework-directlinejs sends it.
  const form = new FormData();
  form.append(
    'activity',
    new Blob([JSON.stringify({ type: 'message', text: 'It came like this' })], {
      type: 'application/vnd.microsoft.activity',
    }),
  );
  form.append('file', new Blob([PNG], { type: 'image/png' }), 'broken-lamp.png');
  await customer(`${talk}/upload?userId=somebody`, token, form);
  const view = (await (await agent(handoff, cookie)).json()) as HandoffView;
  const theirs = view.transcript.at(-1);
  expect(theirs).toMatchObject({ from: 'customer', text: 'It came like this' });
  expect(await bytesAt(theirs?.attachments[0]?.contentUrl)).toEqual(PNG);

  const kept = await (await agent(`${handoff}/files`, cookie, PNG)).json();
  await agent(`${handoff}/messages`, cookie, { epoch, clientId: 'm1', text: '', attachments: [kept] });
  const { activities } = await customer<{
    activities: { from: { name: string }; attachments?: { name: string; contentUrl: string }[] }[];
  }>(`${talk}/activities`, token);
  const [ours] = activities.at(-1)?.attachments ?? [];
  expect(ours?.name).toBe('new-lamp.png');
  expect(await bytesAt(ours?.contentUrl)).toEqual(PNG);
});

async function bytesAt(url = ''): Promise<Uint8Array> {
  const answer = await fetch(url);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  return new Uint8Array(await answer.arrayBuffer());
}
