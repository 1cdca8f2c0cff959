// The server before any route of the product: what it refuses, how it tells of faults, and that it stays alive.

import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ERROR_CODES, RapportError } from '../data/errors.js';
import { createServer, type RunningServer } from '../server/create-server.js';
import { registerDemo } from '../server/demo-routes.js';
import { errorResponse } from '../server/error-responses.js';
import { addressOf, bodyOf, type Request } from '../server/http.js';
import { createRateLimit } from '../server/rate-limits.js';
import { ask, get, post } from './direct-line-fixture.js';

let running: RunningServer;
let url: string;
let storeIsUp = true;
const logged: string[] = [];

beforeAll(async () => {
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
  const probe = async () => {
    if (!storeIsUp) throw new Error('disk on fire at /srv/secret');
  };
  running = createServer({ log, production: true, probe, metricsToken: 'let me read' });
  const { server } = running;
  server.post('/echo', async (req, res) => {
    res.send(200, { body: req.body ?? null });
  });
  server.post('/strict', async (req, res) => {
    res.send(200, bodyOf(req, z.object({ name: z.string() })));
  });
  server.get('/fault/:kind', async (req) => {
    if (req.params.kind === 'foreign') throw new Error('password=hunter2');
    if (req.params.kind === 'internal')
      throw new RapportError('RECORD_BROKEN', 'file /srv/secret.json broke.', 'Look.');
    if (req.params.kind === 'stored')
      throw new RapportError('STORE_UNAVAILABLE', 'could not write /srv/secret.json.', 'Make room.');
    if (req.params.kind === 'contested')
      throw new RapportError('STORE_CONFLICT', 'customer "c-1002" was changed.', 'Try again.');
    throw new RapportError('HANDOFF_TAKEN', 'Tom was quicker.', 'Take another one.');
  });
  server.get('/half', async (_req, res) => {
    res.writeHead(200);
    res.write('half of it');
    throw new Error('and no more');
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  url = `http://127.0.0.1:${server.address().port}`;
});
afterAll(() => running.close());

describe('a body', () => {
  const kilobytes = (count: number) => JSON.stringify({ text: 'x'.repeat(count * 1024 - 11) });
  const json = { 'Content-Type': 'application/json' };

  it.each<[string, RequestInit, number, string | undefined]>([
    ['of JSON is taken', { headers: json, body: '{"a":1}' }, 200, undefined],
    ['of exactly 256 KB is taken', { headers: json, body: kilobytes(256) }, 200, undefined],
    ['of one byte more is too large', { headers: json, body: `${kilobytes(256)} ` }, 413, 'TOO_LARGE'],
    ['that is no JSON', { headers: json, body: '{"a":' }, 400, 'BAD_REQUEST'],
    ['that is no UTF-8', { headers: json, body: new Uint8Array([34, 0xff, 34]) }, 400, 'BAD_REQUEST'],
    [
      'that is compressed',
      { headers: { ...json, 'Content-Encoding': 'gzip' }, body: 'x' },
      415,
      'UNSUPPORTED_ENCODING',
    ],
    [
      '"encoded" as identity',
      { headers: { 'Content-Encoding': 'identity' }, body: 'x' },
      415,
      'UNSUPPORTED_ENCODING',
    ],
  ])('%s', async (_name, init, status, code) => {
    const answer = await ask(`${url}/echo`, { method: 'POST', ...init });
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
  });

  it('of unknown length is cut off at 256 KB', async () => {
    const chunk = new Uint8Array(64 * 1024).fill(32);
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => (sent++ < 8 ? controller.enqueue(chunk) : controller.close()),
    });
    const answer = await ask(`${url}/echo`, {
      method: 'POST',
      headers: json,
      body,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it('of plain text, as a form of another site could send, is no body to a route', async () => {
    const init = { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: '{"name":"x"}' };
    expect((await ask(`${url}/echo`, init)).body).toEqual({ body: null });
    const strict = await ask(`${url}/strict`, init);
    expect(strict.status).toBe(400);
    expect(strict.body.error.message).toMatch(/^name: .*Content-Type application\/json/);
  });
});

describe('a fault', () => {
  it.each([
    ['of ours has its code', '/fault/taken', 409, 'HANDOFF_TAKEN', 'Tom was quicker. Take another one.'],
    [
      'inside the server says nothing',
      '/fault/internal',
      500,
      'INTERNAL',
      'Something went wrong on our side. Try again in a moment.',
    ],
    [
      'of the store names no file',
      '/fault/stored',
      503,
      'STORE_UNAVAILABLE',
      'The service cannot store anything just now. Try again in a moment.',
    ],
    [
      'of two at once names no customer',
      '/fault/contested',
      503,
      'STORE_CONFLICT',
      'The service cannot store anything just now. Try again in a moment.',
    ],
    [
      'of a library says nothing',
      '/fault/foreign',
      500,
      'INTERNAL',
      'Something went wrong on our side. Try again in a moment.',
    ],
    ['of an unknown address', '/nowhere/<script>', 404, 'NOT_FOUND', 'There is nothing at this address.'],
    ['of the method', '/echo', 405, 'BAD_REQUEST', 'This address does not take this method.'],
  ])('%s', async (_name, path, status, code, message) => {
    const answer = await get(url + path);
    expect([answer.status, answer.body]).toEqual([status, { error: { code, message } }]);
  });

  it('is logged with the id that the answer carries', async () => {
    const answer = await get(`${url}/fault/foreign`);
    const line = logged.find((text) => text.includes(answer.headers.get('x-request-id') ?? 'none'));
    expect(line).toContain('hunter2');
    expect(line).toContain('"route":"/fault/:kind"');
    expect(line).not.toContain('/fault/foreign');
  });

  it('in the middle of an answer ends the connection instead of pretending', async () => {
    await expect(get(`${url}/half`)).rejects.toThrow();
    expect((await get(`${url}/health`)).status).toBe(200);
  });

  it('has a status for every code', () => {
    for (const code of ERROR_CODES)
      expect(errorResponse(new RapportError(code, 'x.', 'y.')).status).toBeGreaterThan(399);
  });
});

describe('the door', () => {
  it.each([
    'GET http://[ HTTP/1.1\r\nHost: x',
    'GET http://a:b@:/ HTTP/1.1\r\nHost: x',
    'GET /health HTTP/1.1\r\nHost: [',
    'GET // HTTP/1.1\r\nHost: x',
    'GET /fault/%E0%A4%A HTTP/1.1\r\nHost: x',
    'GET /stream HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999',
  ])('refuses %j and stays open', async (head) => {
    const socket = connect(running.server.address().port, '127.0.0.1');
    socket.end(`${head}\r\nConnection: close\r\n\r\n`);
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(String(first)).toMatch(/^HTTP\/1\.1 40[04]/);
    expect((await get(`${url}/health`)).status).toBe(200);
  });

  it('sets its headers on every answer, also on a refusal', async () => {
    for (const path of ['/health', '/nowhere']) {
      const { headers } = await get(url + path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('strict-transport-security')).toBeTruthy();
      expect(headers.get('server')).toBeNull();
    }
  });

  it('tells of a store that is down, and no more than that', async () => {
    storeIsUp = false;
    const down = await get(`${url}/health`);
    storeIsUp = true;
    expect([down.status, down.body.error.code]).toEqual([503, 'STORE_UNAVAILABLE']);
    expect(JSON.stringify(down.body)).not.toContain('secret');
    expect((await get(`${url}/health`)).body).toEqual({ status: 'ok' });
  });

  it.each([
    ['this machine', {}, 200],
    ['another one, by way of a proxy here', { 'X-Forwarded-For': '203.0.113.9' }, 403],
    [
      'another one, with a wrong token',
      { 'X-Forwarded-For': '203.0.113.9', Authorization: 'Bearer let me' },
      403,
    ],
  ])('lets %s read the metrics or not', async (_who, headers, status) => {
    const answer = await ask(`${url}/metrics`, { headers: headers as Record<string, string> });
    expect(answer.status).toBe(status);
    expect(String(answer.body).includes('rapport_http_request_seconds_bucket')).toBe(status === 200);
  });
});

describe('a rate limit', () => {
  it('lets pass up to its number for each asker, then says for how long not', async () => {
    const limit = createRateLimit(2, 60);
    expect([await limit.take('a'), await limit.take('a'), await limit.take('b')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await limit.take('a')).toBe(60);
  });

  it.each([
    ['203.0.113.9', undefined, false, '203.0.113.9'],
    ['::ffff:203.0.113.9', undefined, false, '203.0.113.9'],
    ['10.0.0.1', '1.1.1.1, 203.0.113.9', true, '203.0.113.9'],
    ['10.0.0.1', '1.1.1.1', false, '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', undefined, false, '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', undefined, false, '2001:db8:1:2::/64'],
    ['2001:db8::1', undefined, false, '2001:db8:0:0::/64'],
  ])('counts %s (forwarded for %s, trusted %s) as %s', (remoteAddress, forwarded, trust, expected) => {
    const req = {
      headers: { 'x-forwarded-for': forwarded },
      socket: { remoteAddress },
    } as unknown as Request;
    expect(addressOf(req, trust)).toBe(expected);
  });
});

describe('the demo', () => {
  it('signs in as a listed customer only, and is absent until it is registered', async () => {
    expect((await get(`${url}/demo/customers`)).status).toBe(404);
    const maya = { id: 'c-1002', name: 'Maya Byrne', level: 2, sentence: 'Level 2, convenience.' };
    registerDemo(running.server, {
      customers: async () => [maya],
      identitySecret: 'a secret of the demo, 32 characters and more',
      clock: () => new Date(),
    });
    expect((await get(`${url}/demo/customers`)).body).toEqual([maya]);
    const signed = await post(`${url}/demo/identity`, undefined, { customerId: 'c-1002' });
    expect(signed.body.identity).toMatch(/^ey/);
    expect((await post(`${url}/demo/identity`, undefined, { customerId: 'c-9' })).status).toBe(404);
    expect((await post(`${url}/demo/identity`, undefined, {})).status).toBe(400);
  });
});

describe('closing', () => {
  it('lets an open request end and takes no new one', async () => {
    const second = createServer({ log: pino({ level: 'silent' }), production: false });
    let finish = () => {};
    const reached = new Promise<void>((entered) => {
      second.server.get('/slow', async (_req, res) => {
        entered();
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        res.send(200, { done: true });
      });
    });
    second.server.listen(0, '127.0.0.1');
    await once(second.server.server, 'listening');
    const address = `http://127.0.0.1:${second.server.address().port}`;
    const slow = get(`${address}/slow`);
    await reached;
    const closed = second.close();
    await expect(get(`${address}/health`)).rejects.toThrow();
    finish();
    expect((await slow).body).toEqual({ done: true });
    await closed;
  });
});
